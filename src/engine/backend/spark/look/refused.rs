//! Why a look has found nothing.

use crate::base::Problem;
use crate::document::NodeId;

/// Why a look has found nothing, and where.
pub(super) struct Refused {
    /// The function of the program that has failed.
    pub function: Option<String>,
    pub node: Option<NodeId>,
    pub problem: Box<Problem>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Refused {
        Refused { function: None, node: None, problem: Box::new(problem) }
    }
}
