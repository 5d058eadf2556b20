//! A filter's rows under a hand: they become the formula, and the formula becomes them.

use egui::Key;
use egui_kittest::kittest::Queryable;

use crate::form_bench::{Form, form, press, settings};

const ORDERS: &str = "(headers:[\"customer_id\",\"status\"],rows:[[\"10\",\"open\"],[\"11\",\"shipped\"],\
                      [\"12\",\"open\"],[\"99\",\"\"]])";

/// A filter behind a small table.
fn filter(settings: &str) -> Form {
    form("filter", settings, &[ORDERS])
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
    assert!(harness.query_by_label("Cannot be edited as rows: A row cannot show upper(status)").is_some());
}

#[test]
fn nulls_that_are_left_out_are_reported_and_kept_by_a_click() {
    let mut harness = filter("(condition:\"status <> 'open'\")");
    harness.run_steps(4);
    let told = harness.query_by_label("1 null is excluded").is_some();
    assert!(told, "a table typed in by hand has a null in the empty cell");
    press(&mut harness, "Keep nulls");
    assert_eq!(settings(&harness), "(condition:\"status IS DISTINCT FROM 'open'\")");
}
