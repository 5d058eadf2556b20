//! The engine's results for each node: tables, counts, columns, problems; old tables stay, marked stale, until new ones
//! arrive.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use crate::base::{ColumnInfo, Key, Problem, Severity};
use crate::connect::Sent;
use crate::document::NodeId;
use crate::engine::{Cluster, Event, Measure, OutputRef, PlanInfo, Profile, Table};

/// The state of a node, for drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NodeState {
    /// Nothing is known yet.
    #[default]
    Waiting,
    /// The table is being computed; an older one may be shown dimmed.
    Computing,
    Fresh,
    /// Set-up is not finished: nothing is connected, no file chosen.
    Incomplete,
    Failed,
    /// Disabled, or dependent on a node that is.
    Disabled,
}

/// One output's table.
#[derive(Clone, Debug, Default)]
pub struct OutputResult {
    pub key: Option<Key>,
    /// The first rows; if they belong to an older key, `stale` is true.
    pub table: Option<Arc<Table>>,
    pub rows: Option<u64>,
    pub profile: Option<Arc<Profile>>,
    /// The columns and the profile of an older key, until there are new ones.
    pub earlier: Option<(Arc<[ColumnInfo]>, Arc<Profile>)>,
    /// The cost of computing it.
    pub measure: Option<Measure>,
    pub stale: bool,
    /// Requested rows further down.
    pub page: Option<Arc<Table>>,
}

/// One node's results.
#[derive(Clone, Debug, Default)]
pub struct NodeResult {
    pub state: NodeState,
    /// The input columns of each port.
    pub inputs: Vec<Vec<ColumnInfo>>,
    /// The columns of each output, if they are known before a run.
    pub columns: Vec<Option<Vec<ColumnInfo>>>,
    pub outputs: Vec<OutputResult>,
    pub problems: Vec<Problem>,
    /// The disabled node that prevents this one from being computed; may be the node itself.
    pub inactive_because: Option<NodeId>,
    /// What its store was asked, and for which preview.
    pub sent: Option<(u64, Sent)>,
}

impl NodeResult {
    pub fn output(&self, port: usize) -> Option<&OutputResult> {
        self.outputs.get(port)
    }

    /// The worst problem, for the node's one line on the canvas.
    pub fn worst(&self) -> Option<&Problem> {
        self.problems.iter().max_by_key(|p| p.severity)
    }
}

/// What a preview depends on: the document's revision, that of the table views, the focus, the folder, and the cluster on
/// which the project runs, and the last refresh.
pub(super) type AskedPreview = (u64, u64, Option<OutputRef>, PathBuf, Option<Cluster>, u64);

/// The latest request to the engine.
#[derive(Debug, Default)]
pub(super) struct RequestedPreview {
    /// That of the newest preview.
    pub(super) asked: Option<AskedPreview>,
    pub(super) updated: Option<u64>,
    pub(super) rows_asked: Option<(OutputRef, u64, usize)>,
    /// The project is not displayed: nothing is computed.
    pub(super) rests: bool,
    /// When the user has asked for new data, in nanoseconds since 1970; 0 if never.
    pub(super) refreshed: u64,
}

/// The results of all nodes.
#[derive(Clone, Debug, Default)]
pub struct Results {
    by_node: HashMap<NodeId, NodeResult>,
    /// The newest requested preview.
    pub generation: u64,
    /// Whether that preview is complete.
    pub settled: bool,
    /// Whether the user has stopped it.
    pub stopped: bool,
    /// Since when it is running.
    pub since: Option<Instant>,
}

impl Results {
    /// Empty results, for another project; generations keep counting, so that late events of the old one are
    /// recognised.
    pub fn after(old: &Results) -> Self {
        Results { generation: old.generation, ..Results::default() }
    }

    pub fn get(&self, id: NodeId) -> Option<&NodeResult> {
        self.by_node.get(&id)
    }

    pub fn output(&self, output: OutputRef) -> Option<&OutputResult> {
        self.get(output.node)?.output(output.port)
    }

    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &NodeResult)> {
        self.by_node.iter().map(|(id, result)| (*id, result))
    }

    /// For benches and tests of drawing: inserts a result without an engine.
    pub fn insert(&mut self, id: NodeId, result: NodeResult) {
        self.by_node.insert(id, result);
    }

    /// Processes an event of the engine; events of older previews are ignored unless their key still matches.
    pub fn take(&mut self, event: Event) {
        match event {
            Event::Planned { generation, plan } if generation == self.generation => self.plan(&plan),
            Event::Computing { generation, output } if generation == self.generation => {
                let node = self.by_node.entry(output.node).or_default();
                if node.state == NodeState::Waiting || node.state == NodeState::Fresh {
                    node.state = NodeState::Computing;
                }
            }
            Event::Ready { output, key, table, .. } => {
                let Some(found) = self.with_key(output, key) else { return };
                found.table = Some(table);
                found.stale = false;
                let node = self.by_node.entry(output.node).or_default();
                if node.outputs.iter().all(|o| o.table.is_some() && !o.stale) {
                    node.state = NodeState::Fresh;
                }
            }
            Event::Counted { output, key, rows } => {
                if let Some(found) = self.with_key(output, key) {
                    found.rows = Some(rows);
                }
            }
            Event::Profiled { output, key, profile } => {
                if let Some(found) = self.with_key(output, key) {
                    found.profile = Some(profile);
                }
            }
            Event::Measured { output, key, measure } => {
                if let Some(found) = self.with_key(output, key) {
                    found.measure = Some(measure);
                }
            }
            Event::Rows { output, key, table } => {
                if let Some(found) = self.with_key(output, key) {
                    found.page = Some(table);
                }
            }
            Event::Sent { generation, node, sent } if generation == self.generation => {
                let result = self.by_node.entry(node).or_default();
                match &mut result.sent {
                    Some((before, all)) if *before == generation => all.add(sent),
                    other => *other = Some((generation, sent)),
                }
            }
            Event::Failed { generation, node, problem } if generation == self.generation => {
                let result = self.by_node.entry(node).or_default();
                result.state = state_of(problem.severity);
                result.problems.push(problem);
                result.outputs.iter_mut().for_each(|o| o.stale = true);
            }
            Event::Settled { generation } if generation == self.generation => self.settled = true,
            _ => {}
        }
    }

    fn plan(&mut self, plan: &PlanInfo) {
        self.by_node.retain(|id, _| plan.nodes.contains_key(id));
        for (id, planned) in &plan.nodes {
            let node = self.by_node.entry(*id).or_default();
            node.inputs = planned.inputs.clone();
            node.columns = planned.outputs.clone();
            node.problems = planned.problems.clone();
            node.inactive_because = planned.inactive_because;
            node.outputs.resize_with(planned.keys.len(), OutputResult::default);
            for (output, key) in node.outputs.iter_mut().zip(&planned.keys) {
                if output.key != *key {
                    let table = output.table.take();
                    let columns = table.as_ref().map(|table| table.columns().clone());
                    let earlier = columns.zip(output.profile.take()).or(output.earlier.take());
                    *output = OutputResult { key: *key, table, earlier, stale: true, ..Default::default() };
                } else if output.table.is_some() && key.is_some() {
                    output.stale = false;
                }
            }
            let worst = node.problems.iter().map(|p| p.severity).max();
            node.state = match worst {
                _ if node.inactive_because.is_some() => NodeState::Disabled,
                Some(severity) if severity != Severity::Warning => state_of(severity),
                _ if !node.outputs.is_empty() && node.outputs.iter().all(|o| o.table.is_some() && !o.stale) => {
                    NodeState::Fresh
                }
                _ => NodeState::Waiting,
            };
        }
    }

    fn with_key(&mut self, output: OutputRef, key: Key) -> Option<&mut OutputResult> {
        let found = self.by_node.get_mut(&output.node)?.outputs.get_mut(output.port)?;
        (found.key == Some(key)).then_some(found)
    }
}

fn state_of(severity: Severity) -> NodeState {
    match severity {
        Severity::Warning => NodeState::Fresh,
        Severity::Incomplete => NodeState::Incomplete,
        Severity::Error => NodeState::Failed,
    }
}
