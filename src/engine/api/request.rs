//! What may be asked of the engine.

use std::path::PathBuf;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::snapshot::Snapshot;
use crate::base::Key;
use crate::connect::Keep;
use crate::document::NodeId;
use crate::engine::answers::compare::CompareRequest;

/// One table of the pipeline: an output of a node by index. A sink's output 0 is what it would write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct OutputRef {
    pub node: NodeId,
    pub port: usize,
}

impl OutputRef {
    pub fn first(node: NodeId) -> Self {
        OutputRef { node, port: 0 }
    }
}

/// A wish of the window.
#[derive(Clone, Debug)]
pub enum Request {
    /// Show every node's table. Replaces the previous preview; `focus` comes first and is profiled.
    Preview { generation: u64, snapshot: Arc<Snapshot>, focus: Option<OutputRef> },
    /// Rows further down a table that a preview has shown, for scrolling.
    Rows { output: OutputRef, key: Key, first: u64, count: usize },
    /// Compare two tables as wholes. A newer wish takes the place of an older one.
    Compare(CompareRequest),
    /// Find text in the whole table; takes the place of the search before.
    Find(crate::engine::answers::find::Wanted),
    /// End the search that goes on.
    StopFind,
    /// What these cells tell together; takes the place of the wish before.
    Figures(crate::engine::answers::figures::FiguresRequest),
    /// End the count that goes on.
    StopFigures,
    /// End the preview that goes on; what it has shown stays.
    StopPreview,
    /// End the comparison that goes on.
    StopCompare,
    /// End what becomes text.
    StopText,
    /// End every computation but the run and what becomes text: nobody looks.
    Rest,
    /// Watch the project's file, and those that it reads, in the place of what was watched.
    Watch(crate::engine::threads::watch::WatchRequest),
    /// The first values of a formula; takes the place of the wish before.
    Values(crate::engine::answers::values::ValuesRequest),
    /// What the values of these columns of texts suggest; takes the place of the wish before.
    Suggest { output: OutputRef, key: Key, texts: Vec<String> },
    /// What a step would make of a column; takes the place of the wish before.
    Try(crate::engine::answers::trial::TrialRequest),
    /// What tables have to say to who fills in a form.
    Advise(crate::engine::answers::advice::AdviceRequest),
    /// The example of a kind.
    Example(&'static str),
    /// Rows as text for the clipboard.
    Text(crate::engine::answers::rows::TextRequest),
    /// Run the saved project in a child process.
    Run { snapshot: Arc<Snapshot>, options: RunOptions },
    /// End the run that goes on; outputs stay as they were.
    CancelRun,
}

/// What a run is told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunOptions {
    /// Only these as a unit: sinks among them are written, other ends of them computed.
    pub only: Vec<String>,
    /// Each of these is computed to its end, sinks are written.
    pub to: Vec<String>,
    /// The sinks that these feed.
    pub from: Vec<String>,
    /// Versions of the outputs are kept as those of this run.
    pub keep: Option<Keep>,
    /// Bytes of memory that the process may hold; `None`: nearly all that the machine has.
    pub memory: Option<u64>,
    /// How many versions a run in another process keeps, as the run that it is; 0 keeps none.
    pub versions: u32,
    /// The file of the project, under which a run in another process is noted; `None` for one that was never saved.
    pub project: Option<PathBuf>,
    /// Compute everything, also what previews have kept on disk.
    pub afresh: bool,
    /// Say of each node whether it comes from there, and why not.
    pub explain: bool,
}

impl RunOptions {
    /// Every node that is named; none means every sink of the project.
    pub fn named(&self) -> impl Iterator<Item = &String> {
        self.only.iter().chain(&self.to).chain(&self.from)
    }
}
