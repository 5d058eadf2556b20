//! Records a run in the history and in its log while it runs.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::run_words::{dotted, log_lines, outcome_of};
use crate::base::Problem;
use crate::connect::{
    Address, History, HistoryOutput, NodeRows, NodeTime, ReadSource, RunEnd, RunLog, RunStart, peak_memory,
};
use crate::document;
use crate::engine::api::cluster::Cluster;
use crate::engine::api::event::{RunEvent, RunOutcome, Written};
use crate::engine::api::listener::RunListener;
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::run::fingerprints::Fingerprints;

/// How often the log reports the progress of each output and file: it is read afterwards.
const LOGGED: Duration = Duration::from_secs(5);

/// One run being recorded in the history.
pub(crate) struct Recorder {
    history: History,
    /// The run's number.
    run: i64,
    since: Instant,
    log: Option<RunLog>,
    /// When the log last reported each progress.
    logged: BTreeMap<String, Instant>,
    rows: BTreeMap<(String, String), NodeRows>,
    times: Vec<NodeTime>,
    reads: Vec<ReadSource>,
    fingerprints: Option<Fingerprints>,
    /// The last error, at its node.
    problem: Option<(Option<String>, Problem)>,
}

impl Recorder {
    /// Records that the run begins. Fails if the history cannot be used.
    pub fn begin(snapshot: &Snapshot, options: &RunOptions) -> Result<Recorder, Problem> {
        let of = |(name, parameter): (&String, &document::Parameter)| {
            (name.clone(), snapshot.overrides.get(name).unwrap_or(&parameter.default).clone())
        };
        let start = RunStart {
            project: options.project.clone().unwrap_or_else(|| snapshot.base.clone()),
            text: document::write(&snapshot.document),
            parameters: snapshot.document.parameters().iter().map(of).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            place: options.cluster.as_ref().map(Cluster::place),
        };
        let history = History::open()?;
        let run = history.begin(&start)?;
        Ok(Recorder {
            history,
            run,
            since: options.since.unwrap_or_else(Instant::now),
            log: RunLog::begin(run).ok(),
            logged: BTreeMap::new(),
            rows: BTreeMap::new(),
            times: Vec::new(),
            reads: Vec::new(),
            fingerprints: None,
            problem: None,
        })
    }

    /// The number of the run, and the identity of the history in which it has this number.
    pub fn number(&self) -> (i64, Option<String>) {
        (self.run, self.history.identity().ok())
    }

    /// Records how the run has ended, before any other listener is notified: listeners may look into the history.
    pub fn end(&mut self, outcome: RunOutcome, written: &[Written]) -> Result<(), Problem> {
        let output = |file: &Written| HistoryOutput {
            node: file.node.clone(),
            address: file.address.clone(),
            rows: file.rows,
            bytes: file.bytes,
        };
        let has_failed = matches!(outcome, RunOutcome::Failed | RunOutcome::FinishedWithFailures);
        let end = RunEnd {
            outcome: outcome_of(outcome, self.problem.as_ref().map(|(_, problem)| problem.cause)),
            seconds: self.since.elapsed().as_secs_f64(),
            peak_memory: peak_memory(),
            problem: self.problem.take().filter(|_| has_failed).map(|(node, problem)| problem.text_at(node.as_deref())),
            nodes: std::mem::take(&mut self.rows).into_values().collect(),
            times: std::mem::take(&mut self.times),
            outputs: written.iter().map(output).collect(),
            reads: self.reads(),
        };
        self.history.end(self.run, &end)
    }

    /// What was read, with the fingerprints computed meanwhile.
    fn reads(&mut self) -> Vec<ReadSource> {
        let found = self.fingerprints.take().map(Fingerprints::finish).unwrap_or_default();
        let of = |address: &Address| found.iter().find(|(of, _)| of == address).map(|(_, found)| found.clone());
        let reads = std::mem::take(&mut self.reads).into_iter();
        reads.map(|read| ReadSource { fingerprint: of(&read.address), ..read }).collect()
    }

    fn write_log(&mut self, event: &RunEvent) {
        let Some(log) = &mut self.log else { return };
        let about = match event {
            RunEvent::Progress { node, port, .. } => Some(dotted(node, port)),
            RunEvent::Read { node, address, .. } => Some(format!("{node} {address}")),
            RunEvent::Writing { node, .. } => Some(format!("{node} bytes")),
            _ => None,
        };
        if let Some(about) = about {
            let now = Instant::now();
            if self.logged.get(&about).is_some_and(|last| now - *last < LOGGED) {
                return;
            }
            self.logged.insert(about, now);
        }
        // A log that cannot be written is abandoned: the run is more important.
        if log_lines(event).iter().any(|line| log.line(line).is_err()) {
            self.log = None;
        }
    }
}

impl RunListener for Recorder {
    fn on_event(&mut self, event: &RunEvent) {
        self.write_log(event);
        match event {
            RunEvent::Started { .. } | RunEvent::Cache { .. } | RunEvent::SinkDone { .. } => {}
            RunEvent::Read { .. } | RunEvent::Writing { .. } | RunEvent::Retrying { .. } => {}
            RunEvent::Skipped { .. } | RunEvent::LookingForCause => {}
            RunEvent::Reading { node, address, bytes, modified, version } => {
                if address.file().is_some() {
                    self.fingerprints = self.fingerprints.take().or_else(Fingerprints::start);
                    self.fingerprints.iter().for_each(|fingerprints| fingerprints.ask(address.clone()));
                }
                self.reads.push(ReadSource {
                    node: node.clone(),
                    address: address.clone(),
                    bytes: *bytes,
                    modified: *modified,
                    version: version.clone(),
                    fingerprint: None,
                })
            }
            RunEvent::Progress { node, port, rows } => {
                let node = node.clone();
                let port = port.clone();
                let rows = *rows;
                let fresh = NodeRows { node: node.clone(), port: port.clone(), rows, bytes: 0, memory: None };
                self.rows.entry((node, port)).or_insert(fresh).rows = rows;
            }
            RunEvent::Measured { node, port, rows, bytes, started, seconds, memory } => {
                let node = node.clone();
                let port = port.clone();
                let passed =
                    NodeRows { node: node.clone(), port: port.clone(), rows: *rows, bytes: *bytes, memory: *memory };
                self.rows.insert((node.clone(), port.clone()), passed);
                self.times.push(NodeTime { node, port: Some(port), started: *started, seconds: *seconds });
            }
            RunEvent::Prepared { node, started, seconds } => {
                let node = node.clone();
                self.times.push(NodeTime { node, port: None, started: *started, seconds: *seconds });
            }
            RunEvent::Problem { node, problem } if problem.is_error() => {
                self.problem = Some((node.clone(), problem.clone()));
            }
            RunEvent::Sent { .. } | RunEvent::Problem { .. } => {}
            RunEvent::Finished { .. } => {}
        }
    }
}
