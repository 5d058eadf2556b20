//! The run that goes on, or the last one.

use std::collections::BTreeMap;

use crate::engine::{RunEvent, RunOutcome, Written};

/// What is known of the run.
#[derive(Clone, Debug, Default)]
pub struct RunState {
    running: bool,
    /// Rows that have passed each `node.port` so far.
    pub rows: BTreeMap<String, u64>,
    pub problems: Vec<String>,
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
            RunEvent::Started { .. } | RunEvent::SinkDone { .. } => None,
            RunEvent::Progress { node, port, rows } => {
                self.rows.insert(format!("{node}.{port}"), rows);
                None
            }
            RunEvent::Problem { node, problem } => {
                let line = node.map_or_else(|| problem.to_string(), |node| format!("{node}: {problem}"));
                self.problems.push(line);
                None
            }
            RunEvent::Finished { outcome, seconds, written } => {
                self.running = false;
                self.outcome = Some(outcome);
                self.seconds = seconds;
                self.written = written;
                Some(match outcome {
                    RunOutcome::Succeeded => {
                        let files = self.written.len();
                        let plural = if files == 1 { "" } else { "s" };
                        format!("Run finished in {seconds:.1} s, {files} file{plural} written")
                    }
                    RunOutcome::Failed => {
                        let why = self.problems.first().map_or("See the problems", String::as_str);
                        format!("Run failed, no output was changed. {why}")
                    }
                    RunOutcome::Cancelled => "Run cancelled, outputs stay as they were".into(),
                })
            }
        }
    }
}
