//! The nodes of a run as plans, with a tap after each output.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::SyncSender;

use super::limits::Preparing;
use super::reuse::Given;
use super::tap::{Counter, Flow};
use super::update::Update;
use crate::base::Problem;
use crate::document::NodeId;
use crate::engine::api::output::OutputRef;
use crate::engine::execute::build::Build;
use crate::engine::plan::planned::Plan;
use crate::engine::run::choice::Choice;
use crate::engine::run::run_problem::End;
use crate::nodes::Frame;

/// The lowered nodes of a run.
pub(super) struct Lowered {
    pub frames: HashMap<NodeId, Vec<Frame>>,
    pub counters: BTreeMap<OutputRef, Counter>,
}

/// Lowers the nodes in order, with a tap after each output.
pub(super) fn lower_all(
    plan: &Plan,
    choice: &Choice,
    given: Given,
    flow: &Flow,
    preparing: &Preparing,
    updates: &SyncSender<Update>,
) -> Result<Lowered, End> {
    let counters: RefCell<BTreeMap<OutputRef, Counter>> = RefCell::default();
    let tap = |output: OutputRef, frame: Frame| {
        let mut counters = counters.borrow_mut();
        let counter = Counter::default();
        let tapped = flow.tap(frame.lazy.clone(), counters.len(), &counter);
        counters.insert(output, counter);
        Frame::with_schema(tapped, frame.schema().clone())
    };
    let given = given.into_iter().map(|(output, frame)| (output, tap(output, frame))).collect();
    let mut build = Build::new(plan, None, flow.flag()).tapped(&tap).given(given);
    let mut frames = HashMap::new();
    for node in choice.nodes.iter().copied() {
        let tables = (0..plan.nodes[&node].node.tables()).map(|port| build.frame(OutputRef { node, port }));
        let tables: Result<Vec<Frame>, _> = preparing.of(node, || tables.collect());
        if flow.is_stopped() {
            return Err(End::Cancelled);
        }
        frames.insert(node, tables.map_err(|obstacle| failed(obstacle.node)(obstacle.problem))?);
        for finding in build.findings.drain(..) {
            let reported = |warning: &Problem| plan.info.nodes[&node].problems.contains(warning);
            for warning in finding.warnings.into_iter().filter(|warning| !reported(warning)) {
                // The listener may be gone: then nobody needs the event.
                let _ = updates.send(Update::RunProblem((Some(node), warning)));
            }
        }
    }
    drop(build);
    Ok(Lowered { frames, counters: counters.into_inner() })
}

pub(super) fn failed(node: NodeId) -> impl Fn(Problem) -> End {
    move |problem| End::failed((Some(node), problem))
}
