//! Several projects in one window: each is an [`App`] of its own, one of them is active.
//!
//! Commands go to the active project; what concerns the workspace leaves it as a [`Wish`] and is fulfilled here, after the
//! commands of a frame. What belongs to the person (preferences, shortcuts, language, what there is to recover) is with
//! the active project and is handed over. The others rest: they compute nothing, only a run of theirs goes on.

mod ends;
mod files;
#[cfg(test)]
mod tests;
mod trial;
mod wish;

use std::collections::BTreeSet;
use std::mem::swap;
use std::path::{Path, PathBuf};

use super::{Action, App, Command, Effect};
use crate::connect::Claim;
use crate::engine::RunOutcome;

pub use wish::{TabCommand, TabId, Wish};

/// A project on the workspace.
pub struct Tab {
    pub id: TabId,
    pub app: App,
    /// How its run ended while nobody looked.
    pub news: Option<RunOutcome>,
}

/// All projects of the window, in the order of their tabs. There is always one.
pub struct Workspace {
    tabs: Vec<Tab>,
    active: usize,
    next: u64,
    /// While the window is about to close: the tabs whose changes shall be lost.
    given_up: BTreeSet<TabId>,
    /// The window closes without further questions about what can be saved.
    saves_all: bool,
    /// Files of closed tabs, the last one last.
    closed: Vec<PathBuf>,
    effects: Vec<Effect>,
    /// Held by the window whose tabs come back at the next start.
    session: Option<Claim>,
    trial: trial::Trial,
}

impl From<App> for Workspace {
    fn from(app: App) -> Workspace {
        Workspace {
            tabs: vec![Tab { id: TabId(0), app, news: None }],
            active: 0,
            next: 1,
            given_up: BTreeSet::new(),
            saves_all: false,
            closed: Vec::new(),
            effects: Vec::new(),
            session: None,
            trial: trial::Trial::default(),
        }
    }
}

impl Workspace {
    /// The active project.
    pub fn app(&self) -> &App {
        &self.tabs[self.active].app
    }

    pub fn app_mut(&mut self) -> &mut App {
        &mut self.tabs[self.active].app
    }

    pub fn active(&self) -> TabId {
        self.tabs[self.active].id
    }

    pub fn tabs(&self) -> &[Tab] {
        &self.tabs
    }

    /// What a tab is called: its project's name, with the folder or a number where another one is called the same.
    pub fn name_of(&self, tab: &Tab) -> String {
        let name = tab.app.project_name();
        let is_same = |other: &&Tab| other.id != tab.id && other.app.project_name() == name;
        let mut same = self.tabs.iter().filter(is_same).peekable();
        if same.peek().is_none() {
            return name;
        }
        match tab.app.file.as_deref().and_then(Path::parent).and_then(Path::file_name) {
            Some(folder) => format!("{name} · {}", folder.to_string_lossy()),
            None => match same.filter(|other| other.app.file.is_none() && other.id < tab.id).count() {
                0 => name,
                before => format!("{name} {}", before + 1),
            },
        }
    }

    /// Fulfils what a frame has asked for: first what is meant for the project that was drawn, then what may show another.
    pub fn handle_all(&mut self, commands: impl IntoIterator<Item = Command>) {
        let mut commands = commands.into_iter().peekable();
        while let Some(command) = commands.next() {
            let next_step = step(&command).filter(|_| commands.peek().and_then(step).is_some());
            match (self.refusal(&command), next_step) {
                (Some(words), _) => self.app_mut().say(words),
                // Another one comes at once: tables are asked for, and all else follows, where the last one leads.
                (None, Some(action)) => self.app_mut().act(action),
                (None, None) => self.app_mut().handle(command),
            }
        }
        while let Some(wish) = self.next_wish() {
            self.fulfil(wish);
        }
        self.note_session();
    }

    pub fn handle(&mut self, command: Command) {
        self.handle_all([command]);
    }

    fn next_wish(&mut self) -> Option<Wish> {
        let wishes = &mut self.app_mut().wishes;
        (!wishes.is_empty()).then(|| wishes.remove(0))
    }

    /// Takes in what the engines have said; returns whether there may be more.
    pub fn poll(&mut self) -> bool {
        let mut more = self.app_mut().poll();
        let mut said = Vec::new();
        for (place, tab) in self.tabs.iter_mut().enumerate() {
            if place == self.active {
                continue;
            }
            let was_running = tab.app.run.is_running();
            more |= tab.app.take_events();
            if was_running && !tab.app.run.is_running() {
                tab.news = tab.app.run.outcome;
                said.extend(tab.app.view.status.clone().map(|words| (tab.app.project_name(), words)));
            }
        }
        for (name, words) in said {
            self.app_mut().say(say!("tab-said", tab = name, words = words));
        }
        self.follow_trial();
        more
    }

    /// What the window is to do since it was last asked.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        let mut effects = std::mem::take(&mut self.effects);
        self.tabs.iter_mut().for_each(|tab| effects.append(&mut tab.app.take_effects()));
        effects
    }

    fn place_of(&self, id: TabId) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.id == id)
    }

    /// Makes a tab the active one.
    fn show(&mut self, place: usize) {
        if place == self.active || place >= self.tabs.len() {
            return;
        }
        if let Some(file) = self.tabs[place].app.file.clone().filter(|_| !self.tabs[place].app.results.settled) {
            self.trial.begin(&file);
        }
        let [from, to] = self.tabs.get_disjoint_mut([self.active, place]).expect("two tabs");
        from.app.rest();
        from.app.hand_over(&mut to.app);
        to.news = None;
        to.app.wake();
        self.active = place;
    }

    /// Puts an empty project behind the active one; it is not shown yet. The answer is its place.
    fn add(&mut self, place: usize) -> usize {
        let app = self.app().beside();
        let id = TabId(self.next);
        self.next += 1;
        self.tabs.insert(place, Tab { id, app, news: None });
        self.active += usize::from(place <= self.active);
        self.count();
        place
    }

    /// Takes a tab away, whatever it holds. The last one becomes an empty start page.
    fn remove(&mut self, place: usize) {
        self.closed.extend(self.tabs[place].app.file.clone());
        if self.tabs.len() == 1 {
            self.add(1);
        }
        if place == self.active {
            let neighbour = if place + 1 < self.tabs.len() { place + 1 } else { place - 1 };
            self.show(neighbour);
        }
        let tab = self.tabs.remove(place);
        tab.app.end();
        self.active -= usize::from(place < self.active);
        self.count();
    }

    fn move_to(&mut self, id: TabId, to: usize) {
        let Some(from) = self.place_of(id) else { return };
        let active = self.active();
        let tab = self.tabs.remove(from);
        self.tabs.insert(to.min(self.tabs.len()), tab);
        self.active = self.place_of(active).unwrap_or_default();
    }

    /// Each project knows how many others there are, for what can be done.
    fn count(&mut self) {
        let others = self.tabs.len() - 1;
        self.tabs.iter_mut().for_each(|tab| tab.app.others = others);
    }
}

impl App {
    /// An empty project for a tab beside this one, behind the start page.
    fn beside(&self) -> App {
        let mut app = App {
            engine: self.engine.as_ref().map(crate::engine::Engine::beside),
            keeps_state: self.keeps_state,
            ..App::default()
        };
        app.view.start_page = true;
        if self.autosave.is_enabled() {
            app.autosave.enable();
        }
        app
    }

    /// What belongs to the person goes to the project that is shown next.
    fn hand_over(&mut self, to: &mut App) {
        swap(&mut self.preferences, &mut to.preferences);
        swap(&mut self.keymap, &mut to.keymap);
        swap(&mut self.shortcuts, &mut to.shortcuts);
        swap(&mut self.recoveries, &mut to.recoveries);
        swap(&mut self.suspects, &mut to.suspects);
        swap(&mut self.copied, &mut to.copied);
        to.language = self.language;
    }

    /// Whether no other project is open.
    pub fn is_alone(&self) -> bool {
        self.others == 0
    }

    /// Whether nothing was ever done in it: another project may take its place.
    pub fn is_untouched(&self) -> bool {
        self.file.is_none()
            && self.document().is_empty()
            && self.history.labels().next().is_none()
            && !self.run.is_running()
    }

    /// Whether what is open stands in no file.
    pub fn is_edited(&self) -> bool {
        self.history.is_dirty() || self.disk.has_lost_it()
    }

    pub fn is_unsaved(&self) -> bool {
        self.is_edited() && !self.document().is_empty()
    }
}

/// Undo and redo, which may come many at a time.
fn step(command: &Command) -> Option<Action> {
    match command {
        Command::Do(action @ (Action::Undo | Action::Redo)) => Some(*action),
        _ => None,
    }
}
