//! Functions of dates and times. Nothing here reads a clock.

mod fields;
mod formats;
mod kernels;

use polars::prelude::*;

use super::Function;
use super::Spark::{Same, Template, With};
use crate::base::{Fix, Problem, Type};
use crate::formula::lower::integer;
use crate::formula::tree::Tree;
use formats::{chrono, format_of_dates, has_offset, known_format, moment_read, spark_format, spark_read};
use kernels as kernel;

pub(super) fn functions() -> Vec<Function> {
    let f = Function::new;
    let mut all = fields::functions();
    all.extend([
        f(
            ("date_trunc", "unit: constant text, day: moment -> moment"),
            ("date_trunc('month', DATE '2013-01-31')", "2013-01-01"),
            |c| Ok(c.arg(1).dt().truncate(lit(unit(c.text(0)).map_or("1d", |unit| unit.every)))),
            With(|trees, sql| {
                let truncated = format!("date_trunc({}, {})", sql[0].to_uppercase(), sql[1]);
                if trees[1].data_type == Type::Date { format!("CAST({truncated} AS DATE)") } else { truncated }
            }),
        )
        .check(|trees| {
            let unit = known_unit(&trees[0])?;
            if unit.months == 0 && unit.microseconds < DAY && trees[1].data_type == Type::Date {
                return Err(Problem::error(say!("function-date-without", unit = unit.name)).span(trees[0].span.clone()));
            }
            Ok(())
        }),
        f(
            ("date_add", "day: date, days: integer -> date"),
            ("date_add(DATE '2013-01-31', 1)", "2013-02-01"),
            |c| Ok(add_days(c.arg(0), c.arg(1))),
            Template("date_add({0}, CAST({1} AS INT))"),
        )
        .aliases(&["dateadd"]),
        f(
            ("date_sub", "day: date, days: integer -> date"),
            ("date_sub(DATE '2013-03-01', 1)", "2013-02-28"),
            |c| Ok(add_days(c.arg(0), integer(0) - c.arg(1))),
            Template("date_sub({0}, CAST({1} AS INT))"),
        ),
        f(
            ("add_months", "day: date, months: integer -> date"),
            ("add_months(DATE '2013-01-31', 1)", "2013-02-28"),
            |c| {
                let months = concat_str([c.arg(1).cast(DataType::String), lit("mo")], "", false);
                Ok(c.arg(0).dt().offset_by(months))
            },
            Template("add_months({0}, CAST({1} AS INT))"),
        ),
        f(
            (
                "datediff",
                "end: date, start: date -> integer | unit: constant text, start: datetime, end: datetime -> integer",
            ),
            ("datediff(DATE '2013-03-01', DATE '2013-02-27')", "2"),
            |c| match c.count() {
                2 => Ok(c.arg(0).cast(DataType::Int64) - c.arg(1).cast(DataType::Int64)),
                _ => {
                    Ok(kernel::whole_units(c.arg(1), c.arg(2), unit(c.text(0)).map_or((0, DAY), |unit| unit.length())))
                }
            },
            With(|trees, sql| match sql {
                [end, start] => format!("datediff({end}, {start})"),
                _ => format!(
                    "timestampdiff({}, {}, {})",
                    trees[0].constant_text().unwrap_or("DAY").to_uppercase(),
                    sql[1],
                    sql[2]
                ),
            }),
        )
        .aliases(&["date_diff", "timestampdiff"])
        .check(|trees| if trees.len() == 3 { known_unit(&trees[0]).map(drop) } else { Ok(()) }),
        f(
            ("last_day", "day: date -> date"),
            ("last_day(DATE '2012-02-10')", "2012-02-29"),
            |c| Ok(c.arg(0).dt().month_end()),
            Same("last_day"),
        )
        .aliases(&["eomonth"]),
        f(
            ("make_date", "year: integer, month: integer, day: integer -> date"),
            ("make_date(2013, 1, 31)", "2013-01-31"),
            |c| Ok(kernel::make_date(c.lowered.clone())),
            Template("TRY_CAST(format_string('%04d-%02d-%02d', {0}, {1}, {2}) AS DATE)"),
        )
        .aliases(&["datefromparts", "date_from_parts"]),
        f(
            ("make_timestamp", "day: date, hour: integer, minute: integer, second: integer -> datetime"),
            ("make_timestamp(DATE '2013-01-31', 5, 15, 0)", "2013-01-31 05:15:00"),
            |c| Ok(kernel::make_moment(c.lowered.clone())),
            Template("TRY_CAST(concat({0}, format_string(' %02d:%02d:%02d', {1}, {2}, {3})) AS TIMESTAMP_NTZ)"),
        ),
        f(
            ("to_date", "text: text, [format: constant text] -> date"),
            ("to_date('31.01.2013', 'dd.MM.yyyy')", "2013-01-31"),
            |c| kernel::read_date(c.arg(0), chrono(c, 1)?, false),
            With(|trees, sql| spark_read("to_date", "DATE", trees, sql)),
        )
        .fails()
        .check(|trees| format_of_dates(trees.get(1))),
        f(
            ("try_to_date", "text: text, [format: constant text] -> date"),
            ("try_to_date('31.02.2013', 'dd.MM.yyyy')", "null"),
            |c| kernel::read_date(c.arg(0), chrono(c, 1)?, true),
            With(|trees, sql| match trees.len() {
                1 => format!("TRY_CAST({} AS DATE)", sql[0]),
                _ => format!("CAST({} AS DATE)", spark_read("try_to_timestamp", "TIMESTAMP_NTZ", trees, sql)),
            }),
        )
        .check(|trees| format_of_dates(trees.get(1))),
        f(
            ("to_timestamp", "text: text, [format: constant text] -> datetime"),
            ("to_timestamp('31.01.2013 05:15', 'dd.MM.yyyy HH:mm')", "2013-01-31 05:15:00"),
            |c| kernel::read_moment(c.arg(0), chrono(c, 1)?, c.data_type, false),
            With(|trees, sql| match has_offset(trees.get(1)) {
                true => spark_read("to_timestamp", "TIMESTAMP", trees, sql),
                false => spark_read("to_timestamp_ntz", "TIMESTAMP_NTZ", trees, sql),
            }),
        )
        .gives(moment_read)
        .aliases(&["to_datetime"])
        .fails()
        .check(|trees| known_format(trees.get(1))),
        f(
            ("try_to_timestamp", "text: text, [format: constant text] -> datetime"),
            ("try_to_timestamp('soon')", "null"),
            |c| kernel::read_moment(c.arg(0), chrono(c, 1)?, c.data_type, true),
            With(|trees, sql| match trees.len() {
                _ if has_offset(trees.get(1)) => spark_read("try_to_timestamp", "TIMESTAMP", trees, sql),
                1 => format!("TRY_CAST({} AS TIMESTAMP_NTZ)", sql[0]),
                _ => format!("CAST({} AS TIMESTAMP_NTZ)", spark_read("try_to_timestamp", "TIMESTAMP", trees, sql)),
            }),
        )
        .gives(moment_read)
        .check(|trees| known_format(trees.get(1))),
        f(
            ("date_format", "day: moment, format: constant text -> text"),
            ("date_format(DATE '2013-01-31', 'd MMM yyyy')", "31 Jan 2013"),
            |c| Ok(c.arg(0).dt().to_string(&chrono(c, 1)?.unwrap_or_default())),
            With(|trees, sql| {
                format!("date_format({}, {})", sql[0], spark_format(trees.get(1)).unwrap_or_else(|| sql[1].clone()))
            }),
        )
        .aliases(&["strftime", "to_char"])
        .check(|trees| {
            known_format(trees.get(1))?;
            match (&trees[0].data_type, has_offset(trees.get(1))) {
                (Type::DateTime(Some(_)), _) | (_, false) => Ok(()),
                _ => Err(Problem::error(say!("function-has-no-offset", what = trees[0].data_type.in_a_sentence()))
                    .remedy(say!("function-format-without-offset"))
                    .span(trees[1].span.clone())),
            }
        }),
        f(
            ("monthname", "day: moment -> text"),
            ("monthname(DATE '2013-01-31')", "Jan"),
            |c| Ok(c.arg(0).dt().to_string("%b")),
            Template("date_format({0}, 'MMM')"),
        ),
        f(
            ("dayname", "day: moment -> text"),
            ("dayname(DATE '2013-01-31')", "Thu"),
            |c| Ok(c.arg(0).dt().to_string("%a")),
            Template("date_format({0}, 'EEE')"),
        ),
        f(
            ("unix_seconds", "moment: moment -> integer"),
            ("unix_seconds('1970-01-02')", "86400"),
            |c| {
                let moment = match c.arguments[0].data_type {
                    Type::Date => c.arg(0).cast(DataType::Datetime(TimeUnit::Milliseconds, None)),
                    _ => c.arg(0),
                };
                Ok(moment.dt().timestamp(TimeUnit::Milliseconds).floor_div(integer(1000)))
            },
            With(|trees, sql| match trees[0].data_type {
                Type::DateTime(Some(_)) => format!("unix_seconds({})", sql[0]),
                _ => format!("unix_seconds(CAST(concat({}, 'Z') AS TIMESTAMP))", sql[0]),
            }),
        )
        .aliases(&["unix_timestamp"]),
        f(
            ("timestamp_seconds", "seconds: integer -> datetime"),
            ("timestamp_seconds(86400)", "1970-01-02 00:00:00"),
            |c| {
                let dtype = DataType::Datetime(TimeUnit::Milliseconds, None);
                Ok((c.arg(0) * integer(1000)).cast(dtype).cast(DataType::Datetime(TimeUnit::Microseconds, None)))
            },
            Template("timestampadd(SECOND, {0}, TIMESTAMP_NTZ '1970-01-01 00:00:00')"),
        )
        .aliases(&["from_unixtime"]),
    ]);
    all
}

/// Days are how polars holds a date; a sum that is no date becomes null.
fn add_days(day: Expr, days: Expr) -> Expr {
    (day.cast(DataType::Int64) + days).cast(DataType::Int32).cast(DataType::Date)
}

const DAY: i64 = 86_400_000_000;

/// A unit of time: of months, or of microseconds.
struct Unit {
    name: &'static str,
    every: &'static str,
    months: i64,
    microseconds: i64,
}

impl Unit {
    fn length(&self) -> (i64, i64) {
        (self.months, self.microseconds)
    }
}

const fn unit_of(name: &'static str, every: &'static str, months: i64, microseconds: i64) -> Unit {
    Unit { name, every, months, microseconds }
}

const UNITS: [Unit; 8] = [
    unit_of("year", "1y", 12, 0),
    unit_of("quarter", "1q", 3, 0),
    unit_of("month", "1mo", 1, 0),
    unit_of("week", "1w", 0, 7 * DAY),
    unit_of("day", "1d", 0, DAY),
    unit_of("hour", "1h", 0, DAY / 24),
    unit_of("minute", "1m", 0, 60_000_000),
    unit_of("second", "1s", 0, 1_000_000),
];

fn unit(word: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.name.eq_ignore_ascii_case(word))
}

fn known_unit(tree: &Tree) -> Result<&'static Unit, Problem> {
    let word = tree.constant_text().unwrap_or_default();
    unit(word).ok_or_else(|| {
        let names = UNITS.iter().map(|unit| unit.name);
        let problem = Problem::error(say!("function-no-unit", unit = word)).span(tree.span.clone());
        match crate::base::suggest::nearest(word, names) {
            Some(near) => problem
                .remedy(say!("function-meant-unit", unit = near))
                .fix(Fix::write(format!("'{word}'"), format!("'{near}'"))),
            None => problem.remedy(say!("function-units")),
        }
    })
}
