//! The engine in a process of its own: see docs/engine-process.md.

pub(super) mod board;
pub(super) mod death;
mod guard;
mod guilt;
pub(super) mod host;
mod known;
mod life;
pub(super) mod message;
pub(super) mod remote;
pub(super) mod serve;
mod supervisor;
