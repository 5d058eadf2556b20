//! The kinds of work that an engine does at the same time, and how its process may end during it.

use serde::{Deserialize, Serialize};

use crate::base::Problem;
use crate::document::NodeId;

/// Work of one kind: at most one request of it is worked on at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lane {
    Preview,
    Rows,
    Compare,
    Find,
    CellStatistics,
    Values,
    Suggest,
    Try,
    Advise,
    Catalog,
    Text,
}

impl Lane {
    pub(crate) const ALL: [Lane; 11] = [
        Lane::Preview,
        Lane::Rows,
        Lane::Compare,
        Lane::Find,
        Lane::CellStatistics,
        Lane::Values,
        Lane::Suggest,
        Lane::Try,
        Lane::Advise,
        Lane::Catalog,
        Lane::Text,
    ];

    /// The name of its thread.
    pub(crate) fn thread(self) -> &'static str {
        match self {
            Lane::Preview => "engine-preview",
            Lane::Rows => "engine-rows",
            Lane::Compare => "engine-compare",
            Lane::Find => "engine-find",
            Lane::CellStatistics => "engine-cell-statistics",
            Lane::Values => "engine-values",
            Lane::Suggest => "engine-suggest",
            Lane::Try => "engine-trial",
            Lane::Advise => "engine-advice",
            Lane::Catalog => "engine-catalog",
            Lane::Text => "engine-text",
        }
    }
}

/// Work has ended without a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ended {
    /// What happened, in one line.
    pub problem: Problem,
    /// The node that was being computed, as far as known.
    pub node: Option<NodeId>,
    /// The work during which it happened.
    pub lanes: Vec<Lane>,
    /// Whether the engine's process has ended: then everything that was requested is to be requested again.
    pub is_new: bool,
}
