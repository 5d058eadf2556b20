//! Groups that the database computes, and the same groups computed here: equal rows, in equal order.

use polars::prelude::*;

use super::ReadDatabase;
use super::pushed_tests::condition;
use crate::connect::{self, Reach};
use crate::formula::Formula;
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::kinds::shape::group_by::{Aggregation, GroupBy};
use crate::nodes::kit::checks::files::{Folder, show};
use crate::nodes::kit::kind::NodeKind;
use crate::nodes::kit::lower::{Inputs, Lower, Parameters, Purpose};
use crate::nodes::shared::aggregate::Function;
use crate::nodes::{Frame, problem_of};

/// What a test does behind a source.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    pub condition: String,
    pub keys: Vec<String>,
    pub totals: Vec<(Function, String)>,
}

/// What the store was asked last, for a case; empty if it was not asked for groups.
pub(super) fn compare(folder: &Folder, of: &ReadDatabase, case: &Case) -> String {
    let parameters = Parameters::new();
    let reach = folder.reach();
    let behind = |frame: Frame, reach: &Reach| {
        let cx = Lower::new(reach, &parameters, Purpose::Data);
        let lowered = |node: &dyn Fn(&Lower, Inputs) -> Frame, ports, frame| {
            let mut inputs = Inputs::new(&ports);
            inputs.push(0, "t", frame);
            node(&cx, inputs)
        };
        let mut frame = frame;
        if !case.condition.is_empty() {
            let filter = Filter { condition: Formula::new(&case.condition) };
            let lower = |cx: &Lower, inputs| match filter.lower(cx, inputs) {
                Ok(outputs) => outputs.0.into_iter().next().expect("matching"),
                Err(error) => panic!("{case:?}: {error:?}"),
            };
            frame = lowered(&lower, filter.ports(), frame);
        }
        let total = |(function, column): &(Function, String)| Aggregation {
            column: column.clone(),
            function: *function,
            ..Aggregation::default()
        };
        let group = GroupBy { keys: case.keys.clone(), aggregations: case.totals.iter().map(total).collect() };
        let lower = |cx: &Lower, inputs| match group.lower(cx, inputs) {
            Ok(outputs) => outputs.0.into_iter().next().expect("groups"),
            Err(error) => panic!("{case:?}: {error:?}"),
        };
        let groups = lowered(&lower, group.ports(), frame);
        connect::collect(groups.lazy).map_err(|error| problem_of(&error).to_string())
    };
    let source = |reach: &Reach| {
        let cx = Lower::new(reach, &parameters, Purpose::Data).of_node(crate::base::NodeId(1));
        of.lower(&cx, Inputs::new(&of.ports())).expect("a table").0.remove(0)
    };
    let whole = connect::collect(source(&reach).lazy).expect("rows");
    let _ = reach.sent.take();
    let pushed = behind(source(&reach), &reach);
    let sent = reach.sent.take().remove(&crate::base::NodeId(1)).unwrap_or_default();
    let statement = sent.statements.last().cloned().unwrap_or_default();
    let here = behind(Frame::new(whole.lazy()).expect("a table"), &reach);
    match (pushed, here) {
        (Ok(pushed), Ok(here)) => {
            let (pushed_text, here_text) = (show(&pushed), show(&here));
            assert_eq!(pushed.schema(), here.schema(), "{case:?}\n{}", statement);
            assert!(pushed.equals_missing(&here), "{case:?}\n{}\n{pushed_text}\ninstead of\n{here_text}", statement);
        }
        (pushed, here) => assert_eq!(pushed.err(), here.err(), "{case:?}\n{}", statement),
    }
    let is_grouped = statement.contains(" AS c0");
    // Where no row can satisfy a condition, polars asks for none.
    assert!(is_grouped || statement.is_empty() || !sent.stays.is_empty(), "{case:?}: no reason for {statement}");
    if is_grouped { statement } else { String::new() }
}

/// A case over the columns of the table of the conditions: i, r, t, n, u, d, m, b.
pub(super) fn random_case(extra: &[&str], random: &mut impl FnMut(usize) -> usize) -> Case {
    let columns: Vec<&str> = ["i", "r", "t", "n", "u", "d", "m", "b"].iter().chain(extra).copied().collect();
    let mut keys: Vec<String> = Vec::new();
    for _ in 0..random(3) {
        let key = columns[random(columns.len())].to_owned();
        if !keys.contains(&key) && (key != "r" || random(4) == 0) {
            keys.push(key);
        }
    }
    let mut totals: Vec<(Function, String)> = Vec::new();
    for _ in 0..1 + random(3) {
        let column = columns[random(columns.len())];
        let function = match random(12) {
            0 | 1 => Function::Rows,
            2 | 3 => Function::Count,
            4..=6 => Function::Min,
            7..=9 => Function::Max,
            _ if column == "r" && random(3) == 0 => Function::Mean,
            _ => Function::Sum,
        };
        // Sums are of integers, mostly.
        let column = match function {
            Function::Sum if column != "r" && !extra.contains(&column) => "i",
            Function::Rows => "",
            _ => column,
        };
        if !totals.iter().any(|(other, of)| *other == function && of == column) {
            totals.push((function, column.to_owned()));
        }
    }
    let condition = if random(2) == 0 { String::new() } else { condition(random, 1) };
    Case { condition, keys, totals }
}

/// Compares so many random cases, of which the store computes at least a twelfth.
pub(super) fn check(
    folder: &Folder,
    of: &ReadDatabase,
    cases: usize,
    extra: &[&str],
    random: &mut impl FnMut(usize) -> usize,
) {
    let pushed = (0..cases).filter(|_| !compare(folder, of, &random_case(extra, random)).is_empty()).count();
    eprintln!("{pushed} of {cases} were computed by the database");
    assert!(pushed * 12 >= cases, "{pushed} of {cases}");
}
