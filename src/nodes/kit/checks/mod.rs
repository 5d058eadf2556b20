//! The one test helper that touches the API: small input tables, small output tables, both as text.
//!
//! A table is a line of `name:type` and a line for each row; `-` is null; values that contain blanks are double-quoted.
//! Tables are separated by a line `---`. Types: int, number, text, boolean, date, datetime, time, null, list[int] and
//! so on, and polars' own names for other widths (i32, u8, f32).

pub mod files;
mod on_spark;
mod parameters;
pub mod random_form;
pub mod text;

use polars::prelude::*;

use self::parameters::parameters;
use self::text::{parse_tables, render, tokens};
use crate::base::Problem;
use crate::connect::Reach;
use crate::nodes::{Frame, Inputs, Kind, Lower, LowerError, Outputs, Purpose, describe};

/// Reads `kind` ("sort (keys: […])"), passes it `input` and compares its output tables with `output`, in port order (as
/// many as are given). Also checks that the predicted schema is the actual one, that the settings survive being written
/// and read, that the form can be described, and, where there is a Spark to test with, that it gives the same tables.
pub fn check_node(kind: &str, input: &str, output: &str) {
    let node = read(kind);
    round_trip(&node);
    describe::record(&node);
    let tables = parse_tables(input);
    let real = outputs(&node, &tables, Purpose::Data).unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    let empty: Vec<DataFrame> = tables.iter().map(DataFrame::clear).collect();
    let predicted = match outputs(&node, &empty, Purpose::Schema) {
        Ok(outputs) => Some(outputs),
        Err(LowerError::AfterRun) => None,
        Err(LowerError::Problem(problem)) => panic!("{kind}: no prediction: {problem}"),
    };
    for (port, expected) in output.split("---").enumerate() {
        let table = collect(&real.0[port]).unwrap_or_else(|problem| panic!("{kind}: {problem}"));
        if let Some(predicted) = &predicted {
            assert_eq!(predicted.0[port].schema(), table.schema(), "{kind}: predicted and real columns of port {port}");
        }
        let expected: Vec<String> =
            expected.lines().filter(|line| !line.trim().is_empty()).map(|line| tokens(line).join(" ")).collect();
        assert_eq!(expected.join("\n"), render(&table), "{kind}: expected and real table at port {port}");
    }
    if let Some(predicted) = &predicted {
        let real: Result<Vec<DataFrame>, Problem> = real.0.iter().map(collect).collect();
        on_spark::check(kind, &node, &tables, predicted, &real.unwrap_or_else(|problem| panic!("{kind}: {problem}")));
    }
}

/// The problem, on one line, that `kind` reports for `input`, when it is lowered or when it runs.
pub fn check_problem(kind: &str, input: &str, expected: &str) {
    let node = read(kind);
    round_trip(&node);
    let problem = match outputs(&node, &parse_tables(input), Purpose::Data) {
        Err(LowerError::Problem(problem)) => Some(problem),
        Err(LowerError::AfterRun) => panic!("{kind}: after run"),
        Ok(outputs) => outputs.0.iter().find_map(|frame| collect(frame).err()),
    };
    let problem = problem.unwrap_or_else(|| panic!("{kind}: no problem"));
    assert_eq!(expected, problem.to_string(), "{kind}: expected and real problem");
}

/// The first warning that `kind` reports for `input`; its result remains valid.
pub fn check_warning(kind: &str, input: &str, expected: &str) {
    let node = read(kind);
    let parameters = parameters();
    let reach = Reach::new(".");
    let cx = Lower::new(&reach, &parameters, Purpose::Schema);
    let inputs = inputs(&node, &parse_tables(input));
    node.lower(&cx, inputs).unwrap_or_else(|error| panic!("{kind}: {error:?}"));
    let warnings = cx.take_warnings();
    let warning = warnings.first().unwrap_or_else(|| panic!("{kind}: no warning"));
    assert!(!warning.is_error());
    assert_eq!(expected, warning.to_string(), "{kind}: expected and real warning");
}

/// Parses `kind` from text: its id and its settings.
pub fn read(kind: &str) -> Kind {
    let (id, settings) = kind.split_once('(').unwrap_or((kind, ")"));
    Kind::read(id.trim(), 1, &format!("({settings}")).unwrap_or_else(|problem| panic!("{kind}: {problem}"))
}

/// Checks that settings read back equal what was written, and that the text is stable.
pub fn round_trip(node: &Kind) {
    let meta = node.meta();
    let text = node.text();
    let again = Kind::read(meta.id, meta.version, &text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    assert_eq!(*node, again, "read back from {text}");
    assert_eq!(text, again.text());
}

/// The output of the node for these tables; a port that accepts many tables receives all of them.
pub fn outputs(node: &Kind, tables: &[DataFrame], purpose: Purpose) -> Result<Outputs, LowerError> {
    let parameters = parameters();
    let reach = Reach::new(".");
    let cx = Lower::new(&reach, &parameters, purpose);
    node.lower(&cx, inputs(node, tables))
}

fn inputs(node: &Kind, tables: &[DataFrame]) -> Inputs {
    let ports = node.ports();
    let mut inputs = Inputs::new(&ports);
    for (index, table) in tables.iter().enumerate() {
        let port = if ports.inputs.first().is_some_and(|port| port.many) { 0 } else { index };
        let frame = Frame::new(table.clone().lazy()).expect("a table in memory");
        inputs.push(port, format!("table_{}", index + 1), frame);
    }
    inputs
}

/// Collects a frame as previews and runs do.
pub fn collect(frame: &Frame) -> Result<DataFrame, Problem> {
    crate::connect::collect(frame.lazy.clone()).map_err(|error| crate::nodes::problem_of(&error))
}
