//! The command palette: every action with its shortcut.

use egui_phosphor::regular as icon;

use crate::app::{Action, App, Command};
use crate::ui::picker::Item;
use crate::ui::{keys, theme};

use super::{Dialogs, card};

pub(super) fn show(dialogs: &mut Dialogs, ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    let actions: Vec<Action> = Action::ALL.iter().copied().filter(|a| *a != Action::Palette).collect();
    let items: Vec<Item> = actions
        .iter()
        .map(|action| Item {
            icon: icon::CARET_RIGHT,
            icon_colour: colours.weak,
            title: action.title().into(),
            about: action.about().into(),
            right: keys::words(ctx, app, *action).unwrap_or_default(),
            words: &[],
            enabled: action.is_enabled(app),
        })
        .collect();
    card(ctx, app, 620.0, out, |ui, out| {
        if let Some(index) = dialogs.picker.show(ui, colours, "Search commands", &items) {
            out.push(Command::CloseDialog);
            out.push(Command::Do(actions[index]));
        }
    });
}
