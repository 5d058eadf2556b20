//! Every case of every kind, on Spark: its tables are those that are computed here, as bags of rows.

use polars::prelude::*;
use serde_json::json;

use super::parameters::parameters;
use crate::connect::Reach;
use crate::nodes::kit::spark::{SparkArrival, SparkGap, SparkInputs, ToSpark, schema_of};
use crate::nodes::{Frame, Kind, Lower, Outputs, Purpose};
use crate::spark::{Argument, Function, Key, NullPlace, Program, Rows};

#[path = "../../../../tests/spark/bags.rs"]
mod bags;
#[path = "../../../../tests/spark/known.rs"]
mod known;
#[path = "../../../../tests/spark/session.rs"]
mod session;

/// Compares the tables of `node` with those of Spark; `predicted` are its tables without rows.
pub fn check(case: &str, node: &Kind, inputs: &[DataFrame], predicted: &Outputs, tables: &[DataFrame]) {
    let Some(mut session) = session::session() else { return };
    // What lacks an order has one if the rows of its tables are numbered, as those of sources in projects are.
    let made = match program(node, inputs, predicted, false) {
        Ok(text) => Ok((text, false)),
        Err(_) => program(node, inputs, predicted, true).map(|text| (text, true)),
    };
    let (text, is_numbered) = match made {
        Ok(made) => made,
        Err(SparkGap(problem)) => {
            session.note_gap(&format!("{case}: {problem}"));
            let is_known = known::GAPS.iter().any(|(part, _)| problem.to_string().contains(part));
            assert!(is_known, "{case}: Spark cannot, and tests/spark/known.rs does not know it: {problem}");
            return;
        }
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let paths: Vec<_> = (0..inputs.len()).map(|number| folder.path().join(format!("in{number}.parquet"))).collect();
    for (path, input) in paths.iter().zip(inputs) {
        ParquetWriter::new(file(path, true)).finish(&mut input.clone()).expect("written");
    }
    let number = is_numbered.then_some(Rows::NUMBER);
    let request = json!({
        "run": "function", "code": text, "function": "node", "inputs": paths, "number": number, "output": folder.path()
    });
    let found = match session.ask(&request) {
        Err(error) => Some(format!("fails: {error}")),
        Ok(_) => tables.iter().enumerate().find_map(|(port, here)| {
            let there = ParquetReader::new(file(&folder.path().join(format!("{port}.parquet")), false)).finish();
            let difference = bags::difference(here, &there.expect("a table"))?;
            Some(format!("port {port}: {difference}"))
        }),
    };
    drop(session);
    let reason = known::DIFFERENCES.iter().find(|(known, _)| *known == case);
    match (found, reason) {
        (Some(_), Some(_)) | (None, None) => {}
        (Some(found), None) => panic!("{case} differs on Spark: {found}\n{text}"),
        (None, Some(_)) => panic!("{case} no longer differs on Spark: take it from tests/spark/known.rs"),
    }
}

/// A program with one function, `node`.
fn program(node: &Kind, tables: &[DataFrame], predicted: &Outputs, is_numbered: bool) -> Result<String, SparkGap> {
    let (parameters, reach) = (parameters(), Reach::new("."));
    let lower = Lower::new(&reach, &parameters, Purpose::Schema);
    let cx = ToSpark::new(&lower, &predicted.0);
    let ports = node.ports();
    let mut inputs = SparkInputs::new(&ports);
    let mut names = Vec::new();
    for (index, table) in tables.iter().enumerate() {
        let port = if ports.inputs.first().is_some_and(|port| port.many) { 0 } else { index };
        let name = format!("table_{}", index + 1);
        let schema = schema_of(table.schema())?;
        let rows = match is_numbered {
            true => Rows::given_in_order(&name, schema),
            false => Rows::given(&name, schema).sort(order(table)),
        };
        let frame = Frame::new(table.clear().lazy())?;
        inputs.push(port, SparkArrival { from: name.clone(), frame, rows });
        names.push((name.clone(), name));
    }
    let made = node.spark(&cx, &inputs)?;
    let fixed = cx.into_fixed();
    let arguments =
        parameters.into_iter().map(|(name, value)| Argument { is_fixed: fixed.contains(&name), name, value });
    let tables = made.into_iter().enumerate().map(|(port, rows)| {
        let name = format!("port_{port}");
        (name.clone(), name, port, rows.without_arrival())
    });
    let function = Function { name: "node".into(), about: "A case.".into(), inputs: names, tables: tables.collect() };
    Ok(Program { title: "case", arguments: arguments.collect(), functions: vec![function] }.text())
}

/// The order of a table whose first column ascends without a null and without repetition: on Spark, who depends on an order
/// has to be given one.
fn order(table: &DataFrame) -> Vec<Key> {
    let Some(first) = table.columns().first() else { return Vec::new() };
    let rows = || (0..first.len()).map(|row| first.get(row).expect("a row"));
    let ascends = rows().zip(rows().skip(1)).all(|(a, b)| a < b);
    let key = Key { nulls: NullPlace::First, ..Key::ascending(first.name().to_string()) };
    if ascends && first.null_count() == 0 { vec![key] } else { Vec::new() }
}

fn file(path: &std::path::Path, is_new: bool) -> std::fs::File {
    std::fs::OpenOptions::new().read(true).write(is_new).create(is_new).truncate(is_new).open(path).expect("a file")
}
