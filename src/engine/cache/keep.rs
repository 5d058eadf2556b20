//! Keeping results beyond this process: what previews compute is written to the store on disk, in the background.
//!
//! Writing is for idle moments: it pauses while a preview is working. The queue is bounded; beyond that, results are
//! dropped and kept another time.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError, bounded};
use polars::prelude::DataFrame;

use super::memory_size::held_bytes;
use crate::base::{Key, Problem};
use crate::connect::{Label, Note, Store, Verdict};
use crate::document::NodeId;
use crate::engine::control::panics::guarded;
use crate::engine::control::stack::STACK;
use crate::engine::plan::planned::Plan;

/// The longest that writing one table waits for previews to pause; they rarely work longer without a pause.
const PATIENCE: Duration = Duration::from_secs(10);
/// The polling interval while waiting.
const TICK: Duration = Duration::from_millis(5);
/// The maximum number of queued requests, most of them small notes.
const WAITING: usize = 16_384;
/// Notes are written together once none has arrived for this long.
const QUIET: Duration = Duration::from_millis(300);

/// The store, and the thread that writes to it.
pub(crate) struct Keeper {
    pub store: Arc<Store>,
    sender: Option<Sender<StoreRequest>>,
    thread: Option<JoinHandle<()>>,
    state: Arc<State>,
    /// The maximum number of queued bytes.
    capacity: u64,
}

#[derive(Default)]
struct State {
    /// Bytes of queued tables.
    waiting: AtomicU64,
    /// The number of working previews.
    busy: AtomicU64,
    /// What is not written yet must not be written any more.
    closed: AtomicBool,
}

enum StoreRequest {
    Keep { key: Key, frame: DataFrame, label: Label },
    Note { base: PathBuf, note: Box<Note> },
}

impl Keeper {
    /// `None` if the system provides no thread. `capacity`: bytes of tables that may be queued.
    pub fn start(store: Store, capacity: u64) -> Option<Keeper> {
        let (sender, receiver) = bounded(WAITING);
        let store = Arc::new(store);
        let state = Arc::new(State::default());
        let thread = std::thread::Builder::new().name("engine-keep".into()).stack_size(STACK);
        let work = {
            let store = store.clone();
            let state = state.clone();
            move || write_all(&store, &receiver, &state)
        };
        let thread = thread.spawn(work).ok()?;
        Some(Keeper { store, sender: Some(sender), thread: Some(thread), state, capacity })
    }

    /// A preview begins to work.
    pub fn begin_work(&self) {
        self.state.busy.fetch_add(1, Ordering::Relaxed);
    }

    pub fn end_work(&self) {
        self.state.busy.fetch_sub(1, Ordering::Relaxed);
    }

    /// Keeps the table of an output of `node` that took `cost` to compute, if it is worth it and certainly right, and
    /// notes the outcome. `frame` is `None` for a table that was too large for the memory.
    pub fn offer(
        &self,
        plan: &Plan,
        node: NodeId,
        key: Key,
        frame: Option<&DataFrame>,
        cost: Duration,
        warnings: Warnings,
    ) {
        let planned = &plan.nodes[&node];
        let bytes = frame.map_or(0, held_bytes);
        let verdict = match frame {
            None => Verdict::Large,
            Some(_) if !self.store.is_worth(0, cost) => Verdict::Cheap(cost.as_millis() as u64),
            // Reading it back would take as long.
            Some(_) if !self.store.is_worth(bytes, cost) => Verdict::Large,
            Some(_) if !is_settled(plan, node) => Verdict::Unsettled,
            Some(_) => Verdict::Kept,
        };
        let waiting = self.state.waiting.load(Ordering::Relaxed);
        if let Some(frame) =
            frame.filter(|frame| verdict == Verdict::Kept && frame.width() > 0 && waiting + bytes <= self.capacity)
        {
            let label = Label {
                node: planned.name.clone(),
                rows: frame.height() as u64,
                bytes,
                seconds: cost.as_secs_f64(),
                sample: planned.sample,
                created: 0,
                warnings,
            };
            self.state.waiting.fetch_add(bytes, Ordering::Relaxed);
            self.send(StoreRequest::Keep { key, frame: frame.clone(), label });
        }
        self.send(StoreRequest::Note { base: plan.reach.base.clone(), note: Box::new(note(plan, node, verdict)) });
    }

    fn send(&self, request: StoreRequest) {
        let Some(sender) = &self.sender else { return };
        // The thread lives as long as the sender; what does not fit into the queue is kept another time.
        if let Err(TrySendError::Full(StoreRequest::Keep { label, .. })) = sender.try_send(request) {
            self.state.waiting.fetch_sub(label.bytes, Ordering::Relaxed);
        }
    }

    /// Waits until everything is written.
    pub fn finish(mut self) {
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Keeper {
    /// Discards what is not written yet.
    fn drop(&mut self) {
        self.state.closed.store(true, Ordering::Relaxed);
        self.sender = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The warnings about the data of nodes, by the nodes' keys.
pub(crate) type Warnings = Vec<(Key, Vec<Problem>)>;

/// Whether the inputs of the result are certainly in the state recorded in its key.
fn is_settled(plan: &Plan, node: NodeId) -> bool {
    let mut nodes = plan.upstream(node);
    nodes.push(node);
    let now = plan.reach.clock.now();
    let mut reads = nodes
        .iter()
        .map(|id| &plan.nodes[id])
        .flat_map(|node| node.ingredients.reads.iter().map(move |marked| (marked, node.asked)));
    reads.all(|(marked, asked)| marked.is_certain(asked, now))
}

fn note(plan: &Plan, node: NodeId, verdict: Verdict) -> Note {
    let planned = &plan.nodes[&node];
    let of = &planned.ingredients;
    Note {
        node: planned.name.clone(),
        key: planned.key,
        settings: of.settings,
        parameters: of.parameters,
        arrivals: of.arrivals.iter().map(|arrival| (arrival.from.clone(), arrival.key)).collect(),
        reads: of.reads.clone(),
        sample: planned.sample,
        verdict,
        build: None,
    }
}

fn write_all(store: &Store, requests: &Receiver<StoreRequest>, state: &State) {
    let mut notes: BTreeMap<PathBuf, Vec<Note>> = BTreeMap::new();
    loop {
        match requests.recv_timeout(QUIET) {
            Ok(StoreRequest::Keep { key, frame, label }) => {
                let bytes = label.bytes;
                // On any failure, the result is simply computed again.
                let _ = guarded(|| put(store, key, &frame, label, state));
                drop(frame);
                state.waiting.fetch_sub(bytes, Ordering::Relaxed);
            }
            Ok(StoreRequest::Note { base, note }) => notes.entry(base).or_default().push(*note),
            Err(why) => {
                for (base, notes) in std::mem::take(&mut notes) {
                    let _ = store.note(&base, notes);
                }
                if why == RecvTimeoutError::Disconnected {
                    return;
                }
            }
        }
    }
}

fn put(store: &Store, key: Key, frame: &DataFrame, label: Label, state: &State) {
    // Another process, or this one, may have written it meanwhile.
    if store.get(key).is_some_and(|mut kept| kept.head().is_ok()) {
        return;
    }
    let until = Instant::now() + PATIENCE;
    let mut go_on = || {
        while state.busy.load(Ordering::Relaxed) > 0 && !state.closed.load(Ordering::Relaxed) && Instant::now() < until
        {
            std::thread::sleep(TICK);
        }
        !state.closed.load(Ordering::Relaxed)
    };
    let _ = store.put(key, frame, label, &mut go_on);
}
