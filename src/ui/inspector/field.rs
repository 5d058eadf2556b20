//! One setting on the page: its label, its control, its way back to the default, its problems.

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
use crate::ui::halo::{self, Lit};
use crate::ui::style::SMALL;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;
use crate::ui::{column_menu, steady};

/// The height of a label, above its control.
const LABEL: f32 = 18.0;
/// The width of the mark in the margin.
const MARK: f32 = 12.0;

/// What the form is drawn from.
pub struct Scene<'a> {
    pub node: NodeId,
    /// Of each input port, the columns that arrive.
    pub inputs: &'a [Vec<ColumnInfo>],
    /// The columns that leave by the first output, where they are known.
    pub own: &'a [ColumnInfo],
    pub problems: &'a [Problem],
    /// Of each input port, the output that the columns come from.
    pub sources: Vec<Option<OutputRef>>,
    /// The settings that are not at their default.
    pub changed: Vec<String>,
    /// Sections that must be open.
    pub open: BTreeSet<&'static str>,
    /// The setting that shall come into view and have the cursor.
    pub go_to: Option<String>,
    /// The node was added just now.
    pub is_fresh: bool,
    pub parameters: Vec<String>,
    /// Of each list of formulas, the names that its rows give, from the first.
    pub names: Vec<(&'static str, Vec<String>)>,
    /// Of the formula that the person is at.
    pub values: &'a FormulaValues,
    /// What the tables have to say.
    pub advised: &'a FormAdvice,
    /// A shortcut is about to be carried out: what is being typed must be in the document before.
    pub acted: bool,
}

/// Seconds without a keystroke after which what came up while typing is told.
const REST: f64 = 0.5;

impl Scene<'_> {
    /// Whether the problems of the setting at `path` are not told yet: half a name is no mistake. What was told before the
    /// typing began stays until it is put right.
    pub fn is_quiet(&self, ui: &Ui, path: &str) -> bool {
        let (typed, told) = self.typing_ids(path);
        let own = self.problems.iter().filter(|problem| problem.setting.as_deref() == Some(path));
        let worst = own.map(|problem| problem.severity).max();
        // "This formula is empty" does not prepare for an error.
        let before: Option<Severity> = ui.data(|d| d.get_temp(told)).unwrap_or_default();
        let since = ui.data(|d| d.get_temp::<f64>(typed)).map_or(REST, |at| ui.input(|i| i.time) - at);
        let rests = since >= REST && !steady::is_down(ui.ctx());
        let now = worst.filter(|_| rests || worst <= before);
        if now != before {
            ui.data_mut(|d| d.insert_temp(told, now));
        }
        let is_quiet = worst.is_some() && now.is_none();
        if is_quiet {
            ui.ctx().request_repaint_after_secs((REST - since).max(0.05) as f32);
        }
        is_quiet
    }

    /// Notes a keystroke in the setting at `path`.
    pub fn typed(&self, ui: &Ui, path: &str) {
        let (typed, _) = self.typing_ids(path);
        let now = ui.input(|i| i.time);
        ui.data_mut(|d| d.insert_temp(typed, now));
    }

    fn typing_ids(&self, path: &str) -> (Id, Id) {
        (Id::new(("setting typed", self.node, path)), Id::new(("setting told", self.node, path)))
    }
}

/// What was done to the form in this frame.
#[derive(Default)]
pub struct Acts {
    /// The path of the setting that was changed.
    pub changed: Option<String>,
    /// The setting that goes back to its default.
    pub reset: Option<String>,
    pub commands: Vec<Command>,
    /// The change comes before what this frame's shortcuts do.
    pub early: bool,
}

/// What a control knows of its setting.
pub struct Slot<'a, 's> {
    pub scene: &'s Scene<'s>,
    pub acts: &'a mut Acts,
    pub field: Field,
    /// Beside or above the control; "" where the control shows it.
    pub label: &'static str,
    pub hint: &'static str,
    /// As in problems: "aggregations[2].column".
    pub path: String,
    pub id: Id,
    /// The accessible name.
    pub name: String,
    /// Inside a row, where there is no label.
    pub compact: bool,
    /// The row cannot be changed, only what belongs to it.
    pub fixed: bool,
    /// Wants the cursor.
    pub focus: bool,
    /// Its problem waits until the hand rests.
    pub quiet: bool,
}

impl<'s> Slot<'_, 's> {
    /// The problem to show in the control itself: its outline and its underline.
    pub fn problem(&self) -> Option<&'s Problem> {
        if self.quiet {
            return None;
        }
        let scene: &'s Scene<'s> = self.scene;
        let own = scene.problems.iter().filter(|p| p.setting.as_deref() == Some(&self.path));
        own.max_by_key(|p| p.severity)
    }

    pub fn columns(&self, port: usize) -> &'s [ColumnInfo] {
        self.scene.inputs.get(port).map_or(&[], Vec::as_slice)
    }

    /// What the formula in this setting may name: what arrives, unless the node has changed it by then.
    pub fn formula_columns(&self) -> &'s [ColumnInfo] {
        let scene: &'s Scene<'s> = self.scene;
        let own = scene.values.of(scene.node, &self.path).and_then(|values| values.columns.as_deref());
        own.unwrap_or_else(|| self.columns(0))
    }

    /// The names that rows above this one give: it may use them, also before they are computed.
    pub fn names_above(&self) -> impl Iterator<Item = &str> {
        let row =
            self.path.split_once('[').and_then(|(list, rest)| Some((list, rest.split_once(']')?.0.parse().ok()?)));
        let (list, row): (&str, usize) = row.unwrap_or_default();
        let own = self.scene.names.iter().find(|(of, _)| *of == list);
        own.into_iter().flat_map(move |(_, names)| names.iter().take(row).map(String::as_str))
    }

    /// A menu of the second button about a column that arrives at `port`.
    pub fn column_menu(&mut self, response: &Response, column: &str, port: usize) {
        let source = self.scene.sources.get(port).copied().flatten();
        let arrives = self.columns(port).iter().any(|own| own.name == column);
        if let Some(output) = source.filter(|_| arrives) {
            response.context_menu(|ui| column_menu::entries(ui, output, column, &mut self.acts.commands));
        }
    }

    pub fn mark_changed(&mut self) {
        self.acts.changed = Some(self.path.clone());
    }

    /// As [`Slot::mark_changed`], for a change that no other joins: an undo step of its own, told apart by `number`.
    pub fn mark_step(&mut self, number: u64) {
        self.acts.changed = Some(format!("{}:{number}", self.path));
    }

    /// Finishes a control: its name, the cursor if it is wanted here, the outline of an error.
    pub fn finish(&self, ui: &Ui, response: &Response) {
        widgets::name(ui, response.id, &self.name);
        if !self.hint.is_empty() {
            // The tooltip of the label, for those who do not see it.
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

/// Draws a setting on the page: its label, and its control below over the whole width, so that all controls stand in one column.
pub fn on_page(ui: &mut Ui, slot: &mut Slot<'_, '_>, draw: impl FnOnce(&mut Ui, &mut Slot<'_, '_>)) {
    let top = ui.cursor().top();
    let label = slot.label;
    let palette = theme::current(ui);
    let galley = ui.painter().layout_no_wrap(label.to_owned(), FontId::proportional(SMALL), palette.weak);
    let height = if label.is_empty() { ROW } else { LABEL };
    let show_label = |ui: &mut Ui, slot: &Slot<'_, '_>| {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        // Painted only: the control has the label as its name, and would be told twice.
        let top = rect.center().y - galley.size().y / 2.0;
        ui.painter_at(rect).galley(pos2(rect.left(), top), galley.clone(), palette.weak);
        if !slot.hint.is_empty() {
            response.on_hover_text(slot.hint);
        }
    };
    let line = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
    // An identity of its own: what comes and goes above (a problem, columns that arrive) takes the keyboard from no button.
    let own = UiBuilder::new().id(slot.id.with("field")).layout(Layout::top_down(Align::Min));
    ui.scope_builder(own, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        if !label.is_empty() {
            show_label(ui, slot);
        }
        draw(ui, slot);
    });
    reset(ui, slot, line);
    let own = |problem: &&Problem| !slot.quiet && problem.setting.as_deref() == Some(&slot.path);
    for (index, problem) in slot.scene.problems.iter().filter(own).enumerate() {
        if index == 0 {
            ui.add_space(2.0);
        }
        problem_line(ui, slot.scene.node, problem, &mut slot.acts.commands);
    }
    let area = Rect::from_min_max(pos2(ui.min_rect().left(), top), pos2(ui.max_rect().right(), ui.cursor().top()));
    halo::mark(ui.ctx(), Lit::Setting(slot.field.name), area.intersect(ui.clip_rect()));
    if slot.focus {
        ui.scroll_to_rect(area, None);
    }
    ui.add_space(4.0);
}

/// The mark of a setting that is not at its default, in the margin: the way back, with the mouse and by Tab.
fn reset(ui: &mut Ui, slot: &mut Slot<'_, '_>, line: Rect) {
    if slot.compact || !slot.scene.changed.iter().any(|name| name == slot.field.name) {
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
        slot.acts.reset = Some(slot.field.name.to_owned());
    }
}

/// A problem in words, with its remedy and what puts it right.
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
            // "Choose a file" stands below as what can be clicked.
            let is_said = problem.fixes.iter().any(|fix| matches!(fix, Fix::ChooseFile));
            if let Some(remedy) = problem.remedy.as_ref().filter(|_| !is_said) {
                let words = RichText::new(widgets::breakable(&remedy.to_string())).size(SMALL).color(palette.weak);
                ui.add(egui::Label::new(words).wrap());
            }
            // One below the other: some hold a whole line of the file.
            for fix in problem.fixes.iter() {
                ui.add_space(4.0);
                if widgets::link(ui, &fix.label()).clicked() {
                    out.push(Command::Node(NodeCommand::ApplyFix { node, problem: problem.clone(), fix: fix.clone() }));
                }
            }
        });
    });
}
