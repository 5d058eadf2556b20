//! Tablewire: wire tables together and see every step.
//!
//! The modules are layers; ARCHITECTURE.md shows which may use which, and a test holds them to it.

// First, for their macros: the list of kinds, `say!` and `tr!`.
#[macro_use]
mod catalogue;
#[macro_use]
pub mod base;

pub mod app;
pub mod cli;
pub mod connect;
pub mod document;
pub mod engine;
pub mod formula;
pub mod nodes;
pub mod spark;
pub mod ui;
