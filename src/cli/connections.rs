//! `connections`: lists and tests connections, and shows what they lead to.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::json;

use super::args::{ConnectionsArgs, ConnectionsCommand, ListFormat};
use super::failure::{self, Done, Failure};
use super::grid::Grid;
use super::project::{problem_of_reading, read};
use super::stdout::Stdout;
use crate::base::number::{counted, grouped};
use crate::base::{Problem, visible};
use crate::connect::{self, Connection, Connections, Reach, Tested};
use crate::nodes;

pub fn connections(args: &ConnectionsArgs) -> Done {
    let (connections, base) = known(args)?;
    match &args.command {
        None | Some(ConnectionsCommand::List) => list(&connections, &base, args.format),
        Some(ConnectionsCommand::Test { name }) => {
            let reach = Reach::new(&base);
            let found = connections.find(name, &base).and_then(|found| connect::test_connection(&found, &reach));
            test(name, &found.map_err(|problem| refused(name, problem))?, args.format)
        }
        Some(ConnectionsCommand::Browse { name, table }) => {
            let found = connections.find(name, &base).map_err(|problem| refused(name, problem))?;
            match table {
                None => tables(name, &found, &Reach::new(&base), args.format),
                Some(table) => columns((name, table), &found, &Reach::new(&base), args.format),
            }
        }
    }
}

/// The connections that may be named, and the folder at which relative paths begin.
fn known(args: &ConnectionsArgs) -> Result<(Connections, PathBuf), Failure> {
    let own = args.connections.clone().map_or_else(Connections::default, Connections::in_file);
    let folder = args.project.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let base = std::path::absolute(folder)
        .map_err(|error| Failure::one(format!("{}: {error}. Check the folder", folder.display())))?;
    let base = base.components().collect();
    let Some(project) = &args.project else { return Ok((own, base)) };
    let name = project.display().to_string();
    let opened = nodes::document_from(&read(project)?)
        .map_err(|error| Failure::one(failure::line(None, &problem_of_reading(&name, &error))))?;
    let defaults = opened.document.connections().iter().map(|(name, parts)| (name.clone(), parts.0.clone()));
    Ok((own.with_defaults(defaults.collect()), base))
}

/// A problem with a connection in one line. Its settings are those of nodes: nobody has written them here.
fn refused(name: &str, problem: Problem) -> Failure {
    Failure::one(failure::line(Some(name), &Problem { setting: None, span: None, ..problem }))
}

fn list(connections: &Connections, base: &Path, format: ListFormat) -> Done {
    let (entries, problem) = connections.entries(base);
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => {
            let all = entries.iter().map(|entry| {
                let (driver, place) = entry.leads_to.clone().unzip();
                let problem = entry.problem.as_ref().map(|problem| failure::line(None, problem));
                json!({
                    "name": entry.name,
                    "from": entry.origin.word(),
                    "driver": driver,
                    "leads_to": place,
                    "problem": problem,
                })
            });
            out.json(&all.collect::<Vec<_>>())?;
        }
        ListFormat::Text => {
            let mut grid = Grid::new(["name", "from", "driver", "leads to"].map(str::to_owned), &[false; 4]);
            for entry in &entries {
                let (driver, place) = match (&entry.leads_to, &entry.problem) {
                    (Some((driver, place)), _) => ((*driver).to_owned(), place.clone()),
                    (None, Some(problem)) => (String::new(), problem.message.to_string()),
                    (None, None) => Default::default(),
                };
                let name = visible::in_a_line(&entry.name).into_owned();
                grid.row([name, entry.origin.word().to_owned(), driver, place]);
            }
            if !entries.is_empty() {
                out.words(&grid.to_string())?;
            }
        }
    }
    out.finish()?;
    match problem {
        Some(problem) => Err(Failure::one(failure::line(None, &problem))),
        None => Ok(ExitCode::SUCCESS),
    }
}

fn test(name: &str, found: &Tested, format: ListFormat) -> Done {
    let milliseconds = found.round_trip.as_secs_f64() * 1e3;
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => out.json(&json!({
            "name": name,
            "server": found.server,
            "version": found.version,
            "round_trip_ms": (milliseconds * 1e3).round() / 1e3,
            "encrypted": found.is_encrypted,
            "schemas": found.schemas,
            "tables": found.tables,
        }))?,
        ListFormat::Text => {
            let encrypted = match found.is_encrypted {
                Some(true) => ", encrypted",
                Some(false) => ", not encrypted",
                None => "",
            };
            let tables = counted(found.tables, "table");
            let schemas = found.schemas.map(|schemas| format!(" in {}", counted(schemas, "schema")));
            out.words(&format!(
                "{name}: {} {}, {milliseconds:.1} ms{encrypted}, {tables} to read{}",
                found.server,
                found.version,
                schemas.unwrap_or_default()
            ))?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}

fn tables(name: &str, connection: &Connection, reach: &Reach, format: ListFormat) -> Done {
    let found = connect::browse(connection, reach).map_err(|problem| refused(name, problem))?;
    let kind = |is_view: bool| if is_view { "view" } else { "table" };
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => {
            let all = found.tables.iter().map(|table| {
                json!({
                    "schema": Some(&table.schema).filter(|schema| !schema.is_empty()),
                    "name": table.name,
                    "table": table.setting,
                    "kind": kind(table.is_view),
                    "rows": table.rows,
                })
            });
            out.json(&json!({ "tables": all.collect::<Vec<_>>(), "cut": found.is_cut }))?;
        }
        ListFormat::Text => {
            let mut grid = Grid::new(["table", "kind", "rows"].map(str::to_owned), &[false, false, true]);
            for table in &found.tables {
                let rows = table.rows.map(|rows| format!("about {}", grouped(rows))).unwrap_or_default();
                grid.row([table.setting.clone(), kind(table.is_view).to_owned(), rows]);
            }
            if !found.tables.is_empty() {
                out.words(&grid.to_string())?;
            }
        }
    }
    out.finish()?;
    if found.is_cut && format == ListFormat::Text {
        super::stderr::print_line(&format!(
            "{name}: There are more tables than {}",
            grouped(found.tables.len() as u64)
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn columns((name, table): (&str, &str), connection: &Connection, reach: &Reach, format: ListFormat) -> Done {
    let found = connect::columns_of(connection, table, reach).map_err(|problem| refused(name, problem))?;
    let mut out = Stdout::open();
    match format {
        ListFormat::Json => {
            let all = found.iter().map(|column| json!({ "name": column.name, "type": column.data_type }));
            out.json(&all.collect::<Vec<_>>())?;
        }
        ListFormat::Text => {
            let mut grid = Grid::new(["column", "type"].map(str::to_owned), &[false, false]);
            for column in &found {
                grid.row([visible::in_a_line(&column.name).into_owned(), column.data_type.clone()]);
            }
            out.line(&grid.to_string())?;
        }
    }
    out.finish()?;
    Ok(ExitCode::SUCCESS)
}
