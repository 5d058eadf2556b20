//! The text field over the cell being edited.

use egui::text::{CCursor, CCursorRange, CharIndex};
use egui::{EventFilter, Key, KeyboardShortcut, Modifiers, Rect, ScrollArea, TextEdit, Ui, UiBuilder, vec2};

use super::keys::{self, EditEnd};
use super::paint::cell_name;
use super::state::{State, Typing};
use crate::ui::style::table_font;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

/// The maximum growth of the field over its neighbours, in points.
const MOST: f32 = 240.0;
/// Between the field's edge and its text, left and right.
const MARGIN: f32 = 6.0;
/// Beside the text, for the caret behind the last letter.
const CARET: f32 = 8.0;

/// Draws the field over its cell. It grows with its text over the neighbours. Returns what ended the editing, if anything.
pub fn field(ui: &mut Ui, state: &mut State, id: egui::Id, rect: Rect, within: Rect) -> Option<EditEnd> {
    let typing = state.typing.as_mut()?;
    let palette = theme::current(ui);
    if std::mem::take(&mut typing.is_new) {
        cursor_at_end(ui, id, &typing.text);
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    let ended = keys::ended(ui, typing.replaces);
    let text =
        ui.painter().layout(typing.text.clone(), table_font(), palette.text, MOST.max(rect.width()) - 2.0 * MARGIN);
    let width = (text.size().x + CARET + 2.0 * MARGIN).clamp(rect.width(), MOST.max(rect.width()));
    let more = text.rows.len().saturating_sub(1) as f32 * text.size().y / text.rows.len().max(1) as f32;
    let field = Rect::from_min_size(rect.min, vec2(width, (ROW + more).min(within.height())));
    // At the right and lower edges it grows to the other side.
    let field = field.translate(vec2(
        (within.right() - field.right()).min(0.0).max(within.left() - field.left()),
        (within.bottom() - field.bottom()).min(0.0).max(within.top() - field.top()),
    ));
    let mut child = ui.new_child(UiBuilder::new().max_rect(field).id_salt(id));
    child.set_clip_rect(ui.clip_rect().intersect(within.expand(2.0)));
    child.painter().rect_filled(field, 0, palette.background);
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    // What is longer than the sheet scrolls.
    let response = ScrollArea::vertical()
        .max_height(field.height())
        .show(&mut child, |ui| {
            TextEdit::multiline(&mut typing.text)
                .id(id)
                .font(table_font())
                .frame(egui::Frame::new().inner_margin(egui::Margin::symmetric(MARGIN as i8, 3)))
                .desired_width(field.width())
                .desired_rows(1)
                .min_size(field.size())
                .return_key(KeyboardShortcut::new(Modifiers::ALT, Key::Enter))
                .event_filter(filter)
                .show(ui)
                .response
                .response
        })
        .inner;
    widgets::name(ui, id, &cell_name(typing.at));
    child.painter().rect_stroke(field, 0, egui::Stroke::new(1.5, palette.accent), egui::StrokeKind::Inside);
    // A click elsewhere or a lost focus ends the editing and keeps the text.
    let pressed = ui.input(|input| input.pointer.any_pressed().then(|| input.pointer.interact_pos()).flatten());
    let is_left = pressed.is_some_and(|at| !field.contains(at)) || !response.has_focus();
    ended.or(is_left.then_some(EditEnd::Left))
}

fn cursor_at_end(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(CharIndex(text.chars().count()));
    state.cursor.set_char_range(Some(CCursorRange::one(end)));
    state.store(ui.ctx(), id);
}

impl Typing {
    /// Starts editing a cell, with its text or with `text` instead.
    pub fn begin(at: super::cells::CellIndex, text: &str, replaces: bool) -> Typing {
        let text = if replaces { String::new() } else { text.to_owned() };
        Typing { at, text, replaces, is_new: true }
    }
}
