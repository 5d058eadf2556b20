//! A run: checks, makes one plan for all outputs, and replaces all of them or none.

mod blame;
mod choice;
mod tap;
mod wanted;
mod work;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use super::event::{RunEvent, RunOutcome, Written};
use super::guard::guarded;
use super::plan::{Plan, Planner, Sampling};
use super::request::{OutputRef, RunOptions};
use super::snapshot::Snapshot;
use super::stack::STACK;
use crate::base::Problem;
use crate::connect::{self, Keep};
use crate::nodes::{Lower, Purpose};

use choice::{Choice, Complaint, End, choose, named};
use tap::{Counter, Flow};
use work::{Done, News, work};

/// The version of the run's events.
pub const EVENTS_VERSION: u32 = 1;

/// How often the flag of the caller is looked at.
const TICK: Duration = Duration::from_millis(20);

/// How often progress is told.
const PROGRESS: Duration = Duration::from_millis(100);

/// Runs the sinks of a project, or what `options` ask for, and tells `emit` what happens; [`RunEvent::Finished`] comes last.
/// Returns soon after `cancel` is set. Unless it succeeds, no output is touched.
pub fn run(
    snapshot: &Snapshot,
    options: &RunOptions,
    emit: &mut dyn FnMut(RunEvent),
    cancel: &AtomicBool,
) -> RunOutcome {
    let start = Instant::now();
    let mut run = Run { snapshot, emit, cancel };
    let (outcome, written) = match run.whole(options) {
        Ok(done) => (RunOutcome::Succeeded, done),
        Err(End::Cancelled) => (RunOutcome::Cancelled, Vec::new()),
        Err(End::Failed(complaint)) => {
            run.complain(&complaint);
            (RunOutcome::Failed, Vec::new())
        }
    };
    let written = written.into_iter().map(|done| run.written(done)).collect();
    (run.emit)(RunEvent::Finished { outcome, seconds: start.elapsed().as_secs_f64(), written });
    outcome
}

struct Run<'a> {
    snapshot: &'a Snapshot,
    emit: &'a mut dyn FnMut(RunEvent),
    cancel: &'a AtomicBool,
}

impl Run<'_> {
    fn whole(&mut self, options: &RunOptions) -> Result<Vec<Done>, End> {
        let interrupted = connect::recover_commits();
        let plan = guarded(|| whole_planner().plan(self.snapshot)).map_err(|problem| End::failed((None, problem)))?;
        let (choice, mut complaints) = choose(self.snapshot, &plan, options);
        let sinks = choice.iter().flat_map(|choice| &choice.sinks).map(|sink| self.name(sink.node)).collect();
        let project = self.snapshot.base.display().to_string();
        (self.emit)(RunEvent::Started { version: EVENTS_VERSION, project, sinks });
        interrupted.into_iter().for_each(|problem| self.complain(&(None, problem)));
        let Some(choice) = choice else {
            // The last one is told by the caller, as what the run failed of.
            let last = complaints.iter().rposition(|(_, problem)| problem.is_error()).map(|at| complaints.remove(at));
            complaints.iter().for_each(|complaint| self.complain(complaint));
            return Err(End::failed(last.unwrap_or_else(|| (None, Problem::error("The project cannot run")))));
        };
        complaints.iter().for_each(|complaint| self.complain(complaint));
        self.tell_reads(&plan, &choice);
        self.execute(&plan, &choice, options.keep)
    }

    /// Says which files are read, as they are now.
    fn tell_reads(&mut self, plan: &Plan, choice: &Choice) {
        let cx = Lower::new(&plan.base, &plan.parameters, Purpose::Data);
        for id in &choice.nodes {
            // What cannot be told here has been a problem of the node before.
            let Ok(Ok(paths)) = guarded(|| plan.nodes[id].node.reads(&cx)) else { continue };
            for path in paths {
                let Ok(stamp) = connect::stamp(&path) else { continue };
                let (node, path) = (self.name(*id), connect::real_path(&path));
                (self.emit)(RunEvent::Reading { node, path, bytes: stamp.len, modified: stamp.modified });
            }
        }
    }

    /// Works on a thread of its own; this one tells what happens and watches for the flag.
    fn execute(&mut self, plan: &Plan, choice: &Choice, keep: Option<Keep>) -> Result<Vec<Done>, End> {
        let flow = Flow::default();
        let (sender, receiver) = channel();
        std::thread::scope(|scope| {
            let flow = &flow;
            // The sender moves into the worker: the channel closes when the work is over, also after a panic.
            let thread = std::thread::Builder::new().name("run".into()).stack_size(STACK);
            let worker = thread.spawn_scoped(scope, move || {
                guarded(|| work(plan, choice, keep, flow, &sender))
                    .unwrap_or_else(|problem| Err(End::failed((None, problem))))
            });
            let worker = match worker {
                Ok(worker) => worker,
                Err(error) => {
                    let problem = Problem::error(format!("No thread can be started: {error}"));
                    return Err(End::failed((None, problem.remedy("Close other programs and try again"))));
                }
            };
            let mut progress = Progress::default();
            loop {
                if self.cancel.load(Ordering::Relaxed) {
                    flow.stop();
                }
                match receiver.recv_timeout(TICK) {
                    Ok(News::Flowing(counters)) => progress.counters = counters,
                    Ok(News::Complaint(complaint)) => self.complain(&complaint),
                    Ok(News::SinkDone { node, rows, bytes }) => {
                        self.progress(&mut progress, true);
                        let node = self.name(node);
                        (self.emit)(RunEvent::SinkDone { node, rows, bytes });
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => break,
                }
                self.progress(&mut progress, false);
            }
            self.progress(&mut progress, true);
            self.measured(&progress);
            worker.join().unwrap_or_else(|_| Err(End::failed((None, Problem::error("The run ended without a result")))))
        })
    }

    fn progress(&mut self, progress: &mut Progress, now: bool) {
        if !now && progress.told.is_some_and(|told| told.elapsed() < PROGRESS) {
            return;
        }
        progress.told = Some(Instant::now());
        for (output, counter) in &progress.counters {
            let rows = counter.rows();
            if progress.last.insert(*output, rows).unwrap_or(0) == rows {
                continue;
            }
            let (node, port) = (self.name(output.node), self.port(*output));
            (self.emit)(RunEvent::Progress { node, port, rows });
        }
    }

    /// Tells of every output through which something has passed.
    fn measured(&mut self, progress: &Progress) {
        for (output, counter) in &progress.counters {
            let Some(time) = counter.time() else { continue };
            let (node, port, seconds) = (self.name(output.node), self.port(*output), time.as_secs_f64());
            (self.emit)(RunEvent::Measured { node, port, rows: counter.rows(), bytes: counter.bytes(), seconds });
        }
    }

    fn complain(&mut self, complaint: &Complaint) {
        let (node, problem) = named(self.snapshot, complaint);
        (self.emit)(RunEvent::Problem { node, problem });
    }

    fn name(&self, id: crate::document::NodeId) -> String {
        self.snapshot.document.node(id).map(|node| node.name.clone()).unwrap_or_default()
    }

    /// Empty for a sink, which has no port.
    fn port(&self, output: OutputRef) -> String {
        let kind = self.snapshot.kind(output.node).and_then(Result::ok);
        kind.and_then(|kind| Some(kind.ports().outputs.get(output.port)?.name.to_owned())).unwrap_or_default()
    }

    fn written(&self, done: Done) -> Written {
        Written { node: self.name(done.node), path: done.written.path, rows: done.rows, bytes: done.written.bytes }
    }
}

/// Plans without samples.
fn whole_planner() -> Planner {
    let mut planner = Planner::default();
    planner.sampling = Sampling { above: u64::MAX, rows: u64::MAX };
    planner
}

/// What was told of the counters, and when.
#[derive(Default)]
struct Progress {
    counters: BTreeMap<OutputRef, Counter>,
    last: BTreeMap<OutputRef, u64>,
    told: Option<Instant>,
}
