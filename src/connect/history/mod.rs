//! The history of runs: an SQLite file in the user's state folder, shared by every window and command line.
//!
//! A run is recorded when it begins and again when it ends; one that was killed in between stays without an outcome.

mod log;
mod outcome;
mod read;
mod record;
mod rollback;
mod run;
mod schema;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rusqlite::Connection;

pub use log::{RunLog, log_path};
pub use outcome::{Outcome, RunState};
pub use rollback::{KeptRun, RollbackTo, RolledBack, has_first, kept, roll_back};
pub use run::{NodeRows, NodeTime, Output, ReadSource, Run, RunDetails};

use super::state::state_dir;
use crate::base::{KeyBuilder, Problem, Text};

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
    /// The cluster that it runs on, such as `spark://host:7077`; `None`: this machine.
    pub place: Option<String>,
}

/// What is known about a run when it has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct RunEnd {
    pub outcome: Outcome,
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

impl RunEnd {
    /// Nothing is known but the outcome.
    pub fn new(outcome: Outcome) -> RunEnd {
        let nodes = Vec::new();
        let times = Vec::new();
        let outputs = Vec::new();
        let reads = Vec::new();
        RunEnd { outcome, seconds: 0.0, peak_memory: None, problem: None, nodes, times, outputs, reads }
    }
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

    /// Distinguishes this history from any other, including one that was lost.
    pub fn identity(&self) -> Result<String, Problem> {
        let id = self.database.query_row("SELECT id FROM identity", [], |row| row.get(0));
        id.map_err(|error| unusable(&error))
    }

    pub(super) fn open_at(path: &Path) -> Result<History, Problem> {
        let database = Connection::open(path).map_err(|error| unusable(&error))?;
        database.busy_timeout(PATIENCE).map_err(|error| unusable(&error))?;
        schema::prepare(&database)?;
        let folder = path.parent().unwrap_or(Path::new(".")).to_path_buf();
        Ok(History { database, folder })
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
