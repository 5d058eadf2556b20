//! What the store of a source was asked for the preview: how long ago, by which statements, and what is computed here.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use egui::{FontId, Id, Label, RichText, Ui};

use crate::app::recovery_summary::ago;
use crate::app::{Action, App, Command};
use crate::document::NodeId;
use crate::ui::style::SMALL;
use crate::ui::widgets::{self, action_icon};

/// The age is written anew as often as this.
const AGEING: Duration = Duration::from_secs(20);

/// Nothing for a node that asks no store.
pub fn show(ui: &mut Ui, app: &App, id: NodeId, out: &mut Vec<Command>) {
    let Some((_, sent)) = app.project.results.get(id).and_then(|result| result.sent.as_ref()) else { return };
    ui.add_space(8.0);
    if sent.at > 0 {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        ui.horizontal_wrapped(|ui| {
            widgets::small(ui, &tr!("sent-fetched", when = ago(now.saturating_sub(sent.at / 1_000))));
            let button = widgets::button(ui, action_icon(Action::FetchAnew), tr!("sent-refresh"));
            if button.on_hover_text(Action::FetchAnew.about()).clicked() {
                out.push(Command::Do(Action::FetchAnew));
            }
        });
        ui.ctx().request_repaint_after(AGEING);
    }
    for reason in &sent.stays {
        widgets::small(ui, &reason.to_string());
    }
    if !sent.statements.is_empty() && widgets::section(ui, Id::new("inspector sent"), tr!("sent-statements"), false).0 {
        for statement in &sent.statements {
            ui.add(Label::new(RichText::new(statement).font(FontId::monospace(SMALL - 1.0))).wrap());
        }
    }
}
