//! The command palette: every action with its shortcut, every kind of node, every node, recent projects and samples.

use std::path::PathBuf;
use std::sync::LazyLock;

use egui_phosphor::regular as icon;

use crate::app::view::CameraWish;
use crate::app::{Action, App, Command, SelectMode, samples};
use crate::base::Language;
use crate::document::NodeId;
use crate::nodes::{KINDS, KindInfo};
use crate::ui::picker::Item;
use crate::ui::theme::Palette;
use crate::ui::{keys, theme, widgets};

use super::{Dialogs, card};

/// The titles of all actions in English: who works in another language may know only these.
static ENGLISH: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| Action::ALL.iter().map(|action| action.english()).collect());

/// Something that can be chosen.
enum Choice {
    Do(Action),
    Add(&'static KindInfo),
    Open(PathBuf),
    Sample(&'static str),
    Node(NodeId),
}

pub(super) fn show(dialogs: &mut Dialogs, ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    let (choices, items): (Vec<Choice>, Vec<Item>) = everything(ctx, app, colours).into_iter().unzip();
    card(ctx, app, 620.0, out, |ui, out| {
        if let Some(index) = dialogs.picker.show(ui, colours, tr!("search-everything"), &items) {
            out.push(Command::CloseDialog);
            choose(app, &choices[index], out);
        }
    });
}

/// In the order of an empty search; what is typed ranks them.
fn everything<'a>(ctx: &egui::Context, app: &App, colours: &Palette) -> Vec<(Choice, Item<'a>)> {
    let item = |icon: &'a str, title: String, about: String, right: String| Item {
        icon,
        icon_colour: colours.weak,
        title,
        about,
        right,
        words: &[],
        enabled: true,
    };
    let is_english = Language::current() == Language::English;
    let actions = Action::ALL.iter().zip(ENGLISH.iter()).filter(|(action, _)| **action != Action::Palette);
    let actions = actions.map(|(action, english)| {
        let keys = keys::words(ctx, app, *action).unwrap_or_default();
        let item = item(icon::CARET_RIGHT, action.title().into(), action.about().into(), keys);
        let words = if is_english { &[][..] } else { std::slice::from_ref(english) };
        (Choice::Do(*action), Item { enabled: action.is_enabled(app), words, ..item })
    });
    let kinds = KINDS.iter().map(|kind| {
        let title = tr!("step-add", kind = kind.meta.title());
        let item =
            item(widgets::kind_icon(kind.meta.id), title, kind.meta.about().into(), tr!("palette-new-node").into());
        let icon_colour = colours.category(Some(kind.meta.category));
        (Choice::Add(kind), Item { icon_colour, words: kind.meta.words(), ..item })
    });
    let recent = app.preferences.recent.iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        (
            Choice::Open(path.clone()),
            item(icon::CLOCK, tr!("palette-open", name = name), folder, tr!("palette-recent").into()),
        )
    });
    let samples = samples().into_iter().map(|sample| {
        let title = tr!("palette-open", name = sample.title);
        (
            Choice::Sample(sample.name),
            item(icon::FLOW_ARROW, title, sample.about.to_string(), tr!("palette-sample").into()),
        )
    });
    let nodes = app.document().nodes().map(|(id, node)| {
        let item =
            item(widgets::kind_icon(&node.kind), node.name.clone(), String::new(), tr!("palette-go-to-node").into());
        let category = app.faces.get(id).and_then(|face| face.category);
        (Choice::Node(id), Item { icon_colour: colours.category(category), ..item })
    });
    actions.chain(kinds).chain(recent).chain(samples).chain(nodes).collect()
}

fn choose(app: &App, choice: &Choice, out: &mut Vec<Command>) {
    match choice {
        Choice::Do(action) => out.push(Command::Do(*action)),
        Choice::Add(kind) => {
            let (at, connect) = app.after_selected();
            out.push(Command::OpenCanvas);
            out.push(Command::AddNode { kind: kind.meta.id.into(), settings: None, at, connect });
        }
        Choice::Open(path) => out.push(Command::OpenFile(path.clone())),
        Choice::Sample(name) => out.push(Command::OpenSample((*name).into())),
        Choice::Node(id) => {
            out.push(Command::OpenCanvas);
            out.push(Command::Select { nodes: [*id].into(), wires: Vec::new(), mode: SelectMode::Replace });
            out.push(Command::Reveal(CameraWish::Reveal(*id)));
        }
    }
}
