//! How a server moves staged rows to their tables.

use super::placement::Placement;
use super::session::Session;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::target::{Removal, Standing};

/// A placement whose rows have not been moved yet.
pub struct Waiting<'a> {
    pub placement: &'a Placement,
    /// Whether its table exists already.
    pub is_there: bool,
}

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

    /// Adds and widens columns of the target table.
    async fn alter(session: &mut Self::Session, server: &Server, it: &Waiting<'_>) -> Result<(), Problem>;

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
