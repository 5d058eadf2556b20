//! Sources that have no records: their columns are those of the last run.

use chrono::{DateTime, Local};
use polars::prelude::*;

use super::files::empty;
use crate::base::Problem;
use crate::connect::KnownColumns;
use crate::nodes::kit::frame::{Blank, Frame};
use crate::nodes::kit::lower::Lower;

/// The frame of a source without records. Columns in which no value has been seen get their types of the last run.
pub fn as_in_last_run(cx: &Lower, frame: Frame) -> Frame {
    cx.note_no_records();
    let Some(known) = cx.known_columns() else { return frame };
    let typed: Vec<(PlSmallStr, DataType)> =
        frame.blank().iter().filter_map(|name| Some((name.clone(), known.schema.get(name)?.clone()))).collect();
    if typed.is_empty() {
        return frame;
    }
    tell(cx, &known);
    let mut schema = frame.schema().as_ref().clone();
    let blank: Blank = Arc::new(frame.blank().iter().filter(|name| !known.schema.contains(name)).cloned().collect());
    let mut made = Vec::new();
    for (name, dtype) in typed {
        // There are no values, so none can change.
        made.push(lit(Scalar::null(dtype.clone())).alias(name.clone()));
        schema.with_column(name, dtype);
    }
    Frame::with_schema(frame.lazy.with_columns(made), Arc::new(schema)).with_blank(blank)
}

/// The table of a source that has neither records nor columns; `None` if no run has found any.
pub fn of_last_run(cx: &Lower) -> Option<Frame> {
    cx.note_no_records();
    let known = cx.known_columns()?;
    tell(cx, &known);
    Some(empty(known.schema.as_ref().clone()))
}

fn tell(cx: &Lower, known: &KnownColumns) {
    let date = DateTime::<Local>::from(known.at).format("%Y-%m-%d").to_string();
    cx.warn(Problem::warning(say!("columns-of-last-run", date = date)));
}

/// Columns without a type have seen no value: they are text, and blank.
pub fn with_unseen(schema: &Schema) -> Frame {
    let blank: Blank = Arc::new(schema.iter().filter(|(_, of)| of.is_null()).map(|(name, _)| name.clone()).collect());
    let typed = |(name, of): (&PlSmallStr, &DataType)| {
        Field::new(name.clone(), if of.is_null() { DataType::String } else { of.clone() })
    };
    empty(schema.iter().map(typed).collect()).with_blank(blank)
}
