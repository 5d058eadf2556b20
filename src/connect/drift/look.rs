//! A look at a target before anything is written: what a run would change there, leave out or refuse.

use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::Duration;

use polars::prelude::Schema;

use crate::base::{Cause, Key, KeyBuilder, Problem};
use crate::connect::reach::Reach;
use crate::connect::source::{Address, Mark, Marked, Source, State};

/// How often a target is looked at again.
const PAUSES: RangeInclusive<Duration> = Duration::from_secs(60)..=Duration::from_secs(300);
/// The longest that a look takes.
const PATIENCE: Duration = Duration::from_secs(4);

/// Finds the warnings, or the refusal, of a run.
type Ask = Box<dyn Fn(&Reach) -> Result<Vec<Problem>, Problem> + Send + Sync>;

/// A look at one target for certain columns. It is asked for and remembered as the state of a source is.
pub struct Look {
    address: Address,
    question: Key,
    ask: Ask,
}

/// A look that `ask` takes. `settings` are those on which its answer depends.
pub fn look(
    address: Address,
    settings: &str,
    arriving: &Schema,
    ask: impl Fn(&Reach) -> Result<Vec<Problem>, Problem> + Send + Sync + 'static,
) -> Arc<dyn Source> {
    let mut key = KeyBuilder::new("target-look").bytes(address.bytes()).text(settings);
    for (name, dtype) in arriving.iter() {
        key = key.text(name).text(&format!("{dtype:?}"));
    }
    Arc::new(Look { address, question: key.finish(), ask: Box::new(ask) })
}

impl Source for Look {
    fn address(&self) -> Address {
        self.address.clone()
    }

    fn question(&self) -> Key {
        self.question
    }

    /// The answer is in its notes. Fails where the target cannot be reached now: a run says so when it matters.
    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let notes = match (self.ask)(&reach.clone().within(PATIENCE)) {
            Ok(notes) => notes,
            Err(problem) if problem.cause.is_transient() || problem.cause == Cause::Stopped => return Err(problem),
            Err(problem) => vec![problem],
        };
        let mark = Mark::Version(format!("{notes:?}"));
        let marks = vec![Marked { address: self.address.clone(), mark, bytes: None }];
        Ok(State { marks, notes, ..Default::default() })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSES
    }
}
