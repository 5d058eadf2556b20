//! A list of suggestions below a text field, operated with the arrow keys in the field.

use egui::{Area, Context, Frame, Id, Key, Margin, Modifiers, Order, Rect, Response, ScrollArea, Ui, pos2};

use crate::ui::widgets;

/// The height of an entry.
pub const LINE: f32 = 22.0;
/// The number of visible entries.
pub const VISIBLE_LINES: f32 = 8.0;
/// Between the entries and the border of the list.
pub const MARGIN: f32 = 4.0;
/// The height of the line below the list.
const FOOT: f32 = 20.0;

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
        let (down, up) = (moves(Key::ArrowDown), moves(Key::ArrowUp));
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

    /// Draws the list of `entries` below or above `field` while the field has the focus. `item` draws one entry and gets whether
    /// it is highlighted; `foot` is shown below. Returns the index of the clicked entry.
    pub fn show(
        &mut self,
        ui: &Ui,
        id: Id,
        field: Option<Rect>,
        entries: usize,
        foot: &str,
        mut item: impl FnMut(&mut Ui, usize, bool) -> Response,
    ) -> Option<usize> {
        let Some(field) = field else {
            self.close();
            return None;
        };
        if !self.is_open || entries == 0 {
            return None;
        }
        let mut chosen = None;
        let height = LINE * (entries as f32).min(VISIBLE_LINES) + FOOT;
        popup(ui, id, field, height, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().max_height(LINE * VISIBLE_LINES).auto_shrink([false, true]).show(ui, |ui| {
                for index in 0..entries {
                    let is_highlighted = self.highlighted == Some(index);
                    let response = item(ui, index, is_highlighted);
                    if is_highlighted {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        chosen = Some(index);
                    }
                }
            });
            ui.add_space(2.0);
            // Aligned with the text of the entries.
            Frame::new().inner_margin(Margin { left: 6, ..Default::default() }).show(ui, |ui| widgets::small(ui, foot));
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
            popup(ui, id, field, 2.0 * LINE, |ui| drop(widgets::small(ui, why)));
        }
    }
}

/// A popup below `field`, or above it if `height` does not fit below.
fn popup(ui: &Ui, id: Id, field: Rect, height: f32, content: impl FnOnce(&mut Ui)) {
    let height = height + 2.0 * (MARGIN + 1.0);
    let screen = ui.ctx().content_rect();
    let below = field.bottom() + 2.0;
    let top = if below + height <= screen.bottom() { below } else { (field.top() - 2.0 - height).max(screen.top()) };
    let width = field.width().max(200.0) - 2.0 * (MARGIN + 1.0);
    let left = field.left().min(screen.right() - width - 2.0 * (MARGIN + 1.0));
    let area = Area::new(id.with("values")).order(Order::Foreground).fixed_pos(pos2(left, top));
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(MARGIN as i8).show(ui, |ui| {
            ui.set_width(width);
            content(ui);
        });
    });
}
