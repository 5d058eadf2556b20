//! Every step by name, the newest first; choosing one goes there.

use egui_phosphor::regular as icon;

use crate::app::{App, Command};
use crate::ui::picker::Item;
use crate::ui::theme;

use super::{Dialogs, card};

pub(super) fn show(dialogs: &mut Dialogs, ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    let (now, saved) = (app.history.position(), app.history.saved_position());
    let labels = app.history.labels().map(ToString::to_string);
    let labels: Vec<String> = std::iter::once(tr!("history-beginning").to_owned()).chain(labels).collect();
    let newest = labels.len() - 1;
    let items: Vec<Item> = labels
        .iter()
        .enumerate()
        .rev()
        .map(|(step, label)| Item {
            icon: match step.cmp(&now) {
                std::cmp::Ordering::Less => icon::CHECK,
                std::cmp::Ordering::Equal => icon::ARROW_RIGHT,
                std::cmp::Ordering::Greater => icon::ARROW_U_UP_LEFT,
            },
            icon_colour: if step == now { colours.accent } else { colours.weak },
            title: label.clone(),
            about: if step > now { tr!("history-undone").into() } else { String::new() },
            right: match (step == now, saved == Some(step)) {
                (true, true) => tr!("history-now-saved"),
                (true, false) => tr!("history-now"),
                (false, true) => tr!("history-saved"),
                (false, false) => "",
            }
            .into(),
            words: &[],
            enabled: true,
        })
        .collect();
    card(ctx, app, 460.0, out, |ui, out| {
        if let Some(index) = dialogs.picker.show(ui, colours, tr!("search-steps"), &items) {
            out.push(Command::CloseDialog);
            out.push(Command::GoToStep(newest - index));
        }
    });
}
