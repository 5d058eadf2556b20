//! Long rows of steps: short tables are kept along them, from which the steps behind go on.

use std::collections::HashMap;

use super::job::Job;
use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::control::locks::locked;

/// So many steps in a row are computed together before a short table is kept.
const STEPS: u32 = 32;

impl Job<'_> {
    /// Before the first rows behind a long row of steps: short tables are kept along the way, for a plan takes polars time that
    /// grows with the square of its length. Where a table is not short, those behind it hardly are.
    pub(super) fn shorten_before(&mut self, upstream: &[NodeId]) {
        if upstream.len() < 2 * STEPS as usize {
            return;
        }
        let mut depths = HashMap::new();
        for id in upstream {
            let output = OutputRef::first(*id);
            let inputs = self.plan.nodes[id].inputs.iter().flatten();
            let is_deep = inputs.filter_map(|input| depths.get(&input.node)).any(|depth| depth + 1 >= STEPS);
            if is_deep {
                self.head(output);
            }
            self.shorten(output, &mut depths);
            if is_deep && depths[id] > 0 {
                return;
            }
        }
    }

    /// Keeps a short table from time to time, from which a long row of steps goes on: else each of them would be computed
    /// with all steps before it.
    pub(super) fn shorten(&mut self, output: OutputRef, depths: &mut HashMap<NodeId, u32>) {
        let inputs = self.plan.nodes[&output.node].inputs.iter().flatten();
        let depth = 1 + inputs.filter_map(|input| depths.get(&input.node)).max().unwrap_or(&0);
        let is_kept = depth >= STEPS
            && self
                .plan
                .key(output)
                .is_some_and(|key| locked(&self.shared.cache).has_whole(key) || self.keep_short(output, key));
        depths.insert(output.node, if is_kept { 0 } else { depth });
    }
}
