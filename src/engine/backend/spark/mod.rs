//! Runs projects on Spark: the project's program in a Python process, whose driver tells what happens.

mod fetch;
mod job;
pub(in crate::engine) mod look;
mod process;
mod said;
mod ship;
mod translate;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use job::{FILES, Job};
use process::{Driver, Ended};
use said::{Said, failure};
use ship::{Shipping, Staging, packed};
use translate::Translation;

pub use ship::write_as_parquet;

use super::{Attempt, Backend};
use crate::base::{Cancellation, Cause, Problem, Text, environment};
use crate::connect::ChildFolder;
use crate::document::NodeId;
use crate::engine::api::cluster::{Cluster, ClusterFound};
use crate::engine::api::cluster_secrets::Secrets;
use crate::engine::api::event::{RunEvent, Written};
use crate::engine::api::request::CheckData;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::plan::planned::Plan;
use crate::engine::plan::planner::Planner;
use crate::engine::run::reporter::Reporter;
use crate::engine::run::run_problem::End;
use crate::engine::spark::program::program;

/// The folder in the state folder for what runs on Spark need.
const FOLDER: &str = "spark";

/// What is started if nothing else is said.
const PYTHON: &str = "python3";

/// How often the caller's cancellation flag is checked.
const TICK: Duration = Duration::from_millis(20);

impl Backend for Cluster {
    fn check(&self, snapshot: &Snapshot, plan: &Plan, _: CheckData) -> Vec<(NodeId, Problem)> {
        program(snapshot, plan, &plan.order, &[], "").err().unwrap_or_default()
    }

    fn run(&self, attempt: Attempt<'_>, reporter: &mut Reporter<'_>) -> Result<Vec<Written>, End> {
        let translation = Translation::of(&attempt, self).map_err(End::Failed)?;
        for problem in translation.left_out(&attempt) {
            reporter.report_problem(&problem);
        }
        let folder = folder(self, Some(&translation.program.text)).map_err(|problem| End::failed((None, problem)))?;
        let fetched = fetch::wanted(&translation.program.nodes, &Staging { cluster: self, folder: &folder }, &folder)?;
        fetch::check(&attempt, &fetched)?;
        let shipping = Shipping { plan: &attempt.plan, cluster: self, folder: &folder, cancel: attempt.cancel };
        let parcels = packed(&shipping, &translation.program.shipped)?;
        parcels.iter().for_each(|parcel| reporter.report_problem(&ship::words(parcel)));
        let job = translation.job(&attempt, self, &folder, parcels, fetched);
        let failed = |node: Option<NodeId>, problem: Problem| End::failed((node, problem));
        let secrets = Secrets::of(self);
        let mut driver =
            Driver::start(&python(self), &folder, &job, secrets).map_err(|problem| failed(None, problem))?;
        let mut done = Vec::new();
        let mut staged = None;
        let (mut is_cancelled, mut is_committing) = (false, false);
        loop {
            if attempt.cancel.is_cancelled() {
                is_cancelled = true;
                driver.cancel();
            }
            // What is being put in place is not left half-way.
            if driver.is_overdue() && !is_committing {
                return Err(End::Cancelled);
            }
            match driver.next(TICK) {
                Ok(None) | Ok(Some(Said::Session { .. })) => {}
                Ok(Some(Said::Committing)) => is_committing = true,
                Ok(Some(Said::Starting { seconds })) => {
                    reporter.report_problem(&(None, waits(say!("spark-starting", seconds = seconds))));
                }
                Ok(Some(Said::Waiting { seconds })) => {
                    reporter.report_problem(&(None, waits(say!("spark-waiting", seconds = seconds))));
                }
                Ok(Some(Said::Rows { function, port, rows })) => {
                    if let Some(output) = translation.output(&function, port) {
                        let (node, port) = (reporter.name(output.node), reporter.port(output));
                        reporter.say(RunEvent::Progress { node, port, rows });
                    }
                }
                // What is fetched is told when it has been written here.
                Ok(Some(Said::Done { function, .. })) if job.is_fetched(&function) => {}
                Ok(Some(Said::Done { function, rows, bytes })) => {
                    if let Some((node, address)) = translation.target(&attempt, &function) {
                        let (node, bytes) = (reporter.name(node), bytes.unwrap_or_default());
                        reporter.say(RunEvent::SinkDone { node: node.clone(), rows, bytes });
                        done.push(Written { node, address, rows, bytes });
                    }
                }
                Ok(Some(Said::Fetched)) => {
                    staged = Some(fetch::staged(&attempt, &job.fetched, reporter)?);
                    if !attempt.cancel.is_cancelled() {
                        driver.proceed();
                    }
                }
                Ok(Some(Said::Looking)) => reporter.say(RunEvent::LookingForCause),
                Ok(Some(Said::Finished)) => {
                    let own = staged.take().map(|staged: fetch::Staged| staged.commit(reporter)).transpose()?;
                    done.extend(own.into_iter().flatten());
                    return Ok(done);
                }
                Ok(Some(Said::Cancelled)) => return Err(End::Cancelled),
                Ok(Some(Said::Refused(why))) => return Err(failed(None, why.problem())),
                Ok(Some(Said::Failed { function, condition, message })) => {
                    let node = function.and_then(|function| translation.node(&function));
                    let problem = failure(condition.as_deref(), &message, folder.keep_log().ok().as_deref());
                    return Err(failed(node, problem));
                }
                Err(Ended) if is_cancelled => return Err(End::Cancelled),
                Err(Ended) => return Err(failed(None, ended(&folder))),
            }
        }
    }
}

/// What Spark cannot do of a project, or what the settings of this cluster lack for it.
pub fn gaps_on(cluster: &Cluster, snapshot: &Snapshot) -> Vec<(NodeId, Problem)> {
    let plan = Planner::default().plan(snapshot);
    let program = match program(snapshot, &plan, &plan.order, &[], "") {
        Ok(program) => program,
        Err(gaps) => return gaps,
    };
    let Some(problem) = ship::without_staging(cluster) else { return Vec::new() };
    let sent = program.shipped.iter().map(|shipped| shipped.output.node);
    let fetched = program.nodes.iter().filter(|node| node.fetched.is_some()).map(|node| node.node);
    let mut nodes: Vec<NodeId> = sent.chain(fetched).collect();
    nodes.sort();
    nodes.dedup();
    nodes.into_iter().map(|node| (node, problem.clone())).collect()
}

/// How long a cluster may take to answer at all. Spark itself asks a silent master for a minute.
const LONGEST: Duration = Duration::from_secs(90);

/// Starts a session and ends it: answers with what is there.
pub fn try_cluster(cluster: &Cluster, cancel: &Cancellation) -> Result<ClusterFound, Problem> {
    let since = Instant::now();
    let folder = folder(cluster, None)?;
    let job = Job::on(cluster, "tablewire");
    let driver = Driver::start(&python(cluster), &folder, &job, Secrets::of(cluster))?;
    while !cancel.is_cancelled() {
        match driver.next(TICK) {
            Ok(Some(Said::Session { version, executors })) => return Ok(ClusterFound { version, executors }),
            Ok(Some(Said::Refused(why))) => return Err(why.problem()),
            Ok(Some(Said::Failed { condition, message, .. })) => {
                return Err(failure(condition.as_deref(), &message, folder.keep_log().ok().as_deref()));
            }
            Ok(_) => {}
            Err(Ended) => return Err(ended(&folder)),
        }
        if since.elapsed() > LONGEST {
            let problem = Problem::error(say!("spark-no-answer", seconds = LONGEST.as_secs()));
            return Err(problem.remedy(say!("spark-unreachable-remedy")).transient());
        }
    }
    Err(Problem::stopped())
}

/// Nothing is wrong yet: the run goes on waiting.
fn waits(words: Text) -> Problem {
    Problem::warning(words).because(Cause::Waiting)
}

/// The Python that has PySpark, as far as that is said.
fn python(cluster: &Cluster) -> PathBuf {
    let chosen = cluster.python.clone().or_else(|| environment::path(environment::SPARK_PYTHON));
    chosen.unwrap_or_else(|| PYTHON.into())
}

/// A folder with the files of the processes, and maybe a program. Logs that are kept of it have no secrets of the cluster.
fn folder(cluster: &Cluster, program: Option<&str>) -> Result<ChildFolder, Problem> {
    let program = program.map(|text| (translate::PROGRAM, text));
    let secrets = Secrets::of(cluster);
    ChildFolder::with(FOLDER, FILES.into_iter().chain(program))
        .map(|folder| folder.masking(move |line| secrets.masked(line)))
        .map_err(|error| Problem::error(say!("spark-no-folder", error = error)).remedy(say!("spark-no-folder-remedy")))
}

/// The process ended without a word.
fn ended(folder: &ChildFolder) -> Problem {
    let problem = Problem::error(say!("spark-ended"));
    match folder.keep_log() {
        Ok(log) => problem.remedy(say!("spark-see-log", path = log.display())),
        Err(_) => problem.remedy(say!("run-again")),
    }
}
