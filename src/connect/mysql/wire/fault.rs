//! Why there is no answer.

use std::io;

/// An error in the server's own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerError {
    pub code: u16,
    pub message: String,
}

/// Why there is no answer.
#[derive(Debug)]
pub enum Fault {
    Io(io::Error),
    /// The server has answered with an error.
    Refused(ServerError),
    /// What has arrived is not of this protocol.
    Form,
    /// The server has asked for this file of the machine.
    AskedForFile(String),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::Io(error)
    }
}
