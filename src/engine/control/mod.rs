//! What surrounds every computation: stopping it, catching its panics, its stack, its locks.

pub(super) mod locks;
pub(super) mod panics;
pub(super) mod stack;
pub(super) mod stop;
