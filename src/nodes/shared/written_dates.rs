//! Dates that are written as text: those beyond the calendar have none.

use polars::prelude::{Column, Expr};

use crate::base::Problem;
use crate::formula::{first_beyond_calendar, holds_dates};
use crate::nodes::kit::columns::column;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::Lower;

/// The columns that hold dates, each of which fails with its first date beyond the calendar.
pub fn checked_dates(cx: &Lower, rows: &Frame) -> Vec<Expr> {
    let dates = rows.schema().iter().filter(|(_, dtype)| holds_dates(dtype));
    let checked = dates.map(|(name, _)| {
        let (raiser, own) = (cx.raiser(""), name.clone());
        let check = move |values: Column| match first_beyond_calendar(values.as_materialized_series())? {
            None => Ok(values),
            Some(value) => {
                let text = say!("date-beyond-calendar", name = own.as_str(), value = value);
                Err(raiser.raise(Problem::error(text).remedy(say!("correct-date-before"))))
            }
        };
        column(name).map(check, |_, field| Ok(field.clone()))
    });
    checked.collect()
}
