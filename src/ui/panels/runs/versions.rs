//! How many versions of the outputs are kept, and those that are kept besides the runs in the list.

use egui::{Popup, Ui};
use egui_phosphor::regular as icon;

use super::format::when;
use crate::app::view::Dialog;
use crate::app::{App, Command, KeptEntry, RollbackTo, RunCommand, WindowCommand};
use crate::ui::widgets;

/// The choices for the number of kept versions.
const VERSIONS: [u32; 5] = [0, 1, 3, 10, 30];

/// The choice of how many versions later runs keep.
pub fn count(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let kept = app.person.preferences.versions;
    let counts: Vec<u32> = match VERSIONS.contains(&kept) {
        true => VERSIONS.to_vec(),
        false => VERSIONS.iter().copied().chain([kept]).collect(),
    };
    let words: Vec<String> = counts
        .iter()
        .map(|count| match count {
            0 => tr!("runs-versions-none").to_owned(),
            count => tr!("runs-versions-some", count = *count),
        })
        .collect();
    let options: Vec<(&str, &str)> = words.iter().map(|words| ("", words.as_str())).collect();
    let mut chosen = counts.iter().position(|count| *count == kept).unwrap_or(0);
    let id = ui.id().with("versions");
    if widgets::drop_down(ui, id, tr!("runs-versions"), &mut chosen, &options, 160.0, false) {
        out.push(Command::Run(RunCommand::KeepVersions(counts[chosen])));
    }
}

/// A menu of the versions that no run in the list has kept; nothing if there are none.
pub fn others(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let kept = &app.project.run_history.kept;
    if kept.others.is_empty() && !kept.has_first {
        return;
    }
    let button = widgets::button(ui, icon::STACK, tr!("runs-other-versions"));
    let button = button.on_hover_text(tr!("runs-other-versions-about"));
    Popup::menu(&button).show(|ui| {
        let mut entry = |ui: &mut Ui, words: &str, to: RollbackTo| {
            if ui.button(words).clicked() {
                out.push(Command::Window(WindowCommand::OpenDialog(Dialog::RollBack(to))));
            }
        };
        for other in &kept.others {
            entry(ui, &words(other), RollbackTo::Id(other.id.clone()));
        }
        if kept.has_first {
            entry(ui, tr!("runs-first-version"), RollbackTo::Before);
        }
    });
}

fn words(kept: &KeptEntry) -> String {
    let (time, files) = (when(kept.at), tr!("runs-files", count = kept.files));
    match (kept.user, kept.host.is_empty()) {
        (Some(user), false) => {
            tr!("runs-version-of", time = time, files = files, user = user.to_string(), host = &kept.host)
        }
        _ => tr!("runs-version-at", time = time, files = files),
    }
}
