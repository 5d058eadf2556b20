//! Moving the rows of staged tables to the target tables of one file, in one transaction.

use super::instance::Use;
use super::placement::Placement;
use super::session::Session;
use super::tables::{count, kind_of_table, rows_of};
use crate::base::{Cancellation, Problem};
use crate::connect::adbc::Running;
use crate::connect::move_steps::{Step, steps};
use crate::connect::sql_rows::quoted;
use crate::connect::stamp::stamp;
use crate::connect::target::{ExistingTable, StoreTransaction};

/// A session whose transaction has moved all rows; it is taken back when this is dropped.
struct Moved(Session);

impl StoreTransaction for Moved {
    fn commit(self: Box<Self>) -> Result<(), Problem> {
        self.0.run("COMMIT")
    }
}

/// Moves the rows of all placements, which belong to one file, up to the commit. Rows that have been moved already are left
/// out. Fails with the index of the placement at fault.
pub(super) fn begin(
    placements: &[Placement],
    cancellation: &Cancellation,
) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
    let first = placements.first().ok_or_else(|| (0, Problem::stopped()))?;
    // Opening would make a file that is gone.
    stamp(&first.path).map_err(|problem| (0, problem.at("connection")))?;
    let opened = first.file().and_then(|file| Session::open(&file, Use::Write, &Running::default()));
    let session = opened.map_err(|problem| (0, problem))?;
    let canceller = session.connection.canceller();
    let _hook = cancellation.on_cancel(move || {
        canceller.cancel();
    });
    session.run("BEGIN TRANSACTION").map_err(|problem| (0, problem))?;
    let mut waiting = Vec::new();
    for (index, placement) in placements.iter().enumerate() {
        let kind = |name: &str| kind_of_table(&session, &placement.schema, name).map_err(|problem| (index, problem));
        if kind(&placement.staged)?.is_none() {
            continue;
        }
        if kind(&placement.table)?.is_some_and(|kind| kind != "table" || placement.existing == ExistingTable::Fail) {
            let problem = Problem::error(say!("database-table-exists", name = placement.table.as_str()));
            return Err((index, problem.remedy(say!("database-other-table")).at("table")));
        }
        waiting.push((index, placement));
    }
    let references = references(&session, &waiting).map_err(|problem| (0, problem))?;
    for step in steps(waiting.len(), &references) {
        let (Step::Alter(place) | Step::Empty(place) | Step::Fill(place)) = step;
        let (index, placement) = waiting[place];
        let done = match step {
            Step::Alter(_) => change(&session, placement),
            Step::Empty(_) => empty(&session, placement),
            Step::Fill(_) => fill(&session, placement),
        };
        done.map_err(|problem| (index, problem))?;
    }
    if cancellation.is_cancelled() {
        return Err((0, Problem::stopped()));
    }
    Ok(Box::new(Moved(session)))
}

/// Which tables refer to which others by foreign keys.
fn references(session: &Session, tables: &[(usize, &Placement)]) -> Result<Vec<(usize, usize)>, Problem> {
    let sql = "SELECT schema_name, table_name, referenced_table FROM duckdb_constraints() \
               WHERE database_name = current_database() AND constraint_type = 'FOREIGN KEY'";
    let rows = session.texts(sql, &[]).map_err(|fault| session.problem(&fault))?;
    let place = |schema: &str, name: &str| {
        let is_it = |(_, placement): &(usize, &Placement)| {
            placement.schema.to_lowercase() == schema.to_lowercase()
                && placement.table.to_lowercase() == name.to_lowercase()
        };
        tables.iter().position(is_it)
    };
    let found = rows.iter().filter_map(|row| match row.as_slice() {
        [schema, from, to] => place(schema, from).zip(place(schema, to)),
        _ => None,
    });
    Ok(found.collect())
}

/// Adds and widens columns.
fn change(session: &Session, placement: &Placement) -> Result<(), Problem> {
    if kind_of_table(session, &placement.schema, &placement.table)?.is_none() {
        return Ok(());
    }
    placement.changes.statements(&placement.target()).iter().try_for_each(|sql| session.run(sql))
}

/// Deletes the rows that are to go.
fn empty(session: &Session, placement: &Placement) -> Result<(), Problem> {
    if kind_of_table(session, &placement.schema, &placement.table)?.is_none() {
        return Ok(());
    }
    match placement.existing {
        ExistingTable::Replace => session.run(&format!("DELETE FROM {}", placement.target())),
        ExistingTable::Delete => placement.keyed().deletes().iter().try_for_each(|delete| session.run(delete)),
        ExistingTable::Upsert | ExistingTable::Append | ExistingTable::Fail => Ok(()),
    }
}

/// Adds and updates rows.
fn fill(session: &Session, placement: &Placement) -> Result<(), Problem> {
    let (target, staged) = (placement.target(), placement.source());
    if kind_of_table(session, &placement.schema, &placement.table)?.is_none() {
        return session.run(&format!("ALTER TABLE {staged} RENAME TO {}", quoted(&placement.table)));
    }
    match placement.existing {
        ExistingTable::Delete => {}
        ExistingTable::Upsert => upsert(session, placement)?,
        ExistingTable::Replace | ExistingTable::Append | ExistingTable::Fail => {
            let (before, sent) = (count(session, &rows_of(&target))?, count(session, &rows_of(&staged))?);
            // They come in the order in which they were staged.
            let names = placement.names();
            session.run(&format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged}"))?;
            let taken = count(session, &rows_of(&target))?.saturating_sub(before);
            if taken != sent {
                return Err(left_out(placement, taken));
            }
        }
    }
    session.run(&format!("DROP TABLE {staged}"))
}

fn left_out(placement: &Placement, count: u64) -> Problem {
    let problem = Problem::error(say!("database-rows-left-out", name = placement.table.as_str(), count = count));
    problem.remedy(say!("database-check-triggers")).at("table")
}

fn upsert(session: &Session, placement: &Placement) -> Result<(), Problem> {
    let keyed = placement.keyed();
    let (before, sent) = (count(session, &rows_of(&keyed.target))?, count(session, &rows_of(&keyed.staged))?);
    let matched = count(session, &keyed.matched())?;
    keyed.updates().iter().try_for_each(|update| session.run(update))?;
    session.run(&keyed.insert())?;
    let added = count(session, &rows_of(&keyed.target))?.saturating_sub(before);
    if added + matched == sent { Ok(()) } else { Err(left_out(placement, added + matched)) }
}
