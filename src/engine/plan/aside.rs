//! Nodes that are not computed for now, because computing them ended the process or took too much memory. They are known
//! by their keys: with other settings or inputs they are computed again.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::base::{Key, Problem};
use crate::document::NodeId;
use crate::engine::control::locks::locked;

/// The problems of these nodes, by the keys of what they would compute.
#[derive(Debug, Default)]
pub(crate) struct Aside(Mutex<HashMap<Key, (NodeId, Problem)>>);

impl Aside {
    pub fn add(&self, node: NodeId, key: Key, problem: Problem) {
        locked(&self.0).insert(key, (node, problem));
    }

    pub fn problem(&self, key: Key) -> Option<Problem> {
        locked(&self.0).get(&key).map(|(_, problem)| problem.clone())
    }

    /// Computes a node again, whatever it did before.
    pub fn release(&self, node: NodeId) {
        locked(&self.0).retain(|_, (other, _)| *other != node);
    }
}
