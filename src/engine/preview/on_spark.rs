//! Tables that only Spark has: in a preview, the first rows of the focus are asked of the session for looking.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::job::Job;
use crate::document::NodeId;
use crate::engine::api::event::Event;
use crate::engine::api::output::OutputRef;
use crate::engine::api::snapshot::Snapshot;
use crate::engine::api::table::HEAD;
use crate::engine::control::locks::locked;
use crate::engine::plan::planned::Plan;
use crate::nodes::only_on_spark;

/// For so long what was last seen of a table is not asked again: nobody tells when a table of a catalog changes.
const FRESH: Duration = Duration::from_secs(30);

impl Job<'_> {
    /// Where a cluster is chosen, its tables are not looked for on this machine.
    pub fn leave_to_spark(&mut self, snapshot: &Snapshot) {
        if snapshot.cluster.is_some() {
            let there = self.plan.order.iter().filter(|id| is_only_on_spark(self.plan, **id));
            self.failed.extend(there.map(|id| (*id, only_on_spark())));
        }
    }

    /// Shows the first rows of an output that only Spark has.
    pub fn look_on_spark(&mut self, snapshot: &Snapshot, output: OutputRef) {
        let (Some(cluster), Some(key)) = (&snapshot.cluster, self.plan.key(output)) else { return };
        if !is_only_on_spark(self.plan, output.node) || self.stop.is_set() {
            return;
        }
        let generation = self.generation;
        self.say(Event::Computing { generation, output });
        let found = {
            let mut looks = locked(&self.shared.looks);
            let fresh = looks.last.as_ref().filter(|(of, since, _)| *of == key && since.elapsed() < FRESH);
            if let Some((_, _, table)) = fresh {
                Ok(table.clone())
            } else {
                let session = looks.on(cluster);
                // It is slow, or has gone: said at the node until there is an answer.
                let mut remark = |problem| self.say(Event::Failed { generation, node: output.node, problem });
                let found = session.first_rows(snapshot, output, HEAD, self.stop.cancellation(), &mut remark);
                found.map(|table| {
                    let table = Arc::new(table);
                    looks.last = Some((key, Instant::now(), table.clone()));
                    table
                })
            }
        };
        match found {
            Ok(table) => {
                if table.len() < HEAD {
                    self.say(Event::Counted { output, key, rows: table.len() as u64 });
                }
                self.say(Event::Ready { generation, output, key, table });
            }
            Err(found) => self.say(Event::Failed { generation, node: found.node, problem: found.problem }),
        }
    }
}

/// Whether a node reads, itself or through others, what this machine does not have.
fn is_only_on_spark(plan: &Plan, id: NodeId) -> bool {
    let reads = |id: &NodeId| {
        plan.nodes.get(id).is_some_and(|planned| {
            planned.node.is_source() && planned.node.kind.meta().on_spark.problem_here().is_some()
        })
    };
    plan.nodes.contains_key(&id) && (reads(&id) || plan.upstream(id).iter().any(reads))
}
