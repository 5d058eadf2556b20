//! A menu that keys have closed stays closed while the pointer rests on the entry that opens it; egui would open it again.

use egui::containers::menu::MenuState;
use egui::{Context, Event, Id};

/// The menu whose entries keep their own menus closed until the pointer moves.
#[derive(Default)]
pub struct ClosedSubmenus(Option<Id>);

impl ClosedSubmenus {
    /// Closes what an entry of `menu` has opened.
    pub fn close_in(&mut self, ctx: &Context, menu: Id) {
        self.0 = Some(menu);
        MenuState::from_id(ctx, menu, |state| state.open_item = None);
        self.hold(ctx);
    }

    /// At the beginning of a pass: keeps closed what was closed, unless the pointer moves or something else has opened.
    pub fn hold(&mut self, ctx: &Context) {
        let Some(menu) = self.0 else { return };
        // While egui takes an entry for open it opens no other one under the pointer. This one does not exist.
        let nothing = menu.with("nothing");
        let has_moved = ctx.input(|i| i.events.iter().any(|event| matches!(event, Event::PointerMoved(_))));
        let open = MenuState::from_id(ctx, menu, |state| state.open_item);
        if has_moved || open.is_some_and(|open| open != nothing) {
            self.0 = None;
            MenuState::from_id(ctx, menu, |state| state.open_item = state.open_item.filter(|open| *open != nothing));
            return;
        }
        MenuState::mark_shown(ctx, nothing);
        MenuState::from_id(ctx, menu, |state| state.open_item = Some(nothing));
    }
}
