//! What the canvas says about the thing under the pointer, once the pointer rests.

use egui::{RichText, Tooltip, Ui};

use crate::app::App;
use crate::base::ColumnInfo;
use crate::base::number::{bytes, duration};
use crate::engine::OutputRef;
use crate::nodes::port_label;
use crate::ui::measured;
use crate::ui::theme::Palette;

use super::hit::{Part, Target};
use super::layout::Side;
use super::look::{Look, thousands};
use super::scene::{Scene, SceneNode};

/// Seconds that the pointer rests before words appear.
const REST: f64 = 0.45;
/// Columns that are named; the rest are counted.
const COLUMNS: usize = 12;

/// Remembers on what the pointer rests, and since when.
#[derive(Debug, Default)]
pub struct Rest {
    target: Option<Target>,
    since: f64,
}

impl Rest {
    /// Whether the pointer has rested on `target`; asks for a frame when it will have.
    pub fn is_long(&mut self, ui: &Ui, target: Target) -> bool {
        let now = ui.input(|i| i.time);
        let moving = ui.input(|i| i.pointer.is_moving());
        if self.target != Some(target) || (moving && now - self.since < REST) {
            self.target = Some(target);
            self.since = now;
        }
        if matches!(target, Target::Void | Target::Dot(_) | Target::DotHandle(_) | Target::Thing(..)) {
            return false;
        }
        let left = REST - (now - self.since);
        if left > 0.0 {
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(left));
        }
        left <= 0.0
    }

    pub fn reset(&mut self) {
        self.target = None;
    }
}

/// Shows the words for `target`.
pub fn show(ui: &Ui, id: egui::Id, app: &App, palette: &Palette, scene: &Scene, looks: &[Look], target: Target) {
    let words = |ui: &mut Ui| match target {
        Target::Void | Target::Dot(_) | Target::DotHandle(_) | Target::Thing(..) => {}
        Target::Node(id, part) => {
            let Some(index) = scene.find(id) else { return };
            node(ui, palette, app, scene, index, &looks[index], part);
        }
        Target::Port(port) => {
            let Some(index) = scene.find(port.node) else { return };
            let side = if port.side == Side::Input { "Input" } else { "Output" };
            ui.label(RichText::new(format!("{side} {}", port_label(scene.port_name(port)))).strong());
            match port.side {
                Side::Output => table(ui, palette, app, &looks[index], OutputRef { node: port.node, port: port.index }),
                Side::Input => {
                    let columns = looks[index].result.and_then(|r| r.inputs.get(port.index));
                    match columns.filter(|columns| !columns.is_empty()) {
                        Some(columns) => column_list(ui, palette, columns),
                        None => weak(ui, palette, "Nothing arrives yet"),
                    }
                }
            }
        }
        Target::Wire(index) => {
            let Some(wire) = scene.wires.get(index) else { return };
            let (from, to) = (&scene.nodes[wire.from], &scene.nodes[wire.to]);
            let port = from.ports.outputs.get(wire.from_port).map_or("", |spec| spec.name);
            let source = if from.ports.outputs.len() > 1 { format!("{}.{port}", from.name) } else { from.name.clone() };
            ui.label(RichText::new(format!("{source} → {}", to.name)).strong());
            if let Some((rows, _)) = app.run.flow(&from.name, port) {
                let words = if app.run.is_running() { "so far in this run" } else { "in the last run" };
                ui.label(format!("{} {words}", plural(rows, "row")));
            }
            table(ui, palette, app, &looks[wire.from], OutputRef { node: from.id, port: wire.from_port });
        }
    };
    let tooltip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, egui::PopupAnchor::Pointer);
    tooltip.gap(14.0).width(320.0).show(words);
}

fn node(ui: &mut Ui, palette: &Palette, app: &App, scene: &Scene, index: usize, look: &Look, part: Part) {
    let node = &scene.nodes[index];
    if part == Part::Opener {
        ui.label(if node.opened { "Hide the small table" } else { "Show the first rows here" });
        return;
    }
    ui.label(RichText::new(&node.name).strong());
    weak(ui, palette, &format!("{}, {}", node.kind, look.state_word()));
    for output in 0..node.ports.outputs.len().max(usize::from(node.is_sink)) {
        let Some(rows) = look.rows(output) else { continue };
        let columns = look.columns(output).map_or(String::new(), |c| format!(", {}", plural(c as u64, "column")));
        let sample = if look.is_sample(output) { ", of a sample" } else { "" };
        let name = node.ports.outputs.get(output).filter(|_| node.ports.outputs.len() > 1);
        let name = name.map_or(String::new(), |spec| format!("{}: ", spec.name));
        ui.label(format!("{name}{}{columns}{sample}", plural(rows, "row")));
    }
    measures(ui, palette, app, node, look);
    for problem in look.result.iter().flat_map(|r| &r.problems) {
        ui.label(RichText::new(problem.to_string()).color(if problem.severity == crate::base::Severity::Error {
            palette.error
        } else {
            palette.warning
        }));
    }
}

/// What the node took in the preview and in the last run, and what is measured there.
fn measures(ui: &mut Ui, palette: &Palette, app: &App, node: &SceneNode, look: &Look) {
    let outputs = node.ports.outputs.len().max(usize::from(node.is_sink));
    if let Some(measure) = (0..outputs).find_map(|output| look.measure(output)) {
        ui.label(measured::took(&measure));
        weak(ui, palette, measured::meaning(&measure));
    }
    let ports = node.ports.outputs.iter().map(|output| output.name).chain([""]);
    if let Some(passed) = ports.filter_map(|port| app.run.passed(&node.name, port)).next() {
        let time = duration(std::time::Duration::from_secs_f64(passed.seconds.max(0.0)));
        ui.label(format!("Last run: {}, {time}, {}", plural(passed.rows, "row"), bytes(passed.bytes)));
        weak(ui, palette, "What really passed, and the time from its first row to its last: other nodes worked too");
    }
}

/// Rows and columns of one output.
fn table(ui: &mut Ui, palette: &Palette, app: &App, look: &Look, output: OutputRef) {
    match look.rows(output.port) {
        Some(rows) => ui.label(plural(rows, "row")),
        None => ui.label(RichText::new(format!("Rows not counted, {}", look.state_word())).color(palette.weak)),
    };
    let planned = look.result.and_then(|r| r.columns.get(output.port)?.as_deref());
    let shown = app.results.output(output).and_then(|o| Some(o.table.as_ref()?.columns().as_ref()));
    match planned.or(shown) {
        Some(columns) => column_list(ui, palette, columns),
        None => weak(ui, palette, "Columns are known after a run"),
    }
}

fn column_list(ui: &mut Ui, palette: &Palette, columns: &[ColumnInfo]) {
    weak(ui, palette, &plural(columns.len() as u64, "column"));
    egui::Grid::new("columns").num_columns(2).spacing([16.0, 2.0]).min_row_height(0.0).show(ui, |ui| {
        for column in columns.iter().take(COLUMNS) {
            ui.label(RichText::new(&column.name).size(12.0));
            ui.label(RichText::new(column.data_type.word()).size(12.0).color(palette.weak));
            ui.end_row();
        }
    });
    if columns.len() > COLUMNS {
        weak(ui, palette, &format!("and {} more", columns.len() - COLUMNS));
    }
}

fn weak(ui: &mut Ui, palette: &Palette, text: &str) {
    ui.label(RichText::new(text).size(12.0).color(palette.weak));
}

fn plural(count: u64, word: &str) -> String {
    format!("{} {word}{}", thousands(count), if count == 1 { "" } else { "s" })
}
