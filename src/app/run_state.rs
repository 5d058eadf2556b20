//! The run that goes on, or the last one.

use std::collections::BTreeMap;

use crate::base::Problem;
use crate::base::number::{bytes, counted};
use crate::engine::{RunEvent, RunOutcome, Written};

/// What is known of the run.
#[derive(Clone, Debug, Default)]
pub struct RunState {
    running: bool,
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
    pub fn begin(&mut self) {
        *self = RunState { running: true, ..RunState::default() };
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
                Some(match outcome {
                    RunOutcome::Succeeded => {
                        format!("Run finished in {seconds:.2} s: {}", words(&self.written))
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
                        format!("Run failed, no output was changed. {why}")
                    }
                    RunOutcome::Cancelled => {
                        // That it was interrupted is no news to the one who did it.
                        self.problems.clear();
                        "Run cancelled, outputs stay as they were".into()
                    }
                })
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
