//! DuckDB databases, by the library that this machine has. As sources they are opened read-only; a read is one statement in
//! one transaction, so all of its rows are from one moment.

mod asked;
mod browsed;
mod columns;
mod compared;
mod described;
mod encode;
mod filling;
mod groups;
mod instance;
mod listed;
mod literal;
mod moves;
mod place;
mod placed;
mod placement;
mod pushed;
mod rows;
mod session;
mod source;
mod statement;
mod tables;
mod target;
#[cfg(test)]
mod tests;
mod types;
mod words;

pub use asked::DuckDb;
pub(super) use browsed::BrowsedDuckDb;
pub use browsed::list_duckdb_tables;
pub(super) use place::DUCKDB;
pub use target::DuckDbTarget;
#[cfg(test)]
pub use tests::TestFile;
