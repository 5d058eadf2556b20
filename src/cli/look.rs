//! `check`, `schema` and `preview`: inspect a project without changing anything.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{CheckArgs, ListFormat, PreviewArgs, SchemaArgs, TableFormat};
use super::failure::{self, Failure};
use super::grid::Grid;
use super::project::{self, Project};
use super::rows;
use super::stdout::Stdout;
use crate::base::number::{counted, grouped};
use crate::base::{Problem, Severity};
use crate::connect;
use crate::engine::{self, CheckData, Exactness, NodeProblem, Previewed};

pub fn check(args: &CheckArgs) -> super::Done {
    let project = project::open(&args.project)?;
    let data = if args.data { CheckData::All } else { CheckData::Small };
    let nodes = engine::check_data(&project.snapshot, data);
    let unfinished = connect::unfinished_commits();
    let of_file = project.problems.iter().chain(&unfinished).map(|problem| (None, problem.clone()));
    let found: Vec<(Option<String>, Problem)> =
        of_file.chain(nodes.into_iter().map(|(id, problem)| (id.map(|id| project.name_of(id)), problem))).collect();
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => {
            let found: Result<Vec<Value>, _> = found.iter().map(problem_json).collect();
            out.json(&found.map_err(|error| Failure::one(error.to_string()))?)?;
        }
        ListFormat::Text => {
            // A node that only waits for another has no problem of its own.
            let (waiting, own): (Vec<_>, Vec<_>) = found.iter().partition(|(_, problem)| engine::is_waiting(problem));
            for (node, problem) in &own {
                out.line(&failure::line(Some(node.as_ref().unwrap_or(&project.name)), problem))?;
            }
            let of = |severity| own.iter().filter(|(_, problem)| problem.severity == severity).count();
            let (errors, unfinished, warnings) = (of(Severity::Error), of(Severity::Incomplete), of(Severity::Warning));
            let (total, waiting) = (project.snapshot.document.nodes().len(), waiting.len());
            let waiting = if waiting > 0 { format!(", {waiting} waiting for these") } else { String::new() };
            let words = |number: usize, word| counted(number as u64, word);
            let (nodes, errors, warnings) = (words(total, "node"), words(errors, "error"), words(warnings, "warning"));
            eprintln!("{nodes}: {errors}, {unfinished} not set up, {warnings}{waiting}");
        }
    }
    out.finish()?;
    let is_well = !found.iter().any(|(_, problem)| problem.is_error());
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A problem with its node as one JSON object.
fn problem_json((node, problem): &(Option<String>, Problem)) -> serde_json::Result<Value> {
    let mut value = serde_json::to_value(problem)?;
    if let Value::Object(fields) = &mut value {
        fields.insert("node".into(), json!(node));
    }
    Ok(value)
}

pub fn schema(args: &SchemaArgs) -> super::Done {
    let project = project::open(&args.project)?;
    let output = project.output(&args.node)?;
    let columns = engine::schema(&project.snapshot, output).map_err(|problem| refused(&project, &problem))?;
    let Some(columns) = columns else {
        let line = format!("{}: The columns depend on the data. See tablewire preview", args.node);
        return Err(Failure::one(line));
    };
    let mut out = Stdout::open();
    match args.format {
        ListFormat::Json => {
            let columns: Vec<Value> =
                columns.iter().map(|c| json!({ "name": c.name, "type": c.data_type.word() })).collect();
            out.json(&columns)?;
        }
        ListFormat::Text => {
            let mut grid = Grid::new(["column".into(), "type".into()], &[false, false]);
            for column in columns {
                grid.row([column.name, column.data_type.word()]);
            }
            out.line(&grid.to_string())?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

pub fn preview(args: &PreviewArgs) -> super::Done {
    let project = project::open(&args.project)?;
    let output = project.output(&args.node)?;
    project.warn();
    for unfinished in connect::unfinished_commits() {
        eprintln!("{}", failure::line(None, &unfinished));
    }
    let results = engine::Results::open();
    let Previewed { rows: shown, warnings } = engine::preview_from(&project.snapshot, output, args.rows, &results);
    for warning in &warnings {
        eprintln!("{}", line(&project, warning));
    }
    let (table, total) = shown.map_err(|problem| refused(&project, &problem))?;
    let mut out = Stdout::open();
    match args.format {
        TableFormat::Table => rows::grid(&table, &mut out)?,
        TableFormat::Csv => rows::csv(&table, &mut out)?,
        TableFormat::Json => rows::json(&table, &mut out)?,
    }
    out.finish()?;
    if args.format == TableFormat::Table {
        let shown = table.len() as u64;
        match total > shown {
            true => eprintln!("{} of {}", grouped(shown), counted(total, "row")),
            false => eprintln!("{}", counted(shown, "row")),
        }
    }
    if let Exactness::SampleOf(rows) = table.exactness {
        eprintln!(
            "warning: Computed from a sample, {} of a source that is too large. A run takes all of them",
            counted(rows, "row")
        );
    }
    // Only at the end: nobody waits for results written for the next time.
    results.finish();
    Ok(ExitCode::SUCCESS)
}

fn refused(project: &Project, problem: &NodeProblem) -> Failure {
    Failure::one(line(project, problem))
}

/// A node's problem in one line.
fn line(project: &Project, problem: &NodeProblem) -> String {
    failure::line(Some(&project.name_of(problem.node)), &problem.problem)
}
