//! The previous runs of the project, for the runs panel. Read from the history after relevant events, never while
//! drawing.

mod entries;
mod read;
mod roll_back;

use crate::connect::{self, History};
use crate::engine::{self, Snapshot};

use super::App;
use read::{HistoryAnswer, HistoryQuery};

pub use entries::{KeptEntry, KeptVersions, NodeBar, RunEntry, RunEntryDetails, RunEntryState, RunHistory};

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
        let query = self.history_query();
        self.in_background(move || query.read(History::open()), |app, read| app.take_run_history(read));
    }

    fn history_query(&self) -> HistoryQuery {
        let RunHistory { runs, chosen, .. } = &self.project.run_history;
        // Finished runs keep their names.
        let over = |run: &&RunEntry| run.state != RunEntryState::Running;
        let known = runs.iter().filter(over).map(|run| (run.id, run.name.clone())).collect();
        let snapshot = Snapshot::new(self.document().clone(), self.base());
        HistoryQuery { project: self.history_key(), chosen: *chosen, known, snapshot }
    }

    fn take_run_history(&mut self, read: HistoryAnswer) {
        let now = self.history_key();
        let history = &mut self.project.run_history;
        history.is_asked = false;
        let is_stale = std::mem::take(&mut history.is_stale);
        if read.project != now {
            return self.load_run_history();
        }
        history.kept = read.kept;
        match read.listed {
            Ok(listed) => (history.runs, history.details, history.problem) = (listed.runs, listed.details, None),
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

    /// Sets how many versions of the outputs each run keeps.
    pub(super) fn keep_versions(&mut self, count: u32) {
        self.change_preferences(|p| p.versions = count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::{NodeRows, NodeTime, Outcome, RunEnd, RunStart};
    use crate::engine::{Engine, RunOptions};

    fn time(node: &str, port: Option<&str>, started: f64, seconds: f64) -> NodeTime {
        NodeTime { node: node.into(), port: port.map(str::to_owned), started, seconds }
    }

    /// A history with a successful run and one that failed after a change.
    fn history() -> tempfile::TempDir {
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
        let end = RunEnd { seconds: 1.0, times, nodes, ..RunEnd::new(Outcome::Succeeded) };
        let good = history.begin(&begin(text("a > 1"))).unwrap();
        history.end(good, &end).unwrap();
        let bad = history.begin(&begin(text("b > 1"))).unwrap();
        let problem = Some(say!("node-problem", node = "late", problem = say!("no-column", name = "b")));
        history.end(bad, &RunEnd { problem, ..RunEnd::new(Outcome::Failed(None)) }).unwrap();
        folder
    }

    #[test]
    fn runs_are_listed_and_one_is_told_in_full() {
        let folder = history();
        let mut app = App::without_state(Engine::inline());
        app.project.file = Some(folder.path().join("p.ron"));
        app.take_run_history(app.history_query().read(History::open_in(folder.path())));
        let states: Vec<RunEntryState> = app.project.run_history.runs.iter().map(|run| run.state).collect();
        assert_eq!(states, [RunEntryState::Failed, RunEntryState::Succeeded]);
        let names: Vec<String> = app.project.run_history.runs.iter().map(|run| run.name.to_string()).collect();
        assert_eq!(names, ["Filter late: b > 1", "First run"]);
        assert_eq!(app.project.run_history.shown().map(|run| run.id), Some(2), "the newest, before one is chosen");
        let changes =
            app.project.run_history.details.clone().and_then(|details| details.changes).expect("a good run was before");
        assert_eq!((changes.from, changes.differences.len()), (1, 1));
        app.project.run_history.chosen = Some(1);
        app.take_run_history(app.history_query().read(History::open_in(folder.path())));
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

    /// A history that was lost, or is somebody else's, takes no version with it.
    #[test]
    fn outputs_that_no_history_knows_are_found_beside_the_files() {
        let folder = tempfile::tempdir().unwrap();
        let file = connect::real_path(folder.path()).join("p.ron");
        connect::write_atomic(&folder.path().join("out.csv"), b"before\n").unwrap();
        let text = r#"(format: 1, nodes: {
            "data": (kind: "table", settings: (headers: ["n"], rows: [["1"]])),
            "out": (kind: "write_csv", settings: (path: "out.csv")),
        }, wires: [(from: "data", to: "out")])"#;
        let document = crate::nodes::document_from(text).unwrap().document;
        let snapshot = Snapshot::new(document.clone(), folder.path());
        let options = RunOptions { versions: 3, project: Some(file.clone()), ..RunOptions::default() };
        let outcome = engine::run(&snapshot, &options, &mut [], &Default::default());
        assert_eq!(outcome, engine::RunOutcome::Succeeded);
        let mut app = App::without_state(Engine::inline());
        app.project.file = Some(file);
        app.project.history = crate::document::History::new(document);
        let empty = tempfile::tempdir().unwrap();
        for history in [History::open_in(empty.path()), Err(crate::base::Problem::error("damaged"))] {
            app.take_run_history(app.history_query().read(history));
            let kept = &app.project.run_history.kept;
            assert!(kept.has_first && kept.others.len() == 1, "{kept:?}");
            assert_eq!(kept.others[0].files, 1);
        }
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
