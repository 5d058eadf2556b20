//! Where runs are executed.

pub(super) mod child;
