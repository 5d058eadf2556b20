//! The previous runs of the project, for the runs panel. Read from the history after relevant events, never while
//! drawing.

mod read;

use std::path::PathBuf;

use crate::base::{Problem, Text};
use crate::connect::{self, History, RunStart};
use crate::document;
use crate::engine::{self, Changes};

use super::App;
use read::{HistoryAnswer, HistoryQuery};

/// The maximum number of listed runs.
const LISTED: usize = 200;

/// How a run ended, or that it is still running.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunEntryState {
    Succeeded,
    WithFailures,
    Failed,
    Cancelled,
    RolledBack,
    Running,
    /// Its process no longer exists.
    Interrupted,
}

/// One run in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct RunEntry {
    pub id: i64,
    pub state: RunEntryState,
    /// Milliseconds since 1970.
    pub started: i64,
    pub seconds: Option<f64>,
    pub peak_memory: Option<u64>,
    pub files: u64,
    pub rows: u64,
    /// The reason for its failure, or the run that was rolled back to, in one line.
    pub problem: Option<Text>,
    /// What had changed since the previous run; empty if this entry was not a run.
    pub name: Text,
}

/// When one node was active, in seconds since the start of the run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NodeBar {
    pub node: String,
    /// Time spent examining files or precomputing.
    pub prepared: Vec<(f64, f64)>,
    /// From the first row of an output to its last.
    pub flowed: Vec<(f64, f64)>,
    /// The number of rows that passed its outputs; of several outputs, the largest.
    pub rows: u64,
    /// The peak memory of the run's process while rows passed its outputs, in bytes.
    pub memory: Option<u64>,
}

impl NodeBar {
    /// How long the node was active: overlapping intervals count once.
    pub fn seconds(&self) -> f64 {
        let mut stretches: Vec<(f64, f64)> = self.prepared.iter().chain(&self.flowed).copied().collect();
        stretches.sort_by(|a, b| a.0.total_cmp(&b.0));
        let (mut sum, mut end) = (0.0, f64::MIN);
        for (from, to) in stretches {
            sum += (to - from.max(end)).max(0.0);
            end = end.max(to);
        }
        sum
    }
}

/// The details of the chosen run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunEntryDetails {
    pub run: i64,
    /// In order of their start.
    pub bars: Vec<NodeBar>,
    /// Since the last successful run; `None` if there is none.
    pub changes: Option<Changes>,
    pub log: Option<PathBuf>,
    /// Whether versions of its outputs are kept.
    pub is_kept: bool,
}

/// The state of the panel.
#[derive(Debug, Default)]
pub struct RunHistory {
    /// Newest first.
    pub runs: Vec<RunEntry>,
    pub chosen: Option<i64>,
    pub details: Option<RunEntryDetails>,
    /// Why the history cannot be read.
    pub problem: Option<Problem>,
    /// The project to which the runs belong.
    of: Option<PathBuf>,
    /// The history is being read, and whether something has happened since the read began.
    pub(in crate::app) is_asked: bool,
    is_stale: bool,
}

impl RunHistory {
    /// The displayed run: the chosen one, or the newest.
    pub fn shown(&self) -> Option<&RunEntry> {
        let chosen = self.chosen.and_then(|id| self.runs.iter().find(|run| run.id == id));
        chosen.or(self.runs.first())
    }
}

impl App {
    pub(super) fn toggle_runs(&mut self) {
        self.change_preferences(|p| p.runs = !p.runs);
        self.load_run_history();
    }

    /// Switches to the runs of another project after it is opened.
    pub(super) fn refresh_run_history(&mut self) {
        if self.person.preferences.runs && self.project.run_history.of.as_deref() != Some(&*self.history_key()) {
            self.project.run_history = RunHistory::default();
            self.load_run_history();
        }
    }

    /// Reads the list and the displayed run; does nothing while the panel is closed, or if no state is kept.
    pub(super) fn load_run_history(&mut self) {
        self.project.run_history.of = Some(self.history_key());
        if !self.person.preferences.runs || !self.person.keeps_state {
            return;
        }
        let history = &mut self.project.run_history;
        if std::mem::replace(&mut history.is_asked, true) {
            history.is_stale = true;
            return;
        }
        let wanted = self.history_query();
        self.in_background(
            move || History::open().and_then(|history| wanted.read(&history)),
            |app, read| app.take_run_history(read),
        );
    }

    fn history_query(&self) -> HistoryQuery {
        let RunHistory { runs, chosen, .. } = &self.project.run_history;
        // Finished runs keep their names.
        let over = |run: &&RunEntry| run.state != RunEntryState::Running;
        let known = runs.iter().filter(over).map(|run| (run.id, run.name.clone())).collect();
        HistoryQuery { project: self.history_key(), chosen: *chosen, known }
    }

    fn take_run_history(&mut self, read: Result<HistoryAnswer, Problem>) {
        let now = self.history_key();
        let history = &mut self.project.run_history;
        history.is_asked = false;
        let is_stale = std::mem::take(&mut history.is_stale);
        match read {
            Ok(read) if read.project == now => {
                (history.runs, history.details, history.problem) = (read.runs, read.details, None);
            }
            Ok(_) => return self.load_run_history(),
            Err(problem) => history.problem = Some(problem),
        }
        if is_stale {
            self.load_run_history();
        }
    }

    pub(super) fn choose_run(&mut self, run: i64) {
        self.project.run_history.chosen = Some(run);
        self.load_run_history();
    }

    pub(super) fn open_log(&mut self, run: i64) {
        match connect::log_path(run) {
            Some(path) => match engine::open_with_desktop(&path) {
                Ok(()) => self.set_status(say!("runs-log-opened", path = path.display())),
                Err(error) => self.set_status(say!("runs-log-not-opened", path = path.display(), error = error)),
            },
            None => self.set_status(say!("runs-no-log", run = run)),
        }
    }

    /// Restores the outputs of a run, all or none.
    pub(super) fn roll_back(&mut self, run: i64) {
        self.project.view.dialog = None;
        let (project, document) = (self.history_key(), self.document().clone());
        let is_open = self.in_background(
            move || {
                let start = RunStart {
                    project: connect::real_path(&project),
                    text: document::write(&document),
                    version: env!("CARGO_PKG_VERSION").to_owned(),
                    ..RunStart::default()
                };
                History::open().and_then(|mut history| history.roll_back(&start, Some(run)))
            },
            move |app, done| {
                app.set_status(match done {
                    Ok(Some(done)) => say!("runs-rolled-back", count = done.outputs.len(), run = run),
                    Ok(None) => say!("runs-none-kept"),
                    Err(problem) => problem.text(),
                });
                app.project.run_history.chosen = None;
                app.load_run_history();
            },
        );
        if is_open {
            self.set_status(say!("runs-rolling-back", run = run));
        }
    }

    /// Sets how many versions of the outputs each run keeps.
    pub(super) fn keep_versions(&mut self, count: u32) {
        self.change_preferences(|p| p.versions = count);
    }
}

impl RunEntryState {
    /// In one or two words.
    pub fn word(self) -> Text {
        match self {
            RunEntryState::Succeeded => say!("runs-succeeded"),
            RunEntryState::WithFailures => say!("runs-with-failures"),
            RunEntryState::Failed => say!("runs-failed"),
            RunEntryState::Cancelled => say!("runs-cancelled"),
            RunEntryState::RolledBack => say!("runs-rolled-back-word"),
            RunEntryState::Running => say!("runs-running"),
            RunEntryState::Interrupted => say!("runs-interrupted"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::{NodeRows, NodeTime, RunEnd};
    use crate::engine::Engine;

    fn time(node: &str, port: Option<&str>, started: f64, seconds: f64) -> NodeTime {
        NodeTime { node: node.into(), port: port.map(str::to_owned), started, seconds }
    }

    /// A history with a successful run and one that failed after a change.
    fn history() -> (tempfile::TempDir, History) {
        let folder = tempfile::tempdir().unwrap();
        let mut history = History::open_in(folder.path()).unwrap();
        let text = |condition: &str| {
            format!(r#"(format: 1, nodes: {{"late": (kind: "filter", settings: (condition: "{condition}"))}})"#)
        };
        let project = connect::real_path(&folder.path().join("p.ron"));
        let begin = |text: String| RunStart { project: project.clone(), text, ..RunStart::default() };
        let times = vec![
            time("late", Some("matching"), 0.5, 0.25),
            time("data", None, 0.0, 0.5),
            time("data", Some("out"), 0.5, 0.5),
        ];
        let nodes = vec![NodeRows { node: "data".into(), port: "out".into(), rows: 7, bytes: 56, memory: None }];
        let end = RunEnd { outcome: "succeeded".into(), seconds: 1.0, times, nodes, ..RunEnd::default() };
        let good = history.begin(&begin(text("a > 1"))).unwrap();
        history.end(good, &end).unwrap();
        let bad = history.begin(&begin(text("b > 1"))).unwrap();
        let problem = Some(say!("node-problem", node = "late", problem = say!("no-column", name = "b")));
        history.end(bad, &RunEnd { outcome: "failed".into(), problem, ..RunEnd::default() }).unwrap();
        (folder, history)
    }

    #[test]
    fn runs_are_listed_and_one_is_told_in_full() {
        let (folder, history) = history();
        let mut app = App::without_state(Engine::inline());
        app.project.file = Some(folder.path().join("p.ron"));
        app.take_run_history(app.history_query().read(&history));
        let states: Vec<RunEntryState> = app.project.run_history.runs.iter().map(|run| run.state).collect();
        assert_eq!(states, [RunEntryState::Failed, RunEntryState::Succeeded]);
        let names: Vec<String> = app.project.run_history.runs.iter().map(|run| run.name.to_string()).collect();
        assert_eq!(names, ["Filter late: b > 1", "First run"]);
        assert_eq!(app.project.run_history.shown().map(|run| run.id), Some(2), "the newest, before one is chosen");
        let changes =
            app.project.run_history.details.clone().and_then(|details| details.changes).expect("a good run was before");
        assert_eq!((changes.from, changes.differences.len()), (1, 1));
        app.project.run_history.chosen = Some(1);
        app.take_run_history(app.history_query().read(&history));
        let details = app.project.run_history.details.clone().unwrap();
        assert_eq!((details.run, details.changes, details.is_kept), (1, None, false));
        let bars: Vec<(&str, usize, usize, u64)> =
            details.bars.iter().map(|b| (b.node.as_str(), b.prepared.len(), b.flowed.len(), b.rows)).collect();
        assert_eq!(bars, [("data", 1, 1, 7), ("late", 0, 1, 0)]);
        assert_eq!(details.bars[0].flowed, [(0.5, 1.0)]);
        let bar =
            |flowed: &[(f64, f64)]| NodeBar { prepared: vec![(0.0, 1.0)], flowed: flowed.into(), ..NodeBar::default() };
        let seconds = [&[][..], &[(0.5, 2.0)], &[(3.0, 4.0), (0.2, 0.4)]].map(|flowed| bar(flowed).seconds());
        assert_eq!(seconds, [1.0, 2.0, 2.0], "idle time between does not count, nor what overlaps twice");
    }

    #[test]
    fn without_a_state_folder_nothing_is_read() {
        let mut app = App::without_state(Engine::inline());
        app.toggle_runs();
        assert!(
            app.person.preferences.runs
                && app.project.run_history.runs.is_empty()
                && app.project.run_history.problem.is_none()
        );
    }
}
