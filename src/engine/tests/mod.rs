//! What the engine guarantees.

mod activity;
pub(super) mod bench;
mod cache;
mod holding;
mod join_keys;
mod keep;
mod matching_sample;
mod previews;
mod problems;
mod samples;
mod threads;
