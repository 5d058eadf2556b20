//! How columns and rows are printed, and why there are none.

use std::process::ExitCode;

use serde_json::{Value, json};

use super::args::{ListFormat, TableFormat};
use super::failure::{self, Done, Failure};
use super::grid::Grid;
use super::project::Project;
use super::rows;
use super::stdout::Stdout;
use crate::base::{ColumnInfo, visible};
use crate::engine::{NodeProblem, Table};

/// Prints one line for each column.
pub(super) fn print_columns(columns: &[ColumnInfo], format: ListFormat) -> Done {
    let mut out = Stdout::open();
    match format {
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

pub(super) fn print_rows(table: &Table, format: TableFormat) -> Result<(), Failure> {
    let mut out = Stdout::open();
    match format {
        TableFormat::Table => rows::grid(table, &mut out)?,
        TableFormat::Csv => rows::csv(table, &mut out)?,
        TableFormat::Json => rows::json(table, &mut out)?,
    }
    out.finish()
}

pub(super) fn refused(project: &Project, problem: &NodeProblem) -> Failure {
    Failure::one(line(project, problem))
}

/// A node's problem in one line.
pub(super) fn line(project: &Project, problem: &NodeProblem) -> String {
    failure::line(Some(&project.name_of(problem.node)), &problem.problem)
}
