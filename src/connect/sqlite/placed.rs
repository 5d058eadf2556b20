//! The columns of a table that rows are written to. A value is stored unchanged, or the output is refused.

use polars::prelude::*;
use rusqlite::{Connection, OptionalExtension};

use super::columns::Affinity;
use super::placement::Placement;
use super::words::problem;
use crate::base::Problem;

/// "table", "view" or another word of SQLite's; `None` if there is nothing of this name.
pub(super) fn kind_of_table(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT type FROM pragma_table_list(?) WHERE schema = 'main'";
    connection.query_row(sql, [name], |row| row.get(0)).optional()
}

/// Names and declared types for a new table. Fails for a type that SQLite cannot store exactly, and for names that
/// SQLite does not distinguish.
pub(super) fn declarations(schema: &Schema) -> Result<Vec<(String, String)>, Problem> {
    let mut columns: Vec<(String, String)> = Vec::new();
    for (name, dtype) in schema.iter() {
        let name = name.to_string();
        if name.is_empty() {
            let problem = Problem::error(say!("database-column-no-name", number = columns.len() + 1));
            return Err(problem.remedy(say!("database-rename-columns")));
        }
        if let Some((other, _)) = columns.iter().find(|(other, _)| other.eq_ignore_ascii_case(&name)) {
            let message = say!("database-columns-alike", name = name.as_str(), other = other.as_str());
            return Err(Problem::error(message).remedy(say!("database-rename-columns")));
        }
        let declared = declared(dtype).ok_or_else(|| {
            let data_type = dtype.to_string();
            let problem = Problem::error(say!("database-type-not-held", name = name.as_str(), data_type = data_type));
            problem.remedy(say!("database-cast-first"))
        })?;
        columns.push((name, declared.to_owned()));
    }
    Ok(columns)
}

fn declared(dtype: &DataType) -> Option<&'static str> {
    match dtype {
        DataType::Boolean => Some("BOOLEAN"),
        dtype if dtype.is_integer() => Some("INTEGER"),
        dtype if dtype.is_float() => Some("REAL"),
        DataType::String | DataType::Null => Some("TEXT"),
        DataType::Categorical(..) | DataType::Enum(..) => Some("TEXT"),
        DataType::Binary => Some("BLOB"),
        DataType::Date => Some("DATE"),
        DataType::Datetime(_, None) => Some("DATETIME"),
        _ => None,
    }
}

/// Whether values of this declared type are stored unchanged in a column with another declaration.
fn arrives(own: &str, there: Option<&str>) -> bool {
    let affinity = Affinity::of(there);
    match own {
        "INTEGER" | "BOOLEAN" => !matches!(affinity, Affinity::Text | Affinity::Real),
        "REAL" => !matches!(affinity, Affinity::Text | Affinity::Integer),
        "TEXT" => matches!(affinity, Affinity::Text | Affinity::Blob),
        // They are texts that are not numbers.
        "DATE" | "DATETIME" => affinity != Affinity::Real && affinity != Affinity::Integer,
        _ => true,
    }
}

/// Fails if the table exists and lacks a column, or would change values.
pub(super) fn check_columns(connection: &Connection, placement: &Placement) -> Result<(), Problem> {
    let failed = |error: rusqlite::Error| problem(&placement.path, &error);
    let there = || -> rusqlite::Result<Vec<(String, String)>> {
        let mut statement = connection.prepare("SELECT name, type FROM pragma_table_info(?)")?;
        let columns = statement.query_map([&placement.table], |row| Ok((row.get(0)?, row.get(1)?)))?;
        columns.collect()
    };
    let there = there().map_err(failed)?;
    if there.is_empty() {
        return Ok(());
    }
    for (name, own) in &placement.columns {
        let Some((_, data_type)) = there.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)) else {
            let message = say!("database-table-lacks", table = placement.table.as_str(), name = name.as_str());
            let problem = Problem::error(message);
            let names = there.iter().map(|(name, _)| name.as_str());
            let problem =
                problem.clone().among(name, names).unwrap_or_else(|| problem.remedy(say!("database-rename-columns")));
            return Err(problem.at("table"));
        };
        if !arrives(own, Some(data_type.as_str()).filter(|name| !name.is_empty())) {
            let message =
                say!("database-would-change", name = name.as_str(), own = own.as_str(), there = data_type.as_str());
            return Err(Problem::error(message).remedy(say!("database-cast-first")).at("table"));
        }
    }
    Ok(())
}
