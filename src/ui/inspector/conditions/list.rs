//! The values of a column below the field that takes one of them.

use egui::{Area, Context, CornerRadius, FontId, Frame, Id, Key, Modifiers, Order, Rect, ScrollArea, Sense, Ui};
use egui::{WidgetInfo, WidgetType, pos2, vec2};

use super::super::completion::counted_rows;
use crate::engine::Frequent;
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::{self, elided_job, thousands};

const LINE: f32 = 22.0;
/// Lines that are seen at once.
const SEEN: f32 = 8.0;
const MARGIN: f32 = 4.0;
/// What is said below the list.
const FOOT: f32 = 20.0;

/// The state of a list between frames. Nothing is marked until a person marks it: then Enter and Tab are the field's own.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offer {
    is_open: bool,
    marked: Option<usize>,
    /// What was typed since the field has the keyboard chooses among the values; what stood there before does not.
    searches: bool,
}

impl Offer {
    pub fn load(ctx: &Context, id: Id) -> Self {
        ctx.data(|d| d.get_temp(id.with("offer"))).unwrap_or_default()
    }

    pub fn store(self, ctx: &Context, id: Id) {
        ctx.data_mut(|d| d.insert_temp(id.with("offer"), self));
    }

    pub fn is_open(self) -> bool {
        self.is_open
    }

    pub fn open(&mut self) {
        *self = Offer { is_open: true, ..Offer::default() };
    }

    pub fn typed(&mut self) {
        *self = Offer { is_open: true, marked: None, searches: true };
    }

    /// Takes the keys that move in the open list; the value that was chosen.
    pub fn keys(&mut self, ui: &Ui, known: Option<&Frequent>, typed: &str) -> Option<String> {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if self.is_open && known.is_none() {
            // The list comes as soon as the values are known.
            if pressed(Key::Escape) {
                *self = Offer::default();
            }
            return None;
        }
        let found = found(known, typed, self.searches);
        if !self.is_open || found.is_empty() {
            self.is_open = false;
            let asked = ui.input_mut(|i| {
                i.consume_key(Modifiers::NONE, Key::ArrowDown) || i.consume_key(Modifiers::CTRL, Key::Space)
            });
            if asked {
                self.open();
            }
            return None;
        }
        if pressed(Key::Escape) {
            *self = Offer::default();
        } else if pressed(Key::ArrowDown) {
            self.marked = Some(self.marked.map_or(0, |at| (at + 1) % found.len()));
        } else if pressed(Key::ArrowUp) {
            self.marked = Some(self.marked.unwrap_or(0).checked_sub(1).unwrap_or(found.len() - 1));
        } else if let Some(at) = self.marked.filter(|_| pressed(Key::Enter)) {
            *self = Offer::default();
            return found.get(at).map(|(value, _)| value.clone());
        }
        None
    }
}

/// The values that fit what is typed.
fn found<'f>(known: Option<&'f Frequent>, typed: &str, searches: bool) -> Vec<&'f (String, u64)> {
    let wanted = typed.trim().trim_matches('\'').to_lowercase();
    let values = known.map_or(&[][..], |known| known.values.as_slice());
    let fits = |value: &str| !searches || wanted.is_empty() || value.to_lowercase().contains(&wanted);
    let mut found: Vec<_> = values.iter().filter(|(value, _)| fits(value)).collect();
    if searches {
        // What begins so comes first; the order of frequency stays among them.
        found.sort_by_key(|(value, _)| !value.to_lowercase().starts_with(&wanted));
    }
    found
}

/// Draws the list below or above `field`; the value that was clicked.
pub fn show(
    ui: &Ui,
    id: Id,
    offer: &mut Offer,
    here: bool,
    known: Option<&Frequent>,
    typed: &str,
    field: Rect,
) -> Option<String> {
    let known = known?;
    let found = found(Some(known), typed, offer.searches);
    // A value that stands there whole needs no list.
    let is_done = offer.searches && matches!(&found[..], [(value, _)] if value == typed.trim());
    if !here || !offer.is_open || found.is_empty() || is_done {
        if !here {
            *offer = Offer::default();
        }
        return None;
    }
    let height = LINE * (found.len() as f32).min(SEEN) + FOOT + 2.0 * (MARGIN + 1.0);
    let screen = ui.ctx().content_rect();
    let below = field.bottom() + 2.0;
    let top = if below + height <= screen.bottom() { below } else { (field.top() - 2.0 - height).max(screen.top()) };
    let width = field.width().max(200.0) - 2.0 * (MARGIN + 1.0);
    let left = field.left().min(screen.right() - width - 2.0 * (MARGIN + 1.0));
    let area = Area::new(id.with("values")).order(Order::Foreground).fixed_pos(pos2(left, top));
    let mut chosen = None;
    area.show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).inner_margin(MARGIN as i8).show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            ScrollArea::vertical().max_height(LINE * SEEN).auto_shrink([false, true]).show(ui, |ui| {
                for (index, (value, count)) in found.iter().enumerate() {
                    let is_marked = offer.marked == Some(index);
                    let response = item(ui, value, *count, is_marked);
                    if is_marked {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        chosen = Some(value.clone());
                    }
                }
            });
            ui.add_space(2.0);
            widgets::small(ui, &counted_rows(known));
        });
    });
    if chosen.is_some() {
        *offer = Offer::default();
    }
    chosen
}

fn item(ui: &mut Ui, value: &str, count: u64, marked: bool) -> egui::Response {
    let palette = theme::current(ui);
    // The arrows of the field go through the list; Tab leads on to the next field.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::CLICK);
    let shown = if value.is_empty() { tr!("value-empty-text") } else { value };
    let name = tr!("value-counted", value = shown, count = count);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, marked, &name));
    if marked || response.hovered() {
        let fill = if marked { palette.selected() } else { palette.hover };
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
