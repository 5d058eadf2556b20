//! The status of each node in a frame: state, counts, problem, and their text.

use crate::app::results::OutputResult;
use crate::app::{App, NodeResult, NodeState};
use crate::base::{Problem, Severity};
use crate::document::Activity;
use crate::engine::Measure;
use crate::ui::measurement;

use super::scene::{Scene, SceneNode};

/// The status of a node, looked up once per frame.
#[derive(Clone, Copy, Debug)]
pub struct NodeStatus<'a> {
    pub state: NodeState,
    pub activity: Activity,
    pub result: Option<&'a NodeResult>,
    pub selected: bool,
}

/// The status of all nodes, by index.
pub fn of_all<'a>(app: &'a App, scene: &Scene) -> Vec<NodeStatus<'a>> {
    let mut statuses: Vec<NodeStatus> = scene
        .nodes
        .iter()
        .map(|node| {
            let result = app.project.results.get(node.id);
            NodeStatus {
                state: result.map(|r| r.state).unwrap_or_default(),
                activity: node.activity,
                result,
                selected: false,
            }
        })
        .collect();
    for index in app.project.view.selection.iter().filter_map(|id| scene.find(*id)) {
        statuses[index].selected = true;
    }
    statuses
}

impl<'a> NodeStatus<'a> {
    pub fn output(&self, port: usize) -> Option<&'a OutputResult> {
        self.result?.output(port)
    }

    /// Whether the table of an output is outdated.
    pub fn is_stale(&self, port: usize) -> bool {
        self.state == NodeState::Computing || self.output(port).is_none_or(|output| output.stale)
    }

    pub fn problem(&self) -> Option<&'a Problem> {
        self.result?.worst()
    }

    pub fn severity(&self) -> Option<Severity> {
        self.problem().map(|problem| problem.severity)
    }

    /// The rows of an output, once counted.
    pub fn rows(&self, port: usize) -> Option<u64> {
        self.output(port)?.rows
    }

    /// The columns of an output, if known.
    pub fn columns(&self, port: usize) -> Option<usize> {
        let planned = self.result?.columns.get(port).and_then(|columns| columns.as_ref().map(Vec::len));
        planned.or_else(|| Some(self.output(port)?.table.as_ref()?.columns().len()))
    }

    /// "336,776 × 19"; "… × 19" while rows are being counted; `None` if nothing is known.
    pub fn counts(&self, port: usize) -> Option<String> {
        if self.activity != Activity::Active || self.state == NodeState::Disabled {
            return None;
        }
        let columns = self.columns(port);
        match (self.rows(port), columns) {
            (Some(rows), Some(columns)) => Some(format!("{} × {}", thousands(rows), thousands(columns as u64))),
            (Some(rows), None) => Some(thousands(rows)),
            (None, Some(columns)) => Some(format!("… × {}", thousands(columns as u64))),
            (None, None) => None,
        }
    }

    /// Whether an output's rows are those of a sample.
    pub fn is_sample(&self, port: usize) -> bool {
        let table = self.output(port).and_then(|output| output.table.as_ref());
        table.is_some_and(|table| table.exactness.sample().is_some())
    }

    /// The measurement of an output, if it belongs to the current table.
    pub fn measure(&self, port: usize) -> Option<Measure> {
        let output = self.output(port)?;
        output.measure.filter(|_| !output.stale)
    }

    /// "12 ms · 3.4 MB" for an output; only the time while the size is unknown.
    pub fn cost(&self, port: usize) -> Option<String> {
        Some(measurement::summary(&self.measure(port)?))
    }

    /// The state as a word.
    pub fn state_word(&self) -> &'static str {
        match self.state {
            _ if self.activity == Activity::Bypassed => tr!("node-state-bypassed"),
            NodeState::Waiting => tr!("node-state-waiting"),
            NodeState::Computing => tr!("node-state-computing"),
            NodeState::Fresh => tr!("node-state-up-to-date"),
            NodeState::Incomplete => tr!("node-state-incomplete"),
            NodeState::Failed => tr!("node-state-failed"),
            NodeState::Disabled => tr!("node-state-disabled"),
        }
    }
}

/// The accessible name of a node: "late, Filter: dep_delay > 15, up to date, 4,203 rows".
pub fn accessible_name(node: &SceneNode, status: &NodeStatus) -> String {
    let kind = if node.summary.is_empty() {
        node.kind.clone()
    } else {
        tr!("kind-and-summary", kind = node.kind, summary = node.summary)
    };
    let mut parts = vec![tr!("node-said", name = node.name, kind = kind, state = status.state_word())];
    parts.extend(status.rows(0).map(|rows| tr!("count-rows", count = rows)));
    parts.extend(status.problem().map(|problem| problem.message.to_string()));
    parts.join(tr!("pause"))
}

/// A number with thousands separators: "1,234,567".
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{ColumnInfo, Type};

    #[test]
    fn numbers_have_their_commas() {
        for (number, text) in [(0, "0"), (999, "999"), (1000, "1,000"), (336_776, "336,776"), (1_234_567, "1,234,567")]
        {
            assert_eq!(thousands(number), text);
        }
    }

    #[test]
    fn counts_say_what_is_known() {
        let columns = vec![ColumnInfo::new("a", Type::Integer); 3];
        let mut result = NodeResult { columns: vec![Some(columns)], ..NodeResult::default() };
        fn status(result: &NodeResult) -> NodeStatus<'_> {
            NodeStatus { state: NodeState::Fresh, activity: Activity::Active, result: Some(result), selected: false }
        }
        assert_eq!(status(&result).counts(0).unwrap(), "… × 3");
        result.outputs = vec![OutputResult { rows: Some(4203), ..OutputResult::default() }];
        assert_eq!(status(&result).counts(0).unwrap(), "4,203 × 3");
        assert_eq!(status(&result).counts(1), None);
    }
}
