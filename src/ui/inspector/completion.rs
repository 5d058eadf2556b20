//! The list of what could be written at the cursor of a formula.

use std::ops::Range;

use egui::{Area, Context, CornerRadius, Event, FontId, Frame, Id, ImeEvent, Key, Modifiers, Order, Pos2, ScrollArea};
use egui::{Sense, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use super::field::Slot;
use super::formula::wants_list;
use crate::formula::{Completion, CompletionKind, complete, find_function, is_complete_word, is_in_quoted_name};
use crate::ui::style::{SMALL, TABLE, hairline};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::{self, elided_job};

const LINE: f32 = 22.0;
const WIDTH: f32 = 320.0;
const MARGIN: f32 = 4.0;
/// Lines that are seen at once.
const SEEN: f32 = 8.0;
/// Room for the help of what is marked.
const FOOT: f32 = 54.0;
/// Beyond these nobody reads on.
const MOST: usize = 60;

/// The list's state between frames.
#[derive(Clone, Default)]
pub struct Suggestions {
    open: bool,
    at: usize,
    cursor: usize,
    /// Opened by its key: then it also says that nothing fits.
    asked: bool,
    /// A person has marked an entry with the arrows.
    chosen: bool,
    /// Without a choice, Tab and Enter take the first: it goes on with what is typed, which is no word yet.
    completes: bool,
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
        self.open && (self.asked || !self.found.is_empty())
    }

    pub fn close(&mut self, ctx: &Context) {
        if self.open {
            self.open = false;
            ctx.request_repaint();
        }
    }

    /// Finds what fits at the cursor, while the list is open.
    pub fn find(&mut self, focused: bool, text: &str, cursor: usize, slot: &Slot<'_, '_>) {
        if !self.open || !focused {
            self.asked = false;
            return self.found.clear();
        }
        let parameters = slot.scene.parameters.iter().map(String::as_str);
        let columns = slot.formula_columns();
        self.found = complete(text, cursor, columns, parameters);
        self.found.truncate(MOST);
        let is_column =
            |name: &str| columns.iter().any(|c| c.name == name) || slot.names_above().any(|above| above == name);
        let is_right =
            is_complete_word(text, cursor, is_column, |name| slot.scene.parameters.iter().any(|own| own == name));
        if is_right && !self.asked {
            self.found.clear();
        }
        let first = self.found.first();
        // Which names there are is not known before a table arrives.
        self.completes =
            !is_right && !columns.is_empty() && first.is_some_and(|c| self.asked || goes_on(c, text, cursor));
        // Nothing to add to what stands there already.
        self.found.retain(|c| text.get(c.replace.clone()) != Some(c.insert.as_str()));
        self.at = self.at.min(self.found.len().saturating_sub(1));
    }

    /// The size of the list; none while it is not open.
    pub fn size(&self) -> Vec2 {
        if !self.is_open() {
            return Vec2::ZERO;
        }
        let lines = (self.found.len() as f32).clamp(1.0, SEEN);
        vec2(WIDTH, LINE * lines + if self.has_help() { FOOT } else { 0.0 }) + Vec2::splat(2.0 * (MARGIN + 1.0))
    }

    /// Whether any of them has more to say than its line does.
    fn has_help(&self) -> bool {
        self.found.iter().any(|completion| !completion.about.is_empty())
    }

    /// Takes the keys that move in the open list; what was chosen: where it goes and what is written.
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
            (self.at, self.chosen) = ((self.at + 1) % self.found.len(), true);
        } else if pressed(Key::ArrowUp) {
            (self.at, self.chosen) = ((self.at + self.found.len() - 1) % self.found.len(), true);
        } else if self.takes_tab() && (pressed(Key::Tab) || pressed(Key::Enter)) {
            self.open = false;
            return self.found.get(self.at).map(|c| (c.replace.clone(), c.insert.clone()));
        }
        None
    }

    /// Whether Tab and Enter take an entry; else they go on.
    pub fn takes_tab(&self) -> bool {
        self.is_open() && (self.chosen || self.completes)
    }

    /// After a keystroke: the list opens where a name is being written. What is taken away keeps it open, and undo closes it.
    pub fn typed(&mut self, ui: &Ui, text: &str, cursor: usize) {
        let last = text[..cursor].chars().next_back();
        let is_name = last.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '$' | '{' | '"'))
            || is_in_quoted_name(text, cursor);
        let was_open = self.open;
        self.open =
            is_name && ui.input(|i| i.events.iter().any(|event| writes(event) || (was_open && takes_away(event))));
        (self.asked, self.chosen) = (false, false);
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
            (self.asked, self.chosen) = (true, false);
            self.at = 0;
        }
    }
}

/// Whether a completion has more letters than what is typed, and begins with these.
fn goes_on(completion: &Completion, text: &str, cursor: usize) -> bool {
    let typed = text.get(completion.replace.start..cursor).unwrap_or_default();
    let typed = typed.trim_start_matches(['"', '`', '$', '{']).to_lowercase();
    let label = completion.label.to_lowercase();
    !typed.is_empty() && label.len() > typed.len() && label.starts_with(&typed)
}

fn writes(event: &Event) -> bool {
    matches!(event, Event::Text(_) | Event::Ime(ImeEvent::Commit(_)))
}

fn takes_away(event: &Event) -> bool {
    matches!(event, Event::Key { key: Key::Backspace | Key::Delete, pressed: true, .. })
}

/// Draws the list at `place`; what was clicked.
pub fn show(ui: &Ui, id: Id, state: &mut Suggestions, place: Pos2) -> Option<(Range<usize>, String)> {
    if !state.is_open() {
        return None;
    }
    let area = Area::new(id.with("completions")).order(Order::Foreground).fixed_pos(place);
    let inner = area.show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(MARGIN as i8).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 0.0;
            let chosen = list(ui, state);
            match state.found.get(state.at) {
                None => drop(widgets::small(ui, tr!("complete-nothing"))),
                Some(completion) if state.has_help() => foot(ui, completion),
                Some(_) => {}
            }
            chosen
        });
        frame.inner
    });
    if inner.inner.is_some() {
        state.open = false;
    }
    inner.inner
}

/// Whether the list beside the formula `id` is being pressed: it stays until the button is up, though the formula has lost the cursor.
pub fn is_pressed(ctx: &Context, id: Id) -> bool {
    let at =
        ctx.input(|i| (i.pointer.any_down() || i.pointer.any_released()).then(|| i.pointer.press_origin()).flatten());
    let at = at.or_else(|| ctx.input(|i| i.pointer.any_released().then(|| i.pointer.interact_pos()).flatten()));
    at.and_then(|at| ctx.layer_id_at(at)).is_some_and(|layer| layer.id == id.with("completions"))
}

fn list(ui: &mut Ui, state: &Suggestions) -> Option<(Range<usize>, String)> {
    let mut chosen = None;
    ScrollArea::vertical().max_height(LINE * SEEN).auto_shrink([false, true]).show(ui, |ui| {
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
}

/// The help of the function that is marked, in room that does not change from one to the next.
fn foot(ui: &mut Ui, completion: &Completion) {
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
    let function = find_function(&completion.label).filter(|_| completion.kind == CompletionKind::Function);
    let example = function.map(|function| format!("{} → {}", function.example.0, function.example.1));
    let about = if completion.about.is_empty() { completion.detail.as_str() } else { completion.about };
    let example = example.unwrap_or_default();
    let line = rect.top() + 2.0;
    ui.painter().hline(rect.x_range(), line, hairline(palette));
    let mut top = line + 4.0;
    for (words, font, rows) in
        [(about, FontId::proportional(SMALL), 2), (example.as_str(), FontId::monospace(SMALL - 0.5), 1)]
    {
        let mut job = elided_job(words, font, palette.weak, rect.width() - 12.0);
        (job.wrap.max_rows, job.wrap.break_anywhere) = (rows, rows == 1);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        let height = galley.size().y;
        ui.painter().galley(pos2(rect.left() + 6.0, top), galley, palette.weak);
        top += height + 1.0;
    }
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
        // The name stands before it already.
        let own = completion.detail.strip_prefix(&completion.label).filter(|rest| rest.starts_with('('));
        let detail =
            elided_job(own.unwrap_or(&completion.detail), FontId::proportional(SMALL), palette.weak, detail_room);
        let detail = ui.fonts_mut(|f| f.layout_job(detail));
        let at = pos2(rect.right() - 8.0 - detail.size().x, rect.center().y - detail.size().y / 2.0);
        ui.painter().galley(at, detail, palette.weak);
    }
    response
}
