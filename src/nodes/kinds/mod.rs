//! All node kinds, one folder each, by palette group: the list is `src/catalogue.rs`.

use super::KindInfo;
use super::kit::catalogue;
use super::kit::kind::{AnyNode, NodeKind};
#[cfg(test)]
mod tests;

catalogue!(kinds);
