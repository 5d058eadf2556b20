//! The part of the inspector that every node has: how it is run.

use egui::Ui;

use super::field::{Acts, Scene};
use super::form_ui::FormUi;
use crate::app::{Command, FormAdvice, FormulaValues, NodeCommand};
use crate::document::{Node, NodeId};
use crate::nodes::{changed_running, reset_running, running_form};
use crate::ui::widgets;

pub fn show(ui: &mut Ui, id: NodeId, node: &Node, out: &mut Vec<Command>) {
    let changed = changed_running(&node.running);
    let (no_values, no_advice) = (FormulaValues::default(), FormAdvice::default());
    let scene = Scene {
        node: id,
        inputs: &[],
        own: &[],
        problems: &[],
        sources: Vec::new(),
        open: Default::default(),
        changed,
        go_to: None,
        is_fresh: false,
        names: Vec::new(),
        parameters: Vec::new(),
        acted: false,
        values: &no_values,
        advised: &no_advice,
    };
    let mut acts = Acts::default();
    let mut running = node.running;
    running_form(&mut running, &mut FormUi::page(ui, &scene, &mut acts));
    if let Some(name) = &acts.reset {
        reset_running(&mut running, name);
    }
    if !running.is_default() {
        widgets::small(ui, &running.words());
    }
    if running != node.running {
        out.push(Command::Node(NodeCommand::SetRunning { node: id, to: running }));
    }
}
