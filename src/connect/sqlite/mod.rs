//! SQLite databases. As sources they are opened read-only; a read is one statement, so all of its rows are from one
//! moment.

mod asked;
mod browsed;
mod columns;
mod compared;
mod database;
mod dates;
mod described;
mod filling;
mod moves;
mod place;
mod placed;
mod placement;
mod pushed;
mod rows;
mod source;
mod statement;
mod target;
#[cfg(test)]
mod tests;
mod words;

pub use asked::Sqlite;
pub(super) use browsed::BrowsedFile;
pub use database::{is_sqlite, list_tables};
pub(super) use place::SQLITE;
pub use target::SqliteTarget;
#[cfg(test)]
pub use tests::sqlite_script;
