//! A trial: a row of typical values goes into a table of its own, comes back, and the table is taken back. It shows before the
//! first row whether the driver makes tables in transactions, which types it takes, and which names it keeps.

use polars::prelude::*;

use super::super::fault::Fault;
use super::compare::Sent;
use super::placement::Placement;
use super::session::WriteSession;
use super::typical::typical;
use crate::base::{Cause, Problem};
use crate::connect::sql_rows::quoted;

/// Tries a table with these columns. Returns the types that they come back as.
pub(super) fn tried(session: &WriteSession, placement: &Placement, columns: &Schema) -> Result<Vec<DataType>, Problem> {
    let mut sent = Sent::new(columns);
    let row = typical(columns).map_err(|(name, _)| {
        let place = sent.names.iter().position(|it| *it == name).unwrap_or_default();
        sent.not_stored(place, None)
    })?;
    sent.add(&row)?;
    let came_back = taken_back(session, placement, &sent, &row, false)?;
    // Only where tables come and go in transactions may one have the name of the user's.
    if !placement.is_there {
        taken_back(session, placement, &sent, &row, true)?;
    }
    // What was only asked for holds no lock.
    session.roll_back()?;
    Ok(came_back)
}

/// One trial. Fails if anything is left of it.
fn taken_back(
    session: &WriteSession,
    placement: &Placement,
    sent: &Sent,
    row: &DataFrame,
    is_named: bool,
) -> Result<Vec<DataType>, Problem> {
    let came_back = there_and_back(session, placement, sent, row, is_named);
    let taken_back = session.roll_back();
    let mut stays = false;
    for (name, table) in placement.temporary() {
        if session.is_listed(placement.schema.as_deref(), &name)? {
            session.run(&format!("DROP TABLE {table}"))?;
            stays = true;
        }
    }
    if stays {
        session.commit()?;
        let problem = Problem::error(say!("adbc-table-stays", name = placement.connection.as_str()));
        return Err(problem.remedy(say!("adbc-other-sink")).at("connection").because(Cause::Source));
    }
    let came_back = came_back?;
    taken_back.map(|()| came_back)
}

fn there_and_back(
    session: &WriteSession,
    placement: &Placement,
    sent: &Sent,
    row: &DataFrame,
    is_named: bool,
) -> Result<Vec<DataType>, Problem> {
    let (schema, staged) = (placement.schema.as_deref(), placement.staged.as_str());
    if let Err(fault) = session.ingest(schema, staged, row, true) {
        return Err(not_taken(session, placement, sent, row, &fault));
    }
    let fields = session.fields(&format!("SELECT * FROM {} WHERE 1 = 0", placement.source()));
    let fields = fields.map_err(|fault| session.problem(&fault))?;
    let kept = fields.iter().map(|field| field.name.as_str());
    if let Some((name, other)) = sent.names.iter().zip(kept).find(|(name, other)| name.as_str() != *other) {
        return Err(renamed(name, other));
    }
    let types = sent.check(session, &placement.source())?;
    if is_named {
        session.run(&format!("ALTER TABLE {} RENAME TO {}", placement.source(), quoted(&placement.table)))?;
        if !session.is_listed(schema, &placement.table)? {
            return Err(renamed(&placement.table, "…"));
        }
    }
    Ok(types)
}

/// The problem of rows that a driver has not taken. Which column it is, a table of one column each tells, which is taken back.
pub(super) fn not_taken(
    session: &WriteSession,
    placement: &Placement,
    sent: &Sent,
    rows: &DataFrame,
    fault: &Fault,
) -> Problem {
    let problem = session.problem(fault);
    if problem.cause != Cause::User {
        return problem;
    }
    for (place, column) in rows.columns().iter().enumerate() {
        let Ok(alone) = DataFrame::new(rows.height(), vec![column.clone()]) else { break };
        if session.roll_back().is_err() {
            break;
        }
        if let Err(fault) = session.ingest(placement.schema.as_deref(), &placement.aside(), &alone, true) {
            return sent.not_stored(place, Some(&session.words(&fault)));
        }
    }
    let _ = session.roll_back();
    problem
}

/// The problem of a name that the database has changed.
pub(super) fn renamed(name: &str, other: &str) -> Problem {
    let problem = Problem::error(say!("adbc-name-changed", name = name, other = other));
    problem.remedy(say!("adbc-other-name")).at("table")
}
