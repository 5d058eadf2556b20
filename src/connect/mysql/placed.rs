//! The columns of a table that rows are written to. A value is stored unchanged, or the output is refused.

use polars::prelude::*;

use super::described::Found;
use super::encode::{Encoding, TextRoom};
use super::literal::literal;
use super::names;
use super::session::Session;
use super::wire::Fault;
use super::words::problem_at;
use crate::base::Problem;
use crate::connect::connections::Server;

/// A column of the staged table.
#[derive(Clone, Debug)]
pub(super) struct PlacedColumn {
    pub name: String,
    /// As in CREATE TABLE; null is allowed.
    pub declaration: String,
    /// As users read it.
    pub data_type: String,
    pub encoding: Encoding,
    /// Whether null does not fit.
    pub is_required: bool,
}

/// Fails for names of columns that the server would cut, refuse or take for one another.
pub(super) fn check_names(schema: &Schema) -> Result<(), Problem> {
    let names: Vec<&str> = schema.iter_names().map(PlSmallStr::as_str).collect();
    for (index, name) in names.iter().enumerate() {
        let folded = name.to_lowercase();
        let other = names[..index].iter().find(|other| other.to_lowercase() == folded);
        let message = if name.is_empty() {
            say!("database-column-no-name", number = index + 1)
        } else if let Some(message) = names::fault(name) {
            message
        } else if let Some(other) = other {
            say!("mysql-columns-alike", name = *name, other = *other)
        } else {
            continue;
        };
        return Err(Problem::error(message).remedy(say!("database-rename-columns")));
    }
    Ok(())
}

/// The columns of a new table. Fails for a type that has no like in MySQL.
pub(super) fn fresh(schema: &Schema) -> Result<Vec<PlacedColumn>, Problem> {
    let column = |(name, dtype): (&PlSmallStr, &DataType)| {
        let (data_type, encoding) = fresh_type(dtype).ok_or_else(|| {
            let (name, data_type) = (name.as_str(), dtype.to_string());
            let problem = Problem::error(say!("mysql-type-not-held", name = name, data_type = data_type));
            problem.remedy(say!("database-cast-first"))
        })?;
        // Texts are compared by their bytes, as they are here.
        let charset = if data_type == "longtext" { " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" } else { "" };
        let declaration = format!("{data_type}{charset}");
        Ok(PlacedColumn { name: name.to_string(), declaration, data_type, encoding, is_required: false })
    };
    schema.iter().map(column).collect()
}

fn fresh_type(dtype: &DataType) -> Option<(String, Encoding)> {
    let name = match dtype {
        DataType::Boolean => "tinyint(1)",
        DataType::Int8 => "tinyint",
        DataType::UInt8 => "tinyint unsigned",
        DataType::Int16 => "smallint",
        DataType::UInt16 => "smallint unsigned",
        DataType::Int32 => "int",
        DataType::UInt32 => "int unsigned",
        DataType::Int64 => "bigint",
        DataType::UInt64 => "bigint unsigned",
        DataType::Float32 => "float",
        DataType::Float64 => "double",
        // The server has at most 30 decimals.
        DataType::Decimal(precision, scale) if *scale <= 30 => &format!("decimal({precision},{scale})"),
        DataType::String | DataType::Null | DataType::Categorical(..) | DataType::Enum(..) => "longtext",
        DataType::Binary => "longblob",
        DataType::Date => "date",
        DataType::Time => "time(6)",
        DataType::Datetime(_, None) => "datetime(6)",
        DataType::Datetime(_, Some(_)) => "timestamp(6)",
        _ => return None,
    };
    let room = Room { characters: None, bytes: None, precision: None, scale: None, decimals: Some(6) };
    let room = match dtype {
        DataType::Decimal(precision, scale) => {
            Room { precision: u32::try_from(*precision).ok(), scale: u32::try_from(*scale).ok(), ..room }
        }
        _ => room,
    };
    Some((name.to_owned(), encoding(dtype, name, &room)?))
}

/// What the server says of the size of a column.
struct Room {
    characters: Option<u64>,
    bytes: Option<u64>,
    precision: Option<u32>,
    scale: Option<u32>,
    /// Decimals of a second.
    decimals: Option<u32>,
}

/// How values of `dtype` become those of a column; `None` if the column would change them.
fn encoding(dtype: &DataType, data_type: &str, room: &Room) -> Option<Encoding> {
    let is_text = matches!(dtype, DataType::String | DataType::Null | DataType::Categorical(..) | DataType::Enum(..));
    let is_any = *dtype == DataType::Null;
    let is_unsigned = data_type.contains("unsigned") || data_type.contains("zerofill");
    let name = data_type.split(['(', ' ']).next().unwrap_or_default();
    let bits = match name {
        "tinyint" => 8,
        "smallint" => 16,
        "mediumint" => 24,
        "int" => 32,
        "bigint" => 64,
        _ => 0,
    };
    let whole = || {
        if is_unsigned {
            Encoding::Integer(0, (1 << bits) - 1)
        } else {
            Encoding::Integer(-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
        }
    };
    let text = |characters, is_trimmed| {
        let bytes = if name.ends_with("text") { room.bytes } else { None };
        Encoding::Text(TextRoom { characters, bytes, is_trimmed })
    };
    let decimals = room.decimals.unwrap_or(0);
    let encoding = match name {
        // There are only nulls.
        _ if is_any => Encoding::Text(TextRoom { characters: None, bytes: None, is_trimmed: false }),
        "tinyint" if *dtype == DataType::Boolean => Encoding::Boolean,
        _ if bits > 0 && dtype.is_integer() => whole(),
        "float" if *dtype == DataType::Float32 && !data_type.contains(',') => Encoding::Float,
        "double" if dtype.is_float() && !data_type.contains(',') => Encoding::Double,
        "decimal" if dtype.is_integer() || matches!(dtype, DataType::Decimal(..)) => {
            Encoding::Decimal(room.precision?, room.scale?, !is_unsigned)
        }
        "char" if is_text => text(room.characters, true),
        "varchar" if is_text => text(room.characters, false),
        "tinytext" | "text" | "mediumtext" | "longtext" | "json" if is_text => text(None, false),
        "enum" if is_text => Encoding::Label(labels(data_type)?),
        "set" if is_text => Encoding::Labels(labels(data_type)?),
        "uuid" | "inet4" | "inet6" if is_text => return None,
        "binary" if *dtype == DataType::Binary => Encoding::Bytes { most: room.bytes?, is_exact: true },
        "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" if *dtype == DataType::Binary => {
            Encoding::Bytes { most: room.bytes.unwrap_or(u64::from(u32::MAX)), is_exact: false }
        }
        "year" if dtype.is_integer() => Encoding::Year,
        "date" if *dtype == DataType::Date => Encoding::Date,
        "time" if *dtype == DataType::Time => Encoding::Time(decimals),
        "datetime" if matches!(dtype, DataType::Datetime(_, None)) => Encoding::DateTime(decimals),
        "timestamp" if matches!(dtype, DataType::Datetime(_, Some(_))) => Encoding::Timestamp(decimals),
        _ => return None,
    };
    Some(encoding)
}

/// The labels of `enum('a','it''s')`.
fn labels(data_type: &str) -> Option<Vec<String>> {
    let mut rest = data_type.split_once('(')?.1.strip_suffix(')')?;
    let mut labels = Vec::new();
    loop {
        let mut label = String::new();
        rest = rest.strip_prefix('\'')?;
        loop {
            let (text, after) = rest.split_once('\'')?;
            label.push_str(text);
            match after.strip_prefix('\'') {
                Some(after) => {
                    label.push('\'');
                    rest = after;
                }
                None => {
                    rest = after;
                    break;
                }
            }
        }
        labels.push(label);
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None if rest.is_empty() => return Some(labels),
            None => return None,
        }
    }
}

/// The columns for a table that is there, of its own types. Fails if it lacks one, would change values, or, where whole
/// rows are added, needs another.
pub(super) async fn fitting(
    server: &Server,
    session: &mut Session,
    (table, name): (&Found, &str),
    schema: &Schema,
    is_whole: bool,
) -> Result<Vec<PlacedColumn>, Problem> {
    let failed = |fault: Fault| problem_at(server, &fault, "table");
    let sql = format!(
        "SELECT COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, CHARACTER_MAXIMUM_LENGTH, \
         CHARACTER_OCTET_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, CHARACTER_SET_NAME, COLLATION_NAME, \
         DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = {} AND TABLE_NAME = {} ORDER BY ORDINAL_POSITION",
        literal(&table.schema),
        literal(&table.table)
    );
    let there = session.run(&sql).await.map_err(failed)?.rows;
    let text = |row: &[Option<String>], index: usize| row[index].clone().unwrap_or_default();
    let mut columns = Vec::new();
    for (column, dtype) in schema.iter() {
        let column = column.as_str();
        let Some(row) = there.iter().find(|row| row[0].as_deref() == Some(column)) else {
            let problem = Problem::error(say!("database-table-lacks", table = name, name = column));
            let names = there.iter().filter_map(|row| row[0].as_deref());
            let found = problem.clone().among(column, names);
            return Err(found.unwrap_or_else(|| problem.remedy(say!("database-rename-columns"))).at("table"));
        };
        let (data_type, extra) = (text(row, 1), text(row, 4).to_lowercase());
        // A default that is computed is told in the same words: it may be given.
        if extra.contains("generated") && !extra.contains("default_generated") {
            let problem = Problem::error(say!("server-generated", name = column));
            return Err(problem.remedy(say!("server-leave-out")).at("table"));
        }
        let number = |index: usize| row[index].as_deref().and_then(|text| text.parse::<u64>().ok());
        let small = |index: usize| number(index).and_then(|number| u32::try_from(number).ok());
        let room =
            Room { characters: number(5), bytes: number(6), precision: small(7), scale: small(8), decimals: small(9) };
        let Some(encoding) = encoding(dtype, &data_type, &room) else {
            let own = dtype.to_string();
            let message = say!("database-would-change", name = column, own = own, there = data_type);
            return Err(Problem::error(message).remedy(say!("database-cast-first")).at("table"));
        };
        // Keys are compared as the table compares them.
        let charset = match (&row[10], &row[11]) {
            (Some(charset), Some(collation)) if text(row, 12) != "json" => {
                format!(" CHARACTER SET {charset} COLLATE {collation}")
            }
            _ => String::new(),
        };
        let declaration = format!("{data_type}{charset}");
        let is_required = row[2].as_deref() == Some("NO");
        columns.push(PlacedColumn { name: column.to_owned(), declaration, data_type, encoding, is_required });
    }
    let is_open = |row: &&Vec<Option<String>>| {
        let extra = text(row, 4).to_lowercase();
        let has_value = row[3].is_some() || extra.contains("auto_increment") || extra.contains("generated");
        row[2].as_deref() == Some("NO") && !has_value && !schema.contains(&text(row, 0))
    };
    if let Some(row) = there.iter().find(is_open).filter(|_| is_whole) {
        let problem = Problem::error(say!("server-column-required", table = name, name = text(row, 0)));
        return Err(problem.remedy(say!("server-add-column")).at("table"));
    }
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_as_the_server_writes_them() {
        let of = |text: &str| labels(text);
        assert_eq!(of("enum('a','it''s','b,c','')"), Some(["a", "it's", "b,c", ""].map(str::to_owned).to_vec()));
        assert_eq!(of("set('é')"), Some(vec!["é".to_owned()]));
        assert_eq!((of("enum('a"), of("int(11)"), of("enum")), (None, None, None));
    }

    #[test]
    fn names_that_the_server_does_not_distinguish_are_refused() {
        let schema = |names: &[&str]| {
            let fields = names.iter().map(|name| Field::new((*name).into(), DataType::Int64));
            check_names(&fields.collect()).map_err(|problem| problem.message.to_string())
        };
        assert_eq!(schema(&["a", "b"]), Ok(()));
        assert!(schema(&["Id", "id"]).is_err_and(|text| text.contains("Id")));
        assert!(schema(&["a "]).is_err() && schema(&["🦊"]).is_err());
    }
}
