//! The list of every shortcut.

use egui::{RichText, ScrollArea};

use crate::app::{Action, App, Command, Topic};
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
        let (left, right) = halves(blocks(ctx, app));
        // As high as there is room, whatever dialog was shown before.
        let height = (ctx.content_rect().height() * 0.8 - 80.0).clamp(120.0, 640.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            ui.columns(2, |columns| {
                for (ui, blocks) in columns.iter_mut().zip([left, right]) {
                    for (title, lines) in blocks {
                        ui.label(RichText::new(title).strong().color(colours.accent));
                        ui.add_space(2.0);
                        for (what, how) in lines {
                            ui.horizontal(|ui| {
                                ui.label(RichText::new(what).color(colours.text));
                                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                                    ui.add_space(12.0);
                                    ui.label(RichText::new(how).small().color(colours.weak));
                                });
                            });
                        }
                        ui.add_space(12.0);
                    }
                }
            });
        });
    });
}

/// A title and what stands under it.
type Block = (&'static str, Vec<(String, String)>);

/// The keys by their topics, and the mouse.
fn blocks(ctx: &egui::Context, app: &App) -> Vec<Block> {
    let keyed = |topic: Topic| {
        let of = Action::ALL.iter().filter(move |action| action.topic() == topic);
        of.filter_map(|action| Some((action.title().trim_end_matches('…').to_owned(), keys::words(ctx, app, *action)?)))
    };
    let mouse = gestures().map(|(what, how)| (what.to_owned(), how.to_owned()));
    let topics = Topic::ALL.iter().map(|topic| (topic.title(), keyed(*topic).collect()));
    topics.chain([(tr!("topic-mouse"), mouse.into())]).filter(|(_, lines): &Block| !lines.is_empty()).collect()
}

/// Two columns of whole blocks that are about as high.
fn halves(blocks: Vec<Block>) -> (Vec<Block>, Vec<Block>) {
    let height = |blocks: &[Block]| blocks.iter().map(|(_, lines)| lines.len() + 2).sum::<usize>();
    let all = height(&blocks);
    let split = (0..blocks.len()).min_by_key(|at| all.abs_diff(2 * height(&blocks[..*at]))).unwrap_or(0);
    let mut left = blocks;
    let right = left.split_off(split);
    (left, right)
}
