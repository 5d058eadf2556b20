//! Samples that know about keys: below a source that is too large, a join finds partners.
//!
//! Samples of two tables may have no key in common though the tables do. So a kind that brings tables together is asked
//! which rows of its inputs belong to its first output. If the samples hold some, they will do. If not, the sources are read
//! once, all of them, for the first left rows that belong to it, and for the first right rows that agree with these.

use std::time::Instant;

use polars::prelude::*;

use super::build::{Build, Obstacle};
use super::collect::run;
use crate::base::{Key, KeyBuilder, Problem};
use crate::document::NodeId;
use crate::engine::cache::memory_size::held_bytes;
use crate::engine::control::locks::locked;
use crate::engine::control::panics::guarded;
use crate::engine::plan::lowering::Arriving;
use crate::nodes::{Frame, Inputs, Lower, Purpose, problem_of};

impl Build<'_> {
    /// Other tables for a node to start from, where the samples that arrive hold nothing for its first output.
    pub(crate) fn choose_sample(
        &mut self,
        id: NodeId,
        arriving: &[Arriving],
    ) -> Result<Option<Vec<Arriving>>, Obstacle> {
        let planned = &self.plan.nodes[&id];
        let (Some(cache), Some(rows), [left, right]) = (self.cache, planned.sample, arriving) else { return Ok(None) };
        if planned.node.bypassed || (left.port, right.port) != (0, 1) {
            return Ok(None);
        }
        let keys = [0, 1].map(|side| side_key(planned.key, side));
        let arrived = |lefts: DataFrame, rights: DataFrame| {
            let as_before = |table: &Arriving, frame| Arriving { frame: held(frame), ..table.clone() };
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
        let Some([lefts, _]) = self.matching_sample(id, &left.frame, &right.frame)? else { return Ok(None) };
        // What fails is told where it is computed.
        let Some(some) = self.first(lefts, 1) else { return Ok(None) };
        if some.height() > 0 {
            return fine();
        }
        let begun = Instant::now();
        let mut all = Build::new(self.plan, None, self.stop).unsampled();
        let [all_left, all_right] = [0, 1].map(|port| all.frame(planned.inputs[port][0]));
        self.count += all.count;
        let (all_left, all_right) = (all_left?, all_right?);
        let Some([lefts, _]) = self.matching_sample(id, &all_left, &all_right)? else { return Ok(None) };
        let Some(lefts) = self.first(lefts, rows) else { return Ok(None) };
        if lefts.height() == 0 {
            // The whole tables do not agree either.
            return fine();
        }
        let obstacle = |problem| Obstacle { node: id, problem };
        let lefts = as_arrived(&lefts, &left.frame).map_err(obstacle)?;
        let Some([_, rights]) = self.matching_sample(id, &held(lefts.clone()), &all_right)? else { return Ok(None) };
        let Some(rights) = self.first(rights, rows) else { return Ok(None) };
        let rights = as_arrived(&rights, &right.frame).map_err(obstacle)?;
        for (key, frame) in keys.into_iter().zip([&lefts, &rights]) {
            let bytes = held_bytes(frame);
            locked(cache).keep(key, frame.clone(), bytes, begun.elapsed());
        }
        Ok(arrived(lefts, rights))
    }

    /// The rows of the left and of the right table that belong to the node's first output.
    fn matching_sample(&self, id: NodeId, left: &Frame, right: &Frame) -> Result<Option<[LazyFrame; 2]>, Obstacle> {
        let planned = &self.plan.nodes[&id];
        let cx = Lower::new(&self.plan.reach, &self.plan.parameters, Purpose::Data);
        let mut inputs = Inputs::new(&planned.node.ports);
        inputs.push(0, "", left.clone());
        inputs.push(1, "", right.clone());
        let asked = guarded(|| planned.node.kind.matching_sample(&cx, &inputs));
        asked.and_then(|matching_sample| matching_sample).map_err(|problem| Obstacle { node: id, problem })
    }

    /// The first rows; `None` where it was stopped or failed.
    fn first(&self, rows: LazyFrame, count: u64) -> Option<DataFrame> {
        run(rows.limit(IdxSize::try_from(count).unwrap_or(IdxSize::MAX)), self.stop).ok()
    }
}

/// What each output starts from, when `chosen` are rows of the tables that agree: the first from these alone; the others, which
/// hold what finds no partner in the other table, from the samples and the partners known.
pub(crate) fn with_partners(samples: &[Arriving], chosen: &[Arriving]) -> Result<[Vec<Arriving>; 3], Problem> {
    let stacked = |side: usize| -> Result<Arriving, Problem> {
        let (sample, partners) = (&samples[side], &chosen[side].frame);
        let all = concat([sample.frame.lazy.clone(), partners.lazy.clone()], UnionArgs::default());
        let all = all.map_err(|error| problem_of(&error))?;
        Ok(Arriving { frame: Frame::with_schema(all, sample.frame.schema().clone()), ..sample.clone() })
    };
    let (left, right) = (samples[0].clone(), samples[1].clone());
    Ok([chosen.to_vec(), vec![left, stacked(1)?], vec![stacked(0)?, right]])
}

fn side_key(node: Key, side: u64) -> Key {
    KeyBuilder::new("matching_sample").key(node).number(side).finish()
}

fn held(frame: DataFrame) -> Frame {
    let schema = frame.schema().clone();
    Frame::with_schema(frame.lazy(), schema)
}

/// With the columns that arrived: keys may have been brought to a common type.
fn as_arrived(frame: &DataFrame, arrived: &Frame) -> Result<DataFrame, Problem> {
    let columns = arrived.schema().iter().map(|(name, dtype)| frame.column(name)?.cast(dtype));
    let columns: PolarsResult<Vec<Column>> = columns.collect();
    columns.and_then(|columns| DataFrame::new(frame.height(), columns)).map_err(|error| problem_of(&error))
}
