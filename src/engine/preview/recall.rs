//! What a preview takes from the store on disk, and what it adds to it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use polars::prelude::{DataFrame, IntoLazy};

use super::holding::is_small;
use super::job::Job;
use crate::base::Key;
use crate::connect::{Kept, Label, Lost};
use crate::document::NodeId;
use crate::engine::api::measure::Measure;
use crate::engine::api::output::OutputRef;
use crate::engine::api::table::Table;
use crate::engine::cache::keep::Warnings;
use crate::engine::cache::memory_size::held_bytes;
use crate::engine::control::locks::locked;
use crate::engine::execute::build::Finding;
use crate::engine::execute::matching_sample::exactness;
use crate::nodes::Frame;

impl Job<'_> {
    /// Recalls the first rows and count of a kept table, from the beginning of its file.
    pub fn recall(&mut self, output: OutputRef, key: Key) {
        let is_known = locked(&self.shared.cache).known(key).is_some_and(|known| known.table.is_some());
        if is_known || !self.kept.contains(&output.node) {
            return;
        }
        let Some(mut kept) = self.kept_on_disk(output, key) else { return };
        let Ok(head) = kept.head() else { return self.discard(key) };
        if !self.accept(output, &head, kept.label()) {
            return self.discard(key);
        }
        let exactness = exactness(self.plan, output, &self.shared.cache);
        let table = Arc::new(Table::new(head, 0, exactness));
        let rows = kept.label().rows;
        locked(&self.shared.cache).note(key, |known| {
            known.table = Some(table);
            known.rows = Some(rows);
        });
    }

    /// Loads a kept table from disk into memory and shows it; returns whether there is one. One of more than `limit`
    /// bytes stays on disk.
    pub fn fetch(&mut self, output: OutputRef, key: Key, limit: u64) -> bool {
        let Some(mut kept) = self.kept_on_disk(output, key) else { return false };
        if kept.label().bytes > limit {
            locked(&self.shared.cache).note(key, |known| known.beyond = known.beyond.max(limit));
            self.emit_count(output, key, kept.label().rows);
            return true;
        }
        let begun = Instant::now();
        let stop = self.stop.clone();
        let frame = match kept.whole(&|| stop.is_set()) {
            Ok(frame) if self.accept(output, &frame, kept.label()) => frame,
            Err(Lost::Stopped) => return true,
            Ok(_) | Err(Lost::Damaged) => {
                self.discard(key);
                return false;
            }
        };
        if self.ready.insert(output) {
            self.reporter(output, key)(frame.slice(0, crate::engine::api::table::HEAD));
        }
        self.measured(output, key, Measure::whole(Duration::from_secs_f64(kept.label().seconds), Some(&frame)));
        let rows = frame.height() as u64;
        // The cost of loading it again.
        let bytes = held_bytes(&frame);
        locked(&self.shared.cache).keep(key, frame, bytes, begun.elapsed());
        self.emit_count(output, key, rows);
        true
    }

    /// The nearest nodes worth keeping that a table is computed from, not including itself.
    pub fn nearest(&self, output: OutputRef) -> HashSet<NodeId> {
        let mut found = HashSet::new();
        let mut seen = HashSet::new();
        let mut open: Vec<OutputRef> = self.plan.nodes[&output.node].inputs.iter().flatten().copied().collect();
        while let Some(next) = open.pop() {
            if self.kept.contains(&next.node) {
                found.insert(next.node);
            } else if seen.insert(next.node) {
                open.extend(self.plan.nodes[&next.node].inputs.iter().flatten());
            }
        }
        found
    }

    /// The tables to be kept that a table is computed from, including itself, in order. For large sources only the
    /// nearest ones and parsed texts: what lies further upstream is computed along the way, with only the needed
    /// columns. Nothing upstream of what is on disk, and nothing at all if the sources are too large to be held: then
    /// first rows and counts are streamed.
    pub fn starts(&self, output: OutputRef) -> Vec<OutputRef> {
        let mut all = HashSet::new();
        let mut near = HashSet::new();
        let mut seen = HashSet::new();
        let mut open = vec![(output, true)];
        let mut is_read = HashSet::new();
        let mut read = 0;
        while let Some((next, mut is_near)) = open.pop() {
            if !seen.insert((next, is_near)) {
                continue;
            }
            let planned = &self.plan.nodes[&next.node];
            if self.kept.contains(&next.node) {
                let is_there = self.plan.key(next).and_then(|key| self.kept_on_disk(next, key)).is_some();
                all.insert(next);
                if is_near || planned.node.is_parser() || is_there {
                    near.insert(next);
                }
                if is_there {
                    continue;
                }
                is_near = false;
            }
            if is_read.insert(next.node) {
                read += planned.ingredients.reads.iter().filter_map(|marked| marked.bytes).sum::<u64>();
            }
            open.extend(planned.inputs.iter().flatten().map(|input| (*input, is_near)));
        }
        let largest = locked(&self.shared.cache).largest();
        let found = match read {
            read if read > largest => HashSet::new(),
            read if is_small(read, largest / 4) => all,
            _ => near,
        };
        let place: HashMap<NodeId, usize> = self.plan.order.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let mut found: Vec<OutputRef> = found.into_iter().collect();
        found.sort_by_key(|output| (place[&output.node], output.port));
        found
    }

    /// Offers a computed table to the store, if there is one.
    pub fn offer(&self, output: OutputRef, key: Key, frame: Option<&DataFrame>, cost: Duration) {
        if let Some(keeper) = &self.shared.keeper {
            keeper.offer(self.plan, output.node, key, frame, cost, self.warnings(output));
        }
    }

    fn kept_on_disk(&self, output: OutputRef, key: Key) -> Option<Kept> {
        let kept = self.shared.keeper.as_ref()?.store.get(key)?;
        (kept.label().sample == self.plan.nodes[&output.node].sample).then_some(kept)
    }

    fn discard(&self, key: Key) {
        if let Some(keeper) = &self.shared.keeper {
            keeper.store.discard(key);
        }
    }

    /// Learns the metadata of a kept table, unless its columns differ from those of the plan.
    fn accept(&mut self, output: OutputRef, frame: &DataFrame, label: &Label) -> bool {
        let planned = &self.plan.nodes[&output.node];
        let frame = Frame::with_schema(frame.clone().lazy(), frame.schema().clone());
        match &self.plan.info.nodes[&output.node].outputs[output.port] {
            Some(columns) if *columns != frame.columns() => return false,
            Some(_) => {}
            // If a node has several tables, one is not enough to know the node's columns.
            None if planned.node.tables() > 1 => return false,
            None => {
                let frames = Some(vec![frame]);
                self.build.findings.push(Finding { key: planned.named_key, frames, warnings: Vec::new() });
            }
        }
        let findings = label.warnings.iter().cloned();
        self.build.findings.extend(findings.map(|(key, warnings)| Finding { key, frames: None, warnings }));
        true
    }

    /// The warnings about the data of a node and of those upstream.
    fn warnings(&self, output: OutputRef) -> Warnings {
        let planner = locked(&self.shared.planner);
        let mut nodes = self.plan.upstream(output.node);
        nodes.push(output.node);
        let mut all = Warnings::new();
        for id in nodes {
            let key = self.plan.nodes[&id].named_key;
            let findings = self.build.findings.iter().filter(|finding| finding.key == key).flat_map(|l| &l.warnings);
            let mut warnings = planner.warnings(key).to_vec();
            for warning in findings {
                if !warnings.contains(warning) {
                    warnings.push(warning.clone());
                }
            }
            if !warnings.is_empty() {
                all.push((key, warnings));
            }
        }
        all
    }
}
