//! The run settings that every node has.

use egui::Ui;

use super::form_ui::FormUi;
use super::setting::{FormActions, FormContext};
use crate::app::{Command, FormAdvice, FormulaValues, NodeCommand};
use crate::document::{Node, NodeId};
use crate::nodes::{changed_running, reset_running, running_form};
use crate::ui::widgets;

pub fn show(ui: &mut Ui, id: NodeId, node: &Node, out: &mut Vec<Command>) {
    let changed = changed_running(&node.running);
    let no_values = FormulaValues::default();
    let no_advice = FormAdvice::default();
    let context = FormContext {
        node: id,
        inputs: &[],
        output_columns: &[],
        problems: &[],
        sources: Vec::new(),
        open: Default::default(),
        changed,
        go_to: None,
        is_fresh: false,
        names: Vec::new(),
        parameters: Vec::new(),
        connections: Vec::new(),
        shortcut_pending: false,
        values: &no_values,
        advice: &no_advice,
    };
    let mut actions = FormActions::default();
    let mut running = node.running;
    running_form(&mut running, &mut FormUi::page(ui, &context, &mut actions));
    if let Some(name) = &actions.reset {
        reset_running(&mut running, name);
    }
    if !running.is_default() {
        widgets::small(ui, &running.words());
    }
    if running != node.running {
        out.push(Command::Node(NodeCommand::SetRunning { node: id, to: running }));
    }
}
