//! What a person can ask. Panels push commands while they draw; the app handles them after the frame.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::base::{Fix, Language, Problem, Text};
use crate::document::{Activity, NodeId, Parameter, PortRef, Position, Running, Settings, Wire};
use crate::engine::OutputRef;
use crate::nodes::cleaning::Cleaning;
use crate::nodes::{Direction, Step};

use super::action::Action;
use super::figures::Reckon;
use super::look::Look;
use super::notices::Concern;
use super::run_scope::RunScope;
use super::table_view::CopyRows;
use super::things::ThingCommand;
use super::view::{Dialog, Theme};
use super::work::Work;
use super::workplace::{Display, Part, Standing};
use super::workspace::TabCommand;

/// One wish, with everything needed to fulfil it.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Something of menus, palette and keys that needs nothing more.
    Do(Action),
    /// From now on the window speaks this language.
    Speak(Language),
    /// No font has what the window shall speak.
    FontMissing,

    // The document.
    /// A node of a kind; connected to `wire_from` (an output) or `wire_to` (an input) where given, put into `on_wire`
    /// where given.
    AddNode {
        kind: String,
        settings: Option<Settings>,
        at: Position,
        connect: Connect,
    },
    /// A step behind an output: put into the flow (what was fed by the output is fed by the step, and a node that can do it
    /// too takes it up), or as a branch beside what follows.
    AddStep {
        output: OutputRef,
        step: Step,
        branch: bool,
    },
    /// Undoes or redoes until this many steps are done.
    GoToStep(usize),
    /// New settings of a node; equal `gesture`s merge into one undo step.
    Configure {
        node: NodeId,
        settings: Settings,
        gesture: String,
    },
    /// A path setting gets a file that was chosen in a dialog.
    SetPath {
        node: NodeId,
        setting: String,
        path: PathBuf,
    },
    /// Carries out what a problem says would put it right.
    ApplyFix {
        node: NodeId,
        problem: Problem,
        fix: Fix,
    },
    Rename {
        node: NodeId,
        name: String,
    },
    /// Another name for a column of a table, and for everything downstream that means it.
    RenameColumn {
        output: OutputRef,
        column: String,
        to: String,
    },
    /// Moves nodes by grid steps, as part of the drag with this number.
    MoveBy {
        nodes: BTreeSet<NodeId>,
        dx: i32,
        dy: i32,
        drag: u64,
    },
    Connect(Wire),
    /// Takes the end of a wire to another input.
    Reconnect {
        old: Wire,
        new: Wire,
    },
    Disconnect(Vec<Wire>),
    /// Moves a node that has no wires by grid steps and puts it into one, at the end of the drag with this number.
    InsertOnWire {
        node: NodeId,
        wire: Wire,
        by: (i32, i32),
        drag: u64,
    },
    /// Whether an opened node shows distributions instead of its first rows.
    SetSketch {
        node: NodeId,
        sketch: bool,
    },
    SetOpened {
        node: NodeId,
        opened: bool,
    },
    /// Uses, bypasses or disables nodes.
    SetActivity {
        nodes: BTreeSet<NodeId>,
        to: Activity,
    },
    /// How a node is run: retries, time limit, and what its failure means.
    SetRunning {
        node: NodeId,
        to: Running,
    },
    /// Shows a run of the past in full.
    ChooseRun(i64),
    /// Opens the log of a run with the desktop.
    OpenLog(i64),
    /// Puts the outputs of a run back; asked before.
    RollBack(i64),
    /// How many versions of the outputs further runs keep.
    KeepVersions(u32),
    /// Another kind for a node, with its wires and settings as far as they fit.
    SwapKind {
        node: NodeId,
        kind: String,
    },
    /// Runs a part of the project.
    Run(RunScope),
    SetParameter {
        old: Option<String>,
        new: Option<(String, Parameter)>,
    },
    /// Frames, notes, dots, colours and comments.
    Thing(ThingCommand),
    /// Text from the clipboard: nodes as RON, or cells that become a table node.
    Paste {
        text: String,
        at: Position,
    },
    /// Files dropped on the canvas: each becomes its reader.
    DropFiles {
        paths: Vec<PathBuf>,
        at: Position,
    },

    // The view, not undone.
    /// Lights the ways of a column on the canvas.
    TraceColumn {
        output: OutputRef,
        column: String,
        direction: Direction,
    },
    EndTrace,
    Select {
        nodes: BTreeSet<NodeId>,
        wires: Vec<Wire>,
        mode: SelectMode,
    },
    /// Which output's table is shown below.
    Show(OutputRef),
    /// Keeps a table in sight beside the one that is shown; `None` lets it go.
    Pin(Option<OutputRef>),
    /// Whether the pinned table and the one beside it scroll together.
    ScrollTogether(bool),
    /// Begins, changes or ends a comparison.
    Compare(Option<super::CompareView>),
    SetCamera(super::view::Camera),
    /// Wishes the camera somewhere; the canvas fulfils it.
    Reveal(super::view::CameraRequest),
    /// Where the pointer is on the canvas: pasted things go there.
    SetPointer(Position),
    /// Leaves the start page for the project.
    OpenCanvas,
    SetTheme(Theme),
    /// A hand has given a column so many points.
    SetColumnWidth {
        output: OutputRef,
        column: String,
        width: f32,
    },
    /// A hand has given a panel this part of the window, on this display; `None` gives it back.
    SetShare {
        display: Display,
        part: Part,
        share: Option<f32>,
    },
    /// The window has come to rest so.
    Stand {
        display: Display,
        standing: Standing,
    },
    /// Rows that the table view needs; `first` counts from zero.
    NeedRows {
        output: OutputRef,
        first: u64,
        count: usize,
    },
    /// Looks at a table otherwise than it is, without a change of the document.
    Look {
        output: OutputRef,
        look: Look,
    },
    /// Makes nodes of the look at an output.
    KeepLook(OutputRef),
    /// Computes the example of a kind.
    ShowExample(String),
    /// Puts the nodes of a kind's example on the canvas.
    AddExample(String),
    /// The most frequent values of this column are wanted.
    WatchColumn {
        output: OutputRef,
        column: String,
    },
    /// The sheets of the workbook that this path setting means are wanted.
    WatchSheets(String),
    /// The values of this formula are wanted.
    WatchFormula(super::FormulaPlace),
    /// Tries a step on a column: what it would make of the values is wanted.
    TryCleaning {
        output: OutputRef,
        cleaning: Cleaning,
    },
    /// Searches a whole table; empty text ends the search.
    FindInTable {
        output: OutputRef,
        text: String,
        columns: Vec<String>,
    },
    CopyRows(CopyRows),
    /// What the selected cells tell is wanted; `None`: no longer.
    Reckon(Option<Reckon>),
    /// Ends work that goes on.
    StopWork(Work),
    /// Computes on what a person has stopped.
    GoOnComputing,
    /// Opens a file, or its folder, with whatever the desktop opens such with.
    OpenWithDesktop {
        path: PathBuf,
        folder: bool,
    },
    /// Writes the table that the dialog is about.
    ExportTo(PathBuf),
    OpenDialog(Dialog),
    CloseDialog,
    /// Something was said that the status line should show.
    Say(Text),
    /// The files that were dropped last become one node each after all.
    TakeApart,
    /// The notice about this was read.
    Dismiss(Concern),

    // Files.
    /// What concerns the tabs of the window.
    Tab(TabCommand),
    OpenFile(PathBuf),
    OpenSample(String),
    SaveTo(PathBuf),
    /// A picture of the canvas: what its file shall hold.
    SavePicture {
        path: PathBuf,
        picture: Vec<u8>,
    },
    /// The answer to the question about unsaved changes.
    ResolveUnsaved(Unsaved),
    /// The answer to another version of the project's file.
    OnDisk(super::disk::DiskAnswer),
    /// What these journals hold, each in a tab of its own.
    Recover(Vec<PathBuf>),
    DiscardRecovery(PathBuf),
    ForgetRecent(PathBuf),
    /// Opens the file that is no project with the desktop's editor.
    EditBroken,
    /// Opens the project of the broken file as it was at its last run.
    OpenLastRun,
    /// From what is wrong with a file back to the start page.
    LeaveBroken,
}

/// How a new node is wired.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Connect {
    #[default]
    Not,
    From(PortRef),
    /// Several outputs at once: one for each input, or all at an input that takes many.
    FromAll(Vec<PortRef>),
    To(PortRef),
    On(Wire),
}

/// What a selection does to the one before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectMode {
    #[default]
    Replace,
    Add,
    Toggle,
}

/// The answer to "Save the changes?".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsaved {
    Save,
    /// And all the other projects that the same question would be asked of.
    SaveAll,
    Discard,
    Cancel,
}
