//! How the types of a server are read.

use polars::prelude::{DataType, TimeUnit, TimeZone};
use tokio_postgres::types::{Kind, Type};

/// The most digits of a decimal.
pub(super) const DIGITS: u16 = 38;

/// How the values of a column arrive, and what they become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    Boolean,
    Int16,
    Int32,
    Int64,
    /// An unsigned number of 32 bits, as an integer.
    Oid,
    Float32,
    Float64,
    Decimal {
        precision: usize,
        scale: usize,
    },
    /// A number without a declared scale: how many decimals it has is looked up.
    Numeric,
    /// Bytes in UTF-8.
    Text,
    /// A version byte and a text.
    Jsonb,
    Uuid,
    Bytes,
    Date,
    Time,
    Timestamp,
    /// An instant.
    TimestampTz,
    /// A list of one of the above.
    Array(Box<Reading>),
    /// The server writes its own text for it: every value has one.
    Written,
}

/// The way to read a type; the name of the type if its values have no text of their own.
pub(super) fn reading(data_type: &Type, modifier: i32) -> Result<Reading, String> {
    // Its text depends on how the server is set up.
    if *data_type == Type::MONEY {
        return Err("money".to_owned());
    }
    Ok(match data_type.kind() {
        Kind::Enum(_) => Reading::Text,
        Kind::Domain(base) => return reading(base, modifier),
        Kind::Array(element) => match reading(element, modifier)? {
            // Lists of lists, and values without a fixed form, are texts as a whole.
            Reading::Array(_) | Reading::Numeric | Reading::Written => Reading::Written,
            element => Reading::Array(Box::new(element)),
        },
        Kind::Pseudo if *data_type != Type::UNKNOWN => return Err(data_type.name().to_owned()),
        Kind::Simple | Kind::Pseudo => simple(data_type, modifier),
        Kind::Range(_) | Kind::Multirange(_) | Kind::Composite(_) => Reading::Written,
        _ => Reading::Written,
    })
}

fn simple(data_type: &Type, modifier: i32) -> Reading {
    match *data_type {
        Type::BOOL => Reading::Boolean,
        Type::INT2 => Reading::Int16,
        Type::INT4 => Reading::Int32,
        Type::INT8 => Reading::Int64,
        Type::OID => Reading::Oid,
        Type::FLOAT4 => Reading::Float32,
        Type::FLOAT8 => Reading::Float64,
        Type::NUMERIC => numeric(modifier),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::JSON | Type::XML | Type::UNKNOWN => {
            Reading::Text
        }
        Type::JSONB => Reading::Jsonb,
        Type::UUID => Reading::Uuid,
        Type::BYTEA => Reading::Bytes,
        Type::DATE => Reading::Date,
        Type::TIME => Reading::Time,
        Type::TIMESTAMP => Reading::Timestamp,
        Type::TIMESTAMPTZ => Reading::TimestampTz,
        _ if data_type.name() == "citext" => Reading::Text,
        _ => Reading::Written,
    }
}

/// The declared precision and scale, as PostgreSQL packs them: 4 more than `precision << 16 | scale`, with a scale of
/// eleven bits that may be negative.
pub(super) fn declared(modifier: i32) -> Option<(u16, i16)> {
    if modifier < 4 {
        return None;
    }
    let packed = modifier - 4;
    let scale = (((packed & 0x7ff) ^ 1024) - 1024) as i16;
    Some((((packed >> 16) & 0xffff) as u16, scale))
}

fn numeric(modifier: i32) -> Reading {
    let Some((precision, scale)) = declared(modifier) else { return Reading::Numeric };
    // With a negative scale the digits in front are more; with a scale beyond the precision, those behind.
    let whole = i32::from(precision) - i32::from(scale);
    let scale = scale.max(0);
    let digits = whole.max(0) + i32::from(scale);
    if digits > i32::from(DIGITS) {
        return Reading::Written;
    }
    Reading::Decimal { precision: digits.max(1) as usize, scale: scale as usize }
}

impl Reading {
    pub fn dtype(&self) -> DataType {
        match self {
            Reading::Boolean => DataType::Boolean,
            Reading::Int16 => DataType::Int16,
            Reading::Int32 => DataType::Int32,
            Reading::Int64 | Reading::Oid => DataType::Int64,
            Reading::Float32 => DataType::Float32,
            Reading::Float64 => DataType::Float64,
            Reading::Decimal { precision, scale } => DataType::Decimal(*precision, *scale),
            Reading::Numeric | Reading::Text | Reading::Jsonb | Reading::Uuid | Reading::Written => DataType::String,
            Reading::Bytes => DataType::Binary,
            Reading::Date => DataType::Date,
            Reading::Time => DataType::Time,
            Reading::Timestamp => DataType::Datetime(TimeUnit::Microseconds, None),
            Reading::TimestampTz => DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC)),
            Reading::Array(element) => DataType::List(Box::new(element.dtype())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modifier of numeric(precision, scale).
    fn packed(precision: i32, scale: i32) -> i32 {
        ((precision << 16) | (scale & 0x7ff)) + 4
    }

    #[test]
    fn numbers_keep_their_declared_digits() {
        for (precision, scale, found) in [
            (15, 2, Some((15, 2))),
            (38, 10, Some((38, 10))),
            (38, 0, Some((38, 0))),
            (5, -2, Some((7, 0))),
            (2, 5, Some((5, 5))),
            (39, 0, None),
            (1000, 500, None),
            (30, -10, None),
        ] {
            let modifier = packed(precision, scale);
            assert_eq!(declared(modifier), Some((precision as u16, scale as i16)));
            let expected = found.map_or(Reading::Written, |(precision, scale)| Reading::Decimal { precision, scale });
            assert_eq!(reading(&Type::NUMERIC, modifier), Ok(expected), "numeric({precision}, {scale})");
        }
        assert_eq!(reading(&Type::NUMERIC, -1), Ok(Reading::Numeric));
    }

    #[test]
    fn what_has_no_form_of_its_own_is_text() {
        assert_eq!(reading(&Type::INTERVAL, -1), Ok(Reading::Written));
        assert_eq!(reading(&Type::INET, -1), Ok(Reading::Written));
        assert_eq!(reading(&Type::INTERVAL_ARRAY, -1), Ok(Reading::Written));
        assert_eq!(reading(&Type::INT4_ARRAY, -1), Ok(Reading::Array(Box::new(Reading::Int32))));
        assert_eq!(reading(&Type::MONEY, -1), Err("money".to_owned()));
        assert_eq!(reading(&Type::MONEY_ARRAY, -1), Err("money".to_owned()));
        assert_eq!(reading(&Type::RECORD, -1), Err("record".to_owned()));
    }
}
