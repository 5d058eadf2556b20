//! A session with a database of any driver. It writes nothing that stays: its transaction is rolled back.

use std::sync::Arc;

use super::aside::Running;
use super::fault::Fault;
use super::foreign::{Connection, Database, Statement};
use super::library::driver;
use super::parameters::parameters;
use super::words::{Secrets, not_opened, refused};
use crate::base::{Key, KeyBuilder, Problem};
use crate::connect::connections::Foreign;
use crate::connect::scan::Constant;
use crate::connect::servers::SessionRight;
use crate::connect::sql_rows::SqlRows;

/// An open session.
pub(super) struct Session {
    pub connection: Connection,
    secrets: Secrets,
    _right: SessionRight,
}

/// What sessions of one login have in common.
pub(super) fn login(foreign: &Foreign) -> Key {
    foreign.key(KeyBuilder::new("adbc")).finish()
}

impl Session {
    /// Opens one in a thread that may wait.
    pub fn open(foreign: &Foreign, running: &Running, right: SessionRight) -> Result<Session, Problem> {
        let driver = driver(&foreign.connection, &foreign.library, foreign.entrypoint.as_deref())?;
        let resolved = foreign.options.iter().map(|(name, secret)| {
            let secret =
                secret.resolved(&foreign.base, &foreign.connection).map_err(|problem| problem.at("connection"))?;
            Ok((name.clone(), secret.reveal().to_owned()))
        });
        let options: Vec<(String, String)> = resolved.collect::<Result<_, Problem>>()?;
        let secrets = Secrets::of(&options);
        let failed = |fault: Fault| not_opened(foreign, &secrets, &fault);
        running.check()?;
        let database = Arc::new(Database::open(driver, &options).map_err(failed)?);
        running.check()?;
        let connection = Connection::open(&database).map_err(failed)?;
        running.uses(&connection);
        running.check()?;
        // A driver without transactions refuses; then only the statement itself, a single SELECT, keeps it from writing.
        let _ = connection.set("adbc.connection.autocommit", "false");
        Ok(Session { connection, secrets, _right: right })
    }

    /// A problem with what is read.
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
