//! Notes a run in the history while it goes. Where the history cannot be used the run goes on, with a word about it.

use std::collections::BTreeMap;

use super::args::RunArgs;
use super::failure;
use super::project::Project;
use crate::base::KeyBuilder;
use crate::connect::{Beginning, Ending, History, HistoryOutput, NodeRows, ReadFile, peak_memory};
use crate::document;
use crate::engine::{RunEvent, RunOutcome};

/// One run on its way into the history.
pub struct Record {
    /// The open history and the run's number; `None` where it cannot be used.
    place: Option<(History, i64)>,
    rows: BTreeMap<(String, String), u64>,
    reads: Vec<ReadFile>,
    problem: Option<String>,
    ending: Option<Ending>,
}

impl Record {
    pub fn begin(project: &Project, args: &RunArgs) -> Record {
        let snapshot = &project.snapshot;
        let of = |(name, parameter): (&String, &document::Parameter)| {
            (name.clone(), snapshot.overrides.get(name).unwrap_or(&parameter.default).clone())
        };
        let beginning = Beginning {
            project: project.noted_as(args.noted_as.as_deref()),
            digest: format!("{:?}", KeyBuilder::new("project").text(&document::write(&snapshot.document)).finish()),
            parameters: snapshot.document.parameters().iter().map(of).collect(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        };
        let place = History::open().and_then(|history| Ok((history.begin(&beginning)?, history)));
        let place = match place {
            Ok((run, history)) => Some((history, run)),
            Err(problem) => {
                eprintln!("{}", failure::line(None, &problem));
                None
            }
        };
        Record { place, rows: BTreeMap::new(), reads: Vec::new(), problem: None, ending: None }
    }

    /// The run's number, where it is noted.
    pub fn run(&self) -> Option<i64> {
        self.place.as_ref().map(|(_, run)| *run)
    }

    /// Looks at what happens.
    pub fn see(&mut self, event: &RunEvent) {
        match event {
            RunEvent::Started { .. } | RunEvent::SinkDone { .. } | RunEvent::Measured { .. } => {}
            RunEvent::Reading { node, path, bytes, modified } => {
                self.reads.push(ReadFile { node: node.clone(), path: path.clone(), bytes: *bytes, modified: *modified })
            }
            RunEvent::Progress { node, port, rows } => {
                self.rows.insert((node.clone(), port.clone()), *rows);
            }
            RunEvent::Problem { node, problem } if problem.is_error() => {
                self.problem = Some(failure::line(node.as_deref(), problem));
            }
            RunEvent::Problem { .. } => {}
            RunEvent::Finished { outcome, seconds, written } => {
                let output = |file: &crate::engine::Written| HistoryOutput {
                    node: file.node.clone(),
                    path: file.path.clone(),
                    rows: file.rows,
                    bytes: file.bytes,
                };
                let rows = std::mem::take(&mut self.rows).into_iter();
                self.ending = Some(Ending {
                    outcome: word(*outcome).to_owned(),
                    seconds: *seconds,
                    peak_memory: peak_memory(),
                    problem: self.problem.take().filter(|_| *outcome == RunOutcome::Failed),
                    nodes: rows.map(|((node, port), rows)| NodeRows { node, port, rows }).collect(),
                    outputs: written.iter().map(output).collect(),
                    reads: std::mem::take(&mut self.reads),
                });
            }
        }
    }

    /// Notes the end.
    pub fn end(self) {
        let (Some((mut history, run)), Some(ending)) = (self.place, self.ending) else { return };
        if let Err(problem) = history.end(run, &ending) {
            eprintln!("{}", failure::line(None, &problem));
        }
    }
}

fn word(outcome: RunOutcome) -> &'static str {
    match outcome {
        RunOutcome::Succeeded => "succeeded",
        RunOutcome::Failed => "failed",
        RunOutcome::Cancelled => "cancelled",
    }
}
