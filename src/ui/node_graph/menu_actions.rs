//! Actions as menu entries.

use egui::{Button, Ui};

use crate::app::{Action, App, Command};
use crate::ui::keys;
use crate::ui::widgets::menu;

const ALIGN: &[Action] = &[
    Action::AlignLeft,
    Action::AlignCentre,
    Action::AlignRight,
    Action::AlignTop,
    Action::AlignMiddle,
    Action::AlignBottom,
    Action::DistributeAcross,
    Action::DistributeDown,
];

/// Alignment and distribution of several selected items.
pub fn align(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    if app.arrangeable() > 1 {
        menu::submenu(ui, tr!("align"), |ui| actions(ui, app, ALIGN, out));
    }
}

/// Groups of actions with separators between them.
pub fn groups(ui: &mut Ui, app: &App, groups: &[&[Action]], out: &mut Vec<Command>) {
    for (n, group) in groups.iter().enumerate() {
        if n > 0 {
            ui.separator();
        }
        actions(ui, app, group, out);
    }
}

pub fn actions(ui: &mut Ui, app: &App, actions: &[Action], out: &mut Vec<Command>) {
    for action in actions {
        let shortcut = keys::shortcut_text(ui.ctx(), app, *action).unwrap_or_default();
        let button = Button::new(action.title_now(app)).shortcut_text(shortcut);
        if ui.add_enabled(action.is_enabled(app), button).clicked() {
            out.push(Command::Do(*action));
        }
    }
}
