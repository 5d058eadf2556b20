//! Notices about important failures: shown prominently until they are fixed or dismissed, in addition to the status
//! line.

use crate::base::Text;
use crate::document::NodeId;

/// The subject of a failure. There is at most one notice about each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Run,
    Save,
    Export,
    /// The project could not be written as a program.
    Program,
    Autosave,
    /// The columns of a table of Spark's catalog could not be asked for.
    Catalog,
    /// Dropped files became fewer nodes: not a failure, but a choice.
    Dropped,
}

impl NoticeKind {
    pub fn is_failure(self) -> bool {
        self != NoticeKind::Dropped
    }
}

/// A notice that the user has not dealt with yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub message: Text,
    /// The node that failed.
    pub node: Option<NodeId>,
}
