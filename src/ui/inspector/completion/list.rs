//! Draws the completion list.

use std::borrow::Cow;
use std::ops::Range;

use egui::{Id, Pos2, Ui};
use egui_phosphor::regular as icon;

use super::super::suggestion_popup::{Suggestion, entries, foot, popup};
use super::{Suggestions, WIDTH};
use crate::formula::{Completion, CompletionKind, find_function};
use crate::ui::widgets;

/// Draws the list at `place`. Returns the clicked completion.
pub fn show(ui: &Ui, id: Id, state: &mut Suggestions, place: Pos2) -> Option<(Range<usize>, String)> {
    if !state.is_open() {
        return None;
    }
    let chosen = popup(ui, id.with("completions"), place, WIDTH, |ui| {
        let highlighted = Some(state.at).filter(|_| state.takes_tab());
        let chosen = entries(ui, state.found.len(), highlighted, |index| suggestion(&state.found[index]));
        match state.found.get(state.at) {
            None => drop(widgets::small(ui, tr!("complete-nothing"))),
            Some(completion) if state.foot() > 0.0 => help(ui, completion, &state.rows, state.foot()),
            Some(_) => {}
        }
        chosen
    });
    let completion = &state.found[chosen?];
    let written = (completion.replace.clone(), completion.insert.clone());
    state.open = false;
    Some(written)
}

fn suggestion(completion: &Completion) -> Suggestion<'_> {
    // A value is shown as it will be inserted.
    let is_value = completion.kind == CompletionKind::Value;
    let text = if is_value { completion.insert.as_str() } else { completion.label.as_str() };
    let name = if is_value {
        tr!("complete-value", value = text, rows = completion.detail.as_str())
    } else {
        tr!("complete-named", name = text)
    };
    let icon = match completion.kind {
        CompletionKind::Column => icon::COLUMNS,
        CompletionKind::Function => icon::FUNCTION,
        CompletionKind::Parameter => icon::SLIDERS_HORIZONTAL,
        CompletionKind::Keyword => icon::TEXT_AA,
        CompletionKind::Value => icon::LIST_BULLETS,
    };
    // The name already stands before it.
    let own = completion.detail.strip_prefix(text).filter(|rest| rest.starts_with('('));
    let detail = Cow::Borrowed(own.unwrap_or(&completion.detail));
    Suggestion { icon, text, is_code: true, is_weak: false, detail, name }
}

/// The help of the highlighted entry, in a constant height: for a function its result, for a value the `rows` that were counted.
fn help(ui: &mut Ui, completion: &Completion, rows: &str, height: f32) {
    let function = find_function(&completion.label).filter(|_| completion.kind == CompletionKind::Function);
    let example = function.map(|function| format!("{} → {}", function.example.0, function.example.1));
    let about = match (completion.kind, completion.about) {
        (CompletionKind::Value, _) => rows,
        (_, "") => completion.detail.as_str(),
        (_, about) => about,
    };
    foot(ui, about, &example.unwrap_or_default(), height);
}
