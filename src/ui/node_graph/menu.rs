//! The context menu of the canvas.

use egui::{Response, Ui};

use crate::app::view::Dialog;
use crate::app::{Action, AnnotationCommand, App, CanvasCommand, Command, Connect, SelectMode, WindowCommand};
use crate::document::{AnnotationId, Position};
use crate::ui::widgets::menu;

use super::Canvas;
use super::annotation_menu;
use super::camera::ViewTransform;
use super::hit::{self, Target};
use super::menu_actions::{actions, align, groups};

const NODE: &[Action] =
    &[Action::ToggleOpened, Action::ToggleSketch, Action::Rename, Action::ChangeKind, Action::Comment];
/// Groups of actions with separators between them.
const NODE_MORE: &[&[Action]] = &[
    &[Action::ToggleBypass, Action::ToggleDisabled],
    &[Action::RunTo, Action::RunFrom, Action::RunOnly],
    &[Action::AddFrame, Action::ZoomToSelection],
    &[Action::Duplicate, Action::Cut, Action::Copy],
    &[Action::DeleteAndHeal, Action::Delete],
];
const HEAT: &[Action] = &[Action::HeatTime, Action::HeatRows, Action::HeatMemory, Action::HeatOff];
const VOID: &[&[Action]] =
    &[&[Action::Paste, Action::SelectAll, Action::Find], &[Action::Tidy, Action::Fit, Action::ZoomReset]];

impl Canvas {
    /// Opens on a right click (a right drag pans) for the target under the pointer.
    pub(super) fn menu(
        &mut self,
        response: &Response,
        app: &App,
        transform: ViewTransform,
        hovered: Target,
        out: &mut Vec<Command>,
    ) {
        if response.secondary_clicked() {
            self.menu = Some(hovered);
            self.menu_at = app.project.view.pointer;
            if let (Target::Wire(wire), Some(at)) = (hovered, response.interact_pointer_pos()) {
                self.menu_dots = hit::dots_before(&self.scene, transform, wire, at);
            }
            self.select_for_menu(app, hovered, out);
        }
        let Some(target) = self.menu else { return };
        let at = self.menu_at;
        response.context_menu(|ui| {
            menu::entries(ui, |ui| self.entries(ui, app, target, at, out));
        });
    }

    fn entries(&self, ui: &mut Ui, app: &App, target: Target, at: Option<Position>, out: &mut Vec<Command>) {
        match target {
            Target::Node(..) | Target::Port(_) => {
                actions(ui, app, NODE, out);
                annotation_menu::colours(ui, app, true, out);
                align(ui, app, out);
                ui.separator();
                groups(ui, app, NODE_MORE, out);
            }
            Target::Wire(index) => {
                annotation_menu::wire(ui, &self.scene, index, self.menu_dots, at, out);
                actions(ui, app, &[Action::Delete], out);
            }
            Target::Annotation(id, _) => annotation_menu::annotation(ui, app, id, out),
            Target::Dot(_) | Target::DotHandle(_) => actions(ui, app, &[Action::Delete], out),
            Target::Void => {
                if ui.button(Action::AddNode.title()).clicked() {
                    let at = at.unwrap_or_default();
                    out.push(Command::Window(WindowCommand::OpenDialog(Dialog::AddNode { at, connect: Connect::Not })));
                }
                annotation_menu::void(ui, at.unwrap_or_default(), out);
                ui.separator();
                groups(ui, app, VOID, out);
                ui.separator();
                menu::submenu(ui, tr!("heat-map"), |ui| actions(ui, app, HEAT, out));
                actions(ui, app, &[Action::ExportPicture], out);
            }
        }
    }

    fn select_annotation(&self, app: &App, annotation: AnnotationId, out: &mut Vec<Command>) {
        if !app.project.view.selected_annotations.contains(&annotation) {
            let annotations = [annotation].into();
            let mode = SelectMode::Replace;
            out.push(Command::Annotation(AnnotationCommand::Select { annotations, mode }));
        }
    }

    /// Selects the target of the menu if it is not selected.
    fn select_for_menu(&self, app: &App, target: Target, out: &mut Vec<Command>) {
        let (node, wires) = match target {
            Target::Node(id, _) => (Some(id), Vec::new()),
            Target::Port(port) => (Some(port.node), Vec::new()),
            Target::Wire(index) => (None, self.scene.wires.get(index).map(|w| w.wire.clone()).into_iter().collect()),
            Target::Dot(index) => return self.select_annotation(app, self.scene.annotations.dots[index].id, out),
            Target::Annotation(id, _) => return self.select_annotation(app, id, out),
            Target::Void | Target::DotHandle(_) => return,
        };
        let selected = node.is_some_and(|id| app.project.view.selection.contains(&id))
            || wires.iter().any(|wire| app.project.view.selected_wires.contains(wire));
        if !selected {
            out.push(Command::Canvas(CanvasCommand::Select {
                nodes: node.into_iter().collect(),
                wires,
                mode: SelectMode::Replace,
            }));
        }
    }
}
