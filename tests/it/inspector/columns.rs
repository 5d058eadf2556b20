//! Columns in the inspector: chosen one by one, several at once, by rows.

use super::*;

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
    assert!(harness.query_by_label("1 of 3 selected").is_some());
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
    assert!(harness.query_by_label("3 of 3 selected").is_some());
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
    look_for(&mut harness, "Choose Column types", "/^d");
    harness.key_press_modifiers(Modifiers::SHIFT, Key::Enter);
    harness.run_steps(3);
    assert_eq!(settings(&harness), "(types:[(column:\"dep_delay\",type:Text),(column:\"distance\",type:Text)])");
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
