//! Proposals below the keys of a join: pairs of columns that the tables have in common, with how many rows find a partner.

use egui::{CornerRadius, FontId, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::field::Slot;
use crate::engine::{KeyPairs, ProposedKey};
use crate::nodes::form::{Field, Rows};
use crate::nodes::{Control, Reader};
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::{self, elided_job};

const HEIGHT: f32 = 42.0;

/// Draws the proposals while no key is chosen; a click takes one.
pub fn show(ui: &mut Ui, slot: &mut Slot<'_, '_>, rows: &mut dyn Rows) {
    if (0..rows.len()).any(|index| !Pair::is_blank(rows, index)) {
        return;
    }
    let [Some(left), Some(right)] = slot.scene.sources[..] else { return };
    let Some(found) = slot.scene.advised.keys(left, right).filter(|found| !found.keys.is_empty()) else { return };
    ui.add_space(6.0);
    widgets::small(ui, tr!("keys-proposed"));
    ui.add_space(2.0);
    for key in &found.keys {
        if proposal(ui, key, found).clicked() {
            if rows.is_empty() {
                rows.add();
            }
            Pair::write(rows, 0, key);
            slot.mark_changed();
        }
        ui.add_space(4.0);
    }
}

fn proposal(ui: &mut Ui, key: &ProposedKey, found: &KeyPairs) -> egui::Response {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let pair = format!("{} = {}", key.left, key.right);
    let matching = match found.whole {
        true => tr!("keys-match", matching = key.matching, rows = found.rows),
        false => tr!("keys-match-of-first", matching = key.matching, rows = found.rows),
    };
    let once = if key.is_unique { tr!("keys-once") } else { tr!("keys-often") };
    let name = tr!("setting-problem", setting = pair.as_str(), problem = matching.as_str());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &name));
    let warm = response.hovered() || response.has_focus();
    let fill = if warm { palette.hover } else { palette.raised };
    let line = Stroke::new(1.0, if warm { palette.accent } else { palette.edge() });
    ui.painter().rect(rect, CornerRadius::same(RADIUS), fill, line, StrokeKind::Inside);
    let icon = pos2(rect.left() + 15.0, rect.center().y);
    let plus = egui_phosphor::regular::PLUS;
    ui.painter().text(icon, egui::Align2::CENTER_CENTER, plus, FontId::proportional(13.0), palette.weak);
    let left = rect.left() + 28.0;
    let room = rect.right() - 8.0 - left;
    for (words, size, color, middle) in
        [(&pair, BODY, palette.text, rect.top() + 13.0), (&matching, SMALL, palette.weak, rect.top() + 30.0)]
    {
        let galley = ui.fonts_mut(|f| f.layout_job(elided_job(words, FontId::proportional(size), color, room)));
        ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, color);
    }
    response.on_hover_text(format!("{name}, {once}"))
}

/// The two columns of a row, read or written in the order of its form.
#[derive(Default)]
struct Pair {
    found: Vec<String>,
    write: Vec<String>,
}

impl Pair {
    fn is_blank(rows: &mut dyn Rows, index: usize) -> bool {
        let mut pair = Pair::default();
        rows.row(index, &mut pair);
        pair.found.first().is_none_or(String::is_empty)
    }

    fn write(rows: &mut dyn Rows, index: usize, key: &ProposedKey) {
        // A right column of the same name needs no saying.
        let right = if key.left == key.right { String::new() } else { key.right.clone() };
        rows.row(index, &mut Pair { found: Vec::new(), write: vec![key.left.clone(), right] });
    }
}

impl Reader for Pair {
    fn control(&mut self, _: Field, control: Control<'_>) {
        let Control::Column(value, _) = control else { return };
        if let Some(new) = self.write.get(self.found.len()) {
            value.clone_from(new);
        }
        self.found.push(value.clone());
    }
}
