//! Renames a column, with a preview of every change.

use egui::{Key, RichText, ScrollArea, Ui, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::{App, ColumnCommand, Command, WindowCommand};
use crate::base::Problem;
use crate::engine::OutputRef;
use crate::nodes::{Change, RenamePlan};
use crate::ui::style::SMALL;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{button, elided_job, primary_button, segments};

use super::card::{answers, card};

/// The last plan, kept until the input or the project changes.
#[derive(Default)]
pub struct State {
    /// The output in which the column is created, if it is not the one it was shown in.
    source: Option<(OutputRef, String)>,
    /// 1 if the rename starts at the output in which the column was shown.
    only_here: usize,
    planned_for: Option<(String, usize, u64)>,
    plan: Option<Result<RenamePlan, Problem>>,
}

pub(super) fn show(
    text: &mut String,
    state: &mut State,
    ctx: &egui::Context,
    app: &App,
    (output, column): (OutputRef, &str),
    fresh: bool,
    out: &mut Vec<Command>,
) {
    let colours = theme::palette(app.person.preferences.theme);
    if fresh {
        column.clone_into(text);
        let source = app.where_named(output, column);
        *state = State { source: Some(source).filter(|(named, _)| *named != output), ..State::default() };
    }
    card(ctx, app, 640.0, out, |ui, out| {
        let name = app.document().node(output.node).map_or("", |node| node.name.as_str());
        ui.label(RichText::new(tr!("new-name-of-column", column = column, name = name)).color(colours.weak));
        field(ui, ctx, text, fresh);
        if let Some((named, _)) = &state.source {
            let source = app.document().node(named.node).map_or("", |node| node.name.as_str());
            ui.add_space(6.0);
            let words = [tr!("rename-from-source", name = source), tr!("rename-from-here", name = name)];
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let width = ui.available_width();
            segments(ui, tr!("rename-from-where"), &mut state.only_here, &words, width);
        }
        let (output, column) = match &state.source {
            Some((named, name)) if state.only_here == 0 => (*named, name.as_str()),
            _ => (output, column),
        };
        let wanted = (text.trim().to_owned(), state.only_here, app.project.history.revision());
        if state.planned_for.as_ref() != Some(&wanted) {
            state.plan = (wanted.0 != column).then(|| app.plan_rename(output, column, &wanted.0));
            state.planned_for = Some(wanted.clone());
        }
        ui.add_space(8.0);
        match &state.plan {
            None => message(ui, tr!("rename-all-follow"), colours.weak),
            Some(Err(problem)) => message(ui, &problem.to_string(), colours.error),
            Some(Ok(plan)) => change_list(ui, colours, plan),
        }
        ui.add_space(12.0);
        let is_possible = matches!(state.plan, Some(Ok(_)));
        answers(ui, |ui| {
            let rename = ui.add_enabled_ui(is_possible, |ui| primary_button(ui, "", tr!("rename"))).inner;
            if is_possible && (rename.clicked() || ui.input(|i| i.key_pressed(Key::Enter))) {
                out.push(Command::Column(ColumnCommand::Rename { output, column: column.to_owned(), to: wanted.0 }));
            }
            if button(ui, "", tr!("cancel")).clicked() {
                out.push(Command::Window(WindowCommand::CloseDialog));
            }
        });
    });
}

fn field(ui: &mut Ui, ctx: &egui::Context, text: &mut String, fresh: bool) {
    let field = egui::TextEdit::singleline(text).desired_width(f32::INFINITY).margin(egui::Margin::symmetric(8, 6));
    let mut shown = field.show(ui);
    let response = &shown.response.response;
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, tr!("new-column-name")));
    // Enter leaves the field; if the name is refused, the field takes the focus back.
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        response.request_focus();
    }
    if fresh {
        response.request_focus();
        let all = egui::text::CCursorRange::two(shown.galley.begin(), shown.galley.end());
        shown.state.cursor.set_char_range(Some(all));
        shown.state.clone().store(ctx, response.id);
    }
}

fn message(ui: &mut Ui, words: &str, colour: egui::Color32) {
    ui.add(egui::Label::new(RichText::new(words).color(colour)).wrap());
}

/// The list of changes and remarks.
fn change_list(ui: &mut Ui, colours: &Palette, plan: &RenamePlan) {
    let words = tr!("settings-will-change", count = plan.changes.len());
    ui.label(RichText::new(words).color(colours.weak));
    ui.add_space(4.0);
    let most = 280.0;
    ScrollArea::vertical().max_height(most).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for change in &plan.changes {
            row(ui, colours, change);
        }
        for note in &plan.notes {
            ui.add_space(2.0);
            ui.horizontal_top(|ui| {
                ui.label(RichText::new(icon::WARNING).color(colours.warning));
                message(ui, &note.to_string(), colours.text);
            });
        }
    });
}

/// One change: node and setting above, the texts before and after below.
fn row(ui: &mut Ui, colours: &Palette, change: &Change) {
    let height = 38.0;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), egui::Sense::hover());
    let before = if change.before.is_empty() { tr!("cell-empty") } else { &change.before };
    let words =
        tr!("setting-becomes", name = change.name, setting = change.setting, before = before, after = change.after);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &words));
    if !ui.is_rect_visible(rect) {
        return;
    }
    ui.painter().rect_filled(rect, theme::RADIUS, colours.surface);
    let inner = rect.shrink2(egui::vec2(8.0, 4.0));
    let body = egui::TextStyle::Body.resolve(ui.style());
    let small = egui::FontId::proportional(SMALL);
    let painter = ui.painter_at(inner);
    let put = |x: f32, y: f32, text: &str, font: egui::FontId, colour, width: f32| {
        let galley = painter.layout_job(elided_job(text, font, colour, width));
        let size = galley.size().x;
        painter.galley(egui::pos2(x, y - galley.size().y / 2.0), galley, colour);
        x + size
    };
    let top = inner.top() + 7.0;
    let bottom = inner.bottom() - 8.0;
    let x = put(inner.left(), top, &change.name, small.clone(), colours.text, inner.width() / 2.0);
    put(x + 8.0, top, &change.setting.to_string(), small, colours.weak, inner.width() / 2.0);
    let mono = egui::FontId::monospace(body.size - 1.0);
    let half = inner.width() / 2.0 - 16.0;
    let x = put(inner.left(), bottom, before, mono.clone(), colours.weak, half);
    let x = put(x + 8.0, bottom, icon::ARROW_RIGHT, body, colours.weak, 20.0);
    put(x + 8.0, bottom, &change.after, mono, colours.text, inner.right() - x - 8.0);
    response.on_hover_text(format!("{before}\n→ {}", change.after));
}
