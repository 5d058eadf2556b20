//! The history of runs: an SQLite file in the user's state folder, shared by every window and command line.
//!
//! A run is recorded when it begins and again when it ends; one that was killed in between stays without an outcome.

mod log;
mod read;
mod rollback;
mod schema;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::{Connection, params};

pub use log::{RunLog, log_path};
pub use read::{NodeRows, NodeTime, Output, ReadSource, Run, RunDetails};
pub use rollback::{KeptRun, RolledBack};

use super::state::state_dir;
use crate::base::{KeyBuilder, Language, Problem, Text};

/// The file's name in the state folder.
const FILE: &str = "runs.sqlite3";

/// The number of runs kept.
const MOST_RUNS: i64 = 1_000;

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(3);

/// The open history.
pub struct History {
    database: Connection,
    /// The folder that contains it and the logs.
    folder: PathBuf,
}

/// What is known about a run when it begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunStart {
    /// The project's file, absolute; its folder for one that was never saved.
    pub project: PathBuf,
    /// The project's text: stored once, however many runs had it.
    pub text: String,
    /// Names and values of the parameters.
    pub parameters: Vec<(String, String)>,
    /// The program's version.
    pub version: String,
}

/// What is known about a run when it has ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunEnd {
    /// "succeeded", "failed", "cancelled".
    pub outcome: String,
    pub seconds: f64,
    /// The peak memory of the process, in bytes.
    pub peak_memory: Option<u64>,
    /// The reason for the failure, in one line; or what was restored.
    pub problem: Option<Text>,
    pub nodes: Vec<NodeRows>,
    pub times: Vec<NodeTime>,
    pub outputs: Vec<Output>,
    pub reads: Vec<ReadSource>,
}

impl History {
    /// Opens the history of this user; creates it if it does not exist.
    pub fn open() -> Result<History, Problem> {
        let folder = state_dir().map_err(|error| unusable(&error))?;
        History::open_in(&folder)
    }

    /// Opens the history in a state folder.
    pub fn open_in(folder: &Path) -> Result<History, Problem> {
        History::open_at(&folder.join(FILE))
    }

    pub(super) fn open_at(path: &Path) -> Result<History, Problem> {
        let database = Connection::open(path).map_err(|error| unusable(&error))?;
        database.busy_timeout(PATIENCE).map_err(|error| unusable(&error))?;
        schema::prepare(&database)?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_path_buf();
        Ok(History { database, folder })
    }

    /// Records that a run begins; returns its number.
    pub fn begin(&self, start: &RunStart) -> Result<i64, Problem> {
        let insert =
            "INSERT INTO runs (project, digest, parameters, version, started, process) VALUES (?, ?, ?, ?, ?, ?)";
        let parameters = serde_json::to_string(&start.parameters).unwrap_or_default();
        let project = start.project.to_string_lossy();
        let digest = digest(&start.text);
        let begin = || -> rusqlite::Result<i64> {
            let text = "INSERT OR IGNORE INTO projects (digest, text) VALUES (?, ?)";
            self.database.execute(text, params![digest, start.text])?;
            let row = params![project, digest, parameters, start.version, now(), std::process::id()];
            self.database.execute(insert, row)?;
            let run = self.database.last_insert_rowid();
            self.prune(run - MOST_RUNS)?;
            Ok(run)
        };
        begin().map_err(|error| unusable(&error))
    }

    /// Removes the runs up to this number, with their logs.
    fn prune(&self, last: i64) -> rusqlite::Result<()> {
        let mut old = self.database.prepare("SELECT id FROM runs WHERE id <= ?")?;
        let old: Vec<i64> = old.query_map([last], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if old.is_empty() {
            return Ok(());
        }
        for table in ["nodes", "times", "outputs", "reads"] {
            self.database.execute(&format!("DELETE FROM {table} WHERE run <= ?"), [last])?;
        }
        self.database.execute("DELETE FROM runs WHERE id <= ?", [last])?;
        self.database.execute("DELETE FROM projects WHERE digest NOT IN (SELECT digest FROM runs)", [])?;
        // A log that is already gone, or held open by another process, is no reason to fail.
        old.iter().for_each(|run| drop(std::fs::remove_file(log::path_in(&self.folder, *run))));
        Ok(())
    }

    /// Moves the runs of one project to another, in addition to the runs that it has.
    pub fn hand_over(&self, from: &Path, to: &Path) -> Result<(), Problem> {
        let update = "UPDATE runs SET project = ? WHERE project = ?";
        let done = self.database.execute(update, params![text(to), text(from)]);
        done.map(drop).map_err(|error| unusable(&error))
    }

    /// Records how a run has ended.
    pub fn end(&mut self, run: i64, end: &RunEnd) -> Result<(), Problem> {
        self.try_end(run, end).map_err(|error| unusable(&error))
    }

    fn try_end(&mut self, run: i64, end: &RunEnd) -> rusqlite::Result<()> {
        let all = self.database.transaction()?;
        let problem = end.problem.as_ref().map(|text| text.in_language(Language::English));
        let problem_text = end.problem.as_ref().and_then(|text| serde_json::to_string(text).ok());
        let peak_memory = end.peak_memory.map(|bytes| bytes as i64);
        all.execute(
            "UPDATE runs SET outcome = ?, seconds = ?, peak_memory = ?, problem = ?, problem_text = ? WHERE id = ?",
            params![end.outcome, end.seconds, peak_memory, problem, problem_text, run],
        )?;
        for node in &end.nodes {
            let memory = node.memory.map(|bytes| bytes as i64);
            let row = params![run, node.node, node.port, node.rows as i64, node.bytes as i64, memory];
            all.execute(
                "INSERT OR REPLACE INTO nodes (run, node, port, rows, bytes, memory) VALUES (?, ?, ?, ?, ?, ?)",
                row,
            )?;
        }
        for time in &end.times {
            let row = params![run, time.node, time.port, time.started, time.seconds];
            all.execute("INSERT INTO times (run, node, port, started, seconds) VALUES (?, ?, ?, ?, ?)", row)?;
        }
        for output in &end.outputs {
            let row = params![run, output.node, output.address.to_string(), output.rows as i64, output.bytes as i64];
            all.execute(
                "INSERT OR REPLACE INTO outputs (run, node, address, rows, bytes) VALUES (?, ?, ?, ?, ?)",
                row,
            )?;
        }
        for read in &end.reads {
            let (bytes, modified) = (read.bytes.map(u64::cast_signed), read.modified.map(u64::cast_signed));
            let row =
                params![run, read.node, read.address.to_string(), bytes, modified, read.version, read.fingerprint];
            all.execute("INSERT OR REPLACE INTO reads (run, node, address, bytes, modified, version, fingerprint) VALUES (?, ?, ?, ?, ?, ?, ?)", row)?;
        }
        all.commit()
    }
}

fn digest(text: &str) -> String {
    format!("{:?}", KeyBuilder::new("project").text(text).finish())
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// Milliseconds since 1970.
fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
}

fn unusable(error: &dyn std::fmt::Display) -> Problem {
    Problem::warning(say!("history-unusable", error = error.to_string())).remedy(say!("history-check-folder"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::source::Address;

    fn history() -> (tempfile::TempDir, History) {
        let folder = tempfile::tempdir().unwrap();
        let history = History::open_at(&folder.path().join(FILE)).unwrap();
        (folder, history)
    }

    fn start(project: &str) -> RunStart {
        RunStart {
            project: project.into(),
            text: "(format: 1)".into(),
            parameters: vec![("year".into(), "2013".into())],
            version: "1.2.3".into(),
        }
    }

    #[test]
    fn what_a_run_failed_of_can_be_said_in_another_language() {
        let (_folder, mut history) = history();
        let run = history.begin(&start("/p/a.ron")).unwrap();
        let problem = Some(say!("node-problem", node = "late", problem = say!("no-column", name = "b")));
        history.end(run, &RunEnd { outcome: "failed".into(), problem, ..RunEnd::default() }).unwrap();
        let said = |history: &History| {
            let run = history.details(run).unwrap().expect("the run").run;
            (run.problem.unwrap(), run.problem_text.unwrap().in_language(Language::SimplifiedChinese))
        };
        assert_eq!(said(&history), ("late: There is no column \"b\"".into(), "late：没有列“b”".into()));
        // Written by a program with different texts.
        history.database.execute("UPDATE runs SET problem = 'late: \"b\" is no column'", []).unwrap();
        let words = "late: \"b\" is no column".to_owned();
        assert_eq!(said(&history), (words.clone(), words));
    }

    #[test]
    fn runs_follow_their_project_to_another_file() {
        let (_folder, history) = history();
        let run = history.begin(&start("/p/Untitled-1")).unwrap();
        let other = history.begin(&start("/p/Untitled-2")).unwrap();
        history.hand_over(Path::new("/p/Untitled-1"), Path::new("/p/a.ron")).unwrap();
        let ids = |project: &str| -> Vec<i64> {
            history.list(Some(Path::new(project)), 9).unwrap().iter().map(|run| run.id).collect()
        };
        assert_eq!((ids("/p/a.ron"), ids("/p/Untitled-1"), ids("/p/Untitled-2")), (vec![run], vec![], vec![other]));
    }

    #[test]
    fn a_run_is_found_again_with_everything_about_it() {
        let (_folder, mut history) = history();
        let run = history.begin(&start("/p/a.ron")).unwrap();
        let end = RunEnd {
            outcome: "succeeded".into(),
            seconds: 1.5,
            peak_memory: Some(1 << 30),
            problem: None,
            nodes: vec![NodeRows {
                node: "late".into(),
                port: "matching".into(),
                rows: 7,
                bytes: 56,
                memory: Some(1 << 20),
            }],
            times: vec![NodeTime { node: "late".into(), port: None, started: 0.25, seconds: 1.0 }],
            outputs: vec![Output { node: "out".into(), address: Path::new("/p/out.csv").into(), rows: 7, bytes: 99 }],
            reads: vec![
                ReadSource {
                    node: "in".into(),
                    address: Path::new("/p/in.csv").into(),
                    bytes: Some(10),
                    modified: Some(5),
                    version: None,
                    fingerprint: Some("ab".into()),
                },
                ReadSource {
                    node: "orders".into(),
                    address: Address::parse("s3://shop/orders"),
                    bytes: None,
                    modified: None,
                    version: Some("e1".into()),
                    fingerprint: None,
                },
            ],
        };
        history.end(run, &end).unwrap();
        let found = history.details(run).unwrap().expect("the run");
        assert_eq!((found.run.outcome.as_deref(), found.run.seconds), (Some("succeeded"), Some(1.5)));
        assert_eq!((found.nodes, found.outputs, found.reads), (end.nodes, end.outputs, end.reads));
        assert_eq!(found.times, end.times);
        assert_eq!(history.project_text(&found.run.digest).unwrap().as_deref(), Some("(format: 1)"));
        assert_eq!(found.run.parameters, [("year".to_owned(), "2013".to_owned())]);
        assert_eq!(history.details(run + 1).unwrap(), None);
    }

    #[test]
    fn old_runs_are_forgotten_with_their_logs() {
        let (folder, history) = history();
        let log = |run| log::path_in(folder.path(), run);
        std::fs::create_dir_all(log(1).parent().unwrap()).unwrap();
        for run in 1..=3 {
            assert_eq!(history.begin(&RunStart { text: format!("text {run}"), ..start("/p/a.ron") }).unwrap(), run);
            std::fs::write(log(run), "a line").unwrap();
        }
        history.prune(2).unwrap();
        assert_eq!(history.list(None, 9).unwrap().iter().map(|run| run.id).collect::<Vec<_>>(), [3]);
        assert_eq!([1, 2, 3].map(|run| log(run).exists()), [false, false, true]);
        let kept = |text: &str| history.project_text(&digest(text)).unwrap().is_some();
        assert_eq!(["text 1", "text 3"].map(kept), [false, true]);
    }

    #[test]
    fn runs_are_listed_newest_first_and_by_project() {
        let (_folder, mut history) = history();
        for project in ["/p/a.ron", "/p/b.ron", "/p/a.ron"] {
            let run = history.begin(&start(project)).unwrap();
            history.end(run, &RunEnd { outcome: "failed".into(), ..RunEnd::default() }).unwrap();
        }
        let ids = |project: Option<&str>, count| -> Vec<i64> {
            history.list(project.map(Path::new), count).unwrap().iter().map(|run| run.id).collect()
        };
        assert_eq!((ids(None, 10), ids(Some("/p/a.ron"), 10), ids(None, 1)), (vec![3, 2, 1], vec![3, 1], vec![3]));
    }

    #[test]
    fn a_run_that_died_is_told_from_one_that_goes_on() {
        let (_folder, history) = history();
        let run = history.begin(&start("/p/a.ron")).unwrap();
        let state = || history.list(None, 1).unwrap()[0].state().to_owned();
        assert_eq!(state(), "running");
        history.database.execute("UPDATE runs SET process = 4194999 WHERE id = ?", [run]).unwrap();
        assert_eq!(state(), "interrupted");
    }

    #[test]
    fn a_file_that_is_no_history_is_a_clear_word() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        std::fs::write(&path, "this is no database, and long enough to be looked at as one".repeat(20)).unwrap();
        let problem = History::open_at(&path).err().expect("a problem");
        assert!(problem.message.starts_with("Cannot use the run history") && problem.remedy.is_some());
    }
}
