//! Formulas: whatever is typed is a tree or a problem with its place, a tree has the type that it promises, and the rows
//! of a condition say what its text says.

use std::sync::LazyLock;

use polars::prelude::*;
use tablewire::base::{ColumnInfo, Type};
use tablewire::formula::{
    self, Formula, Scope, Value, Want, call_at, complete, from_polars, functions, highlight, rename_columns, terms,
    used_columns, used_parameters, value_place, write_terms,
};
use tablewire::nodes::Parameters;

use super::Target;
use super::grammar::{SMALL, WORDS, made};

pub fn target() -> Target {
    let mut corpus: Vec<Vec<u8>> = functions().iter().map(|f| f.example.0.as_bytes().to_vec()).collect();
    corpus.extend(SMALL.iter().map(|text| text.as_bytes().to_vec()));
    let mut words: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    words.extend(functions().iter().map(|function| format!("{}(", function.name)));
    Target { name: "formula", corpus, words, make: Some(made), check, libraries_may_panic: false, cases: 400 }
}

/// Some rows with a column of each kind.
fn rows() -> DataFrame {
    let text = |texts: [Option<&str>; 4]| Column::new("".into(), texts.to_vec());
    let day = [Some((2013, 1, 31)), None, Some((1900, 2, 28)), Some((9999, 12, 31))];
    let day = day.map(|day| day.map(|(y, m, d)| chrono::NaiveDate::from_ymd_opt(y, m, d).expect("a date")));
    let moment = [Some("2013-01-31 05:15:00"), None, Some("1969-12-31 23:59:59"), Some("2200-01-01 00:00:00")];
    let rows = df!(
        "i" => [Some(7i64), None, Some(i64::MIN), Some(i64::MAX)],
        "n" => [Some(2.5), None, Some(f64::NAN), Some(-1e300)],
        "t" => [Some("late"), None, Some(""), Some("Größe 1.5 😀")],
        "yes" => [Some(true), None, Some(false), Some(true)],
        "none" => [None::<i64>; 4],
        "nothing" => [None::<&str>; 4],
        "big" => [u64::MAX, 0, 1, 2],
        "small" => [3i32, i32::MIN, i32::MAX, 0],
        "empty" => [""; 4],
        "far" => [i32::MAX, i32::MIN, 2_932_897, -800_000],
        "edge" => [i64::MAX, i64::MIN, 253_402_300_800_000_000, -70_000_000_000_000_000],
        "a b" => [10i64, 11, 12, 13],
        "a.b" => [20i64; 4],
    );
    let fixed = |column: Column, name: &str, dtype: DataType| {
        column.cast(&dtype).unwrap_or_else(|error| panic!("{name}: {error}")).with_name(name.into())
    };
    let moments = text(moment).str().expect("texts").as_datetime(
        None,
        TimeUnit::Microseconds,
        true,
        false,
        None,
        &StringChunked::from_iter(["raise"]),
    );
    let moments = moments.expect("datetimes").into_column().with_name("moment".into());
    let mut rows = rows.expect("columns of one height");
    let new_york = TimeZone::opt_try_new(Some("America/New_York")).expect("a zone");
    let zone = TimeZone::opt_try_new(Some("UTC")).expect("a zone");
    for column in [
        Column::new("day".into(), day.to_vec()),
        fixed(moments.clone(), "nanos", DataType::Datetime(TimeUnit::Nanoseconds, None)),
        fixed(moments.clone(), "local", DataType::Datetime(TimeUnit::Microseconds, new_york)),
        fixed(moments.clone(), "zoned", DataType::Datetime(TimeUnit::Milliseconds, zone)),
        moments,
        fixed(Column::new("".into(), [2.5, 0.0, -1.25, 1e7]), "price", DataType::Decimal(10, 2)),
        fixed(Column::new("".into(), [0i64, 1, 86_399_999_999_999, 5]), "time", DataType::Time),
        fixed(rows.column("far").expect("dates").clone(), "far", DataType::Date),
        fixed(rows.column("edge").expect("moments").clone(), "edge", DataType::Datetime(TimeUnit::Microseconds, None)),
        Series::new_null("void".into(), 4).into_column(),
    ] {
        rows.with_column(column).expect("a column of the same height");
    }
    let s = as_struct(vec![col("i").alias("x"), col("t").alias("y")]).alias("s");
    rows.lazy().with_column(s).collect().expect("rows")
}

fn check(input: &[u8]) -> Result<(), String> {
    let text = &*String::from_utf8_lossy(input);
    static ROWS: LazyLock<DataFrame> = LazyLock::new(rows);
    let rows = &*ROWS;
    while_typing(text, rows)?;
    let parameters = Parameters::from([
        ("year".to_owned(), Value::Integer(2013)),
        ("name".to_owned(), Value::Text("it's".into())),
        ("gone".to_owned(), Value::Null),
        ("from".to_owned(), Value::Date(chrono::NaiveDate::from_ymd_opt(2013, 1, 1).expect("a date"))),
    ]);
    let schema = rows.schema().clone();
    let scope = Scope::new(&schema, &parameters);
    let formula = Formula::new(text);
    let as_rows = terms(text).ok();
    if let Some(found) = &as_rows {
        let written = write_terms(found);
        if terms(&written).as_ref() != Ok(found) {
            return Err(format!("{found:?} is written as {written}, read as {:?}", terms(&written)));
        }
    }
    let tree = match formula.check(&scope, Want::Any) {
        Ok(tree) => tree,
        Err(problem) => {
            return if is_placed(text, &problem) { Ok(()) } else { Err(format!("without place: {problem:?}")) };
        }
    };
    renamed_is_the_same(text, rows, &parameters, &tree.data_type)?;
    let expr = match formula.to_polars(&scope, Want::Any) {
        Ok(expr) => expr,
        Err(problem) => {
            return if is_placed(text, &problem) { Ok(()) } else { Err(format!("without place: {problem:?}")) };
        }
    };
    let whole = evaluated(rows, &expr, Engine::Streaming)?;
    // A formula that only names a column passes it on as it is stored.
    let is_passed_on = |stored: &DataType| *stored == DataType::UInt64 && tree.data_type == Type::Decimal(20, 0);
    if let Some(column) = &whole
        && from_polars(column.dtype()) != tree.data_type
        && !is_passed_on(column.dtype())
    {
        return Err(format!("{:?} is promised, {} comes", tree.data_type, column.dtype()));
    }
    // What a row gives does not depend on those beside it, nor on the engine.
    let mut fails = false;
    for row in 0..rows.height() {
        let alone = evaluated(&rows.slice(row as i64, 1), &expr, Engine::InMemory)?;
        fails |= alone.is_none();
        if let (Some(whole), Some(alone)) = (&whole, &alone) {
            let (within, alone) = (whole.get(row).expect("a row"), alone.get(0).expect("a row"));
            if shown(&within) != shown(&alone) {
                return Err(format!("row {row} gives {}, alone {}", shown(&within), shown(&alone)));
            }
        }
    }
    if fails == whole.is_some() {
        return Err(format!("{} alone, {} together", said(fails), said(whole.is_none())));
    }
    if let Some(found) = as_rows.filter(|found| !found.rows.is_empty()) {
        let again = Formula::new(write_terms(&found));
        let expr = again.to_polars(&scope, Want::Any).map_err(|problem| format!("{} has {problem}", again.0))?;
        let other = evaluated(rows, &expr, Engine::InMemory)?;
        let is_same = match (&whole, &other) {
            (Some(whole), Some(other)) => whole.equals_missing(other),
            (whole, other) => whole.is_none() == other.is_none(),
        };
        if !is_same {
            return Err(format!("as rows, {}, it gives other values", again.0));
        }
    }
    Ok(())
}

/// A cell as text; dates that no calendar has, by their number.
fn shown(value: &AnyValue) -> String {
    match value {
        AnyValue::Date(days) => format!("day {days}"),
        AnyValue::Datetime(count, unit, _) | AnyValue::DatetimeOwned(count, unit, _) => format!("{count} {unit}"),
        value => value.to_string(),
    }
}

fn said(fails: bool) -> &'static str {
    if fails { "it fails" } else { "it gives values" }
}

/// Whether a problem says something, of a piece of the text.
fn is_placed(text: &str, problem: &tablewire::base::Problem) -> bool {
    let inside = problem.span.as_ref().is_none_or(|span| text.get(span.clone()).is_some());
    inside && problem.message.id().is_some() && !problem.words().is_empty()
}

/// The column of values; `None` where a value stops the computation, in our words.
fn evaluated(rows: &DataFrame, expr: &Expr, engine: Engine) -> Result<Option<Column>, String> {
    let plan = rows.clone().lazy().with_column(expr.clone().alias("out")).select([col("out")]);
    match plan.collect_with_engine(engine).map(|result| result.unwrap_single()) {
        Ok(table) if table.height() != rows.height() => Err(format!("{} rows of {}", table.height(), rows.height())),
        Ok(table) => Ok(Some(table.columns()[0].clone())),
        Err(error) => match formula::problem_of(&error).message.id() {
            Some(_) => Ok(None),
            None => Err(format!("polars: {error}")),
        },
    }
}

/// What the window asks with every letter: colours, the call around the cursor, completions.
fn while_typing(text: &str, rows: &DataFrame) -> Result<(), String> {
    let mut last = 0;
    for (span, _) in highlight(text) {
        if span.start < last || text.get(span.clone()).is_none() {
            return Err(format!("colours overlap or end within a letter: {span:?}"));
        }
        last = span.end;
    }
    used_columns(text);
    used_parameters(text);
    let columns: Vec<ColumnInfo> =
        rows.schema().iter().map(|(name, dtype)| ColumnInfo::new(name.as_str(), from_polars(dtype))).collect();
    // One place of each formula: to list what may follow takes longest.
    let cursor = text.len() * (text.len() % 5) / 4;
    for completion in complete(text, cursor, &columns, ["year", "name"]) {
        if text.get(completion.replace.clone()).is_none() {
            return Err(format!("{completion:?} takes the place of a part of a letter"));
        }
    }
    call_at(text, cursor);
    value_place(text, cursor);
    Ok(())
}

/// A formula whose columns have other names says the same.
fn renamed_is_the_same(
    text: &str,
    rows: &DataFrame,
    parameters: &Parameters,
    data_type: &tablewire::base::Type,
) -> Result<(), String> {
    let new = ["it's \"new\"", "date", "case"][text.len() % 3];
    let mut schema = (**rows.schema()).clone();
    schema.rename("i", new.into());
    let renamed = rename_columns(text, &[("i".to_owned(), new.to_owned())]);
    match Formula::new(renamed.as_str()).check(&Scope::new(&schema, parameters), Want::Any) {
        Ok(tree) if tree.data_type == *data_type => {}
        Ok(tree) => return Err(format!("renamed, {renamed} is {:?}", tree.data_type)),
        Err(problem) => return Err(format!("renamed, {renamed} has {problem}")),
    }
    let back = rename_columns(&renamed, &[(new.to_owned(), "i".to_owned())]);
    if used_columns(&back) != used_columns(text) {
        return Err(format!("renamed and back: {back}"));
    }
    // Written for Spark, the tree shows in whole.
    let scope = Scope::new(rows.schema(), parameters);
    let written = |text: &str| Formula::new(text).to_spark(&scope).ok();
    match written(&back) == written(text) {
        true => Ok(()),
        false => Err(format!("renamed and back, {back} is {:?}, not {:?}", written(&back), written(text))),
    }
}
