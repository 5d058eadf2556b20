//! Names of tables of Spark's catalog.

use crate::base::{Problem, Text};
use crate::connect::SparkTable;
use crate::nodes::Kind;
use crate::nodes::kinds::sources::read_table::CatalogColumn;
use crate::nodes::kit::lower::Lower;
use crate::nodes::kit::spark::{SparkGap, ToSpark, only_on_spark};
use crate::nodes::shared::summary::one_line;
use crate::spark::{DataType, Template, sql_name};

/// The table that the settings name.
pub fn catalog_table(cx: &Lower, database: &str, table: &str) -> Result<SparkTable, Problem> {
    let name = cx.expand("table", table)?;
    if name.trim().is_empty() {
        let problem = Problem::incomplete(say!("catalog-table-missing"));
        return Err(problem.remedy(say!("catalog-table-missing-remedy")).at("table"));
    }
    if name.contains('.') {
        let problem = Problem::error(say!("catalog-table-dot", name = name.as_str()));
        return Err(problem.remedy(say!("catalog-table-dot-remedy")).at("table"));
    }
    let database = cx.expand("database", database)?;
    if !database.is_empty() && database.split('.').any(|part| part.trim().is_empty()) {
        let problem = Problem::error(say!("catalog-database-empty", name = database.as_str()));
        return Err(problem.remedy(say!("catalog-database-empty-remedy")).at("database"));
    }
    Ok(SparkTable { database, table: name, elsewhere: only_on_spark().at("table") })
}

/// Its name in SQL, with parameters left open.
pub fn catalog_name(cx: &ToSpark, database: &str, table: &str) -> Result<Template, SparkGap> {
    catalog_table(cx.lower, database, table)?;
    let mut parts: Vec<Template> = Vec::new();
    for part in database.split('.').filter(|part| !part.is_empty()) {
        parts.push(cx.template("database", part)?);
    }
    parts.push(cx.template("table", table)?);
    Ok(Template::table_name(&parts))
}

/// How a card names it.
pub fn catalog_summary(database: &str, table: &str) -> Text {
    let separator = if database.is_empty() || table.is_empty() { "" } else { "." };
    one_line(&format!("{database}{separator}{table}"))
}

/// The name in SQL of the table of the catalog that a node reads; `None` if it reads none.
pub fn catalog_source(kind: &Kind, cx: &Lower) -> Option<Result<String, Problem>> {
    let Kind::ReadTable(read) = kind else { return None };
    Some(catalog_table(cx, &read.database, &read.table).map(|found| {
        let parts = found.database.split('.').filter(|part| !part.is_empty()).chain([found.table.as_str()]);
        sql_name(parts)
    }))
}

/// The database and the table of the catalog that a node reads, as its settings name them; `None` if it reads none.
pub fn catalog_table_of(kind: &Kind) -> Option<(&str, &str)> {
    let Kind::ReadTable(read) = kind else { return None };
    Some((&read.database, &read.table))
}

/// Keeps these columns, pairs of a name and a type as the catalog names it, in the settings of a node that reads a table of the
/// catalog. Returns the names of those that are left out, because their types have no equal here.
pub fn keep_catalog_columns(kind: &mut Kind, columns: &[(String, String)]) -> Vec<String> {
    let Kind::ReadTable(read) = kind else { return Vec::new() };
    let (known, others): (Vec<_>, Vec<_>) = columns.iter().partition(|(_, of)| DataType::parse(of).is_some());
    let column = |(name, of): &(String, String)| CatalogColumn { column: name.clone(), r#type: of.clone() };
    read.columns = known.into_iter().map(column).collect();
    others.into_iter().map(|(name, _)| name.clone()).collect()
}
