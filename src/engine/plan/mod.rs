//! From a snapshot to a plan: nodes in order, with keys, columns and problems.

pub(super) mod aside;
mod asking;
pub(super) mod key;
pub(super) mod lost_input;
pub(super) mod lowering;
pub(super) mod marks;
pub(super) mod memory;
pub(super) mod order;
pub(super) mod parameters;
pub(super) mod planned;
pub(super) mod planner;
pub(super) mod reading;
pub(super) mod required;
pub(super) mod sampling;
pub(super) mod waiting;
pub(super) mod walk;
pub(super) mod wiring;
