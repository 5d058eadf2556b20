//! Keyboard actions for the column at the cursor: move, resize, sort.

use std::sync::Arc;

use egui::Ui;

use super::super::selection::Selection;
use super::Grid;
use super::types::Areas;
use crate::app::view::Arrange;
use crate::app::{Command, TableCommand, WindowCommand};
use crate::engine::{OutputRef, Table};

/// The change of a column's width per key press, in points.
const STEP: f32 = 16.0;

impl Grid {
    /// Carries out the request of this frame, if any.
    pub(super) fn arrange(
        &mut self,
        ui: &Ui,
        areas: &Areas,
        table: &Arc<Table>,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) {
        let Some(request) = self.arrange.take() else { return };
        let cursor = self.selection.map(|selection| selection.cursor);
        let Some((row, place)) = cursor.filter(|(_, place)| self.columns.at(*place).is_some()) else {
            return out.push(Command::Window(WindowCommand::ShowStatus(say!("choose-a-cell-first"))));
        };
        let Some(info) = self.columns.at(place).and_then(|column| table.columns().get(column)) else { return };
        let mut to = place;
        match request {
            Arrange::Left if place > 0 => {
                to = place - 1;
                self.columns.move_to(place, to);
            }
            Arrange::Right if place + 1 < self.columns.shown().len() => {
                to = place + 1;
                self.columns.move_to(place, place + 2);
            }
            Arrange::Left | Arrange::Right => {}
            Arrange::Wider => self.widths.resize(place, STEP),
            Arrange::Narrower => self.widths.resize(place, -STEP),
            Arrange::Fit => self.widths.fit(ui, table, place),
            Arrange::Hide => {
                self.columns.set_hidden(&info.name, true);
                to = place.min(self.columns.shown().len().saturating_sub(1));
            }
            Arrange::Freeze if self.columns.frozen() == place + 1 => self.columns.freeze(0),
            Arrange::Freeze => self.columns.freeze(place + 1),
            Arrange::Sort => {
                let mut view = self.view.clone();
                view.turn(&info.name, false);
                out.push(Command::Table(TableCommand::SetView { output, view }));
            }
        }
        self.widths.update(ui, table, self.columns.shown());
        self.selection = Some(Selection::one((row, to)));
        self.reveal_place(to, areas);
    }
}
