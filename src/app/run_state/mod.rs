//! The state of the current run, or of the last one.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use crate::base::number::{bytes, duration};
use crate::base::text::listed;
use crate::base::{Problem, Text};
use crate::connect::Address;
use crate::document::Document;
use crate::engine::{RunEvent, RunOutcome, Written, is_waiting};
use crate::nodes::problem_in_form;

/// The state of a run.
#[derive(Clone, Debug, Default)]
pub struct RunState {
    running: bool,
    /// When it was requested.
    pub since: Option<Instant>,
    /// A description of the scope, unless it is the whole project: "Run to late".
    pub what: Option<Text>,
    /// The name of the cluster that it runs on; `None`: this machine.
    pub place: Option<String>,
    /// The requested nodes.
    asked: Vec<String>,
    /// The sink of an export, which is not displayed.
    exports: Option<String>,
    /// The kinds of the nodes in the run, by name: needed for the form labels of settings.
    kinds: BTreeMap<String, String>,
    /// The number of rows that have passed each `node.port` so far.
    pub rows: BTreeMap<String, u64>,
    /// When rows last passed each `node.port`.
    moved: BTreeMap<String, Instant>,
    /// Sinks whose output is complete.
    done: BTreeSet<String>,
    /// Bytes of files, read or written, by node: so far, and the total if known.
    pub bytes: BTreeMap<String, (u64, Option<u64>)>,
    /// Bytes read from each source.
    read: BTreeMap<(String, Address), u64>,
    /// Outputs that the run continues without.
    lost: Vec<String>,
    /// The totals of each `node.port` in the whole run.
    pub measures: BTreeMap<String, OutputTotals>,
    /// By node name; `None` is the project. Cleared with the next change of the document.
    pub problems: Vec<(Option<String>, Problem)>,
    pub outcome: Option<RunOutcome>,
    pub seconds: f64,
    pub written: Vec<Written>,
}

/// The totals of one output in a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OutputTotals {
    pub rows: u64,
    /// The estimated size in memory.
    pub bytes: u64,
    /// From its first row to its last.
    pub seconds: f64,
}

/// The state of a node in the current run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeRunState {
    /// Rows are passing it now.
    Running,
    /// Its output is complete.
    Done,
    Failed,
}

/// How long a wire is shown as flowing after its last event: events arrive ten times per second.
const FLOWING: Duration = Duration::from_millis(450);

impl RunState {
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// The rows that have passed an output so far, and whether they are flowing now; `None` before the first.
    pub fn flow(&self, node: &str, port: &str) -> Option<(u64, bool)> {
        let address = address(node, port);
        let rows = *self.rows.get(&address)?;
        let is_recent = self.moved.get(&address).is_some_and(|at| at.elapsed() < FLOWING);
        Some((rows, self.running && is_recent))
    }

    /// The node whose rows passed last, and the number of rows that have passed that output.
    pub fn last_moved(&self) -> Option<(&str, u64)> {
        let (address, _) = self.moved.iter().max_by_key(|(_, at)| **at)?;
        Some((address.rsplit_once('.').map_or(address.as_str(), |(node, _)| node), *self.rows.get(address)?))
    }

    /// The rows that have passed a node's outputs so far: the largest number of any output.
    pub fn most_rows(&self, node: &str) -> Option<u64> {
        let of_node = self
            .rows
            .iter()
            .filter(|(address, _)| address.strip_prefix(node).is_some_and(|port| port.starts_with('.')));
        of_node.map(|(_, rows)| *rows).max()
    }

    /// The totals of an output in the last run.
    pub fn totals(&self, node: &str, port: &str) -> Option<OutputTotals> {
        self.measures.get(&address(node, port)).copied()
    }

    /// The state of a node during a run; `ports` are its outputs.
    pub fn node_state<'a>(&self, node: &str, ports: impl IntoIterator<Item = &'a str>) -> Option<NodeRunState> {
        if !self.running {
            return None;
        }
        if self.problems.iter().any(|(name, problem)| name.as_deref() == Some(node) && problem.is_error()) {
            return Some(NodeRunState::Failed);
        }
        if self.done.contains(node) {
            return Some(NodeRunState::Done);
        }
        let flows = ports.into_iter().chain([""]).any(|port| self.flow(node, port).is_some_and(|(_, now)| now));
        flows.then_some(NodeRunState::Running)
    }

    /// A run of this document was requested.
    pub fn begin(&mut self, what: Option<Text>, asked: Vec<String>, document: &Document) {
        let kinds = document.nodes().map(|(_, node)| (node.name.clone(), node.kind.clone())).collect();
        *self = RunState { running: true, since: Some(Instant::now()), what, asked, kinds, ..RunState::default() };
    }

    /// An export of a table was started; `sink` is the sink added for it.
    pub fn begin_export(&mut self, sink: &str, document: &Document) {
        self.begin(Some(say!("run-export")), vec![sink.to_owned()], document);
        self.exports = Some(sink.to_owned());
    }

    /// Whether it is an export.
    pub fn is_export(&self) -> bool {
        self.exports.is_some()
    }

    /// A problem of a node, with its setting's form label.
    fn of_node(&self, node: &str, problem: &Problem) -> Text {
        if self.exports.as_deref() == Some(node) {
            return Problem { setting: None, ..problem.clone() }.text();
        }
        let problem = match self.kinds.get(node) {
            Some(kind) => problem_in_form(kind, problem),
            None => problem.text(),
        };
        say!("node-problem", node = node, problem = problem)
    }

    /// Processes an event of the run; returns a line for the status bar if there is something to report.
    pub fn take(&mut self, event: RunEvent) -> Option<Text> {
        match event {
            RunEvent::Started { .. } | RunEvent::Cache { .. } | RunEvent::Sent { .. } => None,
            RunEvent::Prepared { .. } => None,
            // How far a cluster has read is not told.
            RunEvent::Reading { .. } if self.place.is_some() => None,
            RunEvent::Reading { node, bytes, .. } => {
                let total = self.bytes.entry(node).or_default();
                total.1 = bytes.map(|bytes| total.1.unwrap_or(0) + bytes).or(total.1);
                None
            }
            RunEvent::Read { node, address, bytes, .. } => {
                let before = self.read.insert((node.clone(), address), bytes).unwrap_or(0);
                let total = self.bytes.entry(node).or_default();
                total.0 += bytes.saturating_sub(before);
                None
            }
            RunEvent::Writing { node, bytes, .. } => {
                self.bytes.insert(node, (bytes, None));
                None
            }
            RunEvent::Retrying { node, number, of, seconds, problem } => {
                let why = self.of_node(&node, &problem);
                Some(say!("run-retrying", why = why, wait = wait(seconds), number = number, of = of))
            }
            RunEvent::Skipped { nodes, lost } => {
                self.lost.extend(lost);
                Some(say!("run-skipped", nodes = nodes.join(", ")))
            }
            RunEvent::LookingForCause => Some(say!("run-looking-for-cause")),
            RunEvent::SinkDone { node, bytes, .. } => {
                self.bytes.insert(node.clone(), (bytes, Some(bytes)));
                self.done.insert(node);
                None
            }
            RunEvent::Measured { node, port, rows, bytes, seconds, .. } => {
                self.measures.insert(address(&node, &port), OutputTotals { rows, bytes, seconds });
                None
            }
            RunEvent::Progress { node, port, rows } => {
                let address = address(&node, &port);
                self.moved.insert(address.clone(), Instant::now());
                self.rows.insert(address, rows);
                None
            }
            // The run goes on: nothing is left of it when it ends.
            RunEvent::Problem { problem, .. } if is_waiting(&problem) && !problem.is_error() => Some(problem.text()),
            RunEvent::Problem { node, problem } => {
                self.problems.push((node, problem));
                None
            }
            RunEvent::Finished { outcome, seconds, written } => {
                self.running = false;
                self.outcome = Some(outcome);
                self.seconds = seconds;
                self.written = written;
                let run = self.what.clone().unwrap_or_else(|| say!("run-whole"));
                let run = match &self.place {
                    Some(place) => say!("run-on-place", run = run, place = place),
                    None => run,
                };
                let words = match outcome {
                    RunOutcome::Succeeded => {
                        say!("run-finished", run = run, seconds = format!("{seconds:.2}"), written = self.result())
                    }
                    RunOutcome::FinishedWithFailures => {
                        let seconds = format!("{seconds:.2}");
                        let lost = self.lost.join(", ");
                        say!("run-with-failures", run = run, seconds = seconds, written = self.result(), lost = lost)
                    }
                    RunOutcome::Failed => {
                        let worst = self.problems.iter().find(|(_, problem)| problem.is_error());
                        match worst {
                            Some((Some(node), problem)) => {
                                say!("run-failed", run = run, why = self.of_node(node, problem))
                            }
                            Some((None, problem)) => say!("run-failed", run = run, why = problem.text()),
                            None => say!("run-failed", run = run, why = say!("see-the-problems")),
                        }
                    }
                    RunOutcome::Cancelled => {
                        // The user who stopped the run needs no report of it.
                        self.problems.clear();
                        say!("run-cancelled", run = run)
                    }
                };
                // Reported once: the project itself has no such problem.
                self.problems.retain(|(node, _)| node.is_none() || *node != self.exports);
                Some(words)
            }
        }
    }
}

impl RunState {
    /// The result of a successful run: the written files, and the row counts of nodes that write nothing.
    fn result(&self) -> Text {
        let [node] = self.asked.as_slice() else { return words(&self.written) };
        if !self.written.is_empty() {
            return words(&self.written);
        }
        let ports = self.rows.iter().filter_map(|(address, rows)| {
            let port = address.strip_prefix(node.as_str())?.strip_prefix('.')?;
            Some((port, say!("count-rows", count = rows)))
        });
        let ports: Vec<(&str, Text)> = ports.collect();
        let rows = match ports.as_slice() {
            // A cluster counts the rows of most nodes, not of all.
            [] if self.place.is_some() => say!("run-rows-not-counted"),
            [] => say!("count-rows", count = 0),
            [(_, rows)] => rows.clone(),
            ports => listed(ports.iter().map(|(port, rows)| say!("port-rows", port = port, rows = rows))),
        };
        say!("rows-nothing-written", rows = rows)
    }
}

/// "1.5 s".
fn wait(seconds: f64) -> String {
    duration(Duration::try_from_secs_f64(seconds).unwrap_or_default())
}

fn address(node: &str, port: &str) -> String {
    format!("{node}.{port}")
}

/// The result of a successful run: "16 rows in late.csv (1.2 kB)", "3 files, 1,234 rows".
fn words(files: &[Written]) -> Text {
    match files {
        [] => say!("nothing-to-write"),
        [file] => {
            say!("written-file", rows = file.rows, file = file.address.name(), size = bytes(file.bytes))
        }
        files => {
            let rows: u64 = files.iter().map(|file| file.rows).sum();
            let rows = say!("count-rows", count = rows);
            say!("written-files", files = files.len(), rows = rows)
        }
    }
}
