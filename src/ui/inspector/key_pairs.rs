//! Shows below the keys of a join how many rows match, and suggests further pairs of columns with their effect.

use egui::{CornerRadius, FontId, Sense, Stroke, StrokeKind, Ui, WidgetInfo, WidgetType, pos2, vec2};

use super::setting::Slot;
use crate::engine::{Agreement, KeyPairs, ProposedKey};
use crate::nodes::form::{Field, Rows};
use crate::nodes::{Control, Reader};
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::{self, elided_job};

const HEIGHT: f32 = 56.0;

/// Draws how well the tables match on the chosen keys, and suggestions for one more key; a click adds it.
pub fn show(ui: &mut Ui, slot: &mut Slot<'_, '_>, rows: &mut dyn Rows) {
    let [Some(left), Some(right)] = slot.context.sources[..] else { return };
    let pairs: Vec<Pair> = (0..rows.len()).map(|index| Pair::read(rows, index)).collect();
    let chosen: Vec<(String, String)> = pairs.iter().filter_map(Pair::columns).collect();
    let Some(found) = slot.context.advice.keys(left, right, &chosen) else { return };
    if let Some(agreement) = &found.chosen {
        ui.add_space(2.0);
        widgets::small(ui, &match_summary(found, agreement));
    }
    if found.keys.is_empty() {
        return;
    }
    ui.add_space(6.0);
    widgets::small(ui, if chosen.is_empty() { tr!("keys-proposed") } else { tr!("keys-proposed-further") });
    ui.add_space(2.0);
    for key in &found.keys {
        if proposal(ui, key, found).clicked() {
            let blank = pairs.iter().position(|pair| pair.columns().is_none());
            let at = blank.unwrap_or_else(|| {
                rows.add();
                rows.len() - 1
            });
            Pair::write(rows, at, key);
            slot.mark_changed();
        }
        ui.add_space(4.0);
    }
}

/// The number of matching rows and the sides on which the keys are unique.
fn match_summary(found: &KeyPairs, agreement: &Agreement) -> String {
    tr!("keys-told", matches = matching_rows(found, agreement).as_str(), unique = uniqueness(agreement))
}

fn matching_rows(found: &KeyPairs, agreement: &Agreement) -> String {
    let fewer = found.chosen.map_or(0, |now| now.matching.saturating_sub(agreement.matching));
    let matching = agreement.matching;
    let rows = found.rows;
    match (found.whole, fewer) {
        (true, 0) => tr!("keys-match", matching = matching, rows = rows),
        (false, 0) => tr!("keys-match-of-first", matching = matching, rows = rows),
        (true, fewer) => tr!("keys-match-fewer", matching = matching, rows = rows, fewer = fewer),
        (false, fewer) => tr!("keys-match-of-first-fewer", matching = matching, rows = rows, fewer = fewer),
    }
}

fn uniqueness(agreement: &Agreement) -> &'static str {
    match (agreement.is_unique_left, agreement.is_unique_right) {
        (true, true) => tr!("keys-unique"),
        (true, false) => tr!("keys-unique-left"),
        (false, true) => tr!("keys-unique-right"),
        (false, false) => tr!("keys-repeat"),
    }
}

fn proposal(ui: &mut Ui, key: &ProposedKey, found: &KeyPairs) -> egui::Response {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click());
    let pair = format!("{} = {}", key.left, key.right);
    let matches = matching_rows(found, &key.agreement);
    let summary = match_summary(found, &key.agreement);
    let name = tr!("setting-problem", setting = pair.as_str(), problem = summary.as_str());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &name));
    let warm = response.hovered() || response.has_focus();
    let fill = if warm { palette.hover } else { palette.surface };
    let line = Stroke::new(1.0, if warm { palette.accent } else { palette.edge() });
    ui.painter().rect(rect, CornerRadius::same(RADIUS), fill, line, StrokeKind::Inside);
    let icon = pos2(rect.left() + 15.0, rect.center().y);
    let plus = egui_phosphor::regular::PLUS;
    ui.painter().text(icon, egui::Align2::CENTER_CENTER, plus, FontId::proportional(13.0), palette.weak);
    let left = rect.left() + 28.0;
    let room = rect.right() - 8.0 - left;
    for (words, size, color, middle) in [
        (pair.as_str(), BODY, palette.text, rect.top() + 13.0),
        (matches.as_str(), SMALL, palette.weak, rect.top() + 29.0),
        (uniqueness(&key.agreement), SMALL, palette.weak, rect.top() + 44.0),
    ] {
        let galley = ui.fonts_mut(|f| f.layout_job(elided_job(words, FontId::proportional(size), color, room)));
        ui.painter().galley(pos2(left, middle - galley.size().y / 2.0), galley, color);
    }
    response.on_hover_text(name)
}

/// Reads or writes the two columns of a row in the order of its form.
#[derive(Default)]
struct Pair {
    found: Vec<String>,
    write: Vec<String>,
}

impl Pair {
    fn read(rows: &mut dyn Rows, index: usize) -> Pair {
        let mut pair = Pair::default();
        rows.row(index, &mut pair);
        pair
    }

    /// The two columns, if one is set. The right column defaults to the name of the left one.
    fn columns(&self) -> Option<(String, String)> {
        let left = self.found.first().filter(|left| !left.is_empty())?;
        let right = self.found.get(1).filter(|right| !right.is_empty()).unwrap_or(left);
        Some((left.clone(), right.clone()))
    }

    fn write(rows: &mut dyn Rows, index: usize, key: &ProposedKey) {
        // A right column of the same name is the default.
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
