//! Columns are moved, hidden and frozen for looking only.

use super::*;
use tablewire::app::NodeCommand;

#[test]
fn a_column_is_dragged_to_another_place_and_the_arrangement_becomes_a_node() {
    let mut harness = harness(wide());
    assert_eq!(heads(&harness), ["a", "b", "c", "d"]);
    let top = |harness: &Harness<'_, Bench>, name: &str| {
        harness.get_by_label(name).rect().center_top() + egui::vec2(0.0, 10.0)
    };
    let (from, to) = (top(&harness, "Column d"), top(&harness, "Column a") - egui::vec2(10.0, 0.0));
    for event in [egui::Event::PointerMoved(from), press(from, true), egui::Event::PointerMoved(to), press(to, false)] {
        harness.event(event);
        harness.run_steps(1);
    }
    harness.run_steps(2);
    assert_eq!(heads(&harness), ["d", "a", "b", "c"]);
    harness.get_by_label("Column b").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Hide column").click();
    harness.run_steps(3);
    assert_eq!(heads(&harness), ["d", "a", "c"]);
    assert!(harness.query_by_label("1 hidden").is_some());
    harness.get_by_label("Choose columns").click();
    harness.run_steps(3);
    harness.get_by_label("Turn into a Select node").click();
    harness.run_steps(3);
    let made = harness.state().said.iter().find_map(|c| match c {
        Command::Node(NodeCommand::AddStep { step, .. }) => Some((step.kind, step.settings.clone())),
        _ => None,
    });
    let settings = r#"(columns:[(column:"d"),(column:"a"),(column:"c"),(column:"b",keep:false)])"#.to_owned();
    assert_eq!(made, Some(("select", settings)));
}

#[test]
fn hidden_columns_are_found_and_shown_again() {
    let mut harness = harness(wide());
    harness.get_by_label("Choose columns").click();
    harness.run_steps(3);
    harness.get_by_label("Show c").click();
    harness.run_steps(3);
    assert_eq!(heads(&harness), ["a", "b", "d"]);
    harness.get_by_label("Search columns").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text("C".into()));
    harness.run_steps(3);
    assert!(harness.query_by_label("Show a").is_none(), "the search finds only c");
    harness.get_by_label("Show c").click();
    harness.run_steps(3);
    assert_eq!(heads(&harness), ["a", "b", "c", "d"]);
}

#[test]
fn frozen_columns_stay_while_the_others_scroll() {
    let columns = (0..60).map(|n| Column::new(format!("c{n}").as_str().into(), [n, n])).collect();
    let frame = DataFrame::new(2, columns).unwrap();
    let mut harness = harness(fresh(Arc::new(Table::new(frame, 0, Exactness::Exact)), 2));
    harness.get_by_label("Column c1").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Freeze up to this column").click();
    harness.run_steps(3);
    let before = harness.get_by_label("Column c0").rect();
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press(Key::End);
    harness.run_steps(3);
    let seen = heads(&harness);
    assert_eq!(seen[..2], ["c0", "c1"]);
    assert_eq!(seen.last().map(String::as_str), Some("c59"));
    assert!(!seen.contains(&"c2".to_owned()));
    assert_eq!(harness.get_by_label("Column c0").rect(), before);
    assert_eq!(harness.get_by_label("Table").value().as_deref(), Some("c59, row 1: 59"));
}
