//! `schema` and `preview` with `--on spark`: what Spark says of a table.

use std::process::ExitCode;

use super::args::{PreviewArgs, SchemaArgs, TableFormat};
use super::failure::{self, Done, Failure};
use super::format::lost_comment;
use super::interrupt::cancelled_by_signals;
use super::project::{self, Project};
use super::stderr::print_line;
use super::tables::{print_columns, print_rows, refused};
use crate::base::number::counted;
use crate::base::{ColumnInfo, Problem, Type};
use crate::document::{Edit, NodeId, Settings};
use crate::engine::{Cluster, OutputRef, SparkSession};
use crate::{connect, document, nodes};

/// What Spark takes long for, said at once.
fn remark(problem: Problem) {
    print_line(&failure::line(None, &problem));
}

pub fn schema(args: &SchemaArgs, project: &Project, output: OutputRef, cluster: Cluster) -> Done {
    let mut session = SparkSession::new(cluster);
    let cancel = cancelled_by_signals();
    let failed = |problem| refused(project, &problem);
    if !args.store {
        let columns = session.columns(&project.snapshot, output, &cancel, &mut remark).map_err(failed)?;
        return print_columns(&columns, args.format);
    }
    let found = session.catalog_columns(&project.snapshot, output.node, &cancel, &mut remark).map_err(failed)?;
    store(project, output.node, &found)?;
    let columns: Vec<ColumnInfo> = found.into_iter().map(|(name, of)| ColumnInfo::new(name, Type::Other(of))).collect();
    print_columns(&columns, args.format)
}

pub fn preview(args: &PreviewArgs, project: &Project, output: OutputRef, cluster: Cluster) -> Done {
    let mut session = SparkSession::new(cluster);
    let cancel = cancelled_by_signals();
    let table = session.first_rows(&project.snapshot, output, args.rows, &cancel, &mut remark);
    let table = table.map_err(|problem| refused(project, &problem))?;
    print_rows(&table, args.format)?;
    if args.format == TableFormat::Table {
        print_line(&format!("{}, on Spark, first rows", counted(table.len() as u64, "row")));
    }
    Ok(ExitCode::SUCCESS)
}

/// Keeps the columns of the table of the catalog in the settings of the node, in the project's file.
fn store(project: &Project, node: NodeId, columns: &[(String, String)]) -> Result<(), Failure> {
    let name = &project.name;
    let fail = |words: String| Failure::one(format!("{name}: {words}"));
    let Some(file) = &project.file else { return Err(fail("Nothing can be kept in it. Name a file".into())) };
    let text = project::read(file)?;
    let mut document = project.snapshot.document.clone();
    let own = document.node(node).map(|own| (own.name.clone(), own.kind.clone())).unwrap_or_default();
    let mut kind = match project.snapshot.kind(node) {
        Some(Ok(kind)) => kind,
        _ => return Err(fail(format!("{} cannot be read. Correct it", own.0))),
    };
    for left_out in nodes::keep_catalog_columns(&mut kind, columns) {
        print_line(&format!("warning: {}: {left_out:?} is left out: its type has no equal here", own.0));
    }
    let settings = Settings::canonical(kind.text());
    let edit = Edit::Configure { id: node, kind: own.1, version: kind.meta().version, settings };
    document.apply(edit).map_err(|error| fail(error.text().to_string()))?;
    let canonical = document::write(&document);
    if let Some(line) = lost_comment(&text, &canonical) {
        return Err(fail(format!("The columns cannot be kept without losing the comment in line {line}. Remove it")));
    }
    let done = connect::replace_known(file, canonical.as_bytes(), connect::Known::Text(&text));
    match done {
        Ok(true) => Ok(()),
        Ok(false) => Err(fail("It has changed meanwhile. Nothing was written; run the command again".into())),
        Err(problem) => Err(Failure::one(failure::line(Some(name), &problem))),
    }
}
