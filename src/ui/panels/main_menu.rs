//! The main menu: actions with check marks, recent files, and About.

use egui::{Atom, Button, RichText, Ui, WidgetInfo, WidgetType, vec2};
use egui_phosphor::regular as icon;

use crate::app::{Action, App, Command, ProjectCommand, WindowCommand};
use crate::base::Language;
use crate::ui::widgets::{self, menu};
use crate::ui::{keys, theme};

/// The space before an entry's text for its check mark, in points.
const TICK: f32 = 14.0;
/// Longer folder names are elided in the middle, in characters.
const FOLDER: usize = 36;

/// A part of the menu: entries, a submenu with a title, or the recent files.
enum Part {
    Entries(&'static [Action]),
    Submenu(fn() -> &'static str, &'static [Action]),
    Recent,
}

const MENU: &[Part] = &[
    Part::Entries(&[Action::New, Action::Open]),
    Part::Recent,
    Part::Entries(&[Action::Save, Action::SaveAs]),
    Part::Entries(&[Action::CloseTab, Action::ReopenTab, Action::ShowStart]),
    Part::Submenu(
        || tr!("menu-edit"),
        &[
            Action::Undo,
            Action::Redo,
            Action::Cut,
            Action::Copy,
            Action::CopyCells,
            Action::CopyWithNames,
            Action::Paste,
            Action::Duplicate,
            Action::Delete,
            Action::DeleteAndHeal,
            Action::SelectAll,
            Action::Find,
        ],
    ),
    Part::Submenu(
        || tr!("menu-view"),
        &[
            Action::Fit,
            Action::ZoomToSelection,
            Action::ZoomReset,
            Action::Tidy,
            Action::ToggleCatalogue,
            Action::Databases,
            Action::ToggleInspector,
            Action::ToggleTable,
            Action::ToggleStatistics,
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
    Part::Submenu(
        || tr!("menu-export"),
        &[Action::ExportTable, Action::ExportProgram, Action::ExportPicture, Action::ExportSelection],
    ),
    Part::Submenu(
        || tr!("menu-interface"),
        &[
            Action::ScaleUp,
            Action::ScaleDown,
            Action::ScaleReset,
            Action::ToggleTheme,
            Action::ToggleMotion,
            Action::ToggleReopen,
            Action::Connections,
            Action::Clusters,
        ],
    ),
];

/// The button that opens the menu.
pub fn main_menu(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let button = Button::new(RichText::new(icon::LIST).size(16.0));
    let shown = ui.scope(|ui| {
        widgets::use_frameless_buttons(ui);
        egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
            ui.set_min_width(240.0);
            menu::entries(ui, |ui| parts(ui, app, out));
        })
    });
    let (response, _) = shown.inner;
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, tr!("menu")));
}

fn parts(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let mut last_here = true;
    for (n, part) in MENU.iter().enumerate() {
        let here = matches!(part, Part::Entries(_));
        let after_recent = n > 0 && matches!(MENU[n - 1], Part::Recent);
        if n > 0 && !after_recent && !matches!(part, Part::Recent) && (here || last_here) {
            ui.separator();
        }
        last_here = here;
        match part {
            Part::Entries(actions) => entries(ui, app, actions, out),
            Part::Submenu(title, actions) => {
                submenu(ui, title(), |ui| menu::entries(ui, |ui| entries(ui, app, actions, out)));
            }
            Part::Recent => {
                ui.add_enabled_ui(!app.person.preferences.recent.is_empty(), |ui| {
                    submenu(ui, tr!("menu-recent"), |ui| menu::entries(ui, |ui| recent(ui, app, out)));
                });
            }
        }
    }
    submenu(ui, tr!("language-menu"), |ui| languages(ui, app, out));
    ui.separator();
    entries(ui, app, &[Action::Shortcuts, Action::EditShortcuts, Action::About, Action::Quit], out);
}

/// A submenu whose title is aligned with the entries.
fn submenu(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    let shown = (blank(ui), title);
    menu::submenu_with(ui, shown, title, add);
}

/// The space of a check mark.
fn blank(ui: &Ui) -> Atom<'static> {
    Atom::custom(ui.next_auto_id().with("tick"), vec2(TICK, 1.0))
}

fn entries(ui: &mut Ui, app: &App, actions: &[Action], out: &mut Vec<Command>) {
    for action in actions {
        let keys = keys::shortcut_text(ui.ctx(), app, *action).unwrap_or_default();
        let is_on = action.is_on(app);
        let response =
            ui.add_enabled(action.is_enabled(app), Button::new((blank(ui), action.title())).shortcut_text(keys));
        widgets::name(ui, response.id, action.title());
        if let Some(is_on) = is_on {
            ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_role(egui::accesskit::Role::MenuItemCheckBox);
                node.set_toggled(if is_on { egui::accesskit::Toggled::True } else { egui::accesskit::Toggled::False });
            });
        }
        if is_on == Some(true) {
            let color = theme::palette(app.person.preferences.theme).accent;
            let at = response.rect.left_center() + vec2(ui.spacing().button_padding.x + TICK / 2.0, 0.0);
            ui.painter().text(at, egui::Align2::CENTER_CENTER, icon::CHECK, egui::FontId::proportional(14.0), color);
        }
        if response.clicked() {
            out.push(Command::Do(*action));
            ui.close();
        }
    }
}

/// The recent files with their folders, the latest first.
fn recent(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    for path in &app.person.preferences.recent {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.parent().map(|folder| folder.display().to_string()).unwrap_or_default();
        let entry = Button::new(&*name).shortcut_text(elide_middle(&folder));
        let response = ui.push_id(path, |ui| ui.add(entry)).inner;
        widgets::name(ui, response.id, &tr!("open-named", name = name));
        if response.on_hover_text(path.display().to_string()).clicked() {
            out.push(Command::Project(ProjectCommand::Open(path.clone())));
            ui.close();
        }
    }
}

/// Elides a long text in the middle.
fn elide_middle(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= FOLDER {
        return text.to_owned();
    }
    let half = FOLDER / 2;
    let (begin, end): (String, String) =
        (letters[..half - 1].iter().collect(), letters[letters.len() - half..].iter().collect());
    format!("{begin}…{end}")
}

/// The languages, each by its own name.
pub fn languages(ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    for language in Language::ALL {
        if ui.add(Button::selectable(language == app.person.language, language.name())).clicked() {
            out.push(Command::Window(WindowCommand::SetLanguage(language)));
            ui.close();
        }
    }
}
