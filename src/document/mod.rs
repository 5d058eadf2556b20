//! The document: nodes, wires, parameters and layout; the edits that change them; history; the file.
//!
//! Knows no kind of node and no table library: settings are RON text that the catalogue reads.

mod compose;
mod edit;
mod history;
mod model;
mod read;
mod ron_string;
mod ron_text;
mod settings;
mod write;

pub use compose::{connect, delete, duplicate, insert_on_wire, move_by, paste, set_parameter};
pub use edit::{Edit, EditError};
pub use history::{Gesture, History};
pub use model::{Activity, Document, LooseWire, Node, NodeId, Parameter, ParameterType, PortRef, Position, Wire};
pub use read::{FORMAT, Opened, ReadError, read};
pub use ron_string::plain_strings;
pub use ron_text::{fields, pretty};
pub use settings::Settings;
pub use write::{write, write_selection};
