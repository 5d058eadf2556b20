//! A filter's rows under a hand: they become the formula, and the formula becomes them.

use egui::Key;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use tablewire::app::{App, Command, Connect};
use tablewire::document::{NodeId, PortRef, Position, Settings};
use tablewire::engine::Engine;
use tablewire::ui::inspector::Inspector;

use crate::panel::panel;

struct Desk {
    inspector: Inspector,
    app: App,
    node: NodeId,
}

impl Desk {
    fn frame(&mut self, ui: &mut egui::Ui) {
        while self.app.poll() {}
        let mut out = Vec::new();
        self.inspector.show(ui, &self.app, &mut out);
        out.into_iter().for_each(|command| self.app.handle(command));
    }
}

fn add(app: &mut App, kind: &str, settings: &str, connect: Connect) -> NodeId {
    let settings = Some(Settings::canonical(settings));
    app.handle(Command::AddNode { kind: kind.into(), settings, at: Position::default(), connect });
    for _ in 0..3 {
        while app.poll() {}
    }
    app.selected_node().expect("the new node")
}

const ORDERS: &str = "(headers:[\"customer_id\",\"status\"],rows:[[\"10\",\"open\"],[\"11\",\"shipped\"],\
                      [\"12\",\"open\"],[\"99\",\"\"]])";

/// A filter behind a small table.
fn filter(settings: &str) -> Harness<'static, Desk> {
    let mut app = App::without_state(Engine::inline());
    let table = add(&mut app, "table", ORDERS, Connect::Not);
    let node = add(&mut app, "filter", settings, Connect::From(PortRef::first(table)));
    panel(egui::vec2(340.0, 900.0), Desk { inspector: Inspector::default(), app, node }, Desk::frame)
}

fn settings(harness: &Harness<'_, Desk>) -> String {
    let desk = harness.state();
    desk.app.document().node(desk.node).expect("the node").settings.text().to_owned()
}

fn press(harness: &mut Harness<'_, Desk>, name: &str) {
    harness.get_by_label(name).click();
    harness.run_steps(4);
}

#[test]
fn a_row_is_filled_in_from_the_data() {
    let mut harness = filter("()");
    press(&mut harness, "Column 1");
    press(&mut harness, "Column status");
    assert_eq!(settings(&harness), "()", "a row without a value says nothing yet");
    assert!(harness.get_by_label("Value 1").is_focused(), "what is to be filled in next has the keyboard");
    press(&mut harness, "open, 2 rows");
    assert_eq!(settings(&harness), "(condition:\"status = 'open'\")");
    harness.key_press(Key::ArrowDown);
    harness.run_steps(3);
    assert!(harness.query_by_label("shipped, 1 row").is_some(), "an arrow opens the list again");
    harness.key_press(Key::Escape);
    harness.run_steps(3);
    assert!(harness.query_by_label("shipped, 1 row").is_none());
    assert!(harness.get_by_label("Value 1").is_focused(), "Escape closes the list and nothing else");
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert!(harness.query_by_label("Column 2").is_some(), "Enter adds a row");
    press(&mut harness, "Remove condition 2");
    assert!(harness.query_by_label("Column 2").is_none());
}

#[test]
fn the_tab_key_leads_past_an_open_list_of_values() {
    let mut harness = filter("(condition:\"status = 'open'\")");
    harness.get_by_label("Value 1").focus();
    harness.run_steps(4);
    assert!(harness.query_by_label("shipped, 1 row").is_some(), "the list is open");
    harness.key_press(Key::Tab);
    harness.run_steps(4);
    assert!(harness.get_by_label("Add condition").is_focused());
    assert!(harness.query_by_label("shipped, 1 row").is_none(), "the list closes with its field");
}

#[test]
fn what_is_typed_is_a_value_of_the_column() {
    let mut harness = filter("(condition:\"customer_id > 10\")");
    harness.get_by_label("Value 1").focus();
    harness.run_steps(2);
    harness.key_press(Key::Backspace);
    harness.key_press(Key::Backspace);
    harness.run_steps(2);
    assert_eq!(settings(&harness), "()", "without its value the row says nothing");
    harness.get_by_label("Value 1").type_text("11");
    harness.run_steps(2);
    assert_eq!(settings(&harness), "(condition:\"customer_id > 11\")");
    harness.key_press(Key::Tab);
    harness.run_steps(2);
    assert!(harness.get_by_label("Add condition").is_focused(), "Tab does not come past the cross of a row");
}

#[test]
fn rows_say_why_there_are_none() {
    let harness = filter("(condition:\"upper(status) = 'OPEN'\")");
    assert!(harness.query_by_label("Column 1").is_none());
    assert!(harness.query_by_label("Not in rows: Rows cannot hold upper(status)").is_some());
}

#[test]
fn nulls_that_are_left_out_are_told_and_kept_by_a_click() {
    let mut harness = filter("(condition:\"status <> 'open'\")");
    harness.run_steps(4);
    let told = harness.query_by_label("1 null is left out").is_some();
    assert!(told, "a table typed in by hand has a null in the empty cell");
    press(&mut harness, "Keep them");
    assert_eq!(settings(&harness), "(condition:\"status IS DISTINCT FROM 'open'\")");
}

#[test]
fn a_join_proposes_keys_and_takes_one_by_a_click() {
    let mut app = App::without_state(Engine::inline());
    let left = add(&mut app, "table", ORDERS, Connect::Not);
    let customers = "(headers:[\"Customer ID\",\"Segment\"],rows:[[\"10\",\"a\"],[\"11\",\"b\"],[\"12\",\"a\"]])";
    let right = add(&mut app, "table", customers, Connect::Not);
    let node = add(&mut app, "join", "()", Connect::FromAll(vec![PortRef::first(left), PortRef::first(right)]));
    let desk = Desk { inspector: Inspector::default(), app, node };
    let mut harness = panel(egui::vec2(340.0, 900.0), desk, Desk::frame);
    press(&mut harness, "customer_id = Customer ID: 3 of 4 left rows match");
    assert_eq!(settings(&harness), "(keys:[(left:\"customer_id\",right:\"Customer ID\")])");
    assert!(harness.query_by_label("Proposed keys").is_none(), "what is chosen needs no proposal");
}
