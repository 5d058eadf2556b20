//! Which tables a preview holds whole in memory: those that are expensive to recompute and of moderate size, and small
//! ones. For all others first rows, count and statistics are enough; they are held whole once the user looks further
//! (`hold_on_demand.rs`).
//!
//! Whether a table is large is estimated before it is computed, from its first rows and its count, neither of which
//! needs more than the requested columns.

use std::collections::HashSet;

use super::hold_on_demand::is_dear;
use super::job::Job;
use crate::base::Key;
use crate::engine::api::measure::Measure;
use crate::engine::api::output::OutputRef;
use crate::engine::api::table::HEAD;
use crate::engine::cache::memory_size::held_bytes;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::{Halt, count};
use crate::engine::plan::planned::Plan;
use crate::nodes::{Frame, Rows};

/// The usual maximum of the ratio of bytes in memory to bytes in a file.
const UNPACKED: u64 = 16;

/// A table that is cheap to recompute is held up to this fraction (1 / CHEAP) of the largest table that may be held:
/// then all requests about it are answered at once, and its distinct values are counted, not estimated.
pub(crate) const CHEAP: u64 = 32;

/// Whether the result of files with this many bytes is unlikely to exceed `bound`.
pub(crate) fn is_small(files: u64, bound: u64) -> bool {
    files <= bound / UNPACKED
}

/// Why a table is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hold {
    /// It is worth keeping, or its statistics are requested.
    Kept,
    /// The viewed table is computed from it: each edit there would compute it again.
    Behind,
}

impl Job<'_> {
    /// The maximum bytes of a table to be held before the user looks further.
    pub(crate) fn bound(&self, output: OutputRef, hold: Hold) -> u64 {
        let largest = locked(&self.shared.cache).largest();
        let node = &self.plan.nodes[&output.node].node;
        let is_cheap = || !self.kept.contains(&output.node) && !is_dear(self.shared, self.plan, output);
        match (node.rows(), hold) {
            _ if node.is_parser() => largest,
            // Reading or filtering rows again costs less than the memory that they take.
            _ if is_cheap() => largest / CHEAP,
            // Sorting again costs more than reading again.
            (Rows::Reordered, Hold::Behind) => largest / 2,
            _ => largest / 4,
        }
    }

    /// Keeps a table if its first rows are all of its rows; returns whether they are.
    pub(crate) fn keep_short(&mut self, output: OutputRef, key: Key) -> bool {
        let known = locked(&self.shared.cache).known(key).cloned();
        let Some((table, measure)) = known.and_then(|known| known.table.zip(known.measure)) else { return false };
        if table.len() >= HEAD {
            return false;
        }
        let frame = table.frame().clone();
        self.offer(output, key, Some(&frame), measure.time);
        self.measured(output, key, Measure::whole(measure.time, Some(&frame)));
        let rows = frame.height() as u64;
        let bytes = held_bytes(&frame);
        locked(&self.shared.cache).keep(key, frame, bytes, measure.time);
        self.emit_count(output, key, rows);
        true
    }

    /// Whether a table may have no more than `bound` bytes. First rows and count are computed for that, unless it comes
    /// from small files or is known to be small by its kind.
    pub(crate) fn may_fit(&mut self, output: OutputRef, key: Key, bound: u64) -> bool {
        let node = &self.plan.nodes[&output.node].node;
        if node.is_parser() || node.rows() == Rows::Summary || is_small(self.bytes_read(output), bound) {
            return true;
        }
        self.head(output);
        if locked(&self.shared.cache).known(key).and_then(|known| known.table.as_ref()).is_some_and(|t| t.len() < HEAD)
        {
            return true;
        }
        self.count(output);
        let reckoned = self.reckoned(key);
        if let Some(bytes) = reckoned.filter(|bytes| *bytes > bound) {
            locked(&self.shared.cache).note(key, |known| known.beyond = known.beyond.max(bytes - 1));
        }
        reckoned.is_some_and(|bytes| bytes <= bound)
    }

    /// The bytes of a whole table, estimated from its first rows and its count; `None` while these are unknown.
    fn reckoned(&self, key: Key) -> Option<u64> {
        let mut cache = locked(&self.shared.cache);
        let known = cache.known(key)?;
        Some(
            known
                .measure?
                .reckoned(known.table.as_ref()?.frame(), known.rows?)
                .unwrap_or(known.measure?)
                .bytes?
                .number(),
        )
    }

    /// The bytes of all files that a table comes from.
    pub(crate) fn bytes_read(&self, output: OutputRef) -> u64 {
        let nodes = self.plan.upstream(output.node).into_iter().chain([output.node]);
        let mut seen = HashSet::new();
        let reads = nodes.flat_map(|id| &self.plan.nodes[&id].ingredients.reads);
        reads.filter(|marked| seen.insert(&marked.address)).filter_map(|marked| marked.bytes).sum()
    }

    /// The upstream table that has exactly as many rows, because only the order or the columns differ.
    pub(crate) fn row_for_row(&self, output: OutputRef) -> OutputRef {
        let mut origin = output;
        while let Some(input) = before(self.plan, origin) {
            origin = input;
        }
        origin
    }

    /// Executes something for which the order of rows does not matter: without the sorts that are separated from the
    /// table only by other sorts and by nodes that map each row to one row.
    pub(crate) fn attempt_unsorted<T>(
        &mut self,
        output: OutputRef,
        work: impl FnOnce(&Frame, &Stop) -> Result<T, Halt>,
    ) -> Option<T> {
        let is_held = |output| self.plan.key(output).is_some_and(|key| locked(&self.shared.cache).has_whole(key));
        let Some((plan, instead)) = unsorted(self.plan, output, is_held) else { return self.attempt(output, work) };
        let mut build = Build::new(&plan, Some(&self.shared.cache), self.stop);
        let built = build.frame(instead);
        let lowered = build.count;
        let findings = std::mem::take(&mut build.findings);
        drop(build);
        self.build.findings.extend(findings);
        self.shared.count_lowered(lowered);
        self.execute(output, built, work)
    }

    /// Counts the rows of a table where they are produced.
    pub(crate) fn counted_rows(&mut self, output: OutputRef) -> Option<u64> {
        let origin = self.row_for_row(output);
        let key = self.plan.key(origin)?;
        let known = {
            let mut cache = locked(&self.shared.cache);
            let whole = cache.whole(key).map(|frame| frame.height() as u64);
            whole.or_else(|| cache.known(key).and_then(|known| known.rows))
        };
        if known.is_some() {
            return known;
        }
        let rows = self.attempt(origin, count)?;
        if origin != output {
            self.emit_count(origin, key, rows);
        }
        Some(rows)
    }
}

/// The table at the only input of a node whose output rows are its input rows.
fn before(plan: &Plan, output: OutputRef) -> Option<OutputRef> {
    let planned = plan.nodes.get(&output.node)?;
    let is_same = matches!(planned.node.rows(), Rows::Each | Rows::Reordered) && output.port == 0;
    match planned.inputs.as_slice() {
        [inputs] if is_same && inputs.len() == 1 => Some(inputs[0]),
        _ => None,
    }
}

/// The plan without the sorts directly upstream of an output that are not held, and where the output's rows are in it.
/// `None` if there are none.
fn unsorted(plan: &Plan, output: OutputRef, is_held: impl Fn(OutputRef) -> bool) -> Option<(Plan, OutputRef)> {
    let sorted = |output: OutputRef| {
        let is_sort = plan.nodes[&output.node].node.rows() == Rows::Reordered && !is_held(output);
        before(plan, output).filter(|_| is_sort)
    };
    let chain: Vec<OutputRef> =
        std::iter::successors(Some(output), |at| before(plan, *at).filter(|_| !is_held(*at))).collect();
    if !chain.iter().any(|at| sorted(*at).is_some()) {
        return None;
    }
    let behind_sorts = |output| std::iter::successors(Some(output), |at| sorted(*at)).last().unwrap_or(output);
    let mut plan_without = plan.clone();
    for (at, input) in chain.iter().zip(chain.iter().skip(1)) {
        if let Some(planned) = plan_without.nodes.get_mut(&at.node) {
            planned.inputs = vec![vec![behind_sorts(*input)]];
        }
    }
    Some((plan_without, behind_sorts(output)))
}
