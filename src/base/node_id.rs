use std::num::NonZeroU64;

use serde::{Deserialize, Serialize};

/// The id of a node in memory. Never reused within a document's life; the file contains only names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(pub u64);

/// A node or none, in eight bytes: problems are passed as errors and must stay small.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MaybeNode(Option<NonZeroU64>);

impl MaybeNode {
    pub fn get(self) -> Option<NodeId> {
        self.0.map(|number| NodeId(number.get() - 1))
    }
}

impl From<Option<NodeId>> for MaybeNode {
    fn from(node: Option<NodeId>) -> Self {
        MaybeNode(node.and_then(|node| NonZeroU64::new(node.0.wrapping_add(1))))
    }
}
