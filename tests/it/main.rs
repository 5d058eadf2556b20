//! Integration tests: one binary, so that polars and egui are linked once.

mod account;
mod bad_input;
mod cache;
mod canvas;
mod cli;
mod columns;
mod differential;
mod files;
mod history;
mod inspector;
mod interrupted;
mod layers;
mod memory;
mod panel;
mod path;
mod pdsh;
mod policies;
mod program;
mod runs;
mod runs_panel;
mod samples;
mod shell;
mod table;
mod tabs;
mod texts;
