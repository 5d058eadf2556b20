//! The frame of the window: panels around the canvas, and the order of things in one frame.

use std::collections::HashMap;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::app::view::{Preferences, Theme};
use crate::app::window_layout::{Part, WindowPlacement};
use crate::app::{App, Command, Effect, TabId, WindowCommand, Workspace};
use crate::base::Language;

use super::accesskit_focus::AccesskitFocus;
use super::caret::Caret;
use super::control_list::ControlList;
use super::dialogs::{self, Dialogs, files::Chooser};
use super::input_sequencer::InputSequencer;
use super::inspector::Inspector;
use super::node_graph::Canvas;
use super::open_lists::OpenLists;
use super::panels::{
    Catalogue, HistoryPanel, TabBar, broken_page, disk_note, guide, notices, problems, runs, start_page, status_bar,
    tab_bar, tool_bar,
};
use super::panes::{self, Pane};
use super::table::TableView;
use super::workplace::plan::{Below, plan};
use super::workplace::window::{Keeper, display};
use super::workplace::{Dock, panel, shown};
use super::{fonts, keys, steady, style, theme};

/// The window's own state: gestures, open lists, text being typed. What matters is in [`App`].
pub struct Shell {
    pub workspace: Workspace,
    /// Of each project that was shown.
    views: HashMap<TabId, View>,
    bar: TabBar,
    catalogue: Catalogue,
    history: HistoryPanel,
    dialogs: Dialogs,
    /// What the style and the scale were last made from.
    themed: Option<Look>,
    keeper: Keeper,
    dock: Dock,
    title: String,
    closing: bool,
    /// The keyboard was used after the pointer: what it is on shall be seen.
    by_keyboard: bool,
    /// A dialog was there in the frame before.
    had_dialog: bool,
}

/// Lets the next frame have no pointer, until it moves.
#[derive(Default)]
struct PointerAway(bool);

impl egui::Plugin for PointerAway {
    fn debug_name(&self) -> &'static str {
        "pointer_away"
    }

    fn input_hook(&mut self, _: &egui::Context, input: &mut egui::RawInput) {
        if std::mem::take(&mut self.0) {
            input.events.insert(0, egui::Event::PointerGone);
        }
    }
}

/// What the window keeps of one project: where its canvas and its table stand, what is typed beside them.
#[derive(Default)]
struct View {
    canvas: Canvas,
    inspector: Inspector,
    table: TableView,
}

/// What of the preferences the style is made from.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    theme: Theme,
    scale: f32,
    reduces_motion: bool,
}

impl Look {
    fn of(preferences: &Preferences) -> Look {
        Look {
            theme: preferences.theme,
            scale: preferences.scale_factor(),
            reduces_motion: preferences.reduces_motion(),
        }
    }
}

impl Shell {
    pub fn new(ctx: &egui::Context, workspace: impl Into<Workspace>, chooser: Box<dyn Chooser>) -> Self {
        fonts::install(ctx);
        ctx.add_plugin(InputSequencer::default());
        ctx.add_plugin(PointerAway::default());
        ctx.add_plugin(OpenLists::default());
        ctx.add_plugin(Caret::default());
        ctx.add_plugin(AccesskitFocus);
        if let Some(list) = ControlList::asked_for(ctx) {
            ctx.add_plugin(list);
        }
        let workspace = workspace.into();
        workspace.app().person.language.make_current();
        fonts::prepare(ctx, workspace.app().person.language);
        // The scale is ours to keep, and Ctrl+Plus is the canvas'.
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            // As long as desktops allow.
            options.input_options.max_double_click_delay = 0.5;
        });
        Shell {
            workspace,
            views: HashMap::new(),
            bar: TabBar::default(),
            catalogue: Catalogue::default(),
            history: HistoryPanel::default(),
            dialogs: Dialogs::new(chooser),
            themed: None,
            keeper: Keeper::default(),
            dock: Dock::default(),
            title: String::new(),
            closing: false,
            by_keyboard: false,
            had_dialog: false,
        }
    }

    /// The window shall stand so, as far as the system lets it.
    pub fn placement(self, placement: WindowPlacement) -> Self {
        Shell { keeper: Keeper::restoring(placement), ..self }
    }

    /// The project that is shown.
    pub fn app(&self) -> &App {
        self.workspace.app()
    }

    /// One frame: take in results, draw, then fulfil what was asked while drawing.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.app().person.language.make_current();
        if steady::holds_news(&ctx) {
            // A press that lasts becomes a drag, also where nothing moves.
            ctx.request_repaint_after_secs(0.1);
        } else if self.workspace.poll() {
            ctx.request_repaint();
        }
        let look = Look::of(&self.app().person.preferences);
        if self.themed != Some(look) {
            self.themed = Some(look);
            style::apply(&ctx, look.theme, look.reduces_motion);
            ctx.set_zoom_factor(look.scale);
        }
        let mut commands = Vec::new();
        if fonts::chinese_is_missing(&ctx) {
            commands.push(Command::Window(WindowCommand::FontMissing));
        }
        keys::collect(&ctx, self.workspace.app(), &mut commands);
        self.hide_tooltip(&ctx);
        self.draw(ui, &mut commands);
        self.ring(&ctx);
        keys::note_focus(&ctx);
        self.closing(&ctx, &mut commands);
        self.keeper.follow(&ctx, false, &mut commands);
        if !commands.is_empty() {
            self.workspace.handle_all(commands);
            let tabs = self.workspace.tabs();
            self.views.retain(|id, _| tabs.iter().any(|tab| tab.id == *id));
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
                    self.by_keyboard = true;
                    panes::go(&ctx, forward);
                }
                Effect::Close => {
                    self.closing = true;
                    let mut last = Vec::new();
                    self.keeper.follow(&ctx, true, &mut last);
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
        let Shell { workspace, views, bar: tabs, catalogue, history, dialogs, dock, .. } = self;
        let workspace = &*workspace;
        let (app, tab) = (workspace.app(), workspace.active());
        let View { canvas, inspector, table } = views.entry(tab).or_default();
        let colours = theme::palette(app.person.preferences.theme);
        let bar = Frame::new().fill(colours.panel).inner_margin(Margin::symmetric(8, 4));
        let side = Frame::new().fill(colours.panel);
        Panel::top("tool_bar").exact_size(40.0).frame(bar).show(ui, |ui| {
            panes::mark(ui, Pane::ToolBar);
            tool_bar(ui, app, out);
        });
        if workspace.tabs().len() > 1 {
            let bar = Frame::new().fill(colours.ground);
            Panel::top("tab_bar").exact_size(tab_bar::HEIGHT).frame(bar).show_separator_line(false).show(ui, |ui| {
                panes::mark(ui, Pane::Tabs);
                tabs.show(ui, workspace, out);
            });
        }
        Panel::bottom("status_bar").exact_size(24.0).frame(bar.inner_margin(Margin::symmetric(8, 0))).show(ui, |ui| {
            status_bar(ui, app, out);
        });
        if app.project.view.start_page {
            CentralPanel::no_frame().show(ui, |ui| {
                panes::mark(ui, Pane::StartPage);
                match &app.project.view.broken {
                    Some(broken) => broken_page(ui, app, broken, out),
                    None => start_page(ui, app, out),
                }
            });
        } else {
            let here = display(ui.ctx());
            let size = ui.ctx().content_rect().size();
            let bars = size.y - ui.available_height();
            let plan = plan(size, bars, &shown(app), |part| app.person.preferences.share(here, part));
            let mut wishes = Vec::new();
            for size in plan.beside {
                panel(ui, here, size, side, &mut wishes, |ui| match size.part {
                    Part::Catalogue => {
                        panes::mark(ui, Pane::Catalogue);
                        catalogue.show(ui, app, out);
                    }
                    Part::History => {
                        panes::mark(ui, Pane::History);
                        history.show(ui, app, tab, out);
                    }
                    _ => {
                        panes::mark(ui, Pane::Inspector);
                        ui.push_id(tab, |ui| inspector.show(ui, app, out));
                    }
                });
            }
            let mut below = |ui: &mut Ui, part: Part| match part {
                Part::Problems => {
                    panes::mark(ui, Pane::Problems);
                    problems(ui, app, out);
                }
                Part::Runs => {
                    panes::mark(ui, Pane::Runs);
                    runs(ui, app, out);
                }
                _ => {
                    panes::mark(ui, Pane::Table);
                    ui.push_id(tab, |ui| table.show(ui, app, out));
                }
            };
            let chosen = dock.follow(app);
            match plan.below {
                Below::Stacked(sizes) => {
                    for size in sizes {
                        panel(ui, here, size, side, &mut wishes, |ui| below(ui, size.part));
                    }
                }
                Below::Tabs(size) => panel(ui, here, size, side, &mut wishes, |ui| {
                    dock.tabs(ui);
                    below(ui, chosen);
                }),
            }
            out.extend(wishes);
            CentralPanel::no_frame().show(ui, |ui| {
                ui.push_id(tab, |ui| canvas.show(ui, app, out));
            });
        }
        guide(ui.ctx(), app, out);
        disk_note(ui.ctx(), app, out);
        notices(ui.ctx(), app, out);
        dialogs::show(dialogs, ui.ctx(), workspace, out);
    }

    /// Takes away the words beside the pointer when a dialog comes up: egui would leave them before it until the pointer
    /// moves.
    fn hide_tooltip(&mut self, ctx: &egui::Context) {
        let has_dialog = self.app().project.view.dialog.is_some();
        if has_dialog && !self.had_dialog {
            ctx.with_plugin(|pointer: &mut PointerAway| pointer.0 = true);
            ctx.request_repaint();
        }
        self.had_dialog = has_dialog;
    }

    /// The ring around what has the keyboard, while that is what the person uses.
    fn ring(&mut self, ctx: &egui::Context) {
        ctx.input(|i| {
            self.by_keyboard |= i.key_pressed(egui::Key::Tab);
            self.by_keyboard &= !i.pointer.any_pressed();
        });
        if self.by_keyboard {
            panes::ring(ctx, theme::palette(self.app().person.preferences.theme));
        }
    }

    /// The window's own close button asks the same question as Quit.
    fn closing(&mut self, ctx: &egui::Context, out: &mut Vec<Command>) {
        if ctx.input(|i| i.viewport().close_requested()) && !self.closing {
            ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            out.push(Command::Do(crate::app::Action::Quit));
        }
    }
}

impl eframe::App for Shell {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }
}
