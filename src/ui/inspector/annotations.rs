//! Editors for annotations: colour and comment of a node, and a selected frame or note.

use egui::{Id, Margin, TextEdit, Ui, WidgetInfo, WidgetType, vec2};
use egui_phosphor::regular as icon;

use super::button_pairs::button_pairs;
use super::scalar_fields::LONG;
use crate::app::{Action, AnnotationCommand, App, Command, NodeCommand, RunCommand, RunScope, ScopeKind, Writing};
use crate::document::{Activity, Annotation, AnnotationId, Node, NodeId, Picked, Shape, Tint};
use crate::ui::{theme, widgets};

/// The comment and colour of a node, collapsed while there are none.
pub fn node_annotation(ui: &mut Ui, app: &App, id: NodeId, node: &Node, out: &mut Vec<Command>) {
    if !widgets::section(ui, Id::new("inspector mark"), tr!("comment-and-colour"), !node.mark.is_empty()).0 {
        return;
    }
    let what = Writing::Comment(id);
    if app.project.view.writing != Some(what) {
        text_field(ui, what, &node.mark.comment, tr!("step-comment"), 2, out);
    }
    ui.add_space(4.0);
    swatches(ui, Picked { nodes: [id].into(), ..Picked::default() }, node.mark.color, true, out);
}

/// The editor of a single selected frame or note.
pub fn annotation(ui: &mut Ui, app: &App, id: AnnotationId, annotation: &Annotation, out: &mut Vec<Command>) {
    egui::Frame::new().inner_margin(Margin::symmetric(12, 12)).show(ui, |ui| {
        let (title, field, rows) = match annotation.shape {
            Shape::Frame => (tr!("frame-title"), tr!("frame-title-field"), 1),
            Shape::Note => (tr!("note-title"), tr!("note-text-field"), 10),
        };
        widgets::strong(ui, title);
        ui.add_space(6.0);
        text_field(ui, Writing::Annotation(id), &annotation.text, field, rows, out);
        ui.add_space(6.0);
        swatches(ui, Picked { annotations: [id].into(), ..Picked::default() }, Some(annotation.color), false, out);
        ui.add_space(8.0);
        let words = match annotation.shape {
            Shape::Frame => {
                let count = app.document().nodes_of_frame(id).len() as u64;
                tr!("frame-holds", count = count)
            }
            Shape::Note => tr!("note-markdown").to_owned(),
        };
        ui.add(egui::Label::new(egui::RichText::new(words).small().color(theme::current(ui).weak)).wrap());
        if annotation.shape == Shape::Frame {
            ui.add_space(8.0);
            frame_actions(ui, app, id, out);
        }
    });
}

/// Actions for all nodes of a frame.
fn frame_actions(ui: &mut Ui, app: &App, id: AnnotationId, out: &mut Vec<Command>) {
    let nodes = app.document().nodes_of_frame(id);
    let all = |activity: Activity| {
        !nodes.is_empty() && nodes.iter().all(|id| app.document().node(*id).is_some_and(|n| n.activity == activity))
    };
    let bypassed = all(Activity::Bypassed);
    let disabled = all(Activity::Disabled);
    let set = |to: Activity, is_so: bool| {
        Command::Node(NodeCommand::SetActivity {
            nodes: nodes.clone(),
            to: if is_so { Activity::default() } else { to },
        })
    };
    let bypass = if bypassed { tr!("use-again") } else { tr!("bypass") };
    let disable = if disabled { tr!("enable") } else { tr!("disable") };
    let run = Command::Run(RunCommand::Start(RunScope { kind: ScopeKind::Only, nodes: nodes.clone() }));
    let some = !nodes.is_empty();
    let actions = [
        (icon::PLAY, tr!("run-them"), tr!("frame-run"), run, some && !app.project.run.is_running()),
        (
            icon::SELECTION_ALL,
            tr!("select-them"),
            tr!("select-its-nodes"),
            Command::Annotation(AnnotationCommand::SelectNodesOf(id)),
            some,
        ),
        (icon::SKIP_FORWARD, bypass, Action::ToggleBypass.about(), set(Activity::Bypassed, bypassed), some),
        (icon::PROHIBIT, disable, Action::ToggleDisabled.about(), set(Activity::Disabled, disabled), some),
    ];
    let buttons: Vec<_> = actions.iter().map(|(icon, words, about, _, can)| (*icon, *words, *about, *can)).collect();
    if let Some(clicked) = button_pairs(ui, &buttons) {
        out.extend(actions.into_iter().nth(clicked).map(|(.., command, _)| command));
    }
}

fn text_field(ui: &mut Ui, what: Writing, old: &str, name: &str, rows: usize, out: &mut Vec<Command>) {
    let mut typed = old.to_owned();
    let edit = if rows > 1 { TextEdit::multiline(&mut typed) } else { TextEdit::singleline(&mut typed) };
    let id = Id::new(("inspector writing", what));
    let response = ui.add(edit.id(id).desired_width(f32::INFINITY).desired_rows(rows).hint_text(name).margin(LONG));
    widgets::name(ui, id, name);
    if response.changed() && typed != old {
        out.push(Command::Annotation(AnnotationCommand::Write { what, text: typed }));
    }
    if response.lost_focus() {
        // The next burst of typing becomes a separate undo step.
        out.push(Command::Annotation(AnnotationCommand::Edit(None)));
    }
}

/// The tint palette as a row of discs.
pub fn swatches(ui: &mut Ui, picked: Picked, chosen: Option<Tint>, or_none: bool, out: &mut Vec<Command>) {
    let palette = theme::current(ui);
    let none = or_none.then_some(None);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        for color in none.into_iter().chain(Tint::ALL.map(Some)) {
            let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), egui::Sense::click());
            let words = color.map_or(tr!("no-colour-word"), crate::ui::node_graph::color_word);
            response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, color == chosen, words));
            let ring = egui::Stroke::new(if response.has_focus() { 2.0 } else { 1.5 }, palette.accent);
            match color {
                Some(color) => drop(ui.painter().circle_filled(rect.center(), 7.0, palette.hue(color))),
                None => {
                    let stroke = egui::Stroke::new(1.25, palette.weak);
                    ui.painter().circle_stroke(rect.center(), 6.5, stroke);
                    let across = egui::Vec2::splat(4.5) * vec2(1.0, -1.0);
                    ui.painter().line_segment([rect.center() - across, rect.center() + across], stroke);
                }
            }
            if color == chosen || response.has_focus() || response.hovered() {
                ui.painter().circle_stroke(rect.center(), 9.5, ring);
            }
            if response.on_hover_text(words).clicked() && color != chosen {
                out.push(Command::Annotation(AnnotationCommand::Tint { picked: picked.clone(), color }));
            }
        }
    });
}
