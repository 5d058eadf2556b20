//! The context menus of frames, notes, wires and dots, and the colour menu.

use egui::{OpenUrl, RichText, Ui};
use egui_phosphor::regular as icon;

use crate::app::view::CameraRequest;
use crate::app::{
    Action, AnnotationCommand, App, CanvasCommand, Command, RunCommand, RunScope, ScopeKind, SelectMode, Writing,
};
use crate::document::{AnnotationId, Picked, Position, Shape, Tint};
use crate::ui::theme;
use crate::ui::widgets::menu;

use super::markdown;
use super::menu_actions::{actions, align};
use super::scene::Scene;

/// The colour menu for the selection; nodes may also have none.
pub fn colours(ui: &mut Ui, app: &App, or_none: bool, out: &mut Vec<Command>) {
    menu::submenu(ui, tr!("colour"), |ui| {
        let picked = app.picked();
        let mut tint = |color| out.push(Command::Annotation(AnnotationCommand::Tint { picked: picked.clone(), color }));
        if or_none && ui.button(tr!("no-colour")).clicked() {
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
        Tint::Grey => tr!("colour-grey"),
        Tint::Red => tr!("colour-red"),
        Tint::Orange => tr!("colour-orange"),
        Tint::Yellow => tr!("colour-yellow"),
        Tint::Green => tr!("colour-green"),
        Tint::Teal => tr!("colour-teal"),
        Tint::Blue => tr!("colour-blue"),
        Tint::Purple => tr!("colour-purple"),
        Tint::Pink => tr!("colour-pink"),
    }
}

/// The menu entries for a wire at the clicked position.
pub fn wire(ui: &mut Ui, scene: &Scene, index: usize, nth: usize, at: Option<Position>, out: &mut Vec<Command>) {
    if ui.button(tr!("step-add-dot")).clicked()
        && let (Some(wire), Some(at)) = (scene.wires.get(index), at)
    {
        out.push(Command::Annotation(AnnotationCommand::AddDot { wire: wire.wire.clone(), nth, at }));
    }
}

/// The menu entries for empty canvas.
pub fn void(ui: &mut Ui, at: Position, out: &mut Vec<Command>) {
    for (words, command) in [
        (tr!("step-add-note"), AnnotationCommand::AddNote { at }),
        (tr!("step-add-frame"), AnnotationCommand::AddFrame { at }),
    ] {
        if ui.button(words).clicked() {
            out.push(Command::Annotation(command));
        }
    }
}

/// The menu entries for a frame or a note.
pub fn annotation(ui: &mut Ui, app: &App, id: AnnotationId, out: &mut Vec<Command>) {
    let Some(annotation) = app.document().annotation(id) else { return };
    let words = if annotation.shape == Shape::Frame { tr!("rename") } else { tr!("write") };
    if ui.button(words).clicked() {
        out.push(Command::Annotation(AnnotationCommand::Edit(Some(Writing::Annotation(id)))));
    }
    colours(ui, app, false, out);
    if annotation.shape == Shape::Frame {
        frame(ui, app, id, out);
    } else {
        for url in markdown::links(&annotation.text) {
            if ui.button(tr!("palette-open", name = url)).clicked() {
                ui.ctx().open_url(OpenUrl::new_tab(url));
            }
        }
    }
    align(ui, app, out);
    ui.separator();
    actions(ui, app, &[Action::Duplicate, Action::Copy], out);
    ui.separator();
    if annotation.shape == Shape::Frame {
        if ui.button(tr!("remove-frame-only")).clicked() {
            out.push(Command::Annotation(AnnotationCommand::Remove([id].into())));
        }
        if ui.button(tr!("remove-with-nodes")).clicked() {
            out.push(Command::Annotation(AnnotationCommand::RemoveWithNodes(id)));
        }
    } else {
        actions(ui, app, &[Action::Delete], out);
    }
}

/// Actions for all nodes of a frame.
fn frame(ui: &mut Ui, app: &App, id: AnnotationId, out: &mut Vec<Command>) {
    let nodes = app.document().nodes_of_frame(id);
    let some = !nodes.is_empty();
    let select_frame = AnnotationCommand::Select { annotations: [id].into(), mode: SelectMode::Replace };
    if ui.button(tr!("zoom-to-frame")).clicked() {
        out.push(Command::Annotation(select_frame.clone()));
        out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Selection)));
    }
    ui.separator();
    if ui.add_enabled(some && !app.project.run.is_running(), egui::Button::new(tr!("frame-run"))).clicked() {
        out.push(Command::Run(RunCommand::Start(RunScope { kind: ScopeKind::Only, nodes: nodes.clone() })));
    }
    let together =
        [(tr!("bypass-its-nodes"), Action::ToggleBypass), (tr!("disable-its-nodes"), Action::ToggleDisabled)];
    for (words, action) in together {
        if ui.add_enabled(some, egui::Button::new(words)).clicked() {
            // The action applies to the selection, so the nodes are selected temporarily.
            out.push(Command::Annotation(AnnotationCommand::SelectNodesOf(id)));
            out.push(Command::Do(action));
            out.push(Command::Annotation(select_frame.clone()));
        }
    }
    ui.separator();
    if ui.add_enabled(some, egui::Button::new(tr!("select-its-nodes"))).clicked() {
        out.push(Command::Annotation(AnnotationCommand::SelectNodesOf(id)));
    }
    let picked = Picked { nodes, annotations: [id].into() };
    if ui.add_enabled(some, egui::Button::new(tr!("colour-its-nodes"))).clicked() {
        let color = app.document().annotation(id).map(|annotation| annotation.color);
        out.push(Command::Annotation(AnnotationCommand::Tint { picked, color }));
    }
}
