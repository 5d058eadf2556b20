//! The one tool bar: file, history, view, run.

use egui::{Align, Button, Layout, RichText, Ui, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::{Action, App, Command};
use crate::base::Language;
use crate::ui::halo::{self, Lit};
use crate::ui::widgets::{self, action_icon, menu};
use crate::ui::{keys, theme};

/// Draws the bar.
pub fn tool_bar(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = theme::UNIT;
        menu(ui, app, out);
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
            run_button(ui, app, out);
            separator(ui, app);
            let lamp = if app.preferences.theme == crate::app::view::Theme::Dark { icon::SUN } else { icon::MOON };
            toggle(ui, app, out, (lamp, Action::ToggleTheme), false);
            tool(ui, app, out, Action::Palette);
            if !app.view.start_page {
                separator(ui, app);
                panel(ui, app, out, Action::ToggleInspector, app.preferences.inspector);
                panel(ui, app, out, Action::ToggleTable, app.preferences.table);
                panel(ui, app, out, Action::ToggleCatalogue, app.preferences.catalogue);
            }
        });
    });
}

/// The project's name, and a dot while it is not saved.
fn project(ui: &mut Ui, app: &App) {
    let colours = theme::palette(app.preferences.theme);
    // Where there are tabs, they tell.
    if !app.is_alone() || (app.view.start_page && app.document().is_empty()) {
        return;
    }
    // What stands at the right end keeps its place in a narrow window, or at a large scale.
    let room = (ui.available_width() - 270.0).max(40.0);
    let narrow = room < 160.0;
    let name = egui::Label::new(RichText::new(app.project_name()).strong().color(colours.text)).truncate();
    ui.scope(|ui| {
        ui.set_max_width(room - if narrow { 16.0 } else { 48.0 });
        ui.add(name);
    });
    if app.history.is_dirty() {
        ui.label(RichText::new(if narrow { "•" } else { tr!("edited") }).small().color(colours.weak))
            .on_hover_text(tr!("edited-about"));
    }
}

/// A part of the menu: its entries, or a menu of its own with a title.
enum Part {
    Here(&'static [Action]),
    Below(fn() -> &'static str, &'static [Action]),
}

const MENU: &[Part] = &[
    Part::Here(&[Action::New, Action::Open, Action::Save, Action::SaveAs]),
    Part::Here(&[Action::CloseTab, Action::ReopenTab, Action::ShowStart]),
    Part::Below(
        || tr!("menu-edit"),
        &[
            Action::Undo,
            Action::Redo,
            Action::Cut,
            Action::Copy,
            Action::Paste,
            Action::Duplicate,
            Action::Delete,
            Action::DeleteAndHeal,
            Action::SelectAll,
            Action::Find,
        ],
    ),
    Part::Below(
        || tr!("menu-view"),
        &[
            Action::Fit,
            Action::ZoomToSelection,
            Action::ZoomReset,
            Action::Tidy,
            Action::ToggleCatalogue,
            Action::ToggleInspector,
            Action::ToggleTable,
            Action::ToggleProblems,
            Action::ToggleRuns,
            Action::History,
            Action::NextProblem,
            Action::HeatTime,
            Action::HeatRows,
            Action::HeatMemory,
            Action::HeatOff,
        ],
    ),
    Part::Below(|| tr!("menu-export"), &[Action::ExportTable, Action::ExportPicture, Action::ExportSelection]),
    Part::Below(
        || tr!("menu-interface"),
        &[Action::ScaleUp, Action::ScaleDown, Action::ScaleReset, Action::ToggleTheme, Action::ToggleMotion],
    ),
];

fn menu(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let button = Button::new(RichText::new(icon::LIST).size(16.0)).frame_when_inactive(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_min_width(240.0);
        menu::entries(ui, |ui| {
            let mut last_here = true;
            for (n, part) in MENU.iter().enumerate() {
                let here = matches!(part, Part::Here(_));
                if n > 0 && (here || last_here) {
                    ui.separator();
                }
                last_here = here;
                match part {
                    Part::Here(actions) => entries(ui, app, actions, out),
                    Part::Below(title, actions) => {
                        ui.menu_button(title(), |ui| menu::entries(ui, |ui| entries(ui, app, actions, out)));
                    }
                }
            }
            ui.menu_button(tr!("language-menu"), |ui| languages(ui, app, out));
            ui.separator();
            entries(ui, app, &[Action::Shortcuts, Action::EditShortcuts, Action::Quit], out);
        });
    });
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, tr!("menu")));
}

fn entries(ui: &mut Ui, app: &App, actions: &[Action], out: &mut Vec<Command>) {
    for action in actions {
        let keys = keys::words(ui.ctx(), app, *action).unwrap_or_default();
        let item = Button::new(action.title()).shortcut_text(keys);
        if ui.add_enabled(action.is_enabled(app), item).clicked() {
            out.push(Command::Do(*action));
            ui.close();
        }
    }
}

/// The languages, each as it calls itself.
pub fn languages(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    for language in Language::ALL {
        if ui.add(Button::selectable(language == app.language, language.name())).clicked() {
            out.push(Command::Speak(language));
            ui.close();
        }
    }
}

fn separator(ui: &mut Ui, app: &App) {
    let colours = theme::palette(app.preferences.theme);
    let (rect, _) = ui.allocate_exact_size(egui::vec2(9.0, 20.0), egui::Sense::hover());
    ui.painter().vline(rect.center().x, rect.y_range(), egui::Stroke::new(1.0, colours.line));
}

fn tool(ui: &mut Ui, app: &App, out: &mut Vec<Command>, action: Action) {
    toggle(ui, app, out, (action_icon(action), action), false);
}

/// The button that shows or hides a panel.
fn panel(ui: &mut Ui, app: &App, out: &mut Vec<Command>, action: Action, on: bool) {
    toggle(ui, app, out, (action_icon(action), action), on);
}

/// An icon button of an action; `on` marks what is shown now.
fn toggle(ui: &mut Ui, app: &App, out: &mut Vec<Command>, (glyph, action): (&str, Action), on: bool) {
    let colours = theme::palette(app.preferences.theme);
    let enabled = action.is_enabled(app);
    let colour = match (enabled, on) {
        (false, _) => colours.edge(),
        (true, true) => colours.accent,
        (true, false) => colours.text,
    };
    let button = Button::new(RichText::new(glyph).size(16.0).color(colour)).frame_when_inactive(false);
    let response = ui.add_enabled(enabled, button.min_size(egui::vec2(28.0, 28.0)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, enabled, action.title()));
    let keys = keys::words(ui.ctx(), app, action).map_or_else(String::new, |keys| format!("  {keys}"));
    // What undo would undo is more telling than that it undoes.
    let step = match action {
        Action::Undo => app.history.undo_label(),
        Action::Redo => app.history.redo_label(),
        _ => None,
    };
    let about = step.map_or_else(|| action.about().to_owned(), ToString::to_string);
    if response.on_hover_text(format!("{}{keys}\n{about}", action.title())).clicked() {
        out.push(Command::Do(action));
    }
}

fn run_button(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    let action = if app.run.is_running() { Action::CancelRun } else { Action::Run };
    let (glyph, word) =
        if app.run.is_running() { (icon::STOP, tr!("cancel")) } else { (icon::PLAY, Action::Run.title()) };
    let enabled = action.is_enabled(app);
    let (fill, text) = if !enabled {
        (colours.raised, colours.weak)
    } else if app.run.is_running() {
        (colours.error, colours.ground)
    } else {
        (colours.accent, colours.on_accent)
    };
    let label = RichText::new(format!("{glyph}  {word}")).color(text).strong();
    let response = ui.add_enabled(enabled, Button::new(label).fill(fill).min_size(egui::vec2(76.0, 28.0)));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, enabled, action.title()));
    halo::mark(ui.ctx(), Lit::Run, response.rect);
    let keys = keys::words(ui.ctx(), app, action).unwrap_or_default();
    if response.on_hover_text(format!("{}  {keys}", action.about())).clicked() {
        out.push(Command::Do(action));
    }
    if app.run.is_running() {
        widgets::busy(ui, 16.0, colours.weak);
        let rows: u64 = app.run.rows.values().sum();
        if rows > 0 {
            ui.label(RichText::new(tr!("rows-so-far", rows = rows)).color(colours.weak));
        }
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
    }
}
