//! A preview: every node's table, the focus first; what is known is shown at once, the rest as it is computed. Sinks
//! are lowered like every other node and so show what they would write; nothing here can write.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::hold_on_demand::is_dear;
use super::holding::Hold;
use super::job::Job;
use super::profile::{NARROW, UPDATE_INTERVAL, profile, profile_by_query};
use super::shared::{Emit, Shared};
use crate::base::Key;
use crate::document::NodeId;
use crate::engine::api::event::Event;
use crate::engine::api::measure::Measure;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table::HEAD;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::collect::whole;
use crate::engine::spark::warn_of_gaps;

/// Sources that answer later show their tables later; the others do not wait for them.
const ANSWERS: Duration = Duration::from_millis(150);

/// Plans `snapshot` and shows its tables until all is done or `stop` is set.
pub(crate) fn preview(
    shared: &Shared,
    emit: &Emit,
    generation: u64,
    snapshot: &Snapshot,
    focus: Option<OutputRef>,
    stop: &Stop,
) {
    let _at_work = shared.at_work();
    let planned = || {
        let mut plan = shared.plan(snapshot, stop, ANSWERS)?;
        if snapshot.cluster.is_some() {
            warn_of_gaps(snapshot, &mut plan);
        }
        Some(Arc::new(plan))
    };
    let Some(plan) = planned() else { return };
    *locked(&shared.latest) = Some(plan.clone());
    stop.follow(plan.named_keys());
    let mut job = Job::new(shared, emit, generation, &plan, stop);
    job.announce(focus);
    job.leave_to_spark(snapshot);
    if let Some(focus) = focus.filter(|focus| plan.key(*focus).is_some()) {
        job.focus(focus);
    }
    job.other_tables();
    for output in &snapshot.profiled {
        job.statistics(*output);
    }
    if let Some(focus) = focus {
        job.look_on_spark(snapshot, focus);
    }
    let news = job.learn();
    if news {
        let failed = job.failed;
        let Some(plan) = planned() else { return };
        *locked(&shared.latest) = Some(plan.clone());
        let mut job = Job::new(shared, emit, generation, &plan, stop);
        job.announce(focus);
        for (node, problem) in failed {
            if plan.nodes.contains_key(&node) && !job.failed.contains_key(&node) {
                job.emit_failure(node, problem);
            }
        }
    }
    if !stop.is_set() {
        emit(Event::Settled { generation });
    }
}

impl Job<'_> {
    /// Emits the plan, and what is already known about every table.
    fn announce(&mut self, focus: Option<OutputRef>) {
        self.say(Event::Planned { generation: self.generation, plan: self.plan.info.clone() });
        for output in focus.into_iter().chain(self.outputs()) {
            let Some(key) = self.plan.key(output) else { continue };
            self.recall(output, key);
            let Some(known) = locked(&self.shared.cache).known(key).cloned() else { continue };
            if self.ready.contains(&output) {
                continue;
            }
            if let Some(table) = known.table {
                self.ready.insert(output);
                self.say(Event::Ready { generation: self.generation, output, key, table });
            }
            if let Some(rows) = known.rows {
                self.counted.insert(output);
                self.say(Event::Counted { output, key, rows });
            }
            if let Some(profile) = known.profile {
                self.say(Event::Profiled { output, key, profile });
            }
            if let Some(measure) = known.measure {
                self.say(Event::Measured { output, key, measure });
            }
        }
        for id in &self.plan.order {
            let failure = locked(&self.shared.cache).failure(self.plan.nodes[id].named_key).cloned();
            if let Some(problem) = failure {
                self.fail(*id, problem);
            }
        }
    }

    /// First outputs of all nodes, then the others: they are processed in this order.
    fn outputs(&self) -> Vec<OutputRef> {
        let ports = |node: &NodeId| self.plan.nodes[node].node.tables();
        let firsts = self.plan.order.iter().filter(|id| ports(id) > 0).map(|id| OutputRef::first(*id));
        let others = self.plan.order.iter().flat_map(|id| (1..ports(id)).map(|port| OutputRef { node: *id, port }));
        firsts.chain(others).collect()
    }

    /// The focus: first rows by the fastest path, then what is upstream, then everything about it.
    fn focus(&mut self, focus: OutputRef) {
        let upstream = self.plan.upstream(focus.node);
        if !self.ready.contains(&focus) {
            // A pipeline breaker between a parsed text and the focus reads the whole text anyway: better once than
            // twice.
            let breaks = upstream.iter().chain([&focus.node]).any(|id| {
                let planned = &self.plan.nodes[id];
                planned.is_expensive() && !planned.node.is_source()
            });
            for id in upstream.iter().filter(|id| breaks && self.plan.nodes[id].node.is_parser()) {
                self.complete(OutputRef::first(*id), Hold::Behind);
            }
            self.shorten_before(&upstream);
            self.head(focus);
            // The steps below keep tables along the way; plans lowered for the first rows do not start from them.
            self.build.refresh();
        }
        let nearest = self.nearest(focus);
        for id in &upstream {
            for port in self.used_ports(*id) {
                self.show(OutputRef { node: *id, port }, if nearest.contains(id) { Hold::Behind } else { Hold::Kept });
            }
        }
        self.complete(focus, Hold::Kept);
        self.count(focus);
        self.profile(focus);
    }

    /// All the other nodes: first rows, then the counts.
    fn other_tables(&mut self) {
        let outputs = self.outputs();
        let mut depths = HashMap::new();
        for output in &outputs {
            self.show(*output, Hold::Kept);
            self.shorten(*output, &mut depths);
        }
        for output in outputs {
            self.count(output);
        }
    }

    /// Shows an output's first rows; keeps the whole table if that is worth it.
    fn show(&mut self, output: OutputRef, hold: Hold) {
        if self.kept.contains(&output.node) {
            self.complete(output, hold);
        }
        self.head(output);
    }

    /// Computes the whole table in one pass and keeps it, unless it is kept already or exceeds the bytes held for that
    /// reason. Shows first rows and count along the way.
    pub fn complete(&mut self, output: OutputRef, hold: Hold) {
        let Some(key) = self.plan.key(output) else { return };
        let limit = self.bound(output, hold);
        let is_done = {
            let mut cache = locked(&self.shared.cache);
            cache.has_whole(key) || cache.known(key).is_some_and(|known| known.beyond >= limit)
        };
        if is_done || self.is_over(output) || self.fetch(output, key, limit) {
            return;
        }
        if !self.may_fit(output, key, limit) || self.is_over(output) || self.keep_short(output, key) {
            return;
        }
        let is_new = !self.ready.contains(&output);
        if is_new {
            self.say(Event::Computing { generation: self.generation, output });
        }
        let report = self.reporter(output, key);
        let report = move |head| {
            if is_new {
                report(head);
            }
        };
        let begun = Instant::now();
        let cache = self.shared.cache.clone();
        // A table that grows beyond the limit is dropped: then no other table should be evicted for it.
        let reserve = move |bytes| locked(&cache).make_room(if bytes > limit { 0 } else { bytes });
        let result = self.attempt(output, move |frame, stop| whole(frame, HEAD, limit, stop, report, reserve));
        let Some(result) = result else { return };
        self.ready.insert(output);
        let cost = begun.elapsed();
        self.offer(output, key, result.frame.as_ref(), cost);
        let measure = Measure::whole(cost, result.frame.as_ref());
        {
            let mut cache = locked(&self.shared.cache);
            match result.frame {
                Some(frame) => cache.keep(key, frame, result.bytes, cost),
                None => cache.note(key, |known| known.beyond = known.beyond.max(limit)),
            }
        }
        self.measured(output, key, measure);
        self.emit_count(output, key, result.rows);
    }

    pub fn measured(&self, output: OutputRef, key: Key, measure: Measure) {
        locked(&self.shared.cache).note(key, |known| known.measure = Some(measure));
        self.say(Event::Measured { output, key, measure });
    }

    pub fn count(&mut self, output: OutputRef) {
        let Some(key) = self.plan.key(output) else { return };
        if self.counted.contains(&output) || self.is_over(output) {
            return;
        }
        let known = {
            let mut cache = locked(&self.shared.cache);
            let kept = cache.whole(key).map(|frame| frame.height() as u64);
            // Fewer first rows than requested means they are all rows.
            let short = || cache.known(key)?.table.as_ref().map(|t| t.len() as u64).filter(|rows| *rows < HEAD as u64);
            kept.or_else(short)
        };
        let Some(rows) = known.or_else(|| self.counted_rows(output)) else { return };
        self.emit_count(output, key, rows);
    }

    pub fn emit_count(&mut self, output: OutputRef, key: Key, rows: u64) {
        locked(&self.shared.cache).note(key, |known| known.rows = Some(rows));
        if self.counted.insert(output) {
            self.say(Event::Counted { output, key, rows });
        }
        let reckoned = {
            let mut cache = locked(&self.shared.cache);
            let known = cache.known(key);
            known.and_then(|known| known.measure?.reckoned(known.table.as_ref()?.frame(), rows))
        };
        if let Some(measure) = reckoned {
            self.measured(output, key, measure);
        }
    }

    /// The statistics of an output without focus; from its whole table if that is held, since a query takes longer.
    fn statistics(&mut self, output: OutputRef) {
        let Some(key) = self.plan.key(output) else { return };
        if locked(&self.shared.cache).known(key).is_none_or(|known| known.profile.is_none()) {
            self.complete(output, Hold::Kept);
            self.profile(output);
        }
    }

    fn profile(&mut self, output: OutputRef) {
        let Some(key) = self.plan.key(output) else { return };
        let (known, kept) = {
            let mut cache = locked(&self.shared.cache);
            (cache.known(key).is_some_and(|known| known.profile.is_some()), cache.whole(key))
        };
        if known || self.is_over(output) {
            return;
        }
        let emit = self.emit.clone();
        let report = move |known| emit(Event::Profiled { output, key, profile: Arc::new(known) });
        let profile = match kept {
            Some(kept) => profile(&kept, self.stop, UPDATE_INTERVAL, &report),
            None => {
                // Without the sorts it is computed from the table that they sort.
                let is_dear = |output| is_dear(self.shared, self.plan, output);
                let is_cheap = !is_dear(output) || !is_dear(self.row_for_row(output));
                let width = if is_cheap { NARROW } else { usize::MAX };
                self.attempt_unsorted(output, |frame, stop| {
                    profile_by_query(frame, width, stop, UPDATE_INTERVAL, report)
                })
            }
        };
        let Some(profile) = profile else { return };
        let profile = Arc::new(profile);
        locked(&self.shared.cache).note(key, |known| known.profile = Some(profile.clone()));
        self.say(Event::Profiled { output, key, profile });
    }
}
