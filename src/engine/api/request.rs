//! What may be asked of the engine.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::comparison::CompareRequest;
use super::output::OutputRef;
use super::snapshot::Snapshot;
use crate::base::Key;

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
    Find(super::find::FindRequest),
    /// End the search that goes on.
    StopFind,
    /// What these cells tell together; takes the place of the wish before.
    Figures(super::figures::FiguresRequest),
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
    Watch(super::request::WatchRequest),
    /// The first values of a formula; takes the place of the wish before.
    Values(super::values::ValuesRequest),
    /// What the values of these columns of texts suggest; takes the place of the wish before.
    Suggest { output: OutputRef, key: Key, texts: Vec<String> },
    /// What a step would make of a column; takes the place of the wish before.
    Try(super::cleaning::TrialRequest),
    /// What tables have to say to who fills in a form.
    Advise(super::advice::AdviceRequest),
    /// The example of a kind.
    Example(&'static str),
    /// Rows as text for the clipboard.
    Text(super::table_text::TextRequest),
    /// Run the saved project in a child process.
    Run { snapshot: Arc<Snapshot>, options: RunOptions },
    /// End the run that goes on; outputs stay as they were.
    CancelRun,
}

/// What shall be watched, in the place of what was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchRequest {
    /// The file of the project.
    pub project: Option<PathBuf>,
    /// Whether other windows shall know that it is open here.
    pub announces: bool,
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
    /// Bytes of memory that the process may hold; `None`: nearly all that the machine has.
    pub memory: Option<u64>,
    /// How many versions of each output are kept for later, as those of the run in the history; 0 keeps none.
    pub versions: u32,
    /// The run is noted in the history. One in another process always is, by that process.
    pub noted: bool,
    /// The file of the project, under which it is noted; `None` takes its folder.
    pub project: Option<PathBuf>,
    /// When the command began whose time the history tells; `None` takes the beginning of the run.
    pub since: Option<Instant>,
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
