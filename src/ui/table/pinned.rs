//! Two tables side by side: pin and compare buttons, halves, and linked scrolling.

use std::collections::HashMap;

use egui::{Rect, Ui};
use egui_phosphor::regular as icon;

use super::grid::Grid;
use super::scroll::Scroll;
use crate::app::{Action, App, Command, TableCommand};
use crate::engine::OutputRef;
use crate::ui::style::hairline;
use crate::ui::theme;
use crate::ui::widgets::small_icon_button;

/// The two halves of the panel, with a line between them.
pub fn halves(ui: &mut Ui) -> (Rect, Rect) {
    let rect = ui.available_rect_before_wrap();
    let (mut left, mut right) = rect.split_left_right_at_fraction(0.5);
    ui.painter().vline(left.right().round() - 0.5, rect.y_range(), hairline(theme::current(ui)));
    left.set_right(left.right().round() - 1.0);
    right.set_left(right.left().round());
    (left, right)
}

/// The buttons at the right of a table's title: pin and compare.
pub fn buttons(ui: &mut Ui, app: &App, output: OutputRef, out: &mut Vec<Command>) {
    let is_pinned = app.project.view.pinned == Some(output);
    let (sign, name) =
        if is_pinned { (icon::PUSH_PIN_SLASH, tr!("unpin-table")) } else { (icon::PUSH_PIN, tr!("pin-table")) };
    if small_icon_button(ui, sign, name).clicked() {
        out.push(Command::Table(TableCommand::Pin((!is_pinned).then_some(output))));
    }
    if is_pinned && app.project.view.shown != Some(output) && app.project.view.compare.is_none() {
        let (sign, name) = if app.project.view.scroll_together {
            (icon::LINK, tr!("scroll-alone"))
        } else {
            (icon::LINK_BREAK, tr!("scroll-together"))
        };
        if small_icon_button(ui, sign, name).clicked() {
            out.push(Command::Table(TableCommand::ScrollTogether(!app.project.view.scroll_together)));
        }
    }
    if app.project.view.shown != Some(output) {
        return;
    }
    let button = small_icon_button(ui, icon::GIT_DIFF, tr!("compare"));
    egui::Popup::menu(&button).show(|ui| {
        for action in [Action::CompareInput, Action::CompareBefore, Action::ComparePinned, Action::CompareOff] {
            let entry = egui::Button::new(action.title());
            if ui.add_enabled(action.is_enabled(app), entry).on_hover_text(action.about()).clicked() {
                out.push(Command::Do(action));
                ui.close();
            }
        }
    });
}

/// The scroll position of both tables in the last frame. The table that has moved moves the other one.
#[derive(Default)]
pub struct LinkedScroll(Option<(OutputRef, OutputRef, Scroll)>);

impl LinkedScroll {
    pub fn follow(&mut self, wanted: bool, grids: &mut HashMap<OutputRef, Grid>, left: OutputRef, right: OutputRef) {
        let (Some(a), Some(b)) = (grids.get(&left).map(Grid::place), grids.get(&right).map(Grid::place)) else {
            return;
        };
        if !wanted {
            self.0 = None;
            return;
        }
        let place = match self.0 {
            Some((l, r, last)) if (l, r) == (left, right) && a != last => a,
            _ => b,
        };
        for output in [left, right] {
            if let Some(grid) = grids.get_mut(&output) {
                grid.go(place);
            }
        }
        self.0 = Some((left, right, place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::NodeId;

    #[test]
    fn the_table_that_moved_takes_the_other_along() {
        let left = OutputRef::first(NodeId(0));
        let right = OutputRef::first(NodeId(1));
        let mut grids = HashMap::from([(left, Grid::default()), (right, Grid::default())]);
        let mut linked_scroll = LinkedScroll::default();
        let at = |row: f64| Scroll { row, x: 7.0 };
        grids.get_mut(&right).unwrap().go(at(5.0));
        linked_scroll.follow(false, &mut grids, left, right);
        assert_eq!(grids[&left].place(), Scroll::default());
        linked_scroll.follow(true, &mut grids, left, right);
        assert_eq!(grids[&left].place(), at(5.0), "the table that is shown leads at first");
        for (moved, row) in [(left, 9.0), (right, 2.0)] {
            grids.get_mut(&moved).unwrap().go(at(row));
            linked_scroll.follow(true, &mut grids, left, right);
            assert_eq!([left, right].map(|output| grids[&output].place()), [at(row); 2]);
        }
    }
}
