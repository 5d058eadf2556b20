//! A session with a database: one connection, one transaction.

use std::sync::Arc;

use super::instance::{Instance, Use};
use super::words::{not_opened, problem};
use crate::base::Problem;
use crate::connect::adbc::{self, Connection, Fault, Running, Statement, parameters};
use crate::connect::connections::DuckDbFile;
use crate::connect::scan::Constant;

/// An open session. What it has not committed is undone when it is dropped.
pub(super) struct Session {
    // Closed before its database.
    pub connection: Connection,
    pub file: Arc<DuckDbFile>,
    _instance: Arc<Instance>,
}

impl Session {
    /// Opens one in a thread that may wait. A session that reads is in a transaction that can write nothing.
    pub fn open(file: &Arc<DuckDbFile>, r#use: Use, running: &Running) -> Result<Session, Problem> {
        let instance = Instance::open(file, r#use, running)?;
        let Some(database) = instance.database() else { return Err(Problem::stopped()) };
        let connection = Connection::open(database).map_err(|fault| not_opened(file, &fault))?;
        running.uses(&connection);
        running.check()?;
        let session = Session { connection, file: file.clone(), _instance: instance };
        // A moment has one text.
        session.run("SET TimeZone = 'UTC'")?;
        if r#use == Use::Read {
            session.run("BEGIN TRANSACTION READ ONLY")?;
        }
        Ok(session)
    }

    /// A statement without a table.
    pub fn run(&self, sql: &str) -> Result<(), Problem> {
        let done = self.connection.statement(sql).and_then(Statement::execute);
        done.map(|_| ()).map_err(|fault| self.problem(&fault))
    }

    /// The rows of a statement whose columns are texts or nulls.
    pub fn optional_texts(&self, sql: &str, values: &[Constant]) -> Result<Vec<Vec<Option<String>>>, Fault> {
        self.statement(sql, values).and_then(Statement::rows).and_then(adbc::texts)
    }

    /// The same where there is no null.
    pub fn texts(&self, sql: &str, values: &[Constant]) -> Result<Vec<Vec<String>>, Fault> {
        let rows = self.optional_texts(sql, values)?;
        Ok(rows.into_iter().map(|row| row.into_iter().map(Option::unwrap_or_default).collect()).collect())
    }

    pub fn problem(&self, fault: &Fault) -> Problem {
        problem(&self.file, fault)
    }

    /// A statement with its values.
    pub fn statement(&self, sql: &str, values: &[Constant]) -> Result<Statement<'_>, Fault> {
        let mut statement = self.connection.statement(sql)?;
        if let Some(values) = parameters(values) {
            statement.prepare()?;
            statement.bind(values)?;
        }
        Ok(statement)
    }
}
