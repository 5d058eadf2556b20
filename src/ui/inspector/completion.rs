//! The list of what could be written at the cursor of a formula.

use std::ops::Range;

use egui::{Context, CornerRadius, FontId, Id, Key, Modifiers, Popup, PopupCloseBehavior, Rect, ScrollArea, Sense, Ui};
use egui::{WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use super::field::Slot;
use super::formula::wants_list;
use crate::formula::{Completion, CompletionKind, complete};
use crate::ui::style::{SMALL, TABLE};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::{elided_job, small};

const LINE: f32 = 22.0;
/// Beyond these nobody reads on.
const MOST: usize = 60;

/// The list's state between frames.
#[derive(Clone, Default)]
pub struct Suggestions {
    open: bool,
    at: usize,
    cursor: usize,
    found: Vec<Completion>,
}

impl Suggestions {
    pub fn load(ctx: &Context, id: Id) -> Self {
        ctx.data(|d| d.get_temp(id.with("suggestions"))).unwrap_or_default()
    }

    pub fn store(self, ctx: &Context, id: Id) {
        ctx.data_mut(|d| d.insert_temp(id.with("suggestions"), self));
    }

    pub fn is_open(&self) -> bool {
        self.open && !self.found.is_empty()
    }

    pub fn close(&mut self, ctx: &Context) {
        if self.open {
            self.open = false;
            ctx.request_repaint();
        }
    }

    /// Takes the keys that move in the open list; what was chosen: where it goes and what is written.
    pub fn keys(&mut self, ui: &Ui) -> Option<(Range<usize>, String)> {
        if !self.is_open() {
            return None;
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            self.open = false;
        } else if pressed(Key::ArrowDown) {
            self.at = (self.at + 1) % self.found.len();
        } else if pressed(Key::ArrowUp) {
            self.at = (self.at + self.found.len() - 1) % self.found.len();
        } else if pressed(Key::Tab) || pressed(Key::Enter) {
            self.open = false;
            return self.found.get(self.at).map(|c| (c.replace.clone(), c.insert.clone()));
        }
        None
    }

    /// After a keystroke: the list opens where a name is being written.
    pub fn typed(&mut self, text: &str, cursor: usize) {
        let last = text[..cursor].chars().next_back();
        self.open = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '{' | '"'));
        self.at = 0;
        self.cursor = cursor;
    }

    /// After the cursor went elsewhere without a change, the list closes; Ctrl+Space opens it.
    pub fn moved(&mut self, ui: &Ui, cursor: usize) {
        if cursor != self.cursor {
            self.open = false;
            self.cursor = cursor;
        }
        if wants_list(ui) {
            self.open = true;
            self.at = 0;
        }
    }
}

/// Shows the list at `place`; what was clicked.
pub fn show(
    ui: &Ui,
    slot: &Slot<'_, '_>,
    state: &mut Suggestions,
    focused: bool,
    text: &str,
    cursor: usize,
    place: Rect,
) -> Option<(Range<usize>, String)> {
    if !state.open || !focused {
        state.found.clear();
        return None;
    }
    state.found = complete(text, cursor, slot.columns(0), slot.scene.parameters.iter().map(String::as_str));
    state.found.truncate(MOST);
    // Nothing to add to what stands there already.
    state.found.retain(|c| text.get(c.replace.clone()) != Some(c.insert.as_str()));
    state.at = state.at.min(state.found.len().saturating_sub(1));
    if state.found.is_empty() {
        return None;
    }
    let popup = Popup::new(slot.id.with("completions"), ui.ctx().clone(), place, ui.layer_id())
        .open(true)
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .gap(4.0)
        .width(300.0);
    let inner = popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut chosen = None;
        ScrollArea::vertical().max_height(LINE * 8.0).auto_shrink([false, true]).show(ui, |ui| {
            for (index, completion) in state.found.iter().enumerate() {
                let response = item(ui, completion, index == state.at);
                if index == state.at {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    chosen = Some((completion.replace.clone(), completion.insert.clone()));
                }
            }
        });
        chosen
    });
    let chosen = inner.and_then(|inner| inner.inner);
    if chosen.is_some() {
        state.open = false;
    }
    chosen
}

fn item(ui: &mut Ui, completion: &Completion, current: bool) -> egui::Response {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let name = tr!("complete-named", name = completion.label);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, current, &name));
    if current || response.hovered() {
        let fill = if current { palette.selected() } else { palette.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
    }
    let icon = match completion.kind {
        CompletionKind::Column => icon::COLUMNS,
        CompletionKind::Function => icon::FUNCTION,
        CompletionKind::Parameter => icon::SLIDERS_HORIZONTAL,
        CompletionKind::Keyword => icon::TEXT_AA,
    };
    let at = pos2(rect.left() + 14.0, rect.center().y);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, icon, FontId::proportional(13.0), palette.weak);
    let left = rect.left() + 28.0;
    let room = rect.right() - 8.0 - left;
    let label = elided_job(&completion.label, FontId::monospace(TABLE), palette.text, room * 0.7);
    let label = ui.fonts_mut(|f| f.layout_job(label));
    let detail_room = room - label.size().x - 12.0;
    ui.painter().galley(pos2(left, rect.center().y - label.size().y / 2.0), label, palette.text);
    if detail_room > 24.0 {
        let detail = elided_job(&completion.detail, FontId::proportional(SMALL), palette.weak, detail_room);
        let detail = ui.fonts_mut(|f| f.layout_job(detail));
        let at = pos2(rect.right() - 8.0 - detail.size().x, rect.center().y - detail.size().y / 2.0);
        ui.painter().galley(at, detail, palette.weak);
    }
    response.on_hover_ui(|ui| {
        ui.label(&completion.detail);
        if !completion.about.is_empty() {
            small(ui, completion.about);
        }
    })
}
