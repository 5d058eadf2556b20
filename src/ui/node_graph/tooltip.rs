//! What the canvas says about the thing under the pointer, once the pointer rests.

use egui::{RichText, Tooltip, Ui};

use crate::app::App;
use crate::base::ColumnInfo;
use crate::base::number::{bytes, duration};
use crate::engine::OutputRef;
use crate::nodes::port_label;
use crate::nodes::told;
use crate::ui::measured;
use crate::ui::theme::Palette;

use super::hit::{Part, Target};
use super::layout::Side;
use super::look::Look;
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
            let words = match port.side {
                Side::Input => tr!("input-named", name = port_label(scene.port_name(port))),
                Side::Output => tr!("output-named", name = port_label(scene.port_name(port))),
            };
            ui.label(RichText::new(words).strong());
            match port.side {
                Side::Output => table(ui, palette, app, &looks[index], OutputRef { node: port.node, port: port.index }),
                Side::Input => {
                    let columns = looks[index].result.and_then(|r| r.inputs.get(port.index));
                    match columns.filter(|columns| !columns.is_empty()) {
                        Some(columns) => column_list(ui, palette, columns),
                        None => weak(ui, palette, tr!("nothing-arrives")),
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
                ui.label(match app.run.is_running() {
                    true => tr!("rows-in-this-run", count = rows),
                    false => tr!("rows-in-last-run", count = rows),
                });
            }
            table(ui, palette, app, &looks[wire.from], OutputRef { node: from.id, port: wire.from_port });
        }
    };
    let tooltip = Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), id, egui::PopupAnchor::Pointer);
    tooltip.gap(14.0).width(320.0).show(words);
}

fn node(ui: &mut Ui, palette: &Palette, app: &App, scene: &Scene, index: usize, look: &Look, part: Part) {
    let node = &scene.nodes[index];
    if part == Part::Sketcher {
        ui.label(if node.mark.sketch { tr!("sketch-show-rows") } else { tr!("sketch-show") });
        return;
    }
    if part == Part::Opener {
        ui.label(if node.opened { tr!("hide-small-table") } else { tr!("show-first-rows") });
        return;
    }
    ui.label(RichText::new(&node.name).strong());
    weak(ui, palette, &tr!("kind-and-state", kind = node.kind, state = look.state_word()));
    for output in 0..node.ports.outputs.len().max(usize::from(node.is_sink)) {
        let Some(rows) = look.rows(output) else { continue };
        let mut parts = vec![tr!("count-rows", count = rows)];
        parts.extend(look.columns(output).map(|columns| tr!("count-columns", count = columns)));
        parts.extend(look.is_sample(output).then(|| tr!("of-a-sample").to_owned()));
        let words = parts.join(tr!("pause"));
        ui.label(match node.ports.outputs.get(output).filter(|_| node.ports.outputs.len() > 1) {
            Some(spec) => tr!("setting-problem", setting = spec.label(), problem = words),
            None => words,
        });
    }
    measures(ui, palette, app, node, look);
    let kind = app.document().node(node.id).map_or("", |node| node.kind.as_str());
    for problem in look.result.iter().flat_map(|r| &r.problems) {
        ui.label(
            RichText::new(told(kind, problem).to_string()).color(if problem.severity == crate::base::Severity::Error {
                palette.error
            } else {
                palette.warning
            }),
        );
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
        ui.label(tr!(
            "last-run-took",
            rows = say!("count-rows", count = passed.rows),
            time = time,
            size = bytes(passed.bytes)
        ));
        weak(ui, palette, tr!("last-run-about"));
    }
}

/// Rows and columns of one output.
fn table(ui: &mut Ui, palette: &Palette, app: &App, look: &Look, output: OutputRef) {
    match look.rows(output.port) {
        Some(rows) => ui.label(tr!("count-rows", count = rows)),
        None => ui.label(RichText::new(tr!("tip-rows-not-counted", state = look.state_word())).color(palette.weak)),
    };
    let planned = look.result.and_then(|r| r.columns.get(output.port)?.as_deref());
    let shown = app.results.output(output).and_then(|o| Some(o.table.as_ref()?.columns().as_ref()));
    match planned.or(shown) {
        Some(columns) => column_list(ui, palette, columns),
        None => weak(ui, palette, tr!("columns-after-run")),
    }
}

fn column_list(ui: &mut Ui, palette: &Palette, columns: &[ColumnInfo]) {
    weak(ui, palette, &tr!("count-columns", count = columns.len()));
    egui::Grid::new("columns").num_columns(2).spacing([16.0, 2.0]).min_row_height(0.0).show(ui, |ui| {
        for column in columns.iter().take(COLUMNS) {
            ui.label(RichText::new(&column.name).size(12.0));
            ui.label(RichText::new(column.data_type.name().to_string()).size(12.0).color(palette.weak));
            ui.end_row();
        }
    });
    if columns.len() > COLUMNS {
        weak(ui, palette, &tr!("and-more", count = columns.len() - COLUMNS));
    }
}

fn weak(ui: &mut Ui, palette: &Palette, text: &str) {
    ui.label(RichText::new(text).size(12.0).color(palette.weak));
}
