//! The inspector panel: settings of the selection as a form, problems and help.

mod annotations;
mod button_pairs;
mod column;
mod column_list;
mod column_picker;
mod columns;
mod completion;
mod conditions;
mod connection_field;
#[cfg(test)]
mod fit_tests;
mod form_ui;
mod formula;
mod formula_values;
pub mod go_to;
mod header;
mod key_pairs;
mod kind_help;
mod multi_column_rows;
mod multi_selection;
mod number_field;
mod overview;
mod parsed_settings;
mod path_field;
mod popup_places;
mod probe;
mod retained_values;
mod row_layout;
mod rows;
mod run_settings;
mod scalar_fields;
mod sent;
mod setting;
mod signature;
mod suggestion_list;
mod suggestion_popup;
mod table_editor;
mod type_groups;
mod worksheet;

use egui::{Id, ScrollArea, Ui};

use crate::app::{App, Command, NodeCommand};
use crate::base::Problem;
use crate::document::{Node, NodeId, Settings, fields};
use crate::engine::OutputRef;
use crate::nodes::Kind;
use crate::ui::{stable_layout, widgets};

use form_ui::FormUi;
use parsed_settings::ParsedSettings;
use probe::{ControlType, FirstInRow, Probe};
use setting::{FormActions, FormContext};
pub use table_editor::focus::has_focus as table_editor_has_focus;
pub use table_editor::keys::is_reserved as table_editor_uses;

/// The default width of the panel.
pub const WIDTH: f32 = 304.0;
/// Between the edges of the panel and the form.
const MARGIN: i8 = 12;

/// The state of the inspector that is not a setting yet.
#[derive(Default)]
pub struct Inspector {
    /// The name being typed.
    name: Option<(NodeId, String)>,
    /// The new node whose form has been focused.
    greeted: Option<NodeId>,
    /// Long settings, which are too slow to parse in each frame.
    parsed: Option<ParsedSettings>,
}

impl Inspector {
    /// Draws the inspector of the selection.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        let mut selected = app.project.view.selection.iter().filter_map(|id| Some((*id, app.document().node(*id)?)));
        let first = selected.next();
        let more = selected.next().is_some();
        let Some((id, node)) = first.filter(|_| !more) else {
            self.name = None;
            if let Some(annotation) =
                app.selected_annotation().and_then(|id| Some((id, app.document().annotation(id)?)))
            {
                return annotations::annotation(ui, app, annotation.0, annotation.1, out);
            }
            ScrollArea::vertical().id_salt("inspector").auto_shrink(false).show(ui, |ui| {
                overview::show(ui, app, out);
            });
            return;
        };
        let page = ScrollArea::vertical().auto_shrink(false);
        stable_layout::scroll_area(ui, Id::new(("inspector", id.0)), page).show(ui, |ui| {
            egui::Frame::new().inner_margin(egui::Margin::symmetric(MARGIN, 8)).show(ui, |ui| {
                ui.push_id(id.0, |ui| self.node(ui, app, id, node, out));
            });
        });
    }

    fn node(&mut self, ui: &mut Ui, app: &App, id: NodeId, node: &Node, out: &mut Vec<Command>) {
        header::show(ui, app, id, node, &mut self.name, out);
        ui.add_space(8.0);
        let parsed = ParsedSettings::parse(id, node, self.parsed.take());
        let meta = parsed.as_ref().map(|parsed| parsed.kind.meta()).ok();
        let is_fresh = app.project.view.added == Some(id) && self.greeted.replace(id) != Some(id);
        match parsed {
            Ok(mut parsed) => {
                form(ui, app, id, &mut parsed, is_fresh, out);
                self.parsed = Some(parsed).filter(ParsedSettings::is_worth_keeping);
            }
            Err(problem) => unreadable(ui, id, node, &problem, out),
        }
        sent::show(ui, app, id, out);
        run_settings::show(ui, id, node, out);
        annotations::node_annotation(ui, app, id, node, out);
        if let Some(meta) = meta {
            kind_help::show(ui, app, meta, out);
        }
    }
}

fn form(ui: &mut Ui, app: &App, id: NodeId, parsed: &mut ParsedSettings, is_fresh: bool, out: &mut Vec<Command>) {
    let result = app.project.results.get(id);
    let inputs = result.map_or(&[][..], |r| r.inputs.as_slice());
    let problems = result.map_or(&[][..], |r| r.problems.as_slice());
    let mut probe = Probe::new(inputs);
    parsed.kind.form(&mut probe);
    if is_fresh && let Some(path) = first_field(&mut parsed.kind, &probe) {
        go_to::request(ui.ctx(), id, &path);
    }
    for problem in problems.iter().filter(|p| !probe.has(p.setting.as_deref())) {
        setting::problem_line(ui, id, problem, out);
    }
    let before = if parsed.is_worth_keeping() { String::new() } else { parsed.kind.text() };
    let context = FormContext {
        node: id,
        inputs,
        output_columns: result.and_then(|r| r.columns.first()?.as_deref()).unwrap_or_default(),
        problems,
        sources: sources(app, id, inputs.len()),
        changed: parsed.changed.clone(),
        open: probe.sections_of(problems),
        names: probe.names,
        is_fresh,
        go_to: go_to::take(ui.ctx(), id),
        values: &app.project.formula_values,
        advice: &app.project.advice,
        parameters: app.document().parameters().keys().cloned().collect(),
        connections: app.document().connections().keys().cloned().collect(),
        shortcut_pending: out.iter().any(|command| matches!(command, Command::Do(_))),
    };
    let mut actions = FormActions::default();
    parsed.kind.form(&mut FormUi::page(ui, &context, &mut actions));
    out.append(&mut actions.commands);
    let text = if before.is_empty() { parsed.settings.text() } else { &before };
    let configured = match (&actions.reset, &actions.changed) {
        (Some(name), _) => Some((without(text, name), name)),
        (None, Some(path)) => Some((parsed.kind.text(), path)),
        (None, None) => None,
    };
    if let Some((new, path)) = configured.filter(|(new, _)| new != text) {
        let gesture = format!("{}:{path}", id.0);
        let settings = Settings::canonical(new);
        if actions.reset.is_none() {
            parsed.change(settings.clone());
        }
        out.insert(
            if actions.before_shortcuts { 0 } else { out.len() },
            Command::Node(NodeCommand::Configure { node: id, settings, gesture }),
        );
    }
}

/// The path of the first setting to fill in. Choices and flags always have a value.
fn first_field(kind: &mut Kind, probe: &Probe<'_>) -> Option<String> {
    let field =
        probe.fields.iter().find(|probed| !matches!(probed.sort, ControlType::Flag | ControlType::Choice))?.field;
    let mut row = FirstInRow { list: field.name, inner: None };
    kind.form(&mut row);
    Some(row.inner.map_or_else(|| field.name.to_owned(), |inner| format!("{}[0].{inner}", field.name)))
}

/// For each of the first `ports` inputs, the output whose table arrives there.
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

/// The settings text without the setting `name`, which returns to its default.
fn without(text: &str, name: &str) -> String {
    let kept = fields(text).unwrap_or_default();
    let kept: Vec<String> = kept.into_iter().filter(|(n, _)| *n != name).map(|(n, v)| format!("{n}:{v}")).collect();
    format!("({})", kept.join(","))
}

/// Shows settings that the catalogue cannot parse as text.
fn unreadable(ui: &mut Ui, id: NodeId, node: &Node, problem: &Problem, out: &mut Vec<Command>) {
    setting::problem_line(ui, id, problem, out);
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
