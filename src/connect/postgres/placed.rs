//! The columns of a table that rows are written to. A value is stored unchanged, or the output is refused.

use polars::prelude::*;
use tokio_postgres::types::{Kind, Type};

use super::encode::Encoding;
use super::names::LONGEST;
use super::types::declared;
use crate::base::Problem;
use crate::connect::drift::{self, NameRules};

/// A column of the staged table.
#[derive(Clone, Debug)]
pub(super) struct PlacedColumn {
    pub name: String,
    /// As in CREATE TABLE.
    pub declaration: String,
    /// As users read it.
    pub data_type: String,
    pub encoding: Encoding,
}

/// Names that every table has for its own use.
const RESERVED: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// Fails for names of columns that the server would cut or refuse.
pub(super) fn check_names(schema: &Schema) -> Result<(), Problem> {
    let fault = |name: &str| {
        if name.len() > LONGEST {
            Some(say!("postgres-name-long", name = name, most = LONGEST, bytes = name.len()))
        } else if RESERVED.contains(&name) || name.contains('\0') {
            Some(say!("postgres-name-reserved", name = name))
        } else {
            None
        }
    };
    let alike = |name: &str, other: &str| say!("postgres-columns-alike", name = name, other = other, most = LONGEST);
    let rules = NameRules { fault: &fault, same: &cut, alike: &alike };
    drift::check_names(schema, &rules)
}

/// What the server keeps of a name.
fn cut(name: &str) -> String {
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name[..end].to_owned()
}

/// The columns of a new table. Fails for a type that has no like in PostgreSQL.
pub(super) fn columns_of(schema: &Schema) -> Result<Vec<PlacedColumn>, Problem> {
    let column = |(name, dtype): (&PlSmallStr, &DataType)| {
        let (data_type, encoding) = fresh_type(dtype).ok_or_else(|| not_held(name, dtype))?;
        Ok(PlacedColumn { name: name.to_string(), declaration: data_type.clone(), data_type, encoding })
    };
    schema.iter().map(column).collect()
}

/// The problem of a type that has no like in PostgreSQL.
pub(super) fn not_held(name: &str, dtype: &DataType) -> Problem {
    let problem = Problem::error(say!("postgres-type-not-held", name = name, data_type = dtype.to_string()));
    problem.remedy(say!("database-cast-first"))
}

/// The type of a new column as the server writes it, and how its values are sent.
pub(super) fn fresh_type(dtype: &DataType) -> Option<(String, Encoding)> {
    let (name, encoding) = match dtype {
        DataType::Boolean => ("boolean", Encoding::Boolean),
        DataType::Int8 | DataType::UInt8 | DataType::Int16 => ("smallint", Encoding::Int2),
        DataType::UInt16 | DataType::Int32 => ("integer", Encoding::Int4),
        DataType::UInt32 | DataType::Int64 => ("bigint", Encoding::Int8),
        DataType::UInt64 => ("numeric(20,0)", Encoding::Numeric(Some((20, 0)))),
        DataType::Float32 => ("real", Encoding::Float4),
        DataType::Float64 => ("double precision", Encoding::Float8),
        DataType::Decimal(precision, scale) => {
            let digits = (u16::try_from(*precision).ok()?, u16::try_from(*scale).ok()?);
            return Some((format!("numeric({},{})", digits.0, digits.1), Encoding::Numeric(Some(digits))));
        }
        DataType::String | DataType::Null | DataType::Categorical(..) | DataType::Enum(..) => {
            ("text", Encoding::Text(None))
        }
        DataType::Binary => ("bytea", Encoding::Bytea),
        DataType::Date => ("date", Encoding::Date),
        DataType::Time => ("time", Encoding::Time),
        DataType::Datetime(_, None) => ("timestamp", Encoding::Timestamp),
        DataType::Datetime(_, Some(_)) => ("timestamp with time zone", Encoding::TimestampTz),
        DataType::Duration(_) => ("interval", Encoding::Interval),
        DataType::List(element) => {
            let (name, encoding) = fresh_type(element)?;
            let number = number_of(&encoding)?;
            return Some((format!("{name}[]"), Encoding::Array(Box::new(encoding), number)));
        }
        _ => return None,
    };
    Some((name.to_owned(), encoding))
}

/// The server's own number of a type, for the elements of an array; `None` for arrays of arrays.
fn number_of(encoding: &Encoding) -> Option<u32> {
    let data_type = match encoding {
        Encoding::Boolean => Type::BOOL,
        Encoding::Int2 => Type::INT2,
        Encoding::Int4 => Type::INT4,
        Encoding::Int8 => Type::INT8,
        Encoding::Float4 => Type::FLOAT4,
        Encoding::Float8 => Type::FLOAT8,
        Encoding::Numeric(_) => Type::NUMERIC,
        Encoding::Text(_) => Type::TEXT,
        Encoding::Bytea => Type::BYTEA,
        Encoding::Date => Type::DATE,
        Encoding::Time => Type::TIME,
        Encoding::Timestamp => Type::TIMESTAMP,
        Encoding::TimestampTz => Type::TIMESTAMPTZ,
        Encoding::Interval => Type::INTERVAL,
        Encoding::Label(_) | Encoding::Jsonb | Encoding::Uuid | Encoding::Array(..) => return None,
    };
    Some(data_type.oid())
}

/// How values of `dtype` become those of a column that is there; `None` if the column would change them.
pub(super) fn encoding(dtype: &DataType, data_type: &Type, modifier: i32) -> Option<Encoding> {
    // A limit of characters is packed with 4 more.
    let longest = usize::try_from(modifier - 4).ok();
    if let Kind::Domain(base) = data_type.kind() {
        return encoding(dtype, base, modifier);
    }
    let is_text = matches!(dtype, DataType::String | DataType::Null | DataType::Categorical(..) | DataType::Enum(..));
    if dtype == &DataType::Null {
        // There are only nulls.
        return Some(Encoding::Text(None));
    }
    if let (Kind::Enum(labels), true) = (data_type.kind(), is_text) {
        return Some(Encoding::Label(labels.clone()));
    }
    if let (Kind::Array(inner), DataType::List(element)) = (data_type.kind(), dtype) {
        return match encoding(element, inner, modifier)? {
            Encoding::Array(..) => None,
            encoding => Some(Encoding::Array(Box::new(encoding), inner.oid())),
        };
    }
    let is_decimal = matches!(dtype, DataType::Decimal(..));
    Some(match *data_type {
        Type::BOOL if *dtype == DataType::Boolean => Encoding::Boolean,
        Type::INT2 if dtype.is_integer() => Encoding::Int2,
        Type::INT4 if dtype.is_integer() => Encoding::Int4,
        Type::INT8 if dtype.is_integer() => Encoding::Int8,
        Type::FLOAT4 if *dtype == DataType::Float32 => Encoding::Float4,
        Type::FLOAT8 if dtype.is_float() => Encoding::Float8,
        Type::NUMERIC if dtype.is_integer() || is_decimal => match declared(modifier) {
            None => Encoding::Numeric(None),
            Some((precision, scale)) => Encoding::Numeric(Some((precision, u16::try_from(scale).ok()?))),
        },
        Type::TEXT | Type::JSON | Type::XML | Type::NAME if is_text => Encoding::Text(None),
        Type::VARCHAR | Type::BPCHAR if is_text => Encoding::Text(longest),
        Type::JSONB if is_text => Encoding::Jsonb,
        Type::UUID if is_text => Encoding::Uuid,
        _ if is_text && data_type.name() == "citext" => Encoding::Text(None),
        Type::BYTEA if *dtype == DataType::Binary => Encoding::Bytea,
        Type::DATE if *dtype == DataType::Date => Encoding::Date,
        Type::TIME if *dtype == DataType::Time && modifier < 0 => Encoding::Time,
        // With fewer decimals of a second the server would round.
        Type::TIMESTAMP if matches!(dtype, DataType::Datetime(_, None)) && modifier < 0 => Encoding::Timestamp,
        Type::TIMESTAMPTZ if matches!(dtype, DataType::Datetime(_, Some(_))) && modifier < 0 => Encoding::TimestampTz,
        Type::INTERVAL if matches!(dtype, DataType::Duration(_)) && modifier < 0 => Encoding::Interval,
        _ => return None,
    })
}
