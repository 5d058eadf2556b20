//! Hands the batches of a scan to a plan that runs at the same time. Few of them are in memory at once.
//!
//! Each batch belongs to one turn, and a turn waits for its own batches alone: the plan may have given up the turns before it, as it
//! does where a step has failed or has enough, and then waits for the end of this one.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use polars::prelude::*;
use polars_async::ASYNC;

use super::staged::raised;
use crate::base::Problem;

/// Batches that wait for the plan. The reader waits while there are as many, unless a turn waits for a later one.
const WAITING: usize = 2;
/// How often a waiting reader checks whether it is cancelled.
const LOOK: Duration = Duration::from_millis(50);

/// Turns: the plan takes the rows by this many calls at most.
pub(super) const TURNS: usize = 8_192;
/// From these turns on a call takes several batches, so that there is no limit on the rows.
const FOUR_FROM: usize = 4_096;
const SIXTEEN_FROM: usize = 6_144;

/// How the rows end.
enum End {
    /// There may be more.
    Open,
    /// The source has proved that there are no more.
    Complete,
    Failed(Problem),
}

/// Whether the plan still runs.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Running {
    Yes,
    /// It has what it needs.
    Satisfied,
    Failed,
}

struct State {
    /// By their numbers.
    batches: BTreeMap<usize, DataFrame>,
    /// The number of the next one that arrives.
    next: usize,
    /// The numbers of the batches that turns wait for.
    wanted: Vec<Range<usize>>,
    end: End,
    running: Running,
}

impl State {
    fn put(&mut self, batch: DataFrame) {
        self.batches.insert(self.next, batch);
        self.next += 1;
    }

    fn has_room(&self) -> bool {
        self.batches.len() < WAITING || self.wanted.iter().any(|wanted| self.next < wanted.end)
    }
}

/// The numbers of the batches of a turn.
fn batches_of(turn: usize) -> Range<usize> {
    const SIXTEEN_BEGIN: usize = FOUR_FROM + (SIXTEEN_FROM - FOUR_FROM) * 4;
    let (begin, count) = match turn {
        0..FOUR_FROM => (turn, 1),
        FOUR_FROM..SIXTEEN_FROM => (FOUR_FROM + (turn - FOUR_FROM) * 4, 4),
        SIXTEEN_FROM.. => (SIXTEEN_BEGIN + (turn - SIXTEEN_FROM) * 16, 16),
    };
    begin..begin + count
}

/// Batches between a reader and a plan.
pub(super) struct Feed {
    schema: SchemaRef,
    state: Mutex<State>,
    changed: Condvar,
}

impl Feed {
    /// With the batches that have arrived already.
    pub fn new(schema: SchemaRef, first: Vec<DataFrame>) -> Feed {
        let (batches, wanted) = Default::default();
        let mut state = State { batches, next: 0, wanted, end: End::Open, running: Running::Yes };
        first.into_iter().for_each(|batch| state.put(batch));
        Feed { schema, state: Mutex::new(state), changed: Condvar::new() }
    }

    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until there is room. What a plan does not need any more is dropped.
    pub fn add(&self, batch: DataFrame, is_stopped: &dyn Fn() -> bool) -> Result<(), Problem> {
        let mut state = self.lock();
        loop {
            match state.running {
                Running::Satisfied => return Ok(()),
                Running::Failed => return Err(Problem::stopped()),
                Running::Yes if is_stopped() => return Err(Problem::stopped()),
                Running::Yes if state.has_room() => break,
                Running::Yes => {}
            }
            state = self.changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.put(batch);
        self.changed.notify_all();
        Ok(())
    }

    /// The source has proved that these were all rows, or has failed.
    pub fn finish(&self, end: Result<(), Problem>) {
        let mut state = self.lock();
        if matches!(state.end, End::Open) {
            state.end = end.map_or_else(End::Failed, |()| End::Complete);
        }
        self.changed.notify_all();
    }

    /// The plan has ended.
    pub fn plan_ended(&self, running: Running) {
        self.lock().running = running;
        self.changed.notify_all();
    }

    pub fn running(&self) -> Running {
        self.lock().running
    }

    /// Whether rows are left that the plan never took.
    pub fn has_rest(&self) -> bool {
        !self.lock().batches.is_empty()
    }

    /// The rows of a turn: one batch or several; none once all have been taken. Waits for the rows.
    pub fn take(&self, turn: usize) -> PolarsResult<DataFrame> {
        let wanted = batches_of(turn);
        let taken = self.try_take(&mut self.lock(), &wanted);
        match taken {
            Some(taken) => taken,
            // Others may use this thread's place meanwhile.
            None => ASYNC.block_in_place(|| {
                let mut state = self.lock();
                state.wanted.push(wanted.clone());
                // The reader may have to make room for it.
                self.changed.notify_all();
                loop {
                    if let Some(taken) = self.try_take(&mut state, &wanted) {
                        state.wanted.retain(|other| *other != wanted);
                        return taken;
                    }
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }),
        }
    }

    /// `None` if its rows have not arrived.
    fn try_take(&self, state: &mut State, wanted: &Range<usize>) -> Option<PolarsResult<DataFrame>> {
        match &state.end {
            End::Failed(problem) => return Some(Err(raised(problem.clone()))),
            End::Open if state.next < wanted.end => return None,
            End::Open | End::Complete => {}
        }
        let mut taken = wanted.clone().filter_map(|number| state.batches.remove(&number));
        let mut rows = taken.next().unwrap_or_else(|| DataFrame::empty_with_schema(&self.schema));
        let joined = taken.try_for_each(|batch| rows.vstack_mut_owned(batch).map(drop));
        self.changed.notify_all();
        Some(joined.map(|()| rows))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn batch(number: i64) -> DataFrame {
        df!("n" => [number]).unwrap()
    }

    #[test]
    fn turns_take_batches_in_their_order_wherever_they_are_asked() {
        let feed = Arc::new(Feed::new(batch(0).schema().clone(), vec![batch(0)]));
        std::thread::scope(|scope| {
            let reader = feed.clone();
            scope.spawn(move || {
                (1..40).for_each(|number| reader.add(batch(number), &|| false).unwrap());
                reader.finish(Ok(()));
            });
            let takers: Vec<_> = (0..3)
                .map(|first| {
                    let feed = feed.clone();
                    let turns = (first..60).step_by(3);
                    let take = move || turns.map(|turn| (turn, feed.take(turn).unwrap())).collect::<Vec<_>>();
                    scope.spawn(take)
                })
                .collect();
            let mut all: Vec<_> = takers.into_iter().flat_map(|taker| taker.join().unwrap()).collect();
            all.sort_by_key(|(turn, _)| *turn);
            let numbers = |rows: &DataFrame| rows["n"].i64().unwrap().into_no_null_iter().collect::<Vec<_>>();
            let all: Vec<i64> = all.iter().flat_map(|(_, rows)| numbers(rows)).collect();
            assert_eq!(all, (0..40).collect::<Vec<_>>());
        });
        assert!(!feed.has_rest());
    }

    /// Where a plan has given up turns, the later ones get their rows all the same, and the reader its room.
    #[test]
    fn a_turn_waits_for_no_other() {
        let feed = Arc::new(Feed::new(batch(0).schema().clone(), vec![batch(0)]));
        std::thread::scope(|scope| {
            let reader = feed.clone();
            let read = scope.spawn(move || (1..10).try_for_each(|number| reader.add(batch(number), &|| false)));
            assert_eq!(feed.take(5).unwrap()["n"].i64().unwrap().get(0), Some(5));
            feed.plan_ended(Running::Failed);
            assert!(read.join().unwrap().is_err());
        });
    }

    #[test]
    fn every_batch_belongs_to_one_turn() {
        let mut next = 0;
        for turn in 0..TURNS {
            let batches = batches_of(turn);
            assert_eq!(batches.start, next, "{turn}");
            next = batches.end;
        }
        assert_eq!(next, 4_096 + 2_048 * 4 + 2_048 * 16);
    }

    #[test]
    fn a_plan_that_has_ended_and_a_cancellation_let_the_reader_go() {
        let feed = Feed::new(batch(0).schema().clone(), vec![batch(0), batch(1)]);
        assert!(feed.add(batch(2), &|| true).is_err(), "cancelled while there is no room");
        feed.plan_ended(Running::Satisfied);
        feed.add(batch(2), &|| false).unwrap();
        feed.plan_ended(Running::Failed);
        assert!(feed.add(batch(2), &|| false).is_err());
        feed.finish(Err(Problem::error("cut")));
        feed.finish(Ok(()));
        assert!(feed.take(0).unwrap_err().to_string().contains("cut"), "the first end counts");
    }
}
