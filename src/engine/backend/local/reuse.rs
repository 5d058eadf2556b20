//! Which tables a run takes from what previews have kept on disk, and why it does not take the others.
//!
//! A kept table is valid for the node as long as its key is the same. The key includes settings, parameters, everything
//! upstream, and the stamps of the files read; a table was kept only if those files had been unchanged for a while. So
//! the outputs are the same either way. Nodes that write or were requested by name are always computed, and a sample is
//! never taken for the whole table.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use polars::prelude::IntoLazy;

use crate::base::number::{bytes, counted};
use crate::base::{Key, Problem};
use crate::connect::Marked;
use crate::connect::{self, Kept, Label, Note, Store, Verdict};
use crate::document::NodeId;
use crate::engine::api::event::CacheUse;
use crate::engine::api::output::OutputRef;
use crate::engine::plan::planned::{Plan, Planned};
use crate::engine::run::choice::Choice;
use crate::nodes::Frame;

/// Tables from disk may take 1 / SHARE of the run's memory; what is computed is streamed.
const SHARE: u64 = 4;
const UNKNOWN_MEMORY: u64 = 4 << 30;

/// Tables that are available.
pub(super) type Given = BTreeMap<OutputRef, Frame>;

/// What a run has available without computing it.
#[derive(Default)]
pub(super) struct Reuse {
    pub given: Given,
    pub fates: BTreeMap<NodeId, Fate>,
    /// Warnings about the data from when the tables were computed.
    pub warnings: Vec<(NodeId, Problem)>,
}

impl Reuse {
    /// What is left to compute of a choice.
    pub fn rest_of(&self, mut choice: Choice) -> Choice {
        choice.nodes.retain(|id| self.fates.get(id).is_none_or(Fate::is_computed));
        choice
    }
}

/// How a run treats a node.
#[derive(Clone, Debug)]
pub(super) enum Fate {
    FromCache { rows: u64, bytes: u64, seconds: f64 },
    NotNeeded,
    Computed(String),
}

impl Fate {
    pub fn is_computed(&self) -> bool {
        matches!(self, Fate::Computed(_))
    }

    /// For people and programs.
    pub fn words(&self) -> (CacheUse, String) {
        match self {
            Fate::FromCache { rows, bytes: size, seconds } => {
                let rows = counted(*rows, "row");
                let size = bytes(*size);
                (CacheUse::FromCache, format!("from the cache: {rows}, {size}, which took {seconds:.2} s to compute"))
            }
            Fate::NotNeeded => (CacheUse::NotNeeded, "not needed: what follows it comes from the cache".into()),
            Fate::Computed(why) => (CacheUse::Computed, format!("computed: {why}")),
        }
    }
}

/// Takes what is available and fits into `memory` (all available memory, if not set); searches from the outputs
/// upstream, so that nothing upstream of a table that was taken is requested.
pub(super) fn reuse(
    plan: &Plan,
    choice: &Choice,
    store: &Store,
    memory: Option<u64>,
    stop: &dyn Fn() -> bool,
) -> Reuse {
    let notes = store.notes(&plan.reach.base);
    let mut budget = memory.into_iter().chain(connect::memory()).min().unwrap_or(UNKNOWN_MEMORY) / SHARE;
    let asked: BTreeSet<NodeId> = choice.sinks.iter().map(|sink| sink.node).chain(choice.dry.iter().copied()).collect();
    let mut needed: HashMap<NodeId, BTreeSet<OutputRef>> = HashMap::new();
    let mut reuse = Reuse::default();
    let mut reported = BTreeMap::new();
    for id in choice.nodes.iter().rev().filter(|_| !stop()) {
        let planned = &plan.nodes[id];
        let outputs = needed.remove(id).unwrap_or_default();
        let is_asked = asked.contains(id);
        if outputs.is_empty() && !is_asked {
            reuse.fates.insert(*id, Fate::NotNeeded);
            continue;
        }
        let taken = if is_asked { None } else { take(plan, store, &outputs, &mut budget, stop) };
        let fate = match taken {
            Some(taken) => {
                let labels = || taken.iter().map(|(_, _, label)| label);
                let fate = Fate::FromCache {
                    rows: labels().map(|label| label.rows).sum(),
                    bytes: labels().map(|label| label.bytes).sum(),
                    seconds: labels().map(|label| label.seconds).fold(0.0, f64::max),
                };
                reported.extend(labels().flat_map(|label| label.warnings.iter().cloned()));
                reuse.given.extend(taken.into_iter().map(|(output, frame, _)| (output, frame)));
                fate
            }
            None => {
                for input in planned.inputs.iter().flatten() {
                    needed.entry(input.node).or_default().insert(*input);
                }
                Fate::Computed(why(plan, planned, &notes, store, is_asked))
            }
        };
        reuse.fates.insert(*id, fate);
    }
    reuse.warnings = warnings(plan, &reuse, &reported);
    reuse
}

/// All of the outputs from disk, or none.
fn take(
    plan: &Plan,
    store: &Store,
    outputs: &BTreeSet<OutputRef>,
    budget: &mut u64,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<(OutputRef, Frame, Label)>> {
    let mut kept = Vec::new();
    for output in outputs {
        let found = store.get(plan.key(*output)?)?;
        kept.push((*output, found));
    }
    let size: u64 = kept.iter().map(|(_, kept)| kept.label().bytes).sum();
    if size > *budget || kept.iter().any(|(_, kept)| kept.label().sample.is_some()) {
        return None;
    }
    let mut taken = Vec::new();
    for (output, mut kept) in kept {
        let frame = read(plan, output, &mut kept, stop);
        if frame.is_none() && !stop() {
            plan.key(output).into_iter().for_each(|key| store.discard(key));
        }
        taken.push((output, frame?, kept.label().clone()));
    }
    *budget -= size;
    Some(taken)
}

fn read(plan: &Plan, output: OutputRef, kept: &mut Kept, stop: &dyn Fn() -> bool) -> Option<Frame> {
    let frame = kept.whole(stop).ok()?;
    let schema = frame.schema().clone();
    let frame = Frame::with_schema(frame.lazy(), schema);
    let planned = &plan.info.nodes[&output.node].outputs[output.port];
    planned.as_ref().is_none_or(|columns| *columns == frame.columns()).then_some(frame)
}

/// The warnings of nodes that are not computed; the others report their own.
fn warnings(plan: &Plan, reuse: &Reuse, reported: &BTreeMap<Key, Vec<Problem>>) -> Vec<(NodeId, Problem)> {
    let spared = reuse.fates.iter().filter(|(_, fate)| !fate.is_computed()).map(|(id, _)| *id);
    let of = |id: NodeId| {
        reported.get(&plan.nodes[&id].named_key).into_iter().flatten().map(move |warning| (id, warning.clone()))
    };
    spared.flat_map(of).filter(|(id, warning)| !plan.info.nodes[id].problems.contains(warning)).collect()
}

/// Why a node is computed, as far as the notes of previews show.
fn why(plan: &Plan, planned: &Planned, notes: &[Note], store: &Store, is_asked: bool) -> String {
    if is_asked {
        return if planned.node.is_sink() { "it writes" } else { "it was requested" }.into();
    }
    let of = &planned.ingredients;
    let similarity = |note: &Note| {
        let same = [note.settings == of.settings, note.parameters == of.parameters, note.reads == of.reads];
        let arrivals = note.arrivals.iter().map(|(_, key)| *key).eq(of.arrivals.iter().map(|arrival| arrival.key));
        same.iter().filter(|same| **same).count() + usize::from(arrivals)
    };
    let mine = notes.iter().filter(|note| note.node == planned.name);
    // Of equal ones the newest, which is the last.
    let Some(note) = mine.max_by_key(|note| similarity(note)) else {
        return if planned.is_expensive() {
            "no preview has computed it yet".into()
        } else {
            "it works row by row, which is never kept".into()
        };
    };
    if !store.is_own(note) {
        return "another version of the program has kept it".into();
    }
    if note.settings != of.settings {
        return "its settings have changed".into();
    }
    if note.parameters != of.parameters {
        return "the value of a parameter has changed".into();
    }
    if note.reads != of.reads {
        let changed = of.reads.iter().find(|read| !note.reads.contains(read));
        let shown = |read: &Marked| read.address.from_base(&plan.reach.base);
        return changed.map_or("it reads other files".into(), |read| format!("{} has changed", shown(read)));
    }
    if let Some(rows) = note.sample {
        return format!("previews use only a sample of {}", counted(rows, "row"));
    }
    let arrived =
        |arrival: &&crate::engine::plan::key::ArrivalKey| !note.arrivals.iter().any(|(_, key)| *key == arrival.key);
    if let Some(arrival) = of.arrivals.iter().find(arrived) {
        return format!("the input from {:?} has changed", arrival.from);
    }
    if note.key != planned.key {
        return "the input has changed".into();
    }
    match note.verdict {
        Verdict::Cheap(ms) => format!("too cheap to keep, it took {ms} ms"),
        Verdict::Large => "too large to keep for the time that it takes".into(),
        Verdict::Unsettled => "a file was just being changed when a preview computed it".into(),
        Verdict::Kept => "what was kept is gone, damaged, or too large for the memory".into(),
    }
}
