//! The first values of the formula being edited, updated with the typed text and the input table.

use std::sync::Arc;

use super::App;
use super::form_state::{AskedValues, FormulaPlace, FormulaValues};
use crate::document::NodeId;
use crate::engine::{OutputRef, Request, Snapshot, ValuesRequest};
use crate::nodes::{Kind, formulas};

/// The number of rows whose values are shown.
const ROWS: usize = 5;

impl App {
    /// Sets the formula being edited.
    pub(super) fn watch_formula(&mut self, at: FormulaPlace) {
        if self.project.formula_values.at.as_ref() != Some(&at) {
            self.project.formula_values =
                FormulaValues { at: Some(at), ask: self.project.formula_values.ask, ..Default::default() };
        }
        self.refresh_formula_values();
    }

    /// Requests values if their inputs have changed. Cheap if nothing changed.
    pub(super) fn refresh_formula_values(&mut self) {
        let Some(node) = self.selected_node() else {
            if self.project.formula_values.at.is_some() {
                self.project.formula_values =
                    FormulaValues { ask: self.project.formula_values.ask, ..Default::default() };
            }
            return;
        };
        let seen = Some((self.project.history.revision(), node));
        if self.project.formula_values.seen != seen {
            let formulas = self.formulas_of(node);
            // The formula that was being edited, or the first.
            let is_there = |at: &FormulaPlace| at.node == node && formulas.contains(&at.setting);
            if !self.project.formula_values.at.as_ref().is_some_and(is_there) {
                let at = formulas.first().map(|setting| FormulaPlace { node, setting: setting.clone() });
                self.project.formula_values =
                    FormulaValues { at, ask: self.project.formula_values.ask, ..Default::default() };
            }
            self.project.formula_values.seen = seen;
            self.project.formula_values.formulas = formulas;
        }
        self.ask_values();
    }

    fn formulas_of(&self, node: NodeId) -> Vec<String> {
        let node = self.document().node(node);
        let kind = node.and_then(|node| Kind::of(node).ok());
        kind.map(|kind| formulas(&kind).into_iter().map(|(setting, _)| setting).collect()).unwrap_or_default()
    }

    fn ask_values(&mut self) {
        let Some(at) = self.project.formula_values.at.clone() else { return };
        let Some(settings) = self.document().node(at.node).map(|node| node.settings.clone()) else { return };
        let source = self.document().wires_into(at.node).find(|wire| self.project.node_info.input_index(&wire.to) == 0);
        let source = source
            .map(|wire| OutputRef { node: wire.from.node, port: self.project.node_info.output_index(&wire.from) });
        let found = source.and_then(|source| Some((source, self.project.results.output(source)?)));
        let arriving = found
            .filter(|(_, found)| !found.stale)
            .and_then(|(source, found)| Some(((source, found.key?), found.table.clone()?)));
        let Some((table, rows)) = arriving else {
            // There is no input, or it is being computed: the displayed values are of another table.
            self.project.formula_values.is_stale = true;
            if source.is_none() {
                self.project.formula_values.rows = None;
            }
            self.project.formula_values.asked = None;
            return;
        };
        let parameters = self.document().parameters().clone();
        let asked = AskedValues { at: at.clone(), settings, table, parameters };
        if self.project.formula_values.asked.as_ref() == Some(&asked) {
            return;
        }
        self.project.formula_values.asked = Some(asked);
        self.project.formula_values.is_stale = true;
        self.project.formula_values.ask += 1;
        let snapshot = Arc::new(Snapshot::new(self.document().clone(), self.base()));
        let (ask, FormulaPlace { node, setting }) = (self.project.formula_values.ask, at);
        self.send(Request::Values(ValuesRequest { ask, snapshot, node, setting, table: rows, count: ROWS }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{CanvasCommand, Command, Connect, FormCommand, NodeCommand, SelectMode};
    use crate::document::{PortRef, Position, Settings};
    use crate::engine::{Cell, Engine};

    fn drain(app: &mut App) {
        // Values are requested when the table is available.
        for _ in 0..3 {
            while app.poll() {}
        }
    }

    fn add(app: &mut App, kind: &str, settings: &str, connect: Connect) -> NodeId {
        let settings = Some(Settings::canonical(settings));
        app.handle(Command::Node(NodeCommand::Add { kind: kind.into(), settings, at: Position::default(), connect }));
        drain(app);
        app.selected_node().expect("the new node")
    }

    fn values(app: &App) -> Vec<i128> {
        let rows = app.project.formula_values.rows.as_ref().expect("values");
        let last = rows.table.columns().len() - 1;
        let number = |row| if let Cell::Integer(number) = rows.table.cell(row, last) { number } else { -1 };
        (0..rows.table.len()).map(number).collect()
    }

    fn type_in(app: &mut App, node: NodeId, settings: &str) {
        let settings = Settings::canonical(settings);
        app.handle(Command::Node(NodeCommand::Configure { node, settings, gesture: String::new() }));
        drain(app);
    }

    #[test]
    fn values_follow_what_is_typed_what_arrives_and_where_the_cursor_is() {
        let mut app = App::without_state(Engine::inline());
        let table = add(&mut app, "table", "(headers:[\"a\"],rows:[[\"1\"],[\"2\"]])", Connect::Not);
        let formula = add(&mut app, "formula", "()", Connect::From(PortRef::first(table)));
        assert!(app.project.formula_values.at.is_none() && app.project.formula_values.rows.is_none());
        type_in(&mut app, formula, "(columns:[(expression:\"a + 1\")])");
        assert_eq!(values(&app), [2, 3], "the first formula, though it has no name yet");
        type_in(&mut app, formula, "(columns:[(expression:\"a + \")])");
        assert_eq!(values(&app), [2, 3], "the last that worked stay");
        assert!(app.project.formula_values.is_stale);
        type_in(&mut app, formula, "(columns:[(name:\"b\",expression:\"a * 10\"),(expression:\"b + 1\")])");
        assert_eq!((values(&app), app.project.formula_values.is_stale), (vec![10, 20], false));
        let second = FormulaPlace { node: formula, setting: "columns[1].expression".into() };
        app.handle(Command::Form(FormCommand::WatchFormula(second)));
        drain(&mut app);
        assert_eq!(values(&app), [11, 21]);
        let columns = app.project.formula_values.columns.as_ref().expect("columns");
        assert!(columns.iter().any(|column| column.name == "b"), "the earlier formula's column can be named");
        // Another input table, while the node stays selected.
        let work = app.project.formula_values.ask;
        type_in(&mut app, table, "(headers:[\"a\"],rows:[[\"5\"]])");
        assert_eq!(values(&app), [51]);
        app.handle(Command::Node(NodeCommand::Rename { node: table, name: "numbers".into() }));
        drain(&mut app);
        assert_eq!(app.project.formula_values.ask, work + 1, "a name changes no value");
        app.handle(Command::Canvas(CanvasCommand::Select {
            nodes: [table].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
        assert!(app.project.formula_values.at.is_none() && app.project.formula_values.rows.is_none());
    }
}
