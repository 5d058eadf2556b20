//! The tables of a database, as its driver lists them: catalogs, each with its schemas, each with its tables.

use polars::prelude::*;
use polars_arrow::datatypes::{ArrowDataType, Field};

use super::columns::columns;
use super::fault::Fault;
use super::session::Session;
use super::types::as_bytes;
use super::values;
use crate::base::Problem;
use crate::connect::browsed::BrowsedTable;
use crate::connect::servers::written_part;

/// The tables and views, by schema and name. With a name, at least those that have it.
pub fn tables(session: &Session, name: Option<&str>) -> Result<Vec<BrowsedTable>, Problem> {
    let mut found = Vec::new();
    for schemas in catalogs(session, name, false)? {
        each_schema(&schemas, &mut |schema, tables| add_tables(schema, tables, &mut found));
    }
    found.sort_by(|one, two| (&one.schema, &one.name).cmp(&(&two.schema, &two.name)));
    found.dedup();
    Ok(found)
}

/// A table that another one refers to by a foreign key, each with its schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    pub from: (String, String),
    pub to: (String, String),
}

/// The references of tables with this name, and perhaps of others.
pub fn references(session: &Session, name: &str) -> Result<Vec<Reference>, Problem> {
    let mut found = Vec::new();
    for schemas in catalogs(session, Some(name), true)? {
        each_schema(&schemas, &mut |schema, tables| add_references(schema, tables, &mut found));
    }
    Ok(found)
}

/// The schemas of each catalog.
fn catalogs(session: &Session, name: Option<&str>, with_constraints: bool) -> Result<Vec<Series>, Problem> {
    let refused = |fault: Fault| session.refused("connection", &fault);
    // In a pattern a backslash means something else.
    let pattern = name.filter(|name| !name.contains('\\'));
    let mut rows = session.connection.objects(pattern, with_constraints).map_err(refused)?;
    let columns = columns(rows.columns().map_err(refused)?).map_err(|problem| problem.at("connection"))?;
    let fields: Vec<Field> =
        columns.iter().map(|column| Field::new(column.name.as_str().into(), as_bytes(&column.arrow), true)).collect();
    let mut found = Vec::new();
    while let Some(batch) = rows.next(&fields).map_err(refused)? {
        let Some((array, column)) = batch.values().get(1).zip(columns.get(1)) else { continue };
        let ArrowDataType::List(_) = &column.arrow else { continue };
        let schemas = values::column(&column.name, array.as_ref(), &column.arrow)
            .map_err(|(row, misfit)| misfit.problem(&column.name, row as u64 + 1).at("connection"))?;
        found.push(schemas);
    }
    Ok(found)
}

/// Each schema with its tables, as structs.
fn each_schema(schemas: &Series, found: &mut dyn FnMut(&str, &Series)) {
    for schema in lists(schemas) {
        let (Some(names), Some(tables)) = (field(&schema, "db_schema_name"), field(&schema, "db_schema_tables")) else {
            continue;
        };
        for (place, tables) in lists(&tables).iter().enumerate() {
            found(&text(&names, place), tables);
        }
    }
}

fn add_tables(schema: &str, tables: &Series, found: &mut Vec<BrowsedTable>) {
    let (Some(names), Some(kinds)) = (field(tables, "table_name"), field(tables, "table_type")) else { return };
    for row in 0..tables.len() {
        let (name, kind) = (text(&names, row), text(&kinds, row).to_lowercase());
        let setting = match schema {
            "" => written_part(&name),
            schema => format!("{}.{}", written_part(schema), written_part(&name)),
        };
        let is_view = kind.contains("view");
        found.push(BrowsedTable { schema: schema.to_owned(), name, setting, is_view, rows: None, part_of: Vec::new() });
    }
}

fn add_references(schema: &str, tables: &Series, found: &mut Vec<Reference>) {
    let (Some(names), Some(constraints)) = (field(tables, "table_name"), field(tables, "table_constraints")) else {
        return;
    };
    for (row, constraints) in lists(&constraints).iter().enumerate() {
        let Some(used) = field(constraints, "constraint_column_usage") else { continue };
        for used in lists(&used) {
            let (Some(schemas), Some(others)) = (field(&used, "fk_db_schema"), field(&used, "fk_table")) else {
                continue;
            };
            for place in 0..used.len() {
                let from = (schema.to_owned(), text(&names, row));
                found.push(Reference { from, to: (text(&schemas, place), text(&others, place)) });
            }
        }
    }
}

fn field(of: &Series, name: &str) -> Option<Series> {
    of.struct_().ok().and_then(|fields| fields.field_by_name(name).ok())
}

/// The lists of a column; an empty series for a null.
fn lists(column: &Series) -> Vec<Series> {
    let Ok(list) = column.list() else { return Vec::new() };
    (0..list.len()).map(|row| list.get_as_series(row).unwrap_or_default()).collect()
}

fn text(column: &Series, row: usize) -> String {
    column.str().ok().and_then(|texts| texts.get(row)).unwrap_or_default().to_owned()
}
