//! MySQL and MariaDB. As sources they are read in a transaction that can write nothing; a read is one statement, so all of its
//! rows are from one moment.

mod altered;
mod asked;
mod browsed;
mod compared;
mod decimals;
mod decode;
mod described;
mod encode;
mod filling;
mod groups;
mod kinds;
mod listed;
mod literal;
mod misfit;
mod names;
mod place;
mod placed;
mod pushed;
mod rows;
mod session;
mod source;
mod staged;
mod statement;
mod target;
#[cfg(test)]
mod tests;
mod wire;
mod words;

pub use asked::MySql;
pub(super) use browsed::BrowsedMySql;
pub use listed::list_mysql_tables;
pub(super) use place::MYSQL;
pub use target::MySqlTarget;
#[cfg(test)]
pub use tests::TestDatabase;
