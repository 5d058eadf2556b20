//! The columns of a table that rows are written to. A value is stored unchanged, or the output is refused.

use polars::prelude::*;
use rusqlite::{Connection, OptionalExtension};

use super::columns::Affinity;
use crate::base::Problem;
use crate::connect::drift::{self, NameRules};

/// "table", "view" or another word of SQLite's; `None` if there is nothing of this name.
pub(super) fn kind_of_table(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT type FROM pragma_table_list(?) WHERE schema = 'main'";
    connection.query_row(sql, [name], |row| row.get(0)).optional()
}

/// Fails for names that SQLite does not distinguish or cannot have.
pub(super) fn check_names(schema: &Schema) -> Result<(), Problem> {
    let fault = |name: &str| name.contains('\0').then(|| say!("database-name-zero", name = name));
    let alike = |name: &str, other: &str| say!("database-columns-alike", name = name, other = other);
    let rules = NameRules { fault: &fault, same: &str::to_ascii_lowercase, alike: &alike };
    drift::check_names(schema, &rules)
}

/// Names and declared types for a new table. Fails for a type that SQLite cannot store exactly.
pub(super) fn declarations(schema: &Schema) -> Result<Vec<(String, String)>, Problem> {
    let column = |(name, dtype): (&PlSmallStr, &DataType)| {
        let declared = declared(dtype).ok_or_else(|| not_held(name, dtype))?;
        Ok((name.to_string(), declared.to_owned()))
    };
    schema.iter().map(column).collect()
}

/// The problem of a type that SQLite cannot store.
pub(super) fn not_held(name: &str, dtype: &DataType) -> Problem {
    let problem = Problem::error(say!("database-type-not-held", name = name, data_type = dtype.to_string()));
    problem.remedy(say!("database-cast-first"))
}

pub(super) fn declared(dtype: &DataType) -> Option<&'static str> {
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
pub(super) fn arrives(own: &str, there: Option<&str>) -> bool {
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
