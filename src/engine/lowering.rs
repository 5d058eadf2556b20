//! Lowers one node, safely.

use super::guard::guarded;
use super::reading::Understood;
use crate::base::Problem;
use crate::nodes::{Frame, Inputs, Lower, LowerError};

/// What lowering a node gave.
pub(crate) struct Lowered {
    /// One frame per table, or `None` where the columns are known only once the node has run.
    pub frames: Option<Vec<Frame>>,
    pub warnings: Vec<Problem>,
}

/// A table that arrives at a node: its input port, its origin's name, its frame.
#[derive(Clone)]
pub(crate) struct Arriving {
    pub port: usize,
    pub from: String,
    pub frame: Frame,
}

/// Lowers `node`; a panic inside it is a problem like any other.
pub(crate) fn lower(node: &Understood, cx: &Lower<'_>, arriving: Vec<Arriving>) -> Result<Lowered, Problem> {
    if node.bypassed {
        let first = arriving.into_iter().find(|table| table.port == 0).map(|table| table.frame);
        return node.pass(first).map(|frames| Lowered { frames: Some(frames), warnings: Vec::new() });
    }
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
            let (given, wanted) = (outputs.0.len(), node.tables());
            return Err(Problem::error(say!("node-too-few-tables", given = given, wanted = wanted))
                .remedy(say!("defect-report")));
        }
        Ok(outputs) => Some(outputs.0),
        Err(LowerError::AfterRun) => None,
        Err(LowerError::Problem(problem)) => return Err(problem),
    };
    Ok(Lowered { frames, warnings: cx.take_warnings() })
}
