//! What the engine says.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::measure::Measure;
use super::request::OutputRef;
use super::table::{Profile, Table};
use crate::base::{ColumnInfo, Key, Problem};
use crate::document::NodeId;
use crate::engine::answers::advice::{Advice, AdviceRequest};
use crate::engine::answers::compare::Comparison;
use crate::engine::answers::example::Example;
use crate::engine::answers::figures::Figures;
use crate::engine::answers::find::Found;
use crate::engine::answers::values::Values;

/// Something happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The pipeline was planned: keys, schemas and problems of every node, before any data.
    Planned { generation: u64, plan: Arc<PlanInfo> },
    /// This table is being computed.
    Computing { generation: u64, output: OutputRef },
    /// The first rows are there.
    Ready { generation: u64, output: OutputRef, key: Key, table: Arc<Table> },
    /// The number of rows is known.
    Counted { output: OutputRef, key: Key, rows: u64 },
    /// The columns' statistics over the whole table are known.
    Profiled { output: OutputRef, key: Key, profile: Arc<Profile> },
    /// What the table took: time, and bytes as far as they are known.
    Measured { output: OutputRef, key: Key, measure: Measure },
    /// This node has no table.
    Failed { generation: u64, node: NodeId, problem: Problem },
    /// Nothing of this generation is left to do.
    Settled { generation: u64 },
    /// The answer to [`crate::engine::Request::Rows`]; `table.first` says where it starts.
    Rows { output: OutputRef, key: Key, table: Arc<Table> },
    /// The answer to [`crate::engine::Request::Compare`] with this number.
    Compared { ask: u64, result: Result<Arc<Comparison>, Problem> },
    /// What a search has found so far.
    Found { output: OutputRef, key: Key, text: String, columns: Vec<String>, found: Arc<Found> },
    /// The answer to [`crate::engine::Request::Values`] with this number.
    Values { ask: u64, values: Arc<Values> },
    /// The answer to [`crate::engine::Request::Suggest`].
    Suggested { output: OutputRef, key: Key, found: Arc<crate::engine::answers::suggest::Suggestions> },
    /// The answer to [`crate::engine::Request::Try`] with this number.
    Tried { ask: u64, trial: Arc<crate::engine::answers::trial::Trial> },
    /// The answer to [`crate::engine::Request::Advise`].
    Advice { wish: AdviceRequest, advice: Option<Arc<Advice>> },
    /// The answer to [`crate::engine::Request::Example`].
    Example { kind: &'static str, example: Arc<Result<Example, Problem>> },
    /// Rows as text, so many of so many columns; no text where they were written to a file.
    Text { text: Result<Option<String>, Problem>, rows: u64, columns: u64 },
    /// How many of the rows of [`crate::engine::Request::Figures`] with this number were looked at; at the end, what they tell.
    Figures { ask: u64, rows: u64, figures: Option<Arc<Figures>> },
    /// The project's file is another one than before, or gone; told once when watching begins.
    ProjectFileChanged,
    /// Files that the newest preview has read, or has not found, are others now.
    DataFilesChanged,
    /// So many other windows have the project open.
    OpenElsewhere { windows: usize },
    /// News of the run.
    Run(RunEvent),
}

/// What planning found out.
#[derive(Clone, Debug, Default)]
pub struct PlanInfo {
    pub nodes: BTreeMap<NodeId, NodePlan>,
    /// Problems that belong to no node: parameters without a value.
    pub problems: Vec<Problem>,
}

/// One node of a plan.
#[derive(Clone, Debug, Default)]
pub struct NodePlan {
    /// Of each input port, the columns of its first table; empty where unknown.
    pub inputs: Vec<Vec<ColumnInfo>>,
    /// Of each output. `None`: known after a run only, or not at all because of a problem.
    pub outputs: Vec<Option<Vec<ColumnInfo>>>,
    /// Of each output; `None` where the node cannot be computed.
    pub keys: Vec<Option<Key>>,
    pub problems: Vec<Problem>,
    /// The disabled node that keeps this one from being computed: itself, or one that it depends on.
    pub inactive_because: Option<NodeId>,
}

/// A problem and the node that has it.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeProblem {
    pub node: NodeId,
    pub problem: Problem,
}

/// One line of `run --events json`. The field `event` names the variant in snake case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum RunEvent {
    /// The run begins. `version` is that of this event format: 2.
    Started {
        version: u32,
        project: String,
        sinks: Vec<String>,
    },
    /// What the run makes comes from this file, as it was when it began.
    Reading {
        node: String,
        path: PathBuf,
        bytes: u64,
        /// Nanoseconds since 1970.
        modified: u64,
    },
    /// So many bytes of a file have been read so far, by whichever node.
    Read {
        node: String,
        path: PathBuf,
        bytes: u64,
        /// Of the whole file.
        of: u64,
    },
    /// This node's table comes from what previews have kept; when asked for, also that it is computed.
    Cache {
        node: String,
        result: CacheUse,
        /// In words.
        why: String,
    },
    /// So many rows have passed an output so far.
    Progress {
        node: String,
        port: String,
        rows: u64,
    },
    /// What has passed an output in the whole run. `seconds` is the time from its first to its last row: other nodes were at
    /// work in it too.
    Measured {
        node: String,
        port: String,
        rows: u64,
        bytes: u64,
        /// Seconds from the run's start to the first row.
        started: f64,
        seconds: f64,
        /// The most bytes that the process held in that time; `None` where the system does not tell.
        memory: Option<u64>,
    },
    /// Before rows flowed, the node looked at its files or computed beforehand in this time.
    Prepared {
        node: String,
        /// Seconds since the run's start.
        started: f64,
        seconds: f64,
    },
    /// A sink has written so much so far, beside its target.
    Writing {
        node: String,
        rows: u64,
        bytes: u64,
    },
    /// The node has failed of something that may heal; after a while everything is tried again.
    Retrying {
        node: String,
        /// Counted from 1.
        number: u32,
        of: u32,
        /// Until the next attempt.
        seconds: f64,
        problem: Problem,
    },
    /// The run goes on without nodes that have failed.
    Skipped {
        nodes: Vec<String>,
        /// What was to be computed and is not.
        lost: Vec<String>,
    },
    /// A sink's file is complete, beside its target.
    SinkDone {
        node: String,
        rows: u64,
        bytes: u64,
    },
    /// The run has failed with an error that names no node; parts of it are computed again to find the node, for twice the
    /// time that it has taken at most.
    LookingForCause,
    Problem {
        node: Option<String>,
        problem: Problem,
    },
    /// The last line.
    Finished {
        outcome: RunOutcome,
        seconds: f64,
        written: Vec<Written>,
    },
}

/// Where a run has a node's table from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CacheUse {
    FromCache,
    Computed,
    /// What follows it comes from the cache.
    NotNeeded,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOutcome {
    /// Every output was replaced.
    Succeeded,
    /// Nodes have failed that may; every output that does not depend on them was replaced.
    FinishedWithFailures,
    /// No output was touched.
    Failed,
    Cancelled,
}

/// One output of a successful run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Written {
    pub node: String,
    pub path: PathBuf,
    pub rows: u64,
    pub bytes: u64,
}
