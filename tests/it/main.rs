//! Integration tests: one binary, so that polars and egui are linked once.

mod canvas;
mod history;
mod layers;
mod samples;
