//! A drag over the bars of a head, or a click on one: the rows of those bars, as a filter.

use egui::{Rect, Response, Ui, pos2};

use super::super::header;
use super::Grid;
use crate::app::Command;
use crate::base::ColumnInfo;
use crate::engine::{ColumnProfile, OutputRef};
use crate::nodes::{Value, range_step, value_steps};
use crate::ui::theme;

/// A drag that goes on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brush {
    column: usize,
    /// The bar on which it began.
    first: usize,
}

/// The head under the hand.
pub(super) struct Head<'a> {
    pub rect: Rect,
    pub column: usize,
    pub info: &'a ColumnInfo,
    pub stats: &'a ColumnProfile,
    pub right: bool,
}

impl Grid {
    /// Follows a drag over the bars; a click is a drag over one. Whether the hand is on the bars.
    pub(super) fn brush(
        &mut self,
        ui: &Ui,
        response: &Response,
        head: &Head<'_>,
        output: OutputRef,
        out: &mut Vec<Command>,
    ) -> bool {
        let count = head.stats.histogram.len();
        if count == 0 {
            return top(response, head, output, out);
        }
        let Some((least, most)) = head.stats.range.as_ref().filter(|_| count > 0) else { return false };
        let picture = header::picture(head.rect);
        let (left, width) = header::bars(picture, count, head.right);
        let bar_at = |x: f32| (((x - left) / width).max(0.0) as usize).min(count - 1);
        let begun = ui.input(|i| i.pointer.press_origin()).filter(|at| picture.expand(4.0).contains(*at));
        if response.drag_started() {
            self.brush = begun.map(|at| Brush { column: head.column, first: bar_at(at.x) });
        }
        let mut done = None;
        if let Some(brush) = self.brush.filter(|brush| brush.column == head.column) {
            let last = response.interact_pointer_pos().map_or(brush.first, |at| bar_at(at.x));
            let (first, last) = (brush.first.min(last), brush.first.max(last));
            let x = |bar: usize| left + width * bar as f32;
            let chosen = Rect::from_min_max(pos2(x(first), picture.top() - 2.0), pos2(x(last + 1), picture.bottom()));
            ui.painter().rect_filled(chosen, 2, theme::current(ui).accent.gamma_multiply(0.35));
            if response.drag_stopped() {
                done = Some((first, last));
                self.brush = None;
            } else if !response.dragged() {
                self.brush = None;
            }
        }
        // The second click of two would filter the filter.
        if response.clicked() && !response.double_clicked() {
            done = response
                .interact_pointer_pos()
                .filter(|at| picture.contains(*at))
                .map(|at| (bar_at(at.x), bar_at(at.x)));
        }
        let is_here = self.brush.is_some_and(|brush| brush.column == head.column) || done.is_some();
        if let Some(step) = done.and_then(|bars| range_step(head.info, (least, most), count, bars)) {
            out.push(Command::AddStep { output, step });
        }
        is_here
    }
}

/// A click on the most frequent value keeps its rows. Whether there was one.
fn top(response: &Response, head: &Head<'_>, output: OutputRef, out: &mut Vec<Command>) -> bool {
    let Some((value, count)) = head.stats.top.first() else { return false };
    let picture = header::picture(head.rect);
    let is_on = response.interact_pointer_pos().is_some_and(|at| picture.contains(at));
    if !response.clicked() || response.double_clicked() || !is_on || *count < 2 {
        return false;
    }
    let step = value_steps(head.info, Value::Written(value)).into_iter().next();
    let is_known = step.is_some();
    out.extend(step.map(|step| Command::AddStep { output, step }));
    is_known
}
