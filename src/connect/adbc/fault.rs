//! What a driver says when it fails.

use super::abi::{self, Status};

/// An error in the words of a driver.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A status of ADBC; 0 for the error of a stream.
    pub(super) status: Status,
    /// Empty if there is none.
    pub sqlstate: String,
    pub message: String,
}

impl Fault {
    /// One that is found here.
    pub(super) fn own(status: Status, message: &str) -> Fault {
        Fault { status, sqlstate: String::new(), message: message.to_owned() }
    }

    /// Whether the driver does not have what was asked for.
    pub fn is_missing(&self) -> bool {
        self.status == abi::NOT_IMPLEMENTED
    }

    /// Whether somebody has ended the work.
    pub fn is_cancelled(&self) -> bool {
        self.status == abi::CANCELLED
    }

    /// Whether there is no such table.
    pub fn is_no_table(&self) -> bool {
        self.status == abi::NOT_FOUND || self.sqlstate == "42P01" || self.sqlstate == "42S02"
    }

    /// Whether another attempt may succeed.
    pub fn may_pass(&self) -> bool {
        const PASSING: [&str; 5] = ["08", "53", "40", "57P", "55P03"];
        // SQLite's driver has no code for it.
        let is_locked = self.message.contains("database is locked");
        is_locked || self.status == abi::TIMEOUT || PASSING.iter().any(|passing| self.sqlstate.starts_with(passing))
    }

    /// Whether a login was refused, or a right is missing.
    pub fn is_denied(&self) -> bool {
        matches!(self.status, abi::UNAUTHENTICATED | abi::UNAUTHORIZED)
    }
}
