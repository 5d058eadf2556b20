//! The list of settings that use a column; choosing one goes there.

use egui::RichText;

use crate::app::view::CameraRequest;
use crate::app::{App, CanvasCommand, Command, SelectMode, WindowCommand};
use crate::engine::OutputRef;
use crate::nodes::Usage;
use crate::ui::picker::{Item, Picker};
use crate::ui::{inspector, theme, widgets};

use super::card::card;

pub(super) fn show(
    usages: &mut Vec<Usage>,
    picker: &mut Picker,
    ctx: &egui::Context,
    app: &App,
    (output, column): (OutputRef, &str),
    fresh: bool,
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.person.preferences.theme);
    if fresh {
        *usages = app.usages(output, column);
    }
    let items: Vec<Item> = usages
        .iter()
        .map(|usage| {
            let node = app.document().node(usage.node);
            let (name, kind) = node.map_or(("", ""), |node| (node.name.as_str(), node.kind.as_str()));
            let category = app.project.node_info.get(usage.node).and_then(|face| face.category);
            Item {
                icon: widgets::kind_icon(kind),
                icon_colour: colours.category(category),
                title: tr!("node-problem", node = name, problem = usage.setting),
                about: usage.text.clone(),
                right: String::new(),
                words: &[],
                enabled: true,
            }
        })
        .collect();
    card(ctx, app, 560.0, out, |ui, out| {
        let words = tr!("column-is-used-by", column = column, count = items.len());
        ui.label(RichText::new(words).color(colours.weak));
        ui.add_space(6.0);
        if items.is_empty() {
            let words = tr!("column-is-not-used");
            ui.label(RichText::new(words).color(colours.text));
            return;
        }
        if let Some(index) = picker.show(ui, colours, tr!("search-usages"), &items) {
            let node = usages[index].node;
            inspector::go_to::request(ctx, node, &usages[index].path);
            out.push(Command::Window(WindowCommand::CloseDialog));
            out.push(Command::Canvas(CanvasCommand::Select {
                nodes: [node].into(),
                wires: Vec::new(),
                mode: SelectMode::Replace,
            }));
            out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reveal(node))));
        }
    });
}
