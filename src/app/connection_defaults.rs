//! The connections that the project defines.

use crate::base::{Problem, environment};
use crate::connect;
use crate::document::ConnectionDefault;

/// The drivers that a connection may name.
pub const CONNECTION_DRIVERS: &[&str] = &connect::DRIVERS;

/// The drivers that a project's connection may name: none that needs a library to be named.
pub const PROJECT_DRIVERS: [&str; 4] = ["sqlite", "postgres", "mysql", "duckdb"];

/// The names that the project and this machine define, in order. What cannot be read defines none: a node that names a
/// connection says why.
pub fn connection_names(of_project: &[String]) -> Vec<String> {
    let mut names = connect::Connections::default().names().unwrap_or_default();
    names.extend_from_slice(of_project);
    names.sort();
    names.dedup();
    names
}

/// What a connection still lacks before it can be saved or tested. Nothing is opened.
pub fn draft_problem(draft: &connect::Draft) -> Option<Problem> {
    connect::check_draft(draft).err()
}

/// The variable of the environment that defines the connection of this name.
pub fn connection_variable(name: &str) -> String {
    environment::connection_variable(name)
}

/// What is wrong with a connection's parts. Nothing is opened.
pub fn connection_problem(name: &str, connection: &ConnectionDefault) -> Option<Problem> {
    connect::check_default(name, &connection.0).err()
}
