//! Reads the rows of a statement into batches.

use std::sync::Arc;

use super::asked::DuckDb;
use super::columns::QUERY;
use super::described::Described;
use super::instance::Use;
use super::session::Session;
use super::statement::{select, wanted};
use super::words::refused;
use crate::base::Problem;
use crate::connect::adbc::{self, Ended, Fault, ForeignColumn, Running, Statement, Wanted, aside};
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, Constant, Receive, ScanRequest};
use crate::connect::sql_rows::SqlRows;

/// Reads what is requested, as one statement.
pub(super) fn read(
    asked: &DuckDb,
    described: &Arc<Described>,
    request: &ScanRequest,
    reach: &Reach,
    receive: Receive<'_>,
) -> Result<Complete, Problem> {
    let connection = asked.file.connection.clone();
    let (asked, described, request) = (asked.clone(), described.clone(), request.clone());
    aside(reach, &connection, receive, move |running: &Running, pass| {
        let session = Session::open(&asked.file, Use::Read, running)?;
        if Described::of(&asked, &session)? != *described {
            return Err(asked.changed());
        }
        let none: &[Constant] = &[];
        let values = match &asked.rows {
            SqlRows::Table(_) => none,
            SqlRows::Query { values, .. } => values.as_slice(),
        };
        if !described.is_table {
            // The order of such rows may depend on how many threads compute them.
            session.run("SET threads = 1")?;
        }
        let failed = |fault: Fault| refused(&asked.file, &asked.rows, QUERY, &fault);
        let rows = session.statement(&select(&described, &request), values).and_then(Statement::rows);
        let rows = rows.map_err(failed)?;
        let arriving: Vec<ForeignColumn> = wanted(&described, &request)
            .into_iter()
            .filter_map(|column| described.arriving.iter().find(|arriving| arriving.name == column.name))
            .cloned()
            .collect();
        let wanted = Wanted { columns: &arriving, names: &request.columns, limit: request.limit };
        adbc::read(rows, &wanted, running, pass).map_err(|ended| match ended {
            Ended::Failed(fault) => failed(fault),
            Ended::Told(problem) => problem.at(asked.rows.setting()),
        })
    })?;
    Ok(Complete::at_end_of_store())
}
