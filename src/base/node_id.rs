use serde::{Deserialize, Serialize};

/// A node in memory. Never reused within a document's life; the file knows only names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NodeId(pub u64);
