//! After a crash: what is said of it, and what the child can no longer do itself.

use crate::base::Problem;
use crate::base::text::in_a_row;
use crate::connect::{self, History, Notes, Outcome, ReadSource, RunEnd, RunLog};
use crate::engine::api::event::{RunEvent, RunOutcome};
use crate::engine::control::noted::Note;
use crate::engine::history::run_words::log_lines;
use crate::engine::process::death::Death;

/// What is left to say after a crash.
#[derive(Debug)]
pub struct Crash {
    /// The only node that was being computed.
    pub node: Option<String>,
    pub problem: Problem,
    /// What became of outputs that were just being replaced.
    pub recovered: Vec<Problem>,
    /// The last events of a run; none if its last one was sent already.
    pub events: Vec<RunEvent>,
    /// Whether standard output ends within a line.
    pub is_within_line: bool,
}

/// What the child has noted.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// The number of the run in the history.
    pub run: Option<i64>,
    pub events: Vec<RunEvent>,
    /// The nodes that were being computed.
    pub nodes: Vec<String>,
    /// Why the child gave up.
    reason: Option<Problem>,
}

impl Noted {
    pub fn of(notes: &Notes) -> Noted {
        let mut noted = Noted { nodes: notes.nodes(), ..Noted::default() };
        let lines = notes.lines().unwrap_or_default();
        for note in lines.iter().filter_map(|line| serde_json::from_str(line).ok()) {
            match note {
                Note::Run(number) => noted.run = Some(number),
                Note::Event(event) => noted.events.push(event),
                Note::GivesUp(problem) => noted.reason = Some(problem),
            }
        }
        noted
    }

    fn is_finished(&self) -> bool {
        self.events.iter().any(|event| matches!(event, RunEvent::Finished { .. }))
    }
}

/// The account of a crash. Outputs that the child left incomplete are finished or undone, and the history says how the run
/// has ended.
pub(super) fn crash(death: &Death, noted: Noted, seconds: f64, peak: u64, is_within_line: bool) -> Crash {
    let problem = noted.reason.clone().unwrap_or_else(|| death.problem_of_command());
    let (node, problem) = placed(problem, &noted.nodes);
    let mut recovered = connect::recover_commits();
    // That goes without saying.
    recovered.retain(|problem| problem.message != say!("write-undone"));
    let mut events = Vec::new();
    if !noted.is_finished() {
        events.extend(recovered.iter().map(|problem| RunEvent::Problem { node: None, problem: problem.clone() }));
        events.push(RunEvent::Problem { node: node.clone(), problem: problem.clone() });
        events.push(RunEvent::Finished { outcome: RunOutcome::Failed, seconds, written: Vec::new() });
        if let Some(run) = noted.run {
            end_in_history(run, &noted, &events, (&node, &problem), seconds, peak);
        }
    }
    Crash { node, problem, recovered, events, is_within_line }
}

/// The node, if it is known, and what has happened to it.
fn placed(problem: Problem, nodes: &[String]) -> (Option<String>, Problem) {
    match nodes {
        [] => (None, problem),
        [node] => (Some(node.clone()), problem),
        several => {
            let message = say!("process-at-work", message = problem.message, nodes = in_a_row(several));
            (None, Problem { message, ..problem })
        }
    }
}

/// What cannot be written to the history or the log is said nowhere else: the run is lost in any case.
fn end_in_history(
    run: i64,
    noted: &Noted,
    last: &[RunEvent],
    (node, problem): (&Option<String>, &Problem),
    seconds: f64,
    peak: u64,
) {
    let Ok(mut history) = History::open() else { return };
    let is_open = history.details(run).is_ok_and(|details| details.is_some_and(|of| of.run.outcome.is_none()));
    if is_open {
        let reads = noted.events.iter().filter_map(read).collect();
        let problem_text = Some(problem.text_at(node.as_deref()));
        let end = RunEnd::new(Outcome::Failed(Some(problem.cause)));
        let _ = history.end(run, &RunEnd { seconds, peak_memory: Some(peak), problem: problem_text, reads, ..end });
    }
    if let Ok(mut log) = RunLog::resume(run) {
        last.iter().flat_map(log_lines).for_each(|line| drop(log.line(&line)));
    }
}

fn read(event: &RunEvent) -> Option<ReadSource> {
    let RunEvent::Reading { node, address, bytes, modified, version } = event.clone() else { return None };
    Some(ReadSource { node, address, bytes, modified, version, fingerprint: None })
}
