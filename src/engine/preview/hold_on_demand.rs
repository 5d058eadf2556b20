//! Tables that the user views beyond their first rows. They are held whole if they fit, so that scrolling, finding and
//! copying do not compute them again and again.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use polars::prelude::DataFrame;

use super::shared::Shared;
use crate::base::Key;
use crate::engine::api::output::OutputRef;
use crate::engine::cache::memory_size::held_bytes;
use crate::engine::control::locks::locked;
use crate::engine::control::stop::Stop;
use crate::engine::execute::build::Build;
use crate::engine::execute::collect::whole;
use crate::engine::plan::planned::Plan;

/// If a query for rows took this long, its table is worth holding.
pub(crate) const LONG: Duration = Duration::from_millis(100);

/// The whole table of an output, computed now unless it is held already. `None` if it is too large, stopped or fails:
/// then queries are used instead.
pub(crate) fn hold(shared: &Shared, plan: &Plan, output: OutputRef, key: Key, stop: &Stop) -> Option<DataFrame> {
    let limit = {
        let mut cache = locked(&shared.cache);
        if let Some(whole) = cache.whole(key) {
            return Some(whole);
        }
        let limit = cache.largest();
        let known = cache.known(key);
        let reckoned = known.and_then(|known| Some((known.beyond, known.measure?.bytes?.number())));
        if reckoned.is_some_and(|(beyond, bytes)| beyond.max(bytes) > limit) {
            return None;
        }
        limit
    };
    let begun = Instant::now();
    let kept = shared.keeper.as_ref().and_then(|keeper| keeper.store.get(key));
    let kept =
        kept.filter(|kept| kept.label().bytes <= limit && kept.label().sample == plan.nodes[&output.node].sample);
    if let Some(frame) = kept.and_then(|mut kept| kept.whole(&|| stop.is_set()).ok()) {
        let bytes = held_bytes(&frame);
        locked(&shared.cache).keep(key, frame.clone(), bytes, begun.elapsed());
        return Some(frame);
    }
    let mut build = Build::new(plan, Some(&shared.cache), stop);
    let frame = build.frame(output).ok()?;
    shared.count_lowered(build.count);
    shared.count_collected();
    let cache = shared.cache.clone();
    let reserve = move |bytes| locked(&cache).make_room(if bytes > limit { 0 } else { bytes });
    let result = whole(&frame, 0, limit, stop, drop, reserve).ok()?;
    let mut cache = locked(&shared.cache);
    match result.frame {
        Some(frame) => cache.keep(key, frame, result.bytes, begun.elapsed()),
        None => cache.note(key, |known| known.beyond = known.beyond.max(limit)),
    }
    cache.whole(key)
}

/// Whether any single row costs as much as many: between it and what is held, something is sorted, joined or
/// aggregated.
pub(crate) fn is_dear(shared: &Shared, plan: &Plan, output: OutputRef) -> bool {
    let mut open = vec![output];
    let mut seen = HashSet::new();
    while let Some(next) = open.pop() {
        if !seen.insert(next) || plan.key(next).is_some_and(|key| locked(&shared.cache).has_whole(key)) {
            continue;
        }
        let planned = &plan.nodes[&next.node];
        if planned.is_expensive() {
            return true;
        }
        open.extend(planned.inputs.iter().flatten());
    }
    false
}
