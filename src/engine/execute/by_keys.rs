//! Matching rows found by their keys. Where a table that is too large comes from a database, the keys of the other table
//! become a condition on its rows: `key IN (…)`. The database finds them wherever they are.

use polars::prelude::*;

use super::matching_rows::{MatchingRows, in_memory};
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
    pub matching: &'a MatchingRows<'a>,
    /// The columns of the left and of the right table in which matching rows have equal values.
    pub pairs: &'a [[String; 2]],
    /// Whether all rows of the left and of the right table are in the result.
    pub keeps: [bool; 2],
    /// Whether left rows without a match are looked for.
    pub is_anti: bool,
    pub samples: [&'a Frame; 2],
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
    /// The table that is sampled and comes from databases, if the other one is not sampled and has few keys, and these.
    pub fn side_by_few_keys(&self) -> Option<(usize, DataFrame)> {
        let is_by_store = |side: usize| {
            let sampled = self.sampled_sources(side);
            let nodes = &self.matching.plan.nodes;
            // Only stores tell their columns; those of files are found in them.
            let tells = |node: &NodeId| {
                nodes[node].source.as_ref().is_some_and(|state| state.schema.is_some() || !state.tables.is_empty())
            };
            !sampled.is_empty() && sampled.iter().all(tells) && self.sampled_sources(1 - side).is_empty()
        };
        // Rows without a match are not found by the keys of the other table.
        let is_missed = |side: usize| self.keeps[side] || (self.is_anti && side == 0);
        let side = [1, 0].into_iter().find(|side| is_by_store(*side) && !is_missed(*side))?;
        let keys = self.keys_of(1 - side, MOST_KEYS as u64 + 1)?;
        (keys.height() <= MOST_KEYS).then_some((side, keys))
    }

    /// Asks one of the tables for all keys of the other one, which is not sampled: what is found is all that matches. `None` if
    /// that is not possible.
    pub fn ask_for_few(&self, all: &[Frame; 2], asked: usize, keys: &DataFrame) -> Result<Option<Looked>, NodeProblem> {
        if keys.height() == 0 {
            return Ok(Some(Looked::NoneMatch));
        }
        let Some((found, true)) = self.found(all, asked, keys, true) else { return Ok(None) };
        let found = self.matching.first(found.lazy, self.rows).filter(|found| (found.height() as u64) < self.rows);
        let Some(found) = found.map(in_memory) else { return Ok(None) };
        let with = |frame, other| if asked == 0 { [frame, other] } else { [other, frame] };
        let other = self.samples[1 - asked];
        let Some(rows) = self.matching.first_matching(with(&found, other), asked, self.rows)? else { return Ok(None) };
        if rows.height() == 0 {
            return Ok(Some(Looked::NoneMatch));
        }
        let Some(others) = self.matching.first(other.lazy.clone(), self.rows) else { return Ok(None) };
        let rows = self.matching.as_arrived(&rows, self.samples[asked])?;
        Ok(Some(Looked::Found(if asked == 0 { [rows, others] } else { [others, rows] })))
    }

    /// The right table is asked for the keys of the left sample, then the left table for those of the right one. `None` if
    /// neither can be asked, if nothing was found that way, or if it was stopped or failed.
    pub fn look(&self, all: &[Frame; 2]) -> Result<Option<Looked>, NodeProblem> {
        for asked in [1, 0] {
            let looked = self.ask(all, asked)?;
            if looked.is_some() {
                return Ok(looked);
            }
        }
        Ok(None)
    }

    /// Asks one table for the keys of the other one: for the first ones, then for some from all over it.
    fn ask(&self, all: &[Frame; 2], asked: usize) -> Result<Option<Looked>, NodeProblem> {
        if self.is_anti || self.pairs.is_empty() || self.sampled_sources(asked).is_empty() {
            return Ok(None);
        }
        let Some(keys) = self.keys_of(1 - asked, self.rows) else { return Ok(None) };
        let is_known_whole = (keys.height() as u64) < self.rows;
        let first = keys.slice(0, MOST_KEYS);
        let step = keys.height().div_ceil(MOST_KEYS).max(1);
        for (begin, keys) in [Some(first), (step > 1).then(|| every(&keys, step))].into_iter().flatten().enumerate() {
            let is_all = begin == 0 && step == 1 && is_known_whole;
            let Some((found, is_complete)) = self.found(all, asked, &keys, is_all) else { return Ok(None) };
            let Some(rows) = self.rows_of_both(&found, asked)? else { return Ok(None) };
            if rows[asked].height() > 0 {
                return Ok(Some(Looked::Found(rows)));
            }
            // Keys of which each alone says little may leave more rows than are read.
            if is_complete && self.pairs.len() == 1 && self.sampled_sources(1 - asked).is_empty() {
                return Ok(Some(Looked::NoneMatch));
            }
        }
        Ok(None)
    }

    /// The first rows of a table that have one of these keys, and whether these are all keys of the other table. `None` if its
    /// sources do not find them by themselves.
    fn found(&self, all: &[Frame; 2], asked: usize, keys: &DataFrame, is_all: bool) -> Option<(Frame, bool)> {
        let sampled = self.sampled_sources(asked);
        let Keys { conditions, is_complete } = self.conditions(keys, asked, is_all);
        let is_pushed = |condition: &Expr| {
            let plan = all[asked].lazy.clone().filter(condition.clone());
            asked_by_list(plan).is_ok_and(|by_list| sampled.iter().all(|node| by_list.contains(node)))
        };
        let condition = conditions.into_iter().filter(is_pushed).reduce(Expr::and)?;
        let limit = IdxSize::try_from(self.rows).unwrap_or(IdxSize::MAX);
        let found = all[asked].lazy.clone().filter(condition).limit(limit);
        Some((Frame::with_schema(found, all[asked].schema().clone()), is_complete))
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

    /// The first keys of a sample in the order of its rows, each once.
    fn keys_of(&self, side: usize, most: u64) -> Option<DataFrame> {
        let columns = self.pairs.iter().enumerate().map(|(at, pair)| column(&pair[side]).alias(at.to_string()));
        let keys = self.samples[side].lazy.clone().select(columns.collect::<Vec<_>>());
        let keys = keys.drop_nulls(None).unique_stable(None, UniqueKeepStrategy::First);
        self.matching.first(keys, most)
    }

    /// `keys` as lists of values in the types of the other table.
    fn conditions(&self, keys: &DataFrame, asked: usize, is_all: bool) -> Keys {
        let mut is_complete = is_all;
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
