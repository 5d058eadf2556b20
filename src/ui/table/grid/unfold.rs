//! A list or a struct, expanded beside its cell.

use egui::{CollapsingHeader, Popup, PopupCloseBehavior, Rect, Response, RichText, ScrollArea, Ui, pos2};

use super::super::row_source::RowSource;
use super::Grid;
use super::types::Areas;
use crate::engine::Nested;
use crate::ui::popups;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

/// The maximum number of parts that are drawn.
const MOST: usize = 500;

impl Grid {
    /// Expands the value at a double click, and draws the expanded one.
    pub(super) fn unfolding(&mut self, ui: &Ui, body: &Response, areas: &Areas, source: &RowSource<'_>) {
        if body.double_clicked() {
            let at = body.interact_pointer_pos().filter(|at| self.is_on_cell(*at, areas, source));
            self.unfolded = at.and_then(|at| self.cell_at(at, areas, source));
        }
        let Some((row, place)) = self.unfolded else { return };
        let value = source.find(row).zip(self.columns.at(place)).and_then(|((table, held), column)| {
            Some((table.columns().get(column)?.name.clone(), table.unfold(held, column)?))
        });
        let Some((name, value)) = value else {
            self.unfolded = None;
            return;
        };
        let y = areas.body.top() + ((row as f64 - self.scroll.row) * f64::from(ROW)) as f32;
        let (left, right) = self.edges(place, areas);
        let rect = Rect::from_min_max(pos2(left, y), pos2(right, y + ROW));
        let mut open = true;
        Popup::new(body.id.with("unfolded"), ui.ctx().clone(), rect, ui.layer_id())
            .open_bool(&mut open)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(320.0)
            .show(|ui| {
                popups::stays_open(ui);
                ui.horizontal(|ui| {
                    widgets::strong(ui, &name);
                    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                        if widgets::link(ui, tr!("copy-json")).clicked() {
                            ui.ctx().copy_text(value.json());
                        }
                    });
                });
                ui.separator();
                ScrollArea::vertical().max_height(280.0).show(ui, |ui| parts(ui, &value));
            });
        if !open {
            self.unfolded = None;
        }
    }
}

fn parts(ui: &mut Ui, value: &Nested) {
    let palette = theme::current(ui);
    let all = value.parts();
    if all.is_empty() {
        widgets::small(ui, tr!("nothing-in-it"));
    }
    for (n, (name, part)) in all.iter().take(MOST).enumerate() {
        let inner = part.parts().len();
        if inner > 0 {
            let title = RichText::new(format!("{name}  ({inner})")).color(palette.weak);
            CollapsingHeader::new(title).id_salt(n).default_open(all.len() <= 8).show(ui, |ui| parts(ui, part));
            continue;
        }
        ui.horizontal(|ui| {
            ui.label(RichText::new(name).color(palette.weak));
            let (words, color) = match part {
                Nested::Null => (tr!("cell-null"), palette.weak),
                Nested::Value(text, _) if text.is_empty() => (tr!("cell-empty"), palette.weak),
                Nested::Value(text, _) => (text.as_str(), palette.text),
                Nested::List(_) | Nested::Record(_) => (tr!("nested-empty"), palette.weak),
            };
            ui.add(egui::Label::new(RichText::new(words).color(color)).wrap());
        });
    }
    if all.len() > MOST {
        widgets::small(ui, &tr!("in-all", count = all.len()));
    }
}
