//! What a join's form says of its keys: which pairs there are, and what each would do.

use egui_kittest::kittest::Queryable;

use crate::form_bench::{form, press, settings};

const ORDERS: &str = "(headers:[\"customer_id\",\"status\"],rows:[[\"10\",\"open\"],[\"11\",\"shipped\"],\
                      [\"12\",\"open\"],[\"99\",\"\"]])";
const CUSTOMERS: &str = "(headers:[\"Customer ID\",\"Segment\"],rows:[[\"10\",\"a\"],[\"11\",\"b\"],[\"12\",\"a\"]])";
/// An order has several lines; the note of one line is written otherwise on the other side.
const LINES: &str = "(headers:[\"order_id\",\"line\",\"note\",\"price\"],rows:[[\"1\",\"1\",\"red\",\"9.5\"],\
                     [\"1\",\"2\",\"blue\",\"8.5\"],[\"2\",\"1\",\"red\",\"9.5\"],[\"3\",\"1\",\"red\",\"7.5\"]])";
const SENT: &str = "(headers:[\"Order ID\",\"line\",\"note\",\"weight\"],rows:[[\"1\",\"1\",\"red\",\"1.5\"],\
                    [\"1\",\"2\",\"BLUE\",\"2.5\"],[\"2\",\"1\",\"red\",\"3.5\"]])";

#[test]
fn a_join_proposes_keys_and_takes_one_by_a_click() {
    let mut harness = form("join", "()", &[ORDERS, CUSTOMERS]);
    press(&mut harness, "customer_id = Customer ID: 3 of 4 left rows match; unique on both sides");
    assert_eq!(settings(&harness), "(keys:[(left:\"customer_id\",right:\"Customer ID\")])");
    assert!(
        harness.query_by_label("3 of 4 left rows match; unique on both sides").is_some(),
        "of the key that is chosen"
    );
    assert!(harness.query_by_label_contains("keys, with").is_none(), "nothing is left to be proposed");
}

#[test]
fn a_second_key_says_what_it_would_do() {
    let mut harness = form("join", "()", &[LINES, SENT]);
    press(&mut harness, "order_id = Order ID: 3 of 4 left rows match; not unique on either side");
    assert!(harness.query_by_label("3 of 4 left rows match; not unique on either side").is_some());
    // One makes the keys unique, one loses rows; what is a key already, and numbers with fractions, are not proposed.
    let line = harness.get_by_label("line = line: 3 of 4 left rows match; unique on both sides").rect();
    let note = "note = note: 2 of 4 left rows match, 1 fewer than now; unique on both sides";
    assert!(line.top() < harness.get_by_label(note).rect().top(), "what loses rows comes last");
    assert_eq!(harness.query_all_by_label_contains(" = ").count(), 2);
    press(&mut harness, "line = line: 3 of 4 left rows match; unique on both sides");
    assert_eq!(settings(&harness), "(keys:[(left:\"order_id\",right:\"Order ID\"),(left:\"line\")])");
    assert!(harness.query_by_label("3 of 4 left rows match; unique on both sides").is_some());
    assert!(harness.query_by_label(note).is_some(), "a third one is told of too");
}

#[test]
fn an_empty_row_takes_the_proposal() {
    let mut harness = form("join", "(keys:[(left:\"order_id\",right:\"Order ID\"),()])", &[LINES, SENT]);
    press(&mut harness, "line = line: 3 of 4 left rows match; unique on both sides");
    assert_eq!(settings(&harness), "(keys:[(left:\"order_id\",right:\"Order ID\"),(left:\"line\")])");
}
