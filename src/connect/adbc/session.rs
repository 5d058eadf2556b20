//! A session with a database of any driver. Nothing that is written stays unless its transaction is committed.

use std::sync::Arc;

use super::aside::Running;
use super::fault::Fault;
use super::foreign::{Connection, Database, Statement};
use super::library::driver;
use super::parameters::parameters;
use super::words::{Secrets, not_opened, refused};
use crate::base::{Key, KeyBuilder, Problem};
use crate::connect::connections::{Foreign, Secret};
use crate::connect::scan::Constant;
use crate::connect::servers::SessionRight;
use crate::connect::sql_rows::SqlRows;

/// An open session.
pub(super) struct Session {
    pub connection: Connection,
    /// Whether statements do not commit by themselves.
    pub is_transactional: bool,
    secrets: Secrets,
    _right: SessionRight,
}

/// The options that a driver is given, by their names.
type Options = Vec<(String, String)>;

/// The options of a database, with what their references stand for now.
fn resolved(foreign: &Foreign) -> Result<Options, Problem> {
    let one = |(name, secret): (&String, &Secret)| {
        let secret = secret.resolved(&foreign.base, &foreign.connection).map_err(|problem| problem.at("connection"))?;
        Ok((name.clone(), secret.reveal().to_owned()))
    };
    foreign.options.iter().map(one).collect()
}

/// Opens a database. Where that fails and what a reference stands for has changed meanwhile, opens it once more: a password may
/// have been renewed. Not every driver says that it was the login that failed.
fn again_with_renewed<T>(
    foreign: &Foreign,
    look_up: impl Fn() -> Result<Options, Problem>,
    open: impl Fn(&Options) -> Result<Result<T, Fault>, Problem>,
) -> Result<(T, Options), Problem> {
    let first = look_up()?;
    let fault = match open(&first)? {
        Ok(opened) => return Ok((opened, first)),
        Err(fault) => fault,
    };
    let renewed = look_up().unwrap_or_else(|_| first.clone());
    if renewed == first {
        return Err(not_opened(foreign, &Secrets::of(&first), &fault));
    }
    match open(&renewed)? {
        Ok(opened) => Ok((opened, renewed)),
        // What is said may repeat either of them.
        Err(fault) => Err(not_opened(foreign, &Secrets::of(&[first, renewed].concat()), &fault)),
    }
}

/// What sessions of one login have in common.
pub(super) fn login(foreign: &Foreign) -> Key {
    foreign.key(KeyBuilder::new("adbc")).finish()
}

impl Session {
    /// Opens one in a thread that may wait.
    pub fn open(foreign: &Foreign, running: &Running, right: SessionRight) -> Result<Session, Problem> {
        let driver = driver(&foreign.connection, &foreign.library, foreign.entrypoint.as_deref())?;
        let connect = |options: &Options| {
            running.check()?;
            let database = match Database::open(driver, options) {
                Ok(database) => Arc::new(database),
                Err(fault) => return Ok(Err(fault)),
            };
            running.check()?;
            Ok(Connection::open(&database))
        };
        let (connection, options) = again_with_renewed(foreign, || resolved(foreign), connect)?;
        running.uses(&connection);
        running.check()?;
        // A driver without transactions refuses; then only the statement itself, a single SELECT, keeps it from writing.
        let is_transactional = connection.set("adbc.connection.autocommit", "false").is_ok();
        Ok(Session { connection, is_transactional, secrets: Secrets::of(&options), _right: right })
    }

    /// The words of a driver, without the secrets that it was given.
    pub fn words(&self, fault: &Fault) -> String {
        self.secrets.left_out(&fault.message)
    }

    /// A problem with what is read or written.
    pub fn refused(&self, setting: &'static str, fault: &Fault) -> Problem {
        refused(&self.secrets, setting, fault)
    }

    /// The statement for all rows and columns, with its values.
    pub fn statement(&self, rows: &SqlRows) -> Result<Statement<'_>, Problem> {
        let none: &[Constant] = &[];
        let (sql, values) = match rows {
            SqlRows::Table(name) => (super::asked::select_all(name)?, none),
            SqlRows::Query { sql, values, .. } => (sql.clone(), values.as_slice()),
        };
        let failed = |fault: Fault| self.refused(rows.setting(), &fault);
        let mut statement = self.connection.statement(&sql).map_err(failed)?;
        if let Some(values) = parameters(values) {
            statement.prepare().map_err(failed)?;
            statement.bind(values).map_err(failed)?;
        }
        Ok(statement)
    }

    /// Nothing that was done stays.
    pub fn close(self) {
        let _ = self.connection.roll_back();
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};

    use super::*;

    /// What is opened with, and how it ends, where the looked up password is first `before` and then `after`.
    fn tried(before: &str, after: &str, right: &str) -> (Vec<String>, Result<(), String>) {
        let foreign = Foreign {
            connection: "far".into(),
            library: "none".into(),
            entrypoint: None,
            options: Default::default(),
            base: ".".into(),
        };
        let (looks, opened) = (Cell::new(0), RefCell::new(Vec::new()));
        let look_up = || {
            let password = if looks.replace(looks.get() + 1) == 0 { before } else { after };
            Ok(vec![("password".to_owned(), password.to_owned())])
        };
        let open = |options: &Options| {
            let given = options[0].1.clone();
            opened.borrow_mut().push(given.clone());
            let fault = || Fault { status: 9, sqlstate: String::new(), message: format!("no login by {given}") };
            Ok(if given == right { Ok(()) } else { Err(fault()) })
        };
        let done = again_with_renewed(&foreign, look_up, open);
        (opened.into_inner(), done.map(drop).map_err(|problem| problem.to_string()))
    }

    #[test]
    fn a_renewed_reference_is_tried_once_more() {
        assert_eq!(tried("new-word", "other", "new-word"), (vec!["new-word".into()], Ok(())));
        assert_eq!(tried("old-word", "new-word", "new-word"), (vec!["old-word".into(), "new-word".into()], Ok(())));
        let (opened, done) = tried("old-word", "old-word", "new-word");
        assert_eq!(opened, ["old-word"], "the same is not tried again");
        assert!(done.is_err_and(|said| said.contains("no login") && !said.contains("old-word")));
        let (opened, done) = tried("old-word", "bad-word", "new-word");
        assert_eq!(opened, ["old-word", "bad-word"]);
        assert!(done.is_err_and(|said| !said.contains("old-word") && !said.contains("bad-word")));
    }
}
