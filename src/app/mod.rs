//! State and commands, no pixels: what a person asks is handled here, and here only.
//!
//! Panels draw from `&App` and push [`Command`]s; [`App::handle`] fulfils them after the frame; [`App::poll`] takes in what
//! the engine has to say. What only a window can do (the clipboard, closing) leaves as an [`Effect`].

mod about;
pub mod accessibility;
pub mod action;
mod actions;
mod activity;
mod advice;
mod align;
mod apply_fix;
mod autosave;
pub mod broken;
pub mod chord;
mod cleaning;
mod clipboard;
mod column_widths;
mod columns;
pub mod command;
mod compare;
pub mod disk;
mod dropped;
mod edits;
mod examples;
pub mod faces;
mod figures;
mod files;
mod fill;
mod flow;
#[cfg(test)]
mod flow_tests;
mod formula_values;
pub mod guide;
#[cfg(test)]
mod input_tests;
pub mod keymap;
mod live;
pub mod look;
mod make_space;
mod noted;
pub mod notices;
mod past;
mod pasted_files;
mod person;
mod place;
mod preferences;
mod project;
pub mod recovery_summary;
pub mod results;
mod run_scope;
mod run_state;
mod running;
mod samples;
mod set_path;
pub mod shortcuts;
mod step_names;
mod swap;
#[cfg(test)]
mod table_tests;
pub mod table_view;
#[cfg(test)]
mod tests;
mod things;
mod ticks;
mod tidy;
mod tidy_up;
mod to_file;
pub mod view;
mod work;
pub mod workplace;
pub mod workspace;

use std::path::PathBuf;

pub use about::about;
pub use action::{Action, Topic};
pub use advice::Advised;
pub use autosave::Recovery;
pub use column_widths::ColumnWidths;
pub use columns::{ColumnRequest, Lineage};
pub use command::{Command, Connect, SelectMode, Unsaved};
pub use compare::{CompareView, Compared, Versus};
pub use examples::Examples;
pub use faces::{Face, Faces};
pub use figures::{Reckon, Selected};
pub use files::{is_data, is_there, write_control_list, write_picture};
pub use formula_values::{FormulaPlace, FormulaValues};
pub use past::{NodeBar, Past, PastDetails, PastRun, PastState};
pub use person::Person;
pub use place::card_size;
pub use preferences::last_standing;
pub use project::Project;
pub use results::{NodeResult, NodeState, OutputResult, Results};
pub use run_scope::{Reach, RunScope};
pub use run_state::{Passed, RunMark, RunState};
pub use samples::{Sample, samples};
pub use things::{ThingCommand, Writing};
pub use work::{Going, Work};
pub use workspace::{TabCommand, TabId, Workspace};

use crate::base::{Problem, Text};
use crate::document::{Document, NodeId};
use crate::engine::{Engine, is_waiting};

/// What only the window can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    CopyText(String),
    /// Ask the system for the clipboard's text; it comes back as [`Command::Paste`].
    RequestPaste,
    /// Gives the keyboard to the next or previous part of the window.
    GoToPanel {
        forward: bool,
    },
    Close,
}

/// The state of the program behind the window: the person, and the project that is shown. The projects of other tabs are with
/// the [`Workspace`].
#[derive(Default)]
pub struct App {
    pub person: Person,
    pub project: Box<Project>,
    effects: Vec<Effect>,
    /// How many other projects are open beside this one.
    pub(crate) others: usize,
}

impl App {
    /// An empty project behind the start page, with the person's preferences and what there is to recover.
    pub fn new(engine: Engine) -> Self {
        let (person, unread) = Person::load();
        let mut app = App { person, ..App::without_state(engine) };
        app.project.view.start_page = true;
        app.project.autosave.enable();
        app.follow_shortcuts();
        unread.into_iter().for_each(|word| app.say(word));
        app
    }

    /// An empty project that neither reads nor writes the person's state folder: for tests.
    pub fn without_state(engine: Engine) -> Self {
        App { project: Box::new(Project::new(engine)), ..App::default() }
    }

    /// The document that is shown.
    pub fn document(&self) -> &Document {
        self.project.document()
    }

    /// The folder in which the relative paths of the project that is shown start.
    pub fn base(&self) -> PathBuf {
        self.project.base()
    }

    /// Whether no other project is open.
    pub fn is_alone(&self) -> bool {
        self.others == 0
    }

    /// Every problem, those of the shortcuts and of the file first, then by node, then what else the last run has found. A
    /// node that only waits for another one has no problem of its own.
    pub fn problems(&self) -> impl Iterator<Item = (Option<NodeId>, &Problem)> {
        let of_nodes = self.document().nodes().filter_map(|(id, _)| Some((id, self.project.results.get(id)?)));
        let of_nodes = of_nodes.flat_map(|(id, result)| result.problems.iter().map(move |p| (Some(id), p)));
        let of_run = self.project.run.problems.iter().filter_map(|(name, problem)| {
            let id = name.as_ref().and_then(|name| self.document().find(name));
            let is_known = id.and_then(|id| self.project.results.get(id)).is_some_and(|r| r.problems.contains(problem));
            (!is_known).then_some((id, problem))
        });
        let of_no_node = self.person.keymap.problems.iter().chain(&self.project.file_problems);
        let all = of_no_node.map(|p| (None, p)).chain(of_nodes).chain(of_run);
        all.filter(|(_, problem)| !is_waiting(problem))
    }

    /// The one selected node, if it is one.
    pub fn selected_node(&self) -> Option<NodeId> {
        let mut nodes = self.project.view.selection.iter();
        nodes.next().copied().filter(|_| nodes.next().is_none())
    }

    /// What the window is to do since it was last asked.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Fulfils one wish.
    pub fn handle(&mut self, command: Command) {
        let (revision, said) = (self.project.history.revision(), self.project.view.status_count);
        match command {
            Command::Do(action) => self.act(action),
            Command::GoToStep(steps) => {
                let before = self.project.history.position();
                (steps..before).for_each(|_| self.act(Action::Undo));
                (before..steps).for_each(|_| self.act(Action::Redo));
            }
            Command::AddStep { output, step, branch } => self.add_step(output, step, branch),
            Command::AddNode { kind, settings, at, connect } => self.add_node(&kind, settings, at, connect),
            Command::Configure { node, settings, gesture } => self.configure(node, settings, gesture),
            Command::SetPath { node, setting, path } => self.set_path(node, &setting, &path),
            Command::RenameColumn { output, column, to } => self.rename_column(output, &column, &to),
            Command::TraceColumn { output, column, direction } => self.trace_column(output, &column, direction),
            Command::EndTrace => self.project.view.lineage = None,
            Command::ApplyFix { node, problem, fix } => self.apply_fix(node, &problem, &fix),
            Command::Rename { node, name } => self.rename(node, &name),
            Command::MoveBy { nodes, dx, dy, drag } => self.move_by(&nodes, dx, dy, drag),
            Command::Connect(wire) => self.connect(None, wire),
            Command::Reconnect { old, new } => self.connect(Some(old), new),
            Command::Disconnect(wires) => self.disconnect(&wires),
            Command::InsertOnWire { node, wire, by, drag } => self.insert_on_wire(node, &wire, by, drag),
            Command::SetSketch { node, sketch } => self.set_sketch(&[node], sketch),
            Command::SetOpened { node, opened } => self.set_opened(&[node], opened),
            Command::SetActivity { nodes, to } => self.set_activity(&nodes, to),
            Command::ChooseRun(run) => self.choose_run(run),
            Command::OpenLog(run) => self.open_log(run),
            Command::RollBack(run) => self.roll_back(run),
            Command::KeepVersions(count) => self.keep_versions(count),
            Command::SetRunning { node, to } => self.set_running(node, to),
            Command::SwapKind { node, kind } => self.swap_kind(node, &kind),
            Command::Run(scope) => self.start_run(Some(scope)),
            Command::SetParameter { old, new } => self.set_parameter(old, new),
            Command::Paste { text, at } => self.paste(&text, at),
            Command::DropFiles { paths, at } => self.drop_files(&paths, at),
            Command::Thing(command) => self.do_thing(command),
            Command::Select { nodes, wires, mode } => self.select(nodes, wires, mode),
            Command::Show(output) => self.show(output),
            Command::Pin(output) => self.pin(output),
            Command::ScrollTogether(together) => self.project.view.scroll_together = together,
            Command::Compare(compare) => self.compare(compare),
            Command::SetCamera(camera) => {
                self.project.view.camera = camera;
                self.project.view.camera_wish = None;
            }
            Command::Reveal(wish) => self.project.view.camera_wish = Some(wish),
            Command::SetPointer(at) => self.project.view.pointer = Some(at),
            Command::OpenCanvas => self.project.view.start_page = false,
            Command::SetColumnWidth { output, column, width } => self.set_column_width(output, column, width),
            Command::SetShare { display, part, share } => self.change_preferences(|p| {
                p.remember(display, |workplace| {
                    workplace.shares.remove(&part);
                    workplace.shares.extend(share.map(|share| (part, share)));
                });
            }),
            Command::Stand { display, standing } => self.stand(display, standing),
            Command::SetTheme(theme) => self.change_preferences(|p| p.theme = theme),
            Command::NeedRows { output, first, count } => self.need_rows(output, first, count),
            Command::Look { output, look } => self.set_look(output, look),
            Command::KeepLook(output) => self.keep_look(output),
            Command::ShowExample(kind) => self.show_example(&kind),
            Command::AddExample(kind) => self.add_example(&kind),
            Command::WatchFormula(at) => self.watch_formula(at),
            Command::TryCleaning { output, cleaning } => self.try_cleaning(output, cleaning),
            Command::WatchColumn { output, column } => self.watch_column(output, column),
            Command::WatchSheets(path) => self.watch_sheets(path),
            Command::FindInTable { output, text, columns } => self.find_in_table(output, text, columns),
            Command::Reckon(wish) => self.reckon(wish),
            Command::StopWork(work) => self.stop_work(work),
            Command::GoOnComputing => self.go_on_computing(),
            Command::OpenWithDesktop { path, folder } => self.open_with_desktop(&path, folder),
            Command::CopyRows(copy) => self.copy_rows(copy),
            Command::ExportTo(path) => self.export(path),
            Command::OpenDialog(dialog) => self.project.view.dialog = Some(dialog),
            Command::CloseDialog => self.project.view.dialog = None,
            Command::Say(words) => self.say(words),
            Command::Dismiss(concern) => self.dismiss(concern),
            Command::TakeApart => self.take_apart(),
            Command::Tab(command) => self.wish(workspace::Wish::Tab(command)),
            Command::OpenFile(path) => self.wish(workspace::Wish::Open(path)),
            Command::OpenSample(name) => self.wish(workspace::Wish::Sample(name)),
            Command::Speak(language) => self.speak(language),
            Command::FontMissing => self.speak_without_font(),
            Command::SaveTo(path) => self.save_to(path),
            Command::SavePicture { path, picture } => self.save_picture(path, &picture),
            Command::ResolveUnsaved(answer) => self.resolve_unsaved(answer),
            Command::OnDisk(answer) => self.answer_disk(answer),
            Command::Recover(journals) => self.wish(workspace::Wish::Recover(journals)),
            Command::DiscardRecovery(path) => self.discard_recovery(&path),
            Command::EditBroken => self.edit_broken(),
            Command::OpenLastRun => self.open_last_run(),
            Command::LeaveBroken => self.project.view.broken = None,
            Command::ForgetRecent(path) => self.change_preferences(|p| p.recent.retain(|r| *r != path)),
        }
        // What was said before a change is not about what stands there now.
        if self.project.history.revision() != revision && self.project.view.status_count == said {
            self.project.view.status = None;
        }
        self.follow_document();
        self.follow_past();
        self.follow_guide();
    }

    /// Shows a line in the status bar.
    pub fn say(&mut self, words: impl Into<Text>) {
        self.project.view.status = Some(words.into());
        self.project.view.status_count += 1;
        self.project.view.status_stays = false;
    }

    /// Says why something was not done: it stays until something else is said.
    pub(super) fn refuse(&mut self, words: impl Into<Text>) {
        self.say(words);
        self.project.view.status_stays = true;
    }

    /// Leaves something to the workspace; a dialog that led to it closes.
    fn wish(&mut self, wish: workspace::Wish) {
        self.project.view.dialog = None;
        self.project.wishes.push(wish);
    }
}
