//! The known states of sources. Disks and servers are queried on separate threads, never while a plan is locked:
//! planning uses what is known.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use super::asking::AskingThreads;
use crate::base::{Cause, Key, Problem};
use crate::connect::{Mark, Reach, Source, SourceState};
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;

/// The answer of a source.
pub(crate) type Answer = Result<SourceState, Problem>;

/// An answer stays valid for this long after the next check is due: the watcher will refresh it soon.
const GRACE: Duration = Duration::from_secs(1);
/// Checks take at most this fraction (1 / SHARE) of the time: patterns over large folders take long.
const SHARE: u32 = 20;
/// The longest pause before a server that could not be reached is tried again.
const BACK_SOON: Duration = Duration::from_secs(2);
/// The number of answers remembered beyond those in use.
const MOST: usize = 10_000;

/// Remembers the marks of sources by their queries.
pub(crate) struct Marks {
    memory: Arc<Memory>,
    /// `None`: every query runs immediately, every time.
    threads: Option<AskingThreads<Job>>,
}

#[derive(Default)]
struct Memory {
    state: Mutex<State>,
    answered: Condvar,
}

#[derive(Default)]
struct State {
    known: HashMap<Key, Known>,
    asking: HashSet<Key>,
    /// Rows count as those of no earlier moment than this; nanoseconds since 1970.
    refreshed: u64,
}

struct Job {
    source: Arc<dyn Source>,
    reach: Reach,
}

/// An answer, and how long it is valid.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub answer: Answer,
    /// Just before the source was queried.
    pub asked: SystemTime,
    /// When the next check is due.
    due: Instant,
    /// The number of consecutive failures.
    failures: u32,
}

impl Default for Marks {
    fn default() -> Self {
        Marks::direct()
    }
}

impl Marks {
    /// Without threads: every query runs where it is issued, every time.
    pub fn direct() -> Marks {
        Marks { memory: Arc::default(), threads: None }
    }

    /// With threads, which end when it is dropped.
    pub fn threaded() -> Marks {
        let memory = Arc::<Memory>::default();
        let asked = memory.clone();
        let threads = AskingThreads::start(move |job: Job| asked.ask(&*job.source, &job.reach));
        Marks { memory, threads }
    }

    /// The known state of the source. Queries it directly if there are no threads; `None` while a thread does so.
    pub fn known(&self, source: &dyn Source, reach: &Reach) -> Option<Known> {
        if self.threads.is_none() {
            self.memory.ask(source, reach);
        }
        locked(&self.memory.state).known.get(&source.question()).cloned()
    }

    /// What was answered before this moment counts no more, and rows of a moment are read anew.
    pub fn forget_before(&self, moment: u64) {
        let mut state = locked(&self.memory.state);
        if moment > state.refreshed {
            state.refreshed = moment;
            state.known.clear();
        }
    }

    /// Queries the sources without a valid answer. Returns once all have answered, after `patience`, or shortly after
    /// cancellation.
    pub fn prepare(&self, sources: &[Arc<dyn Source>], reach: &Reach, patience: Duration) {
        let Some(threads) = &self.threads else { return };
        let until = Instant::now() + patience;
        let counts = |known: &Known| Instant::now() < known.due + GRACE;
        let mut waits: Vec<Key> =
            sources.iter().filter_map(|source| self.ask_aside(threads, source, reach, counts)).collect();
        let mut state = locked(&self.memory.state);
        loop {
            waits.retain(|question| state.asking.contains(question));
            let left = until.saturating_duration_since(Instant::now()).min(Duration::from_millis(20));
            if waits.is_empty() || left.is_zero() || reach.cancellation.is_cancelled() {
                return;
            }
            state = self.memory.answered.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Queries the sources whose next check is due; returns at once. Does nothing without threads: then every query is
    /// issued anew.
    pub fn look_again(&self, sources: &[Arc<dyn Source>], reach: &Reach) {
        let Some(threads) = &self.threads else { return };
        for source in sources {
            self.ask_aside(threads, source, reach, |known| Instant::now() < known.due);
        }
    }

    /// Queries a source on a thread unless its known answer is valid; returns its question if the query is running.
    fn ask_aside(
        &self,
        threads: &AskingThreads<Job>,
        source: &Arc<dyn Source>,
        reach: &Reach,
        counts: impl Fn(&Known) -> bool,
    ) -> Option<Key> {
        let question = source.question();
        {
            let mut state = locked(&self.memory.state);
            if state.known.get(&question).is_some_and(counts) {
                return None;
            }
            if !state.asking.insert(question) {
                return Some(question);
            }
        }
        // It continues when the current requester is gone: others will need it.
        let job = Job { source: source.clone(), reach: reach.cancelled_by(&Default::default()) };
        match threads.send(job) {
            Ok(()) => Some(question),
            // Too many wait.
            Err(job) => {
                self.memory.ask(&*job.source, &job.reach);
                None
            }
        }
    }
}

impl Memory {
    /// Queries the source and remembers its answer.
    fn ask(&self, source: &dyn Source, reach: &Reach) {
        let asked = reach.clock.now();
        let begun = Instant::now();
        let mut answer = guarded(|| source.state(reach)).unwrap_or_else(Err);
        let question = source.question();
        let pauses = source.pauses();
        let mut state = locked(&self.state);
        for marked in answer.iter_mut().flat_map(|state| &mut state.marks) {
            if let Mark::Moment { at, .. } = &mut marked.mark {
                *at = (*at).max(state.refreshed);
            }
        }
        let before = state.known.get(&question).map_or(0, |known| known.failures);
        let failures = if answer.is_err() { before.saturating_add(1) } else { 0 };
        // Waiting for a server that is not there is no work: it is tried again soon.
        let due = match &answer {
            Err(problem) if problem.cause == Cause::TransientSource => pause(&pauses, failures).min(BACK_SOON),
            _ => pause(&pauses, failures).max(begun.elapsed() * SHARE),
        };
        let due = Instant::now() + due;
        if state.known.len() > MOST {
            let now = Instant::now();
            state.known.retain(|_, known| now < known.due + GRACE);
        }
        state.known.insert(question, Known { answer, asked, due, failures });
        state.asking.remove(&question);
        drop(state);
        self.answered.notify_all();
    }
}

/// The pause after this many consecutive failures.
fn pause(pauses: &RangeInclusive<Duration>, failures: u32) -> Duration {
    let doubled = 2_u32.saturating_pow(failures.saturating_sub(1));
    pauses.start().saturating_mul(doubled).min(*pauses.end())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::base::{Clock, ManualClock};
    use crate::connect::{Address, Marked};

    /// A store that answers slowly or not at all, and counts the queries.
    #[derive(Default)]
    struct Slow {
        asked: AtomicU64,
        takes: Duration,
        fails: bool,
    }

    impl Source for Slow {
        fn address(&self) -> Address {
            Address::parse("test://store/table")
        }

        fn state(&self, _: &Reach) -> Answer {
            std::thread::sleep(self.takes);
            let asked = self.asked.fetch_add(1, Ordering::SeqCst);
            let mark = Mark::Version(asked.to_string());
            let marked = Marked { address: self.address(), mark, bytes: None };
            if self.fails {
                Err(Problem::error("no route"))
            } else {
                Ok(SourceState { marks: vec![marked], ..Default::default() })
            }
        }

        fn pauses(&self) -> RangeInclusive<Duration> {
            Duration::from_millis(40)..=Duration::from_millis(200)
        }
    }

    fn asked(slow: &Arc<Slow>) -> u64 {
        slow.asked.load(Ordering::SeqCst)
    }

    #[test]
    fn nobody_waits_longer_than_patience_allows_and_the_answer_comes_all_the_same() {
        let marks = Marks::threaded();
        let reach = Reach::new(".");
        let slow = Arc::new(Slow { takes: Duration::from_millis(300), ..Slow::default() });
        let sources = [slow.clone() as Arc<dyn Source>];
        let begun = Instant::now();
        marks.prepare(&sources, &reach, Duration::from_millis(20));
        assert!(begun.elapsed() < Duration::from_millis(250) && marks.known(&*slow, &reach).is_none());
        marks.prepare(&sources, &reach, Duration::from_secs(20));
        assert!(marks.known(&*slow, &reach).is_some_and(|known| known.answer.is_ok()));
        assert_eq!(asked(&slow), 1, "one question at a time");
    }

    #[test]
    fn what_is_known_is_not_asked_until_a_look_is_due() {
        let marks = Marks::threaded();
        let reach = Reach::new(".");
        let slow = Arc::new(Slow::default());
        let sources = [slow.clone() as Arc<dyn Source>];
        (0..5).for_each(|_| marks.prepare(&sources, &reach, Duration::from_secs(20)));
        assert_eq!(asked(&slow), 1, "edits ask nothing");
        std::thread::sleep(Duration::from_millis(60));
        (0..5).for_each(|_| marks.look_again(&sources, &reach));
        marks.prepare(&sources, &reach, Duration::from_secs(20));
        while asked(&slow) < 2 {
            std::thread::sleep(Duration::from_millis(1));
        }
        assert_eq!(asked(&slow), 2);
    }

    #[test]
    fn after_a_refresh_a_source_is_asked_anew_and_its_moment_is_another() {
        struct Unchanged;
        impl Source for Unchanged {
            fn address(&self) -> Address {
                Address::parse("test://store/table")
            }

            fn state(&self, _: &Reach) -> Answer {
                let mark = Mark::Moment { at: 5, valid_until: None };
                let marked = Marked { address: self.address(), mark, bytes: None };
                Ok(SourceState { marks: vec![marked], ..Default::default() })
            }
        }
        let marks = Marks::threaded();
        let reach = Reach::new(".");
        let sources = [Arc::new(Unchanged) as Arc<dyn Source>];
        let mark = || {
            marks.prepare(&sources, &reach, Duration::from_secs(20));
            marks.known(&Unchanged, &reach).unwrap().answer.unwrap().marks[0].mark.clone()
        };
        assert_eq!(mark(), Mark::Moment { at: 5, valid_until: None });
        marks.forget_before(7);
        assert_eq!(mark(), Mark::Moment { at: 7, valid_until: None });
        marks.forget_before(7);
        assert_eq!(mark(), Mark::Moment { at: 7, valid_until: None });
    }

    #[test]
    fn failures_double_the_pause_up_to_its_bound() {
        let clock = ManualClock::default();
        clock.advance(Duration::from_secs(60));
        let marks = Marks::direct();
        let reach = Reach::new(".").with_clock(Arc::new(clock.clone()));
        let slow = Slow { fails: true, ..Slow::default() };
        let failures = (0..3).map(|_| marks.known(&slow, &reach).unwrap().failures);
        assert_eq!(failures.collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(marks.known(&slow, &reach).unwrap().asked, clock.now());
        let seconds = |least, most| {
            let pauses = Duration::from_secs(least)..=Duration::from_secs(most);
            [0, 1, 2, 3, 4, 5, 99].map(|failures| pause(&pauses, failures).as_secs())
        };
        assert_eq!(seconds(15, 100), [15, 15, 30, 60, 100, 100, 100]);
        assert_eq!(seconds(1, 1), [1; 7]);
    }

    #[test]
    fn a_source_that_panics_has_failed() {
        struct Broken;
        impl Source for Broken {
            fn address(&self) -> Address {
                Address::parse("test://broken")
            }

            fn state(&self, _: &Reach) -> Answer {
                panic!("asked to")
            }
        }
        let known = Marks::direct().known(&Broken, &Reach::new(".")).unwrap();
        assert!(known.answer.is_err());
    }
}
