//! A preview: the first rows, counts and statistics of every table, and what is held whole.

pub(super) mod columns_from_data;
pub(super) mod direct;
pub(super) mod explosion;
pub(super) mod first_rows;
pub(super) mod hold_on_demand;
pub(super) mod holding;
pub(super) mod job;
mod long_rows;
pub(super) mod looks;
pub(super) mod on_spark;
pub(super) mod profile;
pub(super) mod recall;
pub(super) mod shared;
pub(super) mod tables;
