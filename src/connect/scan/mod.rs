//! Sources that polars cannot scan by itself: databases, brokers, services.
//!
//! Such a source stands in a plan as a scan without rows ([`planned_scan`]). When the plan is executed ([`collect`] and its
//! like), polars optimises it, and each scan is asked for what the optimised plan wants of it: these columns, rows
//! for which this condition holds, so many rows. Its rows are staged in memory or in a file, and take the scan's place.
//! The plan itself still filters and cuts, so a source may give more than was asked for, but never less.

mod execute;
mod optimised;
mod predicate;
mod scan_node;
mod staged;
#[cfg(test)]
mod tests;
mod translate;

pub use execute::{collect, execute, execute_all};
use polars::prelude::{DataFrame, PlSmallStr, SchemaRef};
pub use predicate::{Comparison, Constant, Predicate};
pub use scan_node::planned_scan;

use super::reach::Reach;
use crate::base::Problem;

/// What is wanted of a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScanRequest {
    /// At least one, in the order of the source's schema.
    pub columns: Vec<PlSmallStr>,
    /// Rows for which it does not hold are not needed. It consists of parts that the source [takes](RowSource::takes).
    pub predicate: Option<Predicate>,
    /// This many of the first rows for which the predicate holds are enough.
    pub limit: Option<u64>,
}

impl ScanRequest {
    /// Whether rows that were read for this request serve another.
    fn covers(&self, other: &ScanRequest) -> bool {
        let has_columns = other.columns.iter().all(|name| self.columns.contains(name));
        let is_same = self.predicate == other.predicate;
        let has_rows = match self.limit {
            None => self.predicate.is_none() || is_same,
            Some(limit) => is_same && other.limit.is_some_and(|other| other <= limit),
        };
        has_columns && has_rows
    }
}

/// Receives the rows of a scan in order, batch after batch. Its error ends the scan.
pub type Receive<'a> = &'a mut dyn FnMut(DataFrame) -> Result<(), Problem>;

/// The proof that a scan delivered all of its rows. A driver makes it only where the store itself says that the rows have
/// ended; whoever stages rows takes nothing else for their end.
#[derive(Debug)]
#[must_use]
pub struct Complete(());

impl Complete {
    /// The store has said that there are no more rows.
    pub(in crate::connect) fn at_end_of_store() -> Complete {
        Complete(())
    }
}

/// A table that is read row by row through its own driver.
pub trait RowSource: Send + Sync {
    /// All of its columns.
    fn schema(&self) -> SchemaRef;

    /// Whether the store decides this condition exactly as polars does: for the same rows, and without an effect on their
    /// order. What it does not take is decided here, after reading.
    fn takes(&self, predicate: &Predicate) -> bool;

    /// Passes the rows to `receive` in batches of bounded size, always in the same order, with the requested columns. May
    /// wait for a server; returns shortly after cancellation.
    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem>;
}
