//! The columns of a table that rows are written to. A value is stored unchanged, or the output is refused.

use polars::prelude::*;

use super::encode::{Encoding, TextRoom};
use super::names;
use crate::base::Problem;
use crate::connect::drift::{self, NameRules};

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
    let alike = |name: &str, other: &str| say!("mysql-columns-alike", name = name, other = other);
    let rules = NameRules { fault: &names::fault, same: &str::to_lowercase, alike: &alike };
    drift::check_names(schema, &rules)
}

/// The columns of a new table. Fails for a type that has no like in MySQL.
pub(super) fn columns_of(schema: &Schema) -> Result<Vec<PlacedColumn>, Problem> {
    schema.iter().map(|(name, dtype)| fresh_column(name, dtype)).collect()
}

/// A column that is new. Fails for a type that has no like in MySQL.
pub(super) fn fresh_column(name: &str, dtype: &DataType) -> Result<PlacedColumn, Problem> {
    let (data_type, encoding) = fresh_type(dtype).ok_or_else(|| {
        let problem = Problem::error(say!("mysql-type-not-held", name = name, data_type = dtype.to_string()));
        problem.remedy(say!("database-cast-first"))
    })?;
    // Texts are compared by their bytes, as they are here.
    let charset = if data_type == "longtext" { " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin" } else { "" };
    let declaration = format!("{data_type}{charset}");
    Ok(PlacedColumn { name: name.to_owned(), declaration, data_type, encoding, is_required: false })
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
#[derive(Default)]
pub(super) struct Room {
    pub characters: Option<u64>,
    pub bytes: Option<u64>,
    pub precision: Option<u32>,
    pub scale: Option<u32>,
    /// Decimals of a second.
    pub decimals: Option<u32>,
}

/// How values of `dtype` become those of a column; `None` if the column would change them.
pub(super) fn encoding(dtype: &DataType, data_type: &str, room: &Room) -> Option<Encoding> {
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
