//! The rows that advice examines.

use polars::prelude::*;

use crate::base::ColumnInfo;
use crate::engine::api::advice::TableRef;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::run;
use crate::engine::preview::shared::Shared;
use crate::nodes::{Frame, column};

/// The number of rows read from a table that is not held: enough for advice, and quickly available.
const ROWS: IdxSize = 200_000;

/// Rows of a table for advice.
pub(super) struct Rows {
    pub frame: DataFrame,
    /// Whether these are all rows.
    pub whole: bool,
}

/// All rows of a table that is held, else its first rows. `pick` chooses columns.
pub(super) fn rows(
    shared: &Shared,
    table: TableRef,
    pick: impl Fn(&[ColumnInfo]) -> Vec<String>,
    stop: &Stop,
) -> Option<Rows> {
    let TableRef { output, key } = table;
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(output) == Some(key));
    let is_sample = plan.as_ref().is_some_and(|plan| plan.nodes[&output.node].sample.is_some());
    let cached = locked(&shared.cache).whole(key);
    let (frame, is_held) = match cached {
        Some(frame) => (Frame::new(frame.lazy()).ok()?, true),
        None => {
            let plan = plan.as_ref()?;
            let mut build = Build::new(plan, Some(&shared.cache), stop);
            let frame = build.frame(output).ok()?;
            shared.count_lowered(build.count);
            shared.count_collected();
            (frame, false)
        }
    };
    let picked: Vec<Expr> = pick(&frame.columns()).iter().map(column).collect();
    let lazy = frame.lazy.select(picked);
    let lazy = if is_held { lazy } else { lazy.limit(ROWS) };
    let frame = run(lazy, stop).ok()?;
    let whole = !is_sample && (is_held || frame.height() < ROWS as usize);
    Some(Rows { frame, whole })
}
