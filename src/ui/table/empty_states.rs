//! Placeholders for a missing table.

use egui::{RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use crate::app::{App, CanvasCommand, Command, NodeCommand, NodeResult, NodeState, SelectMode, WindowCommand};
use crate::base::Severity;
use crate::document::Activity;
use crate::engine::OutputRef;
use crate::ui::inspector;
use crate::ui::style::hairline;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets::{Empty, button, empty, link};

/// `count` nodes are selected, but no table is shown.
pub fn nothing_shown(ui: &mut Ui, count: usize) {
    let title = match count {
        0 | 1 => tr!("no-node-selected"),
        _ => tr!("several-nodes-selected"),
    };
    empty(ui, Empty { icon: icon::TABLE, title, hint: tr!("select-one"), wrong: false }, |_| {});
}

pub fn computing(ui: &mut Ui) {
    let state = Empty { icon: icon::HOURGLASS_MEDIUM, title: tr!("table-computing"), hint: "", wrong: false };
    empty(ui, state, |_| {});
}

/// The user has stopped the computation.
pub fn stopped(ui: &mut Ui, out: &mut Vec<Command>) {
    let title = tr!("table-stopped");
    let hint = tr!("table-stopped-about");
    empty(ui, Empty { icon: icon::HAND_PALM, title, hint, wrong: false }, |ui| {
        ui.add_space(8.0);
        if button(ui, icon::PLAY, tr!("compute-on")).clicked() {
            out.push(Command::Window(WindowCommand::ResumePreview));
        }
    });
}

/// Whether the rows, if any, belong to the last valid settings.
pub fn is_broken(result: &NodeResult) -> bool {
    matches!(result.state, NodeState::Failed | NodeState::Incomplete)
}

/// Explains above outdated rows why there are no new ones. The columns stay visible while a formula is incomplete.
pub fn banner(ui: &mut Ui, output: OutputRef, result: &NodeResult, out: &mut Vec<Command>) {
    let Some(problem) = result.worst().filter(|p| p.is_error()) else { return };
    let palette = theme::current(ui);
    let (color, sign) = match problem.severity {
        Severity::Error => (palette.error, icon::WARNING_CIRCLE),
        _ => (palette.warning, icon::CIRCLE_DASHED),
    };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0, palette.tint(color));
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, hairline(palette));
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0)));
    let mut line = ui.new_child(builder.layout(egui::Layout::right_to_left(egui::Align::Center)));
    if let Some(setting) = &problem.setting
        && link(&mut line, tr!("go-to-setting")).clicked()
    {
        go_to_setting(&line, output, setting, out);
    }
    line.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.label(RichText::new(sign).size(15.0).color(color));
        let words = problem.words();
        ui.add(egui::Label::new(RichText::new(&words).color(palette.text)).truncate());
    });
}

fn go_to_setting(ui: &Ui, output: OutputRef, setting: &str, out: &mut Vec<Command>) {
    out.push(Command::Canvas(CanvasCommand::Select {
        nodes: [output.node].into(),
        wires: Vec::new(),
        mode: SelectMode::Replace,
    }));
    inspector::go_to::request(ui.ctx(), output.node, setting);
}

/// The node, or one it depends on, is deactivated.
pub fn inactive_because(ui: &mut Ui, output: OutputRef, app: &App, result: &NodeResult, out: &mut Vec<Command>) {
    let Some(inactive_because) = result.inactive_because else { return };
    let own = inactive_because == output.node;
    let title = match app.document().node(inactive_because) {
        Some(node) if !own => tr!("node-named-is-disabled", name = node.name),
        _ => tr!("node-is-disabled").to_owned(),
    };
    let hint = if own { tr!("disabled-about") } else { tr!("disabled-depends") };
    empty(ui, Empty { icon: icon::PROHIBIT, title: &title, hint, wrong: false }, |ui| {
        ui.add_space(8.0);
        if button(ui, icon::POWER, if own { tr!("enable") } else { tr!("enable-it") }).clicked() {
            out.push(Command::Node(NodeCommand::SetActivity {
                nodes: [inactive_because].into(),
                to: Activity::Active,
            }));
        }
    });
}

/// Explains why there is no table, with a link to the setting.
pub fn no_table(ui: &mut Ui, output: OutputRef, result: &NodeResult, out: &mut Vec<Command>) {
    let problem = result.worst().filter(|p| p.is_error());
    let Some(problem) = problem else {
        let after_run = result.columns.get(output.port).is_some_and(Option::is_none);
        if result.state == NodeState::Fresh && after_run {
            let hint = tr!("after-run-about");
            empty(ui, Empty { icon: icon::PLAY, title: tr!("after-run-title"), hint, wrong: false }, |_| {});
        } else {
            computing(ui);
        }
        return;
    };
    let wrong = problem.severity == Severity::Error;
    let sign = if wrong { icon::WARNING_CIRCLE } else { icon::CIRCLE_DASHED };
    let hint = problem.remedy.as_ref().map(ToString::to_string).unwrap_or_default();
    empty(ui, Empty { icon: sign, title: &problem.message.to_string(), hint: &hint, wrong }, |ui| {
        let Some(setting) = &problem.setting else { return };
        ui.add_space(8.0);
        if button(ui, icon::ARROW_RIGHT, tr!("go-to-setting")).clicked() {
            go_to_setting(ui, output, setting, out);
        }
    });
}
