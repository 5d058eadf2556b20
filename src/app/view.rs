//! View state: camera, selection, panels, dialogs. Per user and never in the project's file.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::base::{Language, Text};
use crate::document::{AnnotationId, NodeId, PortRef, Position, Wire};
use crate::engine::OutputRef;
use crate::nodes::cleaning::Cleaning;

use super::accessibility::{Motion, SCALES};
use super::annotations::Writing;
use super::columns::{ColumnRequest, Lineage};
use super::command::Connect;
use super::export::Export;
use super::window_layout::WindowLayout;

/// The camera of the canvas. Canvas units are points at zoom 1; the grid step is [`GRID`] units.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Camera {
    /// The canvas point at the middle of the view.
    pub x: f32,
    pub y: f32,
    /// Screen points per canvas unit.
    pub zoom: f32,
}

/// Canvas units in one step of node positions.
pub const GRID: f32 = 16.0;

impl Default for Camera {
    fn default() -> Self {
        Camera { x: 0.0, y: 0.0, zoom: 1.0 }
    }
}

/// A request to the camera that only the canvas, which knows its size, can execute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraRequest {
    /// The project was just opened: shows all of it if that is readable, otherwise its beginning.
    Open,
    Fit,
    Selection,
    /// Makes this node visible without changing the zoom.
    Reveal(NodeId),
    RevealAnnotation(AnnotationId),
    /// Makes what is selected visible without changing the zoom.
    RevealSelection,
    In,
    Out,
    Reset,
}

/// A request to the table below, which knows its view state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRequest {
    Find,
    GoToRow,
    Export,
    /// Copies the selected cells to the clipboard, with or without column names.
    Copy {
        names: bool,
    },
    /// Shows or hides the fields above the columns.
    Filters,
    /// Opens the menu of the cell at the cursor.
    Menu,
    Arrange(Arrange),
}

/// An arrangement of the column at the cursor, for the view only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrange {
    Left,
    Right,
    Wider,
    Narrower,
    Fit,
    Hide,
    /// Freezes it and the columns before it at the left; repeated, unfreezes all.
    Freeze,
    Sort,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    Dark,
    Light,
}

/// What the colours of nodes represent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    Time,
    Rows,
    Memory,
}

/// The dialog or overlay that is open; at most one.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// The search for a kind; the chosen node is placed at `at` and connected as given.
    AddNode {
        at: Position,
        connect: Connect,
    },
    Palette,
    /// About the program.
    About,
    /// The search for a node or a column of the project.
    Find,
    Shortcuts,
    Parameters,
    Rename(NodeId),
    /// The search for a new kind of a node.
    ChangeKind(NodeId),
    /// The choice of a column of a table, for an operation.
    ChooseColumn {
        output: OutputRef,
        request: ColumnRequest,
    },
    /// A cleaning step on a column that is being tried.
    Clean(CleanDialog),
    RenameColumn {
        output: OutputRef,
        column: String,
    },
    /// Every setting that refers to this column.
    Usages {
        output: OutputRef,
        column: String,
    },
    /// "Discard the changes that were left in this journal?"
    Discard(PathBuf),
    /// "Put the outputs of this run back?"
    RollBack(i64),
    /// "Save the changes?" before what `then` says.
    Unsaved {
        then: Closing,
    },
    /// The file on disk and the open project are different versions.
    OnDisk,
    /// Choosing a project to open.
    OpenFile,
    /// Choosing the target file for a table.
    ExportTable(Export),
    /// Choosing the target file for the project.
    SaveFile {
        then: Option<Closing>,
    },
    /// Choosing the target file for a picture of the canvas, or of the selection.
    SavePicture {
        selection: bool,
    },
    /// Choosing a file for a path setting of a node.
    PathFor {
        node: NodeId,
        setting: String,
        save: bool,
    },
}

/// A cleaning step on a column, tried next to it before it is accepted.
#[derive(Clone, Debug, PartialEq)]
pub struct CleanDialog {
    pub output: OutputRef,
    /// The initial step.
    pub cleaning: Cleaning,
    /// The position of the column in the window.
    pub at: (i32, i32),
}

/// The action that continues after unsaved changes are dealt with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Closing {
    Tab,
    Window,
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
    pub compare: Option<super::CompareView>,
    /// The latest request to the table, and the number of requests so far: it is executed once.
    pub table_request: Option<(TableRequest, u64)>,
    pub dialog: Option<Dialog>,
    /// The highlighted paths of a column; Escape removes them.
    pub lineage: Option<Lineage>,
    /// Shows the start page instead of the canvas.
    pub start_page: bool,
    /// Instead of both, the problem with a file that could not be opened.
    pub broken: Option<super::broken_file::BrokenFile>,
    pub status: Option<Text>,
    /// Incremented with each new status message, so that the window can fade old ones.
    pub status_count: u64,
    /// The message explains why a command was not executed: it does not fade.
    pub status_stays: bool,
    /// The last pointer position on the canvas: where things are pasted.
    pub pointer: Option<Position>,
    /// An output from which a wire is being dragged, if any.
    pub dragged_from: Option<PortRef>,
}

/// The user's preferences, stored in the state folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub theme: Theme,
    /// The window scale, in per cent.
    pub scale: u16,
    pub motion: Motion,
    /// Determined at startup.
    #[serde(skip)]
    pub desktop_reduces_motion: bool,
    /// As chosen in the window; otherwise that of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    pub catalogue: bool,
    pub inspector: bool,
    pub table: bool,
    /// Column headers are large and show statistics.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub statistics: bool,
    pub problems: bool,
    pub runs: bool,
    /// Shows the history of steps.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub history: bool,
    /// The number of versions of the outputs that are kept; 0 keeps none.
    pub versions: u32,
    pub recent: Vec<PathBuf>,
    /// The window placement on each display, the most recent first.
    #[serde(rename = "workplaces", skip_serializing_if = "Vec::is_empty")]
    pub window_layouts: Vec<WindowLayout>,
    /// Whether the open projects are restored at the next start.
    pub reopens: bool,
    /// The open projects.
    #[serde(skip_serializing_if = "Session::is_empty")]
    pub session: Session,
}

/// Which projects are open, and which one is active.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub files: Vec<PathBuf>,
    pub active: Option<PathBuf>,
}

impl Session {
    fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl Default for Preferences {
    fn default() -> Self {
        Preferences {
            theme: Theme::Dark,
            scale: SCALES[0],
            motion: Motion::Desktop,
            desktop_reduces_motion: false,
            language: None,
            catalogue: true,
            inspector: true,
            table: true,
            statistics: false,
            problems: false,
            runs: false,
            history: false,
            versions: 0,
            recent: Vec::new(),
            window_layouts: Vec::new(),
            reopens: true,
            session: Session::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_language_is_kept_as_text() {
        for language in Language::ALL.map(Some).into_iter().chain([None]) {
            let preferences = Preferences { language, ..Preferences::default() };
            let text = ron::ser::to_string_pretty(&preferences, Default::default()).expect("text");
            assert_eq!(ron::from_str::<Preferences>(&text).expect(&text).language, language, "{text}");
        }
    }
}
