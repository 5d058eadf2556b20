//! Finishing and removing staged tables of a server, also after a crash.

use std::marker::PhantomData;

use super::placement::{Placement, is_staged_name};
use super::places::Places;
use super::transaction::begin;
use crate::base::{Cancellation, KeyBuilder, Problem};
use crate::connect::source::Address;
use crate::connect::staged_table::Placing;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, StoreTransaction, Ticket};

/// A placement in the hands of a driver.
pub struct Placed<P>(Placement, PhantomData<P>);

impl<P> Placed<P> {
    pub fn new(placement: Placement) -> Self {
        Placed(placement, PhantomData)
    }
}

impl<P> Clone for Placed<P> {
    fn clone(&self) -> Self {
        Placed::new(self.0.clone())
    }
}

impl<P: Places + Send + 'static> Placing for Placed<P> {
    fn ticket(&self) -> Result<Ticket, Problem> {
        Ticket::of(P::NAME, &self.0)
    }

    fn set_rows(&mut self, rows: u64) {
        self.0.rows = rows;
    }

    fn set_widened(&mut self, needed: &[String]) {
        self.0.changes.keep_widened(needed);
    }

    fn existing(&self) -> ExistingTable {
        self.0.existing
    }

    fn table(&self) -> String {
        self.0.table.clone()
    }

    fn check_keys(&self) -> Result<(), Problem> {
        P::check_keys(&self.0)
    }

    fn count_present(&self) -> Result<i64, Problem> {
        P::count_present(&self.0)
    }

    fn remove(&self) -> Removal {
        P::remove(&self.0)
    }
}

/// Both tickets are a [`Placement`] as JSON.
pub struct ServerDriver<P>(PhantomData<P>);

impl<P> ServerDriver<P> {
    pub const fn new() -> Self {
        ServerDriver(PhantomData)
    }
}

fn read(ticket: &str) -> Option<Placement> {
    serde_json::from_str(ticket).ok()
}

impl<P: Places + 'static> Driver for ServerDriver<P> {
    fn name(&self) -> &'static str {
        P::NAME
    }

    fn remove(&self, staged: &str) -> Removal {
        read(staged).map_or(Removal::Absent, |placement| P::remove(&placement))
    }

    /// One for each login of a server.
    fn store(&self, prepared: &str) -> Option<String> {
        let placement = read(prepared)?;
        // Where the connection cannot be found, that is said when its transaction is to begin.
        let login = placement.server().map(|server| server.key(KeyBuilder::new("store")).finish().to_string());
        Some(login.unwrap_or(placement.connection))
    }

    fn begin(
        &self,
        prepared: &[&str],
        cancellation: &Cancellation,
    ) -> Result<Box<dyn StoreTransaction>, (usize, Problem)> {
        begin::<P>(Ticket::read_all(prepared, read)?, cancellation)
    }

    /// A note may be forged: it may only name tables that are created for staging.
    fn check(&self, ticket: &str) -> Result<(), Problem> {
        let is_ours = |it: &Placement| is_staged_name(&it.staged) && it.changes.are_plain();
        if read(ticket).is_some_and(|placement| is_ours(&placement)) {
            return Ok(());
        }
        Err(Ticket::foreign())
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        read(prepared).map(|placement| placement.address())
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        read(prepared).map_or(Ok(Standing::Lost), |placement| P::standing(&placement))
    }
}
