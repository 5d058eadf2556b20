//! Samples that respect keys: downstream of a source that is too large, a join still finds matches.
//!
//! Samples of two tables may have no key in common even if the tables do. So a kind that joins tables is asked which
//! rows of its inputs belong to its first output. If the samples contain some, they are used. If not, all of the
//! sources are read once, for the first left rows that belong to it, and for the first right rows that match these.

use std::sync::Mutex;
use std::time::Instant;

use polars::prelude::*;

use super::collect::run;
use crate::base::{Key, KeyBuilder, Problem};
use crate::document::NodeId;
use crate::engine::api::event::NodeProblem;
use crate::engine::cache::memory_size::held_bytes;
use crate::engine::cache::results::Cache;
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::plan::lowering::Arriving;
use crate::engine::plan::planned::Plan;
use crate::nodes::{Frame, Inputs, Lower, Purpose, problem_of};

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
        whole_tables: impl FnOnce() -> Result<[Frame; 2], NodeProblem>,
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
        let Some([lefts, _]) = self.rows(&left.frame, &right.frame)? else { return Ok(None) };
        // What fails is reported where it is computed.
        let Some(some) = self.first(lefts, 1) else { return Ok(None) };
        if some.height() > 0 {
            return fine();
        }
        let begun = Instant::now();
        let [all_left, all_right] = whole_tables()?;
        let Some([lefts, _]) = self.rows(&all_left, &all_right)? else { return Ok(None) };
        let Some(lefts) = self.first(lefts, rows) else { return Ok(None) };
        if lefts.height() == 0 {
            // The whole tables do not match either.
            return fine();
        }
        let obstacle = |problem| NodeProblem { node: id, problem };
        let lefts = as_arrived(&lefts, &left.frame).map_err(obstacle)?;
        let Some([_, rights]) = self.rows(&in_memory(lefts.clone()), &all_right)? else { return Ok(None) };
        let Some(rights) = self.first(rights, rows) else { return Ok(None) };
        let rights = as_arrived(&rights, &right.frame).map_err(obstacle)?;
        for (key, frame) in keys.into_iter().zip([&lefts, &rights]) {
            let bytes = held_bytes(frame);
            locked(cache).keep(key, frame.clone(), bytes, begun.elapsed());
        }
        Ok(arrived(lefts, rights))
    }

    /// The rows of the left and of the right table that belong to the node's first output.
    fn rows(&self, left: &Frame, right: &Frame) -> Result<Option<[LazyFrame; 2]>, NodeProblem> {
        let planned = &self.plan.nodes[&self.node];
        let cx = Lower::new(&self.plan.reach, &self.plan.parameters, Purpose::Data);
        let mut inputs = Inputs::new(&planned.node.ports);
        inputs.push(0, "", left.clone());
        inputs.push(1, "", right.clone());
        let asked = guarded(|| planned.node.kind.matching_sample(&cx, &inputs));
        asked.and_then(|matching_sample| matching_sample).map_err(|problem| NodeProblem { node: self.node, problem })
    }

    /// The first rows; `None` if it was stopped or failed.
    fn first(&self, rows: LazyFrame, count: u64) -> Option<DataFrame> {
        run(rows.limit(IdxSize::try_from(count).unwrap_or(IdxSize::MAX)), self.stop).ok()
    }
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

fn side_key(node: Key, side: u64) -> Key {
    KeyBuilder::new("matching_sample").key(node).number(side).finish()
}

fn in_memory(frame: DataFrame) -> Frame {
    let schema = frame.schema().clone();
    Frame::with_schema(frame.lazy(), schema)
}

/// With the columns as they arrived: keys may have been cast to a common type.
fn as_arrived(frame: &DataFrame, arrived: &Frame) -> Result<DataFrame, Problem> {
    let columns = arrived.schema().iter().map(|(name, dtype)| frame.column(name)?.cast(dtype));
    let columns: PolarsResult<Vec<Column>> = columns.collect();
    columns.and_then(|columns| DataFrame::new(frame.height(), columns)).map_err(|error| problem_of(&error))
}
