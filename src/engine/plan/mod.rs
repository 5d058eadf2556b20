//! From a snapshot to a plan: nodes in order, with keys, columns and problems.

pub(super) mod key;
pub(super) mod lowering;
pub(super) mod order;
pub(super) mod parameters;
pub(super) mod planner;
pub(super) mod reading;
pub(super) mod wiring;
