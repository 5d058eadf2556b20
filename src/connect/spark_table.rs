//! A table of Spark's catalog. This machine knows its name and no more: only a run on Spark reads or writes it.

use polars::prelude::LazyFrame;

use super::reach::Reach;
use super::source::{Address, Mark, Marked, Source, State};
use super::target::{Promise, Staged, Target};
use super::write::Staging;
use crate::base::Problem;

/// What Spark calls the database of a table without one.
const USUAL: &str = "default";

/// A table of Spark's catalog.
#[derive(Clone, Debug, PartialEq)]
pub struct SparkTable {
    /// The database, or the catalog and the database with a dot between; empty for the usual one.
    pub database: String,
    pub table: String,
    /// The problem of whoever wants its rows here.
    pub elsewhere: Problem,
}

impl SparkTable {
    /// A catalog does not tell capitals from small letters.
    fn url(&self) -> Address {
        let database = if self.database.is_empty() { USUAL } else { &self.database };
        Address::Url(format!("catalog://{database}/{}", self.table).to_lowercase())
    }
}

impl Source for SparkTable {
    fn address(&self) -> Address {
        self.url()
    }

    /// Always the same: no result is computed of it here, so that none can be out of date.
    fn state(&self, _: &Reach) -> Result<State, Problem> {
        let mark = Mark::Moment { at: 0, valid_until: None };
        Ok(State { marks: vec![Marked { address: self.url(), mark, bytes: None }], ..Default::default() })
    }
}

impl Target for SparkTable {
    fn address(&self) -> Address {
        self.url()
    }

    fn setting(&self) -> &'static str {
        "table"
    }

    fn promise(&self) -> Promise {
        Promise::AllOrNothing
    }

    fn check(&self) -> Result<(), Problem> {
        Err(self.elsewhere.clone())
    }

    fn stage(&self, _: LazyFrame, _: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        Err(self.elsewhere.clone())
    }
}
