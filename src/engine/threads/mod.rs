//! The engine's threads, and its public interface.

pub(super) mod background;
pub(super) mod emitter;
pub(super) mod engine;
mod mailbox;
mod previews;
pub(super) mod runs;
pub(super) mod serve;
pub(super) mod watch;
pub(super) mod worker;
