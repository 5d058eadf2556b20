//! The menu of the second button.

use egui::{Button, Response, Ui};

use crate::app::view::Dialog;
use crate::app::{Action, App, Command, Connect, SelectMode};
use crate::ui::keys;

use super::Canvas;
use super::hit::Target;

const NODE: &[Action] = &[
    Action::ToggleOpened,
    Action::Rename,
    Action::ChangeKind,
    Action::ToggleBypass,
    Action::ToggleDisabled,
    Action::RunTo,
    Action::RunFrom,
    Action::RunOnly,
    Action::Duplicate,
    Action::Copy,
    Action::ZoomToSelection,
    Action::DeleteAndHeal,
    Action::Delete,
];
const ALIGN: &[Action] = &[
    Action::AlignLeft,
    Action::AlignCentre,
    Action::AlignRight,
    Action::AlignTop,
    Action::AlignMiddle,
    Action::AlignBottom,
    Action::DistributeAcross,
    Action::DistributeDown,
];
const VOID: &[Action] = &[Action::Paste, Action::SelectAll, Action::Tidy, Action::Find, Action::Fit, Action::ZoomReset];

impl Canvas {
    /// Opens on a click with the second button (a drag pans) on whatever was under the pointer then.
    pub(super) fn menu(&mut self, response: &Response, app: &App, hovered: Target, out: &mut Vec<Command>) {
        if response.secondary_clicked() {
            self.menu = Some(hovered);
            self.menu_at = app.view.pointer;
            self.select_for_menu(app, hovered, out);
        }
        let Some(target) = self.menu else { return };
        let at = self.menu_at;
        response.context_menu(|ui| match target {
            Target::Node(..) | Target::Port(_) => {
                actions(ui, app, NODE, out);
                if app.view.selection.len() > 1 {
                    ui.menu_button("Align", |ui| actions(ui, app, ALIGN, out));
                }
            }
            Target::Wire(_) => actions(ui, app, &[Action::Delete], out),
            Target::Void => {
                if ui.button(Action::AddNode.title()).clicked() {
                    let at = at.unwrap_or_default();
                    out.push(Command::OpenDialog(Dialog::AddNode { at, connect: Connect::Not }));
                }
                actions(ui, app, VOID, out);
            }
        });
    }

    /// The menu is about the selection: what was not selected becomes it.
    fn select_for_menu(&self, app: &App, target: Target, out: &mut Vec<Command>) {
        let (node, wires) = match target {
            Target::Node(id, _) => (Some(id), Vec::new()),
            Target::Port(port) => (Some(port.node), Vec::new()),
            Target::Wire(index) => (None, self.scene.wires.get(index).map(|w| w.wire.clone()).into_iter().collect()),
            Target::Void => return,
        };
        let selected = node.is_some_and(|id| app.view.selection.contains(&id))
            || wires.iter().any(|wire| app.view.selected_wires.contains(wire));
        if !selected {
            out.push(Command::Select { nodes: node.into_iter().collect(), wires, mode: SelectMode::Replace });
        }
    }
}

fn actions(ui: &mut Ui, app: &App, actions: &[Action], out: &mut Vec<Command>) {
    for action in actions {
        let shortcut = keys::words(ui.ctx(), app, *action).unwrap_or_default();
        let button = Button::new(action.title()).shortcut_text(shortcut);
        if ui.add_enabled(action.is_enabled(app), button).clicked() {
            out.push(Command::Do(*action));
        }
    }
}
