//! The state that the engine's threads share.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::looks::Looks;
use crate::connect::Store;
use crate::engine::api::event::Event;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::cache::keep::Keeper;
use crate::engine::cache::results::Cache;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::plan::aside::Aside;
use crate::engine::plan::marks::Marks;
use crate::engine::plan::planned::Plan;
use crate::engine::plan::planner::Planner;

/// Where events go. May be called from any thread.
pub(crate) type Emit = Arc<dyn Fn(Event) + Send + Sync>;

/// Memory of plans and results.
pub(crate) struct Shared {
    pub planner: Mutex<Planner>,
    /// The known states of sources; the planner uses them.
    pub marks: Arc<Marks>,
    /// The nodes that are not computed for now.
    pub aside: Arc<Aside>,
    pub cache: Arc<Mutex<Cache>>,
    /// The newest plan, used to find rows further down.
    pub latest: Mutex<Option<Arc<Plan>>>,
    /// Results on disk, if there are any.
    pub keeper: Option<Arc<Keeper>>,
    /// Tables that only Spark has.
    pub looks: Arc<Mutex<Looks>>,
    lowered: AtomicU64,
    collected: AtomicU64,
}

/// What an engine has done since it started.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Nodes lowered on empty tables, for their columns.
    pub planned: u64,
    /// Nodes lowered for execution.
    pub lowered: u64,
    /// Queries executed.
    pub collected: u64,
}

/// Tables that are kept whole may take 1 / SHARE of the machine's memory, or this many bytes if the machine does not
/// report it.
const SHARE: u64 = 4;
const UNKNOWN_MEMORY_BUDGET: u64 = 2 << 30;
/// A server works on one statement of a preview for at most this long.
const STATEMENT_LIMIT: Duration = Duration::from_secs(30);

impl Shared {
    pub fn new() -> Self {
        Shared::within(None)
    }

    /// As [`Shared::new`], for work that may take only this many bytes: no more than half of them are kept.
    pub fn within(limit: Option<u64>) -> Self {
        let budget = crate::connect::memory().map_or(UNKNOWN_MEMORY_BUDGET, |bytes| bytes / SHARE);
        let budget = limit.map_or(budget, |limit| budget.min(limit / 2));
        Shared::with(Planner::default(), Cache::new(budget))
    }

    /// Disks and servers are queried for their states on separate threads.
    pub fn asking_aside(self) -> Self {
        let marks = Arc::new(Marks::threaded());
        locked(&self.planner).memory.marks = marks.clone();
        Shared { marks, ..self }
    }

    /// The plan of `snapshot`. Sources without a known state are queried first, before anything is locked; nodes of
    /// sources that have not answered after `patience` wait for them. `None` shortly after `stop` is set.
    pub fn plan(&self, snapshot: &Snapshot, stop: &Stop, patience: Duration) -> Option<Plan> {
        let reach = snapshot.reach().limited_to(STATEMENT_LIMIT).cancelled_by(stop.cancellation());
        self.marks.forget_before(snapshot.refreshed);
        let sources = locked(&self.planner).sources(snapshot, &reach);
        self.marks.prepare(&sources, &reach, patience);
        let mut planner = locked(&self.planner);
        planner.watch = Some(stop.clone());
        planner.plan_unless(snapshot, &reach)
    }

    /// With the results that are kept on disk.
    pub fn kept(self, store: Option<Store>) -> Self {
        // What is queued there is in memory in addition to the budget.
        let capacity = locked(&self.cache).largest() / 4;
        Shared { keeper: store.and_then(|store| Keeper::start(store, capacity)).map(Arc::new), ..self }
    }

    /// A preview counts as working while the returned guard lives.
    pub fn at_work(&self) -> impl Drop + '_ {
        AtWork::new(self.keeper.as_deref())
    }

    pub fn with(planner: Planner, cache: Cache) -> Self {
        Shared {
            marks: planner.memory.marks.clone(),
            aside: planner.memory.aside.clone(),
            planner: Mutex::new(planner),
            cache: Arc::new(Mutex::new(cache)),
            latest: Mutex::new(None),
            keeper: None,
            looks: Arc::default(),
            lowered: AtomicU64::new(0),
            collected: AtomicU64::new(0),
        }
    }

    /// For another project: other plans over the same results.
    pub fn beside(&self) -> Self {
        let mut planner = Planner::default();
        planner.memory.sampling = locked(&self.planner).memory.sampling;
        planner.memory.marks = self.marks.clone();
        planner.memory.aside = self.aside.clone();
        Shared {
            aside: self.aside.clone(),
            marks: self.marks.clone(),
            planner: Mutex::new(planner),
            cache: self.cache.clone(),
            latest: Mutex::new(None),
            keeper: self.keeper.clone(),
            looks: self.looks.clone(),
            lowered: AtomicU64::new(0),
            collected: AtomicU64::new(0),
        }
    }

    pub fn count_lowered(&self, nodes: u64) {
        self.lowered.fetch_add(nodes, Ordering::Relaxed);
    }

    pub fn count_collected(&self) {
        self.collected.fetch_add(1, Ordering::Relaxed);
    }

    pub fn work(&self) -> Work {
        Work {
            planned: locked(&self.planner).memory.lowered,
            lowered: self.lowered.load(Ordering::Relaxed),
            collected: self.collected.load(Ordering::Relaxed),
        }
    }
}

/// Pauses the writer of results.
struct AtWork<'a>(Option<&'a Keeper>);

impl<'a> AtWork<'a> {
    fn new(keeper: Option<&'a Keeper>) -> Self {
        keeper.into_iter().for_each(Keeper::begin_work);
        AtWork(keeper)
    }
}

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.0.into_iter().for_each(Keeper::end_work);
    }
}
