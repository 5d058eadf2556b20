//! Requests to the engine.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::cluster::Cluster;
use super::comparison::CompareRequest;
use super::output::OutputRef;
use super::snapshot::Snapshot;
use crate::base::Key;
use crate::document::NodeId;

/// A request from the window.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Show every node's table. Replaces the previous preview; `focus` comes first and is profiled.
    Preview { generation: u64, snapshot: Arc<Snapshot>, focus: Option<OutputRef> },
    /// Rows further down a table that a preview has shown, for scrolling.
    Rows { output: OutputRef, key: Key, first: u64, count: usize },
    /// Compare two whole tables. A newer request replaces an older one.
    Compare(CompareRequest),
    /// Find text in the whole table; replaces the previous search.
    Find(super::find::FindRequest),
    /// Stop the current search.
    StopFind,
    /// Compute figures over these cells; replaces the previous request.
    CellStatistics(super::cell_statistics::CellStatisticsRequest),
    /// Stop the current computation of figures.
    StopCellStatistics,
    /// Stop the current preview; what it has shown stays.
    StopPreview,
    /// Stop the current comparison.
    StopCompare,
    /// Stop the current conversion to text.
    StopText,
    /// Stop every computation except the run and the conversion to text: the project is not visible.
    Rest,
    /// Watch the project's file and those that it reads; replaces what was watched before.
    Watch(super::request::WatchRequest),
    /// The first values of a formula; replaces the previous request.
    Values(super::values::ValuesRequest),
    /// Suggestions from the values of these text columns; replaces the previous request.
    Suggest { output: OutputRef, key: Key, texts: Vec<String> },
    /// What a step would change in a column; replaces the previous request.
    Try(super::cleaning::TrialRequest),
    /// The columns of a table of Spark's catalog; replaces the previous request.
    CatalogColumns(super::catalog::CatalogRequest),
    /// Stop asking for columns of the catalog.
    StopCatalogColumns,
    /// Advice from tables for filling in a form.
    Advise(super::advice::AdviceRequest),
    /// The example of a kind.
    Example(#[serde(with = "crate::nodes::kind_id")] crate::nodes::kind_id::KindId),
    /// Rows as text for the clipboard.
    Text(super::table_text::TextRequest),
    /// Compute a node again that was excluded from computation.
    TryAgain(NodeId),
    /// Run the saved project in a child process.
    #[serde(skip)]
    Run { snapshot: Arc<Snapshot>, options: RunOptions },
    /// Cancel the current run; outputs stay as they were.
    #[serde(skip)]
    CancelRun,
}

impl Request {
    /// Whether it is for the engine's process; a run has a process of its own.
    #[cfg(test)]
    pub(crate) fn travels(&self) -> bool {
        !matches!(self, Request::Run { .. } | Request::CancelRun)
    }
}

/// What to watch; replaces what was watched before.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WatchRequest {
    /// The file of the project.
    #[serde(with = "crate::base::os_path::optional")]
    pub project: Option<PathBuf>,
    /// Whether other windows are notified that it is open here.
    pub announces: bool,
}

/// The options of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Only these as a unit: sinks among them are written, their other end nodes are computed.
    pub only: Vec<String>,
    /// Each of these is computed completely; sinks are written.
    pub to: Vec<String>,
    /// The sinks downstream of these are written.
    pub from: Vec<String>,
    /// The memory that the process may hold, in bytes; `None`: nearly all of the machine's memory.
    pub memory: Option<u64>,
    /// The number of versions of each output to keep, under the number of the run in the history; 0 keeps none.
    pub versions: u32,
    /// Whether the run is recorded in the history. A run in another process is always recorded, by that process.
    pub noted: bool,
    /// The project file under which the run is recorded; `None` uses its folder.
    pub project: Option<PathBuf>,
    /// When the command began, for the duration in the history; `None` uses the start of the run.
    pub since: Option<Instant>,
    /// Compute everything, even what previews have kept on disk.
    pub afresh: bool,
    /// Report for each node whether it comes from the cache, and why not.
    pub explain: bool,
    /// The Spark to run on; `None` runs on this machine.
    pub cluster: Option<Cluster>,
}

impl RunOptions {
    /// Every named node; none means every sink of the project.
    pub fn named(&self) -> impl Iterator<Item = &String> {
        self.only.iter().chain(&self.to).chain(&self.from)
    }
}

/// How much of the data a check examines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckData {
    /// Sources of up to 100 MB are examined.
    #[default]
    Small,
    /// All sources are examined, and what nodes compute in advance is computed.
    All,
}
