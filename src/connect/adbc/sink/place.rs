//! What is done with a staged table, also after a crash.

use polars::prelude::*;

use super::super::aside::Running;
use super::moves::begin;
use super::placement::Placement;
use super::session::WriteSession;
use crate::base::{Cancellation, Problem};
use crate::connect::servers::is_staged_name;
use crate::connect::source::Address;
use crate::connect::staged_table::Placing;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, StoreTransaction, Ticket, repeated_keys};

/// Finishes or removes staged tables. Both tickets are a [`Placement`] as JSON.
struct AdbcDriver;

pub const ADBC: &dyn Driver = &AdbcDriver;

/// A session that writes. What it does is not cancelled in the middle.
fn open(placement: &Placement) -> Result<WriteSession, Problem> {
    WriteSession::open(&placement.foreign()?, &Running::default())
}

/// Removes a staged table, and the one that its rows have arrived in.
pub(super) fn remove(placement: &Placement) -> Removal {
    let removed = || -> Result<bool, Problem> {
        let session = open(placement)?;
        let mut was_there = false;
        for (name, table) in placement.temporary() {
            if session.is_listed(placement.schema.as_deref(), &name)? {
                session.run(&format!("DROP TABLE {table}"))?;
                was_there = true;
            }
        }
        session.commit()?;
        Ok(was_there)
    };
    match removed() {
        Ok(true) => Removal::Removed,
        Ok(false) => Removal::Absent,
        Err(_) => Removal::Left,
    }
}

impl Placing for Placement {
    fn ticket(&self) -> Result<Ticket, Problem> {
        Ticket::of(ADBC.name(), self)
    }

    /// Its columns stay.
    fn set_widened(&mut self, _: &[String]) {}

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
        let mut repeated: Vec<Vec<Option<String>>> = Vec::new();
        open(self)?.read(&self.keyed().repeated(), |rows| {
            let text = |column: &Column, row: usize| {
                let value = column.get(row).ok().filter(|value| !value.is_null());
                value.map(|value| value.get_str().map_or_else(|| value.to_string(), str::to_owned))
            };
            let row = |row: usize| rows.columns().iter().map(|column| text(column, row)).collect();
            repeated.extend((0..rows.height()).map(row));
            Ok(())
        })?;
        if repeated.is_empty() { Ok(()) } else { Err(repeated_keys(&repeated)) }
    }

    fn count_present(&self) -> Result<i64, Problem> {
        let session = open(self)?;
        match session.find(self.schema.as_deref(), &self.table)? {
            Some(_) => session.rows_of(&self.target()).map(|count| i64::try_from(count).unwrap_or(i64::MAX)),
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

impl Driver for AdbcDriver {
    fn name(&self) -> &'static str {
        "adbc"
    }

    fn remove(&self, staged: &str) -> Removal {
        read(staged).map_or(Removal::Absent, |placement| remove(&placement))
    }

    /// What the driver and its options lead to.
    fn store(&self, prepared: &str) -> Option<String> {
        Some(read(prepared)?.database)
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
        if read(ticket).is_some_and(|placement| is_staged_name(&placement.staged)) {
            return Ok(());
        }
        Err(Ticket::foreign())
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        read(prepared).map(|placement| placement.address())
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        let Some(placement) = read(prepared) else { return Ok(Standing::Lost) };
        // The rows and the table that holds them change in one transaction.
        let is_waiting = open(&placement)?.is_listed(placement.schema.as_deref(), &placement.staged)?;
        Ok(if is_waiting { Standing::Waiting } else { Standing::InPlace })
    }
}
