//! Compares two tables as wholes: which rows came, went and changed, and in which cells.

mod pair;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::sync::Arc;

use polars::prelude::*;

use crate::base::{Problem, Text, Type};
use crate::engine::api::event::Event;
use crate::engine::api::request::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table::{Exactness, Table, compact};
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::{Halt, rows, whole};
use crate::engine::plan::planner::Plan;
use crate::engine::preview::shared::Shared;

pub use pair::Matched;

/// Rows of each kind of list that are held for looking at; the counts are of all.
pub const HELD: usize = 50_000;
/// A table too large to be held is compared by its first rows.
const FIRST: usize = 500_000;

/// A table at some moment of the document.
#[derive(Clone, Debug)]
pub struct CompareSide {
    pub snapshot: Arc<Snapshot>,
    pub output: OutputRef,
}

/// How rows of the two tables are taken for the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Matching {
    /// By a column that is unique in both; else by position where there are as many rows; else by whole rows.
    #[default]
    Auto,
    Keys(Vec<String>),
    Position,
    Whole,
}

/// What shall be compared. Of `before`, the first whose table is not that of `after` by its key, else the first.
#[derive(Clone, Debug)]
pub struct CompareRequest {
    pub ask: u64,
    pub before: Vec<CompareSide>,
    pub after: CompareSide,
    pub matching: Matching,
}

/// What became of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnChange {
    Same,
    Added,
    Removed,
    Retyped { from: Type, to: Type },
}

/// A column of one of the tables, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedColumn {
    pub name: String,
    /// Its place in the tables that are held.
    pub before: Option<usize>,
    pub after: Option<usize>,
    pub change: ColumnChange,
    /// Cells that differ in rows that are in both tables.
    pub changed: u64,
}

/// A row by its places in the tables that are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedRow {
    Added(u32),
    Removed(u32),
    Changed(u32, u32),
    Same(u32, u32),
}

/// How many rows became what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub same: u64,
    /// Cells of the changed rows that differ.
    pub cells: u64,
}

/// Two tables, compared.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// Which of the wished ones `before` is.
    pub chosen: usize,
    pub columns: Vec<ComparedColumn>,
    pub matched: Matched,
    pub counts: Counts,
    /// The first rows of each table only, since one is too large to be held.
    pub first: Option<u64>,
    /// A source is too large for a live table: both sides come of a part of its rows.
    pub sample: Option<u64>,
    /// The rows that `all` and `different` point to.
    pub before: Table,
    pub after: Table,
    /// The first rows, the same ones among them.
    pub all: Vec<ComparedRow>,
    /// The first rows that differ.
    pub different: Vec<ComparedRow>,
}

impl Counts {
    pub fn different(&self) -> u64 {
        self.added + self.removed + self.changed
    }

    pub fn all(&self) -> u64 {
        self.different() + self.same
    }
}

/// The answer to a wish; `None` where nobody waits for it any more.
pub(crate) fn answer(shared: &Shared, wish: &CompareRequest, stop: &Stop) -> Option<Event> {
    let result = guarded(|| comparison(shared, wish, stop)).unwrap_or_else(|problem| Err(Halt::Problem(problem)));
    match result {
        Ok(found) => Some(Event::Compared { ask: wish.ask, result: Ok(Arc::new(found)) }),
        Err(Halt::Problem(problem)) => Some(Event::Compared { ask: wish.ask, result: Err(problem) }),
        Err(Halt::Stopped) => None,
    }
}

fn comparison(shared: &Shared, wish: &CompareRequest, stop: &Stop) -> Result<Comparison, Halt> {
    let plan = |side: &CompareSide| {
        let reach = side.snapshot.reach().cancelled_by(stop.cancellation());
        locked(&shared.planner).plan_unless(&side.snapshot, &reach).ok_or(Halt::Stopped)
    };
    let after_plan = plan(&wish.after)?;
    let after_key = after_plan.key(wish.after.output);
    let mut chosen = None;
    for (index, side) in wish.before.iter().enumerate() {
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
    let before = held(shared, &before_plan, wish.before[chosen].output, say!("compare-other-failed"), stop)?;
    let after = held(shared, &after_plan, wish.after.output, say!("compare-this-failed"), stop)?;
    let first = before.first.or(after.first);
    let cut = |frame: DataFrame| if first.is_some() { frame.head(Some(FIRST)) } else { frame };
    let mut found = compare(&cut(before.frame), &cut(after.frame), &wish.matching, stop)?;
    (found.chosen, found.first, found.sample) = (chosen, first, before.sample.or(after.sample));
    Ok(found)
}

struct Side {
    frame: DataFrame,
    first: Option<u64>,
    sample: Option<u64>,
}

fn held(shared: &Shared, plan: &Plan, output: OutputRef, refusal: Text, stop: &Stop) -> Result<Side, Halt> {
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
    let frame = build.frame(output).map_err(|obstacle| match stop.is_set() {
        true => Halt::Stopped,
        false => refused(Some(obstacle.problem)),
    })?;
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

/// The columns of `after`, then those that went.
fn columns(before: &DataFrame, after: &DataFrame) -> Vec<ComparedColumn> {
    let types = |frame: &DataFrame| Table::new(frame.head(Some(0)), 0, Exactness::Exact).columns().clone();
    let (old, new) = (types(before), types(after));
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

/// The rows of `after` in their order; those that went stand where they stood among their neighbours.
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

/// Copies of just the rows that are listed, and the lists with their places there.
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
    let (left, right) = (|row| place(&lefts, row), |row| place(&rights, row));
    let placed = |row: &ComparedRow| match *row {
        ComparedRow::Added(at) => ComparedRow::Added(right(at)),
        ComparedRow::Removed(at) => ComparedRow::Removed(left(at)),
        ComparedRow::Changed(old, new) => ComparedRow::Changed(left(old), right(new)),
        ComparedRow::Same(old, new) => ComparedRow::Same(left(old), right(new)),
    };
    let lists = (all.iter().map(placed).collect(), different.iter().map(placed).collect());
    Ok((lists.0, lists.1, cut(before, &lefts)?, cut(after, &rights)?))
}
