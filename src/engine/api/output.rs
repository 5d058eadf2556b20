//! The identifier of a table of a pipeline.

use serde::{Deserialize, Serialize};

use crate::document::NodeId;

/// One table of the pipeline: an output of a node by index. A sink's output 0 is what it would write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OutputRef {
    pub node: NodeId,
    pub port: usize,
}

impl OutputRef {
    pub fn first(node: NodeId) -> Self {
        OutputRef { node, port: 0 }
    }
}
