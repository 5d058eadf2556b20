//! Compares two whole tables: which rows were added, removed and changed, and in which cells.

mod pair;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use polars::prelude::*;

use crate::base::{Problem, Text};
use crate::engine::api::comparison::{
    ColumnChange, CompareRequest, CompareSide, ComparedColumn, ComparedRow, Comparison, Counts, Matching,
};
use crate::engine::api::event::Event;
use crate::engine::api::output::OutputRef;
use crate::engine::api::table::{Exactness, Table, compact};
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::{Halt, rows, whole};
use crate::engine::plan::planned::Plan;
use crate::engine::preview::shared::Shared;

/// The number of rows of each list that are held for viewing; the counts cover all rows.
pub const HELD: usize = 50_000;
/// A table too large to be held is compared by this many first rows.
const FIRST: usize = 500_000;
/// How long to wait for its sources.
const ANSWERS: std::time::Duration = std::time::Duration::from_secs(10);

/// The answer to a request; `None` if it was cancelled.
pub(crate) fn answer(shared: &Shared, request: &CompareRequest, stop: &Stop) -> Option<Event> {
    let result = guarded(|| comparison(shared, request, stop)).unwrap_or_else(|problem| Err(Halt::Problem(problem)));
    match result {
        Ok(found) => Some(Event::Compared { ask: request.ask, result: Ok(Arc::new(found)) }),
        Err(Halt::Problem(problem)) => Some(Event::Compared { ask: request.ask, result: Err(problem) }),
        Err(Halt::Stopped) => None,
    }
}

fn comparison(shared: &Shared, request: &CompareRequest, stop: &Stop) -> Result<Comparison, Halt> {
    let plan = |side: &CompareSide| shared.plan(&side.snapshot, stop, ANSWERS).ok_or(Halt::Stopped);
    let after_plan = plan(&request.after)?;
    let after_key = after_plan.key(request.after.output);
    let mut chosen = None;
    for (index, side) in request.before.iter().enumerate() {
        let plan = plan(side)?;
        let differs = plan.key(side.output) != after_key;
        if differs || chosen.is_none() {
            chosen = Some((index, plan));
        }
        if differs {
            break;
        }
    }
    let Some((chosen, before_plan)) = chosen else {
        return Err(Halt::Problem(Problem::error(say!("compare-no-earlier")).remedy(say!("compare-change-first"))));
    };
    let before = whole_table(shared, &before_plan, request.before[chosen].output, say!("compare-other-failed"), stop)?;
    let after = whole_table(shared, &after_plan, request.after.output, say!("compare-this-failed"), stop)?;
    let first = before.first.or(after.first);
    let cut = |frame: DataFrame| if first.is_some() { frame.head(Some(FIRST)) } else { frame };
    let mut found = compare(&cut(before.frame), &cut(after.frame), &request.matching, stop)?;
    (found.chosen, found.first, found.sample) = (chosen, first, before.sample.or(after.sample));
    Ok(found)
}

struct Side {
    frame: DataFrame,
    first: Option<u64>,
    sample: Option<u64>,
}

fn whole_table(shared: &Shared, plan: &Plan, output: OutputRef, refusal: Text, stop: &Stop) -> Result<Side, Halt> {
    let refused = |why: Option<Problem>| {
        let refusal = refusal.clone();
        Halt::Problem(Problem::error(match why {
            Some(why) => say!("problem-because", problem = refusal, why = why.message),
            None => refusal,
        }))
    };
    if plan.key(output).is_none() {
        let of_node = plan.info.nodes.get(&output.node).map(|node| node.problems.clone()).unwrap_or_default();
        return Err(refused(of_node.into_iter().max_by_key(|problem| problem.severity)));
    }
    let limit = locked(&shared.cache).largest();
    let mut build = Build::new(plan, Some(&shared.cache), stop);
    let frame = build
        .frame(output)
        .map_err(|obstacle| if stop.is_set() { Halt::Stopped } else { refused(Some(obstacle.problem)) })?;
    shared.count_lowered(build.count);
    shared.count_collected();
    let sample = plan.nodes[&output.node].sample;
    Ok(match whole(&frame, 0, limit, stop, drop, drop)?.frame {
        Some(frame) => Side { frame, first: None, sample },
        None => Side { frame: rows(&frame, 0, FIRST, stop)?, first: Some(FIRST as u64), sample },
    })
}

/// Compares two frames.
fn compare(before: &DataFrame, after: &DataFrame, matching: &Matching, stop: &Stop) -> Result<Comparison, Halt> {
    let mut columns = columns(before, after);
    let (matched, pairs) = pair::pair(before, after, &columns, matching, stop)?;
    let lefts: Vec<IdxSize> = pairs.iter().map(|(left, _)| *left).collect();
    let rights: Vec<IdxSize> = pairs.iter().map(|(_, right)| *right).collect();
    let mut differs = vec![false; pairs.len()];
    let mut cells = 0;
    for column in &mut columns {
        let (Some(left), Some(right)) = (column.before, column.after) else { continue };
        if stop.is_set() {
            return Err(Halt::Stopped);
        }
        for index in pair::differing(&before.columns()[left], &after.columns()[right], &lefts, &rights)? {
            differs[index] = true;
            column.changed += 1;
        }
        cells += column.changed;
    }
    let mut listed = Listed::default();
    list(before.height(), after.height(), &pairs, &differs, &mut listed);
    listed.counts.cells = cells;
    let (all, different, before, after) = taken(before, after, listed.all, listed.different)?;
    let table = |frame| Table::new(frame, 0, Exactness::Exact);
    Ok(Comparison {
        chosen: 0,
        columns,
        matched,
        counts: listed.counts,
        first: None,
        sample: None,
        before: table(before),
        after: table(after),
        all,
        different,
    })
}

/// The columns of `after`, then the removed ones.
fn columns(before: &DataFrame, after: &DataFrame) -> Vec<ComparedColumn> {
    let types = |frame: &DataFrame| Table::new(frame.head(Some(0)), 0, Exactness::Exact).columns().clone();
    let old = types(before);
    let new = types(after);
    let place = |columns: &[crate::base::ColumnInfo], name: &str| columns.iter().position(|column| column.name == name);
    let kept = new.iter().enumerate().map(|(index, column)| {
        let was = place(&old, &column.name);
        let change = match was.map(|was| &old[was].data_type) {
            None => ColumnChange::Added,
            Some(from) if *from == column.data_type => ColumnChange::Same,
            Some(from) => ColumnChange::Retyped { from: from.clone(), to: column.data_type.clone() },
        };
        ComparedColumn { name: column.name.clone(), before: was, after: Some(index), change, changed: 0 }
    });
    let gone = old.iter().enumerate().filter(|(_, column)| place(&new, &column.name).is_none());
    let gone = gone.map(|(index, column)| ComparedColumn {
        name: column.name.clone(),
        before: Some(index),
        after: None,
        change: ColumnChange::Removed,
        changed: 0,
    });
    kept.chain(gone).collect()
}

#[derive(Default)]
struct Listed {
    counts: Counts,
    all: Vec<ComparedRow>,
    different: Vec<ComparedRow>,
}

impl Listed {
    fn add(&mut self, row: ComparedRow) {
        match row {
            ComparedRow::Added(_) => self.counts.added += 1,
            ComparedRow::Removed(_) => self.counts.removed += 1,
            ComparedRow::Changed(..) => self.counts.changed += 1,
            ComparedRow::Same(..) => self.counts.same += 1,
        }
        if self.all.len() < HELD {
            self.all.push(row);
        }
        if !matches!(row, ComparedRow::Same(..)) && self.different.len() < HELD {
            self.different.push(row);
        }
    }
}

/// The rows of `after` in their order; removed rows keep their position among their neighbours.
fn list(old: usize, new: usize, pairs: &[(IdxSize, IdxSize)], differs: &[bool], listed: &mut Listed) {
    let mut partner: Vec<Option<usize>> = vec![None; new];
    let mut is_gone = vec![true; old];
    for (index, (left, right)) in pairs.iter().enumerate() {
        partner[*right as usize] = Some(index);
        is_gone[*left as usize] = false;
    }
    let mut next = 0;
    for (right, partner) in partner.iter().enumerate() {
        let Some(index) = *partner else {
            listed.add(ComparedRow::Added(right as u32));
            continue;
        };
        let left = pairs[index].0 as usize;
        while next < left {
            if is_gone[next] {
                listed.add(ComparedRow::Removed(next as u32));
            }
            next += 1;
        }
        let row = if differs[index] { ComparedRow::Changed } else { ComparedRow::Same };
        listed.add(row(left as u32, right as u32));
    }
    (next..old).filter(|left| is_gone[*left]).for_each(|left| listed.add(ComparedRow::Removed(left as u32)));
}

type Taken = (Vec<ComparedRow>, Vec<ComparedRow>, DataFrame, DataFrame);

/// Copies of only the listed rows, and the lists with positions in the copies.
fn taken(
    before: &DataFrame,
    after: &DataFrame,
    all: Vec<ComparedRow>,
    different: Vec<ComparedRow>,
) -> Result<Taken, Halt> {
    let sides = |row: &ComparedRow| match *row {
        ComparedRow::Added(right) => (None, Some(right)),
        ComparedRow::Removed(left) => (Some(left), None),
        ComparedRow::Changed(left, right) | ComparedRow::Same(left, right) => (Some(left), Some(right)),
    };
    let listed = || all.iter().chain(&different).map(sides);
    let unique = |rows: BTreeSet<u32>| rows.into_iter().collect::<Vec<u32>>();
    let lefts = unique(listed().filter_map(|(left, _)| left).collect());
    let rights = unique(listed().filter_map(|(_, right)| right).collect());
    let cut = |frame: &DataFrame, rows: &[u32]| {
        let rows = IdxCa::from_vec("rows".into(), rows.iter().map(|row| *row as IdxSize).collect());
        frame.take(&rows).map(compact).map_err(|error| Halt::Problem(crate::nodes::problem_of(&error)))
    };
    let place = |rows: &[u32], row: u32| rows.binary_search(&row).unwrap_or_default() as u32;
    let left = |row| place(&lefts, row);
    let right = |row| place(&rights, row);
    let placed = |row: &ComparedRow| match *row {
        ComparedRow::Added(at) => ComparedRow::Added(right(at)),
        ComparedRow::Removed(at) => ComparedRow::Removed(left(at)),
        ComparedRow::Changed(old, new) => ComparedRow::Changed(left(old), right(new)),
        ComparedRow::Same(old, new) => ComparedRow::Same(left(old), right(new)),
    };
    let lists = (all.iter().map(placed).collect(), different.iter().map(placed).collect());
    Ok((lists.0, lists.1, cut(before, &lefts)?, cut(after, &rights)?))
}
