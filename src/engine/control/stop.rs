//! Stopping queries whose results are no longer needed.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use polars::prelude::*;

use super::locks::locked;
use crate::base::{Cancellation, Key};
use crate::connect::{PASSING, bytes_examined, bytes_examined_since};
use crate::document::NodeId;

/// Receives the node that a job is about to work on.
pub(crate) trait Announce: Send + Sync {
    /// `key` is the node's [`crate::engine::plan::planned::Planned::named_key`], if it is known.
    fn works_on(&self, node: NodeId, key: Option<Key>);

    /// The job is done.
    fn rests(&self);
}

/// The keys of nodes, as [`Announce::works_on`] takes them.
pub(crate) type Keys = Arc<dyn Fn(NodeId) -> Option<Key> + Send + Sync>;

/// A flag that ends a job, and the job's progress; clones share it.
#[derive(Clone, Default)]
pub(crate) struct Stop(Arc<State>);

#[derive(Default)]
struct State {
    cancellation: Cancellation,
    moving: Mutex<Moving>,
    /// It was stopped because it takes too much memory.
    is_too_large: AtomicBool,
    announce: Option<Arc<dyn Announce>>,
    /// The nodes' keys in the plan that is followed.
    keys: Mutex<Option<Keys>>,
    /// The node announced last, with its key.
    announced: Mutex<Option<(NodeId, Option<Key>)>>,
}

/// Rows that have passed, by the node that they leave; and the node that reported last, with the number of bytes
/// examined before.
#[derive(Debug, Default)]
struct Moving {
    rows: BTreeMap<NodeId, u64>,
    last: Option<NodeId>,
    examined_before: u64,
}

/// The progress of a job: rows that have left a node, or bytes that it has examined before there are any rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub node: NodeId,
    pub rows: u64,
    pub bytes: u64,
    /// The size in bytes of the file being examined, if known.
    pub of: Option<u64>,
}

/// Work whose progress can be queried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    Preview,
    Compare,
    Text,
}

impl Stop {
    /// The flag of a job whose nodes are announced.
    pub fn announcing(announce: Option<Arc<dyn Announce>>) -> Stop {
        Stop(Arc::new(State { announce, ..State::default() }))
    }

    /// From now on announces nodes with these keys.
    pub fn follow(&self, keys: Keys) {
        *locked(&self.0.keys) = Some(keys);
    }

    /// Announces that this node is being worked on.
    pub fn announce(&self, node: NodeId, key: Option<Key>) {
        let Some(announce) = &self.0.announce else { return };
        let mut announced = locked(&self.0.announced);
        if *announced != Some((node, key)) {
            *announced = Some((node, key));
            announce.works_on(node, key);
        }
    }

    fn announce_planned(&self, node: NodeId) {
        if self.0.announce.is_some() {
            let key = locked(&self.0.keys).as_ref().and_then(|keys| keys(node));
            self.announce(node, key);
        }
    }

    /// The node announced last, with its key.
    pub fn announced(&self) -> Option<(NodeId, Option<Key>)> {
        *locked(&self.0.announced)
    }

    /// Ends the job because it takes too much memory.
    pub fn stop_too_large(&self) {
        self.0.is_too_large.store(true, Ordering::Relaxed);
        self.stop();
    }

    pub fn is_too_large(&self) -> bool {
        self.0.is_too_large.load(Ordering::Relaxed)
    }

    pub fn stop(&self) {
        self.0.cancellation.cancel();
    }

    pub fn is_set(&self) -> bool {
        self.0.cancellation.is_cancelled()
    }

    /// The flag, for code that does not know nodes.
    pub fn cancellation(&self) -> &Cancellation {
        &self.0.cancellation
    }

    /// Another query begins: it computes this node's table.
    pub fn begin(&self, node: NodeId) {
        self.announce_planned(node);
        *locked(&self.0.moving) = Moving { rows: BTreeMap::new(), last: Some(node), examined_before: bytes_examined() };
    }

    /// The same rows pass once more, for another purpose: counting starts again.
    pub fn again(&self) {
        locked(&self.0.moving).rows.clear();
    }

    /// This node is working: it examines its files, or computes in advance.
    pub fn at(&self, node: NodeId) {
        self.announce_planned(node);
        self.plans(node);
    }

    /// This node is being planned.
    pub fn plans(&self, node: NodeId) {
        let mut moving = locked(&self.0.moving);
        if moving.last != Some(node) {
            (moving.last, moving.examined_before) = (Some(node), bytes_examined());
        }
    }

    /// This many more rows have left this node.
    pub fn passed(&self, node: NodeId, rows: usize) {
        let mut moving = locked(&self.0.moving);
        *moving.rows.entry(node).or_default() += rows as u64;
        moving.last = Some(node);
    }

    /// The node that reported last, how many of its rows have passed, and what it has examined.
    pub fn moving(&self) -> Option<Progress> {
        let moving = locked(&self.0.moving);
        let node = moving.last.filter(|_| !self.is_set())?;
        let rows = moving.rows.get(&node).copied().unwrap_or_default();
        let (bytes, of) = bytes_examined_since(moving.examined_before);
        Some(Progress { node, rows, bytes, of })
    }
}

/// `plan` with a tap after this node: its batches pass through unchanged until the flag is set, then the query fails.
/// Predicates, projections and slices are still pushed past it.
pub(crate) fn stoppable(plan: LazyFrame, node: NodeId, stop: &Stop) -> LazyFrame {
    let stop = stop.clone();
    plan.map(
        move |batch: DataFrame| {
            stop.passed(node, batch.height());
            polars_ensure!(!stop.is_set(), ComputeError: "stopped");
            Ok(batch)
        },
        AllowedOptimizations::all(),
        None,
        Some(PASSING),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_by_node_and_not_added_up() {
        let stop = Stop::default();
        let moving = || stop.moving().map(|progress| (progress.node, progress.rows));
        assert_eq!(moving(), None);
        stop.begin(NodeId(3));
        assert_eq!(moving(), Some((NodeId(3), 0)));
        let frame = df!("x" => [1, 2, 3]).unwrap().lazy();
        let plan = stoppable(stoppable(frame, NodeId(1), &stop).filter(col("x").gt(lit(2))), NodeId(2), &stop);
        plan.collect().unwrap();
        let (node, rows) = moving().unwrap();
        assert!((node, rows) == (NodeId(2), 1) || (node, rows) == (NodeId(1), 3) || (node, rows) == (NodeId(1), 1));
        stop.passed(NodeId(1), 4);
        stop.passed(NodeId(2), 5);
        stop.passed(NodeId(2), 6);
        let (node, rows) = moving().unwrap();
        assert!(node == NodeId(2) && (11..=14).contains(&rows), "{rows}");
        stop.again();
        assert_eq!(moving(), Some((NodeId(2), 0)), "another pass");
        stop.passed(NodeId(2), 1);
        stop.begin(NodeId(2));
        assert_eq!(moving(), Some((NodeId(2), 0)), "another query");
        stop.stop();
        assert_eq!(moving(), None);
    }
}
