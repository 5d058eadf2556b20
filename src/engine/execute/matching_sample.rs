//! Samples that respect keys: downstream of a source that is too large, a join still finds matches.
//!
//! Samples of two tables may have no key in common even if the tables do. So a kind that joins tables is asked which
//! rows of its inputs belong to its first output. If the samples contain some, they are used. If not, a database is asked
//! for the rows that have the keys of the other table ([`super::by_keys`]). Where that is not possible, or finds nothing, all
//! of the sources are read once, for the first left rows that belong to it, and for the first right rows that match these.

use std::sync::Mutex;
use std::time::Instant;

use polars::prelude::*;

use super::by_keys::{KeySearch, Looked};
use super::matching_rows::{MatchingRows, in_memory};
use crate::base::{Key, KeyBuilder, Problem};
use crate::document::NodeId;
use crate::engine::api::event::NodeProblem;
use crate::engine::api::output::OutputRef;
use crate::engine::api::table::Exactness;
use crate::engine::cache::memory_size::held_bytes;
use crate::engine::cache::results::Cache;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::plan::lowering::Arriving;
use crate::engine::plan::planned::Plan;
use crate::nodes::{Frame, Matching, problem_of};

/// The search for rows of a join's inputs that match.
pub(crate) struct MatchingSample<'a> {
    pub plan: &'a Plan,
    pub node: NodeId,
    pub cache: &'a Mutex<Cache>,
    pub stop: &'a Stop,
}

impl MatchingSample<'_> {
    /// Alternative tables for the node to start from, if its input samples yield no rows for its first output.
    /// `whole_tables` returns its two inputs with all their rows.
    pub fn choose(
        &self,
        arriving: &[Arriving],
        mut whole_tables: impl FnMut() -> Result<[Frame; 2], NodeProblem>,
    ) -> Result<Option<Vec<Arriving>>, NodeProblem> {
        let id = self.node;
        let cache = self.cache;
        let planned = &self.plan.nodes[&id];
        let (Some(rows), [left, right]) = (planned.sample, arriving) else { return Ok(None) };
        if planned.node.bypassed || (left.port, right.port) != (0, 1) {
            return Ok(None);
        }
        let keys = [0, 1].map(|side| side_key(planned.key, side));
        let arrived = |lefts: DataFrame, rights: DataFrame| {
            let as_before = |table: &Arriving, frame| Arriving { frame: in_memory(frame), ..table.clone() };
            Some(vec![as_before(left, lefts), as_before(right, rights)])
        };
        let (found, is_fine) = {
            let mut cache = locked(cache);
            let found = keys.map(|key| cache.whole(key));
            (found, cache.known(keys[0]).is_some_and(|known| known.rows.is_some()))
        };
        if let [Some(lefts), Some(rights)] = found {
            return Ok(arrived(lefts, rights));
        }
        if is_fine {
            return Ok(None);
        }
        let fine = || {
            locked(cache).note(keys[0], |known| known.rows = Some(rows));
            Ok(None)
        };
        let matching = MatchingRows { plan: self.plan, node: id, stop: self.stop };
        let samples = [&left.frame, &right.frame];
        let Some(Matching { rows: [lefts, _], keys: pairs, keeps, is_anti }) = matching.matching(samples)? else {
            return Ok(None);
        };
        let begun = Instant::now();
        let search = KeySearch { matching: &matching, pairs: &pairs, keeps, is_anti, samples, rows };
        let (asked, all) = match search.side_by_few_keys() {
            Some((side, keys)) => {
                let all = whole_tables()?;
                (search.ask_for_few(&all, side, &keys)?, Some(all))
            }
            None => (None, None),
        };
        let looked = match asked {
            Some(asked) => Some(asked),
            None => {
                // What fails is reported where it is computed.
                let Some(some) = matching.first(lefts, 1) else { return Ok(None) };
                if some.height() > 0 {
                    return fine();
                }
                let all = all.map_or_else(&mut whole_tables, Ok)?;
                let looked = search.look(&all)?;
                if looked.is_none() { from_whole_tables(&matching, &all, samples, rows)? } else { looked }
            }
        };
        let chosen = match looked {
            Some(Looked::Found(chosen)) => chosen,
            Some(Looked::NoneMatch) => return fine(),
            None => return Ok(None),
        };
        for (key, frame) in keys.into_iter().zip(&chosen) {
            let bytes = held_bytes(frame);
            let mut cache = locked(cache);
            cache.keep(key, frame.clone(), bytes, begun.elapsed());
            cache.note(key, |known| known.is_chosen = true);
        }
        let [lefts, rights] = chosen;
        Ok(arrived(lefts, rights))
    }
}

/// The first rows of the whole tables that match; `None` if the search was stopped or failed.
fn from_whole_tables(
    matching: &MatchingRows<'_>,
    all: &[Frame; 2],
    samples: [&Frame; 2],
    rows: u64,
) -> Result<Option<Looked>, NodeProblem> {
    let [all_left, all_right] = all;
    let Some(lefts) = matching.first_matching([all_left, all_right], 0, rows)? else { return Ok(None) };
    if lefts.height() == 0 {
        // The whole tables do not match either.
        return Ok(Some(Looked::NoneMatch));
    }
    let lefts = matching.as_arrived(&lefts, samples[0])?;
    let rights = matching.first_matching([&in_memory(lefts.clone()), all_right], 1, rows)?;
    let Some(rights) = rights else { return Ok(None) };
    Ok(Some(Looked::Found([lefts, matching.as_arrived(&rights, samples[1])?])))
}

/// What each output starts from, if `chosen` are matching rows of the tables: the first output from these alone; the
/// others, which hold rows without a match in the other table, from the samples and the known matches.
pub(crate) fn with_partners(samples: &[Arriving], chosen: &[Arriving]) -> Result<[Vec<Arriving>; 3], Problem> {
    let stacked = |side: usize| -> Result<Arriving, Problem> {
        let sample = &samples[side];
        let partners = &chosen[side].frame;
        let all = concat([sample.frame.lazy.clone(), partners.lazy.clone()], UnionArgs::default());
        let all = all.map_err(|error| problem_of(&error))?;
        Ok(Arriving { frame: Frame::with_schema(all, sample.frame.schema().clone()), ..sample.clone() })
    };
    let left = samples[0].clone();
    let right = samples[1].clone();
    Ok([chosen.to_vec(), vec![left, stacked(1)?], vec![stacked(0)?, right]])
}

/// Whether the rows of an output are all of its rows, those of a sample, or chosen because they match.
pub(crate) fn exactness(plan: &Plan, output: OutputRef, cache: &Mutex<Cache>) -> Exactness {
    let Some(rows) = plan.nodes[&output.node].sample else { return Exactness::Exact };
    let mut cache = locked(cache);
    let mut is_chosen = |node: &NodeId| {
        let planned = &plan.nodes[node];
        planned.inputs.len() == 2 && cache.known(side_key(planned.key, 0)).is_some_and(|known| known.is_chosen)
    };
    let is_by_keys = is_chosen(&output.node) || plan.upstream(output.node).iter().any(is_chosen);
    if is_by_keys { Exactness::MatchesOf(rows) } else { Exactness::SampleOf(rows) }
}

fn side_key(node: Key, side: u64) -> Key {
    KeyBuilder::new("matching_sample").key(node).number(side).finish()
}
