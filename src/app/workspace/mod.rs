//! Several projects in one window, one of them active.
//!
//! There is one [`App`]: the person, and the project that is shown. The projects of the other tabs are kept here. Commands go to
//! the active project; what concerns the tabs leaves it as a [`WorkspaceRequest`] and is fulfilled here, after the commands of a frame.
//! The others rest: they compute nothing, only a run of theirs goes on.

mod ends;
mod files;
mod request;
#[cfg(test)]
mod tests;
mod trial;

use std::collections::BTreeSet;
use std::mem::swap;
use std::path::{Path, PathBuf};

use super::{Action, App, Command, Effect, Project, ProjectCommand};
use crate::connect::Claim;
use crate::engine::{Background, RunOutcome};

pub use request::{TabCommand, TabId, WorkspaceRequest};

/// A project on the workspace.
pub struct Tab {
    pub id: TabId,
    /// `None` for the active one: the app has it.
    parked: Option<Box<Project>>,
    /// How its run ended while nobody looked.
    pub news: Option<RunOutcome>,
    /// It closes once its project is saved.
    closes: bool,
}

/// All projects of the window, in the order of their tabs. There is always one.
pub struct Workspace {
    app: App,
    tabs: Vec<Tab>,
    active: usize,
    next: u64,
    /// While the window is about to close: the tabs whose changes shall be lost.
    given_up: BTreeSet<TabId>,
    /// The window closes without further questions about what can be saved.
    saves_all: bool,
    /// Files of closed tabs, the last one last.
    closed: Vec<PathBuf>,
    /// Held by the window whose tabs come back at the next start.
    session: Option<Claim>,
    trial: trial::Trial,
    /// Files that are being read to be opened.
    background: Background<Workspace>,
    /// What was open at the last end is being read.
    is_restoring: bool,
    /// The window closes once everything is saved that is being saved.
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
            tabs: vec![Tab { id: TabId(0), parked: None, news: None, closes: false }],
            active: 0,
            next: 1,
            given_up: BTreeSet::new(),
            saves_all: false,
            closed: Vec::new(),
            session: None,
            trial: trial::Trial::default(),
        }
    }
}

impl Workspace {
    /// The person and the active project.
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

    /// The project of the tab at a place, in the order of the tabs.
    pub fn project_at(&self, place: usize) -> &Project {
        self.project(&self.tabs[place])
    }

    fn projects(&self) -> impl Iterator<Item = &Project> {
        self.tabs.iter().map(|tab| self.project(tab))
    }

    /// Does something with the app while it has the project of another tab.
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

    /// What a tab is called: its project's name, with the folder or a number where another one is called the same.
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

    /// Fulfils what a frame has asked for: first what is meant for the project that was drawn, then what may show another.
    pub fn handle_all(&mut self, commands: impl IntoIterator<Item = Command>) {
        let mut commands = commands.into_iter().peekable();
        while let Some(command) = commands.next() {
            if matches!(&command, Command::Project(ProjectCommand::SaveTo(_))) {
                let others = self.tabs.iter().filter_map(|tab| tab.parked.as_deref());
                self.app.taken = others.filter_map(|other| other.disk.real.clone()).collect();
            }
            let next_step = step(&command).filter(|_| commands.peek().and_then(step).is_some());
            match (self.refusal(&command), next_step) {
                (Some(words), _) => self.app.say(words),
                // Another one comes at once: tables are asked for, and all else follows, where the last one leads.
                (None, Some(action)) => self.app.act(action),
                (None, None) => self.app.handle(command),
            }
        }
        self.fulfil_all();
    }

    /// Does what the projects have left to the workspace.
    fn fulfil_all(&mut self) {
        while let Some((id, request)) = self.next_request() {
            self.fulfil(id, request);
        }
        self.note_session();
    }

    pub fn handle(&mut self, command: Command) {
        self.handle_all([command]);
    }

    /// What a project has left to the workspace, the active one first.
    fn next_request(&mut self) -> Option<(TabId, WorkspaceRequest)> {
        let places = [self.active].into_iter().chain(0..self.tabs.len());
        let place = places.into_iter().find(|place| !self.project_at(*place).requests.is_empty())?;
        let request = self.with(place, |app| app.project.requests.remove(0));
        Some((self.tabs[place].id, request))
    }

    /// Takes in what the engines have said; returns whether there may be more.
    pub fn poll(&mut self) -> bool {
        let mut more = self.take_opened() | self.app.poll();
        let mut said = Vec::new();
        for place in 0..self.tabs.len() {
            if place == self.active {
                continue;
            }
            let was_running = self.project_at(place).run.is_running();
            more |= self.with(place, App::take_events);
            let project = self.project_at(place);
            if was_running && !project.run.is_running() {
                let outcome = project.run.outcome;
                said.extend(project.view.status.clone().map(|words| (project.name(), words)));
                self.tabs[place].news = outcome;
            }
        }
        for (name, words) in said {
            self.app.say(say!("tab-said", tab = name, words = words));
        }
        self.fulfil_all();
        self.close_what_is_saved();
        self.follow_trial();
        more
    }

    /// What the window is to do since it was last asked.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        self.app.take_effects()
    }

    fn place_of(&self, id: TabId) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.id == id)
    }

    /// Makes a tab the active one.
    fn show(&mut self, place: usize) {
        let Some(mut project) = self.tabs.get_mut(place).and_then(|tab| tab.parked.take()) else { return };
        if let Some(file) = project.file.as_deref().filter(|_| !project.results.settled) {
            self.trial.begin(file);
        }
        self.app.rest();
        swap(&mut self.app.project, &mut project);
        self.tabs[self.active].parked = Some(project);
        self.tabs[place].news = None;
        self.active = place;
        self.app.wake();
    }

    /// Puts an empty project at a place; it is not shown yet. The answer is the place.
    fn add(&mut self, place: usize) -> usize {
        let parked = Some(Box::new(self.app.project.beside()));
        let id = TabId(self.next);
        self.next += 1;
        self.tabs.insert(place, Tab { id, parked, news: None, closes: false });
        self.active += usize::from(place <= self.active);
        self.app.others = self.tabs.len() - 1;
        place
    }

    /// Takes a tab away, whatever it holds. The last one becomes an empty start page.
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
        self.app.others = self.tabs.len() - 1;
    }

    fn move_to(&mut self, id: TabId, to: usize) {
        let Some(from) = self.place_of(id) else { return };
        let active = self.active();
        let tab = self.tabs.remove(from);
        self.tabs.insert(to.min(self.tabs.len()), tab);
        self.active = self.place_of(active).unwrap_or_default();
    }
}

/// Undo and redo, which may come many at a time.
fn step(command: &Command) -> Option<Action> {
    match command {
        Command::Do(action @ (Action::Undo | Action::Redo)) => Some(*action),
        _ => None,
    }
}
