//! A growing source, as the planner of a run sees it.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use super::positions::Positions;
use crate::base::{Key, KeyBuilder, Problem};
use crate::connect::reach::Reach;
use crate::connect::source::{Address, Mark, Marked, Source, State};

/// A source of which only new rows are read: its state is also that of the positions, so that no result of another position
/// is taken for its rows.
pub struct GrowingSource {
    pub inner: Arc<dyn Source>,
    pub positions: Positions,
}

impl Source for GrowingSource {
    fn address(&self) -> Address {
        self.inner.address()
    }

    fn question(&self) -> Key {
        KeyBuilder::new("growing").key(self.inner.question()).finish()
    }

    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let mut state = self.inner.state(reach)?;
        let mark = Mark::Version(self.positions.state().to_string());
        let address = self.positions.path().map_or_else(|| self.address(), |path| Address::File(path.to_owned()));
        state.marks.push(Marked { address, mark, bytes: None });
        Ok(state)
    }

    fn explained(&self, problem: Problem) -> Problem {
        self.inner.explained(problem)
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        self.inner.pauses()
    }
}
