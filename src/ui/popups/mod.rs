//! Keyboard control of open menus and drop-down lists. Arrows, Home, End, Page Up and Page Down move, letters find an entry,
//! Enter takes it, Escape closes one popup at a time. No key reaches what is behind.

mod closed_submenus;
mod entries;

use egui::{Context, Event, Id, Key, LayerId, Modifiers, Order, Plugin, Popup, Ui};

use closed_submenus::ClosedSubmenus;
use entries::{Entry, entries, is_of_list, leaves_field, opens_submenu, whole, words};

/// Entries per page.
const PAGE_ENTRIES: usize = 10;
/// Seconds after which letters begin a new search.
const WORD_PAUSE: f64 = 1.0;

/// Focuses a popup that opens, handles its keys, and restores the focus when it closes.
#[derive(Default)]
pub struct PopupKeyboard {
    /// The open popups; the last one has the focus.
    open: Vec<Open>,
    /// The focused widget before any popup was open.
    focus_before: Option<Id>,
    /// The keyboard was used last, so it opened the popup.
    uses_keyboard: bool,
    typed: String,
    typed_at: f64,
    /// The text of each entry of the last popup.
    words: Vec<(Id, String)>,
    closed_submenus: ClosedSubmenus,
}

struct Open {
    id: Id,
    /// The widget to focus when it closes.
    before: Option<Id>,
}

impl Open {
    fn layer(&self) -> LayerId {
        layer(self.id)
    }
}

/// Whether a menu or a list is open.
pub fn is_any_open(ctx: &Context) -> bool {
    ctx.viewport(|v| v.prev_pass.layers.values().any(|layer| !layer.open_popups.is_empty()))
}

/// Focuses `control` when its list `popup` closes.
pub fn set_owner(ctx: &Context, popup: Id, control: Id) {
    ctx.data_mut(|d| d.insert_temp(popup.with("belongs to"), control));
}

/// Call inside a list that stays open when one of its entries is clicked or Enter is pressed on it.
pub fn stays_open(ui: &Ui) {
    let id = ui.layer_id().id.with("stays open");
    ui.data_mut(|d| d.insert_temp(id, true));
}

/// Sets the text by which letters find the entry `id`, even while it is out of view.
pub fn name(ctx: &Context, id: Id, words: &str) {
    ctx.data_mut(|d| d.insert_temp(id.with("words of entry"), words.to_owned()));
}

/// Call inside a list with a search field that handles the arrow keys itself.
pub fn handles_own_arrows(ui: &Ui) {
    stays_open(ui);
    let id = ui.layer_id().id.with("moves itself");
    ui.data_mut(|d| d.insert_temp(id, true));
}

/// Call inside a scroll area: scrolls to the entry that gets the focus.
pub fn scroll_to_focus(ui: &Ui) {
    let focused = ui.memory(|m| m.focused());
    let seen = ui.layer_id().id.with("followed");
    if ui.data(|d| d.get_temp(seen)) == Some(focused) {
        return;
    }
    ui.data_mut(|d| d.insert_temp(seen, focused));
    let response = focused.and_then(|id| ui.ctx().read_response(id));
    let is_entry =
        |response: &egui::Response| response.layer_id == ui.layer_id() && response.id != whole(ui.layer_id());
    if let Some(response) = response.filter(is_entry) {
        ui.scroll_to_rect(response.rect, None);
    }
}

fn layer(popup: Id) -> LayerId {
    LayerId::new(Order::Foreground, popup)
}

impl Plugin for PopupKeyboard {
    fn debug_name(&self) -> &'static str {
        "popups"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.follow_open(&ctx);
        let Some(top) = self.open.last() else {
            self.closed_submenus = ClosedSubmenus::default();
            return;
        };
        let layer = top.layer();
        self.closed_submenus.hold(&ctx);
        let moves_itself = ctx.data_mut(|d| {
            d.remove::<bool>(layer.id.with("stays open"));
            d.remove_temp::<bool>(layer.id.with("moves itself")).unwrap_or(false)
        });
        let entries = ctx.viewport(|v| entries(&v.prev_pass.widgets, layer));
        // In the first pass the popup is only measured.
        if !has_keyboard(&ctx, layer) && !entries.is_empty() {
            self.give_focus(&ctx, layer, &entries);
        }
        if ctx.input(|i| i.key_pressed(Key::Escape)) && self.open.len() > 1 {
            ctx.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape));
            self.close_top(&ctx);
        } else if !(moves_itself && ctx.text_edit_focused()) {
            self.keys(&ctx, &entries);
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        let Some(top) = self.open.last() else { return };
        let id = top.id;
        let layer = top.layer();
        if !ctx.viewport(|v| v.this_pass.layers.values().any(|layer| layer.open_popups.contains(&id))) {
            return;
        }
        // Tab cycles within the popup.
        ctx.memory_mut(|m| m.set_modal_layer(layer));
        self.words = words(&ctx, layer);
        self.close_behind_enter(&ctx, layer);
    }
}

impl PopupKeyboard {
    /// Tracks which popups have opened and closed.
    fn follow_open(&mut self, ctx: &Context) {
        let now: Vec<Id> =
            ctx.viewport(|v| v.prev_pass.layers.values().flat_map(|layer| layer.open_popups.iter().copied()).collect());
        let focused = ctx.memory(|m| m.focused());
        let is_there = focused.is_some_and(|id| ctx.viewport(|v| v.prev_pass.widgets.get(id).is_some()));
        while let Some(closed) = self.open.pop_if(|open| !now.contains(&open.id)) {
            let before = closed.before.filter(|id| ctx.viewport(|v| v.prev_pass.widgets.get(*id).is_some()));
            if let Some(before) = before.filter(|_| !is_there) {
                ctx.memory_mut(|m| m.request_focus(before));
            }
            self.typed.clear();
        }
        self.open.retain(|open| now.contains(&open.id));
        let fresh: Vec<Id> = now.into_iter().filter(|id| !self.open.iter().any(|open| open.id == *id)).collect();
        for id in fresh {
            let own: Option<Id> = ctx.data(|d| d.get_temp(id.with("belongs to")));
            let before = own.or(if self.open.is_empty() { self.focus_before } else { focused });
            self.open.push(Open { id, before });
            self.closed_submenus.close_in(ctx, id);
        }
        ctx.input(|i| {
            self.uses_keyboard |= i.events.iter().any(|event| matches!(event, Event::Key { pressed: true, .. }));
            self.uses_keyboard &= !i.pointer.any_pressed();
        });
        if self.open.is_empty() {
            self.focus_before = ctx.memory(|m| m.focused());
        }
    }

    /// Focuses the first entry, or the popup as a whole if it was opened with the pointer.
    fn give_focus(&self, ctx: &Context, layer: LayerId, entries: &[Entry]) {
        let field = entries.iter().find(|entry| egui::text_edit::TextEditState::load(ctx, entry.id).is_some());
        let first = field.or_else(|| entries.first().filter(|_| self.uses_keyboard));
        let id = first.map_or(whole(layer), |entry| entry.id);
        ctx.memory_mut(|m| m.request_focus(id));
    }

    /// Handles the movement keys and letters of the frame.
    fn keys(&mut self, ctx: &Context, entries: &[Entry]) {
        let focused = ctx.memory(|m| m.focused());
        let at = entries.iter().position(|entry| Some(entry.id) == focused);
        let last = entries.len().saturating_sub(1);
        let mut to = None;
        let mut aside = None;
        let mut letters = String::new();
        let types = ctx.text_edit_focused();
        ctx.input_mut(|input| {
            let is_taken = |event: &mut Event| if types { leaves_field(event) } else { is_of_list(event) };
            let moves: Vec<Event> = input.events.extract_if(.., is_taken).collect();
            for event in moves {
                let key = match event {
                    Event::Text(text) => {
                        letters.push_str(&text);
                        continue;
                    }
                    Event::Key { key, pressed: true, .. } => key,
                    _ => continue,
                };
                let now = to.or(at);
                match key {
                    Key::ArrowDown => to = Some(now.map_or(0, |at| if at == last { 0 } else { at + 1 })),
                    Key::ArrowUp => to = Some(now.map_or(last, |at| if at == 0 { last } else { at - 1 })),
                    Key::Home => to = Some(0),
                    Key::End => to = Some(last),
                    Key::PageDown => to = Some((now.unwrap_or(0) + PAGE_ENTRIES).min(last)),
                    Key::PageUp => to = Some(now.unwrap_or(0).saturating_sub(PAGE_ENTRIES)),
                    Key::ArrowRight | Key::ArrowLeft => aside = Some(key),
                    _ => {}
                }
            }
        });
        // Prevents egui's directional navigation, which would also reach widgets behind the popup.
        ctx.memory_mut(|m| {
            if to.is_some() || aside.is_some() {
                m.move_focus(egui::FocusDirection::None);
            }
        });
        match (aside, at) {
            (Some(key), Some(at)) => to = self.move_sideways(ctx, entries, at, key).or(to),
            (Some(Key::ArrowLeft), None) => self.close_top(ctx),
            _ => {}
        }
        if !letters.is_empty() {
            to = self.find_by_letters(ctx, &letters, entries, at).or(to);
        }
        if let Some(entry) = to.and_then(|to| entries.get(to)) {
            ctx.memory_mut(|m| m.request_focus(entry.id));
        }
    }

    /// Left and right: the entry beside, the submenu of an entry, or back to the parent menu.
    fn move_sideways(&mut self, ctx: &Context, entries: &[Entry], at: usize, key: Key) -> Option<usize> {
        let back = key == Key::ArrowLeft;
        let beside = if back { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < entries.len()) };
        let line = entries[at].rect.y_range();
        let beside = beside.filter(|to| line.contains(entries[*to].rect.center().y));
        if beside.is_some() {
            return beside;
        }
        if back && self.open.len() > 1 {
            self.close_top(ctx);
        } else if !back && opens_submenu(self.words_of(entries[at].id)) {
            let key = Key::Enter;
            let modifiers = Modifiers::NONE;
            ctx.input_mut(|i| {
                i.events.push(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
            });
        }
        None
    }

    /// The entry that begins with the letters typed within the last second.
    fn find_by_letters(&mut self, ctx: &Context, letters: &str, entries: &[Entry], at: Option<usize>) -> Option<usize> {
        let now = ctx.input(|i| i.time);
        if now - self.typed_at > WORD_PAUSE {
            self.typed.clear();
        }
        self.typed_at = now;
        self.typed.push_str(&letters.to_lowercase());
        // Repeating a letter moves to the next entry that begins with it.
        let first = self.typed.chars().next()?;
        let is_same = self.typed.chars().all(|letter| letter == first);
        let word = if is_same { first.to_string() } else { self.typed.clone() };
        let start = at.map_or(0, |at| at + usize::from(is_same));
        let order = (0..entries.len()).map(|step| (start + step) % entries.len());
        order.into_iter().find(|index| self.words_of(entries[*index].id).starts_with(&word))
    }

    fn words_of(&self, id: Id) -> &str {
        self.words.iter().find(|(of, _)| *of == id).map_or("", |(_, words)| words)
    }

    /// Closes the last popup, which another one has opened.
    fn close_top(&mut self, ctx: &Context) {
        if let [.., parent, _] = self.open.as_slice() {
            self.closed_submenus.close_in(ctx, parent.id);
        }
    }

    /// Enter on an entry closes its menu, like a click.
    fn close_behind_enter(&self, ctx: &Context, layer: LayerId) {
        let entered = ctx.input(|i| i.key_pressed(Key::Enter) || i.key_pressed(Key::Space));
        let focused = ctx.memory(|m| m.focused()).filter(|_| entered && !ctx.text_edit_focused());
        let stays = ctx.data(|d| d.get_temp::<bool>(layer.id.with("stays open"))).unwrap_or(false);
        let took = focused.is_some_and(|id| {
            let all = ctx.viewport(|v| entries(&v.this_pass.widgets, layer));
            all.iter().any(|entry| entry.id == id) && !opens_submenu(self.words_of(id))
        });
        if took && !stays {
            Popup::close_all(ctx);
        }
    }
}

fn has_keyboard(ctx: &Context, layer: LayerId) -> bool {
    let focused = ctx.memory(|m| m.focused());
    focused.is_some_and(|id| ctx.viewport(|v| v.prev_pass.widgets.get(id).is_some_and(|w| w.layer_id == layer)))
}
