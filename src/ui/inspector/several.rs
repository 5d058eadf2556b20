//! The inspector when several nodes, frames, notes or dots are selected: what is done with them together.

use egui::{Ui, vec2};
use egui_phosphor::regular as icon;

use super::mark;
use crate::app::{Action, App, Command, Connect, SelectMode};
use crate::document::{Activity, Tint};
use crate::nodes::{Category, KINDS, KindInfo};
use crate::ui::widgets::{self, button, small_icon_button};

/// More nodes than these are not listed one by one.
const LISTED: usize = 40;

pub fn show(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let (nodes, things) = (app.view.selection.len(), app.view.selected_things.len());
    let words = match (nodes, things) {
        (_, 0) => tr!("nodes-selected", count = nodes),
        (0, _) => tr!("things-selected", count = things),
        _ => tr!("nodes-and-things-selected", nodes = nodes, things = things),
    };
    widgets::strong(ui, &words);
    ui.add_space(8.0);
    actions(ui, app, out);
    combine(ui, app, out);
    if app.arrangeable() > 1 {
        title(ui, tr!("arrange"));
        arrange(ui, app, out);
    }
    title(ui, tr!("colour"));
    let picked = app.picked();
    mark::swatches(ui, picked, same_color(app), nodes > 0, out);
    if nodes > 0 {
        title(ui, tr!("selected-nodes"));
        list(ui, app, out);
    }
}

fn title(ui: &mut Ui, words: &str) {
    ui.add_space(14.0);
    widgets::small(ui, words);
    ui.add_space(2.0);
}

fn actions(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let all = |activity: Activity| {
        let mut nodes = app.view.selection.iter().filter_map(|id| app.document().node(*id));
        nodes.all(|node| node.activity == activity)
    };
    let bypass = if all(Activity::Bypassed) { tr!("use-again") } else { tr!("bypass") };
    let disable = if all(Activity::Disabled) { tr!("enable") } else { tr!("disable") };
    let actions = [
        (icon::COPY, Action::Copy.title(), Action::Copy),
        (icon::COPY_SIMPLE, Action::Duplicate.title(), Action::Duplicate),
        (icon::CORNERS_OUT, tr!("zoom-to"), Action::ZoomToSelection),
        (icon::FRAME_CORNERS, Action::AddFrame.title(), Action::AddFrame),
        (icon::TABLE, tr!("open-or-close"), Action::ToggleOpened),
        (icon::TREE_STRUCTURE, Action::Tidy.title(), Action::Tidy),
        (icon::SKIP_FORWARD, bypass, Action::ToggleBypass),
        (icon::PROHIBIT, disable, Action::ToggleDisabled),
        (icon::TRASH, Action::Delete.title(), Action::Delete),
        (icon::PLUGS_CONNECTED, tr!("delete-heal"), Action::DeleteAndHeal),
    ];
    let possible: Vec<_> = actions.into_iter().filter(|(.., action)| action.is_enabled(app)).collect();
    // A fraction of a point too much would widen the panel, frame by frame.
    let width = ((ui.available_width() - ui.spacing().item_spacing.x) / 2.0).floor() - 1.0;
    for pair in possible.chunks(2) {
        ui.horizontal(|ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            for &(icon, words, action) in pair {
                let place = vec2(width, ui.spacing().interact_size.y);
                let layout = egui::Layout::top_down_justified(egui::Align::LEFT);
                let response = ui.allocate_ui_with_layout(place, layout, |ui| button(ui, icon, words)).inner;
                if response.on_hover_text(action.about()).clicked() {
                    out.push(Command::Do(action));
                }
            }
        });
    }
}

/// Edges, middles and gaps as a row of icons.
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

/// The colour that all of it has.
fn same_color(app: &App) -> Option<Tint> {
    let nodes = app.view.selection.iter().map(|id| app.document().node(*id).and_then(|node| node.mark.color));
    let things = app.view.selected_things.iter().filter_map(|id| app.document().thing(*id));
    let mut all = nodes.chain(things.map(|thing| Some(thing.color)));
    let first = all.next()?;
    all.all(|color| color == first).then_some(first)?
}

fn list(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    for id in app.view.selection.iter().take(LISTED) {
        let Some(node) = app.document().node(*id) else { continue };
        let response = ui.add(egui::Button::new((widgets::kind_icon(&node.kind), node.name.as_str())).frame(false));
        widgets::name(ui, response.id, &node.name);
        if response.clicked() {
            out.push(Command::Select { nodes: [*id].into(), wires: Vec::new(), mode: SelectMode::Replace });
        }
    }
    let more = app.view.selection.len().saturating_sub(LISTED);
    if more > 0 {
        widgets::small(ui, &tr!("and-more-nodes", count = more));
    }
}

/// What brings the tables of the selected nodes together: one click, connected.
fn combine(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let (at, connect) = app.after_selected();
    let Connect::FromAll(tables) = &connect else { return };
    let fits = |kind: &&KindInfo| {
        let inputs = (kind.ports)().inputs;
        inputs.len() == tables.len() || (tables.len() > 1 && inputs.iter().any(|port| port.many))
    };
    ui.add_space(12.0);
    widgets::strong(ui, tr!("bring-together"));
    ui.horizontal_wrapped(|ui| {
        let combining = KINDS.iter().filter(|kind| kind.meta.category == Category::Combine).filter(fits);
        for kind in combining {
            let response = button(ui, widgets::kind_icon(kind.meta.id), kind.meta.title());
            widgets::name(ui, response.id, &tr!("kind-the-selected", kind = kind.meta.title()));
            if response.on_hover_text(kind.meta.about()).clicked() {
                let (kind, connect) = (kind.meta.id.to_owned(), connect.clone());
                out.push(Command::AddNode { kind, settings: None, at, connect });
            }
        }
    });
}
