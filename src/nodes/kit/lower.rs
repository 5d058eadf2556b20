//! The inputs and outputs of lowering a node.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use polars::prelude::*;

use crate::base::{Fix, NodeId, Problem, suggest};
use crate::connect::{self, Growing, IsStopped, NewRows, Reach, RowSource, Sample, Source, SourceState};
use crate::formula::{Raiser, Scope, Value};
use crate::nodes::kit::frame::{Frame, problem_of};
use crate::nodes::kit::ports::{Ports, port_text};

/// The typed values of the project's parameters.
pub type Parameters = BTreeMap<String, Value>;

/// Why a node is lowered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Only the schema is needed: [`Lower::evaluate`] returns an error.
    Schema,
    /// The plan will be executed.
    Data,
}

/// Why there is no plan.
#[derive(Debug)]
pub enum LowerError {
    Problem(Problem),
    /// The columns depend on data; they are known after the node has run.
    AfterRun,
}

impl From<Problem> for LowerError {
    fn from(problem: Problem) -> Self {
        LowerError::Problem(problem)
    }
}

impl From<PolarsError> for LowerError {
    fn from(error: PolarsError) -> Self {
        LowerError::Problem(problem_of(&error))
    }
}

/// The context in which a node is lowered.
pub struct Lower<'a> {
    pub reach: &'a Reach,
    pub parameters: &'a Parameters,
    pub purpose: Purpose,
    /// Only these rows of a source are needed; the others need not be read.
    pub sample: Option<Sample>,
    /// The state of the node's source that the plan was made for. Rows must be of that state, or the node fails.
    pub source: Option<SourceState>,
    /// The node being lowered.
    node: Option<NodeId>,
    warnings: RefCell<Vec<Problem>>,
}

impl<'a> Lower<'a> {
    pub fn new(reach: &'a Reach, parameters: &'a Parameters, purpose: Purpose) -> Self {
        Lower { reach, parameters, purpose, sample: None, source: None, node: None, warnings: RefCell::default() }
    }

    /// Base for relative paths: the project file's folder.
    pub fn base(&self) -> &'a Path {
        &self.reach.base
    }

    pub fn is_stopped(&self) -> IsStopped<'a> {
        self.reach.is_stopped()
    }

    /// Restricts the source to a sample, if one is given.
    pub fn sampled(self, sample: Option<Sample>) -> Self {
        Lower { sample, ..self }
    }

    pub fn of_source(self, source: Option<SourceState>) -> Self {
        Lower { source, ..self }
    }

    /// Attributes errors during execution to this node.
    pub fn of_node(self, node: NodeId) -> Self {
        Lower { node: Some(node), ..self }
    }

    /// The node being lowered, if it is known.
    pub fn node(&self) -> Option<NodeId> {
        self.node
    }

    /// The source of errors from a kernel of the node that `setting` has requested.
    pub fn raiser(&self, setting: impl Into<String>) -> Raiser {
        Raiser::new(self.node, setting)
    }

    /// Reports a problem with the node that does not invalidate its result.
    pub fn warn(&self, problem: Problem) {
        self.warnings.borrow_mut().push(problem);
    }

    pub fn take_warnings(&self) -> Vec<Problem> {
        self.warnings.take()
    }

    /// Computes `plan` now, for a kind whose columns depend on data. Only when the purpose is [`Purpose::Data`]. The
    /// taps of the inputs can stop the computation.
    pub fn evaluate(&self, plan: LazyFrame) -> Result<DataFrame, LowerError> {
        match self.purpose {
            Purpose::Schema => Err(LowerError::AfterRun),
            Purpose::Data if self.reach.cancellation.is_cancelled() => Err(Problem::stopped().into()),
            Purpose::Data => Ok(connect::collect(plan)?),
        }
    }

    /// The rows of a source that polars cannot scan: read when the plan is executed, and only those that it needs.
    pub fn rows_of(&self, source: Arc<dyn RowSource>) -> Result<Frame, Problem> {
        let schema = source.schema();
        let lazy = connect::planned_scan(source, self.reach, self.node).map_err(|error| problem_of(&error))?;
        Ok(Frame::with_schema(lazy, schema))
    }

    /// Of the rows of a source those that no earlier run has read. Where nothing is written, as in previews, all of them.
    pub fn new_rows(
        &self,
        rows: Arc<dyn RowSource>,
        source: &dyn Source,
        growing: Growing,
    ) -> Result<Arc<dyn RowSource>, Problem> {
        let (Some(positions), Some(node)) = (&self.reach.positions, self.node) else { return Ok(rows) };
        let column = growing.column.clone();
        let new = NewRows::of(rows, source, growing, (positions.clone(), node))?;
        if !new.is_selective() {
            let problem = Problem::warning(say!("growing-reads-all", column = column));
            self.warn(problem.remedy(say!("growing-reads-all-remedy")).at("new_by"));
        }
        Ok(Arc::new(new))
    }

    /// The scope of a formula in `setting` over `frame`.
    pub fn scope<'s>(&'s self, frame: &'s Frame, setting: impl Into<String>) -> Scope<'s> {
        Scope::new(frame.schema(), self.parameters).of(self.raiser(setting))
    }

    /// `text` with every `${name}` replaced by that parameter's value.
    pub fn expand(&self, setting: &str, text: &str) -> Result<String, Problem> {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find("${") {
            let Some(length) = rest[start..].find('}') else { break };
            let name = &rest[start + 2..start + length];
            let value = self
                .parameters
                .get(name)
                .ok_or_else(|| missing_parameter(name, self.parameters.keys().map(String::as_str)).at(setting))?;
            out.push_str(&rest[..start]);
            out.push_str(&value.to_string());
            rest = &rest[start + length + 1..];
        }
        out.push_str(rest);
        Ok(out)
    }

    /// The absolute path for a path setting, with parameters expanded.
    pub fn path(&self, setting: &str, text: &str) -> Result<PathBuf, Problem> {
        let text = self.expand(setting, text)?;
        if text.trim().is_empty() {
            return Err(Problem::incomplete(say!("no-file-chosen"))
                .remedy(say!("file-choose"))
                .fix(Fix::ChooseFile)
                .at(setting));
        }
        Ok(self.reach.base.join(text))
    }
}

/// The problem that there is no parameter of this name: it is misspelt, or not created yet.
pub fn missing_parameter<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Problem {
    let problem = Problem::error(say!("no-parameter", name = name));
    let known: Vec<&str> = known.into_iter().collect();
    let problem = match suggest::remedy(name, known.iter().copied()) {
        Some(remedy) => problem.remedy(remedy),
        None => problem.remedy(say!("add-parameter-to-project")),
    };
    let problem = match suggest::nearest(name, known) {
        Some(near) => problem.fix(Fix::write(format!("${{{name}}}"), format!("${{{near}}}"))),
        None => problem,
    };
    if crate::base::name::is_valid(name) { problem.fix(Fix::AddParameter(name.to_owned())) } else { problem }
}

/// The input tables of a node, by port.
pub struct Inputs {
    ports: Vec<(Cow<'static, str>, Vec<Arrival>)>,
}

/// One input table and the name of the node it comes from.
#[derive(Clone)]
pub struct Arrival {
    pub from: String,
    pub frame: Frame,
}

impl Inputs {
    /// Empty inputs for a node with these ports.
    pub fn new(ports: &Ports) -> Self {
        Inputs { ports: ports.inputs.iter().map(|port| (port.name.clone(), Vec::new())).collect() }
    }

    /// Adds a table at the port with index `port`.
    pub fn push(&mut self, port: usize, from: impl Into<String>, frame: Frame) {
        if let Some((_, arrivals)) = self.ports.get_mut(port) {
            arrivals.push(Arrival { from: from.into(), frame });
        }
    }

    /// The table at the first port.
    pub fn one(&self) -> Result<Frame, Problem> {
        self.at(0)
    }

    /// The table at the port with index `port`.
    pub fn at(&self, port: usize) -> Result<Frame, Problem> {
        let (name, arrivals) = &self.ports[port];
        arrivals.first().map(|a| a.frame.clone()).ok_or_else(|| {
            let problem = Problem::incomplete(say!("nothing-connected-tables", port = port_text(name)));
            problem.remedy(say!("draw-a-wire")).fix(Fix::Connect(name.to_string()))
        })
    }

    /// All tables at the first port, in order.
    pub fn all(&self) -> &[Arrival] {
        self.ports.first().map_or(&[], |(_, arrivals)| arrivals.as_slice())
    }
}

/// The output tables of a node, in port order.
pub struct Outputs(pub Vec<Frame>);

impl Outputs {
    /// One output per plan; resolves each schema, so that an invalid plan fails here.
    pub fn new(plans: impl IntoIterator<Item = LazyFrame>) -> Result<Self, Problem> {
        plans.into_iter().map(Frame::new).collect::<Result<_, _>>().map(Outputs)
    }
}
