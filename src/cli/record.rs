//! Notes a run in the history and in its log while it goes. Where these cannot be used the run goes on, with a word about it.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use super::args::RunArgs;
use super::failure;
use super::project::Project;
use super::run_reporter;
use crate::base::Text;
use crate::connect::{Beginning, Ending, History, HistoryOutput, NodeRows, NodeTime, ReadSource, RunLog, peak_memory};
use crate::document;
use crate::engine::{Fingerprints, RunEvent, RunOutcome};

/// How often the log tells how far each output and file is: it is read afterwards.
const LOGGED: Duration = Duration::from_secs(5);

/// When this process began, as near as it can know. The history tells the time of all of it, as the system does.
pub static STARTED: LazyLock<Instant> = LazyLock::new(Instant::now);

/// One run on its way into the history.
pub struct Record {
    /// The open history and the run's number; `None` where it cannot be used.
    place: Option<(History, i64)>,
    log: Option<RunLog>,
    /// When the log last told how far something is.
    logged: BTreeMap<String, Instant>,
    rows: BTreeMap<(String, String), NodeRows>,
    times: Vec<NodeTime>,
    reads: Vec<ReadSource>,
    fingerprints: Option<Fingerprints>,
    problem: Option<Text>,
}

impl Record {
    pub fn begin(project: &Project, args: &RunArgs) -> Record {
        let snapshot = &project.snapshot;
        let of = |(name, parameter): (&String, &document::Parameter)| {
            (name.clone(), snapshot.overrides.get(name).unwrap_or(&parameter.default).clone())
        };
        let beginning = Beginning {
            project: project.noted_as(args.noted_as.as_deref()),
            text: document::write(&snapshot.document),
            parameters: snapshot.document.parameters().iter().map(of).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let place = History::open().and_then(|history| Ok((history.begin(&beginning)?, history)));
        let (place, log) = match place {
            Ok((run, history)) => (Some((history, run)), RunLog::begin(run).ok()),
            Err(problem) => {
                eprintln!("{}", failure::line(None, &problem));
                (None, None)
            }
        };
        Record {
            place,
            log,
            logged: BTreeMap::new(),
            rows: BTreeMap::new(),
            times: Vec::new(),
            reads: Vec::new(),
            fingerprints: None,
            problem: None,
        }
    }

    /// The run's number, where it is noted.
    pub fn run(&self) -> Option<i64> {
        self.place.as_ref().map(|(_, run)| *run)
    }

    /// Looks at what happens.
    pub fn see(&mut self, event: &RunEvent) {
        self.write_log(event);
        match event {
            RunEvent::Started { .. } | RunEvent::Cache { .. } | RunEvent::SinkDone { .. } => {}
            RunEvent::Read { .. } | RunEvent::Writing { .. } | RunEvent::Retrying { .. } => {}
            RunEvent::Skipped { .. } | RunEvent::LookingForCause => {}
            RunEvent::Reading { node, address, bytes, modified, version } => {
                if let Some(path) = address.file().filter(|_| self.place.is_some()) {
                    self.fingerprints = self.fingerprints.take().or_else(Fingerprints::start);
                    self.fingerprints.iter().for_each(|fingerprints| fingerprints.ask(path.to_path_buf()));
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
                let (node, port, rows) = (node.clone(), port.clone(), *rows);
                let fresh = NodeRows { node: node.clone(), port: port.clone(), rows, bytes: 0, memory: None };
                self.rows.entry((node, port)).or_insert(fresh).rows = rows;
            }
            RunEvent::Measured { node, port, rows, bytes, started, seconds, memory } => {
                let (node, port) = (node.clone(), port.clone());
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
                self.problem = Some(failure::text(node.as_deref(), problem));
            }
            RunEvent::Problem { .. } => {}
            RunEvent::Finished { outcome, written, .. } => {
                let output = |file: &crate::engine::Written| HistoryOutput {
                    node: file.node.clone(),
                    address: file.address.clone(),
                    rows: file.rows,
                    bytes: file.bytes,
                };
                let has_failed = matches!(outcome, RunOutcome::Failed | RunOutcome::FinishedWithFailures);
                let ending = Ending {
                    outcome: run_reporter::outcome(*outcome).to_owned(),
                    seconds: STARTED.elapsed().as_secs_f64(),
                    peak_memory: peak_memory(),
                    problem: self.problem.take().filter(|_| has_failed),
                    nodes: std::mem::take(&mut self.rows).into_values().collect(),
                    times: std::mem::take(&mut self.times),
                    outputs: written.iter().map(output).collect(),
                    reads: self.reads(),
                };
                // Before the event is told: whoever hears it may look into the history.
                let noted = self.place.as_mut().map(|(history, run)| history.end(*run, &ending));
                if let Some(Err(problem)) = noted {
                    eprintln!("{}", failure::line(None, &problem));
                }
            }
        }
    }

    /// What was read, with the fingerprints that were taken meanwhile.
    fn reads(&mut self) -> Vec<ReadSource> {
        let found = self.fingerprints.take().map(Fingerprints::finish).unwrap_or_default();
        let of = |path: &Path| found.iter().find(|(of, _)| of == path).map(|(_, fingerprint)| fingerprint.clone());
        let reads = std::mem::take(&mut self.reads).into_iter();
        reads.map(|read| ReadSource { fingerprint: read.address.file().and_then(&of), ..read }).collect()
    }

    fn write_log(&mut self, event: &RunEvent) {
        let Some(log) = &mut self.log else { return };
        let about = match event {
            RunEvent::Progress { node, port, .. } => Some(run_reporter::dotted(node, port)),
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
        // A log that cannot be written is given up: the run is worth more.
        if run_reporter::tell(event).iter().any(|line| log.line(line).is_err()) {
            self.log = None;
        }
    }
}
