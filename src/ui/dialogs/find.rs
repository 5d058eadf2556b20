//! Finds a node by its name, its kind or its columns.

use std::collections::BTreeSet;

use egui_phosphor::regular as icon;

use crate::app::view::CameraWish;
use crate::app::{App, Command, SelectMode, ThingCommand};
use crate::document::{NodeId, Shape, ThingId};
use crate::nodes::Kind;
use crate::ui::picker::Item;
use crate::ui::theme::Palette;
use crate::ui::{theme, widgets};

use super::{Dialogs, card};

pub(super) fn show(dialogs: &mut Dialogs, ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    let (found, items): (Vec<Place>, Vec<Item>) = items(app, colours).into_iter().unzip();
    card(ctx, app, 520.0, out, |ui, out| {
        if let Some(index) = dialogs.picker.show(ui, colours, tr!("find-node-or-column"), &items) {
            out.push(Command::CloseDialog);
            found[index].go(out);
        }
    });
}

/// Everything of the project that can be found, as it is listed.
pub(super) fn items<'a>(app: &App, colours: &Palette) -> Vec<(Place, Item<'a>)> {
    let item = |place: &Place| {
        let thing = place.thing.and_then(|id| app.document().thing(id));
        if let Some(thing) = thing {
            let (icon, right) = match thing.shape {
                Shape::Frame => (icon::FRAME_CORNERS, tr!("frame-title")),
                Shape::Note => (icon::NOTE, tr!("note-title")),
            };
            let title = thing.text.replace('\n', " ");
            let (icon_colour, right) = (colours.hue(thing.color), right.to_owned());
            return Item { icon, icon_colour, title, about: String::new(), right, words: &[], enabled: true };
        }
        let node = app.document().node(place.node);
        let kind = node.map_or("", |node| node.kind.as_str());
        let category = app.faces.get(place.node).and_then(|face| face.category);
        let name = node.map_or("", |node| node.name.as_str());
        let title = Kind::info(kind).map_or(tr!("word-node-title"), |info| info.meta.title());
        let (icon, icon_colour, right) = match &place.column {
            Some(_) => (icon::COLUMNS, colours.weak, tr!("column-first-in", name = name)),
            None => (widgets::kind_icon(kind), colours.category(category), title.to_owned()),
        };
        let title = place.column.clone().unwrap_or_else(|| name.to_owned());
        Item { icon, icon_colour, title, about: place.said(app), right, words: &[], enabled: true }
    };
    places(app)
        .into_iter()
        .map(|place| {
            let item = item(&place);
            (place, item)
        })
        .collect()
}

/// Something that can be found.
pub(super) struct Place {
    node: NodeId,
    column: Option<String>,
    thing: Option<ThingId>,
}

impl Place {
    /// A node's comment.
    fn said(&self, app: &App) -> String {
        let node = app.document().node(self.node).filter(|_| self.column.is_none() && self.thing.is_none());
        node.map_or_else(String::new, |node| node.mark.comment.replace('\n', " "))
    }

    /// Selects it and makes it seen.
    pub(super) fn go(&self, out: &mut Vec<Command>) {
        out.push(Command::OpenCanvas);
        if let Some(thing) = self.thing {
            let (things, mode) = ([thing].into(), SelectMode::Replace);
            out.push(Command::Thing(ThingCommand::Select { things, mode }));
            return out.push(Command::Reveal(CameraWish::RevealThing(thing)));
        }
        out.push(Command::Select { nodes: [self.node].into(), wires: Vec::new(), mode: SelectMode::Replace });
        out.push(Command::Reveal(CameraWish::Reveal(self.node)));
    }
}

/// Every node, then every column where it comes up first, in the direction of the wires.
fn places(app: &App) -> Vec<Place> {
    let mut found: Vec<Place> =
        app.document().nodes().map(|(node, _)| Place { node, column: None, thing: None }).collect();
    found.sort_by_key(|place| app.document().node(place.node).map(|node| (node.position.x, node.position.y)));
    let mut known = BTreeSet::new();
    let mut columns = Vec::new();
    for place in &found {
        let tables = app.results.get(place.node).map_or(&[][..], |result| &result.columns);
        for column in tables.iter().flatten().flatten() {
            if known.insert(&column.name) {
                columns.push(Place { node: place.node, column: Some(column.name.clone()), thing: None });
            }
        }
    }
    found.extend(columns);
    let things = app.document().things();
    found.extend(things.into_iter().map(|(id, _)| Place { node: NodeId(u64::MAX), column: None, thing: Some(id) }));
    found
}
