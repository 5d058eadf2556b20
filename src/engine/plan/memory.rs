//! What planning remembers from one plan to the next.

use std::collections::HashMap;
use std::sync::Arc;

use super::aside::Aside;
use super::marks::Marks;
use super::sampling::Sampling;
use crate::base::{Key, Problem};
use crate::nodes::Frame;

/// The schema that planning found for the node with some key.
#[derive(Clone)]
pub(super) struct SchemaResult {
    /// Its tables without rows. `None`: known only after a run.
    pub tables: Option<Vec<Frame>>,
    pub problem: Option<Problem>,
    pub warnings: Vec<Problem>,
    /// Whether it is a source without records.
    pub has_no_records: bool,
    pub used: u64,
}

/// What is known of nodes and sources, and how sources are sampled.
#[derive(Default)]
pub(crate) struct PlanMemory {
    pub sampling: Sampling,
    /// What is known of sources.
    pub marks: Arc<Marks>,
    /// The nodes that are not computed for now.
    pub aside: Arc<Aside>,
    pub(super) schema_results: HashMap<Key, SchemaResult>,
    pub(super) round: u64,
    /// How many nodes were lowered for their schema since the start.
    pub lowered: u64,
}
