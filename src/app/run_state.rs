//! The run that goes on, or the last one.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Problem;
use crate::base::number::{bytes, counted};
use crate::document::{Document, NodeId};
use crate::engine::{RunEvent, RunOptions, RunOutcome, Written};

/// Which way a run goes from the nodes that it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To these nodes: each is computed on all the data, sinks are written.
    To,
    /// From these nodes: the sinks that they feed.
    From,
    /// Only these, as a unit: sinks among them are written, other ends of them computed.
    Only,
}

/// The part of a project that is run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunScope {
    pub reach: Reach,
    pub nodes: BTreeSet<NodeId>,
}

impl RunScope {
    pub(super) fn options(&self, document: &Document) -> RunOptions {
        let names = self.nodes.iter().filter_map(|id| Some(document.node(*id)?.name.clone())).collect();
        match self.reach {
            Reach::To => RunOptions { to: names, ..RunOptions::default() },
            Reach::From => RunOptions { from: names, ..RunOptions::default() },
            Reach::Only => RunOptions { only: names, ..RunOptions::default() },
        }
    }

    /// What is run, in words: "Run to late".
    pub(super) fn words(&self, document: &Document) -> String {
        let mut nodes = self.nodes.iter().filter_map(|id| document.node(*id));
        let name = match (nodes.next(), nodes.next()) {
            (Some(node), None) => node.name.clone(),
            _ => counted(self.nodes.len() as u64, "node"),
        };
        match self.reach {
            Reach::To => format!("Run to {name}"),
            Reach::From => format!("Run from {name}"),
            Reach::Only => format!("Run of only {name}"),
        }
    }
}

/// What is known of the run.
#[derive(Clone, Debug, Default)]
pub struct RunState {
    running: bool,
    /// What is run, where it is not the whole project: "Run to late".
    pub what: Option<String>,
    /// The nodes that were asked for.
    asked: Vec<String>,
    /// Rows that have passed each `node.port` so far.
    pub rows: BTreeMap<String, u64>,
    /// By the node's name; `None` is the project. Forgotten with the next change of the document.
    pub problems: Vec<(Option<String>, Problem)>,
    pub outcome: Option<RunOutcome>,
    pub seconds: f64,
    pub written: Vec<Written>,
}

impl RunState {
    pub fn is_running(&self) -> bool {
        self.running
    }

    /// A run was asked for.
    pub fn begin(&mut self, what: Option<String>, asked: Vec<String>) {
        *self = RunState { running: true, what, asked, ..RunState::default() };
    }

    /// Takes in what the run says; returns a line for the status bar when there is something to say.
    pub fn take(&mut self, event: RunEvent) -> Option<String> {
        match event {
            RunEvent::Started { .. } | RunEvent::Reading { .. } | RunEvent::SinkDone { .. } => None,
            RunEvent::Progress { node, port, rows } => {
                self.rows.insert(format!("{node}.{port}"), rows);
                None
            }
            RunEvent::Problem { node, problem } => {
                self.problems.push((node, problem));
                None
            }
            RunEvent::Finished { outcome, seconds, written } => {
                self.running = false;
                self.outcome = Some(outcome);
                self.seconds = seconds;
                self.written = written;
                let run = self.what.as_deref().unwrap_or("Run");
                Some(match outcome {
                    RunOutcome::Succeeded => {
                        format!("{run} finished in {seconds:.2} s: {}", self.result())
                    }
                    RunOutcome::Failed => {
                        let worst = self.problems.iter().find(|(_, problem)| problem.is_error());
                        let why = worst.map_or_else(
                            || "See the problems".into(),
                            |(node, problem)| match node {
                                Some(node) => format!("{node}: {problem}"),
                                None => problem.to_string(),
                            },
                        );
                        format!("{run} failed, no output was changed. {why}")
                    }
                    RunOutcome::Cancelled => {
                        // That it was interrupted is no news to the one who did it.
                        self.problems.clear();
                        format!("{run} cancelled, outputs stay as they were")
                    }
                })
            }
        }
    }
}

impl RunState {
    /// What came of a successful run: what was written, and how many rows a node that writes nothing has.
    fn result(&self) -> String {
        let [node] = self.asked.as_slice() else { return words(&self.written) };
        if !self.written.is_empty() {
            return words(&self.written);
        }
        let ports = self.rows.iter().filter_map(|(address, rows)| {
            let port = address.strip_prefix(node.as_str())?.strip_prefix('.')?;
            Some((port, counted(*rows, "row")))
        });
        let ports: Vec<(&str, String)> = ports.collect();
        match ports.as_slice() {
            [] => "0 rows, nothing written".into(),
            [(_, rows)] => format!("{rows}, nothing written"),
            ports => {
                let each: Vec<String> = ports.iter().map(|(port, rows)| format!("{port} {rows}")).collect();
                format!("{}, nothing written", each.join(", "))
            }
        }
    }
}

/// What came of a successful run: "16 rows in late.csv (1.2 kB)", "3 files, 1,234 rows".
fn words(files: &[Written]) -> String {
    match files {
        [] => "nothing to write".into(),
        [file] => {
            let name = file.path.file_name().unwrap_or(file.path.as_os_str()).to_string_lossy();
            format!("{} in {name} ({})", counted(file.rows, "row"), bytes(file.bytes))
        }
        files => {
            let rows = files.iter().map(|file| file.rows).sum();
            format!("{}, {}", counted(files.len() as u64, "file"), counted(rows, "row"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::document_from;

    fn finished(state: &mut RunState) -> String {
        let outcome = RunOutcome::Succeeded;
        state.take(RunEvent::Finished { outcome, seconds: 0.5, written: Vec::new() }).expect("words")
    }

    #[test]
    fn the_result_says_what_was_run() {
        let text = r#"(format: 1, nodes: {"late": (kind: "filter", version: 1), "all": (kind: "union", version: 1)})"#;
        let document = document_from(text).unwrap().document;
        let scope = |reach, names: &[&str]| RunScope {
            reach,
            nodes: names.iter().map(|name| document.find(name).unwrap()).collect(),
        };
        assert_eq!(scope(Reach::From, &["late", "all"]).words(&document), "Run from 2 nodes");
        assert_eq!(scope(Reach::Only, &["all"]).words(&document), "Run of only all");
        let to = scope(Reach::To, &["late"]);
        let options = to.options(&document);
        assert_eq!((options.to.as_slice(), options.from.len()), (&["late".to_owned()][..], 0));
        let mut state = RunState::default();
        state.begin(Some(to.words(&document)), options.to);
        for (port, rows) in [("matching", 16), ("others", 1)] {
            state.take(RunEvent::Progress { node: "late".into(), port: port.into(), rows });
        }
        state.take(RunEvent::Progress { node: "all".into(), port: "out".into(), rows: 9 });
        let words = "Run to late finished in 0.50 s: matching 16 rows, others 1 row, nothing written";
        assert_eq!(finished(&mut state), words);
        state.begin(None, Vec::new());
        assert_eq!(finished(&mut state), "Run finished in 0.50 s: nothing to write");
    }
}
