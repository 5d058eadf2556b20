//! What the history tells of a run.

use std::path::PathBuf;

use serde::Serialize;

use super::outcome::Outcome;
use crate::base::Text;
use crate::connect::process::Process;
use crate::connect::source::Address;

/// A summary of one run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Run {
    pub id: i64,
    pub project: PathBuf,
    /// Digest of the project's text.
    pub digest: String,
    pub parameters: Vec<(String, String)>,
    /// The version of the program.
    pub version: String,
    /// The cluster that it ran on, such as `spark://host:7077`; `None`: this machine.
    pub place: Option<String>,
    /// Milliseconds since 1970.
    pub started: i64,
    #[serde(skip)]
    pub(super) process: u32,
    /// `None` if an older program recorded only its number.
    #[serde(skip)]
    pub(super) owner: Option<Process>,
    /// `None` while it is running, and forever if it was killed.
    pub outcome: Option<Outcome>,
    pub seconds: Option<f64>,
    /// Bytes.
    pub peak_memory: Option<u64>,
    /// In English.
    pub problem: Option<String>,
    /// The same, translatable.
    #[serde(skip)]
    pub problem_text: Option<Text>,
    /// The number of files written, and their rows.
    pub files: u64,
    pub rows: u64,
}

/// One run with everything about it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunDetails {
    #[serde(flatten)]
    pub run: Run,
    pub nodes: Vec<NodeRows>,
    pub times: Vec<NodeTime>,
    pub outputs: Vec<Output>,
    pub reads: Vec<ReadSource>,
}

/// Rows that have passed an output of a node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodeRows {
    pub node: String,
    pub port: String,
    pub rows: u64,
    /// Estimated size in memory.
    pub bytes: u64,
    /// The peak memory of the process, in bytes, while they passed. Other nodes were working during it too.
    pub memory: Option<u64>,
}

/// A period in which a node was working.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodeTime {
    pub node: String,
    /// The output whose rows flowed; `None` while the node was being prepared.
    pub port: Option<String>,
    /// Seconds since the start of the run.
    pub started: f64,
    pub seconds: f64,
}

/// What a run wrote.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Output {
    pub node: String,
    pub address: Address,
    pub rows: u64,
    pub bytes: u64,
}

/// What a run read, in its state at the time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReadSource {
    pub node: String,
    pub address: Address,
    /// Its size; `None` if unknown.
    pub bytes: Option<u64>,
    /// For a file: nanoseconds since 1970.
    pub modified: Option<u64>,
    /// The store's own name for its state.
    pub version: Option<String>,
    /// The fingerprint of its content; see [`crate::connect::fingerprint`].
    pub fingerprint: Option<String>,
}

impl ReadSource {
    /// Whether it certainly has the same content as the other; a fingerprint of samples is not enough.
    pub fn is_same(&self, other: &ReadSource) -> bool {
        let whole = self.fingerprint.as_ref().filter(|of| !of.starts_with(crate::connect::fingerprint::OF_PIECES));
        let is_same_file = self.bytes == other.bytes && whole.is_some() && self.fingerprint == other.fingerprint;
        is_same_file || (self.version.is_some() && self.version == other.version)
    }
}

impl AsRef<Run> for Run {
    fn as_ref(&self) -> &Run {
        self
    }
}

impl AsRef<Run> for RunDetails {
    fn as_ref(&self) -> &Run {
        &self.run
    }
}
