//! Commands of the canvas: positions, wires, selection and camera.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::app::view::{Camera, CameraRequest};
use crate::app::{App, SelectMode};
use crate::document::{NodeId, Position, Wire};

/// Positions, wires, the selection and the camera.
#[derive(Clone, Debug, PartialEq)]
pub enum CanvasCommand {
    /// Moves nodes by grid steps, as part of the drag with this number.
    MoveBy {
        nodes: BTreeSet<NodeId>,
        dx: i32,
        dy: i32,
        drag: u64,
    },
    Connect(Wire),
    /// Moves the end of a wire to another input.
    Reconnect {
        old: Wire,
        new: Wire,
    },
    Disconnect(Vec<Wire>),
    /// Moves an unconnected node by grid steps and inserts it into a wire, at the end of the drag with this number.
    InsertOnWire {
        node: NodeId,
        wire: Wire,
        by: (i32, i32),
        drag: u64,
    },
    /// Whether an open node shows distributions instead of its first rows.
    SetSketch {
        node: NodeId,
        sketch: bool,
    },
    SetOpened {
        node: NodeId,
        opened: bool,
    },
    /// Text from the clipboard: nodes as RON, or cells that become a table node.
    Paste {
        text: String,
        at: Position,
    },
    /// Files dropped on the canvas: each becomes a reader node.
    DropFiles {
        paths: Vec<PathBuf>,
        at: Position,
    },
    Select {
        nodes: BTreeSet<NodeId>,
        wires: Vec<Wire>,
        mode: SelectMode,
    },
    SetCamera(Camera),
    /// Requests a camera position; the canvas applies it.
    Reveal(CameraRequest),
    /// The pointer position on the canvas, where things are pasted.
    SetPointer(Position),
    /// Leaves the start page for the project.
    Open,
    /// Splits the files dropped last into one node each.
    SplitDropped,
    /// A picture of the canvas: the content of its file.
    SavePicture {
        path: PathBuf,
        picture: Vec<u8>,
    },
}

impl App {
    pub(in crate::app) fn handle_canvas(&mut self, command: CanvasCommand) {
        match command {
            CanvasCommand::MoveBy { nodes, dx, dy, drag } => self.move_by(&nodes, dx, dy, drag),
            CanvasCommand::Connect(wire) => self.connect(None, wire),
            CanvasCommand::Reconnect { old, new } => self.connect(Some(old), new),
            CanvasCommand::Disconnect(wires) => self.disconnect(&wires),
            CanvasCommand::InsertOnWire { node, wire, by, drag } => self.insert_on_wire(node, &wire, by, drag),
            CanvasCommand::SetSketch { node, sketch } => self.set_sketch(&[node], sketch),
            CanvasCommand::SetOpened { node, opened } => self.set_opened(&[node], opened),
            CanvasCommand::Paste { text, at } => self.paste(&text, at),
            CanvasCommand::DropFiles { paths, at } => self.drop_files(&paths, at),
            CanvasCommand::SplitDropped => self.split_dropped(),
            CanvasCommand::Select { nodes, wires, mode } => self.select(nodes, wires, mode),
            CanvasCommand::SetCamera(camera) => {
                self.project.view.camera = camera;
                self.project.view.camera_request = None;
            }
            CanvasCommand::Reveal(request) => self.project.view.camera_request = Some(request),
            CanvasCommand::SetPointer(at) => self.project.view.pointer = Some(at),
            CanvasCommand::Open => self.project.view.start_page = false,
            CanvasCommand::SavePicture { path, picture } => self.save_picture(path, picture),
        }
    }
}
