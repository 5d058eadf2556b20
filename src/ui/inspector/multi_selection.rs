//! The inspector for several selected nodes, frames, notes or dots: common actions.

use egui::Ui;
use egui_phosphor::regular as icon;

use super::annotations;
use super::button_pairs::button_pairs;
use crate::app::{Action, App, CanvasCommand, Command, Connect, NodeCommand, SelectMode};
use crate::document::Tint;
use crate::nodes::{Category, KINDS, KindInfo};
use crate::ui::widgets::{self, button, small_icon_button};

/// Longer selections are not listed.
const LISTED: usize = 40;

pub fn show(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let nodes = app.project.view.selection.len();
    let annotations = app.project.view.selected_annotations.len();
    let words = match (nodes, annotations) {
        (_, 0) => tr!("nodes-selected", count = nodes),
        (0, _) if only_dots(app) => tr!("dots-selected", count = annotations),
        (0, _) => tr!("things-selected", count = annotations),
        _ => tr!("nodes-and-things-selected", nodes = nodes, annotations = annotations),
    };
    widgets::strong(ui, &words);
    // The most common purpose of selecting several nodes.
    combine(ui, app, out);
    ui.add_space(8.0);
    actions(ui, app, out);
    if app.arrangeable() > 1 {
        title(ui, tr!("arrange"));
        arrange(ui, app, out);
    }
    let picked = app.picked();
    if !only_dots(app) {
        title(ui, tr!("colour"));
        annotations::swatches(ui, picked, same_color(app), nodes > 0, out);
    }
    if nodes > 0 {
        title(ui, tr!("selected-nodes"));
        list(ui, app, out);
    }
}

/// Whether only dots are selected.
fn only_dots(app: &App) -> bool {
    let picked = app.picked();
    picked.nodes.is_empty() && picked.annotations.iter().all(|id| app.document().annotation(*id).is_none())
}

fn title(ui: &mut Ui, words: &str) {
    ui.add_space(14.0);
    widgets::small(ui, words);
    ui.add_space(2.0);
}

fn actions(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let actions = [
        (icon::COPY, Action::Copy.title(), Action::Copy),
        (icon::COPY_SIMPLE, Action::Duplicate.title(), Action::Duplicate),
        (icon::CORNERS_OUT, tr!("zoom-to"), Action::ZoomToSelection),
        (icon::FRAME_CORNERS, Action::AddFrame.title(), Action::AddFrame),
        (icon::TABLE, Action::ToggleOpened.title_now(app), Action::ToggleOpened),
        (icon::TREE_STRUCTURE, Action::Tidy.title(), Action::Tidy),
        (icon::SKIP_FORWARD, Action::ToggleBypass.title_now(app), Action::ToggleBypass),
        (icon::PROHIBIT, Action::ToggleDisabled.title_now(app), Action::ToggleDisabled),
        (icon::TRASH, Action::Delete.title(), Action::Delete),
        (icon::PLUGS_CONNECTED, tr!("delete-heal"), Action::DeleteAndHeal),
    ];
    // Dots cannot be copied or arranged.
    let for_dots = [Action::ZoomToSelection, Action::Delete];
    let fits = |action: &Action| action.is_enabled(app) && (!only_dots(app) || for_dots.contains(action));
    let possible: Vec<_> = actions.into_iter().filter(|(.., action)| fits(action)).collect();
    let buttons: Vec<_> = possible.iter().map(|(icon, words, action)| (*icon, *words, action.about(), true)).collect();
    if let Some(clicked) = button_pairs(ui, &buttons) {
        out.push(Command::Do(possible[clicked].2));
    }
}

/// Alignment and distribution as a row of icons.
fn arrange(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    const WAYS: [(&str, Action); 8] = [
        (icon::ALIGN_LEFT, Action::AlignLeft),
        (icon::ALIGN_CENTER_HORIZONTAL, Action::AlignCentre),
        (icon::ALIGN_RIGHT, Action::AlignRight),
        (icon::ALIGN_TOP, Action::AlignTop),
        (icon::ALIGN_CENTER_VERTICAL, Action::AlignMiddle),
        (icon::ALIGN_BOTTOM, Action::AlignBottom),
        (icon::ARROWS_OUT_LINE_HORIZONTAL, Action::DistributeAcross),
        (icon::ARROWS_OUT_LINE_VERTICAL, Action::DistributeDown),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for (sign, action) in WAYS.iter().filter(|(_, action)| action.is_enabled(app)) {
            if small_icon_button(ui, sign, action.title()).clicked() {
                out.push(Command::Do(*action));
            }
        }
    });
}

/// The tint that the whole selection shares.
fn same_color(app: &App) -> Option<Tint> {
    let nodes = app.project.view.selection.iter().map(|id| app.document().node(*id).and_then(|node| node.mark.color));
    let annotations = app.project.view.selected_annotations.iter().filter_map(|id| app.document().annotation(*id));
    let mut all = nodes.chain(annotations.map(|annotation| Some(annotation.color)));
    let first = all.next()?;
    all.all(|color| color == first).then_some(first)?
}

fn list(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    for id in app.project.view.selection.iter().take(LISTED) {
        let Some(node) = app.document().node(*id) else { continue };
        let response = ui.add(egui::Button::new((widgets::kind_icon(&node.kind), node.name.as_str())).frame(false));
        widgets::name(ui, response.id, &node.name);
        if response.clicked() {
            out.push(Command::Canvas(CanvasCommand::Select {
                nodes: [*id].into(),
                wires: Vec::new(),
                mode: SelectMode::Replace,
            }));
        }
    }
    let more = app.project.view.selection.len().saturating_sub(LISTED);
    if more > 0 {
        widgets::small(ui, &tr!("and-more-nodes", count = more));
    }
}

/// Combines the tables of the selected nodes: one click adds a connected node.
fn combine(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let (at, connect) = app.after_selected();
    let Connect::FromAll(tables) = &connect else { return };
    let fits = |kind: &&KindInfo| {
        let inputs = (kind.ports)().inputs;
        inputs.len() == tables.len() || (tables.len() > 1 && inputs.iter().any(|port| port.many))
    };
    ui.add_space(6.0);
    widgets::small(ui, tr!("bring-together"));
    ui.add_space(2.0);
    ui.horizontal_wrapped(|ui| {
        let combining = KINDS.iter().filter(|kind| kind.meta.category == Category::Combine).filter(fits);
        for kind in combining {
            let response = button(ui, widgets::kind_icon(kind.meta.id), kind.meta.title());
            widgets::name(ui, response.id, &tr!("kind-the-selected", kind = kind.meta.title()));
            if response.on_hover_text(kind.meta.about()).clicked() {
                let kind = kind.meta.id.to_owned();
                let connect = connect.clone();
                out.push(Command::Node(NodeCommand::Add { kind, settings: None, at, connect }));
            }
        }
    });
}
