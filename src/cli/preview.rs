//! `schema` and `preview`: the columns and the first rows of a table.

use std::process::ExitCode;

use super::args::{PreviewArgs, SchemaArgs, TableFormat};
use super::failure::{self, Done, Failure};
use super::on_spark;
use super::project::{self};
use super::run::cluster_of;
use super::stderr::print_line;
use super::tables::{line, print_columns, print_rows, refused};
use crate::base::number::{counted, grouped};
use crate::connect;
use crate::engine::{self, Exactness, Previewed};

pub fn schema(args: &SchemaArgs) -> Done {
    let cluster = cluster_of(&args.place)?;
    let project = project::open(&args.project)?;
    let output = project.output(&args.node)?;
    if let Some(cluster) = cluster {
        return on_spark::schema(args, &project, output, cluster);
    }
    if args.store {
        return Err(Failure::Usage("--store: Only Spark's catalog is kept. Add --on spark, or leave it out".into()));
    }
    let columns = engine::schema(&project.snapshot, output).map_err(|problem| refused(&project, &problem))?;
    let Some(columns) = columns else {
        let line = format!("{}: The columns depend on the data. See tablewire preview", args.node);
        return Err(Failure::one(line));
    };
    print_columns(&columns, args.format)
}

pub fn preview(args: &PreviewArgs) -> Done {
    let cluster = cluster_of(&args.place)?;
    let project = project::open(&args.project)?;
    let output = project.output(&args.node)?;
    project.warn();
    for unfinished in connect::unfinished_commits() {
        print_line(&failure::line(None, &unfinished));
    }
    if let Some(cluster) = cluster {
        return on_spark::preview(args, &project, output, cluster);
    }
    let results = engine::Results::open();
    let Previewed { rows: shown, warnings } = engine::preview_from(&project.snapshot, output, args.rows, &results);
    for warning in &warnings {
        print_line(&line(&project, warning));
    }
    let (table, total) = shown.map_err(|problem| refused(&project, &problem))?;
    print_rows(&table, args.format)?;
    if args.format == TableFormat::Table {
        let shown = table.len() as u64;
        if total > shown {
            print_line(&format!("{} of {}", grouped(shown), counted(total, "row")))
        } else {
            print_line(&counted(shown, "row"))
        }
    }
    if let Some(rows) = table.exactness.sample() {
        let chosen = match table.exactness {
            Exactness::MatchesOf(_) => "chosen by the keys of a join",
            _ => "of a source that is too large",
        };
        let rows = counted(rows, "row");
        print_line(&format!("warning: Computed from a sample, {rows} {chosen}. A run takes all of them"));
    }
    // Only at the end: nobody waits for results written for the next time.
    results.finish();
    Ok(ExitCode::SUCCESS)
}
