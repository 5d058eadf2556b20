//! The inspector under a hand: what is typed and chosen becomes commands.

mod columns;
mod figures;
mod formulas;
mod sheet;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use tablewire::app::view::Dialog;
use tablewire::app::{App, ColumnCommand, Command, FormCommand, FormulaPlace, NodeCommand, NodeResult, WindowCommand};
use tablewire::base::{ColumnInfo, Problem, Type};
use tablewire::document::{Edit, Node, NodeId, Position, Settings};
use tablewire::engine::Engine;
use tablewire::ui::inspector::Inspector;

use crate::panel::panel;

const NODE: NodeId = NodeId(0);

/// An inspector of its own; settings and names are carried out, everything is recorded.
struct Bench {
    inspector: Inspector,
    app: App,
    said: Vec<Command>,
}

impl Bench {
    fn frame(&mut self, ui: &mut egui::Ui) {
        let mut out = Vec::new();
        self.inspector.show(ui, &self.app, &mut out);
        for command in out {
            let node = self.app.document().node(NODE).cloned();
            match (&command, node) {
                (Command::Node(NodeCommand::Configure { node: id, settings, .. }), Some(node)) => {
                    let settings = settings.clone();
                    let edit = Edit::Configure { id: *id, kind: node.kind, version: node.version, settings };
                    self.app.project.history.apply("set", None, vec![edit]).unwrap();
                }
                (Command::Node(NodeCommand::Rename { node, name }), _) => {
                    let edit = Edit::Rename { id: *node, name: name.clone() };
                    self.app.project.history.apply("rename", None, vec![edit]).unwrap();
                }
                (
                    Command::Node(NodeCommand::ApplyFix { .. })
                    | Command::Column(ColumnCommand::Rename { .. })
                    | Command::Do(_),
                    _,
                ) => {
                    self.app.handle(command.clone());
                }
                (Command::Form(FormCommand::ShowExample(_)), _) => {
                    let mut other = App::without_state(Engine::inline());
                    other.handle(command.clone());
                    while other.poll() {}
                    self.app.project.examples = other.project.examples;
                }
                (Command::Node(NodeCommand::SetRunning { node, to }), _) => {
                    let edit = Edit::SetRunning { id: *node, to: *to };
                    self.app.project.history.apply("running", None, vec![edit]).unwrap();
                }
                _ => {}
            }
            self.said.push(command);
        }
    }
}

fn columns() -> Vec<ColumnInfo> {
    vec![
        ColumnInfo::new("carrier", Type::Text),
        ColumnInfo::new("dep_delay", Type::Integer),
        ColumnInfo::new("distance", Type::Number),
    ]
}

fn harness(kind: &str, settings: &str, problems: Vec<Problem>) -> Harness<'static, Bench> {
    let mut app = App::default();
    let node = Node {
        name: "step".into(),
        kind: kind.into(),
        version: 1,
        settings: Settings::canonical(settings),
        position: Position::default(),
        activity: Default::default(),
        running: Default::default(),
        opened: false,
        mark: Default::default(),
    };
    app.project.history.apply("set up", None, vec![Edit::AddNode { id: NODE, node }]).unwrap();
    app.project.view.selection = [NODE].into();
    app.project.results.insert(NODE, NodeResult { inputs: vec![columns()], problems, ..NodeResult::default() });
    let bench = Bench { inspector: Inspector::default(), app, said: Vec::new() };
    panel(egui::vec2(340.0, 1000.0), bench, Bench::frame)
}

/// The settings that the document has now.
fn settings(harness: &Harness<'_, Bench>) -> String {
    harness.state().app.document().node(NODE).unwrap().settings.text().to_owned()
}

#[test]
fn a_setting_goes_back_to_its_default_by_mouse_and_keyboard() {
    let mut harness = harness("limit", "(count:7,keep:Last)", Vec::new());
    assert!(harness.query_by_label("Reset skip").is_none(), "what is at its default has nothing to reset");
    harness.get_by_label("Reset rows").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(keep:Last)");
    harness.get_by_label("Reset keep").focus();
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert_eq!(settings(&harness), "()");
}

#[test]
fn what_a_setting_means_is_reported_to_screen_readers() {
    let harness = harness("limit", "()", Vec::new());
    let described = harness.get_by_label("Rows").accesskit_node().description();
    assert_eq!(described.as_deref(), Some("How many rows to keep"));
}

#[test]
fn a_name_that_is_left_empty_is_reported() {
    let text = "(aggregations:[(column:\"distance\",function:Mean)])";
    let harness = harness("group_by", text, Vec::new());
    assert_eq!(harness.get_by_label("Name 1").accesskit_node().placeholder(), Some("distance_mean"));
}

#[test]
fn the_help_of_a_kind_shows_its_example_and_puts_it_on_the_canvas() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("About this kind of node").click();
    harness.run_steps(3);
    assert!(harness.state().said.contains(&Command::Form(FormCommand::ShowExample("filter".into()))));
    assert!(harness.query_by_label("flights: 4 rows, 3 columns").is_some(), "what arrives");
    assert!(harness.query_by_label("matching: 2 rows, 3 columns").is_some(), "what the kind makes of it");
    assert!(harness.query_by_label("others: 2 rows, 3 columns").is_some());
    harness.get_by_label("Add to canvas").click();
    harness.run_steps(2);
    assert!(harness.state().said.contains(&Command::Form(FormCommand::AddExample("filter".into()))));
}

#[test]
fn a_problem_that_comes_while_typing_waits_for_the_hand() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    let problem = Problem::error("There is no column \"dep\"").at("condition").span(0..3);
    let tell = |harness: &mut Harness<'_, Bench>, problems: Vec<Problem>| {
        let result = NodeResult { inputs: vec![columns()], problems, ..NodeResult::default() };
        harness.state_mut().app.project.results.insert(NODE, result);
    };
    let is_told = |harness: &Harness<'_, Bench>| harness.query_by_label("There is no column \"dep\"").is_some();
    harness.get_by_label("Rows where").type_text("dep");
    harness.step();
    tell(&mut harness, vec![problem.clone()]);
    harness.step();
    assert!(!is_told(&harness), "half a name is no mistake");
    harness.run_steps(8);
    assert!(is_told(&harness), "after a rest it is");
    harness.get_by_label("Rows where").type_text("x");
    harness.step();
    assert!(is_told(&harness), "what was told stays");
    tell(&mut harness, Vec::new());
    harness.step();
    assert!(!is_told(&harness), "until it is put right");
}

#[test]
fn a_new_row_has_the_cursor() {
    let mut harness = harness("formula", "()", Vec::new());
    harness.get_by_label("Add column").click();
    harness.run_steps(4);
    assert!(harness.get_by_label("Name 1").is_focused());
    harness.get_by_label("Name 1").type_text("late");
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(columns:[(name:\"late\")])");
}

#[test]
fn rows_are_moved_and_removed() {
    let text = "(keys:[(column:\"carrier\"),(column:\"distance\")])";
    let mut harness = harness("sort", text, Vec::new());
    harness.get_by_label("Row 2").click();
    harness.run_steps(3);
    harness.get_by_label("Move up").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(keys:[(column:\"distance\"),(column:\"carrier\")])");
    harness.get_by_label("Remove row 1").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(keys:[(column:\"carrier\")])");
}

#[test]
fn a_bad_name_is_refused_in_words_and_a_good_one_renames() {
    let mut harness = harness("filter", "()", Vec::new());
    let type_name = |harness: &mut Harness<'_, Bench>, text: &str| {
        harness.get_by_label("Name").focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run_steps(1);
        harness.get_by_label("Name").type_text(text);
        harness.run_steps(2);
    };
    type_name(&mut harness, "Two words");
    assert!(harness.query_by_label_contains("is not a valid name").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(2);
    type_name(&mut harness, "late");
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(harness.state().app.document().node(NODE).unwrap().name, "late");
}

#[test]
fn a_path_opens_the_dialog() {
    let mut harness = harness("read_parquet", "()", Vec::new());
    harness.get_by_label("Choose a file…").click();
    harness.run_steps(2);
    let asked =
        Command::Window(WindowCommand::OpenDialog(Dialog::PathFor { node: NODE, setting: "path".into(), save: false }));
    assert!(harness.state().said.contains(&asked));
}

#[test]
fn how_a_node_runs_is_set_in_a_section_of_its_own() {
    let mut harness = harness("read_csv", "()", Vec::new());
    assert!(harness.query_by_label("Retries").is_none(), "folded while nothing is set");
    harness.get_by_label("Running").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Retry delay").is_none(), "nothing to wait for");
    harness.get_by_label("Retries").focus();
    harness.run_steps(2);
    harness.get_by_label("Retries").type_text("3");
    harness.run_steps(3);
    harness.get_by_label("Retry delay");
    harness.get_by_label("Continue without it").click();
    harness.run_steps(3);
    let running = harness.state().app.document().node(NODE).unwrap().running;
    assert_eq!(running.text(), "(retries: 3, on_failure: Skip)");
    assert!(harness.query_by_label("3 retries, skipped if it fails").is_some());
    harness.state_mut().app.project.history.undo();
    harness.state_mut().app.project.history.undo();
    assert!(harness.state().app.document().node(NODE).unwrap().running.is_default());
}

#[test]
fn every_kind_has_a_form_that_changes_nothing_by_being_drawn() {
    for info in tablewire::nodes::KINDS {
        let harness = harness(info.meta.id, "()", Vec::new());
        let said = &harness.state().said;
        assert!(said.is_empty(), "{}: {said:?}", info.meta.id);
    }
}

#[test]
fn tab_goes_through_all_fields_before_what_takes_a_row_away() {
    let mut harness =
        harness("formula", "(columns:[(name:\"a\",expression:\"1\"),(name:\"b\",expression:\"2\")])", Vec::new());
    harness.get_by_label("Name 1").focus();
    harness.run_steps(2);
    for next in ["Formula 1", "Name 2", "Formula 2"] {
        harness.key_press(Key::Tab);
        harness.run_steps(2);
        assert!(harness.get_by_label(next).is_focused(), "{next}");
    }
    let mut reached = false;
    for _ in 0..8 {
        harness.key_press(Key::Tab);
        harness.run_steps(2);
        reached |= harness.get_by_label("Remove row 2").is_focused();
    }
    assert!(reached, "it can still be reached");
}
