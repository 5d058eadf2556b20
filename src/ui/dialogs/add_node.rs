//! The search for a kind of node: kinds that fit the wire being drawn, best first.

use egui::{Rect, Vec2, vec2};

use crate::app::{App, Command, Connect, NodeCommand};
use crate::document::{NodeId, Position};
use crate::nodes::{KINDS, KindInfo};
use crate::ui::node_graph::{self, icons};
use crate::ui::picker::{Item, Picker};
use crate::ui::theme::{self, Palette};

use super::card::{card, card_at};

/// The maximum size of the card, and the width of its content.
const FULL: Vec2 = vec2(484.0, 356.0);
const SIZE: Vec2 = vec2(460.0, 0.0);

/// The place of the card for a new node at `at`: next to the end of its wire.
fn beside(ctx: &egui::Context, app: &App, at: Position, connect: &Connect) -> Option<Rect> {
    let [left, right] = node_graph::end_on_screen(ctx, app, at)?;
    // Aligns the search field with the wire.
    let min = match connect {
        Connect::To(_) => right - vec2(FULL.x + 12.0, 28.0),
        _ => left + vec2(12.0, -28.0),
    };
    Some(Rect::from_min_size(min, FULL))
}

pub(super) fn show(
    picker: &mut Picker,
    kept: &mut Option<Rect>,
    ctx: &egui::Context,
    app: &App,
    at: Position,
    connect: &Connect,
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.person.preferences.theme);
    let fitting: Vec<&KindInfo> = KINDS.iter().filter(|kind| fits(kind, connect)).collect();
    let items = items(&fitting, colours);
    let hint = match connect {
        Connect::Not => tr!("search-nodes"),
        Connect::FromAll(_) => tr!("search-nodes-taking-all"),
        Connect::From(_) => tr!("search-nodes-taking"),
        Connect::To(_) => tr!("search-nodes-giving"),
        Connect::On(_) => tr!("search-nodes-inserted"),
    };
    let place = kept.or_else(|| beside(ctx, app, at, connect));
    *kept = place;
    card_at(ctx, app, SIZE.x, place, out, |ui, out| {
        if let Some(index) = picker.show(ui, colours, hint, &items) {
            let kind = fitting[index].meta.id.to_owned();
            out.push(Command::Node(NodeCommand::Add { kind, settings: None, at, connect: connect.clone() }));
        }
    });
}

/// The search for a kind that replaces a node's kind: kinds with ports for all its wires first.
pub(super) fn change_kind(picker: &mut Picker, ctx: &egui::Context, app: &App, node: NodeId, out: &mut Vec<Command>) {
    let Some(old) = app.document().node(node) else { return };
    let colours = theme::palette(app.person.preferences.theme);
    let mut fitting: Vec<&KindInfo> = KINDS.iter().filter(|kind| kind.meta.id != old.kind).collect();
    let category = KINDS.iter().find(|kind| kind.meta.id == old.kind).map(|kind| kind.meta.category);
    fitting
        .sort_by_key(|kind| (std::cmp::Reverse(app.wires_kept_by(node, kind)), Some(kind.meta.category) != category));
    let items = items(&fitting, colours);
    card(ctx, app, 520.0, out, |ui, out| {
        if let Some(index) = picker.show(ui, colours, tr!("search-kind-instead"), &items) {
            out.push(Command::Node(NodeCommand::ChangeKind { node, kind: fitting[index].meta.id.to_owned() }));
        }
    });
}

fn items<'a>(kinds: &[&'a KindInfo], colours: &Palette) -> Vec<Item<'a>> {
    kinds
        .iter()
        .map(|kind| Item {
            icon: icons::icon(kind.meta.id),
            icon_colour: colours.category(Some(kind.meta.category)),
            title: kind.meta.title().into(),
            about: kind.meta.about().into(),
            right: kind.meta.category.title().into(),
            words: kind.meta.words(),
            enabled: true,
        })
        .collect()
}

fn fits(kind: &KindInfo, connect: &Connect) -> bool {
    let ports = (kind.ports)();
    match connect {
        Connect::Not => true,
        Connect::From(_) => !ports.inputs.is_empty(),
        Connect::FromAll(_) => ports.inputs.len() > 1 || ports.inputs.iter().any(|port| port.many),
        Connect::To(_) => !ports.outputs.is_empty(),
        Connect::On(_) => !ports.inputs.is_empty() && !ports.outputs.is_empty(),
    }
}
