//! The dialogs and overlays.

use std::path::PathBuf;

use crate::app::command::Connect;
use crate::connect::RollbackTo;
use crate::document::{NodeId, Position};
use crate::engine::OutputRef;
use crate::nodes::cleaning::Cleaning;
use crate::nodes::{Direction, Step};

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
    /// The connections of this machine, and where all others are defined.
    Connections,
    /// The connections that the project defines.
    ProjectConnections,
    /// The Spark clusters of the user.
    Clusters,
    /// The choice of where the project runs.
    RunPlace,
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
    /// "Roll back to these outputs?"
    RollBack(RollbackTo),
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
    /// Choosing the target file for the project as a program for Spark.
    SaveProgram,
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

/// An operation for which a column is still to be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnRequest {
    Rename,
    Usages,
    Trace(Direction),
}

/// An export of a table to a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub output: OutputRef,
    /// Restricts and orders the columns as displayed.
    pub arrangement: Option<Step>,
    /// The displayed columns, by number.
    pub columns: Vec<usize>,
}
