//! The header of the inspector: kind and name of the node.

use egui::{Align, FontId, Key, TextEdit, Ui, vec2};
use egui_phosphor::regular as icon;

use crate::app::{App, Command, NodeCommand, WindowCommand};
use crate::base::name;
use crate::base::number::{bytes, duration};
use crate::document::{Activity, EditError, Node, NodeId};
use crate::nodes::Kind;
use crate::ui::style::{ICON, SMALL};
use crate::ui::theme::{self, ROW};
use crate::ui::{fonts, measurement, stable_layout, widgets};

/// Draws the header; `typed` holds the name while it is edited.
pub fn show(
    ui: &mut Ui,
    app: &App,
    id: NodeId,
    node: &Node,
    typed: &mut Option<(NodeId, String)>,
    out: &mut Vec<Command>,
) {
    let palette = theme::current(ui);
    let info = Kind::info(&node.kind);
    let category = info.map(|i| i.meta.category);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let (rect, _) = ui.allocate_exact_size(vec2(ROW + 4.0, ROW + 4.0), egui::Sense::hover());
        let color = palette.category(category);
        let ground = palette.tint(color);
        ui.painter().rect_filled(rect, egui::CornerRadius::same(6), ground);
        let icon = widgets::kind_icon(&node.kind);
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, FontId::proportional(ICON + 1.0), color);
        name_field(ui, app, id, node, typed, out);
    });
    let refusal = typed.as_ref().filter(|(of, _)| *of == id).and_then(|(_, text)| refusal(app, id, text));
    if let Some(refusal) = refusal {
        ui.label(egui::RichText::new(refusal).size(SMALL).color(palette.error));
    }
    ui.add_space(2.0);
    let title = info.map_or(node.kind.as_str(), |i| i.meta.title());
    let about = info.map_or("", |i| i.meta.about());
    let words = if about.is_empty() { title.to_owned() } else { format!("{title} · {about}") };
    ui.add(egui::Label::new(egui::RichText::new(words).size(SMALL).color(palette.weak)).wrap());
    let outputs = app.project.results.get(id).map_or(&[][..], |result| result.outputs.as_slice());
    if let Some(measure) = outputs.iter().filter(|output| !output.stale).find_map(|output| output.measure) {
        let words = egui::RichText::new(measurement::summary(&measure)).size(SMALL).color(palette.weak);
        ui.label(words).on_hover_text(measurement::description(&measure));
    }
    last_run(ui, app, id, node);
    activity(ui, id, node, out);
}

/// Rows and time of the node in the last run.
fn last_run(ui: &mut Ui, app: &App, id: NodeId, node: &Node) {
    let outputs = app.project.node_info.get(id).map_or(&[][..], |face| face.ports.outputs.as_slice());
    let ports = outputs.iter().map(|output| &*output.name).chain([""]);
    let Some(passed) = ports.filter_map(|port| app.project.run.totals(&node.name, port)).next() else { return };
    let time = duration(std::time::Duration::from_secs_f64(passed.seconds.max(0.0)));
    let rows = say!("count-rows", count = passed.rows);
    let size = bytes(passed.bytes);
    // Keeps a unit on the line of its number.
    let [time, size] = [time, size].map(|words| words.replace(' ', "\u{a0}"));
    let words = tr!("last-run-took", rows = rows, time = time, size = size);
    widgets::small(ui, &words).on_hover_text(tr!("last-run-about"));
}

/// Says why a node is inactive and offers to activate it.
fn activity(ui: &mut Ui, id: NodeId, node: &Node, out: &mut Vec<Command>) {
    let (icon, words) = match node.activity {
        Activity::Active => return,
        Activity::Bypassed => (icon::SKIP_FORWARD, tr!("bypassed-about")),
        Activity::Disabled => (icon::PROHIBIT, tr!("disabled-with-all")),
    };
    let palette = theme::current(ui);
    ui.add_space(4.0);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(egui::RichText::new(icon).size(ICON).color(palette.weak));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.add(egui::Label::new(egui::RichText::new(words).size(SMALL).color(palette.text)).wrap());
            if widgets::link(ui, tr!("use-again")).clicked() {
                out.push(Command::Node(NodeCommand::SetActivity { nodes: [id].into(), to: Activity::Active }));
            }
        });
    });
}

fn name_field(
    ui: &mut Ui,
    app: &App,
    id: NodeId,
    node: &Node,
    typed: &mut Option<(NodeId, String)>,
    out: &mut Vec<Command>,
) {
    let field = ui.id().with("name");
    let mut text = match typed {
        Some((of, text)) if *of == id => text.clone(),
        _ => node.name.clone(),
    };
    // Looks like a title until it is edited.
    let place = egui::Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), ROW + 4.0));
    let warm = ui.memory(|m| m.has_focus(field)) || ui.rect_contains_pointer(place);
    let palette = theme::current(ui);
    let line = if warm { egui::Stroke::new(1.0, palette.edge()) } else { egui::Stroke::NONE };
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(6, 2)).corner_radius(4).stroke(line);
    let output = TextEdit::singleline(&mut text)
        .id(field)
        .font(fonts::strong(ui.ctx(), 14.0))
        .desired_width(f32::INFINITY)
        .min_size(vec2(0.0, ROW + 4.0))
        .vertical_align(Align::Center)
        .frame(frame)
        .show(ui);
    let response = output.response.response;
    widgets::name(ui, field, tr!("parameter-name"));
    if response.changed() {
        *typed = Some((id, text.clone()));
    }
    let escaped = response.has_focus() && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape));
    if escaped {
        *typed = None;
        response.surrender_focus();
    } else if !response.has_focus() && typed.is_some() {
        match refusal(app, id, &text) {
            // The refusal stays below until the mouse button is released.
            Some(_) if stable_layout::is_button_down(ui.ctx()) => return,
            Some(refusal) => out.push(Command::Window(WindowCommand::ShowStatus(refusal.into()))),
            None if text != node.name => out.push(Command::Node(NodeCommand::Rename { node: id, name: text })),
            None => {}
        }
        *typed = None;
    }
}

/// Why `text` cannot be the node's name.
fn refusal(app: &App, id: NodeId, text: &str) -> Option<String> {
    if !name::is_valid(text) {
        return Some(EditError::BadName(text.to_owned()).to_string());
    }
    let taken = app.document().find(text).is_some_and(|other| other != id);
    taken.then(|| EditError::NameTaken(text.to_owned()).to_string())
}
