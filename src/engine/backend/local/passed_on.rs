//! Outputs that take all rows of a source in the form in which its store sends them.

use super::lowered::Lowered;
use super::tap::Counter;
use crate::base::Problem;
use crate::connect::{Fill, Transaction, WholeSource};
use crate::engine::api::output::OutputRef;
use crate::engine::plan::planned::Plan;
use crate::engine::run::choice::Choice;
use crate::engine::run::sink::Sink;

/// An output that is filled without a plan.
pub(super) struct PassedOn {
    fill: Fill,
    /// Those of the source and of the output.
    counters: Vec<Counter>,
}

impl PassedOn {
    /// Adds an output to the transaction if nothing stands between it and a source that nothing else needs, and if its rows can be
    /// passed on as they are. `None` if not; then nothing has been added.
    pub fn of(
        plan: &Plan,
        choice: &Choice,
        sink: &Sink,
        lowered: &Lowered,
        transaction: &mut Transaction,
    ) -> Result<Option<PassedOn>, Problem> {
        let own = OutputRef::first(sink.node);
        let Some(source) = only_source(plan, choice, sink) else { return Ok(None) };
        // What previews have kept of the source is used instead of it: then it is not lowered.
        let Some(frame) = lowered.frames.get(&source.node).and_then(|frames| frames.get(source.port)) else {
            return Ok(None);
        };
        // What the node itself does with its rows is checks of values, which are not needed where none is decoded.
        let Some(rows) = WholeSource::of(&frame.lazy) else { return Ok(None) };
        let fill = transaction.pass_on(&rows, &*sink.target)?;
        let counters = [source, own].iter().filter_map(|output| lowered.counters.get(output).cloned()).collect();
        Ok(fill.map(|fill| PassedOn { fill, counters }))
    }

    /// Reads and writes all its rows.
    pub fn fill(self) -> Result<(), Problem> {
        let PassedOn { fill, counters } = self;
        fill(&|rows, bytes| counters.iter().for_each(|counter| counter.add(rows, bytes)))
    }
}

/// The output of the source that an output is wired to, if nothing else in the run needs it.
fn only_source(plan: &Plan, choice: &Choice, sink: &Sink) -> Option<OutputRef> {
    let inputs: Vec<&OutputRef> = plan.nodes[&sink.node].inputs.iter().flatten().collect();
    let [source] = inputs.as_slice() else { return None };
    let is_source = plan.nodes[&source.node].inputs.iter().all(Vec::is_empty);
    let needed = choice.nodes.iter().flat_map(|id| plan.nodes[id].inputs.iter().flatten());
    let readers = needed.filter(|input| input.node == source.node).count();
    (is_source && readers == 1 && !choice.dry.contains(&source.node)).then_some(**source)
}
