//! `schema` and `preview`: the columns and the first rows of a table.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{ListFormat, PreviewArgs, SchemaArgs, TableFormat};
use super::failure::{self, Done, Failure};
use super::grid::Grid;
use super::project::{self, Project};
use super::rows;
use super::stderr::print_line;
use super::stdout::Stdout;
use crate::base::number::{counted, grouped};
use crate::base::visible;
use crate::connect;
use crate::engine::{self, Exactness, NodeProblem, Previewed};

pub fn schema(args: &SchemaArgs) -> Done {
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
                grid.row([visible::in_a_line(&column.name).into_owned(), column.data_type.word()]);
            }
            out.line(&grid.to_string())?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

pub fn preview(args: &PreviewArgs) -> Done {
    let project = project::open(&args.project)?;
    let output = project.output(&args.node)?;
    project.warn();
    for unfinished in connect::unfinished_commits() {
        print_line(&failure::line(None, &unfinished));
    }
    let results = engine::Results::open();
    let Previewed { rows: shown, warnings } = engine::preview_from(&project.snapshot, output, args.rows, &results);
    for warning in &warnings {
        print_line(&line(&project, warning));
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
        if total > shown {
            print_line(&format!("{} of {}", grouped(shown), counted(total, "row")))
        } else {
            print_line(&counted(shown, "row"))
        }
    }
    if let Exactness::SampleOf(rows) = table.exactness {
        print_line(&format!(
            "warning: Computed from a sample, {} of a source that is too large. A run takes all of them",
            counted(rows, "row")
        ));
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
