//! One node as a function, for comparing kinds of node with what they do here.

use polars::prelude::DataFrame;

use crate::base::Problem;
use crate::connect::Reach;
use crate::formula::Value;
use crate::nodes::{
    Frame, Inputs, Kind, Lower, LowerError, Parameters, Purpose, SparkArrival, SparkInputs, ToSpark, schema_of,
};
use crate::spark::{Argument, Function, Program, Rows};

/// The text of a program with the function `node`, over tables like `inputs` (of a port that takes many, all of them).
/// It returns all outputs in order, as a tuple if there are several; its arguments before the tables are `spark` and
/// `args`, each if it needs it. Fails with the gap, or with the node's own problem.
pub fn program_of_node(kind: &Kind, inputs: &[DataFrame], parameters: &Parameters) -> Result<String, Problem> {
    use polars::prelude::IntoLazy;
    let ports = kind.ports();
    let reach = Reach::new(".");
    let lower = Lower::new(&reach, parameters, Purpose::Schema);
    let (mut here, mut there) = (Inputs::new(&ports), SparkInputs::new(&ports));
    let mut given = Vec::new();
    for (index, table) in inputs.iter().enumerate() {
        let port = if ports.inputs.first().is_some_and(|port| port.many) { 0 } else { index };
        let from = format!("table_{}", index + 1);
        let frame = Frame::new(table.clear().lazy())?;
        here.push(port, from.as_str(), frame.clone());
        let schema = schema_of(frame.schema()).map_err(|gap| gap.0)?;
        let rows = Rows::given(&from, schema);
        given.push((from.clone(), from.clone()));
        there.push(port, SparkArrival { from, frame, rows });
    }
    let outputs = match kind.lower(&lower, here) {
        Ok(outputs) => outputs.0.iter().map(Frame::emptied).collect(),
        Err(LowerError::AfterRun) => Vec::new(),
        Err(LowerError::Problem(problem)) => return Err(problem),
    };
    let cx = ToSpark::new(&lower, &outputs);
    let tables = kind.spark(&cx, &there).map_err(|gap| gap.0)?;
    let fixed = cx.into_fixed();
    let name = |port: usize| ports.outputs.get(port).map_or_else(String::new, |port| port.name.to_string());
    let tables = tables.into_iter().enumerate().map(|(port, rows)| (name(port), format!("df_{port}"), port, rows));
    let function = Function { name: "node".into(), about: "The node".into(), inputs: given, tables: tables.collect() };
    let argument = |(name, value): (&String, &Value)| Argument {
        name: name.clone(),
        value: value.clone(),
        is_fixed: fixed.contains(name),
    };
    let arguments = parameters.iter().map(argument).collect();
    Ok(Program { title: "node", arguments, functions: vec![function] }.text())
}
