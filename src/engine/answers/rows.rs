//! Rows further down a table, for scrolling.

use std::sync::Arc;

use polars::prelude::DataFrame;

use crate::base::Key;
use crate::connect;
use crate::engine::api::event::Event;
use crate::engine::api::output::OutputRef;
use crate::engine::api::table::HEAD;
use crate::engine::api::table::{Exactness, Table, compact};
use crate::engine::api::table_text::TextRequest;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::rows;
use crate::engine::execute::matching_sample::exactness;
use crate::engine::preview::hold_on_demand::{hold, is_dear};
use crate::engine::preview::shared::Shared;

/// A request for rows.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RowsRequest {
    pub output: OutputRef,
    pub key: Key,
    pub first: u64,
    pub count: usize,
}

/// The maximum number of cells written as text at once.
pub const MOST_CELLS: u64 = 5_000_000;
/// Rows written between two checks of the cancellation flag.
const STRIDE: u64 = 50_000;

/// The rows as text, as many as fit the clipboard; `None` as for [`answer`].
pub(crate) fn text(shared: &Shared, request: &TextRequest, stop: &Stop) -> Option<Event> {
    let most = MOST_CELLS / request.columns.len().max(1) as u64;
    let end = request.first.saturating_add(request.count.min(most));
    if end.saturating_sub(request.first) > STRIDE {
        // Otherwise each stride would begin at the first row again.
        let all = RowsRequest { output: request.output, key: request.key, first: request.first, count: 0 };
        hold_for_more(shared, all, stop);
    }
    let mut lines = Vec::new();
    let mut rows = 0;
    let mut at = request.first;
    while at < end {
        let count = usize::try_from(STRIDE.min(end - at)).ok()?;
        let part = RowsRequest { output: request.output, key: request.key, first: at, count };
        let Some(Event::Rows { table, .. }) = answer(shared, part, stop) else { return None };
        if lines.is_empty() && request.header {
            let columns: Vec<_> = request.columns.iter().filter_map(|column| table.columns().get(*column)).collect();
            lines.push(request.format.header(&columns));
        }
        stop.passed(request.output.node, table.len());
        lines.extend((0..table.len()).map(|row| request.format.row(&table, row, &request.columns)));
        rows += table.len() as u64;
        at += count as u64;
        if stop.is_set() || table.len() < count {
            break;
        }
    }
    if stop.is_set() {
        return None;
    }
    let text = lines.join("\n");
    let columns = request.columns.len() as u64;
    let Some(path) = &request.to else { return Some(Event::Text { text: Ok(Some(text)), rows, columns }) };
    let text = connect::write_atomic(path, format!("{text}\n").as_bytes()).map(|()| None);
    Some(Event::Text { text, rows, columns })
}

/// After the answer: holds the table of a request whose rows had to be waited for, since more will be requested.
pub(crate) fn hold_for_more(shared: &Shared, request: RowsRequest, stop: &Stop) {
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(request.output) == Some(request.key));
    plan.and_then(|plan| hold(shared, &plan, request.output, request.key, stop));
}

/// The rows: from a table that is kept in memory or on disk, else by a query; an expensive table is held. `None` if the
/// table is no longer that of the newest plan, or cannot be computed: the preview says why.
pub(crate) fn answer(shared: &Shared, request: RowsRequest, stop: &Stop) -> Option<Event> {
    let RowsRequest { output, key, first, count } = request;
    let plan = locked(&shared.latest).clone().filter(|plan| plan.key(output) == Some(key));
    let at = i64::try_from(first).ok()?;
    let slice = |frame: DataFrame| frame.slice(at, count);
    let on_disk = || {
        let mut kept = shared.keeper.as_ref()?.store.get(key).filter(|_| plan.is_some())?;
        kept.rows(first, count as u64, &|| stop.is_set()).ok()
    };
    let held_now = || {
        let plan = plan.as_ref().filter(|plan| first + count as u64 > HEAD as u64 && is_dear(shared, plan, output))?;
        hold(shared, plan, output, key, stop).map(slice)
    };
    let cached = locked(&shared.cache).whole(key);
    let kept = cached.map(slice).or_else(on_disk).or_else(held_now);
    let slice = match kept {
        Some(slice) => slice,
        None => {
            let plan = plan.as_ref()?;
            let mut build = Build::new(plan, Some(&shared.cache), stop);
            let frame = build.frame(output).ok()?;
            shared.count_lowered(build.count);
            shared.count_collected();
            rows(&frame, first, count, stop).ok()?
        }
    };
    let exactness = plan.map_or(Exactness::Exact, |plan| exactness(&plan, output, &shared.cache));
    Some(Event::Rows { output, key, table: Arc::new(Table::new(compact(slice), first, exactness)) })
}
