//! The row numbers: a click selects a row, a drag or Shift several, the corner everything.

use egui::{Id, Rect, Sense, Ui, WidgetInfo, WidgetType, pos2};

use super::super::row_source::RowSource;
use super::super::selection::Selection;
use super::Grid;
use super::types::Areas;
use crate::app::Command;
use crate::engine::OutputRef;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

impl Grid {
    pub(super) fn rows(
        &mut self,
        ui: &Ui,
        areas: &Areas,
        source: &RowSource<'_>,
        (output, id): (OutputRef, Id),
        out: &mut Vec<Command>,
    ) {
        let Some(last) = self.columns.shown().len().checked_sub(1) else { return };
        let response = ui.interact(areas.numbers, id.with("numbers"), Sense::click_and_drag());
        widgets::name(ui, response.id, tr!("row-numbers"));
        let row_at = |y: f32| {
            let row = (self.scroll.row + f64::from((y - areas.body.top()) / ROW)).max(0.0) as u64;
            Some(row.min(source.rows.checked_sub(1)?))
        };
        let Some(row) = response.interact_pointer_pos().and_then(|at| row_at(at.y)) else {
            response.context_menu(|ui| drop(self.copy_menu(ui, source, output, out)));
            return;
        };
        let pressed =
            response.clicked() || response.is_pointer_button_down_on() && ui.input(|i| i.pointer.primary_pressed());
        let is_new = |selection: Selection| selection.columns() != (0..=last) || !selection.rows().contains(&row);
        if pressed || response.secondary_clicked() && self.selection.is_none_or(is_new) {
            let old = self.selection.filter(|_| ui.input(|i| i.modifiers.shift));
            self.selection = Some(Selection { anchor: (old.map_or(row, |old| old.anchor.0), last), cursor: (row, 0) });
            ui.memory_mut(|m| m.request_focus(id));
        } else if response.dragged()
            && let Some(selection) = &mut self.selection
        {
            selection.cursor = (row, 0);
            self.scroll.reveal_row(row, areas.body);
            ui.ctx().request_repaint();
        }
        response.context_menu(|ui| drop(self.copy_menu(ui, source, output, out)));
    }

    /// The corner between heads and row numbers.
    pub(super) fn corner(&mut self, ui: &Ui, areas: &Areas, source: &RowSource<'_>, id: Id) {
        let corner = Rect::from_min_max(
            pos2(areas.numbers.left(), areas.head.top()),
            pos2(areas.numbers.right() - 1.0, areas.head.bottom() - 1.0),
        );
        let response = ui.interact(corner, id.with("corner"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, tr!("select-all-cells")));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(corner, 0, theme::current(ui).hover);
        }
        if response.clicked()
            && let Some(all) = Selection::all(source.rows, self.columns.shown().len())
        {
            self.selection = Some(all);
            ui.memory_mut(|m| m.request_focus(id));
        }
        response.on_hover_text(tr!("select-all-cells"));
    }
}
