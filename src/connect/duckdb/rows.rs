//! Reads the rows of a statement into batches.

use std::sync::Arc;

use polars::prelude::DataFrame;

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
use crate::connect::scan::{Complete, Constant, Receive, ScanRequest, Turns};
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
        read_in(&session, (&asked, &described), &request, running, pass)
    })?;
    Ok(Complete::at_end_of_store())
}

/// What comes of several tables.
enum Arrived {
    Begins,
    Rows(DataFrame),
}

/// Reads several tables in one transaction. `of` tells what is read of a database.
pub(super) fn read_all<S>(
    turns: &mut Turns<'_, S>,
    of: fn(&S) -> (&DuckDb, &Arc<Described>),
    reach: &Reach,
) -> Result<Complete, Problem> {
    let owned = |(scan, request): &(&S, ScanRequest)| {
        let (asked, described) = of(scan);
        (asked.clone(), described.clone(), request.clone())
    };
    let all: Vec<_> = turns.all().iter().map(owned).collect();
    let mut left = turns.left();
    let Some((first, ..)) = all.first().cloned() else { return Ok(Complete::at_end_of_store()) };
    let mut receive = |arrived| match arrived {
        Arrived::Begins => turns.next().map(drop),
        Arrived::Rows(rows) => turns.receive(rows),
    };
    let name = first.file.connection.clone();
    aside(reach, &name, &mut receive, move |running: &Running, pass| {
        let session = Session::open(&first.file, Use::Read, running)?;
        for (asked, described, request) in &all {
            let Some(request) = left.request(request) else { break };
            pass(Arrived::Begins)?;
            read_in(&session, (asked, described), &request, running, &mut |rows| {
                left.arrived(&rows);
                pass(Arrived::Rows(rows))
            })?;
        }
        Ok(())
    })?;
    Ok(Complete::at_end_of_store())
}

/// Reads what is requested in a session that is open.
fn read_in(
    session: &Session,
    (asked, described): (&DuckDb, &Arc<Described>),
    request: &ScanRequest,
    running: &Running,
    pass: Receive<'_>,
) -> Result<(), Problem> {
    if Described::of(asked, session)? != **described {
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
    let rows = session.statement(&select(described, request), values).and_then(Statement::rows);
    let rows = rows.map_err(failed)?;
    let arriving: Vec<ForeignColumn> = wanted(described, request)
        .into_iter()
        .filter_map(|column| described.arriving.iter().find(|arriving| arriving.name == column.name))
        .cloned()
        .collect();
    let wanted = Wanted { columns: &arriving, names: &request.columns, limit: request.limit };
    adbc::read(rows, &wanted, running, pass).map_err(|ended| match ended {
        Ended::Failed(fault) => failed(fault),
        Ended::Told(problem) => problem.at(asked.rows.setting()),
    })
}
