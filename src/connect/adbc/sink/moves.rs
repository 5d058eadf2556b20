//! Moving the rows of staged tables to the target tables of one database, in one transaction.

use super::super::aside::Running;
use super::super::objects::Reference;
use super::placement::Placement;
use super::session::WriteSession;
use crate::base::{Cancellation, Problem};
use crate::connect::move_steps::{Step, steps};
use crate::connect::sql_rows::quoted;
use crate::connect::target::{ExistingTable, StoreTransaction};

/// A session whose transaction has moved all rows; it is taken back when this is dropped.
struct Moved(WriteSession);

impl StoreTransaction for Moved {
    fn commit(self: Box<Self>) -> Result<(), Problem> {
        self.0.commit()
    }
}

/// A placement whose rows have not been moved yet, by its number, and whether its table is there.
struct Waiting<'a> {
    index: usize,
    placement: &'a Placement,
    is_there: bool,
}

/// Moves the rows of all placements, which belong to one database, up to the commit. Rows that have been moved already are left
/// out. Fails with the index of the placement at fault.
pub(super) fn begin(
    placements: &[Placement],
    cancellation: &Cancellation,
) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
    let first = placements.first().ok_or_else(|| (0, Problem::stopped()))?;
    let opened = first.foreign().and_then(|foreign| WriteSession::open(&foreign, &Running::default()));
    let session = opened.map_err(|problem| (0, problem))?;
    let canceller = session.canceller();
    let _hook = cancellation.on_cancel(move || {
        canceller.cancel();
    });
    let mut waiting = Vec::new();
    for (index, placement) in placements.iter().enumerate() {
        let looked = look(&session, placement).map_err(|problem| (index, problem))?;
        waiting.extend(looked.map(|is_there| Waiting { index, placement, is_there }));
    }
    let references = references(&session, &waiting).map_err(|problem| (0, problem))?;
    for step in steps(waiting.len(), &references) {
        let (Step::Alter(place) | Step::Empty(place) | Step::Fill(place)) = step;
        let it = &waiting[place];
        let done = match step {
            // A table keeps its columns.
            Step::Alter(_) => Ok(()),
            Step::Empty(_) => empty(&session, it),
            Step::Fill(_) => fill(&session, it),
        };
        done.map_err(|problem| (it.index, problem))?;
    }
    if cancellation.is_cancelled() {
        return Err((0, Problem::stopped()));
    }
    Ok(Box::new(Moved(session)))
}

/// Whether the table is there; `None` if the rows have been moved already.
fn look(session: &WriteSession, placement: &Placement) -> Result<Option<bool>, Problem> {
    let schema = placement.schema.as_deref();
    if !session.is_listed(schema, &placement.staged)? {
        return Ok(None);
    }
    let found = session.find(schema, &placement.table)?;
    if found.as_ref().is_some_and(|found| found.is_view || placement.existing == ExistingTable::Fail) {
        let problem = Problem::error(say!("database-table-exists", name = placement.table.as_str()));
        return Err(problem.remedy(say!("database-other-table")).at("table"));
    }
    // Its rows have been compared with what they were to become.
    if found.is_some() != placement.is_there {
        let problem = Problem::error(say!("database-columns-changed", path = placement.address().to_string()));
        return Err(problem.remedy(say!("database-try-later")).at("table").transient());
    }
    Ok(Some(found.is_some()))
}

/// Which tables refer to which others by foreign keys.
fn references(session: &WriteSession, tables: &[Waiting]) -> Result<Vec<(usize, usize)>, Problem> {
    let mut found = Vec::new();
    // One alone has no order, and most drivers take long for this.
    for it in tables.iter().filter(|_| tables.len() > 1) {
        for Reference { from, to } in session.references(&it.placement.table)? {
            found.extend(place(tables, &from).zip(place(tables, &to)));
        }
    }
    Ok(found)
}

/// The number of a table, by its schema, which not every database has, and its name.
fn place(tables: &[Waiting], (schema, name): &(String, String)) -> Option<usize> {
    tables.iter().position(|it| {
        let own = it.placement.schema.as_deref().unwrap_or_default();
        let is_in = schema.is_empty() || own.is_empty() || own == schema;
        is_in && it.placement.table.eq_ignore_ascii_case(name)
    })
}

/// Deletes the rows that are to go.
fn empty(session: &WriteSession, it: &Waiting) -> Result<(), Problem> {
    match it.placement.existing {
        _ if !it.is_there => Ok(()),
        ExistingTable::Replace => session.run(&format!("DELETE FROM {}", it.placement.target())).map(drop),
        ExistingTable::Delete => it.placement.keyed().deletes().iter().try_for_each(|it| session.run(it).map(drop)),
        ExistingTable::Upsert | ExistingTable::Append | ExistingTable::Fail => Ok(()),
    }
}

/// Adds and updates rows.
fn fill(session: &WriteSession, it: &Waiting) -> Result<(), Problem> {
    let (target, staged) = (it.placement.target(), it.placement.source());
    match it.placement.existing {
        ExistingTable::Delete => {}
        _ if !it.is_there => {
            let rename = format!("ALTER TABLE {staged} RENAME TO {}", quoted(&it.placement.table));
            return session.run(&rename).map(drop);
        }
        ExistingTable::Upsert => upsert(session, it.placement)?,
        ExistingTable::Replace | ExistingTable::Append | ExistingTable::Fail => {
            let names = it.placement.names();
            let insert = format!("INSERT INTO {target} ({names}) SELECT {names} FROM {staged}");
            let sent = session.rows_of(&staged)?;
            let taken = added(session, &target, &insert)?;
            if taken != sent {
                return Err(left_out(it.placement, taken));
            }
        }
    }
    session.run(&format!("DROP TABLE {staged}")).map(drop)
}

/// How many rows an INSERT has added: as the driver says, else as they are counted.
fn added(session: &WriteSession, target: &str, insert: &str) -> Result<u64, Problem> {
    let before = session.rows_of(target)?;
    match session.run(insert)? {
        Some(added) => Ok(added),
        None => Ok(session.rows_of(target)?.saturating_sub(before)),
    }
}

fn left_out(placement: &Placement, count: u64) -> Problem {
    let problem = Problem::error(say!("database-rows-left-out", name = placement.table.as_str(), count = count));
    problem.remedy(say!("database-check-triggers")).at("table")
}

fn upsert(session: &WriteSession, placement: &Placement) -> Result<(), Problem> {
    let keyed = placement.keyed();
    let (sent, matched) = (session.rows_of(&keyed.staged)?, session.count(&keyed.matched())?);
    keyed.updates().iter().try_for_each(|update| session.run(update).map(drop))?;
    let added = added(session, &keyed.target, &keyed.insert())?;
    if added + matched == sent { Ok(()) } else { Err(left_out(placement, added + matched)) }
}
