//! The icons of kinds, the same as on the canvas.

pub use crate::ui::node_graph::icons::icon as kind_icon;
