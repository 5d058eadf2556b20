//! What a run tells while it works: rows on the wires, bytes of the files that it reads and writes.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::choice::{Choice, RunProblem, named};
use super::limits::Stretch;
use super::tap::Counter;
use crate::connect::{self, Gauge};
use crate::document::NodeId;
use crate::engine::api::event::RunEvent;
use crate::engine::api::request::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::panics::guarded;
use crate::engine::plan::planner::Plan;
use crate::nodes::{Lower, Purpose};

/// How often rows are told.
const ROWS: Duration = Duration::from_millis(100);

/// How often bytes are told.
const BYTES: Duration = Duration::from_millis(500);

/// The system takes a while to count the pages of large files: not more of the time than one part in so many.
const COUNTING: u32 = 100;

/// Preparing that took less is not worth telling.
const WORTH: Duration = Duration::from_millis(1);

/// The mouth of a run.
pub(super) struct Reporter<'a> {
    snapshot: &'a Snapshot,
    emit: &'a mut dyn FnMut(RunEvent),
    start: Instant,
    /// Warnings and files that were told: further attempts need not repeat them.
    warned: Vec<RunProblem>,
    reads: BTreeMap<(String, PathBuf), connect::Stamp>,
}

/// What was told of one attempt, and when.
#[derive(Default)]
pub(super) struct Progress {
    pub counters: BTreeMap<OutputRef, Counter>,
    pub gauges: Vec<(NodeId, Gauge)>,
    rows: BTreeMap<OutputRef, u64>,
    /// The most bytes that the process held while rows passed, as far as was looked.
    memory: BTreeMap<OutputRef, u64>,
    looked: Option<Instant>,
    written: BTreeMap<NodeId, u64>,
    /// Bytes read of each file; pages that were touched may be taken away again.
    read: HashMap<PathBuf, u64>,
    rows_told: Option<Instant>,
    bytes_told: Option<Instant>,
    /// What counting the bytes that were read took last.
    counting: Duration,
}

impl Progress {
    /// The process holds so many bytes: notes it of every output that rows have passed since the last time.
    pub fn held(&mut self, bytes: u64) {
        let last = self.looked.replace(Instant::now());
        for (output, counter) in &self.counters {
            let passed = counter.times().map(|(_, at)| at);
            if passed.is_some_and(|at| last.is_none_or(|last| at >= last)) {
                let most = self.memory.entry(*output).or_default();
                *most = bytes.max(*most);
            }
        }
    }
}

impl<'a> Reporter<'a> {
    pub fn new(snapshot: &'a Snapshot, emit: &'a mut dyn FnMut(RunEvent)) -> Self {
        Reporter { snapshot, emit, start: Instant::now(), warned: Vec::new(), reads: BTreeMap::new() }
    }

    pub fn say(&mut self, event: RunEvent) {
        (self.emit)(event);
    }

    pub fn seconds(&self) -> f64 {
        self.start.elapsed().as_secs_f64()
    }

    pub fn complain(&mut self, complaint: &RunProblem) {
        if !complaint.1.is_error() {
            if self.warned.contains(complaint) {
                return;
            }
            self.warned.push(complaint.clone());
        }
        let (node, problem) = named(self.snapshot, complaint);
        self.say(RunEvent::Problem { node, problem });
    }

    /// Says which files are read, as they are now.
    pub fn reads(&mut self, plan: &Plan, choice: &Choice) {
        let cx = Lower::new(&plan.reach, &plan.parameters, Purpose::Data);
        for id in &choice.nodes {
            // What cannot be told here has been a problem of the node before.
            let Ok(Ok(paths)) = guarded(|| plan.nodes[id].node.reads(&cx)) else { continue };
            for path in paths {
                let Ok(stamp) = connect::stamp(&path) else { continue };
                let (node, path) = (self.name(*id), connect::real_path(&path));
                if self.reads.insert((node.clone(), path.clone()), stamp) != Some(stamp) {
                    self.say(RunEvent::Reading { node, path, bytes: stamp.len, modified: stamp.modified });
                }
            }
        }
    }

    /// Tells what has moved since it was last told; `now` without waiting for its time.
    pub fn progress(&mut self, progress: &mut Progress, now: bool) {
        let is_due = |told: Option<Instant>, every| now || told.is_none_or(|told| told.elapsed() >= every);
        if is_due(progress.rows_told, ROWS) {
            progress.rows_told = Some(Instant::now());
            self.rows(progress);
        }
        if is_due(progress.bytes_told, BYTES.max(progress.counting * COUNTING)) {
            let begun = Instant::now();
            self.written(progress);
            if !self.reads.is_empty() {
                let is_read = |path: &Path| self.reads.keys().any(|(_, read)| read == path);
                let mapped = connect::mapped_bytes(&is_read);
                self.read(progress, &mapped);
            }
            (progress.bytes_told, progress.counting) = (Some(Instant::now()), begun.elapsed());
        }
    }

    fn rows(&mut self, progress: &mut Progress) {
        for (output, counter) in &progress.counters {
            let rows = counter.rows();
            if progress.rows.insert(*output, rows).unwrap_or(0) != rows {
                let (node, port) = (self.name(output.node), self.port(*output));
                self.say(RunEvent::Progress { node, port, rows });
            }
        }
    }

    fn written(&mut self, progress: &mut Progress) {
        for (id, gauge) in &progress.gauges {
            let bytes = gauge();
            if progress.written.insert(*id, bytes).unwrap_or(0) != bytes {
                let rows = progress.counters.get(&OutputRef::first(*id)).map_or(0, Counter::rows);
                let node = self.name(*id);
                self.say(RunEvent::Writing { node, rows, bytes });
            }
        }
    }

    /// Tells of files of which more has been read than was told.
    pub fn read(&mut self, progress: &mut Progress, mapped: &HashMap<PathBuf, u64>) {
        let mut news = Vec::new();
        for ((node, path), stamp) in &self.reads {
            // Whole pages are mapped, also of the last bytes.
            let bytes = mapped.get(path).map_or(0, |bytes| (*bytes).min(stamp.len));
            let told = progress.read.entry(path.clone()).or_default();
            if bytes > *told {
                news.push((node.clone(), path.clone(), bytes, stamp.len));
            }
        }
        for (node, path, bytes, of) in news {
            progress.read.insert(path.clone(), bytes);
            self.say(RunEvent::Read { node, path, bytes, of });
        }
    }

    /// Tells what nodes and outputs have taken in the whole attempt.
    pub fn measured(&mut self, progress: &Progress, stretches: &[Stretch]) {
        let since = |at: Instant, start: Instant| at.saturating_duration_since(start).as_secs_f64();
        for stretch in stretches.iter().filter(|stretch| stretch.took >= WORTH) {
            let (node, started) = (self.name(stretch.node), since(stretch.from, self.start));
            self.say(RunEvent::Prepared { node, started, seconds: stretch.took.as_secs_f64() });
        }
        for (output, counter) in &progress.counters {
            let Some((first, last)) = counter.times() else { continue };
            let (node, port, started) = (self.name(output.node), self.port(*output), since(first, self.start));
            let (rows, bytes, seconds) = (counter.rows(), counter.bytes(), since(last, first));
            let memory = progress.memory.get(output).copied();
            self.say(RunEvent::Measured { node, port, rows, bytes, started, seconds, memory });
        }
    }

    pub fn names(&self, nodes: impl IntoIterator<Item = NodeId>) -> Vec<String> {
        nodes.into_iter().map(|id| self.name(id)).collect::<BTreeSet<_>>().into_iter().collect()
    }

    pub fn name(&self, id: NodeId) -> String {
        self.snapshot.document.node(id).map(|node| node.name.clone()).unwrap_or_default()
    }

    /// Empty for a sink, which has no port.
    fn port(&self, output: OutputRef) -> String {
        let kind = self.snapshot.kind(output.node).and_then(Result::ok);
        kind.and_then(|kind| Some(kind.ports().outputs.get(output.port)?.name.to_string())).unwrap_or_default()
    }
}
