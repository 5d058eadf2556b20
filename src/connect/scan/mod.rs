//! Sources that polars cannot scan by itself: databases, brokers, services.
//!
//! A plan represents such a source by a scan without rows ([`planned_scan`]). When the plan is executed ([`collect`]
//! and its like), polars optimises it, and each source receives one request derived from the optimised plan: the
//! columns, a condition on the rows, a limit. Its rows are staged in memory or in a file, and replace the scan; or, in a
//! run with one such scan, the plan is executed while they arrive. The plan itself still filters and limits, so a source
//! may return more than was requested, but never less.

mod by_list;
mod execute;
mod feed;
mod group_rows;
mod grouped;
mod groups;
mod optimised;
mod predicate;
mod pruned;
mod scan_node;
mod sent;
mod short_lists;
mod staged;
mod streamed;
#[cfg(test)]
mod streamed_tests;
#[cfg(test)]
mod tests;
mod translate;
mod turns;
mod united_rows;
mod whole;

use std::any::Any;

pub use by_list::asked_by_list;
pub use execute::{collect, execute, execute_all};
pub use grouped::PASSING;
pub use groups::{Grouping, Total, TotalOf, total_mark};
use polars::prelude::{DataFrame, PlSmallStr, SchemaRef};
pub use predicate::{Constant, Predicate};
pub use scan_node::planned_scan;
pub use sent::{Sent, SentNotes};
pub use turns::{TableScan, Turns};
pub use united_rows::{UnitedRows, Uniting, columns_changed, problem_of_table};
pub use whole::WholeSource;

use super::reach::Reach;
use crate::base::{Problem, Text};

/// What is requested from a source.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ScanRequest {
    /// At least one, in the order of the source's schema.
    pub columns: Vec<PlSmallStr>,
    /// Rows for which it does not hold are not needed. It consists of parts that the source [takes](RowSource::takes).
    pub predicate: Option<Predicate>,
    /// Only this many of the first rows that satisfy the predicate are needed.
    pub limit: Option<u64>,
}

impl ScanRequest {
    /// Whether the rows read for this request also satisfy another.
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

/// The proof that a scan delivered all of its rows. A driver creates it only when the store itself reports the end of
/// the rows; nothing else counts as their end when rows are staged.
#[derive(Debug)]
#[must_use]
pub struct Complete(());

impl Complete {
    /// The store has reported that there are no more rows.
    pub(in crate::connect) fn at_end_of_store() -> Complete {
        Complete(())
    }
}

/// A statement that a store computes groups by.
pub trait GroupScan: Send + Sync {
    /// In the language of the store.
    fn statement(&self) -> String;

    /// Passes on the keys and the totals, in their order; names do not matter.
    fn scan(&self, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem>;
}

/// A table that is read row by row through its own driver.
pub trait RowSource: Send + Sync {
    /// All of its columns.
    fn schema(&self) -> SchemaRef;

    /// Whether the store evaluates this condition exactly as polars does: for the same rows, and without an effect on
    /// their order. Other conditions are evaluated here, after reading.
    fn takes(&self, predicate: &Predicate) -> bool;

    /// Why a condition that it does not take is evaluated here.
    fn why_not_taken(&self) -> Text {
        say!("filter-stays")
    }

    /// Whether the plan may be executed while the rows arrive. The read may then last as long as everything that the plan
    /// does, and what the plan writes is written meanwhile.
    fn streams(&self) -> bool {
        false
    }

    /// The statement by which the store computes these groups and totals exactly as polars does, or why it does not. Asks no
    /// store.
    fn grouped(&self, _: &Grouping) -> Result<Box<dyn GroupScan>, Text> {
        Err(say!("groups-stay-source"))
    }

    /// What the store is asked for a request, in its own language; `None` if it has none.
    fn statement(&self, _: &ScanRequest) -> Option<String> {
        None
    }

    /// Itself, for targets of the same kind of store, which may take its rows as they are stored.
    fn as_any(&self) -> Option<&dyn Any> {
        None
    }

    /// Passes the rows to `receive` in batches of bounded size, always in the same order, with the requested columns. May
    /// wait for a server; returns shortly after cancellation.
    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem>;
}
