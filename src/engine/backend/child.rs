//! A run in a separate process of the same binary, so that cancelling is immediate, and neither a crash nor a lack of
//! memory takes the editor down.
//!
//! The project is written to the child's standard input (it may be unsaved), behind a line of JSON with the cluster that it runs
//! on, if there is one: everybody can see a command line, and it may hold passwords. Events come back as JSON lines:
//! `tablewire run - --base FOLDER --events json`.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use crate::base::{Problem, environment};
use crate::engine::api::event::{RunEvent, RunOutcome};
use crate::engine::api::request::RunOptions;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::control::locks::locked;
use crate::engine::process::death::Death;
use crate::{connect, document};

/// A run in another process. Dropping it cancels it.
pub(crate) struct ChildRun {
    child: Arc<Mutex<Option<Child>>>,
    cancelled: Arc<AtomicBool>,
    over: Arc<AtomicBool>,
    /// Whether it has something to end elsewhere: on a cluster.
    ends_in_order: bool,
}

impl ChildRun {
    /// Whether its last event was sent.
    pub fn is_over(&self) -> bool {
        self.over.load(Ordering::Relaxed)
    }

    /// Ends the process: at once, or, the first time, after what it has to end elsewhere. [`RunEvent::Finished`] follows,
    /// as after every end.
    pub fn cancel(&self) {
        let is_first = !self.cancelled.swap(true, Ordering::Relaxed);
        if is_first && self.ends_in_order {
            // Until it has started, there is nothing to end.
            if let Some(child) = locked(&self.child).as_mut() {
                connect::ask_to_end(child);
            }
        } else {
            self.kill();
        }
    }

    fn kill(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
        if let Some(child) = locked(&self.child).as_mut() {
            // It may have ended by itself meanwhile.
            let _ = child.kill();
        }
    }
}

impl Drop for ChildRun {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs `snapshot` in a child process. `emit` is called from another thread; [`RunEvent::Finished`] is the last event,
/// whatever happens to the child.
pub(crate) fn spawn_child_run(
    snapshot: &Snapshot,
    options: &RunOptions,
    mut emit: impl FnMut(RunEvent) + Send + 'static,
) -> ChildRun {
    let run = ChildRun {
        child: Arc::default(),
        cancelled: Arc::default(),
        over: Arc::default(),
        ends_in_order: options.cluster.is_some(),
    };
    let text = input(snapshot, options);
    let command = command(snapshot, options);
    let child = run.child.clone();
    let cancelled = run.cancelled.clone();
    let over = run.over.clone();
    let worker = move || {
        let start = Instant::now();
        let mut emit = |event: RunEvent| {
            // Set before the event is emitted: the receiver may start the next run.
            over.store(matches!(event, RunEvent::Finished { .. }), Ordering::Relaxed);
            emit(event);
        };
        let failed = match attend(command, &text, &child, &cancelled, &mut emit) {
            Ok(()) => return,
            Err(problem) => problem,
        };
        // Outputs that the child left incomplete are finished or removed, as at the next start.
        for problem in connect::recover_commits() {
            emit(RunEvent::Problem { node: None, problem });
        }
        let outcome = if cancelled.load(Ordering::Relaxed) {
            RunOutcome::Cancelled
        } else {
            emit(RunEvent::Problem { node: None, problem: failed });
            RunOutcome::Failed
        };
        emit(RunEvent::Finished { outcome, seconds: start.elapsed().as_secs_f64(), written: Vec::new() });
    };
    // Without a thread there is no run and no event; a machine that cannot start one has no window either.
    let _ = std::thread::Builder::new().name("run".into()).spawn(worker);
    run
}

fn command(snapshot: &Snapshot, options: &RunOptions) -> Result<Command, Problem> {
    let chosen = environment::path(environment::BINARY);
    let binary = chosen
        .map_or_else(std::env::current_exe, Ok)
        .map_err(|error| Problem::error(say!("run-not-found", error = error)).remedy(say!("run-start-again")))?;
    let mut command = Command::new(binary);
    command.args(["run", "-", "--watched", "--events", "json", "--base"]).arg(&snapshot.base);
    for (name, value) in &snapshot.overrides {
        command.arg("--set").arg(OsString::from(format!("{name}={value}")));
    }
    if let Some(project) = &options.project {
        command.arg("--noted-as").arg(project);
    }
    if options.cluster.is_some() {
        command.arg("--cluster-from-input");
    }
    if options.versions > 0 {
        command.arg("--keep").arg(options.versions.to_string());
    }
    for (flag, names) in [("--only", &options.only), ("--to", &options.to), ("--from", &options.from)] {
        for name in names {
            command.arg(flag).arg(name);
        }
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(command)
}

/// What the child reads.
fn input(snapshot: &Snapshot, options: &RunOptions) -> String {
    // Of names and texts alone, which JSON can hold.
    let cluster = options.cluster.as_ref().and_then(|cluster| serde_json::to_string(cluster).ok());
    let lines = cluster.into_iter().map(|line| line + "\n");
    lines.chain([document::write(&snapshot.document)]).collect()
}

/// Starts the child and passes on its events up to the last. Fails if it ends without one.
fn attend(
    command: Result<Command, Problem>,
    text: &str,
    place: &Mutex<Option<Child>>,
    cancelled: &AtomicBool,
    emit: &mut impl FnMut(RunEvent),
) -> Result<(), Problem> {
    let mut child = command?
        .spawn()
        .map_err(|error| Problem::error(say!("run-not-started", error = error)).remedy(say!("run-close-or-restart")))?;
    if cancelled.load(Ordering::Relaxed) {
        // Cancelled before the child was started.
        let _ = child.kill();
    }
    let kills = connect::memory_kills();
    let input = child.stdin.take();
    let output = child.stdout.take();
    let errors = child.stderr.take();
    *locked(place) = Some(child);
    #[expect(clippy::disallowed_methods, reason = "it ends with the child's output, and is joined below")]
    let words = std::thread::spawn(move || last_error_lines(errors));
    if let Some(mut input) = input {
        // A child that died before it read everything is handled below.
        let _ = input.write_all(text.as_bytes());
    }
    let mut is_finished = false;
    if let Some(output) = output {
        for line in BufReader::new(output).lines() {
            let Ok(line) = line else { break };
            // Lines from a later version that this one does not know are skipped.
            if let Ok(event) = serde_json::from_str::<RunEvent>(&line) {
                is_finished |= matches!(event, RunEvent::Finished { .. });
                emit(event);
            }
        }
    }
    let child = locked(place).take();
    let status = child.map(|mut child| child.wait());
    let words = words.join().unwrap_or_default();
    match status {
        _ if is_finished => Ok(()),
        Some(Ok(status)) => {
            let ran_out = connect::memory_kills() > kills;
            Err(ended(&Death { status: Some(status), words, ran_out }))
        }
        _ => Err(Problem::error(say!("run-lost")).remedy(say!("run-again"))),
    }
}

/// The most lines that are kept.
const LINES: usize = 20;

/// The last lines that the child wrote to standard error.
fn last_error_lines(errors: Option<ChildStderr>) -> Vec<String> {
    let mut text = Vec::new();
    if let Some(mut errors) = errors {
        // What was read before an error is good enough.
        let _ = errors.read_to_end(&mut text);
    }
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(LINES)..].iter().map(|line| (*line).to_owned()).collect()
}

/// The problem of a child that ended without reporting its end.
fn ended(death: &Death) -> Problem {
    match death.status.filter(|status| status.code().is_some()) {
        None => death.problem_of_command(),
        Some(status) => {
            let words = death.words.last().cloned().unwrap_or_else(|| status.to_string());
            Problem::error(say!("run-ended-early", words = words))
        }
    }
}
