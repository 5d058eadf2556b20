//! View state: camera, selection, panels, dialogs. Per user and never in the project's file.

mod canvas;
mod dialog;
mod preferences;
mod table;

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::broken_file::BrokenFile;
use crate::base::Text;
use crate::document::{AnnotationId, NodeId, PortRef, Position, Wire};
use crate::engine::OutputRef;

pub(super) use canvas::Dropped;
pub use canvas::{Camera, CameraRequest, GRID, Heat, Lineage, Writing};
pub use dialog::{CleanDialog, Closing, ColumnRequest, Dialog, Export};
pub use preferences::{Preferences, Session, Theme};
pub use table::{
    Arrange, Baseline, CellSelection, ColumnWidths, CompareView, ComparisonState, CopyRows, Search, SelectedCells,
    TableRequest,
};
pub(super) use table::{CleaningState, Copying};

/// How long a status message is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum StatusEnd {
    /// It fades after some seconds.
    #[default]
    Fades,
    /// It explains why a command was not executed: until the next message.
    NextMessage,
    /// It says that this file is being opened: it fades, or is removed once the file is open.
    Opened(PathBuf),
}

/// The complete view state.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub camera: Camera,
    /// Executed and removed by the canvas in its next frame (it pushes `SetCamera`).
    pub camera_request: Option<CameraRequest>,
    /// Colours nodes by their cost; `None`: plain.
    pub heat: Option<Heat>,
    pub selection: BTreeSet<NodeId>,
    pub selected_wires: Vec<Wire>,
    /// The node added last: its form gets the keyboard focus once.
    pub added: Option<NodeId>,
    /// The selected frames, notes and dots.
    pub selected_annotations: BTreeSet<AnnotationId>,
    /// The text being edited on the canvas.
    pub writing: Option<Writing>,
    /// The table displayed below.
    pub shown: Option<OutputRef>,
    /// The pinned table next to it.
    pub pinned: Option<OutputRef>,
    /// Both scroll together.
    pub scroll_together: bool,
    /// The comparison of the table.
    pub compare: Option<CompareView>,
    /// The latest request to the table, and the number of requests so far: it is executed once.
    pub table_request: Option<(TableRequest, u64)>,
    pub dialog: Option<Dialog>,
    /// The highlighted paths of a column; Escape removes them.
    pub lineage: Option<Lineage>,
    /// Shows the start page instead of the canvas.
    pub start_page: bool,
    /// Instead of both, the problem with a file that could not be opened.
    pub broken: Option<BrokenFile>,
    pub status: Option<Text>,
    /// Incremented with each new status message, so that the window can fade old ones.
    pub status_count: u64,
    pub status_end: StatusEnd,
    /// The last pointer position on the canvas: where things are pasted.
    pub pointer: Option<Position>,
    /// An output from which a wire is being dragged, if any.
    pub dragged_from: Option<PortRef>,
}
