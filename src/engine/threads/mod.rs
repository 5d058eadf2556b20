//! The engine's threads, and its public interface.

pub(super) mod background;
pub(super) mod engine;
pub(super) mod watch;
pub(super) mod worker;
