//! A driver's library: loading it, and calling it. All unsafe code of ADBC is in this folder, behind safe types.
//!
//! What a driver gives is believed to have the form that ADBC and Arrow describe, as the code of any other library is. Texts are
//! bytes until they are checked.

#![expect(unsafe_code, reason = "a driver is a library with an interface in C")]

mod call;
mod connection;
mod driver;
mod handles;
mod rows;
mod schema;
mod statement;

pub use connection::{Canceller, Connection};
pub use driver::{Driver, LoadFault};
pub use handles::Database;
pub use rows::Rows;
pub use schema::ForeignField;
pub use statement::Statement;
