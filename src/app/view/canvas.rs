//! What the canvas shows beside the document: its camera, its colours, the lineage of a column, the text being edited.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::base::Text;
use crate::document::{AnnotationId, NodeId, Position};
use crate::nodes::Trace;

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

/// What the colours of nodes represent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heat {
    Time,
    Rows,
    Memory,
}

/// The paths of a column that are highlighted on the canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Lineage {
    pub trace: Trace,
    /// The same as a one-line description.
    pub words: Text,
}

impl Lineage {
    /// The names of the column in the tables of a node.
    pub fn names_at(&self, node: NodeId) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for ((place, name), _) in &self.trace.steps {
            if place.0 == node && !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }
}

/// A text edited directly on the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Writing {
    Annotation(AnnotationId),
    Comment(NodeId),
}

/// The last drop, while it can still be split.
#[derive(Clone, Debug)]
pub struct Dropped {
    pub paths: Vec<PathBuf>,
    pub at: Position,
    /// The document revision after the drop.
    pub revision: u64,
}
