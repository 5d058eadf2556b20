//! The menus of frames, notes and wires' dots, and the colours of everything.

use egui::{OpenUrl, RichText, Ui};
use egui_phosphor::regular as icon;

use crate::app::view::CameraWish;
use crate::app::{Action, App, Command, Reach, RunScope, SelectMode, ThingCommand, Writing};
use crate::document::{Picked, Position, Shape, ThingId, Tint};
use crate::ui::theme;

use super::markdown;
use super::menu::{actions, align};
use super::scene::Scene;

/// The colours for what is selected; nodes can go back to having none.
pub fn colours(ui: &mut Ui, app: &App, or_none: bool, out: &mut Vec<Command>) {
    ui.menu_button("Colour", |ui| {
        let picked = app.picked();
        let mut tint = |color| out.push(Command::Thing(ThingCommand::Tint { picked: picked.clone(), color }));
        if or_none && ui.button("None").clicked() {
            tint(None);
        }
        for color in Tint::ALL {
            let hue = theme::current(ui).hue(color);
            let mark = RichText::new(icon::PAINT_BUCKET).color(hue);
            if ui.button((mark, color_word(color))).clicked() {
                tint(Some(color));
            }
        }
    });
}

pub fn color_word(color: Tint) -> &'static str {
    match color {
        Tint::Grey => "Grey",
        Tint::Red => "Red",
        Tint::Orange => "Orange",
        Tint::Yellow => "Yellow",
        Tint::Green => "Green",
        Tint::Teal => "Teal",
        Tint::Blue => "Blue",
        Tint::Purple => "Purple",
        Tint::Pink => "Pink",
    }
}

/// What can be done with a wire at the place that was pressed.
pub fn wire(ui: &mut Ui, scene: &Scene, index: usize, nth: usize, at: Option<Position>, out: &mut Vec<Command>) {
    if ui.button("Add dot").clicked()
        && let (Some(wire), Some(at)) = (scene.wires.get(index), at)
    {
        out.push(Command::Thing(ThingCommand::AddDot { wire: wire.wire.clone(), nth, at }));
    }
}

/// What can be put on empty ground.
pub fn void(ui: &mut Ui, at: Position, out: &mut Vec<Command>) {
    for (words, command) in [("Add note", ThingCommand::AddNote { at }), ("Add frame", ThingCommand::AddFrame { at })] {
        if ui.button(words).clicked() {
            out.push(Command::Thing(command));
        }
    }
}

/// What can be done with a frame or a note.
pub fn thing(ui: &mut Ui, app: &App, id: ThingId, out: &mut Vec<Command>) {
    let Some(thing) = app.document().thing(id) else { return };
    let words = if thing.shape == Shape::Frame { "Rename" } else { "Write" };
    if ui.button(words).clicked() {
        out.push(Command::Thing(ThingCommand::Edit(Some(Writing::Thing(id)))));
    }
    colours(ui, app, false, out);
    if thing.shape == Shape::Frame {
        frame(ui, app, id, out);
    } else {
        for url in markdown::links(&thing.text) {
            if ui.button(format!("Open {url}")).clicked() {
                ui.ctx().open_url(OpenUrl::new_tab(url));
            }
        }
    }
    align(ui, app, out);
    ui.separator();
    actions(ui, app, &[Action::Duplicate, Action::Copy], out);
    ui.separator();
    if thing.shape == Shape::Frame {
        if ui.button("Remove frame only").clicked() {
            out.push(Command::Thing(ThingCommand::Remove([id].into())));
        }
        if ui.button("Remove with its nodes").clicked() {
            out.push(Command::Thing(ThingCommand::RemoveWithNodes(id)));
        }
    } else {
        actions(ui, app, &[Action::Delete], out);
    }
}

/// What is done with the nodes of a frame as one.
fn frame(ui: &mut Ui, app: &App, id: ThingId, out: &mut Vec<Command>) {
    let nodes = app.document().nodes_of_frame(id);
    let some = !nodes.is_empty();
    let select_frame = ThingCommand::Select { things: [id].into(), mode: SelectMode::Replace };
    if ui.button("Zoom to frame").clicked() {
        out.push(Command::Thing(select_frame.clone()));
        out.push(Command::Reveal(CameraWish::Selection));
    }
    ui.separator();
    if ui.add_enabled(some && !app.run.is_running(), egui::Button::new(tr!("frame-run"))).clicked() {
        out.push(Command::Run(RunScope { reach: Reach::Only, nodes: nodes.clone() }));
    }
    let together =
        [("Bypass or use its nodes", Action::ToggleBypass), ("Disable or enable its nodes", Action::ToggleDisabled)];
    for (words, action) in together {
        if ui.add_enabled(some, egui::Button::new(words)).clicked() {
            // The action is about what is selected: for a moment that is the nodes.
            out.push(Command::Thing(ThingCommand::SelectNodesOf(id)));
            out.push(Command::Do(action));
            out.push(Command::Thing(select_frame.clone()));
        }
    }
    ui.separator();
    if ui.add_enabled(some, egui::Button::new("Select its nodes")).clicked() {
        out.push(Command::Thing(ThingCommand::SelectNodesOf(id)));
    }
    let picked = Picked { nodes, things: [id].into() };
    if ui.add_enabled(some, egui::Button::new("Colour its nodes as the frame")).clicked() {
        let color = app.document().thing(id).map(|thing| thing.color);
        out.push(Command::Thing(ThingCommand::Tint { picked, color }));
    }
}
