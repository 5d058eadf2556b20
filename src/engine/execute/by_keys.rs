//! Matching rows found by their keys. Where a table that is too large comes from a database, the keys of the other table
//! become a condition on its rows: `key IN (…)`. The database finds them wherever they are.

use polars::prelude::*;

use super::matching_sample::{MatchingSample, in_memory};
use crate::connect::asked_by_list;
use crate::document::NodeId;
use crate::engine::api::event::NodeProblem;
use crate::nodes::{Frame, column};

/// The maximum number of keys that a database is asked for at once.
const MOST_KEYS: usize = 1_000;

/// The outcome of a search for rows that match.
pub(super) enum Looked {
    /// Rows of the left and of the right table.
    Found([DataFrame; 2]),
    /// No rows of the whole tables match.
    NoneMatch,
}

pub(super) struct KeySearch<'a> {
    pub matching: &'a MatchingSample<'a>,
    /// The columns of the left and of the right table in which matching rows have equal values.
    pub pairs: &'a [[String; 2]],
    pub samples: [&'a Frame; 2],
    /// The same tables with all rows.
    pub all: &'a [Frame; 2],
    /// The most rows that are looked for.
    pub rows: u64,
}

/// The keys of one table as conditions on the other one.
struct Keys {
    conditions: Vec<Expr>,
    /// Whether no key of the table was left out.
    is_complete: bool,
}

impl KeySearch<'_> {
    /// The right table is asked for the keys of the left sample, then the left table for those of the right one. `None` if
    /// neither can be asked, if nothing was found that way, or if it was stopped or failed.
    pub fn look(&self) -> Result<Option<Looked>, NodeProblem> {
        for asked in [1, 0] {
            let looked = self.ask(asked)?;
            if looked.is_some() {
                return Ok(looked);
            }
        }
        Ok(None)
    }

    /// Asks one table for the keys of the other one: for the first ones, then for some from all over it.
    fn ask(&self, asked: usize) -> Result<Option<Looked>, NodeProblem> {
        let sampled = self.sampled_sources(asked);
        if sampled.is_empty() || self.pairs.is_empty() {
            return Ok(None);
        }
        let Some(keys) = self.keys_of(1 - asked) else { return Ok(None) };
        let first = keys.slice(0, MOST_KEYS);
        let step = keys.height().div_ceil(MOST_KEYS).max(1);
        for (begin, keys) in [Some(first), (step > 1).then(|| every(&keys, step))].into_iter().flatten().enumerate() {
            let is_all = begin == 0 && step == 1;
            let Keys { conditions, is_complete } = self.conditions(&keys, asked, is_all);
            let known = conditions.len();
            let pushed = conditions.into_iter().filter(|condition| self.is_pushed(condition, asked, &sampled));
            let pushed: Vec<Expr> = pushed.collect();
            // Keys of which each alone says little may leave more rows than are read.
            let is_complete = is_complete && known == 1;
            let Some(condition) = pushed.into_iter().reduce(Expr::and) else { return Ok(None) };
            let limit = IdxSize::try_from(self.rows).unwrap_or(IdxSize::MAX);
            let found = self.all[asked].lazy.clone().filter(condition).limit(limit);
            let found = Frame::with_schema(found, self.all[asked].schema().clone());
            let Some(rows) = self.rows_of_both(&found, asked)? else { return Ok(None) };
            if rows[asked].height() > 0 {
                return Ok(Some(Looked::Found(rows)));
            }
            if is_complete && self.sampled_sources(1 - asked).is_empty() {
                return Ok(Some(Looked::NoneMatch));
            }
        }
        Ok(None)
    }

    /// The rows among `found` that match the sample of the other table, and the rows of the sample that match these.
    fn rows_of_both(&self, found: &Frame, asked: usize) -> Result<Option<[DataFrame; 2]>, NodeProblem> {
        let with = |frame, other| if asked == 0 { [frame, other] } else { [other, frame] };
        let other = self.samples[1 - asked];
        let Some(rows) = self.matching.first_matching(with(found, other), asked, self.rows)? else { return Ok(None) };
        let rows = self.matching.as_arrived(&rows, self.samples[asked])?;
        let of_rows = in_memory(rows.clone());
        let others = self.matching.first_matching(with(&of_rows, other), 1 - asked, self.rows)?;
        let Some(others) = others else { return Ok(None) };
        let others = self.matching.as_arrived(&others, other)?;
        Ok(Some(if asked == 0 { [rows, others] } else { [others, rows] }))
    }

    /// The sources of a table of which only a sample is read.
    fn sampled_sources(&self, side: usize) -> Vec<NodeId> {
        let plan = self.matching.plan;
        let inputs = plan.nodes[&self.matching.node].inputs.get(side).into_iter().flatten();
        let upstream = inputs.flat_map(|input| plan.upstream(input.node).into_iter().chain([input.node]));
        upstream.filter(|node| plan.nodes[node].own_sample.is_some()).collect()
    }

    /// Whether all of these sources of a table read only the rows for which the condition holds.
    fn is_pushed(&self, condition: &Expr, side: usize, sampled: &[NodeId]) -> bool {
        let plan = self.all[side].lazy.clone().filter(condition.clone());
        asked_by_list(plan).is_ok_and(|by_list| sampled.iter().all(|node| by_list.contains(node)))
    }

    /// The keys of a sample in the order of its rows, each once.
    fn keys_of(&self, side: usize) -> Option<DataFrame> {
        let columns = self.pairs.iter().enumerate().map(|(at, pair)| column(&pair[side]).alias(at.to_string()));
        let keys = self.samples[side].lazy.clone().select(columns.collect::<Vec<_>>());
        let keys = keys.drop_nulls(None).unique_stable(None, UniqueKeepStrategy::First);
        self.matching.first(keys, self.rows)
    }

    /// `keys` as lists of values in the types of the other table.
    fn conditions(&self, keys: &DataFrame, asked: usize, is_all: bool) -> Keys {
        let mut is_complete = is_all && (keys.height() as u64) < self.rows;
        let mut conditions = Vec::new();
        for (values, pair) in keys.columns().iter().zip(self.pairs) {
            let Some(dtype) = self.samples[asked].schema().get(&pair[asked]) else { continue };
            let Some((values, is_whole)) = in_type(values, dtype) else { continue };
            is_complete &= is_whole;
            let list = lit(Scalar::new_list(values));
            conditions.push(column(&pair[asked]).is_in(list, false));
        }
        Keys { conditions, is_complete }
    }
}

/// Every n-th row.
fn every(keys: &DataFrame, step: usize) -> DataFrame {
    let places: IdxCa = (0..keys.height()).step_by(step).map(|at| at as IdxSize).collect_ca("".into());
    keys.take(&places).unwrap_or_else(|_| keys.slice(0, MOST_KEYS))
}

/// The values that exist in a type, each once, and whether these are all of them. Values that no other is equal to are left out.
fn in_type(values: &Column, dtype: &DataType) -> Option<(Series, bool)> {
    let values = values.as_materialized_series().unique_stable().ok()?;
    let cast = values.cast(dtype).ok()?;
    let is_back = cast.cast(values.dtype()).ok()?.equal_missing(&values).ok()?;
    let is_number = match cast.dtype().is_float() {
        true => cast.is_not_nan().ok()?,
        false => cast.is_not_null(),
    };
    let kept = cast.filter(&(is_back & is_number)).ok()?.drop_nulls();
    let is_whole = kept.len() == values.len();
    Some((kept, is_whole))
}
