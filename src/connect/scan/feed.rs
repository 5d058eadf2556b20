//! Hands the batches of a scan to a plan that runs at the same time, in order. Few of them are in memory at once.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use polars::prelude::*;
use polars_async::ASYNC;

use super::staged::raised;
use crate::base::Problem;

/// Batches that wait for the plan. The reader waits while there are as many.
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
    batches: VecDeque<DataFrame>,
    end: End,
    /// The turn that takes the next batches.
    turn: usize,
    running: Running,
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
        let state = State { batches: first.into(), end: End::Open, turn: 0, running: Running::Yes };
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
                Running::Yes if state.batches.len() < WAITING => break,
                Running::Yes => {}
            }
            state = self.changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
        state.batches.push_back(batch);
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

    /// The rows of a turn: one batch or several, in the order of turns; none once all have been taken. Waits for the turn
    /// and for the rows.
    pub fn take(&self, turn: usize) -> PolarsResult<DataFrame> {
        let taken = self.try_take(&mut self.lock(), turn);
        match taken {
            Some(taken) => taken,
            // Others may use this thread's place meanwhile.
            None => ASYNC.block_in_place(|| {
                let mut state = self.lock();
                loop {
                    if let Some(taken) = self.try_take(&mut state, turn) {
                        return taken;
                    }
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }),
        }
    }

    /// `None` if it is not this turn yet, or its rows have not arrived.
    fn try_take(&self, state: &mut State, turn: usize) -> Option<PolarsResult<DataFrame>> {
        let none = || DataFrame::empty_with_schema(&self.schema);
        let most = match turn {
            0..FOUR_FROM => 1,
            FOUR_FROM..SIXTEEN_FROM => 4,
            SIXTEEN_FROM.. => 16,
        };
        match &state.end {
            End::Failed(problem) => return Some(Err(raised(problem.clone()))),
            End::Complete if state.batches.is_empty() => return Some(Ok(none())),
            End::Open if state.batches.is_empty() => return None,
            End::Open | End::Complete if state.turn != turn => return None,
            End::Open | End::Complete => {}
        }
        let count = most.min(state.batches.len());
        state.turn += 1;
        let mut taken = state.batches.drain(..count);
        let mut rows = taken.next().unwrap_or_else(none);
        let joined = taken.try_for_each(|batch| rows.vstack_mut_owned(batch).map(drop));
        drop(taken);
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
