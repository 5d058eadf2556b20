//! Table-driven tests: expression and result.

mod decimals;
mod lists;
mod problems;
mod sharp;
mod spark;
mod ugly;

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

#[test]
fn operators() {
    check_values(&[
        ("i + 1", "8"),
        ("i - 10", "-3"),
        ("i * n", "17.5"),
        ("1 / 2", "0.5"),
        ("3 / 10", "0.3"),
        ("(i - 4) / 10", "0.3"),
        ("i % 4", "3"),
        ("-i", "-7"),
        ("- -5", "5"),
        ("+n", "2.5"),
        ("2 + 3 * 4", "14"),
        ("(2 + 3) * 4", "20"),
        ("small + 1", "4"),
        ("tiny + tiny", "400"),
        ("i = 7", "true"),
        ("i <> 7", "false"),
        ("i != 7", "false"),
        ("i >= 7 AND n < 3", "true"),
        ("small = 3", "true"),
        ("tiny < 1000", "true"),
        ("i = n", "false"),
        ("t = 'late'", "true"),
        ("t < 'm'", "true"),
        ("yes AND NOT i > 9", "true"),
        ("i > 9 OR yes", "true"),
        ("t || '!' || i || null", "null"),
        ("t || ' ' || i || ' ' || yes || ' ' || day", "late 7 true 2013-01-31"),
        ("i IS NULL", "false"),
        ("none IS NULL", "true"),
        ("none IS NOT NULL", "false"),
        ("void IS NULL", "true"),
        ("none IS DISTINCT FROM 1", "true"),
        ("none IS DISTINCT FROM 1 AND false", "false"),
        ("none IS NOT DISTINCT FROM 1 OR true", "true"),
        ("none IS NOT DISTINCT FROM NULL", "true"),
        ("none <=> NULL", "true"),
        ("(none > 1) IS UNKNOWN", "true"),
        ("(none > 1) IS NOT TRUE", "true"),
        ("yes IS TRUE", "true"),
        ("yes IS FALSE", "false"),
        ("i IN (1, 7)", "true"),
        ("i NOT IN (1, 7)", "false"),
        ("small IN (3, 4)", "true"),
        ("t IN ('late', 'early')", "true"),
        ("i IN (small, order, 7)", "true"),
        ("i BETWEEN 1 AND 7", "true"),
        ("i NOT BETWEEN 1 AND 7", "false"),
        ("day BETWEEN '2013-01-01' AND '2013-12-31'", "true"),
        ("CASE WHEN i > 5 THEN 'big' WHEN i > 1 THEN 'mid' ELSE 'small' END", "big"),
        ("CASE i WHEN 1 THEN 'one' WHEN 7 THEN 'seven' END", "seven"),
        ("CASE WHEN i > 50 THEN 1 END", "null"),
        ("CASE WHEN i > 5 THEN 1 ELSE 2.5 END", "1.0"),
        ("CASE WHEN yes THEN null ELSE 3 END", "null"),
        ("s.x + 1", "2"),
        ("s.y || '!'", "in!"),
    ]);
}

#[test]
fn names() {
    check_values(&[
        ("order + date", "6"),
        ("\"a b\" + `a b`", "20"),
        ("\"a.b\"", "20"),
        ("\"a\"\"b\"", "30"),
        ("\"*\"", "40"),
        ("\"^a.*$\" + 0", "50"),
        ("größe", "60"),
        ("nope", "! There is no column \"nope\". Did you mean none?"),
        ("Order", "! There is no column \"Order\". Did you mean order? Names are case-sensitive"),
        ("a.b", "! There is no column \"a\". Quote the whole name: \"a.b\""),
        ("t.x", "! t has no fields. Write column names without a table name"),
        ("s.z", "! There is no field \"z\". Available: \"x\", \"y\""),
        ("t = \"EWR\"", "! There is no column \"EWR\". Did you mean the text 'EWR'? Double quotes are for column names"),
    ]);
}

#[test]
fn literals_and_parameters() {
    check_values(&[
        ("'it''s'", "it's"),
        ("1.5e2", "150.0"),
        (".5", "0.5"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808"),
        ("-9223372036854775809", "-9223372036854775809"),
        ("0.1 + 0.2", "0.3"),
        ("1e-1 + 2e-1", "0.30000000000000004"),
        ("0.1000000000000000055511151231257827021181", "0.1"),
        ("DECIMAL '0.06'", "0.06"),
        ("NUMERIC 'x'", "! 'x' is not a decimal(38, 2)"),
        ("TRUE", "true"),
        ("NULL", "null"),
        ("DATE '2013-01-31'", "2013-01-31"),
        ("TIMESTAMP '2013-01-31 05:15'", "2013-01-31 05:15:00"),
        ("TIME '05:15:00'", "05:15:00"),
        ("DATE '2013-02-31'", "! '2013-02-31' is not a date. Write dates as '2013-01-31'"),
        ("${year} + 1", "2014"),
        ("year(day) = ${year}", "true"),
        ("${name} || '!'", "it's!"),
        ("day >= ${from}", "true"),
        ("i = ${gone}", "null"),
        ("i IN (${year}, 7)", "true"),
        ("CASE WHEN ${on} THEN ${year} END", "2013"),
        ("date_add(${from}, 1)", "2013-01-02"),
        ("day + INTERVAL ${year} DAY", "2018-08-06"),
        ("'${year}'", "${year}"),
        ("${yaer}", "! There is no parameter \"yaer\". Did you mean \"year\"?"),
        ("substring(t, ${year})", ""),
        ("t LIKE ${name}", "false"),
        ("1 -- and more", "1"),
        ("1 /* and */ + 1", "2"),
    ]);
}

#[test]
fn dates() {
    check_values(&[
        ("day = '2013-01-31'", "true"),
        ("'2013-01-30' < day", "true"),
        ("day < '2013-01-31 01:00'", "true"),
        ("moment > '2013-01-31'", "true"),
        ("moment = '2013-01-31 05:15'", "true"),
        ("moment > day", "true"),
        ("day IN ('2013-01-31')", "true"),
        ("moment IN ('2013-01-31 05:15', '2013-01-31')", "true"),
        ("day = 'soon'", "! 'soon' is not a date. Write dates as '2013-01-31'"),
        ("day + INTERVAL 1 MONTH", "2013-02-28"),
        ("day - INTERVAL '2' WEEK", "2013-01-17"),
        ("INTERVAL '3 days' + day", "2013-02-03"),
        ("day + INTERVAL -3 DAY", "2013-01-28"),
        ("day + INTERVAL 90 MINUTE", "2013-01-31 01:30:00"),
        ("moment + INTERVAL 1 HOUR", "2013-01-31 06:15:00"),
        ("year(moment) * 100 + month(moment)", "201301"),
        ("hour(moment)", "5"),
        ("hour(TIME '05:15')", "5"),
        ("hour(day)", "0"),
        ("EXTRACT(YEAR FROM day)", "2013"),
        ("EXTRACT(DOY FROM day)", "31"),
        ("date_trunc('hour', moment)", "2013-01-31 05:00:00"),
        ("date_trunc('week', day)", "2013-01-28"),
        ("date_trunc('quarter', day)", "2013-01-01"),
        ("date_trunc('hour', day)", "! A date has no hours"),
        ("date_trunc('mnth', day)", "! There is no unit 'mnth'. Did you mean 'month'?"),
        ("datediff(day, '2013-01-01')", "30"),
        ("datediff('month', '2012-11-30', day)", "2"),
        ("datediff('hour', '2013-01-31', moment)", "5"),
        ("date_add(day, small)", "2013-02-03"),
        ("add_months(day, i)", "2013-08-31"),
        ("add_months(day, none)", "null"),
        ("last_day(moment)", "2013-01-31"),
        ("make_date(2013, 2, 30)", "null"),
        ("make_date(year(day), small, 1)", "2013-03-01"),
        ("to_date(day_text, '%d.%m.%Y')", "2013-12-31"),
        ("to_date(day_text, 'dd.MM.yyyy') > day", "true"),
        ("to_date(day_text)", "! \"31.12.2013\" is not a date such as 2013-01-31. To get null instead, use TRY_CAST"),
        ("try_to_date(day_text)", "null"),
        (
            "to_date(t, 'QQ')",
            "! Unknown part of the format: QQ. Use a format such as 'yyyy-MM-dd HH:mm:ss' or '%Y-%m-%d %H:%M:%S', with plain letters in quotes",
        ),
        ("date_format(moment, '%H:%M')", "05:15"),
        ("CAST(moment AS text)", "2013-01-31 05:15:00"),
        ("CAST(day AS text)", "2013-01-31"),
        ("CAST(moment AS date)", "2013-01-31"),
        ("CAST(moment AS time)", "05:15:00"),
        ("hour(zoned)", "5"),
        ("zoned > '2013-01-31 05:00'", "true"),
        ("zoned = moment", "true"),
        ("zoned > day", "true"),
        ("CAST(zoned AS text)", "2013-01-31 05:15:00-05:00"),
        ("CAST(zoned AS timestamp)", "2013-01-31 05:15:00"),
        ("CAST(zoned AS date)", "2013-01-31"),
        ("zoned + INTERVAL 1 DAY = '2013-02-01 05:15'", "true"),
        ("datediff('hour', day, zoned)", "5"),
        ("coalesce(zoned, '2013-01-01') = zoned", "true"),
        ("unix_seconds(moment)", "1359609300"),
        ("day - day", "! - cannot be applied to a date and a date. To get the days between them, write datediff(day, day)"),
        ("day + 1", "! + cannot be applied to a date and an integer. To add days, write date_add(day, 1)"),
        ("greatest(day, DATE '2014-01-01')", "2014-01-01"),
        ("coalesce(NULL, day, '2014-01-01')", "2013-01-31"),
    ]);
}
