//! Rows further down a table, for scrolling.

use std::sync::Arc;

use super::build::Build;
use super::collect::rows;
use super::event::Event;
use super::request::OutputRef;
use super::shared::Shared;
use super::stop::Stop;
use super::sync::locked;
use super::table::{Exactness, Table, compact};
use crate::base::Key;

/// A wish for rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub output: OutputRef,
    pub key: Key,
    pub first: u64,
    pub count: usize,
}

/// The rows: out of a table that is kept whole at once, else by a query. `None` where the table is no longer that of the
/// newest plan, or cannot be computed: the preview says why.
pub(crate) fn answer(shared: &Shared, wish: Wish, stop: &Stop) -> Option<Event> {
    let Wish { output, key, first, count } = wish;
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(output) == Some(key));
    let kept = locked(&shared.cache).whole(key);
    let slice = match kept {
        Some(frame) => frame.slice(i64::try_from(first).ok()?, count),
        None => {
            let plan = plan.as_ref()?;
            let mut build = Build::new(plan, Some(&shared.cache), stop);
            let frame = build.frame(output).ok()?;
            shared.count_lowered(build.count);
            shared.count_collected();
            rows(&frame, first, count, stop).ok()?
        }
    };
    let sample = plan.and_then(|plan| plan.nodes[&output.node].sample);
    let exactness = sample.map_or(Exactness::Exact, Exactness::SampleOf);
    Some(Event::Rows { output, key, table: Arc::new(Table::new(compact(slice), first, exactness)) })
}
