//! What is done with a staged table, also after a crash.

use super::instance::Use;
use super::moves::begin;
use super::placement::Placement;
use super::session::Session;
use super::tables::{count, kind_of_table, rows_of};
use crate::base::{Cancellation, Problem};
use crate::connect::adbc::Running;
use crate::connect::servers::is_staged_name;
use crate::connect::source::Address;
use crate::connect::staged_table::Placing;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, StoreTransaction, Ticket, repeated_keys};

/// Finishes or removes staged tables. Both tickets are a [`Placement`] as JSON.
struct DuckDbDriver;

pub const DUCKDB: &dyn Driver = &DuckDbDriver;

/// A session that writes. What it does is not cancelled in the middle.
fn open(placement: &Placement) -> Result<Session, Problem> {
    Session::open(&placement.file()?, Use::Write, &Running::default())
}

/// Removes a staged table, and the file that was made for it alone.
pub(super) fn remove(placement: &Placement) -> Removal {
    if !placement.path.exists() {
        return Removal::Absent;
    }
    let removed = || -> Result<(bool, bool), Problem> {
        let session = open(placement)?;
        let was_there = kind_of_table(&session, &placement.schema, &placement.staged)?.is_some();
        session.run(&format!("DROP TABLE IF EXISTS {}", placement.source()))?;
        let all = "SELECT (SELECT count(*) FROM duckdb_tables() WHERE NOT internal) + \
                   (SELECT count(*) FROM duckdb_views() WHERE NOT internal)";
        Ok((was_there, count(&session, all)? == 0))
    };
    match removed() {
        Ok((was_there, is_empty)) => {
            let is_gone = placement.is_new_file && is_empty && std::fs::remove_file(&placement.path).is_ok();
            if is_gone {
                let mut log = placement.path.clone().into_os_string();
                log.push(".wal");
                let _ = std::fs::remove_file(log);
            }
            if was_there || is_gone { Removal::Removed } else { Removal::Absent }
        }
        Err(_) => Removal::Left,
    }
}

impl Placing for Placement {
    fn ticket(&self) -> Result<Ticket, Problem> {
        Ticket::of(DUCKDB.name(), self)
    }

    fn set_widened(&mut self, needed: &[String]) {
        self.changes.keep_widened(needed);
    }

    /// The staged table itself says it.
    fn set_rows(&mut self, _: u64) {}

    fn existing(&self) -> ExistingTable {
        self.existing
    }

    fn table(&self) -> String {
        self.table.clone()
    }

    fn check_keys(&self) -> Result<(), Problem> {
        if !self.existing.is_keyed() {
            return Ok(());
        }
        let session = open(self)?;
        let repeated = session.optional_texts(&self.keyed().repeated(), &[]);
        let repeated = repeated.map_err(|fault| session.problem(&fault))?;
        if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
    }

    fn count_present(&self) -> Result<i64, Problem> {
        let session = open(self)?;
        match kind_of_table(&session, &self.schema, &self.table)? {
            Some(_) => count(&session, &rows_of(&self.target())).map(|count| i64::try_from(count).unwrap_or(i64::MAX)),
            None => Ok(0),
        }
    }

    fn remove(&self) -> Removal {
        remove(self)
    }
}

fn read(ticket: &str) -> Option<Placement> {
    serde_json::from_str(ticket).ok()
}

impl Driver for DuckDbDriver {
    fn name(&self) -> &'static str {
        "duckdb"
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
        let is_plain = |placement: &Placement| {
            placement.path.is_absolute() && is_staged_name(&placement.staged) && placement.changes.are_plain()
        };
        if read(ticket).is_some_and(|placement| is_plain(&placement)) {
            return Ok(());
        }
        Err(Ticket::foreign())
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        read(prepared).map(|placement| placement.address())
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        let Some(placement) = read(prepared).filter(|placement| placement.path.exists()) else {
            return Ok(Standing::Lost);
        };
        // The rows and the table that holds them change in one transaction.
        match kind_of_table(&open(&placement)?, &placement.schema, &placement.staged)? {
            Some(_) => Ok(Standing::Waiting),
            None => Ok(Standing::InPlace),
        }
    }
}
