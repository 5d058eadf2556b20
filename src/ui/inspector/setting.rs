//! One setting on the page: label, control, reset button and problems.

use std::collections::BTreeSet;

use egui::{
    Align, Align2, FontId, Id, Layout, Rect, Response, RichText, Sense, Stroke, Ui, UiBuilder, WidgetInfo, WidgetType,
    pos2, vec2,
};

use crate::app::{Command, FormAdvice, FormulaValues, NodeCommand};
use crate::base::{ColumnInfo, Fix, Problem, Severity};
use crate::document::NodeId;
use crate::engine::OutputRef;
use crate::nodes::form::Field;
use crate::ui::highlight::{self, HighlightTarget};
use crate::ui::style::SMALL;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;
use crate::ui::{column_menu, stable_layout};

/// The height of a label, above its control.
const LABEL: f32 = 18.0;
/// The width of the reset mark in the margin.
const MARK: f32 = 12.0;

/// What a form is drawn from.
pub struct FormContext<'a> {
    pub node: NodeId,
    /// For each input port, its columns.
    pub inputs: &'a [Vec<ColumnInfo>],
    /// The columns of the first output, if known.
    pub output_columns: &'a [ColumnInfo],
    pub problems: &'a [Problem],
    /// For each input port, the output that feeds it.
    pub sources: Vec<Option<OutputRef>>,
    /// The settings that differ from their defaults.
    pub changed: Vec<String>,
    /// Sections that must be expanded.
    pub open: BTreeSet<&'static str>,
    /// The setting to scroll to and focus.
    pub go_to: Option<String>,
    /// The node was just added.
    pub is_fresh: bool,
    pub parameters: Vec<String>,
    /// The names of the connections that the project defines.
    pub connections: Vec<String>,
    /// For each list of formulas, the names of its rows in order.
    pub names: Vec<(&'static str, Vec<String>)>,
    /// The values of the focused formula.
    pub values: &'a FormulaValues,
    /// Advice computed from the tables.
    pub advice: &'a FormAdvice,
    /// A shortcut is about to run, so typed text must be written to the document first.
    pub shortcut_pending: bool,
}

/// Seconds without a keystroke before new problems are shown.
const TYPING_PAUSE: f64 = 0.5;

impl FormContext<'_> {
    /// Whether the problems of the setting at `path` are not shown yet, because incomplete input is no mistake. Problems from
    /// before the typing stay visible.
    pub fn delays_problems(&self, ui: &Ui, path: &str) -> bool {
        let (typed, reported) = self.typing_ids(path);
        let own = self.problems.iter().filter(|problem| problem.setting.as_deref() == Some(path));
        let worst = own.map(|problem| problem.severity).max();
        // An empty formula is only incomplete, so an error that follows it is new.
        let before: Option<Severity> = ui.data(|d| d.get_temp(reported)).unwrap_or_default();
        let since = ui.data(|d| d.get_temp::<f64>(typed)).map_or(TYPING_PAUSE, |at| ui.input(|i| i.time) - at);
        let rests = since >= TYPING_PAUSE && !stable_layout::is_button_down(ui.ctx());
        let now = worst.filter(|_| rests || worst <= before);
        if now != before {
            ui.data_mut(|d| d.insert_temp(reported, now));
        }
        let delays = worst.is_some() && now.is_none();
        if delays {
            ui.ctx().request_repaint_after_secs((TYPING_PAUSE - since).max(0.05) as f32);
        }
        delays
    }

    /// Records a keystroke in the setting at `path`.
    pub fn typed(&self, ui: &Ui, path: &str) {
        let (typed, _) = self.typing_ids(path);
        let now = ui.input(|i| i.time);
        ui.data_mut(|d| d.insert_temp(typed, now));
    }

    fn typing_ids(&self, path: &str) -> (Id, Id) {
        (Id::new(("setting typed", self.node, path)), Id::new(("setting told", self.node, path)))
    }
}

/// What happened in the form in this frame.
#[derive(Default)]
pub struct FormActions {
    /// The path of the changed setting.
    pub changed: Option<String>,
    /// The setting to reset to its default.
    pub reset: Option<String>,
    pub commands: Vec<Command>,
    /// The change must be applied before the shortcuts of this frame.
    pub before_shortcuts: bool,
}

/// A control's access to its setting.
pub struct Slot<'a, 's> {
    pub context: &'s FormContext<'s>,
    pub actions: &'a mut FormActions,
    pub field: Field,
    /// Next to or above the control; "" if the control shows it.
    pub label: &'static str,
    pub hint: &'static str,
    /// As in problems: "aggregations[2].column".
    pub path: String,
    pub id: Id,
    /// The accessible name.
    pub name: String,
    /// In a row, without a label.
    pub compact: bool,
    /// The row is fixed and only its values can be changed.
    pub fixed: bool,
    /// The control shall be focused.
    pub focus: bool,
    /// The problem is hidden until typing pauses.
    pub hides_problem: bool,
}

impl<'s> Slot<'_, 's> {
    /// The problem that the control itself shows as outline and underline.
    pub fn problem(&self) -> Option<&'s Problem> {
        if self.hides_problem {
            return None;
        }
        let context: &'s FormContext<'s> = self.context;
        let own = context.problems.iter().filter(|p| p.setting.as_deref() == Some(&self.path));
        own.max_by_key(|p| p.severity)
    }

    pub fn columns(&self, port: usize) -> &'s [ColumnInfo] {
        self.context.inputs.get(port).map_or(&[], Vec::as_slice)
    }

    /// The columns that the formula may name: those of the input, unless the node has changed them by then.
    pub fn formula_columns(&self) -> &'s [ColumnInfo] {
        let context: &'s FormContext<'s> = self.context;
        let own = context.values.of(context.node, &self.path).and_then(|values| values.columns.as_deref());
        own.unwrap_or_else(|| self.columns(0))
    }

    /// The names defined by the rows above, which may be used before they are computed.
    pub fn names_above(&self) -> impl Iterator<Item = &str> {
        let row =
            self.path.split_once('[').and_then(|(list, rest)| Some((list, rest.split_once(']')?.0.parse().ok()?)));
        let (list, row): (&str, usize) = row.unwrap_or_default();
        let own = self.context.names.iter().find(|(of, _)| *of == list);
        own.into_iter().flat_map(move |(_, names)| names.iter().take(row).map(String::as_str))
    }

    /// A context menu for a column of input `port`.
    pub fn column_menu(&mut self, response: &Response, column: &str, port: usize) {
        let source = self.context.sources.get(port).copied().flatten();
        let arrives = self.columns(port).iter().any(|own| own.name == column);
        if let Some(output) = source.filter(|_| arrives) {
            response.context_menu(|ui| column_menu::entries(ui, output, column, &mut self.actions.commands));
        }
    }

    pub fn mark_changed(&mut self) {
        self.actions.changed = Some(self.path.clone());
    }

    /// Like [`Slot::mark_changed`], for a change that is its own undo step, identified by `number`.
    pub fn mark_undo_step(&mut self, number: u64) {
        self.actions.changed = Some(format!("{}:{number}", self.path));
    }

    /// Finishes a control: accessible name, focus if requested, and error outline.
    pub fn finish(&self, ui: &Ui, response: &Response) {
        widgets::name(ui, response.id, &self.name);
        if !self.hint.is_empty() {
            // The tooltip of the label, for screen readers.
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(self.hint));
        }
        if self.focus {
            response.request_focus();
        }
        if self.problem().is_some_and(|p| p.severity == Severity::Error) {
            outline(ui, response.rect);
        }
    }
}

fn outline(ui: &Ui, rect: Rect) {
    let stroke = Stroke::new(1.0, theme::current(ui).error);
    ui.painter().rect_stroke(rect, egui::CornerRadius::same(theme::RADIUS), stroke, egui::StrokeKind::Inside);
}

/// Draws a setting with its label above and its control over the full width.
pub fn on_page(ui: &mut Ui, slot: &mut Slot<'_, '_>, draw: impl FnOnce(&mut Ui, &mut Slot<'_, '_>)) {
    let top = ui.cursor().top();
    let label = slot.label;
    let palette = theme::current(ui);
    let galley = ui.painter().layout_no_wrap(label.to_owned(), FontId::proportional(SMALL), palette.weak);
    let height = if label.is_empty() { ROW } else { LABEL };
    let show_label = |ui: &mut Ui, slot: &Slot<'_, '_>| {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        // Painted without an accessible name: the control already has the label as its name.
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter_at(rect).galley(pos2(rect.left(), top), galley.clone(), palette.weak);
        if !slot.hint.is_empty() {
            response.on_hover_text(slot.hint);
        }
    };
    let line = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    // A stable id: content that appears above (a problem, columns) must not take the focus from a button.
    let own = UiBuilder::new().id(slot.id.with("field")).layout(Layout::top_down(Align::Min));
    ui.scope_builder(own, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if !label.is_empty() {
            show_label(ui, slot);
        }
        draw(ui, slot);
    });
    reset(ui, slot, line);
    let own = |problem: &&Problem| !slot.hides_problem && problem.setting.as_deref() == Some(&slot.path);
    for (index, problem) in slot.context.problems.iter().filter(own).enumerate() {
        if index == 0 {
            ui.add_space(2.0);
        }
        problem_line(ui, slot.context.node, problem, &mut slot.actions.commands);
    }
    let area = Rect::from_min_max(pos2(ui.min_rect().left(), top), pos2(ui.max_rect().right(), ui.cursor().top()));
    highlight::record(ui.ctx(), HighlightTarget::Setting(slot.field.name), area.intersect(ui.clip_rect()));
    if slot.focus {
        ui.scroll_to_rect(area, None);
    }
    ui.add_space(4.0);
}

/// The mark in the margin of a setting that differs from its default. It resets the setting and can be reached by Tab.
fn reset(ui: &mut Ui, slot: &mut Slot<'_, '_>, line: Rect) {
    if slot.compact || !slot.context.changed.iter().any(|name| name == slot.field.name) {
        return;
    }
    let place = Rect::from_min_max(pos2(line.left() - MARK, line.top()), pos2(line.left(), line.bottom()));
    let response = ui.interact(place, slot.id.with("reset"), Sense::click());
    let name = tr!("reset-setting", name = slot.name.to_lowercase());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, ui.is_enabled(), &name));
    let palette = theme::current(ui);
    let warm = response.hovered() || response.has_focus();
    if warm || ui.rect_contains_pointer(line) {
        let color = if warm { palette.text } else { palette.weak };
        let icon = egui_phosphor::regular::ARROW_COUNTER_CLOCKWISE;
        let middle = place.center() - vec2(1.0, 0.0);
        ui.painter().text(middle, Align2::CENTER_CENTER, icon, FontId::proportional(11.0), color);
    } else {
        ui.painter().circle_filled(place.center(), 2.0, palette.accent);
    }
    if response.on_hover_text(name).clicked() {
        slot.actions.reset = Some(slot.field.name.to_owned());
    }
}

/// The text of a problem with its remedy and quick fixes.
pub fn problem_line(ui: &mut Ui, node: NodeId, problem: &Problem, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    let (icon, color) = match problem.severity {
        Severity::Error => (egui_phosphor::regular::WARNING_CIRCLE, palette.error),
        Severity::Warning => (egui_phosphor::regular::WARNING, palette.warning),
        Severity::Incomplete => (egui_phosphor::regular::INFO, palette.weak),
    };
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add(egui::Label::new(RichText::new(icon).size(14.0).color(color)).selectable(false));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let message = RichText::new(widgets::breakable(&problem.message.to_string())).size(SMALL).color(color);
            ui.add(egui::Label::new(message).wrap());
            // "Choose a file" is offered as a button below.
            let is_said = problem.fixes.iter().any(|fix| matches!(fix, Fix::ChooseFile));
            if let Some(remedy) = problem.remedy.as_ref().filter(|_| !is_said) {
                let words = RichText::new(widgets::breakable(&remedy.to_string())).size(SMALL).color(palette.weak);
                ui.add(egui::Label::new(words).wrap());
            }
            // On separate lines, because some contain a whole line of the file.
            for fix in problem.fixes.iter() {
                ui.add_space(4.0);
                if widgets::link(ui, &fix.label()).clicked() {
                    out.push(Command::Node(NodeCommand::ApplyFix { node, problem: problem.clone(), fix: fix.clone() }));
                }
            }
        });
    });
}
