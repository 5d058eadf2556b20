//! Several projects in one window, one of them active.
//!
//! There is one [`App`]: the user's state and the active project. The projects of the other tabs are stored here.
//! Commands are sent to the active project; requests that concern the tabs are returned as a [`WorkspaceRequest`] and
//! executed here, after the commands of a frame. The other projects are suspended: they compute nothing; only a run
//! continues.

mod closing;
mod crash_guard;
mod files;
mod request;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::mem::swap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Action, App, Command, Effect, NodeState, Project, ProjectCommand};
use crate::connect::Claim;
use crate::engine::{Background, RunOutcome};

pub use request::{TabCommand, TabId, WorkspaceRequest};

/// A project in the workspace.
pub struct Tab {
    pub id: TabId,
    /// `None` for the active one, which is in the app.
    parked: Option<Box<Project>>,
    /// How its run ended while it was not shown.
    pub outcome: Option<RunOutcome>,
    /// It closes after its project is saved.
    closes: bool,
}

/// All projects of the window, in the order of their tabs. There is always one.
pub struct Workspace {
    app: App,
    tabs: Vec<Tab>,
    active: usize,
    next: u64,
    /// While the window is closing: the tabs whose changes are discarded.
    discarded: BTreeSet<TabId>,
    /// The window closes without further questions about projects that can be saved.
    saves_all: bool,
    /// Files of closed tabs, the most recent last.
    closed: Vec<PathBuf>,
    /// Held by the window whose tabs are restored at the next start.
    session: Option<Claim>,
    crash_guard: crash_guard::CrashGuard,
    /// Files that are being read for opening.
    background: Background<Workspace>,
    /// The projects open at the last exit are being read.
    is_restoring: bool,
    /// The window closes when all pending saves are finished.
    is_closing: bool,
}

impl From<App> for Workspace {
    fn from(app: App) -> Workspace {
        let background = app.project.engine.as_ref().map(|engine| engine.background("workspace-files"));
        Workspace {
            background: background.unwrap_or_default(),
            is_restoring: false,
            is_closing: false,
            app,
            tabs: vec![Tab { id: TabId(0), parked: None, outcome: None, closes: false }],
            active: 0,
            next: 1,
            discarded: BTreeSet::new(),
            saves_all: false,
            closed: Vec::new(),
            session: None,
            crash_guard: crash_guard::CrashGuard::default(),
        }
    }
}

impl Workspace {
    /// The user's state and the active project.
    pub fn app(&self) -> &App {
        &self.app
    }

    pub fn app_mut(&mut self) -> &mut App {
        &mut self.app
    }

    /// The project of a tab.
    pub fn project<'a>(&'a self, tab: &'a Tab) -> &'a Project {
        tab.parked.as_deref().unwrap_or(&self.app.project)
    }

    /// The project of the tab at an index, in tab order.
    pub fn project_at(&self, place: usize) -> &Project {
        self.project(&self.tabs[place])
    }

    fn projects(&self) -> impl Iterator<Item = &Project> {
        self.tabs.iter().map(|tab| self.project(tab))
    }

    /// Runs `work` on the app while it temporarily has the project of another tab.
    fn with<T>(&mut self, place: usize, work: impl FnOnce(&mut App) -> T) -> T {
        let Some(mut project) = self.tabs[place].parked.take() else { return work(&mut self.app) };
        swap(&mut self.app.project, &mut project);
        let done = work(&mut self.app);
        swap(&mut self.app.project, &mut project);
        self.tabs[place].parked = Some(project);
        done
    }

    pub fn active(&self) -> TabId {
        self.tabs[self.active].id
    }

    pub fn tabs(&self) -> &[Tab] {
        &self.tabs
    }

    /// The title of a tab: its project's name, with the folder or a number if another one has the same name.
    pub fn name_of(&self, tab: &Tab) -> String {
        let project = self.project(tab);
        let name = project.name();
        let is_same = |other: &&Tab| other.id != tab.id && self.project(other).name() == name;
        let mut same = self.tabs.iter().filter(is_same).peekable();
        if same.peek().is_none() {
            return name;
        }
        match project.file.as_deref().and_then(Path::parent).and_then(Path::file_name) {
            Some(folder) => format!("{name} · {}", folder.to_string_lossy()),
            None => match same.filter(|other| self.project(other).file.is_none() && other.id < tab.id).count() {
                0 => name,
                before => format!("{name} {}", before + 1),
            },
        }
    }

    /// Executes the requests of a frame: first those for the project that was drawn, then those that may show another.
    pub fn handle_all(&mut self, commands: impl IntoIterator<Item = Command>) {
        let mut commands = commands.into_iter().peekable();
        while let Some(command) = commands.next() {
            if matches!(&command, Command::Project(ProjectCommand::SaveTo(_))) {
                let others = self.tabs.iter().filter_map(|tab| tab.parked.as_deref());
                self.app.other_files = others.filter_map(|other| other.disk.real.clone()).collect();
            }
            let next_step = step(&command).filter(|_| commands.peek().and_then(step).is_some());
            match (self.refusal(&command), next_step) {
                (Some(words), _) => self.app.set_status(words),
                // Another action follows immediately: tables are requested, and everything else is updated, only for
                // the last one.
                (None, Some(action)) => self.app.act(action),
                (None, None) => self.app.handle(command),
            }
        }
        self.execute_requests();
    }

    /// Executes the requests that the projects have passed to the workspace.
    fn execute_requests(&mut self) {
        while let Some((id, request)) = self.next_request() {
            self.execute(id, request);
        }
        self.save_session();
    }

    pub fn handle(&mut self, command: Command) {
        self.handle_all([command]);
    }

    /// The next request that a project has passed to the workspace, the active project first.
    fn next_request(&mut self) -> Option<(TabId, WorkspaceRequest)> {
        let places = [self.active].into_iter().chain(0..self.tabs.len());
        let place = places.into_iter().find(|place| !self.project_at(*place).requests.is_empty())?;
        let request = self.with(place, |app| app.project.requests.remove(0));
        Some((self.tabs[place].id, request))
    }

    /// Processes the engines' events; returns whether there may be more.
    pub fn poll(&mut self) -> bool {
        let mut more = self.finish_opening() | self.app.poll();
        let mut messages = Vec::new();
        for place in 0..self.tabs.len() {
            if place == self.active {
                continue;
            }
            let was_running = self.project_at(place).run.is_running();
            more |= self.with(place, App::take_events);
            let project = self.project_at(place);
            if was_running && !project.run.is_running() {
                let outcome = project.run.outcome;
                messages.extend(project.view.status.clone().map(|words| (project.name(), words)));
                self.tabs[place].outcome = outcome;
            }
        }
        for (name, words) in messages {
            self.app.set_status(say!("tab-said", tab = name, words = words));
        }
        self.execute_requests();
        self.close_after_saves();
        self.update_crash_guard();
        more
    }

    /// Updates the record: the active project is being computed, or is calm.
    pub(super) fn update_crash_guard(&mut self) {
        if self.crash_guard.is_off() {
            return;
        }
        let project = &self.app.project;
        let working = project.results.iter().find(|(_, result)| result.state == NodeState::Computing);
        let node = working.and_then(|(id, _)| project.document().node(id));
        let computing = node.map(|node| format!("{}.{}", node.name, node.kind));
        self.crash_guard.follow(project.file.as_deref(), project.results.settled, computing);
    }

    /// The time after which the window is to be drawn again though nothing happens.
    pub fn rest(&self) -> Option<Duration> {
        self.crash_guard.rest()
    }

    /// Takes the effects that the window must perform, accumulated since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        self.app.take_effects()
    }

    fn place_of(&self, id: TabId) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.id == id)
    }

    /// Activates a tab.
    fn show(&mut self, place: usize) {
        let Some(mut project) = self.tabs.get_mut(place).and_then(|tab| tab.parked.take()) else { return };
        if let Some(file) = project.file.as_deref().filter(|_| !project.results.settled) {
            self.crash_guard.begin(file);
        }
        self.app.suspend();
        swap(&mut self.app.project, &mut project);
        self.tabs[self.active].parked = Some(project);
        self.tabs[place].outcome = None;
        self.active = place;
        self.app.resume();
    }

    /// Inserts an empty project at an index, without showing it. Returns the index.
    fn add(&mut self, place: usize) -> usize {
        let parked = Some(Box::new(self.app.project.sibling()));
        let id = TabId(self.next);
        self.next += 1;
        self.tabs.insert(place, Tab { id, parked, outcome: None, closes: false });
        self.active += usize::from(place <= self.active);
        self.app.other_projects = self.tabs.len() - 1;
        place
    }

    /// Removes a tab, whatever it contains. The last one becomes an empty start page.
    fn remove(&mut self, place: usize) {
        self.closed.extend(self.project_at(place).file.clone());
        if self.tabs.len() == 1 {
            self.add(1);
        }
        if place == self.active {
            let neighbour = if place + 1 < self.tabs.len() { place + 1 } else { place - 1 };
            self.show(neighbour);
        }
        self.tabs.remove(place).parked.into_iter().for_each(|project| project.end());
        self.active -= usize::from(place < self.active);
        self.app.other_projects = self.tabs.len() - 1;
    }

    fn move_to(&mut self, id: TabId, to: usize) {
        let Some(from) = self.place_of(id) else { return };
        let active = self.active();
        let tab = self.tabs.remove(from);
        self.tabs.insert(to.min(self.tabs.len()), tab);
        self.active = self.place_of(active).unwrap_or_default();
    }
}

/// Undo and redo, which may occur many at a time.
fn step(command: &Command) -> Option<Action> {
    match command {
        Command::Do(action @ (Action::Undo | Action::Redo)) => Some(*action),
        _ => None,
    }
}
