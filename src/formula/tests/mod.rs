//! Table-driven tests: expression and result.

mod casts;
mod date_format;
mod decimals;
mod lists;
mod problems;
mod robustness;
mod semantics;
mod spark;
mod unsigned;
mod values;

use std::collections::BTreeMap;

use polars::prelude::*;

use super::{Formula, Scope, Value, Want, from_polars};
use crate::base::Problem;

/// One row with a column of each type, and names that need quoting.
fn row() -> DataFrame {
    df!(
        "i" => [7i64],
        "small" => [3i32],
        "tiny" => [200u8],
        "n" => [2.5f64],
        "t" => ["late"],
        "yes" => [true],
        "none" => [None::<i64>],
        "nothing" => [None::<&str>],
        "iso" => ["2013-01-31"],
        "order" => [1i64],
        "date" => [5i64],
        "a b" => [10i64],
        "a.b" => [20i64],
        "a\"b" => [30i64],
        "*" => [40i64],
        "^a.*$" => [50i64],
        "größe" => [60i64],
        "day_text" => ["31.12.2013"],
    )
    .unwrap()
    .lazy()
    .with_columns([
        lit(chrono::NaiveDate::from_ymd_opt(2013, 1, 31).unwrap()).cast(DataType::Date).alias("day"),
        lit("2013-01-31 05:15:00")
            .str()
            .to_datetime(Some(TimeUnit::Nanoseconds), None, Default::default(), lit("raise"))
            .alias("moment"),
        lit(2.5).cast(DataType::Decimal(10, 2)).alias("price"),
        lit(Scalar::null(DataType::Null)).alias("void"),
        as_struct(vec![lit(1).cast(DataType::Int64).alias("x"), lit("in").alias("y")]).alias("s"),
    ])
    .with_column({
        let zone = TimeZone::opt_try_new(Some("America/New_York")).unwrap();
        col("moment").dt().replace_time_zone(zone, lit("raise"), NonExistent::Raise).alias("zoned")
    })
    .collect()
    .unwrap()
}

fn parameters() -> BTreeMap<String, Value> {
    let date = chrono::NaiveDate::from_ymd_opt(2013, 1, 1).unwrap();
    BTreeMap::from([
        ("year".to_owned(), Value::Integer(2013)),
        ("name".to_owned(), Value::Text("it's".into())),
        ("from".to_owned(), Value::Date(date)),
        ("gone".to_owned(), Value::Null),
        ("on".to_owned(), Value::Boolean(true)),
        ("share".to_owned(), Value::Number(0.06)),
        ("huge".to_owned(), Value::Number(1e300)),
    ])
}

/// The value of `text` for [`row`], as text; problems and failures as "! message".
fn value(text: &str) -> String {
    let row = row();
    let parameters = parameters();
    let schema = row.schema().clone();
    let scope = Scope::new(&schema, &parameters);
    let formula = Formula::new(text);
    let (tree, expr) =
        match formula.check(&scope, Want::Any).and_then(|t| Ok((t, formula.to_polars(&scope, Want::Any)?))) {
            Ok(both) => both,
            Err(problem) => return format!("! {problem}"),
        };
    let out = row.lazy().select([expr.alias("out")]).collect_with_engine(Engine::Streaming);
    match out.map(|out| out.unwrap_single()) {
        Ok(out) => {
            let column = out.column("out").unwrap();
            assert_eq!(from_polars(column.dtype()), tree.data_type, "the type of {text}");
            shown(column.get(0).unwrap())
        }
        Err(error) => format!("! {}", error.to_string().lines().next().unwrap_or_default()),
    }
}

fn shown(value: AnyValue) -> String {
    match value {
        AnyValue::Null => "null".into(),
        AnyValue::Float64(value) => format!("{value:?}"),
        AnyValue::Datetime(..) | AnyValue::DatetimeOwned(..) => {
            let text = value.to_string();
            text.split_once('.').map_or(text.clone(), |(whole, fraction)| {
                let fraction = fraction.trim_end_matches('0');
                if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
            })
        }
        value => value.str_value().into_owned(),
    }
}

fn problem(text: &str, want: Want) -> Problem {
    let row = row();
    let parameters = parameters();
    let schema = row.schema().clone();
    Formula::new(text).to_polars(&Scope::new(&schema, &parameters), want).expect_err(text)
}

/// Reports all differences at once instead of the first.
fn check_values(table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .filter_map(|(text, expected)| {
            let found = value(text);
            (found != *expected).then(|| format!("{text}\n  expected {expected}\n  found    {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn examples_of_the_catalogue() {
    let table: Vec<(&str, &str)> = super::functions().iter().map(|function| function.example).collect();
    check_values(&table);
}
