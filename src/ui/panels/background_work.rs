//! Background work in the status bar: duration, progress, and a button to stop it.

use std::time::Duration;

use egui::{Align, Button, Label, Layout, RichText, Ui};
use egui_phosphor::regular as icon;

use crate::app::{App, Command, OngoingWork, WindowCommand, Work};
use crate::ui::theme;
use crate::ui::widgets;

/// Draws the longest-running work, with the number of others.
pub fn background_work(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    if app.is_at_work() {
        ui.ctx().request_repaint_after(Duration::from_millis(200));
    }
    let ongoing = app.ongoing_work();
    let Some(first) = ongoing.first() else { return };
    let colours = theme::palette(app.person.preferences.theme);
    let words = words(first);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let title = tr!("cancel");
        let button = Button::new(RichText::new(format!("{} {title}", icon::X)).small().color(colours.text)).small();
        let response = widgets::frameless_button(ui, true, button);
        widgets::name(ui, response.id, &tr!("work-cancel", work = name(first.work)));
        if response.on_hover_text(tr!("work-cancel", work = name(first.work))).clicked() {
            out.push(Command::Window(WindowCommand::StopWork(first.work)));
        }
        if ongoing.len() > 1 {
            ui.label(RichText::new(format!("+{}", ongoing.len() - 1)).small().color(colours.weak))
                .on_hover_text(ongoing[1..].iter().map(self::words).collect::<Vec<_>>().join("\n"));
        }
        ui.add(Label::new(RichText::new(&words).small().color(colours.text)).truncate()).on_hover_text(&words);
        widgets::busy(ui, 14.0, colours.accent);
    });
}

fn name(work: Work) -> &'static str {
    match work {
        Work::Run => tr!("work-run"),
        Work::Preview => tr!("work-preview"),
        Work::Copy => tr!("work-copy"),
        Work::Find => tr!("work-find"),
        Work::Compare => tr!("work-compare"),
        Work::CellStatistics => tr!("work-figures"),
        Work::Catalog => tr!("work-catalog"),
    }
}

/// "Preview · 12 s · sort: 1,234,567 rows".
fn words(ongoing: &OngoingWork) -> String {
    let seconds = ongoing.elapsed.as_secs();
    let time = match seconds {
        0..=99 => tr!("work-seconds", seconds = seconds),
        _ => tr!("work-minutes", minutes = seconds / 60, seconds = format!("{:02}", seconds % 60)),
    };
    let moves = ongoing.progress.as_ref().map_or_else(String::new, |moves| format!(" · {moves}"));
    format!("{} · {time}{moves}", name(ongoing.work))
}
