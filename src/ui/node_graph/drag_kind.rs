//! What the panel at the left drags onto the canvas.

/// The drag payload of the catalogue: the id of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DragKind(pub String);

/// The drag payload of the databases: a table of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DragTable {
    pub connection: String,
    /// As nodes name it.
    pub table: String,
}
