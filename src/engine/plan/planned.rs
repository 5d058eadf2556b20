//! A plan: what every node is, in the order of computing, with keys, columns and sources.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use super::key::{Ingredients, output_key};
use super::marks::{Known, Marks};
use super::reading::Understood;
use crate::base::Key;
use crate::connect::{Marked, Reach, Sample, Source, SourceState};
use crate::document::NodeId;
use crate::engine::api::event::PlanInfo;
use crate::engine::api::output::OutputRef;
use crate::engine::control::stop::Keys;
use crate::nodes::{Blank, Frame, Parameters};

/// A planned pipeline.
#[derive(Clone)]
pub(crate) struct Plan {
    pub info: Arc<PlanInfo>,
    /// The nodes that can be computed, each after all of its inputs.
    pub order: Vec<NodeId>,
    pub nodes: HashMap<NodeId, Planned>,
    /// The tables of these nodes without rows, as far as their columns are known.
    pub tables: Arc<HashMap<NodeId, Vec<Frame>>>,
    pub parameters: Parameters,
    pub reach: Reach,
    /// What is read, in the state recorded in the plan.
    pub readers: Vec<Reader>,
}

/// A source that a node reads.
#[derive(Clone)]
pub(crate) struct Reader {
    pub source: Arc<dyn Source>,
    pub seen: Seen,
}

/// What a plan knows of a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Seen {
    /// It has not answered yet.
    Asked,
    /// With the words of its problem.
    Failed(String),
    State(Vec<Marked>),
}

impl Seen {
    pub fn of(known: Option<&Known>) -> Seen {
        match known.map(|known| &known.answer) {
            None => Seen::Asked,
            Some(Err(problem)) => Seen::Failed(problem.to_string()),
            Some(Ok(state)) => Seen::State(state.marks.clone()),
        }
    }
}

/// A node that can be computed.
#[derive(Clone)]
pub(crate) struct Planned {
    pub name: String,
    pub node: Arc<Understood>,
    /// The key of the result.
    pub key: Key,
    /// The key of the messages about the node: it also differs where only names of nodes differ.
    pub named_key: Key,
    /// The ingredients of the key.
    pub ingredients: Arc<Ingredients>,
    /// The outputs connected to each input port.
    pub inputs: Vec<Vec<OutputRef>>,
    /// If set, the result is computed from this many rows of a source.
    pub sample: Option<u64>,
    /// The sample that the node itself takes, because it is a source that is too large.
    pub own_sample: Option<Sample>,
    /// For each of its tables, the columns in which no value has been seen.
    pub blank: Vec<Blank>,
    /// The state of what it reads; `None` where it reads nothing.
    pub source: Option<SourceState>,
    /// Whether it is a source without records.
    pub has_no_records: bool,
    /// When that state was queried.
    pub asked: SystemTime,
    /// When planning it began and how long it took, since a source examines its files.
    pub from: Instant,
    pub took: Duration,
}

impl Plan {
    /// The keys by which nodes are set aside.
    pub fn named_keys(self: &Arc<Plan>) -> Keys {
        let plan = self.clone();
        Arc::new(move |node| Some(plan.nodes.get(&node)?.named_key))
    }

    /// The key of an output; `None` if there is no such table or its node cannot be computed.
    pub fn key(&self, output: OutputRef) -> Option<Key> {
        let planned = self.nodes.get(&output.node)?;
        (output.port < planned.node.tables()).then(|| output_key(planned.key, output.port))
    }

    /// The nodes upstream of `id`, in order.
    pub fn upstream(&self, id: NodeId) -> Vec<NodeId> {
        let mut seen = HashSet::new();
        let mut open = vec![id];
        while let Some(node) = open.pop() {
            for input in self.nodes[&node].inputs.iter().flatten() {
                if seen.insert(input.node) {
                    open.push(input.node);
                }
            }
        }
        self.order.iter().copied().filter(|node| seen.contains(node)).collect()
    }

    /// The current states of its sources, as far as `marks` knows, if they differ from those in the plan.
    pub fn changed_sources(&self, marks: &Marks) -> Option<Vec<Seen>> {
        let now: Vec<Seen> =
            self.readers.iter().map(|reader| Seen::of(marks.known(&*reader.source, &self.reach).as_ref())).collect();
        now.iter().ne(self.readers.iter().map(|reader| &reader.seen)).then_some(now)
    }
}

impl Planned {
    /// Whether the result is worth keeping whole.
    pub fn is_expensive(&self) -> bool {
        self.node.is_expensive()
    }
}
