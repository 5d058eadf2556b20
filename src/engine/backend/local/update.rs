//! What the worker of a run tells the thread that reports it.

use std::collections::{BTreeMap, HashMap};

use super::tap::Counter;
use crate::connect::{Address, Gauge, Sent};
use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::run::run_problem::RunProblem;

/// Messages of a worker.
pub(super) enum Update {
    /// The plan is ready; these are its counters.
    Flowing(BTreeMap<OutputRef, Counter>),
    RunProblem(RunProblem),
    /// The run has failed; the node at fault is being determined.
    LookingForCause,
    /// Bytes read from files, counted while they are still mapped.
    Mapped(HashMap<Address, u64>),
    /// What stores were asked, by source.
    Sent(BTreeMap<NodeId, Sent>),
    /// These gauges return the number of bytes of each output written so far.
    Writing(Vec<(NodeId, Gauge)>),
    SinkDone {
        node: NodeId,
        rows: u64,
        bytes: u64,
    },
}
