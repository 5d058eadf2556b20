//! What is seen: camera, selection, panels, dialogs. Per user and never in the project's file.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::base::{Language, Text};
use crate::document::{NodeId, PortRef, Position, ThingId, Wire};
use crate::engine::OutputRef;
use crate::nodes::cleaning::Cleaning;

use super::accessibility::{Motion, SCALES};
use super::columns::{ColumnRequest, Lineage};
use super::command::Connect;
use super::table_view::Export;
use super::things::Writing;
use super::workplace::Workplace;

/// Where the canvas is looked at from. Canvas units are points at zoom 1; the grid step is [`GRID`] units.
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

/// A wish about the camera that only the canvas, which knows its size, can fulfil.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraRequest {
    /// The project has just been opened: all of it if it can be read then, else where it begins.
    Open,
    Fit,
    Selection,
    /// Makes this node visible without changing the zoom.
    Reveal(NodeId),
    RevealThing(ThingId),
    /// Makes what is selected visible without changing the zoom.
    RevealSelection,
    In,
    Out,
    Reset,
}

/// A wish about the table below, which knows what is seen of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableRequest {
    Find,
    GoToRow,
    Export,
    /// The selected cells to the clipboard, with or without the names of their columns.
    Copy {
        names: bool,
    },
    /// Shows or hides the fields above the columns.
    Filters,
    /// Opens the menu of the cell at the cursor.
    Menu,
    Arrange(Arrange),
}

/// What becomes of the column at the cursor, for looking only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrange {
    Left,
    Right,
    Wider,
    Narrower,
    Fit,
    Hide,
    /// It and those before it stay at the left; once more, and none stays.
    Freeze,
    Sort,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    Dark,
    Light,
}

/// What the colours of nodes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    Time,
    Rows,
    Memory,
}

/// The one dialog or overlay that may be open.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// The search for a kind; what is chosen stands at `at` and is connected so.
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
    /// The search for a kind that takes a node's place.
    ChangeKind(NodeId),
    /// The choice of a column of a table, for what is wished of it.
    ChooseColumn {
        output: OutputRef,
        wish: ColumnRequest,
    },
    /// A step on the values of a column that is being tried.
    Clean(CleanDialog),
    RenameColumn {
        output: OutputRef,
        column: String,
    },
    /// Every setting that means this column.
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
        then: After,
    },
    /// The file on disk and what is open are two versions.
    OnDisk,
    /// Choosing a project to open.
    OpenFile,
    /// Choosing where to write the table.
    ExportTable(Export),
    /// Choosing where to save.
    SaveFile {
        then: Option<After>,
    },
    /// Choosing where to write a picture of the canvas, or of what is selected.
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

/// A step on the values of a column, tried beside it before it is taken.
#[derive(Clone, Debug, PartialEq)]
pub struct CleanDialog {
    pub output: OutputRef,
    /// The step as it begins.
    pub cleaning: Cleaning,
    /// Where the column is in the window.
    pub at: (i32, i32),
}

/// What goes on once unsaved changes are dealt with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum After {
    Close,
    Quit,
}

/// Everything seen that is not the document.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub camera: Camera,
    /// Fulfilled and taken by the canvas at its next frame (it pushes `SetCamera`).
    pub camera_wish: Option<CameraRequest>,
    /// Nodes are coloured by what they take; `None`: plain.
    pub heat: Option<Heat>,
    pub selection: BTreeSet<NodeId>,
    pub selected_wires: Vec<Wire>,
    /// The node that was added last: its form gets the keyboard, once.
    pub added: Option<NodeId>,
    /// Frames, notes and dots.
    pub selected_things: BTreeSet<ThingId>,
    /// The text that is being written on the canvas.
    pub writing: Option<Writing>,
    /// The table that is shown below.
    pub shown: Option<OutputRef>,
    /// The table that stays in sight beside it.
    pub pinned: Option<OutputRef>,
    /// Both scroll together.
    pub scroll_together: bool,
    /// What the table is compared with.
    pub compare: Option<super::CompareView>,
    /// The newest wish about the table, and how many there were: it is fulfilled once.
    pub table_wish: Option<(TableRequest, u64)>,
    pub dialog: Option<Dialog>,
    /// The ways of a column that are lit; Escape ends it.
    pub lineage: Option<Lineage>,
    /// The start page instead of the canvas.
    pub start_page: bool,
    /// In its place, what is wrong with a file that could not be opened.
    pub broken: Option<super::broken::Broken>,
    pub status: Option<Text>,
    /// Grows when a new status line is said, so that the window can fade old ones.
    pub status_count: u64,
    /// It says why something was not done: it is not faded.
    pub status_stays: bool,
    /// The last place that the pointer had on the canvas: where pasted things go.
    pub pointer: Option<Position>,
    /// An output from which a wire is being dragged, if any.
    pub dragged_from: Option<PortRef>,
}

/// What a user likes, kept in the state folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    pub theme: Theme,
    /// The size of everything, in per cent.
    pub scale: u16,
    pub motion: Motion,
    /// Found out at the start.
    #[serde(skip)]
    pub desktop_reduces_motion: bool,
    /// As chosen in the window; else the system's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    pub catalogue: bool,
    pub inspector: bool,
    pub table: bool,
    /// Heads of columns are large and tell more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub statistics: bool,
    pub problems: bool,
    pub runs: bool,
    /// The steps by name.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub history: bool,
    /// How many versions of the outputs a run keeps; 0 keeps none.
    pub versions: u32,
    pub recent: Vec<PathBuf>,
    /// How the window stands on each display, the last one first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub workplaces: Vec<Workplace>,
    /// Whether the projects that are open come back at the next start.
    pub reopens: bool,
    /// The projects that are open.
    #[serde(skip_serializing_if = "Session::is_empty")]
    pub session: Session,
}

/// Which projects are open, and which one is shown.
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
            workplaces: Vec::new(),
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
