//! The inspector under a hand: what is typed and chosen becomes commands.

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::view::Dialog;
use tablewire::app::{App, Command, NodeResult};
use tablewire::base::{ColumnInfo, Problem, Type};
use tablewire::document::{Edit, Node, NodeId, Position, Settings};
use tablewire::ui::inspector::Inspector;

use crate::panel::panel;

const NODE: NodeId = NodeId(0);

/// An inspector of its own; settings and names are carried out, everything is recorded.
struct Desk {
    inspector: Inspector,
    app: App,
    said: Vec<Command>,
}

impl Desk {
    fn frame(&mut self, ui: &mut egui::Ui) {
        let mut out = Vec::new();
        self.inspector.show(ui, &self.app, &mut out);
        for command in out {
            let node = self.app.document().node(NODE).cloned();
            match (&command, node) {
                (Command::Configure { node: id, settings, .. }, Some(node)) => {
                    let settings = settings.clone();
                    let edit = Edit::Configure { id: *id, kind: node.kind, version: node.version, settings };
                    self.app.history.apply("set", None, vec![edit]).unwrap();
                }
                (Command::Rename { node, name }, _) => {
                    let edit = Edit::Rename { id: *node, name: name.clone() };
                    self.app.history.apply("rename", None, vec![edit]).unwrap();
                }
                (Command::Mend { .. }, _) => self.app.handle(command.clone()),
                (Command::SetRunning { node, to }, _) => {
                    let edit = Edit::SetRunning { id: *node, to: *to };
                    self.app.history.apply("running", None, vec![edit]).unwrap();
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

fn harness(kind: &str, settings: &str, problems: Vec<Problem>) -> Harness<'static, Desk> {
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
    app.history.apply("set up", None, vec![Edit::AddNode { id: NODE, node }]).unwrap();
    app.view.selection = [NODE].into();
    app.results.insert(NODE, NodeResult { inputs: vec![columns()], problems, ..NodeResult::default() });
    let desk = Desk { inspector: Inspector::default(), app, said: Vec::new() };
    panel(egui::vec2(340.0, 800.0), desk, Desk::frame)
}

/// The settings that the document has now.
fn settings(harness: &Harness<'_, Desk>) -> String {
    harness.state().app.document().node(NODE).unwrap().settings.text().to_owned()
}

#[test]
fn each_keystroke_in_a_formula_configures_the_node() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    for text in ["dep_delay", " > ", "15"] {
        harness.get_by_label("Rows where").type_text(text);
        harness.run_steps(2);
    }
    assert_eq!(settings(&harness), "(condition:\"dep_delay > 15\")");
    let gestures: Vec<_> = harness
        .state()
        .said
        .iter()
        .filter_map(|c| if let Command::Configure { gesture, .. } = c { Some(gesture.as_str()) } else { None })
        .collect();
    assert_eq!(gestures, ["0:condition"; 3], "one burst of typing is one gesture");
}

#[test]
fn a_completion_is_taken_with_the_keyboard() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("dep");
    harness.run_steps(3);
    assert!(harness.query_by_label("Complete dep_delay").is_some());
    harness.key_press(Key::Tab);
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(condition:\"dep_delay\")");
    harness.get_by_label("Rows where").type_text(" > 1");
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(condition:\"dep_delay > 1\")", "the cursor stands behind the completion");
}

#[test]
fn a_column_is_searched_and_chosen() {
    let mut harness = harness("sort", "()", Vec::new());
    harness.get_by_label("Add key").click();
    harness.run_steps(3);
    harness.get_by_label("Column 1").click();
    harness.run_steps(3);
    harness.get_by_label("Search columns").type_text("dist");
    harness.run_steps(2);
    harness.get_by_label("Column distance").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(keys:[(column:\"distance\")])");
}

#[test]
fn several_columns_are_ticked_and_taken_away() {
    let mut harness = harness("distinct", "()", Vec::new());
    harness.get_by_label("Equal in").click();
    harness.run_steps(3);
    harness.get_by_label("Column carrier").click();
    harness.run_steps(3);
    harness.get_by_label("Column distance").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(columns:[\"carrier\",\"distance\"])");
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    harness.get_by_label("Remove carrier").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(columns:[\"distance\"])");
}

#[test]
fn a_missing_column_says_what_was_meant() {
    let problem = Problem::error("There is no column \"dep_dela\"")
        .among("dep_dela", ["dep_delay"])
        .unwrap()
        .at("keys[0].column");
    let mut harness = harness("sort", "(keys:[(column:\"dep_dela\")])", vec![problem]);
    assert!(harness.query_by_label("There is no column \"dep_dela\"").is_some());
    harness.get_by_label("Use dep_delay").click();
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(keys:[(column:\"dep_delay\")])");
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
    let type_name = |harness: &mut Harness<'_, Desk>, text: &str| {
        harness.get_by_label("Name").focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.run_steps(1);
        harness.get_by_label("Name").type_text(text);
        harness.run_steps(2);
    };
    type_name(&mut harness, "Two words");
    assert!(harness.query_by_label_contains("cannot be a name").is_some());
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
    let asked = Command::OpenDialog(Dialog::PathFor { node: NODE, setting: "path".into(), save: false });
    assert!(harness.state().said.contains(&asked));
}

#[test]
fn how_a_node_runs_is_set_in_a_section_of_its_own() {
    let mut harness = harness("read_csv", "()", Vec::new());
    assert!(harness.query_by_label("Retries").is_none(), "folded while nothing is set");
    harness.get_by_label("Running").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("First wait, s").is_none(), "nothing to wait for");
    harness.get_by_label("Retries").focus();
    harness.run_steps(2);
    harness.get_by_label("Retries").type_text("3");
    harness.run_steps(3);
    harness.get_by_label("First wait, s");
    harness.get_by_label("Go on").click();
    harness.run_steps(3);
    let running = harness.state().app.document().node(NODE).unwrap().running;
    assert_eq!(running.text(), "(retries: 3, on_failure: Skip)");
    assert!(harness.query_by_label("Tried again 3 times, the run goes on without it").is_some());
    harness.state_mut().app.history.undo();
    harness.state_mut().app.history.undo();
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
fn cells_are_typed_and_pasted_like_in_a_spreadsheet() {
    let mut harness = harness("table", "()", Vec::new());
    harness.get_by_label("Add column").click();
    harness.run_steps(2);
    harness.get_by_label("Add row").click();
    harness.run_steps(3);
    harness.get_by_label("Cell 1 1").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Paste("a\tb\nc\td".into()));
    harness.run_steps(3);
    assert_eq!(harness.get_by_label("Cell 2 2").value().as_deref(), Some("d"));
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert!(harness.get_by_label("Cell 2 1").is_focused());
}
