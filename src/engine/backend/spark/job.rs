//! The files of the processes on Spark, and what the driver is asked to do.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use super::ship::Parcel;
use crate::engine::api::cluster::Cluster;

/// The file that runs a program.
pub(super) const DRIVER: &str = "driver.py";

/// The file of the session for looking.
pub(super) const LOOK: &str = "look.py";

/// Both, and what they use, with their texts.
pub(super) const FILES: [(&str, &str); 5] = [
    (DRIVER, include_str!("python/driver.py")),
    (LOOK, include_str!("python/look.py")),
    ("session.py", include_str!("python/session.py")),
    ("steps.py", include_str!("python/steps.py")),
    ("errors.py", include_str!("python/errors.py")),
];

/// Five minutes.
const IDLE: u64 = 300;

/// A job, as the driver reads it: one line of JSON.
#[derive(Debug, Serialize)]
pub(super) struct Job {
    /// How the cluster's pages name the run.
    pub name: String,
    pub master: Option<String>,
    pub remote: Option<String>,
    pub conf: BTreeMap<String, String>,
    /// The program's file; without one the session is only tried.
    pub program: Option<PathBuf>,
    pub arguments: Vec<String>,
    pub nodes: Vec<Step>,
    /// Tables that are put where the cluster reads them.
    pub parcels: Vec<Parcel>,
    /// Functions whose tables are computed completely though nothing writes them.
    pub dry: Vec<String>,
    /// Seconds after which a session for looking ends if it is not asked.
    pub idle: u64,
}

/// A function of the program.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub function: String,
    /// Whether the rows of each returned table may be counted as they pass.
    pub counted: Vec<bool>,
    pub writes: bool,
    /// The file that it writes, as a URL; `None` for a table of the catalog.
    pub target: Option<String>,
}

impl Job {
    /// Only starts a session.
    pub fn on(cluster: &Cluster, name: &str) -> Job {
        Job {
            name: name.to_owned(),
            master: cluster.master.clone(),
            remote: cluster.remote.clone(),
            conf: cluster.conf.clone(),
            program: None,
            arguments: Vec::new(),
            nodes: Vec::new(),
            parcels: Vec::new(),
            dry: Vec::new(),
            idle: IDLE,
        }
    }
}
