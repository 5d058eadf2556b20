//! The tool bar: file, history, view, run.

use egui::{Align, Button, Layout, RichText, Ui, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::{Action, App, Command};
use crate::ui::highlight::{self, HighlightTarget};
use crate::ui::widgets::{self, action_icon};
use crate::ui::{keys, theme};

use super::main_menu::main_menu;
use super::run_place::run_place_button;

/// Draws the bar.
pub fn tool_bar(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = theme::UNIT;
        main_menu(ui, app, out);
        separator(ui, app);
        tool(ui, app, out, Action::ShowStart);
        tool(ui, app, out, Action::Open);
        tool(ui, app, out, Action::Save);
        separator(ui, app);
        tool(ui, app, out, Action::Undo);
        tool(ui, app, out, Action::Redo);
        separator(ui, app);
        tool(ui, app, out, Action::AddNode);
        tool(ui, app, out, Action::Parameters);
        ui.add_space(2.0 * theme::UNIT);
        project(ui, app);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            run_place_button(ui, app, out);
            run_button(ui, app, out);
            separator(ui, app);
            let lamp =
                if app.person.preferences.theme == crate::app::view::Theme::Dark { icon::SUN } else { icon::MOON };
            toggle(ui, app, out, (lamp, Action::ToggleTheme), false);
            tool(ui, app, out, Action::Palette);
            if !app.project.view.start_page {
                separator(ui, app);
                panel(ui, app, out, Action::ToggleInspector, app.person.preferences.inspector);
                panel(ui, app, out, Action::ToggleTable, app.person.preferences.table);
                panel(ui, app, out, Action::ToggleCatalogue, app.person.preferences.catalogue);
            }
        });
    });
}

/// The name of the project, with a dot while it has unsaved changes.
fn project(ui: &mut Ui, app: &App) {
    let colours = theme::palette(app.person.preferences.theme);
    // The tabs show the name if there are any.
    if !app.is_alone() || (app.project.view.start_page && app.document().is_empty()) {
        return;
    }
    // Buttons at the right end keep their place in a narrow window or at a large scale.
    let room = (ui.available_width() - 300.0).max(40.0);
    let narrow = room < 160.0;
    let name = egui::Label::new(RichText::new(app.project.name()).strong().color(colours.text)).truncate();
    ui.scope(|ui| {
        ui.set_max_width(room - if narrow { 16.0 } else { 48.0 });
        ui.add(name);
    });
    if app.project.is_edited() {
        ui.label(RichText::new(if narrow { "•" } else { tr!("edited") }).small().color(colours.weak))
            .on_hover_text(tr!("edited-about"));
    }
}

fn separator(ui: &mut Ui, app: &App) {
    let colours = theme::palette(app.person.preferences.theme);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(9.0, 20.0), egui::Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), egui::Stroke::new(1.0, colours.line));
}

fn tool(ui: &mut Ui, app: &App, out: &mut Vec<Command>, action: Action) {
    toggle(ui, app, out, (action_icon(action), action), false);
}

/// The button that toggles a panel.
fn panel(ui: &mut Ui, app: &App, out: &mut Vec<Command>, action: Action, on: bool) {
    toggle(ui, app, out, (action_icon(action), action), on);
}

/// An icon button of an action; `on` marks it as active.
fn toggle(ui: &mut Ui, app: &App, out: &mut Vec<Command>, (glyph, action): (&str, Action), on: bool) {
    let colours = theme::palette(app.person.preferences.theme);
    let enabled = action.is_enabled(app);
    let colour = match (enabled, on) {
        (false, _) => colours.edge(),
        (true, true) => colours.accent,
        (true, false) => colours.text,
    };
    let button = Button::new(RichText::new(glyph).size(16.0).color(colour)).min_size(egui::vec2(28.0, 28.0));
    let response = widgets::frameless_button(ui, enabled, button);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, enabled, action.title()));
    let keys = keys::shortcut_text(ui.ctx(), app, action).map_or_else(String::new, |keys| format!("  {keys}"));
    // The tooltip names the step that undo would revert.
    let step = match action {
        Action::Undo => app.project.history.undo_label(),
        Action::Redo => app.project.history.redo_label(),
        _ => None,
    };
    let about = step.map_or_else(|| action.about().to_owned(), ToString::to_string);
    if response.on_hover_text(format!("{}{keys}\n{about}", action.title())).clicked() {
        out.push(Command::Do(action));
    }
}

fn run_button(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let action = if app.project.run.is_running() { Action::CancelRun } else { Action::Run };
    let (glyph, word) =
        if app.project.run.is_running() { (icon::STOP, tr!("cancel")) } else { (icon::PLAY, Action::Run.title()) };
    let enabled = action.is_enabled(app);
    let (fill, text) = if !enabled {
        (colours.surface, colours.weak)
    } else if app.project.run.is_running() {
        (colours.error, colours.background)
    } else {
        (colours.accent, colours.on_accent)
    };
    let label = RichText::new(format!("{glyph}  {word}")).color(text).strong();
    let response = ui.add_enabled(enabled, Button::new(label).fill(fill).min_size(egui::vec2(76.0, 28.0)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, enabled, action.title()));
    highlight::record(ui.ctx(), HighlightTarget::Run, response.rect);
    let keys = keys::shortcut_text(ui.ctx(), app, action).unwrap_or_default();
    if response.on_hover_text(format!("{}  {keys}", action.about())).clicked() {
        out.push(Command::Do(action));
    }
}
