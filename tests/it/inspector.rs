//! The inspector under a hand: what is typed and chosen becomes commands.

mod figures;
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
        .filter_map(|c| {
            if let Command::Node(NodeCommand::Configure { gesture, .. }) = c { Some(gesture.as_str()) } else { None }
        })
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
fn inside_a_call_its_arguments_are_told_until_escape() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("left(carrier, ");
    harness.run_steps(3);
    let signature = "left(text: text, count: integer) → text";
    let help = harness.get_by_label(signature).rect();
    assert!(harness.query_by_label_contains("first characters").is_some(), "a line of help");
    let field = harness.get_by_label("Rows where").rect();
    assert!(!help.intersects(field), "the help covers what is typed");
    harness.get_by_label("Rows where").type_text("d");
    harness.run_steps(3);
    let list = harness.get_by_label("Complete dep_delay").rect();
    assert!(!harness.get_by_label(signature).rect().intersects(list), "the help covers the list");
    assert!(list.top() < harness.get_by_label("Complete distance").rect().top(), "an integer is asked for");
    // The first Escape is the list's, the second the help's; the cursor stays.
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("Complete dep_delay").is_none());
    assert!(harness.query_by_label(signature).is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label(signature).is_none());
    assert!(harness.get_by_label("Rows where").is_focused());
    // Another call has its help.
    harness.get_by_label("Rows where").type_text("ep_delay) = upper(");
    harness.run_steps(3);
    assert!(harness.query_by_label("upper(text: text) → text").is_some());
    harness.get_by_label("Rows where").type_text("'a') AND CASE WHEN ");
    harness.run_steps(3);
    assert!(harness.query_by_label("CASE WHEN condition THEN value … ELSE value END").is_some());
}

#[test]
fn the_formula_that_has_the_cursor_asks_for_its_values() {
    let mut harness =
        harness("formula", "(columns:[(name:\"a\",expression:\"1\"),(name:\"b\",expression:\"2\")])", Vec::new());
    harness.get_by_label("Formula 2").focus();
    harness.run_steps(3);
    let at = FormulaPlace { node: NODE, setting: "columns[1].expression".into() };
    assert!(harness.state().said.contains(&Command::Form(FormCommand::WatchFormula(at))));
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
    harness.get_by_label("Compare columns").click();
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

/// Opens the list of a setting and looks for `query` in it.
fn look_for(harness: &mut Harness<'_, Bench>, setting: &str, query: &str) {
    harness.get_by_label(setting).click();
    harness.run_steps(4);
    harness.get_by_label("Search columns").type_text(query);
    harness.run_steps(3);
}

#[test]
fn columns_are_taken_all_at_once_by_pattern_type_and_expression() {
    let mut harness = harness("distinct", "(columns:[\"distance\"])", Vec::new());
    look_for(&mut harness, "Compare columns", "*d*");
    assert!(harness.query_by_label("1 of 3 chosen").is_some());
    assert!(harness.query_by_label("Column carrier").is_none());
    harness.get_by_label("Add 1").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(columns:[\"distance\",\"dep_delay\"])", "what was there keeps its place");
    harness.get_by_label("Remove 2").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "()");
    harness.get_by_label("Clear search").click();
    harness.run_steps(3);
    harness.get_by_label("Text").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Column distance").is_none() && harness.query_by_label("Column carrier").is_some());
    harness.get_by_label("Text").click();
    harness.run_steps(3);
    harness.get_by_label("Search columns").focus();
    harness.run_steps(2);
    harness.get_by_label("Search columns").type_text("/^d");
    harness.run_steps(3);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(columns:[\"dep_delay\",\"distance\"])", "in the order of the table");
    harness.get_by_label("Search columns").type_text("(");
    harness.run_steps(3);
    assert!(harness.query_by_label_contains("Invalid regular expression").is_some());
}

#[test]
fn the_list_of_columns_is_gone_through_with_the_keyboard() {
    let mut harness = harness("unpivot", "()", Vec::new());
    look_for(&mut harness, "Columns to unpivot", "");
    harness.key_press(Key::ArrowDown);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(values:[\"dep_delay\"])");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(values:[\"carrier\",\"distance\"])", "the others instead");
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("Search columns").is_none());
}

#[test]
fn columns_to_keep_are_ticked_in_the_same_list() {
    let mut harness = harness("select", "()", Vec::new());
    look_for(&mut harness, "Choose Columns", "*d*");
    assert!(harness.query_by_label("3 of 3 chosen").is_some());
    harness.get_by_label("Remove 2").click();
    harness.run_steps(3);
    let dropped = "(columns:[(column:\"dep_delay\",keep:false),(column:\"distance\",keep:false)])";
    assert_eq!(settings(&harness), dropped);
}

#[test]
fn rows_are_added_for_several_columns_at_once() {
    let mut harness = harness("group_by", "(aggregations:[(function:Rows)])", Vec::new());
    look_for(&mut harness, "Choose Aggregations", "*d*");
    harness.get_by_label("Add 2").click();
    harness.run_steps(3);
    let sums = "(column:\"dep_delay\",function:Sum),(column:\"distance\",function:Sum)";
    assert_eq!(
        settings(&harness),
        format!("(aggregations:[(function:Rows),{sums}])"),
        "by what is usual for their type"
    );
    harness.get_by_label("Column distance").click();
    harness.run_steps(3);
    assert_eq!(
        settings(&harness),
        "(aggregations:[(function:Rows),(column:\"dep_delay\",function:Sum)])",
        "and away again"
    );
}

#[test]
fn a_setting_about_the_own_table_is_completed_from_it() {
    let mut harness = harness("read_csv", "(types:[(column:\"\")])", Vec::new());
    let leaving = NodeResult { columns: vec![Some(columns())], ..NodeResult::default() };
    harness.state_mut().app.project.results.insert(NODE, leaving);
    harness.run_steps(2);
    harness.get_by_label("Column 1").click();
    harness.run_steps(3);
    harness.get_by_label("Column dep_delay").click();
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(types:[(column:\"dep_delay\",type:Text)])");
    look_for(&mut harness, "Choose Given types", "/^d");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(types:[(column:\"dep_delay\",type:Text),(column:\"distance\",type:Text)])");
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
fn what_a_setting_means_is_told_to_screen_readers() {
    let harness = harness("limit", "()", Vec::new());
    let described = harness.get_by_label("Rows").accesskit_node().description();
    assert_eq!(described.as_deref(), Some("How many rows to keep"));
}

#[test]
fn a_name_that_is_left_empty_is_told() {
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
fn the_list_says_that_nothing_fits_when_it_was_asked() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("zzqx");
    harness.run_steps(3);
    assert!(harness.query_by_label("No completions").is_none());
    harness.key_press_modifiers(Modifiers::CTRL, Key::Space);
    harness.run_steps(3);
    assert!(harness.query_by_label("No completions").is_some());
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("No completions").is_none());
    assert!(harness.get_by_label("Rows where").is_focused(), "the first Escape closes the list");
}

#[test]
fn all_ways_to_call_a_function_that_fit_are_told() {
    let mut harness = harness("filter", "()", Vec::new());
    harness.get_by_label("Rows where").focus();
    harness.run_steps(2);
    harness.get_by_label("Rows where").type_text("datediff(");
    harness.run_steps(3);
    let ways = |harness: &Harness<'_, Bench>| harness.query_all_by_label_contains("datediff(").count();
    // Two ways and the example.
    assert_eq!(ways(&harness), 3);
    harness.get_by_label("Rows where").type_text("'day', day, ");
    harness.run_steps(3);
    assert_eq!(ways(&harness), 2, "three values fit one way");
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
    assert!(harness.query_by_label("Tried again 3 times, the run goes on without it").is_some());
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

/// Types into a field as keys do.
fn type_in(harness: &mut Harness<'_, Bench>, field: &str, text: &str) {
    harness.get_by_label(field).focus();
    harness.run_steps(2);
    for letter in text.chars() {
        harness.event(egui::Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
}

fn offers(harness: &Harness<'_, Bench>) -> bool {
    harness.query_by_label_contains("Complete ").is_some()
}

#[test]
fn a_word_that_is_right_is_left_as_it_is_and_tab_goes_on() {
    let rows =
        "(columns:[(name:\"qty\",expression:\"distance\"),(name:\"a\",expression:\"\"),(name:\"b\",expression:\"1\")])";
    let mut harness = harness("formula", rows, Vec::new());
    let columns: Vec<ColumnInfo> = [columns(), vec![ColumnInfo::new("Qty", Type::Integer)]].concat();
    let node = NodeResult { inputs: vec![columns], ..NodeResult::default() };
    harness.state_mut().app.project.results.insert(NODE, node);
    // The name of a row above stands beside a column that differs by case only; a function and a word of the grammar are right too.
    for text in ["distance * qty", "distance * Qty", "round", "distance AND", "carrier"] {
        type_in(&mut harness, "Formula 2", text);
        assert!(!offers(&harness), "{text} is complete");
        harness.key_press(Key::Tab);
        harness.run_steps(3);
        assert!(harness.get_by_label("Name 3").is_focused(), "Tab goes on behind {text}");
        let settings = settings(&harness);
        assert!(settings.contains(&format!("expression:\"{text}\"")), "{settings}");
        harness.get_by_label("Formula 2").focus();
        harness.run_steps(2);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        harness.key_press(Key::Backspace);
        harness.run_steps(3);
    }
    // What differs by case only is written only when a person chooses it.
    type_in(&mut harness, "Formula 2", "DISTANCE");
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert!(settings(&harness).contains("\"DISTANCE\""), "{}", settings(&harness));
    type_in(&mut harness, "Formula 2", "");
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    type_in(&mut harness, "Formula 2", "dist");
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert!(harness.get_by_label("Formula 2").is_focused(), "a word that is not finished is completed");
    assert!(settings(&harness).contains("\"distance\""), "{}", settings(&harness));
}

#[test]
fn undo_opens_no_list() {
    let mut harness = harness("filter", "()", Vec::new());
    type_in(&mut harness, "Rows where", "dep_delay > car");
    assert!(offers(&harness));
    harness.key_press(Key::Escape);
    harness.run_steps(6);
    harness.event(egui::Event::Text("r".into()));
    harness.run_steps(2);
    harness.key_press(Key::Escape);
    for _ in 0..3 {
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run_steps(3);
        assert!(!offers(&harness), "after undo: {}", settings(&harness));
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
