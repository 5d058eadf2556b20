//! Order, choice and search of rows for looking only, over a table that is computed.

use tablewire::app::{CanvasCommand, NodeCommand};
use tablewire::nodes::Step;

use super::*;

/// A table panel over an app with an engine that answers at once.
struct Bench {
    table: TableView,
    app: App,
}

fn fruits() -> Harness<'static, Bench> {
    let mut app = App::without_state(Engine::inline());
    let text = "n\tfruit\n3\tCherry\n1\tapple\n2\tBanana\n4\tApricot\n".to_owned();
    app.handle(Command::Canvas(CanvasCommand::Paste { text, at: Position::default() }));
    while app.poll() {}
    let bench = Bench { table: TableView::default(), app };
    panel(egui::vec2(900.0, 320.0), bench, bench_frame)
}

fn bench_frame(bench: &mut Bench, ui: &mut egui::Ui) {
    while bench.app.poll() {}
    let mut out = Vec::new();
    bench.table.show(ui, &bench.app, &mut out);
    for command in out {
        bench.app.handle(command);
    }
    while bench.app.poll() {}
}

/// The cells of the column of fruits from above.
fn seen_fruits(harness: &Harness<'_, Bench>) -> Vec<String> {
    let names = ["Cherry", "apple", "Banana", "Apricot"];
    let mut cells: Vec<_> = names
        .iter()
        .filter_map(|name| Some((harness.query_by_label(name)?.rect().top() as i64, (*name).to_owned())))
        .collect();
    cells.sort();
    cells.into_iter().map(|(_, name)| name).collect()
}

#[test]
fn an_arrow_and_a_field_look_and_become_nodes() {
    let mut harness = fruits();
    harness.get_by_label("Sort by fruit").click();
    harness.run_steps(4);
    assert_eq!(seen_fruits(&harness), ["Apricot", "Banana", "Cherry", "apple"]);
    assert!(harness.query_by_label("View only: sorted by fruit").is_some());
    harness.get_by_label("Show filters").click();
    harness.run_steps(3);
    harness.get_by_label("Filter n").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text(">1".into()));
    harness.run_steps(4);
    assert_eq!(seen_fruits(&harness), ["Apricot", "Banana", "Cherry"]);
    assert!(harness.query_by_label("3 of 4 rows × 2 columns").is_some());
    harness.event(egui::Event::Text("x".into()));
    harness.run_steps(4);
    let problem = "View only: \"1x\" is not a valid integer. Enter > 100, null or not null";
    assert!(harness.query_by_label(problem).is_some());
    harness.key_press(Key::Backspace);
    harness.run_steps(4);
    assert_eq!(harness.state().app.document().nodes().len(), 1, "looking leaves the document alone");
    harness.get_by_label("Turn into a node").click();
    harness.run_steps(4);
    let kinds: Vec<String> = harness.state().app.document().nodes().map(|(_, node)| node.kind.clone()).collect();
    assert_eq!(kinds, ["table", "sort", "filter"]);
    assert_eq!(seen_fruits(&harness), ["Apricot", "Banana", "Cherry"]);
}

#[test]
fn text_is_found_in_the_table_and_walked() {
    let mut harness = fruits();
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_steps(3);
    harness.event(egui::Event::Text("AP".into()));
    harness.run_steps(4);
    let cursor = |harness: &Harness<'_, Bench>| harness.get_by_label("Table").value().unwrap_or_default();
    assert_eq!(cursor(&harness), "fruit, row 2: apple");
    assert!(harness.query_by_label("1 of 2").is_some());
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert_eq!(cursor(&harness), "fruit, row 4: Apricot");
    harness.get_by_label("Next match").click();
    harness.run_steps(3);
    assert_eq!(cursor(&harness), "fruit, row 2: apple");
    harness.get_by_label("Previous match").click();
    harness.run_steps(3);
    assert_eq!(cursor(&harness), "fruit, row 4: Apricot");
    harness.get_by_label("Close search").click();
    harness.run_steps(3);
    assert!(harness.query_by_label("Find in table").is_some_and(|node| node.rect().width() < 40.0), "only the button");
    assert_eq!(harness.state().app.project.search, None);
}

#[test]
fn a_quick_click_gives_the_table_the_keys() {
    let mut harness = fruits();
    let at = harness.get_by_label("Table").rect().center();
    harness.event(egui::Event::PointerMoved(at));
    harness.run_steps(1);
    // Both within one slow frame.
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        harness.input_mut().events.push(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
    }
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    harness.run_steps(3);
    assert!(harness.query_by_label("Close search").is_some());
}

#[test]
fn a_comparison_lists_the_columns_that_differ() {
    let mut harness = fruits();
    let node = harness.state().app.document().nodes().next().unwrap().0;
    let settings = r#"(columns:[(name:"n",expression:"n + 1"),(name:"m",expression:"n")])"#.to_owned();
    let step = Step { title: "computed".into(), kind: "formula", settings, apart: false };
    harness.state_mut().app.handle(Command::Node(NodeCommand::AddStep {
        output: OutputRef::first(node),
        step,
        branch: false,
    }));
    harness.run_steps(4);
    harness.state_mut().app.handle(Command::Do(Action::CompareInput));
    harness.run_steps(4);
    harness.get_by_label("Columns that differ").click();
    harness.run_steps(3);
    let entries = harness.query_all_by_label("Column m: added").count();
    assert_eq!(entries, 2, "in the head and in the list");
    // Rows are matched by n, which is unique before and after.
    assert_eq!(harness.query_all_by_label("Column fruit: 3 changed").count(), 2);
    assert_eq!(harness.query_all_by_label("Column n: unchanged").count(), 1, "only in the head");
}

#[test]
fn undo_shows_its_table_within_a_frame_and_leaves_the_scroll() {
    let mut app = App::without_state(Engine::inline());
    let rows: Vec<String> = (0..400).map(|row| format!("{row}\tword {row}")).collect();
    app.handle(Command::Canvas(CanvasCommand::Paste {
        text: format!("n\ttext\n{}\n", rows.join("\n")),
        at: Position::default(),
    }));
    let node = app.document().nodes().next().unwrap().0;
    let filter = |condition: &str| Step {
        title: "filtered".into(),
        kind: "filter",
        settings: format!("(condition:\"{condition}\")"),
        apart: false,
    };
    app.handle(Command::Node(NodeCommand::AddStep {
        output: OutputRef::first(node),
        step: filter("n < 300"),
        branch: false,
    }));
    while app.poll() {}
    let bench = Bench { table: TableView::default(), app };
    let mut harness = panel(egui::vec2(900.0, 320.0), bench, bench_frame);
    harness.state_mut().app.handle(Command::Do(Action::GoToRow));
    harness.run_steps(3);
    harness.event(egui::Event::Text("200".into()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    let place = harness.get_by_label("word 199").rect();
    let filtered = harness.state().app.project.view.shown.unwrap();
    let settings = tablewire::document::Settings::canonical("(condition:\"n < 250\")");
    harness.state_mut().app.handle(Command::Node(NodeCommand::Configure {
        node: filtered.node,
        settings,
        gesture: "typing".into(),
    }));
    harness.run_steps(2);
    assert!(harness.query_by_label("250 rows × 2 columns").is_some());
    assert_eq!(harness.get_by_label("word 199").rect(), place);
    harness.state_mut().app.handle(Command::Do(Action::Undo));
    harness.run_steps(1);
    assert!(harness.query_by_label("300 rows × 2 columns").is_some(), "one frame later");
    assert!(harness.query_by_label("exact").is_some());
    assert_eq!(harness.get_by_label("word 199").rect(), place);
}
