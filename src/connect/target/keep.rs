//! How versions of outputs are kept.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::base::KeyBuilder;
use crate::connect::process::Process;

/// That a run keeps versions of its outputs, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keep {
    pub count: usize,
    pub run: KeptBy,
}

/// The run that a version belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptBy {
    /// Unique among the runs of all users and machines; ordered by time.
    pub id: String,
    /// Its number in the history that recorded it; `None` if none did.
    pub number: Option<i64>,
    /// The identity of that history.
    pub history: Option<String>,
    /// The file of the project.
    pub project: PathBuf,
    pub process: Process,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl KeptBy {
    /// A run of this process that begins now.
    pub fn now(project: PathBuf, number: Option<i64>, history: Option<String>) -> KeptBy {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let process = Process::own();
        let key = KeyBuilder::new("run").text(&process.host).text(&process.boot).text(&process.space);
        let key = key.number(process.id.into()).number(process.started).number(now.as_nanos() as u64);
        let key = key.number(COUNT.fetch_add(1, Ordering::Relaxed)).finish().to_string();
        let at = now.as_millis() as i64;
        let time = DateTime::<Utc>::from_timestamp_millis(at).unwrap_or_default().format("%Y%m%dT%H%M%S%3fZ");
        KeptBy { id: format!("{time}-{}", &key[..8]), number, history, project, process, at }
    }
}
