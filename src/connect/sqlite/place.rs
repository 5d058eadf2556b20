//! What is done with a staged table, also after a crash.

use std::path::Path;

use super::moves::begin;
use super::placed::kind_of_table;
use super::placement::{Placement, columns, keyed, open};
use super::words::problem;
use crate::base::{Cancellation, Problem};
use crate::connect::servers::is_staged_name;
use crate::connect::source::Address;
use crate::connect::sql_rows::quoted;
use crate::connect::target::{Driver, Removal, Standing, StoreTransaction, Ticket, repeated_keys};

fn address(placement: &Placement) -> Address {
    Address::Url(format!("sqlite://{}/{}", placement.path.display(), placement.table))
}

fn read(ticket: &str) -> Option<Placement> {
    serde_json::from_str(ticket).ok()
}

/// Finishes or removes staged tables. Both tickets are a [`Placement`] as JSON.
struct SqliteDriver;

pub const SQLITE: &dyn Driver = &SqliteDriver;

pub(super) fn ticket(placement: &Placement) -> Result<Ticket, Problem> {
    Ticket::of(SQLITE.name(), placement)
}

/// Fails if several staged rows have one key.
pub(super) fn check_keys(placement: &Placement) -> Result<(), Problem> {
    if !placement.existing.is_keyed() {
        return Ok(());
    }
    let columns = columns(placement);
    let sql = keyed(placement, &columns).repeated();
    let find = || -> rusqlite::Result<Vec<Vec<Option<String>>>> {
        let connection = open(&Placement { is_new_file: false, ..placement.clone() })?;
        let mut statement = connection.prepare(&sql)?;
        let keys = statement.query_map([], |row| (0..placement.keys.len()).map(|index| row.get(index)).collect())?;
        keys.collect()
    };
    let repeated = find().map_err(|error| problem(&placement.path, &error))?;
    if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
}

/// Removes a staged table, and the file that was made for it alone.
pub(super) fn remove(placement: &Placement) -> Removal {
    if !Path::exists(&placement.path) {
        return Removal::Absent;
    }
    let removed = || -> rusqlite::Result<(bool, bool)> {
        let connection = open(&Placement { is_new_file: false, ..placement.clone() })?;
        let was_there = kind_of_table(&connection, &placement.staged)?.is_some();
        connection.execute_batch(&format!("DROP TABLE IF EXISTS {}", quoted(&placement.staged)))?;
        let others: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((was_there, others == 0))
    };
    match removed() {
        Ok((was_there, is_empty)) => {
            let is_gone = placement.is_new_file && is_empty && std::fs::remove_file(&placement.path).is_ok();
            if was_there || is_gone { Removal::Removed } else { Removal::Absent }
        }
        Err(_) => Removal::Left,
    }
}

impl Driver for SqliteDriver {
    fn name(&self) -> &'static str {
        "sqlite"
    }

    fn remove(&self, staged: &str) -> Removal {
        read(staged).map_or(Removal::Absent, |placement| remove(&placement))
    }

    /// The file.
    fn store(&self, prepared: &str) -> Option<String> {
        Some(read(prepared)?.path.display().to_string())
    }

    fn begin(
        &self,
        prepared: &[&str],
        cancellation: &Cancellation,
    ) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
        begin(&Ticket::read_all(prepared, read)?, cancellation)
    }

    /// A note may be forged: it may only name tables that are created for staging.
    fn check(&self, ticket: &str) -> Result<(), Problem> {
        let placement = read(ticket);
        let is_ours = |it: &Placement| it.path.is_absolute() && is_staged_name(&it.staged) && it.changes.are_plain();
        if placement.is_some_and(|placement| is_ours(&placement)) {
            return Ok(());
        }
        Err(Ticket::foreign())
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        read(prepared).map(|placement| address(&placement))
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        let placement = read(prepared);
        let Some(placement) = placement.filter(|placement| Path::exists(&placement.path)) else {
            return Ok(Standing::Lost);
        };
        let found = open(&Placement { is_new_file: false, ..placement.clone() })
            .and_then(|connection| kind_of_table(&connection, &placement.staged));
        // The rows and the table that holds them change in one transaction.
        match found.map_err(|error| problem(&placement.path, &error))? {
            Some(_) => Ok(Standing::Waiting),
            None => Ok(Standing::InPlace),
        }
    }
}
