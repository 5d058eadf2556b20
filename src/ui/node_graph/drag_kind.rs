//! What the catalogue drags onto the canvas.

/// The drag payload of the catalogue: the id of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DragKind(pub String);
