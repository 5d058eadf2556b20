//! Outputs that only this machine writes: Spark computes their rows, which are fetched as Parquet and written here,
//! together with all other outputs or not at all.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use polars::prelude::{DataType, Expr, LazyFrame, NULL, Schema, lit};
use serde::Serialize;

use super::ship::{Staging, run_name};
use crate::base::Problem;
use crate::connect::{self, ChildFolder, Parquet, Transaction, Withdrawal};
use crate::document::NodeId;
use crate::engine::api::event::{RunEvent, Written};
use crate::engine::api::output::OutputRef;
use crate::engine::backend::Attempt;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::run::reporter::Reporter;
use crate::engine::run::run_problem::{End, RunProblem};
use crate::engine::run::sink::Sink;
use crate::engine::spark::program::ProgramNode;
use crate::nodes::{Frame, problem_of};

/// A table on its way from the cluster.
#[derive(Debug, Serialize)]
pub(super) struct Fetched {
    pub function: String,
    /// The option of the program that takes its address.
    #[serde(skip)]
    pub argument: String,
    /// The URL at which the program puts it.
    pub from: String,
    pub to: PathBuf,
    #[serde(skip)]
    pub node: NodeId,
}

/// What is fetched, and where it is put on the way.
pub(super) fn wanted(nodes: &[ProgramNode], staging: &Staging, folder: &ChildFolder) -> Result<Vec<Fetched>, End> {
    let fetched = nodes.iter().filter_map(|node| Some((node, node.fetched.clone()?)));
    fetched
        .enumerate()
        .map(|(number, (node, argument))| {
            let name = format!("{}-fetched-{number}.parquet", run_name(folder));
            let from = format!("{}/{name}", staging.url().map_err(|problem| End::failed((Some(node.node), problem)))?);
            let to = folder.path().join(format!("here-{name}"));
            Ok(Fetched { function: node.function.clone(), argument, from, to, node: node.node })
        })
        .collect()
}

/// Fails with what would keep this machine from writing them, before Spark computes anything for them. Where an output makes a
/// folder that is missing, another may need it: then each is checked only when it is written.
pub(super) fn check(attempt: &Attempt<'_>, fetched: &[Fetched]) -> Result<(), End> {
    let sinks = &attempt.choice.sinks;
    let makes_folder =
        |sink: &Sink| sink.target.address().file().and_then(Path::parent).is_some_and(|folder| !folder.exists());
    if sinks.iter().any(makes_folder) {
        return Ok(());
    }
    let refused = fetched.iter().filter_map(|own| {
        let sink = sinks.iter().find(|sink| sink.node == own.node)?;
        Some((Some(own.node), sink.target.check().err()?))
    });
    let refused: Vec<RunProblem> = refused.collect();
    if refused.is_empty() { Ok(()) } else { Err(End::Failed(refused)) }
}

/// Outputs that are complete beside their targets.
pub(super) struct Staged {
    transaction: Transaction,
    nodes: Vec<(NodeId, u64)>,
}

/// Writes what was fetched beside the targets.
pub(super) fn staged(attempt: &Attempt<'_>, fetched: &[Fetched], reporter: &mut Reporter<'_>) -> Result<Staged, End> {
    let mut transaction = Transaction::begin(&Withdrawal::default());
    let (mut plans, mut nodes) = (Vec::new(), Vec::new());
    for own in fetched {
        let failed = |problem: Problem| End::failed((Some(own.node), problem));
        let Some(sink) = attempt.choice.sinks.iter().find(|sink| sink.node == own.node) else { continue };
        let (rows, count) = table(attempt, own, sink).map_err(failed)?;
        plans.push(transaction.add(rows, &*sink.target).map_err(failed)?.logical_plan);
        nodes.push((own.node, count));
    }
    let fault = |(index, problem): (usize, Problem)| End::failed((nodes.get(index).map(|(node, _)| *node), problem));
    if let Err(error) = connect::execute_all(plans) {
        return Err(fault(transaction.fault().unwrap_or((usize::MAX, problem_of(&error)))));
    }
    let bytes = transaction.complete().map_err(fault)?;
    // An output may have dropped some.
    for ((_, rows), written) in nodes.iter_mut().zip(transaction.rows()) {
        *rows = written.unwrap_or(*rows);
    }
    for ((node, rows), bytes) in nodes.iter().zip(bytes) {
        reporter.say(RunEvent::SinkDone { node: reporter.name(*node), rows: *rows, bytes });
    }
    for (index, warning) in transaction.warnings() {
        reporter.report_problem(&(nodes.get(index).map(|(node, _)| *node), warning));
    }
    Ok(Staged { transaction, nodes })
}

impl Staged {
    /// Moves all of them into place.
    pub fn commit(self, reporter: &Reporter<'_>) -> Result<Vec<Written>, End> {
        let node = |index: usize| self.nodes.get(index).map(|(node, _)| *node);
        let committed = self.transaction.commit(None);
        let (written, _) = committed.map_err(|(index, problem)| End::failed((node(index), problem)))?;
        let pairs = self.nodes.iter().zip(written);
        Ok(pairs
            .map(|((node, rows), written)| Written {
                node: reporter.name(*node),
                address: written.address,
                rows: *rows,
                bytes: written.bytes,
            })
            .collect())
    }
}

/// The table that a sink writes, and its number of rows.
fn table(attempt: &Attempt<'_>, own: &Fetched, sink: &Sink) -> Result<(LazyFrame, u64), Problem> {
    let plan = &attempt.plan;
    let input = plan.nodes[&sink.node].inputs.iter().flatten().copied().next();
    let input = input.ok_or_else(|| Problem::error(say!("run-no-result")))?;
    let planned = plan.tables.get(&input.node).and_then(|frames| frames.get(input.port));
    let planned = planned.ok_or_else(|| Problem::error(say!("run-no-result")))?;
    let parquet = Parquet::open(&own.to, &|| attempt.cancel.is_cancelled())?;
    let (rows, there) = parquet.scan(&[])?;
    let count = parquet.rows() as u64;
    let rows = rows.select(as_here(planned.schema(), &there));
    let given = HashMap::from([(input, Frame::with_schema(rows, planned.schema().clone()))]);
    let stop = Stop::default();
    let frame = Build::new(plan, None, &stop).given(given).frame(OutputRef::first(sink.node));
    Ok((frame.map_err(|obstacle| obstacle.problem)?.lazy, count))
}

/// The columns with the types that they have here, of which Spark's are the wider ones.
fn as_here(here: &Schema, there: &Schema) -> Vec<Expr> {
    let column = |(name, dtype): (&polars::prelude::PlSmallStr, &DataType)| match there.get(name) {
        Some(own) if own == dtype => crate::nodes::column(name),
        _ if dtype.is_null() => lit(NULL).alias(name.clone()),
        _ => crate::nodes::column(name).cast(dtype.clone()),
    };
    here.iter().map(column).collect()
}
