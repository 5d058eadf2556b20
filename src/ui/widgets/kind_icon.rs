//! The signs of kinds of nodes: those of the canvas.

pub use crate::ui::node_graph::icons::icon as kind_icon;
