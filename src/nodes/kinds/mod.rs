//! Every kind of node, a folder each, by group of the palette: the list is `src/catalogue.rs`.

use super::KindInfo;
use super::kit::catalogue;
use super::kit::kind::{AnyNode, NodeKind};
#[cfg(test)]
mod tests;

catalogue!(kinds);
