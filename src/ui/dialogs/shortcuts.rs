//! The list of every shortcut.

use egui::{RichText, ScrollArea};

use crate::app::{Action, App, Command};
use crate::ui::{keys, theme};

use super::card;

/// Gestures of the mouse, which no action list knows.
fn gestures() -> [(&'static str, &'static str); 10] {
    [
        (tr!("gesture-pan"), tr!("gesture-pan-how")),
        (tr!("gesture-zoom"), tr!("gesture-zoom-how")),
        (tr!("gesture-search"), tr!("gesture-search-how")),
        (tr!("gesture-connect"), tr!("gesture-connect-how")),
        (tr!("gesture-new"), tr!("gesture-new-how")),
        (tr!("gesture-insert"), tr!("gesture-insert-how")),
        (tr!("gesture-bend"), tr!("gesture-bend-how")),
        (tr!("gesture-cut"), tr!("gesture-cut-how")),
        (tr!("gesture-several"), tr!("gesture-several-how")),
        (tr!("gesture-read"), tr!("gesture-read-how")),
    ]
}

pub(super) fn show(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    card(ctx, app, 720.0, out, |ui, _| {
        ui.label(RichText::new(tr!("keyboard-and-mouse")).heading().color(colours.text));
        ui.add_space(8.0);
        let keyed: Vec<(String, String)> = Action::ALL
            .iter()
            .filter_map(|a| Some((a.title().trim_end_matches('…').to_owned(), keys::words(ctx, app, *a)?)))
            .collect();
        let gestures = gestures().map(|(what, how)| (what.to_owned(), how.to_owned()));
        let all: Vec<(String, String)> = keyed.into_iter().chain(gestures).collect();
        let half = all.len().div_ceil(2);
        // As high as there is room, whatever dialog was shown before.
        let height = (ctx.content_rect().height() * 0.8 - 80.0).clamp(120.0, 520.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.columns(2, |columns| {
                for (ui, part) in columns.iter_mut().zip(all.chunks(half)) {
                    for (what, how) in part {
                        ui.horizontal(|ui| {
                            ui.label(RichText::new(what).color(colours.text));
                            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                                ui.add_space(12.0);
                                ui.label(RichText::new(how).small().color(colours.weak));
                            });
                        });
                    }
                }
            });
        });
    });
}
