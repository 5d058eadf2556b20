//! Lowers one node, safely.

use polars::prelude::{DataType, PlSmallStr};

use super::reading::Understood;
use crate::base::{Cause, Problem};
use crate::engine::control::panics::guarded;
use crate::nodes::{Blank, Frame, Given, Inputs, Lower, LowerError, Origin};

/// The result of lowering a node.
pub(crate) struct Lowered {
    /// One frame per table, or `None` if the columns are known only once the node has run.
    pub frames: Option<Vec<Frame>>,
    pub warnings: Vec<Problem>,
}

/// A table at an input of a node: its input port, its origin's name, its frame.
#[derive(Clone)]
pub(crate) struct Arriving {
    pub port: usize,
    pub from: String,
    pub frame: Frame,
}

/// The inputs, as far as they have columns in which no value has been seen: such columns stay so when they pass a node.
struct Passed {
    names: Vec<Vec<Vec<String>>>,
    blank: Vec<Vec<Blank>>,
}

impl Passed {
    fn of(node: &Understood, arriving: &[Arriving]) -> Passed {
        let at = |port: usize| arriving.iter().filter(move |table| table.port == port).map(|table| &table.frame);
        let names = |frame: &Frame| frame.schema().iter_names().map(|name| name.to_string()).collect();
        let ports = 0..node.ports.inputs.len();
        Passed {
            names: ports.clone().map(|port| at(port).map(names).collect()).collect(),
            blank: ports.map(|port| at(port).map(|frame| frame.blank().clone()).collect()).collect(),
        }
    }

    fn marked(&self, node: &Understood, frames: Vec<Frame>) -> Vec<Frame> {
        if self.blank.iter().flatten().all(|blank| blank.is_empty()) {
            return frames;
        }
        let names = |frame: &Frame| Some(frame.schema().iter_names().map(|name| name.to_string()).collect());
        let outputs: Vec<Option<Vec<String>>> = frames.iter().map(names).collect();
        let descent = node.kind.descent(&Given { inputs: &self.names, outputs: &outputs });
        let is_blank = |origin: &Origin| {
            let arrived = self.blank.get(origin.port).and_then(|tables| tables.get(origin.table));
            origin.part.carries() && arrived.is_some_and(|blank| blank.contains(origin.column.as_str()))
        };
        let marked = frames.into_iter().zip(descent.into_iter().chain(std::iter::repeat(None)));
        let marked = marked.map(|(frame, columns)| {
            let columns =
                columns.unwrap_or_default().into_iter().filter(|c| !c.from.is_empty() && c.from.iter().all(is_blank));
            let names = columns.map(|column| PlSmallStr::from(column.name));
            let is_text = |name: &PlSmallStr| frame.schema().get(name) == Some(&DataType::String);
            let blank = names.filter(is_text).chain(frame.blank().iter().cloned()).collect();
            frame.with_blank(Blank::new(blank))
        });
        marked.collect()
    }
}

/// Lowers `node`; a panic inside it is returned as a problem.
pub(crate) fn lower(node: &Understood, cx: &Lower<'_>, arriving: Vec<Arriving>) -> Result<Lowered, Problem> {
    if node.bypassed {
        let first = arriving.into_iter().find(|table| table.port == 0).map(|table| table.frame);
        return node.pass(first).map(|frames| Lowered { frames: Some(frames), warnings: Vec::new() });
    }
    let passed = Passed::of(node, &arriving);
    let mut inputs = Inputs::new(&node.ports);
    for table in arriving {
        inputs.push(table.port, table.from, table.frame);
    }
    let outcome = guarded(|| {
        #[cfg(test)]
        assert!(!node.kind.text().contains("panic_in_a_test"), "asked to");
        node.kind.lower(cx, inputs)
    })?;
    let frames = match outcome {
        Ok(outputs) if outputs.0.len() < node.tables() => {
            let given = outputs.0.len();
            let wanted = node.tables();
            return Err(Problem::error(say!("node-too-few-tables", given = given, wanted = wanted))
                .remedy(say!("defect-report"))
                .because(Cause::Internal));
        }
        Ok(outputs) => Some(passed.marked(node, outputs.0)),
        Err(LowerError::AfterRun) => None,
        Err(LowerError::Problem(problem)) => return Err(problem),
    };
    Ok(Lowered { frames, warnings: cx.take_warnings() })
}
