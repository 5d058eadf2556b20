//! What the person knows of connections and of what they lead to.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use crate::base::{Cancellation, Problem};
use crate::connect::{
    BrowsedColumn, BrowsedTables, ConnectionEntry, Draft, Forgotten, KeptSecrets, SecretPlace, Tested,
};

/// What is known of the connections of the person and of the active project.
#[derive(Default)]
pub struct Databases {
    /// The file of connections, instead of the machine's own: for tests.
    pub file: Option<PathBuf>,
    /// Whether the panel at the left shows databases instead of the kinds of node.
    pub is_shown: bool,
    /// By name; `None` until they have been read once.
    pub list: Option<Vec<ConnectionEntry>>,
    /// Where a password can be kept without asking anybody, besides the file of connections; `None` if nowhere.
    pub secret_place: Option<SecretPlace>,
    /// The names of the secrets that are kept; `None` until they have been read once.
    pub secrets: Option<KeptSecrets>,
    /// Why the file cannot be read.
    pub file_problem: Option<Problem>,
    /// Why the last change was not made.
    pub refused: Option<Problem>,
    /// What the last change, which was made, has left behind.
    pub left: Option<Problem>,
    /// The connection saved last: its name before, and its name; and how often something was saved.
    pub saved: Option<(Option<String>, String)>,
    pub saves: u64,
    /// The connection removed last, until it is put back or the dialog closes.
    pub forgotten: Option<Forgotten>,
    /// The last test.
    pub test: Option<ConnectionTest>,
    /// The tables by connection.
    pub tables: HashMap<String, Look<BrowsedTables>>,
    /// The connection whose tables were asked for last, with the number of that question.
    pub browsed: Option<(u64, String)>,
    /// The columns by connection and table.
    pub columns: HashMap<(String, String), Look<Vec<BrowsedColumn>>>,
    /// How many questions there have been.
    pub(super) questions: u64,
    /// What the list was read for.
    pub(super) read_for: Option<Surroundings>,
}

/// Where a secret is, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretIs {
    In(SecretPlace),
    Nowhere,
    /// A place could not be looked into, or none has been yet.
    Unknown,
}

impl Databases {
    /// Where the secret of this name is: the keyring goes first.
    pub fn secret_is(&self, name: &str) -> SecretIs {
        let Some(kept) = &self.secrets else { return SecretIs::Unknown };
        match kept.names.iter().find(|(known, _)| known == name) {
            Some((_, place)) => SecretIs::In(*place),
            None if kept.problems.is_empty() => SecretIs::Nowhere,
            None => SecretIs::Unknown,
        }
    }
}

/// What a list of connections depends on, besides the file: the project's folder and its defaults.
pub(super) type Surroundings = (PathBuf, BTreeMap<String, BTreeMap<String, String>>);

/// A question to a database, or its answer.
pub enum Look<T> {
    Asked { number: u64, cancel: Cancellation },
    Answered(Result<T, Problem>),
}

impl<T> Look<T> {
    /// The answer; `None` while it is waited for.
    pub fn answer(&self) -> Option<&Result<T, Problem>> {
        match self {
            Look::Asked { .. } => None,
            Look::Answered(answer) => Some(answer),
        }
    }

    pub(super) fn is_number(&self, asked: u64) -> bool {
        matches!(self, Look::Asked { number, .. } if *number == asked)
    }
}

impl<T> Drop for Look<T> {
    fn drop(&mut self) {
        if let Look::Asked { cancel, .. } = self {
            cancel.cancel();
        }
    }
}

/// What is tested: a connection as it stands in a form, or by its name.
#[derive(Clone, Debug, PartialEq)]
pub enum TestOf {
    Draft {
        /// The name of the connection in the file; `None` for a new one.
        old: Option<String>,
        draft: Draft,
    },
    Name(String),
}

/// A test of a connection.
pub struct ConnectionTest {
    pub of: TestOf,
    /// `None` while it is running.
    pub answer: Option<Result<Tested, Problem>>,
    pub(super) number: u64,
    pub(super) cancel: Cancellation,
}

impl ConnectionTest {
    /// For tests of drawing.
    pub fn of(of: TestOf, answer: Option<Result<Tested, Problem>>) -> ConnectionTest {
        ConnectionTest { of, answer, number: 0, cancel: Cancellation::default() }
    }
}

impl Drop for ConnectionTest {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}
