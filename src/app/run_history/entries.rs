//! The recorded runs of a project, as the runs panel lists them.

use std::path::PathBuf;

use crate::base::{Problem, Text};
use crate::engine::Changes;

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

/// One run in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct RunEntry {
    pub id: i64,
    pub state: RunEntryState,
    /// The address of the cluster that it ran on; `None`: this machine.
    pub place: Option<String>,
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
        let mut sum = 0.0;
        let mut end = f64::MIN;
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
    /// The rows that passed `node` or `node.port`, for a run that told no times, as those on clusters.
    pub rows: Vec<(String, u64)>,
    /// Since the last successful run; `None` if there is none.
    pub changes: Option<Changes>,
    pub log: Option<PathBuf>,
    /// Whether versions of its outputs are kept.
    pub is_kept: bool,
}

/// A run that is not in this history, but has kept the outputs of this project: one of somebody else, or of a history that
/// was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptEntry {
    pub id: String,
    /// Milliseconds since 1970.
    pub at: i64,
    pub files: u64,
    /// The machine; empty if unknown.
    pub host: String,
    pub user: Option<u32>,
}

/// What is kept beside the outputs besides the runs of this history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptVersions {
    /// Newest first.
    pub others: Vec<KeptEntry>,
    /// Whether the outputs from before the first run that kept any are there.
    pub has_first: bool,
}

/// The state of the panel.
#[derive(Debug, Default)]
pub struct RunHistory {
    /// Newest first.
    pub runs: Vec<RunEntry>,
    pub kept: KeptVersions,
    pub chosen: Option<i64>,
    pub details: Option<RunEntryDetails>,
    /// Why the history cannot be read.
    pub problem: Option<Problem>,
    /// The project to which the runs belong.
    pub of: Option<PathBuf>,
    /// The history is being read, and whether something has happened since the read began.
    pub is_asked: bool,
    pub is_stale: bool,
}

impl RunHistory {
    /// The displayed run: the chosen one, or the newest.
    pub fn shown(&self) -> Option<&RunEntry> {
        let chosen = self.chosen.and_then(|id| self.runs.iter().find(|run| run.id == id));
        chosen.or(self.runs.first())
    }
}
