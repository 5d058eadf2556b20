//! Statistics of the selected table cells, for the line at the bottom.

use std::sync::Arc;
use std::time::Instant;

use super::App;
use super::view::{CellSelection, SelectedCells};
use crate::engine::{CellStatistics, CellStatisticsRequest, Request};

impl App {
    /// The statistics of the selected cells, if their table is displayed.
    pub fn selected_cells(&self) -> Option<&SelectedCells> {
        let selected = self.project.selected_cells.as_ref()?;
        let is_seen = [self.project.view.shown, self.project.view.pinned].contains(&Some(selected.output))
            && self.person.preferences.table;
        let key = self.project.results.output(self.displayed_output(selected.output)).and_then(|found| found.key);
        (is_seen && key == selected.key).then_some(selected)
    }

    /// Sets the selected cells; `None`: none, or a single one.
    pub(super) fn select_cells(&mut self, selection: Option<CellSelection>) {
        let was_asked = self.project.selected_cells.take().is_some_and(|selected| selected.statistics.is_none());
        let Some(CellSelection { output, first, count, columns, known }) = selection else {
            if was_asked {
                self.send(Request::StopCellStatistics);
            }
            return;
        };
        let seen = self.displayed_output(output);
        let key = self.project.results.output(seen).and_then(|found| found.key);
        self.project.statistics_asked += 1;
        let ask = self.project.statistics_asked;
        let is_known = known.is_some();
        self.project.selected_cells =
            Some(SelectedCells { ask, output, key, rows: 0, of: count, statistics: known, since: Instant::now() });
        if let Some(key) = key.filter(|_| !is_known) {
            self.send(Request::CellStatistics(CellStatisticsRequest { ask, output: seen, key, first, count, columns }));
        }
    }

    /// Processes the progress and the result of the statistics.
    pub(super) fn take_statistics(&mut self, ask: u64, rows: u64, statistics: Option<Arc<CellStatistics>>) {
        if let Some(selected) = self.project.selected_cells.as_mut().filter(|selected| selected.ask == ask) {
            selected.rows = rows;
            selected.statistics = statistics.or(selected.statistics.take());
        }
    }
}
