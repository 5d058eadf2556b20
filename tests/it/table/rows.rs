//! Rows: exact at the far end, true about null and samples, and where they were while new ones come.

use super::*;
use tablewire::app::CanvasCommand;

fn failed(rows: u64) -> NodeResult {
    let problem = Problem::error("There is no column \"x\"").remedy("Did you mean \"y\"?").at("condition");
    let mut result =
        NodeResult { state: NodeState::Failed, problems: vec![problem], ..fresh(numbers(0, rows as usize), rows) };
    if rows == 0 {
        result.outputs[0].table = None;
    }
    result
}

#[test]
fn ten_million_rows_end_with_the_last_one() {
    let mut harness = harness(fresh(numbers(0, 1_000), ROWS));
    assert!(harness.query_by_label("10,000,000 rows × 2 columns").is_some());
    assert!(harness.query_by_label("Row 1").is_some());
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::End);
    harness.run_steps(4);
    assert!(harness.query_by_label("Row 10,000,000").is_some());
    assert!(harness.query_by_label("row 9999999").is_some(), "the page came and is shown");
    assert_eq!(harness.get_by_label("Table").value().as_deref(), Some("text, row 10,000,000: row 9999999"));
    let asked =
        harness.state().said.iter().filter(|c| matches!(c, Command::Table(TableCommand::NeedRows { .. }))).count();
    assert_eq!(asked, 1, "the page is asked for once");
    harness.key_press(Key::ArrowUp);
    harness.run_steps(3);
    assert_eq!(harness.get_by_label("Table").value().as_deref(), Some("text, row 9,999,999: row 9999998"));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Home);
    harness.run_steps(3);
    assert!(harness.query_by_label("Row 1").is_some());
}

#[test]
fn null_and_empty_text_differ() {
    let frame = df!("a" => [Some("x"), None, Some("")], "b" => [Some(1.5), None, Some(f64::NAN)]).unwrap();
    let harness = harness(fresh(Arc::new(Table::new(frame, 0, Exactness::Exact)), 3));
    assert_eq!(harness.query_all_by_label("null").count(), 2);
    assert_eq!(harness.query_all_by_label("empty").count(), 1);
    assert_eq!(harness.query_all_by_label("NaN").count(), 1);
    assert!(harness.query_by_label("3 rows × 2 columns").is_some());
    assert!(harness.query_by_label("exact").is_some());
}

#[test]
fn a_sample_reports_it() {
    let frame = df!("a" => [1, 2]).unwrap();
    let table = Table::new(frame, 0, Exactness::SampleOf(500_000));
    let harness = harness(fresh(Arc::new(table), 2));
    assert!(harness.query_by_label("sample of 500,000 rows").is_some());
    let table = Table::new(df!("a" => [1, 2]).unwrap(), 0, Exactness::MatchesOf(500_000));
    assert!(self::harness(fresh(Arc::new(table), 2)).query_by_label("sample by keys").is_some());
}

#[test]
fn outputs_are_switched() {
    let mut harness = harness(fresh(numbers(0, 100), 100));
    harness.get_by_label("Output others").click();
    harness.run_steps(2);
    assert!(harness.state().said.contains(&Command::Table(TableCommand::Show(OutputRef { node: NODE, port: 1 }))));
}

#[test]
fn a_failure_is_said_and_leads_to_its_setting() {
    let mut harness = harness(failed(0));
    assert!(harness.query_by_label("There is no column \"x\"").is_some());
    harness.get_by_label("Go to setting").click();
    harness.run_steps(2);
    assert!(harness.state().said.iter().any(|c| matches!(c, Command::Canvas(CanvasCommand::Select { .. }))));
}

#[test]
fn after_a_failure_the_old_rows_stay_and_say_so() {
    let mut harness = harness(failed(10));
    assert!(harness.query_by_label("There is no column \"x\". Did you mean \"y\"?").is_some());
    assert!(harness.query_by_label("Row 1").is_some() && harness.query_by_label("outdated rows").is_some());
    harness.get_by_label("Go to setting").click();
    harness.run_steps(2);
    assert!(harness.state().said.iter().any(|c| matches!(c, Command::Canvas(CanvasCommand::Select { .. }))));
}

#[test]
fn a_row_is_gone_to_by_its_number() {
    let mut harness = harness(fresh(numbers(0, 1_000), ROWS));
    harness.state_mut().app.handle(Command::Do(Action::GoToRow));
    harness.run_steps(3);
    harness.event(egui::Event::Text("7,654,321".into()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    assert!(harness.query_by_label("Row 7,654,321").is_some());
    assert_eq!(harness.get_by_label("Table").value().as_deref(), Some("n, row 7,654,321: 7654320"));
    harness.event(egui::Event::Text("0".into()));
    harness.run_steps(2);
    assert!(harness.query_by_label("There are 10,000,000 rows").is_some());
}

#[test]
fn a_list_unfolds() {
    let list = Series::new("parts".into(), [Series::new("".into(), [Some("left"), None])]);
    let frame = DataFrame::new(1, vec![list.into()]).unwrap();
    let mut harness = harness(fresh(Arc::new(Table::new(frame, 0, Exactness::Exact)), 1));
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press(Key::ArrowUp);
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    assert!(harness.query_by_label("left").is_some() && harness.query_by_label("Copy as JSON").is_some());
}

#[test]
fn while_the_table_is_recomputed_its_old_rows_stay_where_they_are() {
    let mut harness = harness(fresh(numbers(0, 1_000), ROWS));
    harness.state_mut().app.handle(Command::Do(Action::GoToRow));
    harness.run_steps(3);
    harness.event(egui::Event::Text("5000000".into()));
    harness.run_steps(2);
    harness.key_press(Key::Enter);
    harness.run_steps(4);
    let place = harness.get_by_label("row 4999999").rect();
    // An edit: another key, no page, the first rows of before.
    let stale = OutputResult {
        key: Some(ContentKey::of(b"other")),
        table: Some(numbers(0, 1_000)),
        stale: true,
        ..OutputResult::default()
    };
    let result = NodeResult { state: NodeState::Computing, outputs: vec![stale], ..NodeResult::default() };
    harness.state_mut().app.project.results.insert(NODE, result);
    harness.run_steps(4);
    assert_eq!(harness.get_by_label("row 4999999").rect(), place, "no jump, no gap");
    // The new rows are there: the same place is seen.
    let key = Some(ContentKey::of(b"other"));
    let mut result = fresh(numbers(0, 1_000), ROWS);
    result.outputs.iter_mut().for_each(|output| output.key = key);
    harness.state_mut().app.project.results.insert(NODE, result);
    harness.run_steps(4);
    assert_eq!(harness.get_by_label("row 4999999").rect(), place);
}
