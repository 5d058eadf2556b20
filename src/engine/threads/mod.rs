//! The engine's threads, and its public interface.

pub(super) mod background;
pub(super) mod engine;
mod mailbox;
mod serve;
pub(super) mod watch;
pub(super) mod worker;
