//! A store in memory that records the requests it receives, and plans over it.

use std::sync::{Arc, Mutex};

use polars::prelude::*;

use super::scan_node::planned_beyond;
use super::staged::{IN_MEMORY, Staged};
use super::*;
use crate::base::{Cancellation, Cause, Comparison};

/// A table in memory. It takes every condition, unless `refuses`.
#[derive(Clone)]
struct Store {
    rows: DataFrame,
    requests: Arc<Mutex<Vec<ScanRequest>>>,
    refuses: fn(&Predicate) -> bool,
    /// It ends in the middle, with an error.
    breaks: bool,
    most: usize,
}

impl Store {
    fn new(rows: DataFrame) -> Store {
        Store { rows, requests: Arc::default(), refuses: |_| false, breaks: false, most: IN_MEMORY }
    }

    fn plan(&self) -> LazyFrame {
        planned_beyond(Arc::new(self.clone()), &Reach::new("."), None, self.most).unwrap()
    }

    /// The requests since the last call, as text.
    fn requests(&self) -> Vec<String> {
        let requests = std::mem::take(&mut *self.requests.lock().unwrap());
        let words = requests.into_iter().map(|request| {
            let mut words = request.columns.join(" ");
            words.extend(request.predicate.map(|predicate| format!(" where {}", self::words(&predicate))));
            words.extend(request.limit.map(|limit| format!(" first {limit}")));
            words
        });
        words.collect()
    }
}

impl RowSource for Store {
    fn schema(&self) -> SchemaRef {
        self.rows.schema().clone()
    }

    fn takes(&self, predicate: &Predicate) -> bool {
        !(self.refuses)(predicate)
    }

    fn scan(&self, request: &ScanRequest, _: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        self.requests.lock().unwrap().push(request.clone());
        let mut plan = self.rows.clone().lazy();
        plan = request.predicate.iter().fold(plan, |plan, predicate| plan.filter(expr(predicate)));
        plan = request.limit.iter().fold(plan, |plan, limit| plan.limit(*limit as IdxSize));
        let rows = plan.collect().unwrap().select(request.columns.iter().cloned()).unwrap();
        for first in (0..rows.height()).step_by(3) {
            if self.breaks && first > 0 {
                return Err(Problem::error("the connection was cut").because(Cause::TransientSource));
            }
            receive(rows.slice(first as i64, 3))?;
        }
        Ok(Complete::at_end_of_store())
    }
}

fn words(predicate: &Predicate) -> String {
    let joined = |parts: &[Predicate], word: &str| {
        let parts: Vec<String> = parts.iter().map(words).collect();
        format!("({})", parts.join(word))
    };
    match predicate {
        Predicate::Compare { column, comparison, value } => format!("{column} {comparison:?} {value:?}"),
        Predicate::IsNull(column) => format!("{column} null"),
        Predicate::IsNotNull(column) => format!("{column} not null"),
        Predicate::OneOf { column, values } => format!("{column} in {values:?}"),
        Predicate::All(parts) => joined(parts, " and "),
        Predicate::Any(parts) => joined(parts, " or "),
    }
}

fn value(constant: &Constant) -> Expr {
    match constant {
        Constant::Boolean(value) => lit(*value),
        Constant::Integer(value) => lit(*value),
        Constant::Number(value) => lit(*value),
        Constant::Text(value) => lit(value.clone()),
        Constant::Date(days) => lit(*days).cast(DataType::Date),
        Constant::DateTime(micros) => lit(*micros).cast(DataType::Datetime(TimeUnit::Microseconds, None)),
        Constant::Instant(micros) => lit(*micros).cast(DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC))),
    }
}

fn expr(predicate: &Predicate) -> Expr {
    let each = |parts: &[Predicate]| parts.iter().map(expr).collect::<Vec<_>>();
    match predicate {
        Predicate::Compare { column, comparison, value: of } => {
            let column = col(column.clone());
            let value = value(of);
            match comparison {
                Comparison::Equal => column.eq(value),
                Comparison::NotEqual => column.neq(value),
                Comparison::Less => column.lt(value),
                Comparison::LessOrEqual => column.lt_eq(value),
                Comparison::Greater => column.gt(value),
                Comparison::GreaterOrEqual => column.gt_eq(value),
            }
        }
        Predicate::IsNull(column) => col(column.clone()).is_null(),
        Predicate::IsNotNull(column) => col(column.clone()).is_not_null(),
        Predicate::OneOf { column, values } => {
            let equal = values.iter().map(|of| col(column.clone()).eq(value(of)));
            equal.reduce(Expr::or).unwrap_or_else(|| lit(false))
        }
        Predicate::All(parts) => each(parts).into_iter().reduce(Expr::and).unwrap(),
        Predicate::Any(parts) => each(parts).into_iter().reduce(Expr::or).unwrap(),
    }
}

fn flights() -> DataFrame {
    df!(
        "carrier" => [Some("UA"), Some("AA"), None, Some("UA"), Some("DL"), Some("B6"), Some("UA")],
        "delay" => [Some(3_i64), Some(-1), Some(20), None, Some(7), Some(33), Some(41)],
        "hours" => [1.5, 0.5, f64::NAN, 2.0, 0.0, -0.0, 9.0],
        "late" => [Some(false), Some(false), Some(true), None, Some(false), Some(true), Some(true)],
    )
    .unwrap()
}

/// Expects the same result as over the table itself, and these requests.
fn check(store: &Store, plan: impl Fn(LazyFrame) -> LazyFrame) -> Vec<String> {
    let expected = plan(store.rows.clone().lazy()).collect().unwrap();
    let found = collect(plan(store.plan())).unwrap();
    assert!(found.equals_missing(&expected), "{found} instead of {expected}");
    store.requests()
}

#[test]
fn a_source_is_asked_for_what_the_plan_wants() {
    let store = Store::new(flights());
    let all = "carrier delay hours late";
    assert_eq!(check(&store, |rows| rows), [all]);
    assert_eq!(check(&store, |rows| rows.limit(2)), [format!("{all} first 2")]);
    assert_eq!(check(&store, |rows| rows.slice(2, 3)), [format!("{all} first 5")]);
    assert_eq!(check(&store, |rows| rows.slice(-2, 2)), [all], "the end is known only at the end");
    assert_eq!(check(&store, |rows| rows.select([col("delay").sum()])), ["delay"]);
    let counted = check(&store, |rows| rows.select([len()]));
    assert!(counted.len() == 1 && !counted[0].contains(' '), "only rows are counted, of one column: {counted:?}");
    assert_eq!(check(&store, |rows| rows.tail(1)), [all]);
    assert_eq!(check(&store, |rows| rows.with_row_index("n", None).filter(col("n").gt(lit(2)))), [all]);
    assert_eq!(check(&store, |rows| rows.sort(["delay"], SortMultipleOptions::default()).limit(2)), [all]);
    let joined = |rows: LazyFrame| {
        let both = rows.clone().inner_join(rows.select([col("carrier")]), col("carrier"), col("carrier"));
        both.select([col("delay").sum()])
    };
    assert_eq!(check(&store, joined), ["carrier delay"], "a source is read once");
}

#[test]
fn conditions_are_pushed_as_far_as_they_are_understood() {
    let store = Store::new(flights());
    let requests = |condition: fn() -> Expr| {
        let requests = check(&store, |rows| rows.filter(condition()).select([col("carrier")])).remove(0);
        requests.split_once(" where ").map_or_else(String::new, |(_, condition)| condition.to_owned())
    };
    assert_eq!(requests(|| col("delay").gt(lit(5))), "delay Greater Integer(5)");
    assert_eq!(requests(|| lit(5).gt(col("delay"))), "delay Less Integer(5)");
    assert_eq!(requests(|| col("carrier").eq(lit("UA"))), r#"carrier Equal Text("UA")"#);
    assert_eq!(requests(|| col("hours").lt_eq(lit(1.5))), "hours LessOrEqual Number(1.5)");
    assert_eq!(requests(|| col("late")), "late Equal Boolean(true)");
    assert_eq!(requests(|| col("late").not()), "late Equal Boolean(false)");
    assert_eq!(requests(|| col("delay").is_null()), "delay null");
    assert_eq!(requests(|| col("delay").is_not_null()), "delay not null");

    assert_eq!(
        requests(|| col("delay").gt(lit(5)).or(col("carrier").is_null())),
        "(delay Greater Integer(5) or carrier null)"
    );
    assert_eq!(requests(|| col("delay").abs().gt(lit(5))), "", "a function stays here");
    assert_eq!(
        requests(|| col("delay").abs().gt(lit(5)).and(col("late"))),
        "late Equal Boolean(true)",
        "the rest is pushed"
    );
    assert_eq!(requests(|| col("delay").abs().gt(lit(5)).or(col("late"))), "", "either is not");
}

#[test]
fn a_limit_is_pushed_only_with_the_whole_condition() {
    let mut store = Store::new(flights());
    let known = |rows: LazyFrame| rows.filter(col("delay").gt(lit(0))).limit(2).select([col("delay")]);
    let unknown = |rows: LazyFrame| rows.filter(col("delay").abs().gt(lit(0)).and(col("late"))).limit(2);
    assert_eq!(check(&store, known), ["delay where delay Greater Integer(0) first 2"]);
    assert_eq!(check(&store, unknown), ["carrier delay hours late where late Equal Boolean(true)"]);
    // Conditions and limits are pushed past the taps with which runs and previews count rows.
    let tapped = |rows: LazyFrame| {
        let tap = |rows: LazyFrame| rows.map(Ok, AllowedOptimizations::all(), None, Some("tap"));
        tap(tap(rows).filter(col("late"))).limit(1).select([col("carrier")])
    };
    assert_eq!(check(&store, tapped), ["carrier late where late Equal Boolean(true) first 1"]);
    store.refuses = |_| true;
    assert_eq!(check(&store, known), ["delay"]);
}

#[test]
fn several_places_of_one_source_are_served_by_one_request() {
    let store = Store::new(flights());
    let rows = store.plan();
    let both = [rows.clone().filter(col("late")), rows.filter(col("delay").lt(lit(0)))];
    let taken: Arc<Mutex<Vec<usize>>> = Arc::default();
    let plans = both.map(|plan| {
        let taken = taken.clone();
        let take = move |batch: DataFrame| {
            taken.lock().unwrap().push(batch.height());
            Ok(false)
        };
        plan.sink_batches(PlanCallback::new(take), true, None).unwrap().logical_plan
    });
    execute_all(plans.into()).unwrap();
    let requests = store.requests();
    assert!(
        requests == ["carrier delay hours late where (late Equal Boolean(true) or delay Less Integer(0))"]
            || requests == ["carrier delay hours late where (delay Less Integer(0) or late Equal Boolean(true))"]
            || requests == ["carrier delay hours late"],
        "{requests:?}"
    );
    assert_eq!(taken.lock().unwrap().iter().sum::<usize>(), 4);
}

#[test]
fn much_goes_to_a_file_and_comes_back_the_same() {
    let store = Store::new(flights());
    let columns = store.schema().iter_names_cloned().collect();
    let request = ScanRequest { columns, ..Default::default() };
    let staged = Staged::read(&store, &request, &Reach::new("."), 1).unwrap();
    assert!(matches!(staged, Staged::File(..)));
    assert!(staged.in_memory().unwrap().equals_missing(&store.rows));
    let store = Store { most: 1, ..store };
    let plans: [fn(LazyFrame) -> LazyFrame; 8] = [
        |rows| rows,
        |rows| rows.limit(2),
        |rows| rows.slice(2, 3),
        |rows| rows.select([len()]),
        |rows| rows.select([col("late"), col("carrier")]),
        |rows| rows.filter(col("delay").gt(lit(5)).and(col("hours").abs().gt(lit(0.0)))).select([col("carrier")]),
        |rows| rows.sort(["delay"], SortMultipleOptions::default()).limit(2),
        |rows| rows.clone().inner_join(rows, col("carrier"), col("carrier")).select([col("delay").sum()]),
    ];
    plans.into_iter().for_each(|plan| drop(check(&store, plan)));
}

#[test]
fn a_plan_that_is_executed_again_asks_nothing_again() {
    let store = Store::new(flights());
    let rows = store.plan();
    let plans: [LazyFrame; 4] = [
        rows.clone().filter(col("late")).limit(2),
        rows.clone().filter(col("late")).limit(1).select([col("carrier")]),
        rows.clone().select([col("delay")]),
        rows.select([col("delay")]).limit(1),
    ];
    let heights = plans.map(|plan| collect(plan).unwrap().height());
    assert_eq!((heights, store.requests().len()), ([2, 1, 7, 1], 2));
}

#[test]
fn a_read_that_breaks_is_no_short_table() {
    let store = Store { breaks: true, ..Store::new(flights()) };
    let error = collect(store.plan()).unwrap_err();
    assert!(error.to_string().contains("the connection was cut"), "{error}");
}

#[test]
fn a_cancelled_read_ends() {
    let store = Store::new(flights());
    let cancellation = Cancellation::default();
    let reach = Reach::new(".").cancelled_by(&cancellation);
    let plan = planned_scan(Arc::new(store), &reach, None).unwrap();
    cancellation.cancel();
    assert!(collect(plan).is_err());
}
