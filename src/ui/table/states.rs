//! What stands in the place of a table that is not there.

use egui::Ui;
use egui_phosphor::regular as icon;

use crate::app::{Command, NodeResult, NodeState, SelectMode};
use crate::base::Severity;
use crate::engine::OutputRef;
use crate::ui::inspector;
use crate::ui::widgets::{Empty, button, empty};

/// `count` nodes are selected, none of which is shown.
pub fn nothing_shown(ui: &mut Ui, count: usize) {
    let title = match count {
        0 | 1 => "No node is selected",
        _ => "Several nodes are selected",
    };
    empty(ui, Empty { icon: icon::TABLE, title, hint: "Select one to see its table", wrong: false }, |_| {});
}

pub fn computing(ui: &mut Ui) {
    let state = Empty { icon: icon::HOURGLASS_MEDIUM, title: "The table is being computed", hint: "", wrong: false };
    empty(ui, state, |_| {});
}

/// An old table is no help once the node has failed or is not set up.
pub fn hides_table(result: &NodeResult) -> bool {
    matches!(result.state, NodeState::Failed | NodeState::Incomplete)
}

/// Says why there is no table, and leads to the setting that it is about.
pub fn no_table(ui: &mut Ui, output: OutputRef, result: &NodeResult, out: &mut Vec<Command>) {
    let problem = result.worst().filter(|p| p.is_error());
    let Some(problem) = problem else {
        let after_run = result.columns.get(output.port).is_some_and(Option::is_none);
        if result.state == NodeState::Fresh && after_run {
            let hint = "Its columns depend on the data: run the project to see it";
            empty(ui, Empty { icon: icon::PLAY, title: "This table is known after a run", hint, wrong: false }, |_| {});
        } else {
            computing(ui);
        }
        return;
    };
    let wrong = problem.severity == Severity::Error;
    let sign = if wrong { icon::WARNING_CIRCLE } else { icon::CIRCLE_DASHED };
    let hint = problem.remedy.as_deref().unwrap_or_default();
    empty(ui, Empty { icon: sign, title: &problem.message, hint, wrong }, |ui| {
        let Some(setting) = &problem.setting else { return };
        ui.add_space(8.0);
        if button(ui, icon::ARROW_RIGHT, "Go to setting").clicked() {
            out.push(Command::Select { nodes: [output.node].into(), wires: Vec::new(), mode: SelectMode::Replace });
            inspector::go_to(ui.ctx(), output.node, setting);
        }
    });
}
