//! Writes the controls of the window to a file, for programs that operate the window by accessible names.

use std::path::PathBuf;

use egui::accesskit::{Node, Role, Toggled, TreeUpdate};
use egui::{Context, FullOutput, Plugin};

use crate::app::write_control_list;
use crate::base::environment;

/// Writes a table to the file after each frame that changed it. Each control is one line, ordered from top to bottom and left to
/// right, with tab-separated values: role, x, y, width and height (window pixels), states (`focused`, `disabled`, `on`, `off`,
/// `chosen`, separated by commas), name and value. Controls without a place, or with neither name nor value, are left out.
pub struct ControlList {
    path: PathBuf,
    written: String,
}

impl ControlList {
    /// Creates the list if the environment asks for it, and enables AccessKit.
    pub fn from_environment(ctx: &Context) -> Option<ControlList> {
        let path = environment::path(environment::CONTROLS)?;
        ctx.enable_accesskit();
        Some(ControlList { path, written: String::new() })
    }
}

impl Plugin for ControlList {
    fn debug_name(&self) -> &'static str {
        "control_list"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        let Some(update) = &output.platform_output.accesskit_update else { return };
        let list = lines(update, f64::from(ctx.pixels_per_point()));
        // A failed write is tried again in the next frame.
        if list != self.written && write_control_list(&self.path, &list).is_ok() {
            self.written = list;
        }
    }
}

/// Formats the controls of a frame, one per line; `scale` is pixels per point.
fn lines(update: &TreeUpdate, scale: f64) -> String {
    let mut lines: Vec<_> = update
        .nodes
        .iter()
        .filter(|(_, node)| node.role() != Role::TextRun)
        .filter_map(|(id, node)| {
            let bounds = node.bounds()?;
            Some((bounds.y0 as i64, bounds.x0 as i64, line(*id == update.focus, node, scale)?))
        })
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, _, line)| line).collect()
}

fn line(is_focused: bool, node: &Node, scale: f64) -> Option<String> {
    let bounds = node.bounds()?;
    let name = node.label().unwrap_or_default();
    let value = node.value().unwrap_or_default();
    // AccessKit keeps the text of a label in its value.
    let (name, value) = if node.role() == Role::Label && name.is_empty() { (value, "") } else { (name, value) };
    if (name.is_empty() && value.is_empty()) || bounds.area() <= 0.0 {
        return None;
    }
    let states = [
        (is_focused, "focused"),
        (node.is_disabled(), "disabled"),
        (node.toggled() == Some(Toggled::True), "on"),
        (node.toggled() == Some(Toggled::False), "off"),
        (node.is_selected() == Some(true), "chosen"),
    ];
    let states: Vec<&str> = states.iter().filter(|(holds, _)| *holds).map(|(_, word)| *word).collect();
    let pixels = |points: f64| (points * scale).round();
    let x = pixels(bounds.x0);
    let y = pixels(bounds.y0);
    let width = pixels(bounds.x1) - x;
    let height = pixels(bounds.y1) - y;
    let flat = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let role = node.role();
    let states = states.join(",");
    Some(format!("{role:?}\t{x}\t{y}\t{width}\t{height}\t{states}\t{}\t{}\n", flat(name), flat(value)))
}

#[cfg(test)]
mod tests {
    use egui::RawInput;

    use super::*;

    #[test]
    fn each_control_is_a_line() {
        let ctx = Context::default();
        ctx.enable_accesskit();
        let mut ticked = true;
        let mut text = "a\tb".to_owned();
        let mut list = String::new();
        for _ in 0..2 {
            let output = ctx.run_ui(RawInput::default(), |ui| {
                ui.checkbox(&mut ticked, "Trim");
                let field = ui.add(egui::TextEdit::singleline(&mut text));
                field.request_focus();
                ui.add_enabled(false, egui::Button::new("Run"));
            });
            list = lines(&output.platform_output.accesskit_update.unwrap(), 2.0);
        }
        let lines: Vec<Vec<&str>> = list.lines().map(|line| line.split('\t').collect()).collect();
        let listed: Vec<[&str; 4]> = lines.iter().map(|line| [line[0], line[5], line[6], line[7]]).collect();
        for expected in
            [["CheckBox", "on", "Trim", ""], ["TextInput", "focused", "", "a b"], ["Button", "disabled", "Run", ""]]
        {
            assert!(listed.contains(&expected), "{expected:?} of {list}");
        }
        let width: f64 = lines.iter().find(|line| line[6] == "Run").unwrap()[3].parse().unwrap();
        assert!(width > 40.0, "in pixels, not points: {width}");
    }
}
