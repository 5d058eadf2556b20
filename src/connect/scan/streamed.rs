//! Executes a plan while its source is read. The plan sees batches as they arrive: nothing is staged.
//!
//! polars' streaming engine has no source that could be asked for batches. So the scan is replaced by a source of many
//! empty batches, each of which is numbered and becomes the next batch of the scan ([`Feed`]). What comes after it in the
//! plan, and all sinks, are those of polars as with any other scan.

use std::fmt::Display;
use std::mem::take;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use polars::polars_utils::arena::{Arena, Node};
use polars::prelude::*;
use polars_async::ASYNC;
use polars_plan::plans::{FunctionIR, IR, IRPlan};
use polars_stream::StreamingQuery;
use tokio::task::JoinHandle;

use super::feed::{Feed, Running, TURNS};
use super::staged::raised;
use super::{RowSource, ScanRequest};
use crate::base::{Cause, NodeId, Problem};
use crate::connect::memory::batch_rows;
use crate::connect::reach::Reach;

/// Rows up to this many bytes are all in memory before the plan begins.
pub(super) const AT_ONCE: usize = 32 << 20;
/// Smaller batches are joined.
const FEW_ROWS: usize = 32_768;
const FEW_BYTES: usize = 8 << 20;
const NUMBER: &str = "turn";

/// A scan in a plan, and the columns that it gives.
pub(super) type Scanned = (Node, SchemaRef);

/// What has become of a scan.
pub(super) enum Streamed {
    /// The rows are few: these are all of them. The plan has not begun.
    Few(DataFrame),
    /// The plan has been executed.
    Done(PolarsResult<()>),
}

/// Reads what is requested, and executes `plan` with it in this place as soon as it is more than `most` bytes.
pub(super) fn stream(
    (source, request, reach, node): (&dyn RowSource, &ScanRequest, &Reach, Option<NodeId>),
    most: usize,
    place: &Scanned,
    plan: &mut IRPlan,
) -> Result<Streamed, Problem> {
    let all = source.schema();
    let of = |name: &PlSmallStr| Some((name.clone(), all.get(name)?.clone()));
    let schema: SchemaRef = Arc::new(request.columns.iter().filter_map(of).collect());
    let mut held = Held { schema: schema.clone(), batches: Vec::new(), bytes: 0 };
    let mut work: Option<Work> = None;
    let is_stopped = || reach.is_stopped()();
    let scanned = source.scan(request, reach, &mut |batch| {
        if is_stopped() {
            return Err(Problem::stopped());
        }
        held.add(batch)?;
        match &work {
            None if held.bytes > most => {
                work = Some(Work::begin(schema.clone(), take(&mut held.batches), place, plan)?)
            }
            None => {}
            Some(work) if held.is_enough() => work.feed.add(held.joined()?, &is_stopped)?,
            Some(_) => {}
        }
        Ok(())
    });
    let Some(work) = work else {
        return match scanned {
            Ok(_) => held.joined().map(Streamed::Few),
            Err(problem) => Err(problem.raised_by(node)),
        };
    };
    let rest = match &scanned {
        Ok(_) if !held.batches.is_empty() => held.joined().and_then(|rest| work.feed.add(rest, &is_stopped)),
        _ => Ok(()),
    };
    // Only the source's own proof is an end.
    let scanned = scanned.map(drop).and(rest);
    // A plan that has failed lets the reader go: its own error counts.
    let is_plan_first = work.feed.running() == Running::Failed;
    work.feed.finish(scanned.clone().map_err(|problem| problem.raised_by(node)));
    let feed = work.feed.clone();
    let (done, turns) = work.end();
    match scanned {
        Err(problem) if !is_plan_first => Err(problem.raised_by(node)),
        _ if done.is_ok() && feed.has_rest() && turns >= TURNS => Err(too_many()),
        _ => Ok(Streamed::Done(done)),
    }
}

/// A defect: rows were left for which there was no turn.
fn too_many() -> Problem {
    cannot_pass(format!("{TURNS}+"))
}

/// Batches that have arrived and have not been passed on.
struct Held {
    schema: SchemaRef,
    batches: Vec<DataFrame>,
    bytes: usize,
}

impl Held {
    fn add(&mut self, batch: DataFrame) -> Result<(), Problem> {
        if **batch.schema() != *self.schema {
            let problem = Problem::error(say!("scan-other-columns")).remedy(say!("defect-report"));
            return Err(problem.because(Cause::Internal));
        }
        self.bytes += batch.estimated_size();
        self.batches.push(batch);
        Ok(())
    }

    /// Whether they are worth a turn of the plan.
    fn is_enough(&self) -> bool {
        self.bytes >= FEW_BYTES || self.batches.iter().map(DataFrame::height).sum::<usize>() >= FEW_ROWS
    }

    /// All of them; there are none then.
    fn all(&mut self) -> Vec<DataFrame> {
        self.bytes = 0;
        take(&mut self.batches)
    }

    /// All of them as one table; there are none then.
    fn joined(&mut self) -> Result<DataFrame, Problem> {
        let mut batches = self.all().into_iter();
        let mut rows = batches.next().unwrap_or_else(|| DataFrame::empty_with_schema(&self.schema));
        for batch in batches {
            rows.vstack_mut_owned(batch).map_err(cannot_pass)?;
        }
        Ok(rows)
    }
}

fn cannot_pass(error: impl Display) -> Problem {
    let problem = Problem::error(say!("scan-cannot-pass", error = error.to_string())).remedy(say!("defect-report"));
    problem.because(Cause::Internal)
}

/// A plan that is being executed on another thread. If it is dropped, the plan ends with an error.
struct Work {
    feed: Arc<Feed>,
    turns: Arc<AtomicUsize>,
    handle: Option<JoinHandle<PolarsResult<()>>>,
}

impl Work {
    fn begin(schema: SchemaRef, first: Vec<DataFrame>, place: &Scanned, plan: &mut IRPlan) -> Result<Work, Problem> {
        let feed = Arc::new(Feed::new(schema, first));
        let turns = Arc::new(AtomicUsize::new(0));
        put(&mut plan.lp_arena, place, &feed, &turns).map_err(cannot_pass)?;
        // Drivers of servers are asynchronous; what polars does here may wait.
        let query =
            ASYNC.block_in_place(|| StreamingQuery::build(plan.lp_top, &mut plan.lp_arena, &mut plan.expr_arena));
        let shared = feed.clone();
        let run = move || {
            let mut end = EndOfPlan { feed: &shared, running: Running::Failed };
            let done = query.and_then(StreamingQuery::execute).map(drop);
            if done.is_ok() {
                end.running = Running::Satisfied;
            }
            done
        };
        Ok(Work { feed, turns, handle: Some(ASYNC.spawn_blocking(run)) })
    }

    /// Waits for the end of the plan. Returns also how many batches it has asked for.
    fn end(mut self) -> (PolarsResult<()>, usize) {
        let done = self.wait();
        (done, self.turns.load(Ordering::Relaxed))
    }

    fn wait(&mut self) -> PolarsResult<()> {
        let Some(handle) = self.handle.take() else { return Ok(()) };
        match ASYNC.block_on(handle) {
            Ok(done) => done,
            Err(error) => match error.try_into_panic() {
                Ok(panic) => resume_unwind(panic),
                Err(error) => Err(raised(Problem::error(error.to_string()).because(Cause::Internal))),
            },
        }
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        self.feed.finish(Err(Problem::stopped()));
    }
}

/// Says how the plan has ended, also if it panics.
struct EndOfPlan<'a> {
    feed: &'a Feed,
    running: Running,
}

impl Drop for EndOfPlan<'_> {
    fn drop(&mut self) {
        self.feed.plan_ended(self.running);
    }
}

/// Puts the batches of a feed in the place of a scan.
fn put(
    plans: &mut Arena<IR>,
    (node, columns): &Scanned,
    feed: &Arc<Feed>,
    turns: &Arc<AtomicUsize>,
) -> PolarsResult<()> {
    // polars cuts it into one batch for each turn. Its rows have no columns, so they take no room.
    let blank = DataFrame::empty_with_height(TURNS * batch_rows());
    let schema = blank.schema().clone();
    let mut input = plans.add(IR::DataFrameScan { df: Arc::new(blank), schema, output_schema: None });
    let counted = turns.clone();
    // One row for a batch: then the number of the row is that of the batch.
    let one = move |batch: DataFrame| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok(batch.head(Some(1)))
    };
    input = map(plans, input, one, None);
    let number = FunctionIR::RowIndex { name: NUMBER.into(), offset: None, schema: Default::default() };
    input = plans.add(IR::MapFunction { input, function: number });
    let fed = feed.clone();
    let rows = move |batch: DataFrame| match batch.column(NUMBER)?.idx()?.first() {
        Some(turn) => fed.take(turn as usize),
        None => Ok(DataFrame::empty_with_schema(fed.schema())),
    };
    input = map(plans, input, rows, Some(feed.schema().clone()));
    plans.replace(*node, IR::SimpleProjection { input, columns: columns.clone() });
    Ok(())
}

/// A function of batches.
fn map(
    plans: &mut Arena<IR>,
    input: Node,
    function: impl Fn(DataFrame) -> PolarsResult<DataFrame> + Send + Sync + 'static,
    schema: Option<SchemaRef>,
) -> Node {
    let schema = schema.map(|schema| Arc::new(move |_: &Schema| Ok(schema.clone())) as Arc<dyn UdfSchema>);
    let function = FunctionIR::Opaque {
        function: Arc::new(function),
        schema,
        predicate_pd: false,
        projection_pd: false,
        streamable: true,
        fmt_str: "scan".into(),
    };
    plans.add(IR::MapFunction { input, function })
}
