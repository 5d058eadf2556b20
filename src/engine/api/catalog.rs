//! The columns of a table of Spark's catalog, for the settings of the node that reads it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::snapshot::Snapshot;
use crate::document::NodeId;

/// A request for the columns of the table that a node reads. The snapshot names the cluster.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CatalogRequest {
    /// Returned with the answer.
    pub ask: u64,
    pub snapshot: Arc<Snapshot>,
    pub node: NodeId,
}
