//! The values of a column among the completions of a formula that compares it.

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};

use crate::form_bench::{Form, form, settings};

const FLIGHTS: &str = "(headers:[\"carrier\",\"day\",\"delay\",\"late\"],rows:[\
    [\"UA\",\"2013-01-31\",\"10\",\"true\"],[\"AA\",\"2013-02-01\",\"100\",\"true\"],\
    [\"UA\",\"2013-02-01\",\"7\",\"false\"],[\"O'Hare\",\"2013-02-01\",\"10\",\"true\"]])";

/// A node of `kind` behind a table of flights, its field `name` with the keyboard.
fn window(kind: &str, settings: &str, name: &str) -> Form {
    let mut harness = form(kind, settings, &[FLIGHTS]);
    harness.get_by_label(name).focus();
    harness.run_steps(3);
    harness
}

/// As hands write: letter by letter.
fn letters(harness: &mut Form, text: &str) {
    for letter in text.chars() {
        harness.event(Event::Text(letter.to_string()));
        harness.run_steps(2);
    }
    harness.run_steps(3);
}

fn key(harness: &mut Form, key: Key) {
    harness.key_press(key);
    harness.run_steps(4);
}

/// What the list offers, from the top.
fn offered(harness: &Form) -> Vec<String> {
    let names = harness.query_all_by_label_contains("Complete ").filter_map(|node| node.accesskit_node().label());
    names.map(|name| name.trim_start_matches("Complete ").to_owned()).collect()
}

#[test]
fn values_of_the_column_are_offered_with_their_counts() {
    let mut harness = window("filter", "()", "Rows where");
    letters(&mut harness, "carrier = ");
    assert_eq!(offered(&harness), ["'UA', 2 rows", "'AA', 1 row", "'O''Hare', 1 row"]);
    letters(&mut harness, "'O");
    assert_eq!(offered(&harness), ["'O''Hare', 1 row"]);
    key(&mut harness, Key::Tab);
    assert_eq!(
        settings(&harness),
        "(condition:\"carrier = 'O''Hare'\")",
        "an open quote is no value: Tab completes it"
    );
    assert_eq!(offered(&harness), [""; 0]);
    letters(&mut harness, " AND day = ");
    assert_eq!(offered(&harness), ["DATE '2013-02-01', 3 rows", "DATE '2013-01-31', 1 row"]);
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::ArrowDown);
    key(&mut harness, Key::Enter);
    letters(&mut harness, " AND late IS DISTINCT FROM ");
    assert_eq!(offered(&harness), ["true, 3 rows", "false, 1 row"]);
    letters(&mut harness, "f");
    key(&mut harness, Key::Enter);
    let written = "(condition:\"carrier = 'O''Hare' AND day = DATE '2013-01-31' AND late IS DISTINCT FROM false\")";
    assert_eq!(settings(&harness), written);
}

#[test]
fn a_list_offers_what_it_does_not_hold_yet() {
    let mut harness = window("filter", "()", "Rows where");
    letters(&mut harness, "carrier IN ('UA', ");
    assert_eq!(offered(&harness), ["'AA', 1 row", "'O''Hare', 1 row"]);
    harness.get_by_label("Complete 'AA', 1 row").click();
    harness.run_steps(4);
    letters(&mut harness, ")");
    assert_eq!(settings(&harness), "(condition:\"carrier IN ('UA', 'AA')\")");
    assert!(harness.get_by_label("Rows where").is_focused());
}

/// Nothing that may be meant as it stands is rewritten, and Tab goes on.
#[test]
fn what_is_right_is_left_alone() {
    for (written, list) in [
        ("delay = 10", &[][..]),
        ("delay = 1", &["10, 2 rows", "100, 1 row"]),
        ("delay = ", &["10, 2 rows", "7, 1 row", "100, 1 row"]),
        ("carrier = 'UA'", &[]),
        ("carrier = 'UA", &[]),
        ("late = true", &[]),
        ("carrier = carrier", &[]),
        ("delay > 1", &[]),
        ("upper(carrier) = ", &[]),
    ] {
        let mut harness = window("filter", "()", "Rows where");
        letters(&mut harness, written);
        assert_eq!(offered(&harness), list, "{written}");
        key(&mut harness, Key::Tab);
        assert!(!harness.get_by_label("Rows where").is_focused(), "{written}: Tab goes on");
        let settings = settings(&harness);
        assert!(settings.contains(written.trim_end()) && !settings.contains("100"), "{written}: {settings}");
    }
}

#[test]
fn bounds_have_values_where_they_are_asked_for() {
    let mut harness = window("filter", "()", "Rows where");
    letters(&mut harness, "delay >= ");
    assert_eq!(offered(&harness), [""; 0]);
    harness.key_press_modifiers(Modifiers::CTRL, Key::Space);
    harness.run_steps(4);
    assert_eq!(offered(&harness)[..2], ["10, 2 rows", "7, 1 row"]);
    assert!(harness.query_by_label("Complete delay").is_some(), "names too");
}

#[test]
fn a_word_without_quotes_is_completed_with_them() {
    let mut harness = window("formula", "(columns:[(name:\"big\")])", "Formula 1");
    letters(&mut harness, "carrier = UA");
    assert_eq!(offered(&harness), ["'UA', 2 rows"]);
    key(&mut harness, Key::Tab);
    assert_eq!(settings(&harness), "(columns:[(name:\"big\",expression:\"carrier = 'UA'\")])");
    // What a row above has made of a column has other values than what arrives.
    let mut harness =
        window("formula", "(columns:[(name:\"carrier\",expression:\"lower(carrier)\"),(name:\"b\")])", "Formula 2");
    letters(&mut harness, "carrier = ");
    assert_eq!(offered(&harness), [""; 0]);
}
