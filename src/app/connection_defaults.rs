//! The connections that the project defines.

use crate::base::Problem;
use crate::connect;
use crate::document::ConnectionDefault;

/// The drivers that a project's connection may name.
pub const CONNECTION_DRIVERS: &[&str] = &connect::DRIVERS;

/// What is wrong with a connection's parts. Nothing is opened.
pub fn connection_problem(name: &str, connection: &ConnectionDefault) -> Option<Problem> {
    connect::check_default(name, &connection.0).err()
}
