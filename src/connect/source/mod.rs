//! Sources: what tables are read from, and what tells one state of it from the next.

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

/// What a source is like at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Everything that is read, each in its state.
    pub marks: Vec<Marked>,
    /// The columns, where the source itself tells them. Those of files are found when they are lowered.
    pub schema: Option<SchemaRef>,
}

/// Something outside of the project that tables are read from.
pub trait Source: Send + Sync {
    /// What it is called as a whole; of several files their pattern. Never asks a disk or a server.
    fn address(&self) -> Address;

    /// Identifies what [`Source::state`] asks: equal questions have the same answer at the same moment.
    fn question(&self) -> Key {
        Key::of(self.address().bytes())
    }

    /// Its state now. May wait for a disk or a server; returns shortly after cancellation. Fails where the source cannot be
    /// reached or is not there.
    fn state(&self, reach: &Reach) -> Result<State, Problem>;

    /// How long to wait between two looks at its state: the least, and the most after failures in a row, each of which doubles
    /// the pause.
    fn pauses(&self) -> RangeInclusive<Duration> {
        Duration::from_secs(15)..=Duration::from_secs(300)
    }
}
