//! A list of suggestions below a text field, operated with the arrow keys in the field.

use egui::{Context, Id, Key, Modifiers, Pos2, Rect, Ui, pos2};

use super::suggestion_popup::{LINE, MARGIN, Suggestion, VISIBLE_LINES, entries, foot, popup};
use crate::ui::widgets;

/// The state of a list between frames. Nothing is highlighted until the user does so; until then Enter and Tab belong to the
/// field.
#[derive(Clone, Copy, Debug, Default)]
pub struct SuggestionList {
    is_open: bool,
    highlighted: Option<usize>,
    /// Text typed since the field got the focus filters the entries; earlier text does not.
    searches: bool,
}

impl SuggestionList {
    pub fn load(ctx: &Context, id: Id) -> Self {
        ctx.data(|d| d.get_temp(id.with("offer"))).unwrap_or_default()
    }

    pub fn store(self, ctx: &Context, id: Id) {
        ctx.data_mut(|d| d.insert_temp(id.with("offer"), self));
    }

    pub fn is_open(self) -> bool {
        self.is_open
    }

    /// Whether the typed text filters the entries.
    pub fn searches(self) -> bool {
        self.searches
    }

    pub fn open(&mut self) {
        *self = SuggestionList { is_open: true, ..SuggestionList::default() };
    }

    pub fn close(&mut self) {
        *self = SuggestionList::default();
    }

    pub fn typed(&mut self) {
        *self = SuggestionList { is_open: true, highlighted: None, searches: true };
    }

    /// Handles the keys of the open list with this many entries, `None` while they are unknown. Returns the index of the chosen
    /// entry.
    pub fn keys(&mut self, ui: &Ui, entries: Option<usize>) -> Option<usize> {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let Some(entries) = entries.filter(|entries| self.is_open && *entries > 0) else {
            if self.is_open && entries.is_none() {
                // The list appears as soon as the entries are known.
                if pressed(Key::Escape) {
                    self.close();
                }
                return None;
            }
            self.is_open = false;
            let asked = ui.input_mut(|i| {
                i.consume_key(Modifiers::NONE, Key::ArrowDown) || i.consume_key(Modifiers::CTRL, Key::Space)
            });
            if asked {
                self.open();
            }
            return None;
        };
        // A held key repeats within a frame.
        let moves = |key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
        let down = moves(Key::ArrowDown);
        let up = moves(Key::ArrowUp);
        if pressed(Key::Escape) {
            self.close();
        } else if down + up > 0 {
            let before = self.highlighted.map_or(if down > 0 { entries - 1 } else { 0 }, |at| at.min(entries - 1));
            self.highlighted = Some((before + down + entries - up % entries) % entries);
        } else if let Some(at) = self.highlighted.filter(|_| pressed(Key::Enter)) {
            self.close();
            return Some(at).filter(|at| *at < entries);
        }
        None
    }

    /// Draws the list of `count` suggestions below or above `field` while the field has the focus; `about` is shown below them.
    /// Returns the index of the clicked suggestion.
    pub fn show<'a>(
        &mut self,
        ui: &Ui,
        id: Id,
        field: Option<Rect>,
        count: usize,
        about: &str,
        suggestion: impl Fn(usize) -> Suggestion<'a>,
    ) -> Option<usize> {
        let Some(field) = field else {
            self.close();
            return None;
        };
        if !self.is_open || count == 0 {
            return None;
        }
        let height = LINE * (count as f32).min(VISIBLE_LINES) + LINE;
        let (place, width) = place(ui, field, height);
        let chosen = popup(ui, id.with("values"), place, width, |ui| {
            let chosen = entries(ui, count, self.highlighted, suggestion);
            foot(ui, about, "", LINE);
            chosen
        });
        if chosen.is_some() {
            self.close();
        }
        chosen
    }

    /// Shows a message instead of the open list.
    pub fn show_message(&mut self, ui: &Ui, id: Id, here: bool, field: Rect, why: &str) {
        if !here {
            self.close();
        }
        if self.is_open && !why.is_empty() {
            let (place, width) = place(ui, field, 2.0 * LINE);
            popup(ui, id.with("values"), place, width, |ui| drop(widgets::small(ui, why)));
        }
    }
}

/// The corner and the content width of a popup below `field`, or above it if `height` does not fit below. In points.
fn place(ui: &Ui, field: Rect, height: f32) -> (Pos2, f32) {
    let height = height + 2.0 * (MARGIN + 1.0);
    let screen = ui.ctx().content_rect();
    let below = field.bottom() + 2.0;
    let top = if below + height <= screen.bottom() { below } else { (field.top() - 2.0 - height).max(screen.top()) };
    let width = field.width().max(200.0) - 2.0 * (MARGIN + 1.0);
    let left = field.left().min(screen.right() - width - 2.0 * (MARGIN + 1.0));
    (pos2(left, top), width)
}
