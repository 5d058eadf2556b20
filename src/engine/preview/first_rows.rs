//! The first rows of a table.
//!
//! A reader that must return a thousand rows after a filter reads on until it has them, some pieces of its file ahead,
//! and holds these. So where each output row comes from one input row, the first rows of the source are tried first.

use std::time::Instant;

use polars::prelude::{DataFrame, IdxSize};

use super::hold_on_demand::is_dear;
use super::holding::{CHEAP, is_small};
use super::job::Job;
use crate::engine::api::event::Event;
use crate::engine::api::measure::Measure;
use crate::engine::api::output::OutputRef;
use crate::engine::api::table::HEAD;
use crate::engine::control::locks::locked;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::rows;
use crate::engine::plan::planned::Plan;
use crate::nodes::{Frame, Rows, slice};

/// The number of first rows of a source that are searched for an output's first rows before all others.
const NEAR: IdxSize = 16 * HEAD as IdxSize;

impl Job<'_> {
    /// Shows the first rows of an output, unless they are shown.
    pub(crate) fn head(&mut self, output: OutputRef) {
        let Some(key) = self.plan.key(output) else { return };
        if self.ready.contains(&output) || self.is_over(output) {
            return;
        }
        self.say(Event::Computing { generation: self.generation, output });
        let begun = Instant::now();
        let head = self.head_of_near_rows(output);
        let Some(head) = head.or_else(|| self.attempt(output, |frame, stop| rows(frame, 0, HEAD, stop))) else {
            return;
        };
        let time = begun.elapsed();
        self.ready.insert(output);
        self.reporter(output, key)(head);
        self.measured(output, key, Measure::first_rows(time));
    }

    /// The first rows of the output, if the first ones of a large source are enough to produce them. A failure here
    /// occurs again, and is reported, when all rows are requested.
    fn head_of_near_rows(&mut self, output: OutputRef) -> Option<DataFrame> {
        let is_held = |at| self.plan.key(at).is_some_and(|key| locked(&self.shared.cache).has_whole(key));
        let before = |at: &OutputRef| chosen_from(self.plan, *at).filter(|_| !is_held(*at));
        let source = std::iter::successors(Some(output), before).last()?;
        let bound = locked(&self.shared.cache).largest() / CHEAP;
        if source == output || is_dear(self.shared, self.plan, source) || is_small(self.bytes_read(source), bound) {
            return None;
        }
        self.stop.begin(output.node);
        let all = self.build.frame(source).ok()?;
        let near = Frame::with_schema(slice(all.lazy.clone(), 0, NEAR), all.schema().clone());
        let mut build = Build::new(self.plan, None, self.stop).given([(source, near)].into());
        let frame = build.frame(output).ok()?;
        let lowered = build.count;
        let findings = std::mem::take(&mut build.findings);
        drop(build);
        self.build.findings.extend(findings);
        self.shared.count_lowered(lowered);
        self.shared.count_collected();
        rows(&frame, 0, HEAD, self.stop).ok().filter(|head| head.height() == HEAD)
    }
}

/// The table at the only input of a node whose rows each come from one input row, in the same order.
fn chosen_from(plan: &Plan, output: OutputRef) -> Option<OutputRef> {
    let planned = &plan.nodes[&output.node];
    let is_made_of_one = match planned.node.rows() {
        Rows::Each => output.port == 0,
        Rows::Chosen => true,
        Rows::Any | Rows::Reordered | Rows::Summary => false,
    };
    match planned.inputs.as_slice() {
        [inputs] if is_made_of_one && inputs.len() == 1 => Some(inputs[0]),
        _ => None,
    }
}
