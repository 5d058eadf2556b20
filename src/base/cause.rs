//! Why a problem arose, as far as what is done about it depends on that.

use serde::{Deserialize, Serialize};

/// Whose matter a problem is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The computation was cancelled. For whoever asked that, nothing is wrong.
    Stopped,
    /// Another node has no table; that node's problem counts.
    Waiting,
    /// The node is not set up yet.
    NotSetUp,
    /// A file, a disk or a server that does not do what it should, and will not by itself: read-only, cut off, too large.
    Source,
    /// As [`Cause::Source`], and may pass: a file that is locked or not there yet, no answer in time.
    TransientSource,
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
