//! The formula editor: syntax colours, underlined problems, completions and help at the cursor, values below.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, CCursorRange, LayoutJob, TextFormat};
use egui::{Align, EventFilter, FontId, Galley, Id, Stroke, TextBuffer, TextEdit, Ui, Vec2, vec2};

use super::completion::{self, Suggestions};
use super::setting::Slot;
use super::signature::{self, Help};
use super::{conditions, formula_values, popup_places, retained_values};
use crate::app::{Command, FormCommand, FormulaPlace};
use crate::base::{ColumnInfo, Severity, Type};
use crate::document::Tint;
use crate::formula::{Formula, Token, Want, highlight, quote_column};
use crate::ui::stable_layout;
use crate::ui::style::TABLE;
use crate::ui::theme::{self, Palette, ROW};

pub fn edit(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut Formula, want: Want) {
    field(ui, slot, value, want);
    if want == Want::Boolean && !slot.compact {
        conditions::show(ui, slot, value);
    }
    let shown = slot.context.values.of(slot.context.node, &slot.path);
    if let Some(values) = shown.filter(|_| !value.is_blank()) {
        let is_wrong = slot.problem().is_some_and(|problem| problem.severity == Severity::Error);
        formula_values::show(ui, values, is_wrong);
        retained_values::keep(ui, slot.id, values);
    } else if shown.is_none() {
        retained_values::show(ui, slot.id);
    }
}

fn field(ui: &mut Ui, slot: &mut Slot<'_, '_>, value: &mut Formula, want: Want) {
    let id = slot.id;
    let text = &mut value.0;
    let mut suggestions = Suggestions::load(ui.ctx(), id);
    let focused = ui.memory(|m| m.has_focus(id));
    let mut help = Help::load(ui.ctx(), id);
    if focused && let Some(chosen) = suggestions.keys(ui) {
        accept(ui, id, text, &chosen);
        slot.mark_changed();
    }
    if focused {
        help.keys(ui, text, cursor_of(ui, id, text));
    }
    let palette = theme::current(ui);
    let wrong = slot.problem().filter(|p| p.severity == Severity::Error).and_then(|p| p.span.clone());
    let mut layouter =
        |ui: &Ui, buffer: &dyn TextBuffer, width: f32| lay_out(ui, palette, buffer.as_str(), wrong.as_ref(), width);
    let open = suggestions.is_open();
    let takes_tab = suggestions.takes_tab();
    let output = TextEdit::multiline(text)
        .id(id)
        .font(egui::TextStyle::Monospace)
        .hint_text(hint(slot, want))
        .desired_rows(if slot.compact { 1 } else { 2 })
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, ROW))
        .margin(egui::Margin::symmetric(if slot.compact { 6 } else { 8 }, 4))
        .vertical_align(if slot.compact { Align::Center } else { Align::TOP })
        .event_filter(EventFilter {
            tab: takes_tab,
            escape: open || help.is_shown(),
            horizontal_arrows: true,
            vertical_arrows: true,
        })
        .layouter(&mut layouter)
        .show(ui);
    let response = output.response.response;
    if response.changed() {
        slot.mark_changed();
    }
    slot.finish(ui, &response);
    let cursor = output.cursor_range.or(output.state.cursor.char_range()).map(|range| range.primary);
    let Some(cursor) = cursor else {
        return suggestions.close(ui.ctx());
    };
    let byte = byte_of(text, cursor.index.0);
    if response.changed() {
        slot.context.typed(ui, &slot.path);
        suggestions.typed(ui, text, byte);
    } else if response.has_focus() {
        suggestions.moved(ui, byte);
    }
    let here = response.has_focus() || response.lost_focus() || completion::is_pressed(ui.ctx(), id);
    let place = output.galley.pos_from_cursor(cursor).translate(output.galley_pos.to_vec2());
    suggestions.find(here, text, byte, slot);
    let call = help.call(text, byte, response.has_focus());
    let screen = ui.ctx().content_rect();
    let help_size = if call.is_some() { signature::size(ui.ctx(), id) } else { Vec2::ZERO };
    let places = popup_places::find(screen, response.rect, place, help_size, suggestions.size());
    if let Some(call) = &call {
        signature::show(ui, id, places.help, call);
    }
    if let Some(chosen) = completion::show(ui, id, &mut suggestions, places.list) {
        accept(ui, id, text, &chosen);
        response.request_focus();
        slot.mark_changed();
    }
    suggestions.store(ui.ctx(), id);
    help.store(ui.ctx(), id);
    let is_other = slot.context.values.of(slot.context.node, &slot.path).is_none();
    if response.has_focus() && is_other && !stable_layout::is_button_down(ui.ctx()) {
        retained_values::leave(ui);
        let at = FormulaPlace { node: slot.context.node, setting: slot.path.clone() };
        slot.actions.commands.push(Command::Form(FormCommand::WatchFormula(at)));
    }
}

/// The placeholder of an empty formula: an example with the available columns.
fn hint(slot: &Slot<'_, '_>, want: Want) -> String {
    if let Some(example) = example(slot.formula_columns(), want) {
        return tr!("such-as", example = example);
    }
    match (slot.hint, want) {
        ("", Want::Boolean) => tr!("hint-condition").into(),
        ("", Want::Any) => tr!("hint-expression").into(),
        (hint, _) => hint.to_owned(),
    }
}

fn example(columns: &[ColumnInfo], want: Want) -> Option<String> {
    let is_number = |column: &&ColumnInfo| column.data_type.is_numeric();
    let text = || columns.iter().find(|column| column.data_type == Type::Text);
    let column = columns.iter().find(is_number).or_else(text)?;
    let name = quote_column(&column.name);
    Some(match (is_number(&column), want) {
        (true, Want::Boolean) => format!("{name} > 10"),
        (true, Want::Any) => format!("{name} * 2"),
        (false, Want::Boolean) => format!("{name} IS NOT NULL"),
        (false, Want::Any) => format!("upper({name})"),
    })
}

/// The byte offset in `text` of the last cursor position.
fn cursor_of(ui: &Ui, id: Id, text: &str) -> usize {
    let range = TextEdit::load_state(ui.ctx(), id).and_then(|state| state.cursor.char_range());
    range.map_or(0, |range| byte_of(text, range.primary.index.0))
}

/// Inserts a completion and places the cursor behind it.
fn accept(ui: &Ui, id: Id, text: &mut String, chosen: &(Range<usize>, String)) {
    let (range, insert) = chosen;
    let start = floor(text, range.start);
    let end = floor(text, range.end);
    text.replace_range(start..end.max(start), insert);
    let at = text[..start + insert.len()].chars().count();
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(egui::text::CharIndex(at)))));
    state.store(ui.ctx(), id);
}

fn lay_out(ui: &Ui, palette: &Palette, text: &str, wrong: Option<&Range<usize>>, width: f32) -> Arc<Galley> {
    let font = FontId::monospace(TABLE);
    let wrong = wrong.map(|span| visible_span(text, span));
    let mut job = LayoutJob { keep_trailing_whitespace: true, ..LayoutJob::default() };
    job.wrap.max_width = width;
    let mut add = |range: Range<usize>, color| {
        // A token that is only partly wrong is drawn in parts.
        let mut cuts = vec![range.start, range.end];
        if let Some(wrong) = &wrong {
            cuts.extend([wrong.start, wrong.end].into_iter().filter(|cut| range.start < *cut && *cut < range.end));
        }
        cuts.sort_unstable();
        for part in cuts.windows(2) {
            let mut format = TextFormat::simple(font.clone(), color);
            if wrong.as_ref().is_some_and(|wrong| wrong.start <= part[0] && part[1] <= wrong.end) {
                format.underline = Stroke::new(1.5, palette.error);
            }
            job.append(&text[part[0]..part[1]], 0.0, format);
        }
    };
    let mut at = 0;
    for (range, token) in highlight(text) {
        if at < range.start {
            add(at..range.start, palette.weak);
        }
        at = range.end;
        add(range, color(palette, token));
    }
    if at < text.len() || text.is_empty() {
        add(at..text.len(), palette.text);
    }
    ui.fonts_mut(|f| f.layout_job(job))
}

/// The span widened to at least one character, on character boundaries of `text`, which may be newer than the problem.
fn visible_span(text: &str, span: &Range<usize>) -> Range<usize> {
    let start = floor(text, span.start);
    let end = floor(text, span.end);
    if start < end {
        return start..end;
    }
    let before = text[..start].char_indices().next_back().map_or(0, |(at, _)| at);
    before..start
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn byte_of(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

fn color(palette: &Palette, token: Token) -> egui::Color32 {
    match token {
        Token::Keyword => palette.hue(Tint::Purple),
        Token::Function => palette.hue(Tint::Blue),
        Token::Column => palette.text,
        Token::Parameter => palette.hue(Tint::Orange),
        Token::Text => palette.hue(Tint::Green),
        Token::Number => palette.hue(Tint::Yellow),
        Token::Operator | Token::Comment => palette.weak,
        Token::Wrong => palette.error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_stay_inside_newer_text() {
        assert_eq!(visible_span("abc", &(1..2)), 1..2);
        assert_eq!(visible_span("abc", &(3..3)), 2..3);
        assert_eq!(visible_span("é", &(1..9)), 0..2);
        assert_eq!(visible_span("", &(0..4)), 0..0);
    }
}
