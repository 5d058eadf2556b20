//! Selected columns of a table, to examine their values: of the whole table if it is held or short, else of its first
//! rows.

use polars::prelude::*;

use crate::base::Key;
use crate::connect;
use crate::engine::api::output::OutputRef;
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::{Stop, stoppable};
use crate::engine::execute::build::Build;
use crate::engine::preview::shared::Shared;
use crate::nodes::column;

/// The number of rows taken from a table that is not held.
const FIRST: u32 = 100_000;

/// The columns, and whether they are whole. `None` if the table is no longer that of the newest plan, or cannot be
/// computed.
pub(crate) fn columns(
    shared: &Shared,
    (output, key): (OutputRef, Key),
    names: &[String],
    stop: &Stop,
) -> Option<(DataFrame, bool)> {
    let whole = locked(&shared.cache).whole(key);
    if let Some(frame) = whole {
        return Some((frame.select(names).ok()?, true));
    }
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(output) == Some(key))?;
    let mut build = Build::new(&plan, Some(&shared.cache), stop);
    let frame = build.frame(output).ok()?;
    shared.count_lowered(build.count);
    shared.count_collected();
    let picked: Vec<Expr> = names.iter().map(column).collect();
    let lazy = stoppable(frame.lazy.select(picked).limit(FIRST + 1), output.node, stop);
    let found = guarded(|| connect::collect(lazy)).ok()?.ok()?;
    let is_whole = found.height() <= FIRST as usize;
    (!stop.is_set()).then(|| (found.head(Some(FIRST as usize)), is_whole))
}
