//! Keeps a submenu that was closed by keys closed while the pointer rests on its entry; egui would open it again.

use egui::containers::menu::MenuState;
use egui::{Context, Event, Id};

/// The menu whose submenus stay closed until the pointer moves.
#[derive(Default)]
pub struct ClosedSubmenus(Option<Id>);

impl ClosedSubmenus {
    /// Closes the open submenu of `menu`.
    pub fn close_in(&mut self, ctx: &Context, menu: Id) {
        self.0 = Some(menu);
        MenuState::from_id(ctx, menu, |state| state.open_item = None);
        self.hold(ctx);
    }

    /// Call at the beginning of a pass: keeps the submenu closed unless the pointer moves or another one opens.
    pub fn hold(&mut self, ctx: &Context) {
        let Some(menu) = self.0 else { return };
        // While egui believes that a submenu is open it does not open another one under the pointer. This id does not exist.
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
