//! The document: nodes, wires, parameters and layout; the edits that change them; the undo history; the file format.
//!
//! Independent of node kinds and of the table library: settings are RON text that the catalogue parses.

mod annotated;
mod annotations;
#[cfg(test)]
mod annotations_tests;
mod comments;
mod compose;
mod compose_annotations;
mod conflict;
mod difference;
mod edit;
mod elements;
mod history;
mod mark;
mod merge;
mod model;
mod read;
mod records;
mod ron_string;
mod ron_text;
mod running;
mod settings;
mod transition;
mod write;

pub use annotations::{Annotation, AnnotationId, Dot, Picked, Shape};
pub use comments::comments;
pub use compose::{connect, delete, duplicate, insert_on_wire, paste, set_connection, set_parameter};
pub use compose_annotations::{
    MARGIN as FRAME_MARGIN, add_dot, around, corner, follow_wires, grow_frames, join_dots, move_by, move_each,
    move_picked, remove_annotations, room_of, tint,
};
pub use difference::{Difference, What, differences};
pub use edit::{Edit, EditError};
pub use elements::{
    Activity, ConnectionDefault, LooseWire, Node, NodeId, Parameter, ParameterType, PortRef, Position, Wire,
};
pub use history::{Gesture, History};
pub use mark::{Mark, Tint};
pub use merge::{Aspect, Merged, Origin, Row as MergeRow, merge};
pub use model::Document;
pub use read::{FORMAT, Opened, ReadError, read};
pub use ron_string::plain_strings;
pub use ron_text::{fields, items, pretty};
pub use running::{Delay, OnFailure, Running, Seconds};
pub use settings::Settings;
pub use transition::{edits_between, with_ids_of};
pub use write::{write, write_selection};
