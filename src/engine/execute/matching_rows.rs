//! The rows of a node's two inputs that match, as its kind says.

use polars::prelude::*;

use super::collect::run;
use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::api::event::NodeProblem;
use crate::engine::control::panics::guarded;
use crate::engine::control::stop::Stop;
use crate::engine::plan::planned::Plan;
use crate::nodes::{Frame, Inputs, Lower, Matching, Purpose, problem_of};

/// Finds rows of two tables that match for a node.
pub(super) struct MatchingRows<'a> {
    pub plan: &'a Plan,
    pub node: NodeId,
    pub stop: &'a Stop,
}

impl MatchingRows<'_> {
    /// The first rows of one of two tables that match; `None` if that was stopped or failed.
    pub fn first_matching(
        &self,
        tables: [&Frame; 2],
        side: usize,
        rows: u64,
    ) -> Result<Option<DataFrame>, NodeProblem> {
        let Some(Matching { rows: matching, .. }) = self.matching(tables)? else { return Ok(None) };
        let [lefts, rights] = matching;
        Ok(self.first(if side == 0 { lefts } else { rights }, rows))
    }

    /// The rows of two tables that belong to the node's first output.
    pub fn matching(&self, [left, right]: [&Frame; 2]) -> Result<Option<Matching>, NodeProblem> {
        let planned = &self.plan.nodes[&self.node];
        let cx = Lower::new(&self.plan.reach, &self.plan.parameters, Purpose::Data);
        let mut inputs = Inputs::new(&planned.node.ports);
        inputs.push(0, "", left.clone());
        inputs.push(1, "", right.clone());
        let asked = guarded(|| planned.node.kind.matching_sample(&cx, &inputs));
        asked.and_then(|matching_sample| matching_sample).map_err(|problem| self.obstacle(problem))
    }

    fn obstacle(&self, problem: Problem) -> NodeProblem {
        NodeProblem { node: self.node, problem }
    }

    /// The first rows; `None` if it was stopped or failed.
    pub fn first(&self, rows: LazyFrame, count: u64) -> Option<DataFrame> {
        run(rows.limit(IdxSize::try_from(count).unwrap_or(IdxSize::MAX)), self.stop).ok()
    }

    /// With the columns as they arrived: keys may have been cast to a common type.
    pub fn as_arrived(&self, frame: &DataFrame, arrived: &Frame) -> Result<DataFrame, NodeProblem> {
        let columns = arrived.schema().iter().map(|(name, dtype)| frame.column(name)?.cast(dtype));
        let columns: PolarsResult<Vec<Column>> = columns.collect();
        let frame = columns.and_then(|columns| DataFrame::new(frame.height(), columns));
        frame.map_err(|error| self.obstacle(problem_of(&error)))
    }
}

/// A table that has been computed.
pub(super) fn in_memory(frame: DataFrame) -> Frame {
    let schema = frame.schema().clone();
    Frame::with_schema(frame.lazy(), schema)
}
