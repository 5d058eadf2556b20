//! A run's events as text: for the log of the run, and for people who watch it.

use std::time::Duration;

use crate::base::Cause;
use crate::base::number::{bytes, counted, duration};
use crate::connect::{Outcome, RunState};
use crate::engine::api::event::{RunEvent, RunOutcome};

/// "late.matching"; a sink's output has no name.
pub fn dotted(node: &str, port: &str) -> String {
    let dot = if port.is_empty() { "" } else { "." };
    format!("{node}{dot}{port}")
}

/// The outcome as the history records it; `cause` is that of the problem which ended a failed run.
pub(super) fn outcome_of(outcome: RunOutcome, cause: Option<Cause>) -> Outcome {
    match outcome {
        RunOutcome::Succeeded => Outcome::Succeeded,
        RunOutcome::FinishedWithFailures => Outcome::FinishedWithFailures,
        RunOutcome::Failed => Outcome::Failed(cause),
        RunOutcome::Cancelled => Outcome::Cancelled,
    }
}

/// The lines that describe the event.
pub fn log_lines(event: &RunEvent) -> Vec<String> {
    let time = |seconds: f64| duration(Duration::try_from_secs_f64(seconds).unwrap_or_default());
    let line = match event {
        RunEvent::Started { project, sinks, .. } if sinks.is_empty() => format!("Started {project}"),
        RunEvent::Started { project, sinks, .. } => format!("Started {project}, to write {}", sinks.join(", ")),
        RunEvent::Reading { node, address, bytes: Some(size), .. } => {
            format!("{node}: reads {address}, {}", bytes(*size))
        }
        RunEvent::Reading { node, address, bytes: None, .. } => format!("{node}: reads {address}"),
        RunEvent::Read { node, address, bytes: part, of } => {
            format!("{node}: {} of {} read of {address}", bytes(*part), bytes(*of))
        }
        RunEvent::Cache { node, why, .. } => format!("{node}: {why}"),
        RunEvent::Progress { node, port, rows } => format!("{}: {} so far", dotted(node, port), counted(*rows, "row")),
        RunEvent::Writing { node, rows, bytes: size } => {
            format!("{node}: {} and {} written so far", counted(*rows, "row"), bytes(*size))
        }
        RunEvent::Sent { node, statements, stays } => {
            let lines: Vec<&str> = statements.iter().chain(stays).map(String::as_str).collect();
            format!("{node}: asked {}", lines.join("; "))
        }
        RunEvent::Prepared { node, started, seconds } => {
            format!("{node}: prepared in {}, from {} on", time(*seconds), time(*started))
        }
        RunEvent::Measured { node, port, rows, started, seconds, .. } => {
            let name = dotted(node, port);
            let rows = counted(*rows, "row");
            format!("{name}: {rows} in {}, from {} on", time(*seconds), time(*started))
        }
        RunEvent::SinkDone { node, rows, bytes: size } => {
            format!("{node}: complete, {}, {}", counted(*rows, "row"), bytes(*size))
        }
        RunEvent::Problem { node, problem } => problem.line_at(node.as_deref()),
        RunEvent::Retrying { node, number, of, seconds, problem } => {
            format!("{node}: {problem}. Retrying in {} ({number} of {of})", time(*seconds))
        }
        RunEvent::Skipped { nodes, lost } => {
            format!("Going on without {}; not written: {}", nodes.join(", "), lost.join(", "))
        }
        RunEvent::LookingForCause => "Looking for the node that failed".into(),
        RunEvent::Finished { outcome: end, seconds, written } => {
            let files = written.iter().map(|file| {
                let rows = counted(file.rows, "row");
                let size = bytes(file.bytes);
                format!("{}: wrote {}, {rows}, {size}", file.node, file.address)
            });
            return files
                .chain([format!(
                    "The run {} after {}",
                    RunState::Ended(outcome_of(*end, None)).words(),
                    time(*seconds)
                )])
                .collect();
        }
    };
    vec![line]
}
