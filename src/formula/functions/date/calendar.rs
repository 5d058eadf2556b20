//! Days, months and units later, earlier and between.

use polars::prelude::*;

use super::super::function::Spark::{Same, With};
use super::super::function::{Function, function};
use super::kernels as kernel;
use super::units::{DAY, known_unit, unit};
use crate::base::{Problem, Type};
use crate::formula::beyond_calendar::in_calendar;
use crate::formula::lower::integer;
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("date_trunc")
            .takes("unit: constant text, day: moment")
            .gives("moment")
            .example("date_trunc('month', DATE '2013-01-31')", "2013-01-01")
            .polars(|c| {
                let every = lit(unit(c.text(0)).map_or("1d", |unit| unit.every));
                Ok(in_calendar(c.arg(1)).dt().truncate(every))
            })
            .spark(With(|trees, sql| {
                let truncated = format!("date_trunc({}, {})", sql[0].to_uppercase(), sql[1]);
                match trees[1].data_type {
                    Type::Date => format!("CAST({truncated} AS DATE)"),
                    Type::DateTime(None) => format!("CAST({truncated} AS TIMESTAMP_NTZ)"),
                    _ => truncated,
                }
            }))
            .check(|trees| {
                let unit = known_unit(&trees[0])?;
                if unit.months == 0 && unit.microseconds < DAY && trees[1].data_type == Type::Date {
                    return Err(
                        Problem::error(say!("function-date-without", unit = unit.name)).span(trees[0].span.clone())
                    );
                }
                Ok(())
            }),
        function("date_add")
            .takes("day: date, days: integer")
            .gives("date")
            .example("date_add(DATE '2013-01-31', 1)", "2013-02-01")
            .aliases(&["dateadd"])
            .polars(|c| Ok(kernel::add_days(c.arg(0), c.arg(1))))
            .spark(With(|trees, sql| moved("date_add", kernel::MOST_DAYS, trees, sql))),
        function("date_sub")
            .takes("day: date, days: integer")
            .gives("date")
            .example("date_sub(DATE '2013-03-01', 1)", "2013-02-28")
            .polars(|c| Ok(kernel::add_days(c.arg(0), integer(0) - c.arg(1))))
            .spark(With(|trees, sql| moved("date_sub", kernel::MOST_DAYS, trees, sql))),
        function("add_months")
            .takes("day: date, months: integer")
            .gives("date")
            .example("add_months(DATE '2013-01-31', 1)", "2013-02-28")
            .polars(|c| Ok(kernel::add_months(c.arg(0), c.arg(1))))
            .spark(With(|trees, sql| moved("add_months", kernel::MOST_MONTHS, trees, sql))),
        function("datediff")
            .takes("end: date, start: date")
            .takes("unit: constant text, start: datetime, end: datetime")
            .gives("integer")
            .example("datediff(DATE '2013-03-01', DATE '2013-02-27')", "2")
            .aliases(&["date_diff", "timestampdiff"])
            .polars(|c| match c.count() {
                2 => Ok(c.arg(0).cast(DataType::Int64) - c.arg(1).cast(DataType::Int64)),
                _ => {
                    Ok(kernel::whole_units(c.arg(1), c.arg(2), unit(c.text(0)).map_or((0, DAY), |unit| unit.length())))
                }
            })
            .spark(With(|trees, sql| match sql {
                [end, start] => format!("CAST(datediff({end}, {start}) AS BIGINT)"),
                _ => format!(
                    "timestampdiff({}, {}, {})",
                    trees[0].constant_text().unwrap_or("DAY").to_uppercase(),
                    sql[1],
                    sql[2]
                ),
            }))
            .check(|trees| if trees.len() == 3 { known_unit(&trees[0]).map(drop) } else { Ok(()) }),
        function("last_day")
            .takes("day: date")
            .gives("date")
            .example("last_day(DATE '2012-02-10')", "2012-02-29")
            .aliases(&["eomonth"])
            .polars(|c| Ok(in_calendar(c.arg(0)).dt().month_end()))
            .spark(Same("last_day")),
    ]
}

/// A date moved by a number of days or months; null beyond ten thousand years, as here.
fn moved(name: &str, most: i64, trees: &[Tree], sql: &[String]) -> String {
    match trees[1].constant_integer() {
        Some(count) if (-most..=most).contains(&count) => format!("{name}({}, {count})", sql[0]),
        _ => format!("if({1} BETWEEN -{most} AND {most}, {name}({0}, TRY_CAST({1} AS INT)), NULL)", sql[0], sql[1]),
    }
}
