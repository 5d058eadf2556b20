//! The command palette: actions with shortcuts, kinds of nodes, contents of the project (nodes, columns, frames, notes,
//! parameters), open projects, recent files and samples.

use std::path::PathBuf;

use egui_phosphor::regular as icon;

use crate::app::{
    Action, CanvasCommand, Command, NodeCommand, ProjectCommand, TabCommand, TabId, WindowCommand, Workspace, samples,
};
use crate::nodes::{KINDS, KindInfo};
use crate::ui::picker::{Item, Picker};
use crate::ui::theme::Palette;
use crate::ui::{keys, theme, widgets};

use super::card::card;
use super::find;

/// How many recently used actions come first.
const RECENT_ACTIONS: usize = 5;

/// A palette entry.
enum Choice {
    Do(Action),
    Add(&'static KindInfo),
    Show(TabId),
    Open(PathBuf),
    Sample(&'static str),
    Go(find::SearchResult),
}

pub(super) fn show(
    picker: &mut Picker,
    recent: &mut Vec<Action>,
    ctx: &egui::Context,
    workspace: &Workspace,
    out: &mut Vec<Command>,
) {
    let app = workspace.app();
    let colours = theme::palette(app.person.preferences.theme);
    let words: Vec<Vec<&str>> = Action::ALL.iter().map(|action| action.words()).collect();
    let mut all = everything(ctx, workspace, &words, colours);
    // Recently used actions come first, unavailable ones last.
    all.sort_by_key(|(choice, item)| {
        let used = |action: &Action| recent.iter().position(|used| used == action);
        let used = if let Choice::Do(action) = choice { used(action) } else { None };
        (!item.enabled, used.unwrap_or(RECENT_ACTIONS))
    });
    let (choices, items): (Vec<Choice>, Vec<Item>) = all.into_iter().unzip();
    card(ctx, app, 620.0, out, |ui, out| {
        if let Some(index) = picker.show(ui, colours, tr!("search-everything"), &items) {
            out.push(Command::Window(WindowCommand::CloseDialog));
            if let Choice::Do(action) = &choices[index] {
                recent.retain(|used| used != action);
                recent.insert(0, *action);
                recent.truncate(RECENT_ACTIONS);
            }
            choose(ui.ctx(), workspace, &choices[index], out);
        }
    });
}

/// All entries in the order of an empty query; a query ranks them.
fn everything<'a>(
    ctx: &egui::Context,
    workspace: &Workspace,
    words: &'a [Vec<&'static str>],
    colours: &Palette,
) -> Vec<(Choice, Item<'a>)> {
    let app = workspace.app();
    let item = |icon: &'a str, title: String, about: String, right: String| Item {
        icon,
        icon_colour: colours.weak,
        title,
        about,
        right,
        words: &[],
        enabled: true,
    };
    let file = |path: &PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        (name, path.parent().map(|folder| folder.display().to_string()).unwrap_or_default())
    };
    let mut all = Vec::new();
    for (action, words) in Action::ALL.iter().zip(words).filter(|(action, _)| **action != Action::Palette) {
        let keys = keys::shortcut_text(ctx, app, *action).unwrap_or_default();
        let item = item(widgets::action_icon(*action), action.title().into(), action.about().into(), keys);
        all.push((Choice::Do(*action), Item { enabled: action.is_enabled(app), words, ..item }));
    }
    for kind in KINDS {
        let title = tr!("step-add", kind = kind.meta.title());
        let item =
            item(widgets::kind_icon(kind.meta.id), title, kind.meta.about().into(), tr!("palette-new-node").into());
        let icon_colour = colours.category(Some(kind.meta.category));
        all.push((Choice::Add(kind), Item { icon_colour, words: kind.meta.words(), ..item }));
    }
    for tab in workspace.tabs().iter().filter(|tab| tab.id != workspace.active()) {
        let title = tr!("palette-show", name = workspace.name_of(tab));
        let about = workspace.project(tab).file.as_ref().map(|path| file(path).1).unwrap_or_default();
        all.push((Choice::Show(tab.id), item(icon::TABS, title, about, tr!("palette-tab").into())));
    }
    let is_open =
        |path: &PathBuf| workspace.tabs().iter().any(|tab| workspace.project(tab).file.as_ref() == Some(path));
    for path in app.person.preferences.recent.iter().filter(|path| !is_open(path)) {
        let (name, folder) = file(path);
        let item = item(icon::CLOCK, tr!("palette-open", name = name), folder, tr!("palette-recent").into());
        all.push((Choice::Open(path.clone()), item));
    }
    for sample in samples() {
        let title = tr!("palette-open", name = sample.title);
        let item = item(icon::FLOW_ARROW, title, sample.about.to_string(), tr!("palette-sample").into());
        all.push((Choice::Sample(sample.name), item));
    }
    all.extend(find::items(app, colours, "").into_iter().map(|(place, item)| (Choice::Go(place), item)));
    for name in app.document().parameters().keys() {
        let item = item(
            widgets::action_icon(Action::Parameters),
            name.clone(),
            String::new(),
            tr!("palette-parameter").into(),
        );
        all.push((Choice::Do(Action::Parameters), item));
    }
    all
}

fn choose(ctx: &egui::Context, workspace: &Workspace, choice: &Choice, out: &mut Vec<Command>) {
    match choice {
        Choice::Do(action) => out.push(Command::Do(*action)),
        Choice::Add(kind) => {
            let (at, connect) = workspace.app().after_selected();
            out.push(Command::Canvas(CanvasCommand::Open));
            out.push(Command::Node(NodeCommand::Add { kind: kind.meta.id.into(), settings: None, at, connect }));
        }
        Choice::Show(tab) => out.push(Command::Tab(TabCommand::Show(*tab))),
        Choice::Open(path) => out.push(Command::Project(ProjectCommand::Open(path.clone()))),
        Choice::Sample(name) => out.push(Command::Project(ProjectCommand::OpenSample((*name).into()))),
        Choice::Go(place) => place.go(ctx, out),
    }
}
