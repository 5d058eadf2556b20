//! PostgreSQL databases. As sources they are read in a transaction that can write nothing; a read is one statement, so all
//! of its rows are from one moment.

mod asked;
mod bound;
mod browsed;
mod cells;
mod compared;
mod copied;
mod decode;
mod described;
mod encode;
mod filling;
mod groups;
mod guard;
mod line;
mod listed;
mod misfit;
mod names;
mod numeric;
mod passed_on;
mod place;
mod placed;
mod pushed;
mod rows;
mod session;
mod source;
mod statement;
mod tap;
mod target;
#[cfg(test)]
mod tests;
mod tls;
mod tuples;
mod types;
mod words;

pub use asked::Postgres;
pub(super) use browsed::BrowsedServer;
pub use listed::list_server_tables;
pub(super) use place::POSTGRES;
pub use target::PostgresTarget;
#[cfg(test)]
pub use tests::TestSchema;
