//! The panel on the right: what is selected, its settings as a form, its problems, its help.

mod about;
mod beside;
mod column;
mod columns;
mod completion;
mod conditions;
mod field;
mod figure;
#[cfg(test)]
mod fit_tests;
mod form_ui;
mod formula;
mod header;
mod key_pairs;
mod left_values;
mod mark;
mod offer;
mod overview;
mod path;
mod pick_columns;
mod probe;
mod read;
mod row_places;
mod rows;
mod running;
mod scalar;
mod several;
mod several_rows;
mod sheet;
mod sheets;
mod signature;
mod values;

use egui::{Id, ScrollArea, Ui};

use crate::app::{App, Command, NodeCommand};
use crate::base::Problem;
use crate::document::{Node, NodeId, Settings, fields};
use crate::engine::OutputRef;
use crate::nodes::Kind;
use crate::ui::{steady, widgets};

use field::{Acts, Scene};
use form_ui::FormUi;
use probe::{FirstInRow, Probe, Sort};
use read::Read;
pub use sheet::{has_focus as sheet_has_focus, takes as sheet_takes};

/// How wide the panel is until somebody moves its edge.
pub const WIDTH: f32 = 304.0;
/// Between the panel's edges and the form.
const MARGIN: i8 = 12;

/// The inspector; keeps what is being typed where that is not a setting yet.
#[derive(Default)]
pub struct Inspector {
    /// The new name while it is being typed.
    name: Option<(NodeId, String)>,
    /// The fresh node whose form has been given the keyboard.
    greeted: Option<NodeId>,
    /// Settings that are too long to be read in each frame.
    read: Option<Read>,
}

impl Inspector {
    /// Draws the inspector of what is selected and pushes what is asked.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        let mut selected = app.project.view.selection.iter().filter_map(|id| Some((*id, app.document().node(*id)?)));
        let (first, more) = (selected.next(), selected.next().is_some());
        let Some((id, node)) = first.filter(|_| !more) else {
            self.name = None;
            if let Some(thing) = app.selected_thing().and_then(|id| Some((id, app.document().thing(id)?))) {
                return mark::thing(ui, app, thing.0, thing.1, out);
            }
            ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
                overview::show(ui, app, out);
            });
            return;
        };
        let page = ScrollArea::vertical().auto_shrink(false);
        steady::scroll_area(ui, Id::new(("inspector", id.0)), page).show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(MARGIN, 8)).show(ui, |ui| {
                ui.push_id(id.0, |ui| self.node(ui, app, id, node, out));
            });
        });
    }

    fn node(&mut self, ui: &mut Ui, app: &App, id: NodeId, node: &Node, out: &mut Vec<Command>) {
        header::show(ui, app, id, node, &mut self.name, out);
        ui.add_space(8.0);
        let read = Read::of(id, node, self.read.take());
        let meta = read.as_ref().map(|read| read.kind.meta()).ok();
        let is_fresh = app.project.view.added == Some(id) && self.greeted.replace(id) != Some(id);
        match read {
            Ok(mut read) => {
                form(ui, app, id, &mut read, is_fresh, out);
                self.read = Some(read).filter(Read::is_long);
            }
            Err(problem) => unreadable(ui, id, node, &problem, out),
        }
        running::show(ui, id, node, out);
        mark::node(ui, app, id, node, out);
        if let Some(meta) = meta {
            about::show(ui, app, meta, out);
        }
    }
}

/// Asks the inspector to show the setting `path` of `node` and to put the cursor there.
pub fn go_to(ctx: &egui::Context, node: NodeId, path: &str) {
    ctx.data_mut(|d| d.insert_temp(Id::new("go to setting"), (node, path.to_owned())));
    ctx.request_repaint();
}

fn take_go_to(ctx: &egui::Context, node: NodeId) -> Option<String> {
    let id = Id::new("go to setting");
    let (of, path) = ctx.data(|d| d.get_temp::<(NodeId, String)>(id))?;
    if of != node {
        return None;
    }
    ctx.data_mut(|d| d.remove::<(NodeId, String)>(id));
    Some(path)
}

fn form(ui: &mut Ui, app: &App, id: NodeId, read: &mut Read, is_fresh: bool, out: &mut Vec<Command>) {
    let result = app.project.results.get(id);
    let inputs = result.map_or(&[][..], |r| r.inputs.as_slice());
    let problems = result.map_or(&[][..], |r| r.problems.as_slice());
    let mut probe = Probe::new(inputs);
    read.kind.form(&mut probe);
    if is_fresh && let Some(path) = first_field(&mut read.kind, &probe) {
        go_to(ui.ctx(), id, &path);
    }
    for problem in problems.iter().filter(|p| !probe.has(p.setting.as_deref())) {
        field::problem_line(ui, id, problem, out);
    }
    let before = if read.is_long() { String::new() } else { read.kind.text() };
    let scene = Scene {
        node: id,
        inputs,
        own: result.and_then(|r| r.columns.first()?.as_deref()).unwrap_or_default(),
        problems,
        sources: sources(app, id, inputs.len()),
        changed: read.changed.clone(),
        open: probe.sections_of(problems),
        names: probe.names,
        is_fresh,
        go_to: take_go_to(ui.ctx(), id),
        values: &app.project.formula_values,
        advised: &app.project.advice,
        parameters: app.document().parameters().keys().cloned().collect(),
        acted: out.iter().any(|command| matches!(command, Command::Do(_))),
    };
    let mut acts = Acts::default();
    read.kind.form(&mut FormUi::page(ui, &scene, &mut acts));
    out.append(&mut acts.commands);
    let text = if before.is_empty() { read.settings.text() } else { &before };
    let configured = match (&acts.reset, &acts.changed) {
        (Some(name), _) => Some((without(text, name), name)),
        (None, Some(path)) => Some((read.kind.text(), path)),
        (None, None) => None,
    };
    if let Some((new, path)) = configured.filter(|(new, _)| new != text) {
        let gesture = format!("{}:{path}", id.0);
        let settings = Settings::canonical(new);
        if acts.reset.is_none() {
            read.change(settings.clone());
        }
        out.insert(
            if acts.early { 0 } else { out.len() },
            Command::Node(NodeCommand::Configure { node: id, settings, gesture }),
        );
    }
}

/// The path of what is filled in first: choices and flags have an answer already.
fn first_field(kind: &mut Kind, probe: &Probe<'_>) -> Option<String> {
    let field = probe.fields.iter().find(|probed| !matches!(probed.sort, Sort::Flag | Sort::Choice))?.field;
    let mut row = FirstInRow { list: field.name, inner: None };
    kind.form(&mut row);
    Some(row.inner.map_or_else(|| field.name.to_owned(), |inner| format!("{}[0].{inner}", field.name)))
}

/// Of each of the first `ports` inputs, the output whose table arrives there.
fn sources(app: &App, id: NodeId, ports: usize) -> Vec<Option<OutputRef>> {
    let mut sources = vec![None; ports];
    for wire in app.document().wires_into(id) {
        let output = OutputRef { node: wire.from.node, port: app.project.node_info.output_index(&wire.from) };
        if let Some(source) = sources.get_mut(app.project.node_info.input_index(&wire.to)) {
            source.get_or_insert(output);
        }
    }
    sources
}

/// The settings without the one called `name`: its default holds again.
fn without(text: &str, name: &str) -> String {
    let kept = fields(text).unwrap_or_default();
    let kept: Vec<String> = kept.into_iter().filter(|(n, _)| *n != name).map(|(n, v)| format!("{n}:{v}")).collect();
    format!("({})", kept.join(","))
}

/// Settings that the catalogue does not understand are shown as they stand.
fn unreadable(ui: &mut Ui, id: NodeId, node: &Node, problem: &Problem, out: &mut Vec<Command>) {
    field::problem_line(ui, id, problem, out);
    ui.add_space(8.0);
    widgets::small(ui, tr!("settings-in-file"));
    let text = crate::document::pretty(node.settings.text(), 0, 0);
    let mut shown = text.as_str();
    let edit = egui::TextEdit::multiline(&mut shown).code_editor().desired_width(f32::INFINITY).desired_rows(3);
    let response = ui.add(edit);
    widgets::name(ui, response.id, tr!("settings-in-file"));
    if Kind::info(&node.kind).is_some_and(|info| node.version <= info.meta.version) {
        ui.add_space(4.0);
        let tip = tr!("reset-settings-about");
        if widgets::button(ui, egui_phosphor::regular::ARROW_COUNTER_CLOCKWISE, tr!("reset-settings"))
            .on_hover_text(tip)
            .clicked()
        {
            let gesture = format!("{}:reset", id.0);
            out.push(Command::Node(NodeCommand::Configure { node: id, settings: Settings::canonical("()"), gesture }));
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_setting_is_taken_out_of_the_text() {
        assert_eq!(super::without("(a:1,b:[(c:2)])", "a"), "(b:[(c:2)])");
        assert_eq!(super::without("(a:1)", "a"), "()");
    }
}
