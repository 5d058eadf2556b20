//! The column heads: a click selects, a drag moves, the edge resizes, a right click opens a menu.

use std::sync::Arc;

use egui::{CursorIcon, Id, Rect, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::super::head_values::ColumnStats;
use super::super::header::{self};
use super::super::selection::Selection;
use super::super::tooltip;
use super::types::{Areas, Seen};
use super::{Grid, brush};
use crate::app::{Command, OutputResult};
use crate::engine::{OutputRef, Profile, Table};
use crate::ui::style::hairline;
use crate::ui::theme;
use crate::ui::widgets::menu;

impl Grid {
    pub(super) fn head(
        &mut self,
        ui: &mut Ui,
        areas: &Areas,
        found: &OutputResult,
        (output, table): (OutputRef, &Arc<Table>),
        id: Id,
        out: &mut Vec<Command>,
    ) {
        let palette = theme::current(ui);
        let painter = ui.painter_at(areas.head.union(Rect::from_min_size(
            pos2(areas.numbers.left(), areas.head.top()),
            vec2(areas.numbers.width(), areas.head.height()),
        )));
        let ground = painter.clip_rect().with_max_x(self.end_across(areas));
        painter.rect_filled(ground, 0, palette.panel);
        let bottom = areas.head.bottom() - 0.5;
        for seen in self.seen(areas.head, areas) {
            let Seen { place, column, rect, stays } = seen;
            let Some(info) = table.columns().get(column) else { continue };
            let part = areas.part(areas.head, stays);
            let cells = ui.painter_at(part);
            let visible = rect.intersect(part);
            if visible.width() <= 0.0 {
                continue;
            }
            let response = ui.interact(visible, id.with(("head", column)), Sense::click_and_drag());
            let right = table.is_right_aligned(column);
            let known = known(found, table, column);
            let under = known.filter(|known| !known.old);
            let under = under.map(|known| brush::Head { rect, column, info, stats: known.stats, right });
            let near = under.as_ref().and_then(|head| head.part_at(response.hover_pos()?));
            let suggestion = self.chip_of(&info.name).filter(|_| !found.stale);
            header::paint(ui, &cells, rect, info, known, (right, suggestion.is_some()), near);
            cells.vline(rect.right() - 0.5, rect.y_range(), hairline(palette));
            response
                .widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, tr!("column-named", name = info.name)));
            let on_bars = under.as_ref().is_some_and(|head| self.brush(ui, &response, head, output, out));
            if response.clicked()
                && !on_bars
                && let Some(last) = found.rows.or(Some(table.len() as u64)).and_then(|r| r.checked_sub(1))
            {
                // The cursor goes to the first visible row.
                let first =
                    self.selection.filter(|_| ui.input(|i| i.modifiers.shift)).map_or(place, |old| old.anchor.1);
                self.selection = Some(Selection { anchor: (last, first), cursor: (0, place) });
                ui.memory_mut(|m| m.request_focus(id));
            }
            self.rearrange(ui, &response, &seen, on_bars, areas);
            response.context_menu(|ui| {
                menu::entries(ui, |ui| {
                    self.clean_menu(ui, info, output, out);
                    ui.separator();
                    self.arrange_menu(ui, &info.name, place);
                    ui.separator();
                    self.steps_menu(ui, info, table, output, out);
                });
            });
            if near.is_some() && self.brush.is_none() {
                response.clone().on_hover_cursor(CursorIcon::PointingHand);
            }
            response.on_hover_ui(|ui| {
                if let Some((step, rows)) = under.as_ref().zip(near).and_then(|(head, near)| head.step((near, near))) {
                    tooltip::part(ui, &step, rows);
                }
                tooltip::column(ui, info, known);
            });
            if let Some(suggestion) = &suggestion {
                self.chip(ui, (rect, part), right, info, suggestion, id, output, out);
            }
            self.arrow(ui, &seen, &info.name, right, (part, id), output, out);
            self.edge(ui, &seen, table, id, part);
        }
        painter.hline(ground.x_range(), bottom, hairline(palette));
        painter.vline(areas.numbers.right() - 0.5, areas.head.y_range(), hairline(palette));
        if areas.edge > areas.body.left() {
            painter.vline(areas.edge - 0.5, areas.head.y_range(), Stroke::new(1.0, palette.weak));
        }
        self.insertion(ui, areas);
    }

    /// The edge that resizes a column.
    fn edge(&mut self, ui: &mut Ui, seen: &Seen, table: &Table, id: Id, part: Rect) {
        let rect = seen.rect;
        let grip = Rect::from_center_size(pos2(rect.right(), rect.center().y), vec2(8.0, rect.height()));
        let grip = grip.intersect(part.expand2(vec2(4.0, 0.0)));
        if grip.width() <= 0.0 {
            return;
        }
        let response = ui.interact(grip, id.with(("edge", seen.column)), Sense::click_and_drag());
        if response.hovered() || response.dragged() {
            let color = theme::current(ui).accent;
            ui.painter().vline(rect.right() - 1.0, rect.y_range(), Stroke::new(2.0, color));
        }
        if response.double_clicked() {
            self.widths.fit(ui, table, seen.place);
        } else if response.dragged() {
            self.widths.resize(seen.place, response.drag_delta().x);
        }
        response.on_hover_and_drag_cursor(CursorIcon::ResizeColumn);
    }
}

/// The statistics of a column; while they are recomputed, the previous ones.
fn known<'a>(found: &'a OutputResult, table: &Table, column: usize) -> Option<ColumnStats<'a>> {
    let of =
        |profile: &'a Profile, old| Some(ColumnStats { stats: profile.columns.get(column)?, rows: profile.rows, old });
    let earlier = || {
        let (_, profile) = found.earlier.as_ref().filter(|(columns, _)| columns == table.columns())?;
        of(profile, true)
    };
    found.profile.as_deref().and_then(|profile| of(profile, found.stale)).or_else(earlier)
}
