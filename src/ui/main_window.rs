//! The main window: the panels around the canvas, and the order of work in one frame.

use std::collections::HashMap;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::app::window_layout::{Part, WindowPlacement};
use crate::app::{App, Command, Effect, TabId, WindowCommand, Workspace};
use crate::base::Language;

use super::accesskit_focus::AccesskitFocus;
use super::appearance::Appearance;
use super::caret_blink::CaretBlink;
use super::control_list::ControlList;
use super::dialogs::{self, Dialogs, chooser::Chooser};
use super::hidden_pointer::HiddenPointer;
use super::input_sequencer::InputSequencer;
use super::inspector::Inspector;
use super::node_graph::Canvas;
use super::panel_layout::panel_sizes::{Below, plan_panels};
use super::panel_layout::window_geometry::{WindowGeometry, display};
use super::panel_layout::{PanelTabs, panel, shown};
use super::panels::{
    Catalogue, HistoryPanel, TabBar, broken_file_page, disk_note, guide, notices, problems, runs, start_page,
    status_bar, tab_bar, tool_bar,
};
use super::panes::{self, Pane};
use super::popups::PopupKeyboard;
use super::table::TableView;
use super::{fonts, keys, stable_layout, style, theme};

/// State of the window that is not part of [`App`]: gestures, open popups, text being typed.
pub struct MainWindow {
    pub workspace: Workspace,
    /// One for each project that has been shown.
    tab_states: HashMap<TabId, TabState>,
    tab_bar: TabBar,
    catalogue: Catalogue,
    history: HistoryPanel,
    dialogs: Dialogs,
    /// The settings that the current style and scale were made from.
    applied: Option<Appearance>,
    geometry: WindowGeometry,
    panel_tabs: PanelTabs,
    title: String,
    closing: bool,
    /// The keyboard was used more recently than the pointer, so the focus is made visible.
    uses_keyboard: bool,
    /// A dialog was open in the previous frame.
    had_dialog: bool,
}

/// Window state of one project: canvas, inspector and table.
#[derive(Default)]
struct TabState {
    canvas: Canvas,
    inspector: Inspector,
    table: TableView,
}

impl MainWindow {
    pub fn new(ctx: &egui::Context, workspace: impl Into<Workspace>, chooser: Box<dyn Chooser>) -> Self {
        fonts::install(ctx);
        ctx.add_plugin(InputSequencer::default());
        ctx.add_plugin(HiddenPointer::default());
        ctx.add_plugin(PopupKeyboard::default());
        ctx.add_plugin(CaretBlink::default());
        ctx.add_plugin(AccesskitFocus);
        if let Some(list) = ControlList::from_environment(ctx) {
            ctx.add_plugin(list);
        }
        let workspace = workspace.into();
        workspace.app().person.language.make_current();
        fonts::prepare(ctx, workspace.app().person.language);
        // The application controls the scale; Ctrl+Plus belongs to the canvas.
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // The common limit of desktop environments.
            options.input_options.max_double_click_delay = 0.5;
        });
        MainWindow {
            workspace,
            tab_states: HashMap::new(),
            tab_bar: TabBar::default(),
            catalogue: Catalogue::default(),
            history: HistoryPanel::default(),
            dialogs: Dialogs::new(chooser),
            applied: None,
            geometry: WindowGeometry::default(),
            panel_tabs: PanelTabs::default(),
            title: String::new(),
            closing: false,
            uses_keyboard: false,
            had_dialog: false,
        }
    }

    /// Places the window as given, as far as the system allows.
    pub fn with_geometry(self, placement: WindowPlacement) -> Self {
        MainWindow { geometry: WindowGeometry::restoring(placement), ..self }
    }

    /// The project that is shown.
    pub fn app(&self) -> &App {
        self.workspace.app()
    }

    /// Runs one frame: takes in results, draws, then carries out the commands pushed while drawing.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.app().person.language.make_current();
        if stable_layout::delays_updates(&ctx) {
            // A press that lasts becomes a drag even when the pointer does not move.
            ctx.request_repaint_after_secs(0.1);
        } else if self.workspace.poll() {
            ctx.request_repaint();
        }
        if let Some(rest) = self.workspace.rest() {
            ctx.request_repaint_after(rest);
        }
        let appearance = Appearance::of(&self.app().person.preferences);
        if self.applied != Some(appearance) {
            self.applied = Some(appearance);
            style::apply(&ctx, appearance.theme, appearance.reduces_motion);
            ctx.set_zoom_factor(appearance.scale);
        }
        let mut commands = Vec::new();
        if fonts::chinese_is_missing(&ctx) {
            commands.push(Command::Window(WindowCommand::FontMissing));
        }
        keys::collect(&ctx, self.workspace.app(), &mut commands);
        self.hide_tooltip(&ctx);
        self.draw(ui, &mut commands);
        self.focus_ring(&ctx);
        keys::note_focus(&ctx);
        self.close_request(&ctx, &mut commands);
        self.geometry.follow(&ctx, false, &mut commands);
        if !commands.is_empty() {
            self.workspace.handle_all(commands);
            let tabs = self.workspace.tabs();
            self.tab_states.retain(|id, _| tabs.iter().any(|tab| tab.id == *id));
            ctx.request_repaint();
        }
        let language = self.app().person.language;
        if language != Language::current() {
            language.make_current();
            fonts::prepare(&ctx, language);
        }
        for effect in self.workspace.take_effects() {
            match effect {
                Effect::CopyText(text) => ctx.copy_text(text),
                Effect::RequestPaste => ctx.send_viewport_cmd(egui::ViewportCommand::RequestPaste),
                Effect::GoToPanel { forward } => {
                    self.uses_keyboard = true;
                    panes::cycle_focus(&ctx, forward);
                }
                Effect::Close => {
                    self.closing = true;
                    let mut last = Vec::new();
                    self.geometry.follow(&ctx, true, &mut last);
                    self.workspace.handle_all(last);
                    ctx.send_viewport_cmd(egui::ViewportCommand::Close);
                }
            }
        }
        let title = self.app().project.title();
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    fn draw(&mut self, ui: &mut Ui, out: &mut Vec<Command>) {
        let MainWindow { workspace, tab_states, tab_bar: tabs, catalogue, history, dialogs, panel_tabs, .. } = self;
        let workspace = &*workspace;
        let app = workspace.app();
        let tab = workspace.active();
        let TabState { canvas, inspector, table } = tab_states.entry(tab).or_default();
        let colours = theme::palette(app.person.preferences.theme);
        let bar = Frame::new().fill(colours.panel).inner_margin(Margin::symmetric(8, 4));
        let side = Frame::new().fill(colours.panel);
        Panel::top("tool_bar").exact_size(40.0).frame(bar).show(ui, |ui| {
            panes::register(ui, Pane::ToolBar);
            tool_bar(ui, app, out);
        });
        if workspace.tabs().len() > 1 {
            let bar = Frame::new().fill(colours.background);
            Panel::top("tab_bar").exact_size(tab_bar::HEIGHT).frame(bar).show_separator_line(false).show(ui, |ui| {
                panes::register(ui, Pane::Tabs);
                tabs.show(ui, workspace, out);
            });
        }
        Panel::bottom("status_bar").exact_size(24.0).frame(bar.inner_margin(Margin::symmetric(8, 0))).show(ui, |ui| {
            status_bar(ui, app, out);
        });
        if app.project.view.start_page {
            CentralPanel::no_frame().show(ui, |ui| {
                panes::register(ui, Pane::StartPage);
                match &app.project.view.broken {
                    Some(broken) => broken_file_page(ui, app, broken, out),
                    None => start_page(ui, app, out),
                }
            });
        } else {
            let here = display(ui.ctx());
            let size = ui.ctx().content_rect().size();
            let bars = size.y - ui.available_height();
            let plan = plan_panels(size, bars, &shown(app), |part| app.person.preferences.share(here, part));
            let mut resized = Vec::new();
            for size in plan.beside {
                panel(ui, here, size, side, &mut resized, |ui| match size.part {
                    Part::Catalogue => {
                        panes::register(ui, Pane::Catalogue);
                        catalogue.show(ui, app, out);
                    }
                    Part::History => {
                        panes::register(ui, Pane::History);
                        history.show(ui, app, tab, out);
                    }
                    _ => {
                        panes::register(ui, Pane::Inspector);
                        ui.push_id(tab, |ui| inspector.show(ui, app, out));
                    }
                });
            }
            let mut below = |ui: &mut Ui, part: Part| match part {
                Part::Problems => {
                    panes::register(ui, Pane::Problems);
                    problems(ui, app, out);
                }
                Part::Runs => {
                    panes::register(ui, Pane::Runs);
                    runs(ui, app, out);
                }
                _ => {
                    panes::register(ui, Pane::Table);
                    ui.push_id(tab, |ui| table.show(ui, app, out));
                }
            };
            let chosen = panel_tabs.follow(app);
            match plan.below {
                Below::Stacked(sizes) => {
                    for size in sizes {
                        panel(ui, here, size, side, &mut resized, |ui| below(ui, size.part));
                    }
                }
                Below::Tabs(size) => panel(ui, here, size, side, &mut resized, |ui| {
                    panel_tabs.tabs(ui);
                    below(ui, chosen);
                }),
            }
            out.extend(resized);
            CentralPanel::no_frame().show(ui, |ui| {
                ui.push_id(tab, |ui| canvas.show(ui, app, out));
            });
        }
        guide(ui.ctx(), app, out);
        disk_note(ui.ctx(), app, out);
        notices(ui.ctx(), app, out);
        dialogs::show(dialogs, ui.ctx(), workspace, out);
    }

    /// Hides the tooltip when a dialog opens. egui would keep it in front of the dialog until the pointer moves.
    fn hide_tooltip(&mut self, ctx: &egui::Context) {
        let has_dialog = self.app().project.view.dialog.is_some();
        if has_dialog && !self.had_dialog {
            ctx.with_plugin(|pointer: &mut HiddenPointer| pointer.0 = true);
            ctx.request_repaint();
        }
        self.had_dialog = has_dialog;
    }

    /// Paints the ring around the focused control while the keyboard is in use.
    fn focus_ring(&mut self, ctx: &egui::Context) {
        ctx.input(|i| {
            self.uses_keyboard |= i.key_pressed(egui::Key::Tab);
            self.uses_keyboard &= !i.pointer.any_pressed();
        });
        if self.uses_keyboard {
            panes::paint_focus_ring(ctx, theme::palette(self.app().person.preferences.theme));
        }
    }

    /// The close button of the window asks the same question as Quit.
    fn close_request(&mut self, ctx: &egui::Context, out: &mut Vec<Command>) {
        if ctx.input(|i| i.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            out.push(Command::Do(crate::app::Action::Quit));
        }
    }
}

impl eframe::App for MainWindow {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}
