//! Completions at the text cursor of a formula.

mod column_values;
mod list;

use std::ops::Range;

use egui::{Context, Event, Id, ImeEvent, Key, Modifiers, Ui, Vec2, vec2};

pub use column_values::counted_rows;
pub use list::show;

use super::setting::Slot;
use super::suggestion_popup::{LINE, MARGIN, VISIBLE_LINES};
use crate::formula::{Completion, CompletionKind, complete, is_complete_word, is_in_quoted_name, value_place};

const WIDTH: f32 = 320.0;
/// The height of the help below the list.
const FOOT: f32 = 54.0;
/// Longer lists are cut.
const MAX_ENTRIES: usize = 60;

/// Whether the key that opens the completion list was pressed.
pub fn wants_list(ui: &Ui) -> bool {
    ui.input_mut(|i| i.consume_key(Modifiers::CTRL, Key::Space))
}

/// The state of the list between frames.
#[derive(Clone, Default)]
pub struct Suggestions {
    open: bool,
    at: usize,
    cursor: usize,
    /// Opened by its key, so an empty result is reported.
    asked: bool,
    /// The user has highlighted an entry with the arrow keys.
    chosen: bool,
    /// Without a highlighted entry, Tab and Enter take the first, because it completes the typed word.
    completes: bool,
    found: Vec<Completion>,
    /// A description of the rows that values were counted in; "" without values.
    rows: String,
}

impl Suggestions {
    pub fn load(ctx: &Context, id: Id) -> Self {
        ctx.data(|d| d.get_temp(id.with("suggestions"))).unwrap_or_default()
    }

    pub fn store(self, ctx: &Context, id: Id) {
        ctx.data_mut(|d| d.insert_temp(id.with("suggestions"), self));
    }

    pub fn is_open(&self) -> bool {
        self.open && (self.asked || !self.found.is_empty())
    }

    pub fn close(&mut self, ctx: &Context) {
        if self.open {
            self.open = false;
            ctx.request_repaint();
        }
    }

    /// Finds completions at the text cursor while the list is open.
    pub fn find(&mut self, focused: bool, text: &str, cursor: usize, slot: &mut Slot<'_, '_>) {
        self.rows.clear();
        if !self.open || !focused {
            self.asked = false;
            return self.found.clear();
        }
        let column_values = column_values::column_values(slot, text, cursor, self.asked);
        let parameters = slot.context.parameters.iter().map(String::as_str);
        let columns = slot.formula_columns();
        // Directly after a comparison, values are more useful than names.
        let is_blank = value_place(text, cursor).is_some_and(|place| place.is_empty());
        self.found = if is_blank && !self.asked { Vec::new() } else { complete(text, cursor, columns, parameters) };
        self.found.truncate(MAX_ENTRIES);
        let is_column =
            |name: &str| columns.iter().any(|c| c.name == name) || slot.names_above().any(|above| above == name);
        let is_complete = column_values.as_ref().is_some_and(|column_values| column_values.is_complete)
            || is_complete_word(text, cursor, is_column, |name| slot.context.parameters.iter().any(|own| own == name));
        let mut halfway = None;
        if let Some(column_values) = column_values {
            self.rows.clone_from(&column_values.rows);
            halfway = column_values.values.first().map(|value| column_values.place.completes(value));
            self.found = column_values::merged(column_values, std::mem::take(&mut self.found), |name| {
                continues_typed(name, text, cursor)
            });
        }
        if is_complete && !self.asked {
            self.found.clear();
        }
        let first = self.found.first();
        let continues_typed = |first: &Completion| match first.kind {
            CompletionKind::Value => halfway == Some(true),
            _ => continues_typed(first, text, cursor),
        };
        // Before a table arrives, the names are unknown.
        self.completes = !is_complete && !columns.is_empty() && first.is_some_and(|c| self.asked || continues_typed(c));
        // A completion equal to the typed text adds nothing.
        self.found.retain(|c| text.get(c.replace.clone()) != Some(c.insert.as_str()));
        self.at = self.at.min(self.found.len().saturating_sub(1));
    }

    /// The size of the list; zero while it is closed.
    pub fn size(&self) -> Vec2 {
        if !self.is_open() {
            return Vec2::ZERO;
        }
        let lines = (self.found.len() as f32).clamp(1.0, VISIBLE_LINES);
        vec2(WIDTH, LINE * lines + self.foot()) + Vec2::splat(2.0 * (MARGIN + 1.0))
    }

    /// The height of the area below the entries.
    fn foot(&self) -> f32 {
        match (self.has_help(), self.rows.is_empty()) {
            (true, _) => FOOT,
            (false, false) => LINE,
            (false, true) => 0.0,
        }
    }

    /// Whether any entry has help beyond its line.
    fn has_help(&self) -> bool {
        self.found.iter().any(|completion| !completion.about.is_empty())
    }

    /// Handles the keys of the open list. Returns the chosen completion: the range to replace and the text.
    pub fn keys(&mut self, ui: &Ui) -> Option<(Range<usize>, String)> {
        if !self.is_open() {
            return None;
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.open = false;
        } else if self.found.is_empty() {
            return None;
        } else if pressed(Key::ArrowDown) {
            let next = if self.takes_tab() { (self.at + 1) % self.found.len() } else { 0 };
            (self.at, self.chosen) = (next, true);
        } else if pressed(Key::ArrowUp) {
            let before = if self.takes_tab() { self.at } else { 0 };
            (self.at, self.chosen) = ((before + self.found.len() - 1) % self.found.len(), true);
        } else if self.takes_tab() && (pressed(Key::Tab) || pressed(Key::Enter)) {
            self.open = false;
            return self.found.get(self.at).map(|c| (c.replace.clone(), c.insert.clone()));
        }
        None
    }

    /// Whether Tab and Enter take an entry.
    pub fn takes_tab(&self) -> bool {
        self.is_open() && (self.chosen || self.completes)
    }

    /// After a keystroke: the list opens at a name or a value. Deleting keeps it open; undo closes it.
    pub fn typed(&mut self, ui: &Ui, text: &str, cursor: usize) {
        let last = text[..cursor].chars().next_back();
        let is_name = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '{' | '"'))
            || is_in_quoted_name(text, cursor);
        let was_open = self.open;
        let is_wanted = is_name || value_place(text, cursor).is_some();
        self.open =
            is_wanted && ui.input(|i| i.events.iter().any(|event| writes(event) || (was_open && deletes(event))));
        (self.asked, self.chosen) = (false, false);
        self.at = 0;
        self.cursor = cursor;
    }

    /// After the text cursor moved without a change, the list closes. Ctrl+Space opens it.
    pub fn moved(&mut self, ui: &Ui, cursor: usize) {
        if cursor != self.cursor {
            self.open = false;
            self.cursor = cursor;
        }
        if wants_list(ui) {
            self.open = true;
            (self.asked, self.chosen) = (true, false);
            self.at = 0;
        }
    }
}

/// Whether a completion continues the typed letters.
fn continues_typed(completion: &Completion, text: &str, cursor: usize) -> bool {
    let typed = text.get(completion.replace.start..cursor).unwrap_or_default();
    let typed = typed.trim_start_matches(['"', '`', '$', '{']).to_lowercase();
    let label = completion.label.to_lowercase();
    !typed.is_empty() && label.len() > typed.len() && label.starts_with(&typed)
}

fn writes(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Ime(ImeEvent::Commit(_)))
}

fn deletes(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. })
}

/// Whether the list of the formula `id` is being clicked. It stays open until the button is released, although the formula has
/// lost the focus.
pub fn is_pressed(ctx: &Context, id: Id) -> bool {
    let at =
        ctx.input(|i| (i.pointer.any_down() || i.pointer.any_released()).then(|| i.pointer.press_origin()).flatten());
    let at = at.or_else(|| ctx.input(|i| i.pointer.any_released().then(|| i.pointer.interact_pos()).flatten()));
    at.and_then(|at| ctx.layer_id_at(at)).is_some_and(|layer| layer.id == id.with("completions"))
}
