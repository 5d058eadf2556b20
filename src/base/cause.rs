//! The cause of a problem, as far as its handling depends on it.

use serde::{Deserialize, Serialize};

/// What a problem is caused by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The computation was cancelled. For whoever requested that, nothing is wrong.
    Stopped,
    /// Another node has no table, and that node's problem is the one that counts; or something has not answered yet.
    Waiting,
    /// The node is not set up yet.
    NotSetUp,
    /// A file, a disk or a server that does not work, and will not recover by itself: read-only, disconnected, too
    /// large.
    Source,
    /// Like [`Cause::Source`], but possibly temporary: a file that is locked or does not exist yet, a timeout.
    TransientSource,
    /// Only Spark can do it, and this machine was asked.
    OnlyOnSpark,
    /// A setting, or a value that does not fit it.
    #[default]
    User,
    /// A defect of the program.
    Internal,
}

impl Cause {
    /// Another attempt may succeed.
    pub fn is_transient(self) -> bool {
        self == Cause::TransientSource
    }
}
