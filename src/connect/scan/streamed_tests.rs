//! A plan that is executed while its source is read gives what it gives over staged rows.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use polars::prelude::*;

use super::scan_node::planned_beyond;
use super::*;
use crate::base::{Cancellation, Cause};

/// Rows in memory, in batches of a few.
#[derive(Clone)]
struct Store {
    rows: DataFrame,
    streams: bool,
    /// It ends with an error after so many batches.
    breaks: Option<usize>,
    passed: Arc<AtomicUsize>,
    scans: Arc<AtomicUsize>,
}

impl RowSource for Store {
    fn schema(&self) -> SchemaRef {
        self.rows.schema().clone()
    }

    fn takes(&self, _: &Predicate) -> bool {
        false
    }

    fn streams(&self) -> bool {
        self.streams
    }

    fn scan(&self, request: &ScanRequest, _: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        self.scans.fetch_add(1, Ordering::SeqCst);
        let rows = self.rows.select(request.columns.iter().cloned()).unwrap();
        for (number, first) in (0..rows.height()).step_by(97).enumerate() {
            if self.breaks == Some(number) {
                return Err(Problem::error("the connection was cut").because(Cause::TransientSource));
            }
            receive(rows.slice(first as i64, 97))?;
            self.passed.fetch_add(1, Ordering::SeqCst);
        }
        Ok(Complete::at_end_of_store())
    }
}

fn store(rows: usize, streams: bool) -> Store {
    let numbers: Vec<i64> = (0..rows as i64).collect();
    let rows = df!(
        "n" => &numbers,
        "half" => numbers.iter().map(|n| (n % 7 != 0).then_some(*n as f64 / 2.0)).collect::<Vec<_>>(),
        "group" => numbers.iter().map(|n| n % 11).collect::<Vec<_>>(),
        "text" => numbers.iter().map(|n| (n % 5 != 0).then(|| format!("text {}", n % 1_000))).collect::<Vec<_>>(),
    );
    Store { rows: rows.unwrap(), streams, breaks: None, passed: Arc::default(), scans: Arc::default() }
}

fn plan(store: &Store, reach: &Reach) -> LazyFrame {
    planned_beyond(Arc::new(store.clone()), reach, None, 1).unwrap()
}

/// Executes the plans as a run does; returns the rows of each, or the error.
fn run(plans: Vec<LazyFrame>) -> Result<Vec<DataFrame>, String> {
    let found: Arc<Mutex<Vec<Option<DataFrame>>>> = Arc::new(Mutex::new(vec![None; plans.len()]));
    let sinks = plans.into_iter().enumerate().map(|(index, plan)| {
        let found = found.clone();
        let take = move |batch: DataFrame| {
            let mut found = found.lock().unwrap();
            match &mut found[index] {
                Some(rows) => drop(rows.vstack_mut(&batch)?),
                rows => *rows = Some(batch),
            }
            Ok(false)
        };
        plan.sink_batches(PlanCallback::new(take), true, None).unwrap().logical_plan
    });
    execute_all(sinks.collect()).map_err(|error| error.to_string())?;
    Ok(std::mem::take(&mut *found.lock().unwrap()).into_iter().flatten().collect())
}

type Step = fn(LazyFrame) -> LazyFrame;

/// Steps of a pipeline; the last four are not row by row.
const STEPS: [Step; 12] = [
    |rows| rows.filter(col("n").gt(lit(100)).and(col("half").is_not_null())),
    |rows| rows.filter(col("text").eq(lit("text 3")).or(col("group").lt(lit(9)))),
    |rows| rows.with_columns([(col("n") * lit(2) + col("group")).alias("n"), col("half").round(0, Default::default())]),
    |rows| rows.with_columns([col("text").fill_null(lit("none")).alias("text")]),
    |rows| rows.select([col("text"), col("group"), col("n"), col("half")]),
    |rows| rows.map(Ok, AllowedOptimizations::all(), None, Some("tap")),
    |rows| rows.filter(col("n").lt(lit(0))),
    |rows| rows.with_columns([when(col("n").gt(lit(500))).then(col("half")).otherwise(lit(NULL)).alias("half")]),
    |rows| rows.with_row_index("at", None).filter(col("at").gt(lit(3))).drop(by_name(["at"], true, false)),
    |rows| rows.sort(["group", "n"], SortMultipleOptions::default()),
    |rows| rows.slice(5, 700),
    |rows| rows.with_columns([col("n").cum_sum(false).alias("n")]),
];

/// One plan at a time streams.
fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

#[test]
fn random_pipelines_give_the_same_rows_streamed_and_staged() {
    let _alone = alone();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut draw = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below as u64) as usize
    };
    let reach = Reach::new(".");
    for case in 0..20 {
        let size = [0, 1, 97, 98, 5_000, 60_000][draw(6)];
        let sinks: Vec<Vec<usize>> = (0..=draw(2)).map(|_| (0..draw(6)).map(|_| draw(STEPS.len())).collect()).collect();
        let of = |streams| {
            let store = store(size, streams);
            let rows = plan(&store, &reach);
            // Each sink has a tap of its own, as in a run: polars fails where two sinks have one input.
            let plan = |(steps, name): (&Vec<usize>, &'static str)| {
                let rows = steps.iter().fold(rows.clone(), |rows, step| STEPS[*step](rows));
                rows.map(Ok, AllowedOptimizations::all(), None, Some(name))
            };
            let found = run(sinks.iter().zip(["a", "b", "c"]).map(plan).collect()).unwrap();
            // Of some plans the optimiser knows that they have no rows.
            assert!(store.scans.load(Ordering::SeqCst) <= 1, "{case}: the source is read once");
            found
        };
        let (streamed, staged) = (of(true), of(false));
        assert_eq!(streamed.len(), staged.len(), "{case} {size} {sinks:?}");
        for (streamed, staged) in streamed.iter().zip(&staged) {
            assert!(streamed.equals_missing(staged), "{case} {size} {sinks:?}: {streamed} instead of {staged}");
        }
    }
}

#[test]
fn a_source_that_breaks_is_never_a_short_table() {
    let _alone = alone();
    let reach = Reach::new(".");
    for breaks in [0, 1, 2, 300, 618] {
        for steps in [&[5, 2][..], &[9], &[10], &[6]] {
            let store = Store { breaks: Some(breaks), ..store(60_000, true) };
            let rows = steps.iter().fold(plan(&store, &reach), |rows, step| STEPS[*step](rows));
            let error = run(vec![rows]).unwrap_err();
            assert!(error.contains("the connection was cut"), "{breaks} {steps:?}: {error}");
        }
    }
}

#[test]
fn what_a_plan_does_not_need_is_read_all_the_same() {
    let _alone = alone();
    let store = store(60_000, true);
    let found = run(vec![STEPS[10](plan(&store, &Reach::new(".")))]).unwrap();
    assert_eq!((found[0].height(), store.passed.load(Ordering::SeqCst)), (700, 60_000_usize.div_ceil(97)));
}

#[test]
fn a_plan_that_fails_ends_the_read() {
    let _alone = alone();
    let store = store(600_000, true);
    let fail = |rows: DataFrame| match rows.column("n")?.i64()?.max() {
        Some(40_000..) => polars_bail!(ComputeError: "broken here"),
        _ => Ok(rows),
    };
    let rows = plan(&store, &Reach::new(".")).map(fail, AllowedOptimizations::all(), None, Some("fails"));
    let error = run(vec![rows]).unwrap_err();
    assert!(error.contains("broken here"), "{error}");
    assert!(store.passed.load(Ordering::SeqCst) < 600_000 / 97, "it did not read on");
    let panics = |_: DataFrame| -> PolarsResult<DataFrame> { panic!("in a step") };
    let rows = plan(&store, &Reach::new(".")).map(panics, AllowedOptimizations::all(), None, Some("panics"));
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(vec![rows])));
    assert!(panic.is_err(), "a panic goes on to the one who asked");
}

#[test]
fn a_cancellation_ends_a_plan_in_progress() {
    let _alone = alone();
    let store = store(600_000, true);
    let cancellation = Cancellation::default();
    let reach = Reach::new(".").cancelled_by(&cancellation);
    let passed = store.passed.clone();
    let cancel = move |rows: DataFrame| {
        if passed.load(Ordering::SeqCst) > 400 {
            cancellation.cancel();
        }
        Ok(rows)
    };
    let rows = plan(&store, &reach).map(cancel, AllowedOptimizations::all(), None, Some("cancels"));
    assert!(run(vec![rows]).is_err());
    assert!(store.passed.load(Ordering::SeqCst) < 600_000 / 97);
}
