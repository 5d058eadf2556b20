//! The engine's work as plain functions, for the command line, runs and tests: no threads, no events.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use super::explosion::too_large;
use super::holding::Hold;
use super::job::Job;
use super::shared::{Emit, Shared};
use crate::base::{ColumnInfo, Problem, Severity};
use crate::connect::{Store, lost_pages};
use crate::document::NodeId;
use crate::engine::api::event::{NodeProblem, PlanInfo};
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table::Table;
use crate::engine::cache::keep::Keeper;
use crate::engine::cache::memory_size::{AT_REST, give_back};
use crate::engine::cache::results::Cache;
use crate::engine::control::locks::locked;
use crate::engine::control::memory_limit::AtWork;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::{Halt, count, rows};
use crate::engine::execute::matching_sample::exactness;
use crate::engine::plan::order::{Order, order, wires_by_end};
use crate::engine::plan::planned::Plan;
use crate::engine::plan::planner::Planner;
use crate::engine::plan::required::require;

/// The columns and problems of every node, without running anything.
pub fn planned(snapshot: &Snapshot) -> Arc<PlanInfo> {
    Planner::default().plan(snapshot).info
}

/// The columns of a table without running anything; `None` if they are known only after a run.
pub fn schema(snapshot: &Snapshot, output: OutputRef) -> Result<Option<Vec<ColumnInfo>>, NodeProblem> {
    let plan = Planner::default().plan(snapshot);
    require(snapshot, &plan, output)?;
    Ok(plan.info.nodes[&output.node].outputs.get(output.port).cloned().flatten())
}

/// Results that previews of any process have kept on disk; those of this process are written by [`Results::finish`].
pub struct Results(Shared);

impl Results {
    /// The results of the user.
    pub fn open() -> Results {
        Results(Shared::new().kept(Store::open()))
    }

    /// No results: everything is computed, nothing is kept.
    pub fn none() -> Results {
        Results(Shared::new())
    }

    /// Waits until everything is written.
    pub fn finish(self) {
        self.0.keeper.and_then(Arc::into_inner).into_iter().for_each(Keeper::finish);
    }
}

/// The outcome of a preview.
pub struct Previewed {
    /// The first rows, and the total number of rows.
    pub rows: Result<(Table, u64), NodeProblem>,
    /// The warnings about the upstream nodes and the table's own node, in their order, each once.
    pub warnings: Vec<NodeProblem>,
}

/// The first `limit` rows that the window would show, and the total number of rows; everything is computed.
pub fn preview(snapshot: &Snapshot, output: OutputRef, limit: usize) -> Result<(Table, u64), NodeProblem> {
    preview_from(snapshot, output, limit, &Results::none()).rows
}

/// Like [`preview`], but uses and adds to the kept results, and returns the warnings.
pub fn preview_from(snapshot: &Snapshot, output: OutputRef, limit: usize, results: &Results) -> Previewed {
    let shared = &results.0;
    let _at_work = shared.at_work();
    let lost = lost_pages();
    let plan = Arc::new(locked(&shared.planner).plan(snapshot));
    if let Err(problem) = require(snapshot, &plan, output) {
        return Previewed { rows: Err(problem), warnings: warnings(snapshot, shared, &plan, output.node) };
    }
    let stop = Stop::noting(|| plan.nodes.iter().map(|(id, planned)| (*id, planned.name.clone())).collect());
    let at_work = AtWork::with(&stop);
    let known = match &shared.keeper {
        Some(_) => bring(shared, &plan, output, &stop),
        None => None,
    };
    let mut build = Build::new(&plan, Some(&shared.cache), &stop);
    let mut rows = shown(&mut build, &shared.cache, output, limit, known);
    let mut planner = locked(&shared.planner);
    for finding in build.findings.drain(..) {
        planner.learn(finding.key, finding.frames.as_deref(), &finding.warnings);
    }
    drop(planner);
    drop((build, at_work));
    if stop.is_too_large() {
        give_back(AT_REST);
        let node = stop.announced().map_or(output.node, |(node, _)| node);
        rows = Err(NodeProblem { node, problem: too_large(shared, &plan, node, &Stop::default()) });
    }
    let mut warnings = warnings(snapshot, shared, &plan, output.node);
    let changed = changed_inputs(snapshot, &plan, output.node);
    if lost_pages() != lost {
        // Zeros were read in the place of what is gone.
        let generic = || Problem::error(say!("file-cut-short")).remedy(say!("run-when-at-rest")).transient();
        let problem =
            changed.into_iter().next().unwrap_or_else(|| NodeProblem { node: output.node, problem: generic() });
        return Previewed { rows: Err(problem), warnings };
    }
    warnings.extend(changed.into_iter().map(|NodeProblem { node, problem }| NodeProblem {
        node,
        problem: Problem { severity: Severity::Warning, ..problem },
    }));
    Previewed { rows, warnings }
}

/// The files that have changed since they were planned, at the nodes that read them for `node`.
fn changed_inputs(snapshot: &Snapshot, plan: &Plan, node: NodeId) -> Vec<NodeProblem> {
    let of = |id: NodeId| {
        let reads = plan.nodes.get(&id).map_or(&[][..], |planned| planned.ingredients.reads.as_slice());
        reads.iter().filter(|marked| marked.has_changed()).map(move |marked| {
            let problem = Problem::error(say!("input-changed", path = marked.address.to_string()));
            NodeProblem { node: id, problem: problem.remedy(say!("run-when-at-rest")).transient() }
        })
    };
    ancestors(snapshot, node).into_iter().flat_map(of).collect()
}

/// The first rows of an output, and the total number of rows, which may be known already.
fn shown(
    build: &mut Build<'_>,
    cache: &Mutex<Cache>,
    output: OutputRef,
    limit: usize,
    known: Option<u64>,
) -> Result<(Table, u64), NodeProblem> {
    let problem = |problem: Problem| NodeProblem { node: problem.node.get().unwrap_or(output.node), problem };
    let halt = |halt| match halt {
        Halt::Problem(problem) => problem,
        Halt::Stopped => Problem::stopped(),
    };
    let frame =
        build.frame(output).map_err(|obstacle| NodeProblem { node: obstacle.node, problem: obstacle.problem })?;
    let head = rows(&frame, 0, limit, build.stop).map_err(halt).map_err(problem)?;
    let total = match (head.height(), known) {
        (height, _) if height < limit => height as u64,
        (_, Some(rows)) => rows,
        _ => count(&frame, build.stop).map_err(halt).map_err(problem)?,
    };
    let exactness = exactness(build.plan, output, cache);
    Ok((Table::new(head, 0, exactness), total))
}

/// The warnings of a node and of everything upstream of it: those of planning, and those about their data.
fn warnings(snapshot: &Snapshot, shared: &Shared, plan: &Plan, node: NodeId) -> Vec<NodeProblem> {
    let planner = locked(&shared.planner);
    let mut found: Vec<NodeProblem> = Vec::new();
    for id in ancestors(snapshot, node) {
        let planned = plan.info.nodes.get(&id).map_or(&[][..], |node| &node.problems);
        let reported = plan.nodes.get(&id).map_or(&[][..], |node| planner.warnings(node.named_key));
        for problem in planned.iter().chain(reported).filter(|problem| !problem.is_error()) {
            let warning = NodeProblem { node: id, problem: problem.clone() };
            if !found.contains(&warning) {
                found.push(warning);
            }
        }
    }
    found
}

/// The nodes that a node depends on and the node itself, in the order of computing; works even if no plan is possible.
fn ancestors(snapshot: &Snapshot, node: NodeId) -> Vec<NodeId> {
    let into = wires_by_end(&snapshot.document);
    let mut seen = HashSet::from([node]);
    let mut open = vec![node];
    while let Some(id) = open.pop() {
        let wires = into.get(&id).into_iter().flatten();
        open.extend(wires.map(|wire| wire.from.node).filter(|from| seen.insert(*from)));
    }
    let Order { sorted, cycles, behind } = order(&snapshot.document);
    sorted.into_iter().chain(cycles.into_keys()).chain(behind).filter(|id| seen.contains(id)).collect()
}

/// Brings the tables that `output` starts from into memory: from disk, or by computing them once and keeping them for
/// the next time. Returns the number of its own rows if that became known.
fn bring(shared: &Shared, plan: &Arc<Plan>, output: OutputRef, stop: &Stop) -> Option<u64> {
    let silent: Emit = Arc::new(|_| ());
    let mut job = Job::new(shared, &silent, 0, plan, stop);
    for start in job.starts(output) {
        if let Some(key) = plan.key(start) {
            job.recall(start, key);
        }
        job.complete(start, Hold::Kept);
    }
    let rows = plan.key(output).and_then(|key| locked(&shared.cache).known(key)?.rows);
    // What failed fails again where it is requested, and is reported there.
    job.learn();
    rows
}
