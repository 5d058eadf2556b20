//! Databases through ADBC: a driver is a library, loaded at run time, that gives rows as Arrow arrays.
//!
//! `foreign` calls it, `aside` keeps whoever waits from hanging with it, `values` makes exact columns of its arrays. The files
//! below these read with any driver, and `sink` writes; DuckDB, which is known better, has a folder of its own that uses the same.

mod abi;
mod aside;
mod asked;
mod browsed;
mod columns;
mod fault;
mod foreign;
mod library;
mod misfit;
mod moments;
mod objects;
mod parameters;
mod plain_values;
mod session;
mod sink;
mod source;
#[cfg(test)]
mod tests;
mod texts;
mod types;
mod values;
mod words;

pub(super) use aside::{Running, aside};
pub use asked::Adbc;
pub(super) use asked::is_select;
pub(super) use browsed::BrowsedForeign;
pub use browsed::list_foreign_tables;
pub(super) use columns::{Ended, ForeignColumn, Wanted, columns, read, schema};
pub(super) use fault::Fault;
pub(super) use foreign::{Connection, Database, Statement};
pub(super) use library::driver;
pub(super) use parameters::parameters;
pub(super) use sink::ADBC;
pub use sink::AdbcTarget;
pub(super) use texts::texts;
