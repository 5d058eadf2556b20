//! The only door to files, folders and, later, the network.

mod target;

pub use target::{Existing, Target, TargetFormat};
