//! Finishing and removing staged tables of a server, also after a crash.

use std::marker::PhantomData;

use super::placement::{Placement, is_staged_name};
use super::session::Session;
use super::transaction::{Waiting, begin};
use crate::base::{Cancellation, KeyBuilder, Problem};
use crate::connect::connections::Server;
use crate::connect::source::Address;
use crate::connect::staged_table::Placing;
use crate::connect::target::{Driver, ExistingTable, Removal, Standing, StoreTransaction, Ticket};

/// What a driver does with a placement.
pub trait Places: Sync {
    /// The name in tickets.
    const NAME: &'static str;

    type Session: Session;

    /// Waits until no other session works with the staged rows. Returns whether the target table is there; `None` if the
    /// rows have been moved already. Fails if it cannot take them.
    async fn look(session: &mut Self::Session, server: &Server, it: &Placement) -> Result<Option<bool>, Problem>;

    /// Which of these tables refer to which others.
    async fn references(
        session: &mut Self::Session,
        server: &Server,
        tables: &[&Placement],
    ) -> Result<Vec<(usize, usize)>, Problem>;

    /// Deletes the rows that are to go.
    async fn empty(session: &mut Self::Session, server: &Server, it: &Waiting<'_>) -> Result<(), Problem>;

    /// Adds and updates rows; returns how many staged rows have been used.
    async fn fill(session: &mut Self::Session, server: &Server, it: &Waiting<'_>) -> Result<u64, Problem>;

    /// The last step before the commit: what would make that fail is a problem now.
    async fn check(session: &mut Self::Session, server: &Server, all: &[&Waiting<'_>]) -> Result<(), Problem>;

    async fn commit(session: &mut Self::Session, server: &Server, all: &[Waiting<'_>]) -> Result<(), Problem>;

    /// Removes the staged table.
    fn remove(placement: &Placement) -> Removal;

    fn standing(placement: &Placement) -> Result<Standing, Problem>;

    /// Fails if several staged rows have one key.
    fn check_keys(placement: &Placement) -> Result<(), Problem>;

    /// The number of rows of the existing table; 0 if there is none.
    fn count_present(placement: &Placement) -> Result<i64, Problem>;
}

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
        let text = serde_json::to_string(&self.0).map_err(|error| {
            Problem::error(say!("write-cannot-note", error = error)).remedy(say!("file-choose-name"))
        })?;
        Ok(Ticket { driver: P::NAME.to_owned(), text })
    }

    fn set_rows(&mut self, rows: u64) {
        self.0.rows = rows;
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
        let foreign = |index| (index, Problem::error(say!("database-ticket-foreign")).remedy(say!("defect-report")));
        let placement = |(index, ticket): (usize, &&str)| read(ticket).ok_or_else(|| foreign(index));
        begin::<P>(prepared.iter().enumerate().map(placement).collect::<Result<_, _>>()?, cancellation)
    }

    /// A note may be forged: it may only name tables that are created for staging.
    fn check(&self, ticket: &str) -> Result<(), Problem> {
        if read(ticket).is_some_and(|placement| is_staged_name(&placement.staged)) {
            return Ok(());
        }
        Err(Problem::error(say!("database-ticket-foreign")).remedy(say!("defect-report")))
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        read(prepared).map(|placement| placement.address())
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        read(prepared).map_or(Ok(Standing::Lost), |placement| P::standing(&placement))
    }
}
