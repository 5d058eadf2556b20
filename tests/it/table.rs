//! The table panel under a hand: ten million rows are as exact at their end as at their beginning.

mod cells;
mod columns;
mod heads;
mod keys;
mod look;
mod rows;

use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use polars::prelude::*;
use tablewire::app::{Action, App, Command, NodeResult, NodeState, OutputResult, TableCommand};
use tablewire::base::{Key as ContentKey, Problem};
use tablewire::document::{Edit, Node, NodeId, Position, Settings};
use tablewire::engine::{ColumnProfile, Engine, Exactness, OutputRef, Profile, Table};
use tablewire::ui::table::TableView;

use crate::panel::panel;

const NODE: NodeId = NodeId(0);
const ROWS: u64 = 10_000_000;

/// A table panel of its own; rows that it asks for come as the engine would send them.
struct Bench {
    table: TableView,
    app: App,
    said: Vec<Command>,
}

impl Bench {
    fn frame(&mut self, ui: &mut egui::Ui) {
        let mut out = Vec::new();
        self.table.show(ui, &self.app, &mut out);
        for command in out {
            if let Command::Table(TableCommand::NeedRows { first, count, .. }) = &command {
                let mut result = self.app.project.results.get(NODE).unwrap().clone();
                result.outputs[0].page = Some(numbers(*first, *count));
                self.app.project.results.insert(NODE, result);
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

fn harness(result: NodeResult) -> Harness<'static, Bench> {
    harness_of(egui::vec2(900.0, 320.0), result)
}

fn harness_of(size: egui::Vec2, result: NodeResult) -> Harness<'static, Bench> {
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
    app.project.history.apply("set up", None, vec![Edit::AddNode { id: NODE, node }]).unwrap();
    let document = app.project.history.document().clone();
    app.project.faces.update(&document);
    app.project.view.shown = Some(OutputRef::first(NODE));
    app.project.results.insert(NODE, result);
    let bench = Bench { table: TableView::default(), app, said: Vec::new() };
    panel(size, bench, Bench::frame)
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

/// The columns' heads from left to right.
fn heads(harness: &Harness<'_, Bench>) -> Vec<String> {
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
