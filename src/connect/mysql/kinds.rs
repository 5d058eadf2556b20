//! How the types of a server are read.

use polars::prelude::{DataType, TimeUnit, TimeZone};

use super::wire::Column;

/// The most digits of a decimal.
const DIGITS: u32 = 38;
/// The number of "no encoding": bytes.
const BYTES: u16 = 63;
const UNSIGNED: u16 = 32;
const ENUM: u16 = 256;
const SET: u16 = 2048;

/// How the values of a column arrive, and what they become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// 0 or 1.
    Boolean,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    /// 0, or from 1901 to 2155. The server takes a small number that it is compared with for two digits of a year.
    Year,
    /// One bit as a boolean.
    Bit,
    /// Several bits as an integer.
    Bits,
    Float32,
    Float64,
    Decimal {
        precision: usize,
        scale: usize,
    },
    /// A text that is compared as a text.
    Text,
    /// A text that the server compares in another way: JSON, enums, numbers of more digits.
    Written,
    Bytes,
    Date,
    Time,
    /// A wall clock.
    DateTime,
    /// An instant.
    Timestamp,
}

/// The way to read a column; the name of the type if its values have no form here.
pub(super) fn reading(column: &Column) -> Result<Reading, &'static str> {
    let is_unsigned = column.flags & UNSIGNED != 0;
    let either = |signed, unsigned| if is_unsigned { unsigned } else { signed };
    Ok(match column.kind {
        // The server shows a boolean as TINYINT(1).
        1 if column.length == 1 && !is_unsigned => Reading::Boolean,
        1 => either(Reading::Int8, Reading::UInt8),
        2 => either(Reading::Int16, Reading::UInt16),
        3 | 9 => either(Reading::Int32, Reading::UInt32),
        8 => either(Reading::Int64, Reading::UInt64),
        4 => Reading::Float32,
        5 => Reading::Float64,
        0 | 246 => decimal(column, is_unsigned),
        7 | 17 => Reading::Timestamp,
        12 | 18 => Reading::DateTime,
        10 | 14 => Reading::Date,
        11 | 19 => Reading::Time,
        13 => Reading::Year,
        16 if column.length == 1 => Reading::Bit,
        16 => Reading::Bits,
        // Nothing but nulls; JSON, which has no encoding; enums and sets.
        6 | 245 | 247 | 248 => Reading::Written,
        _ if column.flags & (ENUM | SET) != 0 => Reading::Written,
        15 | 242 | 249..=254 if column.charset == BYTES => Reading::Bytes,
        15 | 249..=254 => Reading::Text,
        255 => return Err("geometry"),
        _ => return Err("unknown"),
    })
}

fn decimal(column: &Column, is_unsigned: bool) -> Reading {
    // The length counts the sign and the point.
    let scale = u32::from(column.decimals);
    let digits = column.length.saturating_sub(u32::from(scale > 0) + u32::from(!is_unsigned));
    let precision = digits.max(scale).max(1);
    if precision > DIGITS {
        return Reading::Written;
    }
    Reading::Decimal { precision: precision as usize, scale: scale as usize }
}

impl Reading {
    pub fn dtype(self) -> DataType {
        match self {
            Reading::Boolean | Reading::Bit => DataType::Boolean,
            Reading::Int8 => DataType::Int8,
            Reading::Int16 | Reading::Year => DataType::Int16,
            Reading::Int32 => DataType::Int32,
            Reading::Int64 => DataType::Int64,
            Reading::UInt8 => DataType::UInt8,
            Reading::UInt16 => DataType::UInt16,
            Reading::UInt32 => DataType::UInt32,
            Reading::UInt64 | Reading::Bits => DataType::UInt64,
            Reading::Float32 => DataType::Float32,
            Reading::Float64 => DataType::Float64,
            Reading::Decimal { precision, scale } => DataType::Decimal(precision, scale),
            Reading::Text | Reading::Written => DataType::String,
            Reading::Bytes => DataType::Binary,
            Reading::Date => DataType::Date,
            Reading::Time => DataType::Time,
            Reading::DateTime => DataType::Datetime(TimeUnit::Microseconds, None),
            Reading::Timestamp => DataType::Datetime(TimeUnit::Microseconds, Some(TimeZone::UTC)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_declared_digits() {
        let of = |length, decimals, flags| {
            reading(&Column { name: "a".into(), charset: BYTES, length, kind: 246, flags, decimals })
        };
        assert_eq!(of(17, 2, 0), Ok(Reading::Decimal { precision: 15, scale: 2 }));
        assert_eq!(of(16, 2, UNSIGNED), Ok(Reading::Decimal { precision: 15, scale: 2 }));
        assert_eq!(of(39, 0, 0), Ok(Reading::Decimal { precision: 38, scale: 0 }));
        assert_eq!(of(67, 30, 0), Ok(Reading::Written));
        assert_eq!(of(4, 2, 0), Ok(Reading::Decimal { precision: 2, scale: 2 }));
    }
}
