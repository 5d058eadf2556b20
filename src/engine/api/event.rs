//! The events that the engine sends.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::advice::{Advice, AdviceRequest};
use super::cell_statistics::CellStatistics;
use super::comparison::Comparison;
use super::example::Example;
use super::find::Found;
use super::measure::Measure;
use super::output::OutputRef;
use super::table::{Profile, Table};
use super::values::Values;
use crate::base::{ColumnInfo, Key, Problem};
use crate::connect::{Address, Sent};
use crate::document::NodeId;

/// An event of the engine.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Event {
    /// The pipeline was planned: keys, schemas and problems of every node, before any data is read.
    Planned { generation: u64, plan: Arc<PlanInfo> },
    /// This table is being computed.
    Computing { generation: u64, output: OutputRef },
    /// The first rows are available.
    Ready { generation: u64, output: OutputRef, key: Key, table: Arc<Table> },
    /// The number of rows is known.
    Counted { output: OutputRef, key: Key, rows: u64 },
    /// The column statistics over the whole table are known.
    Profiled { output: OutputRef, key: Key, profile: Arc<Profile> },
    /// The cost of the table: time, and bytes as far as known.
    Measured { output: OutputRef, key: Key, measure: Measure },
    /// What the store of this source was asked for the preview, since the last such event.
    Sent { generation: u64, node: NodeId, sent: Sent },
    /// This node has no table.
    Failed { generation: u64, node: NodeId, problem: Problem },
    /// No work is left for this generation.
    Settled { generation: u64 },
    /// The answer to [`crate::engine::Request::Rows`]; `table.first` is the index of the first row.
    Rows { output: OutputRef, key: Key, table: Arc<Table> },
    /// The answer to [`crate::engine::Request::Compare`] with this number.
    Compared { ask: u64, result: Result<Arc<Comparison>, Problem> },
    /// The matches that a search has found so far.
    Found { output: OutputRef, key: Key, text: String, columns: Vec<String>, found: Arc<Found> },
    /// The answer to [`super::values::Values`] with this number.
    Values { ask: u64, values: Arc<Values> },
    /// The answer to [`crate::engine::Request::Suggest`].
    Suggested { output: OutputRef, key: Key, found: Arc<super::cleaning::Suggestions> },
    /// The answer to [`crate::engine::Request::Try`] with this number.
    Tried { ask: u64, trial: Arc<super::cleaning::Trial> },
    /// The answer to [`crate::engine::Request::CatalogColumns`] with this number: pairs of a name and a type as the catalog
    /// names it.
    CatalogColumns { ask: u64, found: Result<Vec<(String, String)>, Problem> },
    /// The answer to [`crate::engine::Request::Advise`].
    Advice { request: AdviceRequest, advice: Option<Arc<Advice>> },
    /// The answer to [`super::example::Example`].
    Example {
        #[serde(with = "crate::nodes::kind_id")]
        kind: crate::nodes::kind_id::KindId,
        example: Arc<Result<Example, Problem>>,
    },
    /// Rows as text, with the number of rows and columns; no text if they were written to a file.
    Text { text: Result<Option<String>, Problem>, rows: u64, columns: u64 },
    /// Progress of [`super::cell_statistics::CellStatistics`] with this number: the number of rows examined; at the end, the result.
    CellStatistics { ask: u64, rows: u64, statistics: Option<Arc<CellStatistics>> },
    /// The project's file has changed or is gone; sent once when watching begins.
    ProjectFileChanged,
    /// Files that the newest preview has read, or did not find, have changed.
    DataFilesChanged,
    /// This many other windows have the project open.
    OpenElsewhere { windows: usize },
    /// Work has ended without a result, or the engine's process has ended with all of its work.
    Ended(super::lane::Ended),
    /// What crashed runs had left, now finished, undone, or still open: reported once, at the start.
    Recovered(Vec<Problem>),
    /// An event of the run. It does not come from the engine's process: a run has a process of its own.
    #[serde(skip)]
    Run(RunEvent),
}

/// The result of planning.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PlanInfo {
    pub nodes: BTreeMap<NodeId, NodePlan>,
    /// Problems that belong to no node, such as parameters without a value.
    pub problems: Vec<Problem>,
}

/// One node of a plan.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct NodePlan {
    /// For each input port, the columns of its first table; empty if unknown.
    pub inputs: Vec<Vec<ColumnInfo>>,
    /// For each output. `None`: known only after a run, or not at all because of a problem.
    pub outputs: Vec<Option<Vec<ColumnInfo>>>,
    /// For each output; `None` if the node cannot be computed.
    pub keys: Vec<Option<Key>>,
    pub problems: Vec<Problem>,
    /// The disabled node that prevents this one from being computed: itself, or one that it depends on.
    pub inactive_because: Option<NodeId>,
}

/// A problem and the node that has it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NodeProblem {
    pub node: NodeId,
    pub problem: Problem,
}

/// One line of `run --events json`. The field `event` names the variant in snake case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum RunEvent {
    /// The run begins. `version` is the version of this event format: 3.
    Started {
        version: u32,
        project: String,
        sinks: Vec<String>,
    },
    /// The run reads this source, in the state it had when the run began.
    Reading {
        node: String,
        address: Address,
        /// Its size; `None` if unknown.
        bytes: Option<u64>,
        /// For a file: nanoseconds since 1970.
        modified: Option<u64>,
        /// The store's own name for its state.
        version: Option<String>,
    },
    /// The number of bytes of a file read so far, by any node.
    Read {
        node: String,
        address: Address,
        bytes: u64,
        /// The size of the whole file.
        of: u64,
    },
    /// This node's table comes from the preview cache; on request also sent for tables that are computed.
    Cache {
        node: String,
        result: CacheUse,
        /// The reason, in words.
        why: String,
    },
    /// The number of rows that have passed an output so far.
    Progress {
        node: String,
        port: String,
        rows: u64,
    },
    /// What has passed an output in the whole run. `seconds` is the time from its first to its last row; other nodes
    /// were working during it too.
    Measured {
        node: String,
        port: String,
        rows: u64,
        bytes: u64,
        /// Seconds from the start of the run to the first row.
        started: f64,
        seconds: f64,
        /// The peak memory of the process in that time, in bytes; `None` if the system does not report it.
        memory: Option<u64>,
    },
    /// What the store of this source was asked, and why steps behind it were computed here.
    Sent {
        node: String,
        statements: Vec<String>,
        stays: Vec<String>,
    },
    /// The time the node spent before rows flowed, examining its files or computing in advance.
    Prepared {
        node: String,
        /// Seconds since the start of the run.
        started: f64,
        seconds: f64,
    },
    /// The number of bytes a sink has written so far, beside its target.
    Writing {
        node: String,
        rows: u64,
        bytes: u64,
    },
    /// The node has failed with an error that may be temporary; everything is tried again after a delay.
    Retrying {
        node: String,
        /// Counted from 1.
        number: u32,
        of: u32,
        /// Seconds until the next attempt.
        seconds: f64,
        problem: Problem,
    },
    /// The run continues without nodes that have failed.
    Skipped {
        nodes: Vec<String>,
        /// What was requested and is not computed.
        lost: Vec<String>,
    },
    /// A sink's file is complete, beside its target.
    SinkDone {
        node: String,
        rows: u64,
        bytes: u64,
    },
    /// The run has failed with an error that names no node; parts of it are computed again to find the node, for at
    /// most twice the time that the run took.
    LookingForCause,
    Problem {
        node: Option<String>,
        problem: Problem,
    },
    /// The last event.
    Finished {
        outcome: RunOutcome,
        seconds: f64,
        written: Vec<Written>,
    },
}

impl RunEvent {
    /// Whether the event only reports progress: a later event says more, and the run does not wait for its listeners.
    pub fn is_progress(&self) -> bool {
        matches!(self, RunEvent::Progress { .. } | RunEvent::Read { .. } | RunEvent::Writing { .. })
    }
}

/// Where a run takes a node's table from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CacheUse {
    FromCache,
    Computed,
    /// The nodes downstream come from the cache.
    NotNeeded,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// Every output was replaced.
    Succeeded,
    /// Nodes have failed that are allowed to fail; every output that does not depend on them was replaced.
    FinishedWithFailures,
    /// No output was changed.
    Failed,
    Cancelled,
}

/// One output of a successful run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Written {
    pub node: String,
    pub address: Address,
    pub rows: u64,
    pub bytes: u64,
}
