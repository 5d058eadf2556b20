//! Several tables of one database, read one after another in one session.

use polars::prelude::DataFrame;

use super::{Complete, RowSource, ScanRequest};
use crate::base::Problem;
use crate::connect::reach::Reach;

/// A table that can be read together with others of its database.
pub trait TableScan: RowSource + Sized + 'static {
    /// Reads the tables in their order, in one session and one transaction: their rows are of one moment. They are of one
    /// database, and there is at least one.
    fn scan_all(turns: &mut Turns<'_, Self>, reach: &Reach) -> Result<Complete, Problem>;
}

/// What arrives of several tables.
pub enum Arrival<'a> {
    /// The store is asked for rows of the table with this index.
    Begins(usize, &'a ScanRequest),
    /// Rows of the table that has begun last.
    Rows(DataFrame),
}

/// What is requested of each of several tables.
pub struct Turns<'a, S> {
    turns: Vec<(&'a S, ScanRequest)>,
    left: RowsLeft,
    next: usize,
    receive: &'a mut dyn FnMut(Arrival<'_>) -> Result<(), Problem>,
}

/// How many rows are still needed; `None` for all.
#[derive(Clone, Copy, Debug)]
pub struct RowsLeft(pub Option<u64>);

impl RowsLeft {
    /// What is still needed of a table; `None` if there are enough rows.
    pub fn request(self, of: &ScanRequest) -> Option<ScanRequest> {
        (self.0 != Some(0)).then(|| ScanRequest { limit: self.0, ..of.clone() })
    }

    pub fn arrived(&mut self, rows: &DataFrame) {
        self.0 = self.0.map(|left| left.saturating_sub(rows.height() as u64));
    }
}

impl<'a, S> Turns<'a, S> {
    /// `limit` is for the rows of all tables together.
    pub(super) fn new(
        turns: Vec<(&'a S, ScanRequest)>,
        limit: Option<u64>,
        receive: &'a mut dyn FnMut(Arrival<'_>) -> Result<(), Problem>,
    ) -> Turns<'a, S> {
        Turns { turns, left: RowsLeft(limit), next: 0, receive }
    }

    /// All tables and what is requested of each, without the limit.
    pub fn all(&self) -> &[(&'a S, ScanRequest)] {
        &self.turns
    }

    pub fn left(&self) -> RowsLeft {
        self.left
    }

    /// The next table, and what is still requested of it; `None` after the last one, or if there are enough rows.
    pub fn next(&mut self) -> Result<Option<(&'a S, ScanRequest)>, Problem> {
        let Some((scan, request)) = self.turns.get(self.next) else { return Ok(None) };
        let Some(request) = self.left.request(request) else { return Ok(None) };
        (self.receive)(Arrival::Begins(self.next, &request))?;
        self.next += 1;
        Ok(Some((*scan, request)))
    }

    /// Passes on rows of the table that is being read.
    pub fn receive(&mut self, rows: DataFrame) -> Result<(), Problem> {
        self.left.arrived(&rows);
        (self.receive)(Arrival::Rows(rows))
    }
}
