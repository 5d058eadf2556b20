//! The columns of a table that rows are written to. A value is stored unchanged, or the output is refused.

use polars::prelude::*;

use super::placement::Placement;
use super::session::Session;
use crate::base::Problem;
use crate::connect::adbc::Fault;
use crate::connect::sql_rows::quoted;

/// A column of the staged table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedColumn {
    pub name: String,
    /// Its type for values as they arrive.
    pub own: String,
    /// That of the table that is there; `None` for a new one.
    pub there: Option<String>,
    /// Whether the table refuses nulls.
    pub is_required: bool,
}

/// The columns of a new table. Fails for a type that DuckDB cannot store exactly, and for names that it does not tell apart.
pub(super) fn columns_of(schema: &Schema) -> Result<Vec<PlacedColumn>, Problem> {
    let mut columns: Vec<PlacedColumn> = Vec::new();
    for (name, dtype) in schema.iter() {
        let name = name.to_string();
        let wrong = |problem: Problem| Err(problem.remedy(say!("database-rename-columns")));
        if name.is_empty() || name.contains('\0') {
            return wrong(Problem::error(say!("database-column-no-name", number = columns.len() + 1)));
        }
        if let Some(other) = columns.iter().find(|other| other.name.to_lowercase() == name.to_lowercase()) {
            return wrong(Problem::error(say!("duckdb-columns-alike", name = name, other = other.name.as_str())));
        }
        let own = declared(dtype).ok_or_else(|| not_held(&name, dtype))?;
        columns.push(PlacedColumn { name, own, there: None, is_required: false });
    }
    Ok(columns)
}

/// A column of a type that DuckDB cannot store exactly.
pub(super) fn not_held(name: &str, dtype: &DataType) -> Problem {
    let problem = Problem::error(say!("duckdb-type-not-held", name = name, data_type = dtype.to_string()));
    problem.remedy(say!("database-cast-first"))
}

/// The type for values of a new column.
pub(super) fn declared(dtype: &DataType) -> Option<String> {
    Some(match dtype {
        DataType::Time => "TIME".to_owned(),
        DataType::Duration(_) => "INTERVAL".to_owned(),
        DataType::Datetime(TimeUnit::Nanoseconds, None) => "TIMESTAMP_NS".to_owned(),
        DataType::Datetime(_, None) => "TIMESTAMP".to_owned(),
        DataType::Datetime(_, Some(_)) => "TIMESTAMP WITH TIME ZONE".to_owned(),
        DataType::Categorical(..) | DataType::Enum(..) | DataType::Null => "VARCHAR".to_owned(),
        other => nested(other)?,
    })
}

/// The same within lists and structs, whose values are passed on as they are.
fn nested(dtype: &DataType) -> Option<String> {
    let name = match dtype {
        DataType::Boolean => "BOOLEAN",
        DataType::Int8 => "TINYINT",
        DataType::Int16 => "SMALLINT",
        DataType::Int32 => "INTEGER",
        DataType::Int64 => "BIGINT",
        DataType::UInt8 => "UTINYINT",
        DataType::UInt16 => "USMALLINT",
        DataType::UInt32 => "UINTEGER",
        DataType::UInt64 => "UBIGINT",
        DataType::Float32 => "FLOAT",
        DataType::Float64 => "DOUBLE",
        DataType::String => "VARCHAR",
        DataType::Binary => "BLOB",
        DataType::Date => "DATE",
        DataType::Datetime(TimeUnit::Microseconds, None) => "TIMESTAMP",
        DataType::Datetime(TimeUnit::Microseconds, Some(_)) => "TIMESTAMP WITH TIME ZONE",
        DataType::Decimal(precision, scale) => return Some(format!("DECIMAL({precision},{scale})")),
        DataType::List(item) => return Some(format!("{}[]", nested(item)?)),
        DataType::Struct(fields) if !fields.is_empty() => {
            let field = |field: &Field| Some(format!("{} {}", quoted(&field.name), nested(&field.dtype)?));
            let fields: Option<Vec<String>> = fields.iter().map(field).collect();
            return Some(format!("STRUCT({})", fields?.join(", ")));
        }
        _ => return None,
    };
    Some(name.to_owned())
}

/// What a type counts as: values are only moved between types of one kind.
pub(super) fn kind(data_type: &str) -> &str {
    match data_type {
        "TINYINT" | "SMALLINT" | "INTEGER" | "BIGINT" | "UTINYINT" | "USMALLINT" | "UINTEGER" | "UBIGINT"
        | "HUGEINT" | "UHUGEINT" => "exact number",
        decimal if decimal.starts_with("DECIMAL(") => "exact number",
        "FLOAT" | "DOUBLE" => "number",
        "VARCHAR" | "JSON" | "UUID" => "text",
        label if label.starts_with("ENUM(") => "text",
        "TIMESTAMP" | "TIMESTAMP_S" | "TIMESTAMP_MS" | "TIMESTAMP_NS" => "timestamp",
        "TIME" | "TIME_NS" => "time",
        other => other,
    }
}

/// Gives staged rows the types of the table that is there. Fails for the first value that one of them would change.
pub(super) fn convert(session: &Session, placement: &Placement, columns: &[PlacedColumn]) -> Result<(), Problem> {
    let failed = |fault: Fault| session.problem(&fault).at("table");
    let staged = placement.source();
    for column in columns {
        let Some(there) = &column.there else { continue };
        let (name, own) = (quoted(&column.name), &column.own);
        let mut refused = Vec::new();
        if there != own {
            // There and back again.
            refused.push(format!("TRY_CAST(TRY_CAST(v AS {there}) AS {own}) IS DISTINCT FROM v"));
        }
        if column.is_required && placement.existing != crate::connect::target::ExistingTable::Delete {
            refused.push("v IS NULL".to_owned());
        }
        if !refused.is_empty() {
            let sql = format!(
                "SELECT CAST(n AS VARCHAR), coalesce(CAST(v AS VARCHAR), 'null') FROM \
                 (SELECT row_number() OVER () AS n, {name} AS v FROM {staged}) WHERE {} ORDER BY n LIMIT 1",
                refused.join(" OR ")
            );
            if let Some([row, value]) = session.texts(&sql, &[]).map_err(failed)?.first().map(Vec::as_slice) {
                let (name, row) = (column.name.as_str(), row.parse::<u64>().unwrap_or_default());
                let (value, there) = (value.as_str(), there.as_str());
                let message = say!("server-value-not-held", column = name, row = row, value = value, data_type = there);
                return Err(Problem::error(message).remedy(say!("database-cast-first")));
            }
        }
        if there != own {
            session.run(&format!("ALTER TABLE {staged} ALTER COLUMN {name} TYPE {there}"))?;
        }
    }
    Ok(())
}
