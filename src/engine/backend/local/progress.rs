//! The progress of an attempt: rows on the wires, bytes of the files that it reads and writes.

use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use super::limits::Period;
use super::tap::Counter;
use crate::connect::{self, Address, Gauge};
use crate::document::NodeId;
use crate::engine::api::event::RunEvent;
use crate::engine::api::output::OutputRef;
use crate::engine::run::reporter::Reporter;

/// How often row counts are reported.
const ROWS: Duration = Duration::from_millis(100);

/// How often byte counts are reported.
const BYTES: Duration = Duration::from_millis(500);

/// The system takes a while to count the pages of large files: counting takes at most 1 / COUNTING of the time.
const COUNTING: u32 = 100;

/// Preparation that took less is not worth reporting.
const WORTH: Duration = Duration::from_millis(1);

/// What was reported for one attempt, and when.
#[derive(Default)]
pub(super) struct Progress {
    pub counters: BTreeMap<OutputRef, Counter>,
    pub gauges: Vec<(NodeId, Gauge)>,
    rows: BTreeMap<OutputRef, u64>,
    /// The peak memory of the process while rows passed each output, as far as it was sampled.
    memory: BTreeMap<OutputRef, u64>,
    looked: Option<Instant>,
    written: BTreeMap<NodeId, u64>,
    /// Bytes read from each file; mapped pages may be evicted again.
    read: HashMap<Address, u64>,
    rows_reported: Option<Instant>,
    bytes_reported: Option<Instant>,
    /// How long the last count of the bytes read took.
    counting: Duration,
}

impl Progress {
    /// The process holds this many bytes: records it for every output that rows have passed since the last time.
    pub fn record_memory(&mut self, bytes: u64) {
        let last = self.looked.replace(Instant::now());
        for (output, counter) in &self.counters {
            let passed = counter.times().map(|(_, at)| at);
            if passed.is_some_and(|at| last.is_none_or(|last| at >= last)) {
                let most = self.memory.entry(*output).or_default();
                *most = bytes.max(*most);
            }
        }
    }

    /// Reports the progress since the last report; with `now`, without waiting for the interval.
    pub fn report(&mut self, reporter: &mut Reporter<'_>, now: bool) {
        let is_due =
            |reported: Option<Instant>, every| now || reported.is_none_or(|reported| reported.elapsed() >= every);
        if is_due(self.rows_reported, ROWS) {
            self.rows_reported = Some(Instant::now());
            self.report_rows(reporter);
        }
        if is_due(self.bytes_reported, BYTES.max(self.counting * COUNTING)) {
            let begun = Instant::now();
            self.report_written(reporter);
            if !reporter.reads().is_empty() {
                let read: Vec<&Address> = reporter.reads().keys().map(|(_, address)| address).collect();
                let mapped = connect::mapped_bytes(Some(&read));
                self.report_read(reporter, &mapped);
            }
            (self.bytes_reported, self.counting) = (Some(Instant::now()), begun.elapsed());
        }
    }

    fn report_rows(&mut self, reporter: &mut Reporter<'_>) {
        for (output, counter) in &self.counters {
            let rows = counter.rows();
            if self.rows.insert(*output, rows).unwrap_or(0) != rows {
                let node = reporter.name(output.node);
                let port = reporter.port(*output);
                reporter.say(RunEvent::Progress { node, port, rows });
            }
        }
    }

    fn report_written(&mut self, reporter: &mut Reporter<'_>) {
        for (id, gauge) in &self.gauges {
            let bytes = gauge();
            if self.written.insert(*id, bytes).unwrap_or(0) != bytes {
                let rows = self.counters.get(&OutputRef::first(*id)).map_or(0, Counter::rows);
                let node = reporter.name(*id);
                reporter.say(RunEvent::Writing { node, rows, bytes });
            }
        }
    }

    /// Reports files of which more has been read than was reported.
    pub fn report_read(&mut self, reporter: &mut Reporter<'_>, mapped: &HashMap<Address, u64>) {
        let mut updates = Vec::new();
        for ((node, address), marked) in reporter.reads() {
            let Some(of) = marked.bytes else { continue };
            // Whole pages are mapped, even for the last bytes.
            let bytes = mapped.get(address).map_or(0, |bytes| (*bytes).min(of));
            let reported = self.read.entry(address.clone()).or_default();
            if bytes > *reported {
                updates.push((node.clone(), address.clone(), bytes, of));
            }
        }
        for (node, address, bytes, of) in updates {
            self.read.insert(address.clone(), bytes);
            reporter.say(RunEvent::Read { node, address, bytes, of });
        }
    }

    /// Reports the time of nodes and outputs in the whole attempt.
    pub fn report_measured(&self, reporter: &mut Reporter<'_>, periods: &[Period]) {
        let since = |at: Instant, start: Instant| at.saturating_duration_since(start).as_secs_f64();
        for period in periods.iter().filter(|period| period.took >= WORTH) {
            let node = reporter.name(period.node);
            let started = since(period.from, reporter.started());
            reporter.say(RunEvent::Prepared { node, started, seconds: period.took.as_secs_f64() });
        }
        for (output, counter) in &self.counters {
            let Some((first, last)) = counter.times() else { continue };
            let (node, port, started) =
                (reporter.name(output.node), reporter.port(*output), since(first, reporter.started()));
            let rows = counter.rows();
            let bytes = counter.bytes();
            let seconds = since(last, first);
            let memory = self.memory.get(output).copied();
            reporter.say(RunEvent::Measured { node, port, rows, bytes, started, seconds, memory });
        }
    }
}
