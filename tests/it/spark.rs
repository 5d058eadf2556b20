//! Formulas mean the same on Spark as here: the Spark text of every function's example, and of formulas over hard values, is
//! evaluated by a real Spark and compared with the local values, row by row and type by type.
//!
//! Only with `TABLEWIRE_SPARK_PYTHON`, a Python that has PySpark 4 (`tests/servers/spark.sh install FOLDER` makes one).
//! Without it the local values and the texts are compared with the table of [`pinned`] only.

#[path = "../spark/bags.rs"]
pub mod bags;
mod cases;
mod hard;
mod pinned;
mod random;
#[path = "../spark/session.rs"]
pub mod session;
mod written;

use std::collections::BTreeMap;

use polars::prelude::*;
use serde::Deserialize;
use serde_json::json;
use tablewire::base::Type;
use tablewire::formula::{Formula, Scope, Value, Want, functions};

/// A value as text, nothing for null, or that it fails.
#[derive(Clone, Debug, PartialEq)]
enum Found {
    Null,
    Value(String),
    Fails(String),
}

/// What an expression gives over the rows of [`hard::table`].
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    data_type: String,
    values: Vec<Found>,
}

/// What Spark says of one expression.
#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Answer { r#type: String, values: Vec<Cell> },
    Error { error: String },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Cell {
    Value(Option<String>),
    Error { error: String },
}

impl From<Cell> for Found {
    fn from(cell: Cell) -> Self {
        match cell {
            Cell::Value(None) => Found::Null,
            Cell::Value(Some(value)) => Found::Value(value),
            Cell::Error { error } => Found::Fails(error),
        }
    }
}

#[test]
fn spark_gives_the_same_values() {
    let Some(mut session) = session::session() else { return };
    let table = hard::table();
    let examples = functions().iter().map(|function| function.example.0);
    let pinned = pinned::CASES.iter().map(|(text, ..)| *text);
    let texts: Vec<&str> = examples.chain(pinned).chain(cases::formulas()).collect();
    let mut sql = Vec::new();
    let mut wrong = Vec::new();
    for text in texts {
        match in_spark(text, table.schema()) {
            Ok(written) => sql.push((text, written)),
            Err(_) if pinned::GAPS.iter().any(|(gap, _)| *gap == text) => {}
            Err(problem) => wrong.push(format!("{text}\n    has no Spark text: {problem}")),
        }
    }
    let answers = ask(&mut session, &table, sql.iter().map(|(_, sql)| sql.as_str()).collect());
    assert_eq!(answers.len(), sql.len());
    for ((text, sql), there) in sql.iter().zip(answers) {
        let here = local(text, &table);
        match there {
            Said::Error { error } => wrong.push(format!("{text}\n    {sql}\n    Spark refuses: {error}")),
            Said::Answer { r#type, values } => {
                let there = Answer { data_type: r#type, values: values.into_iter().map(Found::from).collect() };
                wrong.extend(difference(&here, &there, &table).map(|found| format!("{text}\n    {sql}\n    {found}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {} differ:\n{}", wrong.len(), sql.len(), wrong.join("\n"));
}

/// The local values and the Spark text of what was once another value there.
#[test]
fn hard_values_and_their_spark_texts_stay() {
    let table = hard::table();
    let mut wrong = Vec::new();
    for (text, rows, expected, sql) in pinned::CASES {
        let found = local(text, &table);
        let values: Vec<String> = rows.iter().map(|row| shown(&found.values[*row])).collect();
        if values.join(" | ") != *expected {
            wrong.push(format!("{text}\n    expected {expected}\n    found    {}", values.join(" | ")));
        }
        let written = in_spark(text, table.schema()).unwrap_or_else(|problem| format!("! {problem}"));
        if written != *sql {
            wrong.push(format!("{text}\n    expected {sql}\n    found    {written}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What Spark cannot say is refused with words.
#[test]
fn gaps_are_said() {
    let table = hard::table();
    for (text, expected) in pinned::GAPS {
        let found = in_spark(text, table.schema()).expect_err(text);
        assert_eq!(found, *expected, "{text}");
    }
}

fn in_spark(text: &str, schema: &Schema) -> Result<String, String> {
    let parameters = BTreeMap::<String, Value>::new();
    Formula::new(text).to_spark(&Scope::new(schema, &parameters)).map_err(|problem| problem.to_string())
}

/// Evaluated here; row by row where the whole fails.
fn local(text: &str, table: &DataFrame) -> Answer {
    let parameters = BTreeMap::<String, Value>::new();
    let scope = Scope::new(table.schema(), &parameters);
    let formula = Formula::new(text);
    let data_type = formula.data_type(&scope).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    let expr = formula.to_polars(&scope, Want::Any).unwrap_or_else(|problem| panic!("{text}: {problem}"));
    let evaluate = |table: DataFrame| -> Result<Column, PolarsError> {
        let out = table.lazy().with_column(expr.clone().alias("out")).collect()?;
        Ok(out.column("out")?.clone())
    };
    let found = |column: Column| -> Vec<Found> {
        (0..column.len()).map(|row| hard::found(column.get(row).expect("a row"))).collect()
    };
    let values = match evaluate(table.clone()) {
        Ok(column) => found(column),
        Err(_) => (0..table.height())
            .flat_map(|row| match evaluate(table.slice(row as i64, 1)) {
                Ok(column) => found(column),
                Err(error) => vec![Found::Fails(error.to_string().lines().next().unwrap_or_default().to_owned())],
            })
            .collect(),
    };
    Answer { data_type: spark_type(&data_type), values }
}

fn spark_type(data_type: &Type) -> String {
    match data_type {
        Type::Boolean => "boolean".into(),
        Type::Integer => "bigint".into(),
        Type::Number => "double".into(),
        Type::Decimal(precision, scale) => format!("decimal({precision},{scale})"),
        Type::Text => "string".into(),
        Type::Date => "date".into(),
        Type::DateTime(None) => "timestamp_ntz".into(),
        Type::DateTime(Some(_)) => "timestamp".into(),
        Type::Null => "void".into(),
        Type::List(inner) => format!("array<{}>", spark_type(inner)),
        other => other.word(),
    }
}

fn difference(here: &Answer, there: &Answer, table: &DataFrame) -> Option<String> {
    let mut out = Vec::new();
    if here.data_type != there.data_type {
        out.push(format!("{} here, {} there", here.data_type, there.data_type));
    }
    let is_number = here.data_type == "double";
    for (row, (here, there)) in here.values.iter().zip(&there.values).enumerate() {
        if !same(here, there, is_number) {
            out.push(format!("row {row}: {} here, {} there", shown(here), shown(there)));
        }
    }
    if here.values.len() != there.values.len() {
        out.push(format!("{} rows of {}", there.values.len(), table.height()));
    }
    (!out.is_empty()).then(|| out.join("\n    "))
}

/// The last digits of powers, logarithms and angles differ between machines.
const TOLERANCE: f64 = 1e-14;

fn same(here: &Found, there: &Found, is_number: bool) -> bool {
    match (here, there) {
        (Found::Fails(_), Found::Fails(_)) | (Found::Null, Found::Null) => true,
        (Found::Value(here), Found::Value(there)) if is_number => match (here.parse::<f64>(), there.parse::<f64>()) {
            (Ok(here), Ok(there)) => {
                here == there
                    || here.is_nan() && there.is_nan()
                    || (here - there).abs() <= TOLERANCE * here.abs().max(there.abs())
            }
            _ => false,
        },
        (Found::Value(here), Found::Value(there)) => here == there,
        _ => false,
    }
}

fn shown(found: &Found) -> String {
    match found {
        Found::Null => "null".into(),
        Found::Value(value) => value.clone(),
        Found::Fails(_) => "fails".into(),
    }
}

fn ask(session: &mut session::Session, table: &DataFrame, sql: Vec<&str>) -> Vec<Said> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("hard.parquet");
    let file = std::fs::File::create(&path).expect("a file");
    ParquetWriter::new(file).finish(&mut table.clone()).expect("written");
    let answer = session.ask(&json!({ "run": "evaluate", "table": path, "sql": sql })).expect("an answer");
    serde_json::from_value(answer["answers"].clone()).expect("one answer for each expression")
}
