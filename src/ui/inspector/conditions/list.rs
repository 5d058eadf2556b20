//! The list of column values below a value field.

use egui::{Id, Rect, Ui};

use super::super::completion::counted_rows;
use super::super::suggestion_list::SuggestionList;
use super::super::suggestion_popup::Suggestion;
use crate::engine::Frequent;
use crate::ui::widgets::thousands;

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
    let chosen = suggestion_list.show(ui, id, here.then_some(field), entries, &words, |index| {
        let (value, count) = found[index];
        suggestion(value, *count)
    });
    chosen.and_then(|chosen| found.get(chosen)).map(|(value, _)| value.clone())
}

fn suggestion(value: &str, count: u64) -> Suggestion<'_> {
    let text = if value.is_empty() { tr!("value-empty-text") } else { value };
    let name = tr!("value-counted", value = text, count = count);
    Suggestion { icon: "", text, is_code: false, is_weak: value.is_empty(), detail: thousands(count).into(), name }
}
