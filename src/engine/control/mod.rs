//! Infrastructure of every computation: cancellation, catching panics, stack size, locks.

pub(super) mod locks;
pub(super) mod memory_limit;
pub(super) mod noted;
pub(super) mod panics;
pub(super) mod stack;
pub(super) mod stop;
pub(super) mod thread;
