//! What is open has the keyboard: menus and lists that drop down, however they were opened. Arrows, Home, End, Page Up and Page
//! Down move in them, letters look for an entry, Enter takes it, Escape closes one at a time. Nothing reaches what is behind.

mod closed_submenus;
mod entries;

use egui::{Context, Event, Id, Key, LayerId, Modifiers, Order, Plugin, Popup, Ui};

use closed_submenus::ClosedSubmenus;
use entries::{Entry, entries, is_of_list, leaves_field, opens_submenu, whole, words};

/// Entries that are leafed through at once.
const PAGE_ENTRIES: usize = 10;
/// Seconds after which letters begin a new word.
const WORD_PAUSE: f64 = 1.0;

/// Gives the keyboard to what opens, moves in it, and gives it back.
#[derive(Default)]
pub struct PopupKeyboard {
    /// Those that are open, the one that has the keyboard last.
    open: Vec<Open>,
    /// What had the keyboard while none was open.
    focus_before: Option<Id>,
    /// The last thing that was used to open one.
    uses_keyboard: bool,
    typed: String,
    typed_at: f64,
    /// Of each entry of the last one, the words that are painted on it.
    words: Vec<(Id, String)>,
    closed_submenus: ClosedSubmenus,
}

struct Open {
    id: Id,
    /// Gets the keyboard when it closes.
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

/// When the list `popup` closes, the keyboard is given to `control`, on which it hangs.
pub fn set_owner(ctx: &Context, popup: Id, control: Id) {
    ctx.data_mut(|d| d.insert_temp(popup.with("belongs to"), control));
}

/// Inside of a list: it stays open when Enter is pressed on one of its entries, as it does for clicks.
pub fn stays_open(ui: &Ui) {
    let id = ui.layer_id().id.with("stays open");
    ui.data_mut(|d| d.insert_temp(id, true));
}

/// The words by which letters find the entry `id`, also while it is out of sight.
pub fn name(ctx: &Context, id: Id, words: &str) {
    ctx.data_mut(|d| d.insert_temp(id.with("words of entry"), words.to_owned()));
}

/// Inside of a list with a search field: it moves its mark itself while one types.
pub fn handles_own_arrows(ui: &Ui) {
    stays_open(ui);
    let id = ui.layer_id().id.with("moves itself");
    ui.data_mut(|d| d.insert_temp(id, true));
}

/// Inside of what scrolls: the entry that the keyboard comes to is seen.
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
        "open_lists"
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
        // The first time it is only measured, and nothing can be pressed.
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
        let (id, layer) = (top.id, top.layer());
        if !ctx.viewport(|v| v.this_pass.layers.values().any(|layer| layer.open_popups.contains(&id))) {
            return;
        }
        // Tab goes round in it.
        ctx.memory_mut(|m| m.set_modal_layer(layer));
        self.words = words(&ctx, layer);
        self.close_behind_enter(&ctx, layer);
    }
}

impl PopupKeyboard {
    /// Notes what has opened and closed.
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
        }
        ctx.input(|i| {
            self.uses_keyboard |= i.events.iter().any(|event| matches!(event, Event::Key { pressed: true, .. }));
            self.uses_keyboard &= !i.pointer.any_pressed();
        });
        if self.open.is_empty() {
            self.focus_before = ctx.memory(|m| m.focused());
        }
    }

    /// Gives the keyboard to the first entry, or to the list as a whole if it was opened with the pointer.
    fn give_focus(&self, ctx: &Context, layer: LayerId, entries: &[Entry]) {
        let field = entries.iter().find(|entry| egui::text_edit::TextEditState::load(ctx, entry.id).is_some());
        let first = field.or_else(|| entries.first().filter(|_| self.uses_keyboard));
        let id = first.map_or(whole(layer), |entry| entry.id);
        ctx.memory_mut(|m| m.request_focus(id));
    }

    /// Takes the keys of the frame: those that move, and letters.
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
        // egui would go by what lies in the direction, also behind the list.
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

    /// Left and right: to what stands beside, into the menu of an entry, and out of it.
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
            let (key, modifiers) = (Key::Enter, Modifiers::NONE);
            ctx.input_mut(|i| {
                i.events.push(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
            });
        }
        None
    }

    /// The entry that begins with what was typed within the last second.
    fn find_by_letters(&mut self, ctx: &Context, letters: &str, entries: &[Entry], at: Option<usize>) -> Option<usize> {
        let now = ctx.input(|i| i.time);
        if now - self.typed_at > WORD_PAUSE {
            self.typed.clear();
        }
        self.typed_at = now;
        self.typed.push_str(&letters.to_lowercase());
        // The same letter again goes on to the next that begins with it.
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

    /// Closes the last one, which another one has opened.
    fn close_top(&mut self, ctx: &Context) {
        if let [.., parent, _] = self.open.as_slice() {
            self.closed_submenus.close_in(ctx, parent.id);
        }
    }

    /// A click on an entry closes its menu, and so does Enter.
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
