//! The common type to which values of two types can be converted without a change of meaning.

use polars::prelude::{DataType, TimeUnit};

/// The common type of two columns: equal types, numbers of any width, dates with times of any precision, null with
/// anything. `None` otherwise: text and numbers do not mix silently.
pub fn common_type(a: &DataType, b: &DataType) -> Option<DataType> {
    use DataType::{Datetime, Decimal, Duration, Float32, Float64, Int64, List, Null};
    Some(match (a, b) {
        _ if a == b => a.clone(),
        (Null, other) | (other, Null) => other.clone(),
        (Decimal(_, s), Decimal(_, t)) => Decimal(38, *s.max(t)),
        (Decimal(_, s), other) | (other, Decimal(_, s)) if other.is_integer() => Decimal(38, *s),
        _ if a.is_integer() && b.is_integer() => integer(a, b),
        (Float32, Float32) => Float32,
        _ if a.is_numeric() && b.is_numeric() => Float64,
        (Datetime(_, zone), Datetime(_, other)) if zone == other => Datetime(TimeUnit::Microseconds, zone.clone()),
        (Duration(_), Duration(_)) => Duration(TimeUnit::Microseconds),
        (List(a), List(b)) => List(Box::new(common_type(a, b)?)),
        _ if a.is_string() && b.is_categorical() || a.is_categorical() && b.is_string() => DataType::String,
        _ => return None,
    })
    .filter(|widened| !matches!(widened, Int64 if wider_than_64(a) || wider_than_64(b)))
}

/// The wider of two types of the same sign, otherwise 64 bits.
fn integer(a: &DataType, b: &DataType) -> DataType {
    let unsigned = |dtype: &DataType| dtype.is_unsigned_integer();
    if unsigned(a) != unsigned(b) {
        return DataType::Int64;
    }
    if width(a) >= width(b) { a.clone() } else { b.clone() }
}

fn width(dtype: &DataType) -> u8 {
    match dtype {
        DataType::Int8 | DataType::UInt8 => 8,
        DataType::Int16 | DataType::UInt16 => 16,
        DataType::Int32 | DataType::UInt32 => 32,
        DataType::Int64 | DataType::UInt64 => 64,
        _ => 128,
    }
}

fn wider_than_64(dtype: &DataType) -> bool {
    dtype.is_integer() && width(dtype) > 64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_widen_and_text_does_not_mix() {
        use DataType::*;
        assert_eq!(common_type(&Int32, &Int64), Some(Int64));
        assert_eq!(common_type(&UInt32, &Int8), Some(Int64));
        assert_eq!(common_type(&Int64, &Float32), Some(Float64));
        assert_eq!(common_type(&Null, &String), Some(String));
        assert_eq!(common_type(&Int64, &String), None);
        assert_eq!(common_type(&Date, &Datetime(TimeUnit::Microseconds, None)), None);
    }
}
