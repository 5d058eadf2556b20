//! The list of column values below a value field.

use egui::{CornerRadius, FontId, Id, Rect, Sense, Ui};
use egui::{WidgetInfo, WidgetType, pos2, vec2};

use super::super::completion::counted_rows;
use super::super::suggestion_list::{LINE, SuggestionList};
use crate::engine::Frequent;
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::{elided_job, thousands};

/// Handles the keys of the open list. Returns the chosen value.
pub fn keys(suggestion_list: &mut SuggestionList, ui: &Ui, known: Option<&Frequent>, typed: &str) -> Option<String> {
    let found = known.map(|known| found(known, typed, suggestion_list.searches()));
    let chosen = suggestion_list.keys(ui, found.as_ref().map(Vec::len))?;
    found?.get(chosen).map(|(value, _)| value.clone())
}

/// The values that match the typed text.
fn found<'f>(known: &'f Frequent, typed: &str, searches: bool) -> Vec<&'f (String, u64)> {
    let wanted = typed.trim().trim_matches('\'').to_lowercase();
    let fits = |value: &str| !searches || wanted.is_empty() || value.to_lowercase().contains(&wanted);
    let mut found: Vec<_> = known.values.iter().filter(|(value, _)| fits(value)).collect();
    if searches {
        // Values that begin with the text come first, each group by frequency.
        found.sort_by_key(|(value, _)| !value.to_lowercase().starts_with(&wanted));
    }
    found
}

/// Draws the list below or above `field`. Returns the clicked value.
pub fn show(
    ui: &Ui,
    id: Id,
    suggestion_list: &mut SuggestionList,
    here: bool,
    known: Option<&Frequent>,
    typed: &str,
    field: Rect,
) -> Option<String> {
    let known = known?;
    let found = found(known, typed, suggestion_list.searches());
    // A complete value needs no list.
    let is_done = suggestion_list.searches() && matches!(&found[..], [(value, _)] if value == typed.trim());
    let entries = if is_done { 0 } else { found.len() };
    let words = counted_rows(known);
    let chosen = suggestion_list.show(ui, id, here.then_some(field), entries, &words, |ui, index, is_highlighted| {
        let (value, count) = found[index];
        item(ui, value, *count, is_highlighted)
    });
    chosen.and_then(|chosen| found.get(chosen)).map(|(value, _)| value.clone())
}

fn item(ui: &mut Ui, value: &str, count: u64, highlighted: bool) -> egui::Response {
    let palette = theme::current(ui);
    // Not focusable: the arrow keys of the field move through the list, and Tab leads to the next field.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::CLICK);
    let shown = if value.is_empty() { tr!("value-empty-text") } else { value };
    let name = tr!("value-counted", value = shown, count = count);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, highlighted, &name));
    if highlighted || response.hovered() {
        let fill = if highlighted { palette.selected() } else { palette.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
    }
    let number = ui.painter().layout_no_wrap(thousands(count), FontId::proportional(SMALL), palette.weak);
    let number_left = rect.right() - 6.0 - number.size().x;
    ui.painter().galley(pos2(number_left, rect.center().y - number.size().y / 2.0), number, palette.weak);
    let color = if value.is_empty() { palette.weak } else { palette.text };
    let left = rect.left() + 6.0;
    let job = elided_job(shown, FontId::proportional(BODY), color, number_left - 10.0 - left);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    response
}
