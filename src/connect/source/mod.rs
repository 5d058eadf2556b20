//! Sources: what tables are read from, and how their states are distinguished.

mod address;
mod files;
mod mark;

use std::ops::RangeInclusive;
use std::time::Duration;

pub use address::Address;
pub use files::Files;
pub use mark::{Mark, Marked};
use polars::prelude::SchemaRef;

use super::reach::Reach;
use crate::base::{Key, Problem};

/// The state of a source at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Everything that is read, each with its state.
    pub marks: Vec<Marked>,
    /// The columns, if the source itself reports them. Those of files are found when they are lowered.
    pub schema: Option<SchemaRef>,
    /// The tables that are united, if the source has several.
    pub tables: Vec<ListedTable>,
    /// What is to be told of it.
    pub notes: Vec<Problem>,
}

/// One of several tables that a source unites.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedTable {
    /// As the database names it in a setting.
    pub name: String,
    /// The setting that names it.
    pub setting: &'static str,
    pub schema: SchemaRef,
}

/// Something outside of the project that tables are read from.
pub trait Source: Send + Sync {
    /// Its name as a whole; for several files, their pattern. Never accesses a disk or a server.
    fn address(&self) -> Address;

    /// Identifies the query of [`Source::state`]: equal queries have the same answer at the same moment.
    fn question(&self) -> Key {
        Key::of(self.address().bytes())
    }

    /// Its current state. May wait for a disk or a server; returns shortly after cancellation. Fails if the source
    /// cannot be reached or does not exist.
    fn state(&self, reach: &Reach) -> Result<State, Problem>;

    /// A problem with its state, in words for the node that names this source.
    fn explained(&self, problem: Problem) -> Problem {
        problem
    }

    /// The pause between two checks of its state: the minimum, and the maximum after consecutive failures, each of
    /// which doubles the pause.
    fn pauses(&self) -> RangeInclusive<Duration> {
        Duration::from_secs(15)..=Duration::from_secs(300)
    }
}
