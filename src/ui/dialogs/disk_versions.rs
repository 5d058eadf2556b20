//! Compares the project file on disk with the open project, by node and setting, and asks how to merge them.

use egui::{FontId, Rect, RichText, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use crate::app::disk::{DiskAnswer, OnDisk, TwoVersions};
use crate::app::{Action, App, Command, ProjectCommand, WindowCommand};
use crate::document::{Aspect, MergeRow, Origin};
use crate::nodes::setting_words;
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, Palette, RADIUS, ROW, UNIT};
use crate::ui::widgets::{self, button, primary_button};

use super::card::{answers, card};
use super::questions;

const WIDTH: f32 = 840.0;
const LINE: f32 = ROW + UNIT;
/// The widths of the columns as shares: setting, before, here, on disk.
const SHARES: [f32; 4] = [0.28, 0.2, 0.26, 0.26];

pub(super) fn show(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    match &app.project.disk.state {
        OnDisk::Changed(versions) => two_versions(ctx, app, versions, out),
        OnDisk::Broken { why, .. } => {
            let choices = [
                (tr!("cancel"), vec![Command::Window(WindowCommand::CloseDialog)]),
                (tr!("disk-write-over"), vec![Command::Project(ProjectCommand::OnDisk(DiskAnswer::WriteOver))]),
                (
                    Action::SaveAs.title(),
                    vec![Command::Window(WindowCommand::CloseDialog), Command::Do(Action::SaveAs)],
                ),
            ];
            let title = tr!("disk-broken-title", file = app.project.name());
            let about = tr!("disk-broken-about", why = why);
            questions::question(ctx, app, (&title, &about), choices, out);
        }
        OnDisk::Same | OnDisk::Gone => out.push(Command::Window(WindowCommand::CloseDialog)),
    }
}

fn two_versions(ctx: &egui::Context, app: &App, versions: &TwoVersions, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, WIDTH, out, |ui, out| {
        let title = tr!("disk-title", file = app.project.name());
        ui.label(RichText::new(title).heading().color(colours.text));
        ui.add_space(UNIT);
        ui.label(RichText::new(tr!("disk-about")).color(colours.weak));
        ui.add_space(2.0 * UNIT);
        let rows = &versions.merged.rows;
        if rows.is_empty() {
            ui.label(RichText::new(tr!("disk-only-layout")).color(colours.text));
        } else {
            list(ui, app, versions, out);
        }
        ui.add_space(2.0 * UNIT);
        let words = match versions.merged.clashes() {
            0 => tr!("disk-no-clash").to_owned(),
            count => tr!("disk-clashes", count = count),
        };
        if !rows.is_empty() {
            ui.label(RichText::new(words).color(colours.weak));
            ui.add_space(2.0 * UNIT);
        }
        answers(ui, |ui| {
            let answer = |answer| Command::Project(ProjectCommand::OnDisk(answer));
            let chosen = [
                (primary_button(ui, "", tr!("disk-merge")), answer(DiskAnswer::Merge)),
                (button(ui, "", tr!("disk-take-theirs")), answer(DiskAnswer::TakeTheirs)),
                (button(ui, "", tr!("disk-keep-mine")), answer(DiskAnswer::KeepMine)),
                (button(ui, "", tr!("disk-later")), Command::Window(WindowCommand::CloseDialog)),
            ];
            out.extend(chosen.into_iter().filter(|(response, _)| response.clicked()).map(|(_, command)| command));
        });
    });
}

fn list(ui: &mut Ui, app: &App, versions: &TwoVersions, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let heads = [tr!("disk-column-what"), tr!("disk-column-base"), tr!("disk-column-mine"), tr!("disk-column-theirs")];
    ui.spacing_mut().item_spacing.y = 0.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    for (cell, words) in cells(rect).into_iter().zip(heads) {
        write(ui, cell, words, SMALL, colours.weak);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), crate::ui::style::hairline(colours));
    let room = (ui.ctx().content_rect().height() * 0.45).max(3.0 * LINE);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for row in &versions.merged.rows {
            line(ui, app, versions, row, out);
        }
    });
}

fn line(ui: &mut Ui, app: &App, versions: &TwoVersions, row: &MergeRow, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let [what, before, mine, theirs] = cells(rect);
    let words = place(app, versions, row);
    let value = |side: &Option<String>| match (side, &row.aspect) {
        (Some(count), Aspect::Places) => tr!("disk-moved", count = count.parse::<usize>().unwrap_or_default()),
        (Some(words), Aspect::Note | Aspect::Frame) if words.is_empty() => tr!("disk-without-text").to_owned(),
        (Some(words), _) => words.replace('\n', " "),
        (None, Aspect::Places) => String::new(),
        (None, _) => tr!("disk-none").to_owned(),
    };
    let is_clash = matches!(row.origin, Origin::Clash(_));
    write(ui, what, &words, BODY, if is_clash { colours.warning } else { colours.text });
    write(ui, before, &value(&row.base), BODY, colours.weak);
    let sides = [(mine, &row.mine, false), (theirs, &row.theirs, true)];
    for (cell, side, is_theirs) in sides {
        let value = value(side);
        match row.origin {
            Origin::Clash(clash) => {
                let name = if is_theirs {
                    tr!("disk-theirs-of", what = words, value = value)
                } else {
                    tr!("disk-mine-of", what = words, value = value)
                };
                let is_chosen = versions.chosen.contains(&clash) == is_theirs;
                if choice(ui, cell, (&value, &name), is_chosen, colours) {
                    out.push(Command::Project(ProjectCommand::OnDisk(DiskAnswer::Choose { clash, theirs: is_theirs })));
                }
            }
            origin => {
                let is_change = origin == Origin::Both || (origin == Origin::Theirs) == is_theirs;
                let colour = if is_change { colours.text } else { colours.weak };
                write(ui, cell, &value, BODY, colour);
            }
        }
    }
}

/// A value that can be chosen. Returns whether it was clicked.
fn choice(ui: &mut Ui, cell: Rect, (value, name): (&str, &str), is_chosen: bool, colours: &Palette) -> bool {
    let frame = cell.shrink2(vec2(0.0, 2.0));
    let response = ui.interact(frame, ui.id().with(name), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, true, is_chosen, name));
    let fill = match (is_chosen, response.hovered() || response.has_focus()) {
        (true, _) => colours.selected(),
        (false, true) => colours.hover,
        (false, false) => colours.panel,
    };
    ui.painter().rect(frame, RADIUS, fill, egui::Stroke::new(1.0, colours.line), egui::StrokeKind::Inside);
    let (glyph, colour) = if is_chosen { (icon::RADIO_BUTTON, colours.accent) } else { (icon::CIRCLE, colours.weak) };
    let at = pos2(frame.left() + 12.0, frame.center().y);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, glyph, FontId::proportional(14.0), colour);
    let inner = Rect::from_min_max(pos2(frame.left() + 16.0, frame.top()), frame.max);
    write(ui, inner, value, BODY, colours.text);
    response.clicked()
}

fn cells(line: Rect) -> [Rect; 4] {
    // Aligns the text of the first column with the title.
    let mut left = line.left() - UNIT;
    SHARES.map(|share| {
        let right = left + line.width() * share;
        let cell = Rect::from_min_max(pos2(left, line.top()), pos2(right - 2.0 * UNIT, line.bottom()));
        left = right;
        cell
    })
}

/// One line of text in a cell, with a tooltip if it is cut.
fn write(ui: &mut Ui, cell: Rect, text: &str, size: f32, colour: egui::Color32) {
    let inner = cell.shrink2(vec2(UNIT, 0.0));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut ui = ui.new_child(egui::UiBuilder::new().max_rect(inner).layout(layout).id_salt((cell.min.x as i32, text)));
    widgets::elided(&mut ui, text, FontId::proportional(size), colour);
}

/// The node and setting of a row: "late · Condition".
fn place(app: &App, versions: &TwoVersions, row: &MergeRow) -> String {
    let node = row.node.as_deref().unwrap_or_default();
    let kind = || {
        let of = |document: &crate::document::Document| {
            document.find(node).and_then(|id| document.node(id)).map(|node| node.kind.clone())
        };
        of(app.document()).or_else(|| of(&versions.merged.document)).unwrap_or_default()
    };
    let what = match &row.aspect {
        Aspect::Node => tr!("disk-aspect-node").to_owned(),
        Aspect::Name => tr!("runs-change-name").to_owned(),
        Aspect::Kind => tr!("runs-change-kind").to_owned(),
        Aspect::State => tr!("runs-change-state").to_owned(),
        Aspect::Running => tr!("runs-change-running").to_owned(),
        Aspect::Setting(path) if path.is_empty() => tr!("disk-aspect-settings").to_owned(),
        Aspect::Setting(path) => setting_words(&kind(), path).to_string(),
        Aspect::Wire(port) if port.is_empty() => tr!("disk-aspect-wire").to_owned(),
        Aspect::Wire(port) => tr!("disk-aspect-wire-port", port = port),
        Aspect::Comment => tr!("disk-aspect-comment").to_owned(),
        Aspect::Colour => tr!("disk-aspect-colour").to_owned(),
        Aspect::Parameter(name) => format!("${{{name}}}"),
        Aspect::Connection(name) => tr!("runs-change-connection", name = name),
        Aspect::Frame => tr!("disk-aspect-frame").to_owned(),
        Aspect::Note => tr!("disk-aspect-note").to_owned(),
        Aspect::Places => tr!("disk-aspect-places").to_owned(),
    };
    if node.is_empty() { what } else { format!("{node} · {what}") }
}
