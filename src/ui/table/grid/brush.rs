//! Filters by the histogram or frequent values of a column head: a drag selects bars, a click one bar or value.

use egui::{Pos2, Rect, Response, Ui, pos2};

use super::super::branch::wants_branch;
use super::super::head_values;
use super::Grid;
use super::types::Brush;
use crate::app::{Command, NodeCommand};
use crate::base::ColumnInfo;
use crate::engine::{ColumnProfile, OutputRef};
use crate::nodes::{Step, Value, range_step, value_steps};
use crate::ui::theme;

/// The column head under the pointer.
pub(super) struct Head<'a> {
    pub rect: Rect,
    pub column: usize,
    pub info: &'a ColumnInfo,
    pub stats: &'a ColumnProfile,
    pub right: bool,
}

impl Head<'_> {
    /// The bar or frequent value at a position.
    pub fn part_at(&self, at: Pos2) -> Option<usize> {
        match self.stats.histogram.len() {
            0 => head_values::value_at(self.rect, self.stats, at),
            _ => head_values::bars_area(self.rect).contains(at).then(|| self.bar_at(at.x)),
        }
    }

    fn bar_at(&self, x: f32) -> usize {
        let count = self.stats.histogram.len().max(1);
        let (left, width) = head_values::bars(head_values::bars_area(self.rect), count, self.right);
        (((x - left) / width).max(0.0) as usize).min(count - 1)
    }

    /// The filter for these bars or this value, with its number of rows. `None` if there are none.
    pub fn step(&self, (first, last): (usize, usize)) -> Option<(Step, u64)> {
        if self.stats.histogram.is_empty() {
            let (value, count) = self.stats.top.get(first)?;
            return Some((
                value_steps(self.info, Value::Written(value), self.stats.nulls > 0).into_iter().next()?,
                *count,
            ));
        }
        let (least, most) = self.stats.range.as_ref()?;
        let nulls = self.stats.nulls > 0;
        let step = range_step(self.info, (least, most), self.stats.histogram.len(), (first, last), nulls)?;
        let rows = self.stats.histogram.get(first..=last)?.iter().sum();
        (rows > 0).then_some((step, rows))
    }
}

impl Grid {
    /// Handles drags and clicks on the picture. Returns whether the pointer is on it.
    pub(super) fn brush(
        &mut self,
        ui: &Ui,
        response: &Response,
        head: &Head<'_>,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) -> bool {
        let area = head_values::bars_area(head.rect);
        let has_bars = !head.stats.histogram.is_empty();
        let begun = ui.input(|i| i.pointer.press_origin()).filter(|at| has_bars && area.expand(4.0).contains(*at));
        if response.drag_started() {
            self.brush = begun.map(|at| Brush { column: head.column, first: head.bar_at(at.x) });
        }
        let mut done = None;
        if let Some(brush) = self.brush.filter(|brush| brush.column == head.column) {
            let last = response.interact_pointer_pos().map_or(brush.first, |at| head.bar_at(at.x));
            let (first, last) = (brush.first.min(last), brush.first.max(last));
            let (left, width) = head_values::bars(area, head.stats.histogram.len(), head.right);
            let x = |bar: usize| left + width * bar as f32;
            let chosen = Rect::from_min_max(pos2(x(first), area.top() - 2.0), pos2(x(last + 1), area.bottom()));
            ui.painter().rect_filled(chosen, 2, theme::current(ui).accent.gamma_multiply(0.35));
            if response.drag_stopped() {
                done = Some((first, last));
                self.brush = None;
            } else if !response.dragged() {
                self.brush = None;
            }
        }
        // The second click of a double click must not filter again.
        if response.clicked() && !response.double_clicked() {
            done = response.interact_pointer_pos().and_then(|at| head.part_at(at)).map(|part| (part, part));
        }
        let is_here = self.brush.is_some_and(|brush| brush.column == head.column) || done.is_some();
        if let Some((step, _)) = done.and_then(|parts| head.step(parts)) {
            let branch = wants_branch(ui);
            out.push(Command::Node(NodeCommand::AddStep { output, step, branch }));
        }
        is_here
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Type;

    #[test]
    fn bars_without_rows_make_no_filter() {
        let stats = ColumnProfile {
            range: Some(("0".into(), "29".into())),
            histogram: vec![3, 0, 2],
            ..ColumnProfile::default()
        };
        let info = ColumnInfo::new("n", Type::Integer);
        let head = Head { rect: Rect::EVERYTHING, column: 0, info: &info, stats: &stats, right: true };
        assert_eq!(head.step((1, 1)), None);
        assert_eq!(head.step((0, 1)).map(|(_, rows)| rows), Some(3));
    }
}
