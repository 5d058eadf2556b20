//! Colours, and what a user notes at a node.

use serde::{Deserialize, Serialize};

/// The fixed colour palette for users. The window defines each colour in both themes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tint {
    #[default]
    Grey,
    Red,
    Orange,
    Yellow,
    Green,
    Teal,
    Blue,
    Purple,
    Pink,
}

impl Tint {
    pub const ALL: [Tint; 9] = [
        Tint::Grey,
        Tint::Red,
        Tint::Orange,
        Tint::Yellow,
        Tint::Green,
        Tint::Teal,
        Tint::Blue,
        Tint::Purple,
        Tint::Pink,
    ];
}

/// A user's annotation of a node, to find and explain it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mark {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Tint>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// When open, it shows the distributions of its values instead of its first rows.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sketch: bool,
}

impl Mark {
    pub fn is_empty(&self) -> bool {
        self.color.is_none() && self.comment.is_empty() && !self.sketch
    }
}
