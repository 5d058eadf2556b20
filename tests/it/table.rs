//! The table panel under a hand: ten million rows are as exact at their end as at their beginning.

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use polars::prelude::*;
use tablewire::app::{Action, App, Command, NodeResult, NodeState, OutputResult};
use tablewire::base::{Key as ContentKey, Problem};
use tablewire::document::{Edit, Node, NodeId, Position, Settings};
use tablewire::engine::{ColumnProfile, Engine, Exactness, OutputRef, Profile, Table};
use tablewire::ui::table::TableView;

use crate::panel::panel;

const NODE: NodeId = NodeId(0);
const ROWS: u64 = 10_000_000;

/// A table panel of its own; rows that it asks for come as the engine would send them.
struct Desk {
    table: TableView,
    app: App,
    said: Vec<Command>,
}

impl Desk {
    fn frame(&mut self, ui: &mut egui::Ui) {
        let mut out = Vec::new();
        self.table.show(ui, &self.app, &mut out);
        for command in out {
            if let Command::NeedRows { first, count, .. } = &command {
                let mut result = self.app.results.get(NODE).unwrap().clone();
                result.outputs[0].page = Some(numbers(*first, *count));
                self.app.results.insert(NODE, result);
            }
            self.said.push(command);
        }
    }
}

/// Rows of a table that counts from zero.
fn numbers(first: u64, count: usize) -> Arc<Table> {
    let end = (first + count as u64).min(ROWS);
    let values: Vec<i64> = (first as i64..end as i64).collect();
    let text: Vec<String> = values.iter().map(|v| format!("row {v}")).collect();
    let frame = df!("n" => values, "text" => text).unwrap();
    Arc::new(Table::new(frame, first, Exactness::Exact))
}

fn harness(result: NodeResult) -> Harness<'static, Desk> {
    let mut app = App::default();
    let node = Node {
        name: "late".into(),
        kind: "filter".into(),
        version: 1,
        settings: Settings::default(),
        position: Position::default(),
        activity: Default::default(),
        running: Default::default(),
        opened: false,
        mark: Default::default(),
    };
    app.history.apply("set up", None, vec![Edit::AddNode { id: NODE, node }]).unwrap();
    let document = app.history.document().clone();
    app.faces.update(&document);
    app.view.shown = Some(OutputRef::first(NODE));
    app.results.insert(NODE, result);
    let desk = Desk { table: TableView::default(), app, said: Vec::new() };
    panel(egui::vec2(900.0, 320.0), desk, Desk::frame)
}

fn fresh(table: Arc<Table>, rows: u64) -> NodeResult {
    let output = OutputResult {
        key: Some(ContentKey::of(b"key")),
        table: Some(table),
        rows: Some(rows),
        ..OutputResult::default()
    };
    NodeResult { state: NodeState::Fresh, outputs: vec![output.clone(), output], ..NodeResult::default() }
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
    let asked = harness.state().said.iter().filter(|c| matches!(c, Command::NeedRows { .. })).count();
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
fn selected_cells_are_copied() {
    let mut harness = harness(fresh(numbers(0, 100), 100));
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    harness.run_steps(1);
    harness.key_press_modifiers(Modifiers::SHIFT, Key::End);
    harness.run_steps(1);
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let is_said = |command: &Command| matches!(command, Command::Say(words) if words == "Copied 2 rows × 2 columns");
    assert!(harness.state().said.iter().any(is_said), "{:?}", harness.state().said);
}

#[test]
fn outputs_are_switched() {
    let mut harness = harness(fresh(numbers(0, 100), 100));
    harness.get_by_label("Output others").click();
    harness.run_steps(2);
    assert!(harness.state().said.contains(&Command::Show(OutputRef { node: NODE, port: 1 })));
}

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
fn a_failure_is_said_and_leads_to_its_setting() {
    let mut harness = harness(failed(0));
    assert!(harness.query_by_label("There is no column \"x\"").is_some());
    harness.get_by_label("Go to setting").click();
    harness.run_steps(2);
    assert!(harness.state().said.iter().any(|c| matches!(c, Command::Select { .. })));
}

#[test]
fn after_a_failure_the_old_rows_stay_and_say_so() {
    let mut harness = harness(failed(10));
    assert!(harness.query_by_label("There is no column \"x\". Did you mean \"y\"?").is_some());
    assert!(harness.query_by_label("Row 1").is_some() && harness.query_by_label("old rows").is_some());
    harness.get_by_label("Go to setting").click();
    harness.run_steps(2);
    assert!(harness.state().said.iter().any(|c| matches!(c, Command::Select { .. })));
}

#[test]
fn a_column_and_a_value_offer_their_steps() {
    let mut harness = harness(fresh(numbers(0, 10), 10));
    harness.get_by_label("Column n").click_secondary();
    harness.run_steps(3);
    harness.get_by_label("Sort, largest first").click();
    harness.run_steps(3);
    let added = |harness: &Harness<'_, Desk>| {
        harness.state().said.iter().rev().find_map(|c| match c {
            Command::AddStep { output, step } => Some((output.port, step.kind, step.settings.clone())),
            _ => None,
        })
    };
    let sort = "(keys:[(column:\"n\",order:Descending)])".to_owned();
    assert_eq!(added(&harness), Some((0, "sort", sort)));
    let cell = harness.get_by_label("row 7").rect().center();
    harness.hover_at(cell);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: cell,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
        harness.run_steps(1);
    }
    harness.run_steps(3);
    harness.get_by_label("Keep rows where text = row 7").click();
    harness.run_steps(3);
    let filter = "(condition:\"text = 'row 7'\")".to_owned();
    assert_eq!(added(&harness), Some((0, "filter", filter)));
}

#[test]
fn a_drag_over_the_bars_is_a_filter() {
    let mut result = fresh(numbers(0, 240), 240);
    let bars =
        ColumnProfile { range: Some(("0".into(), "240".into())), histogram: vec![10; 24], ..ColumnProfile::default() };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 240, columns: vec![bars, ColumnProfile::default()] }));
    let mut harness = harness(result);
    harness.run_steps(2);
    let head = harness.get_by_label("Column n").rect();
    let press = |pos, pressed| egui::Event::PointerButton {
        pos,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    // From the left of all bars to the right of all, at their height.
    let (from, to) = (head.left_bottom() + egui::vec2(6.0, -12.0), head.right_bottom() + egui::vec2(-6.0, -12.0));
    for event in [egui::Event::PointerMoved(from), press(from, true), egui::Event::PointerMoved(to), press(to, false)] {
        harness.event(event);
        harness.run_steps(1);
    }
    let filters = |c: &&Command| matches!(c, Command::AddStep { step, .. } if step.kind == "filter");
    let said = harness.state().said.iter().find(filters);
    let Some(Command::AddStep { step, .. }) = said else { panic!("no filter: {:?}", harness.state().said) };
    assert_eq!(step.settings, "(condition:\"n >= 0 AND n <= 240\")");
}

#[test]
fn a_sample_says_so() {
    let frame = df!("a" => [1, 2]).unwrap();
    let table = Table::new(frame, 0, Exactness::SampleOf(500_000));
    let harness = harness(fresh(Arc::new(table), 2));
    assert!(harness.query_by_label("sample of 500,000 rows").is_some());
}

/// The columns' heads from left to right.
fn heads(harness: &Harness<'_, Desk>) -> Vec<String> {
    let mut heads: Vec<_> = harness
        .query_all_by(|node| node.label().is_some_and(|label| label.starts_with("Column ")))
        .map(|node| (node.rect().left() as i64, node.accesskit_node().label().unwrap_or_default().clone()))
        .collect();
    heads.sort();
    heads.into_iter().map(|(_, label)| label.trim_start_matches("Column ").to_owned()).collect()
}

fn press(pos: egui::Pos2, pressed: bool) -> egui::Event {
    egui::Event::PointerButton { pos, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn wide() -> NodeResult {
    let frame = df!("a" => [1, 2], "b" => ["x", "y"], "c" => [3, 4], "d" => [5, 6]).unwrap();
    fresh(Arc::new(Table::new(frame, 0, Exactness::Exact)), 2)
}

#[test]
fn a_column_is_dragged_to_another_place_and_the_arrangement_becomes_a_node() {
    let mut harness = harness(wide());
    assert_eq!(heads(&harness), ["a", "b", "c", "d"]);
    let top = |harness: &Harness<'_, Desk>, name: &str| {
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
    harness.get_by_label("Make it a select node").click();
    harness.run_steps(3);
    let made = harness.state().said.iter().find_map(|c| match c {
        Command::AddStep { step, .. } => Some((step.kind, step.settings.clone())),
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
    harness.get_by_label("Freeze up to here").click();
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

#[test]
fn a_click_on_a_bar_is_a_filter() {
    let mut result = fresh(numbers(0, 240), 240);
    let bars =
        ColumnProfile { range: Some(("0".into(), "240".into())), histogram: vec![10; 24], ..ColumnProfile::default() };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 240, columns: vec![bars, ColumnProfile::default()] }));
    let mut harness = harness(result);
    let at = harness.get_by_label("Column n").rect().right_bottom() + egui::vec2(-9.0, -12.0);
    for event in [egui::Event::PointerMoved(at), press(at, true), press(at, false)] {
        harness.event(event);
        harness.run_steps(1);
    }
    let said = harness.state().said.iter().find_map(|c| match c {
        Command::AddStep { step, .. } => Some(step.settings.clone()),
        _ => None,
    });
    assert_eq!(said.as_deref(), Some("(condition:\"n >= 230 AND n <= 240\")"));
}

/// A table panel over an app with an engine that answers at once.
struct Bench {
    table: TableView,
    app: App,
}

fn fruits() -> Harness<'static, Bench> {
    let mut app = App::without_state(Engine::inline());
    let text = "n\tfruit\n3\tCherry\n1\tapple\n2\tBanana\n4\tApricot\n".to_owned();
    app.handle(Command::Paste { text, at: Position::default() });
    while app.poll() {}
    let bench = Bench { table: TableView::default(), app };
    panel(egui::vec2(900.0, 320.0), bench, |bench: &mut Bench, ui| {
        let mut out = Vec::new();
        bench.table.show(ui, &bench.app, &mut out);
        for command in out {
            bench.app.handle(command);
        }
        while bench.app.poll() {}
    })
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
    assert!(harness.query_by_label("Looking only: sorted by fruit").is_some());
    harness.get_by_label("Filter and look").click();
    harness.run_steps(3);
    harness.get_by_label("Filter n").focus();
    harness.run_steps(2);
    harness.event(egui::Event::Text(">1".into()));
    harness.run_steps(4);
    assert_eq!(seen_fruits(&harness), ["Apricot", "Banana", "Cherry"]);
    assert!(harness.query_by_label("3 of 4 rows × 2 columns").is_some());
    harness.event(egui::Event::Text("x".into()));
    harness.run_steps(4);
    let problem = "Looking only: \"1x\" is no integer. Write it as > 100, or write null or not null";
    assert!(harness.query_by_label(problem).is_some());
    harness.key_press(Key::Backspace);
    harness.run_steps(4);
    assert_eq!(harness.state().app.document().nodes().len(), 1, "looking leaves the document alone");
    harness.get_by_label("Make it a node").click();
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
    harness.get_by_label("Close the search").click();
    harness.run_steps(3);
    assert!(
        harness.query_by_label("Find in the table").is_some_and(|node| node.rect().width() < 40.0),
        "only the button"
    );
    assert_eq!(harness.state().app.search, None);
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
    assert!(harness.query_by_label("Close the search").is_some());
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
fn rows_that_are_not_held_are_copied_by_the_engine() {
    let mut harness = harness(fresh(numbers(0, 1_000), ROWS));
    harness.get_by_label("Table").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(1);
    harness.event(egui::Event::Copy);
    harness.run_steps(1);
    let asked = harness.state().said.iter().find_map(|c| match c {
        Command::CopyRows(copy) => Some((copy.first, copy.count, copy.columns.clone(), copy.header)),
        _ => None,
    });
    assert_eq!(asked, Some((0, ROWS, vec![0, 1], true)));
}

#[test]
fn a_click_on_the_most_frequent_value_keeps_its_rows() {
    let mut result = fresh(numbers(0, 240), 240);
    let text = ColumnProfile { top: vec![("row 7".into(), 12)], distinct: Some(9), ..ColumnProfile::default() };
    result.outputs[0].profile = Some(Arc::new(Profile { rows: 240, columns: vec![ColumnProfile::default(), text] }));
    let mut harness = harness(result);
    let at = harness.get_by_label("Column text").rect().left_bottom() + egui::vec2(12.0, -12.0);
    for event in [egui::Event::PointerMoved(at), press(at, true), press(at, false)] {
        harness.event(event);
        harness.run_steps(1);
    }
    let said = harness.state().said.iter().find_map(|c| match c {
        Command::AddStep { step, .. } => Some(step.settings.clone()),
        _ => None,
    });
    assert_eq!(said.as_deref(), Some("(condition:\"text = 'row 7'\")"));
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
    harness.state_mut().app.results.insert(NODE, result);
    harness.run_steps(4);
    assert_eq!(harness.get_by_label("row 4999999").rect(), place, "no jump, no gap");
    // The new rows are there: the same place is seen.
    let key = Some(ContentKey::of(b"other"));
    let mut result = fresh(numbers(0, 1_000), ROWS);
    result.outputs.iter_mut().for_each(|output| output.key = key);
    harness.state_mut().app.results.insert(NODE, result);
    harness.run_steps(4);
    assert_eq!(harness.get_by_label("row 4999999").rect(), place);
}
