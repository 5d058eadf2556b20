//! The common type of two types, and whether values are preserved.

use polars::prelude::*;

/// The common type of two columns with one meaning. `None` if there is none: text and numbers do not mix silently, nor
/// do datetimes with a zone and those without. If [`is_exact`] is false, some values may not fit: the cast has to be
/// checked.
pub fn promoted(a: &DataType, b: &DataType) -> Option<DataType> {
    use DataType::*;
    Some(match (a, b) {
        _ if a == b => a.clone(),
        (Null, other) | (other, Null) => other.clone(),
        (Decimal(_, s), Decimal(_, t)) => Decimal(38, *s.max(t)),
        (Decimal(_, s), other) | (other, Decimal(_, s)) if other.is_integer() => Decimal(38, *s),
        _ if a.is_integer() && b.is_integer() => integers(a, b),
        (Float16, other) | (other, Float16) if width(other).is_some_and(|bits| bits <= 16) => Float32,
        (Float32, other) | (other, Float32) if width(other).is_some_and(|bits| bits <= 16) => Float32,
        (Float16, Float32) | (Float32, Float16) => Float32,
        _ if is_number(a) && is_number(b) => Float64,
        (Date, Datetime(unit, None)) | (Datetime(unit, None), Date) => Datetime(*unit, None),
        // Datetimes of two zones are the same moments shown in one zone.
        (Datetime(u, Some(zone)), Datetime(v, Some(_))) => Datetime(unit(*u, *v), Some(zone.clone())),
        (Datetime(u, None), Datetime(v, None)) => Datetime(unit(*u, *v), None),
        (Duration(u), Duration(v)) => Duration(unit(*u, *v)),
        (Array(a, _) | List(a), Array(b, _) | List(b)) => List(Box::new(promoted(a, b)?)),
        (Struct(a), Struct(b)) => Struct(fields(a, b)?),
        _ if is_text(a) && is_text(b) => String,
        _ => return None,
    })
}

/// Text as the common type, if text may be mixed with other scalar values.
pub fn promoted_to_text(a: &DataType, b: &DataType) -> Option<DataType> {
    let is_single = |dtype: &DataType| {
        dtype.is_primitive_numeric() || dtype.is_decimal() || dtype.is_bool() || dtype.is_temporal() || is_text(dtype)
    };
    (is_single(a) && is_single(b) && (is_text(a) || is_text(b))).then_some(DataType::String)
}

/// Whether every value of `from` is representable in `to`, and converts back unchanged.
pub fn is_exact(from: &DataType, to: &DataType) -> bool {
    use DataType::*;
    match (from, to) {
        _ if from == to => true,
        (Null, _) => true,
        (Array(a, _) | List(a), List(b)) => is_exact(a, b),
        (Struct(a), Struct(b)) => {
            a.iter().all(|field| b.iter().any(|other| other.name == field.name && is_exact(&field.dtype, &other.dtype)))
        }
        (_, String) => true,
        (Float16, Float32 | Float64) | (Float32, Float64) => true,
        (_, Float32) => width(from).is_some_and(|bits| bits <= 16),
        (_, Float64) if from.is_integer() => width(from).is_some_and(|bits| bits <= 32),
        // A 64-bit floating-point number preserves this many digits.
        (Decimal(precision, _), Float64) => *precision <= 15,
        (Decimal(p, s), Decimal(q, t)) => s <= t && p - s <= q - t,
        (_, Decimal(precision, scale)) if from.is_integer() => digits(from).is_some_and(|d| d + scale <= *precision),
        (_, to) if from.is_integer() && to.is_integer() => {
            let (Some(narrow), Some(wide)) = (width(from), width(to)) else { return false };
            match (from.is_unsigned_integer(), to.is_unsigned_integer()) {
                (false, true) => false,
                (true, false) => narrow < wide,
                _ => narrow <= wide,
            }
        }
        (Date, Datetime(TimeUnit::Milliseconds, None)) => true,
        (Datetime(u, Some(_)), Datetime(v, Some(_))) => u == v,
        _ => false,
    }
}

/// The wider of two integers of the same signedness, else one that holds both; 64 bits of both are decimals of 20
/// digits.
fn integers(a: &DataType, b: &DataType) -> DataType {
    let (wide, narrow) = if width(a) >= width(b) { (a, b) } else { (b, a) };
    if wide.is_unsigned_integer() == narrow.is_unsigned_integer() || is_exact(narrow, wide) {
        return wide.clone();
    }
    match width(wide) {
        Some(64) => DataType::Decimal(20, 0),
        Some(..64) => DataType::Int64,
        _ => DataType::Decimal(38, 0),
    }
}

/// The number of bits of an integer.
fn width(dtype: &DataType) -> Option<usize> {
    Some(match dtype {
        DataType::Int8 | DataType::UInt8 => 8,
        DataType::Int16 | DataType::UInt16 => 16,
        DataType::Int32 | DataType::UInt32 => 32,
        DataType::Int64 | DataType::UInt64 => 64,
        DataType::Int128 | DataType::UInt128 => 128,
        _ => return None,
    })
}

/// The maximum number of digits of an integer.
fn digits(dtype: &DataType) -> Option<usize> {
    Some(match width(dtype)? {
        8 => 3,
        16 => 5,
        32 => 10,
        64 if dtype.is_unsigned_integer() => 20,
        64 => 19,
        _ => 39,
    })
}

fn is_number(dtype: &DataType) -> bool {
    dtype.is_integer() || dtype.is_float() || dtype.is_decimal()
}

fn is_text(dtype: &DataType) -> bool {
    dtype.is_string() || dtype.is_categorical() || dtype.is_enum()
}

/// Microseconds if the units differ: they cover all years that people write, and beyond them values are checked.
fn unit(a: TimeUnit, b: TimeUnit) -> TimeUnit {
    if a == b { a } else { TimeUnit::Microseconds }
}

/// All fields of two structs, by name.
fn fields(a: &[Field], b: &[Field]) -> Option<Vec<Field>> {
    let mut all = a.to_vec();
    for other in b {
        match all.iter_mut().find(|field| field.name == other.name) {
            Some(field) => field.dtype = promoted(&field.dtype, &other.dtype)?,
            None => all.push(other.clone()),
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use DataType::*;

    use super::*;

    fn zoned(unit: TimeUnit, zone: &str) -> DataType {
        Datetime(unit, TimeZone::opt_try_new(Some(zone)).unwrap())
    }

    #[test]
    fn types_and_what_they_become_together() {
        const MS: TimeUnit = TimeUnit::Milliseconds;
        const US: TimeUnit = TimeUnit::Microseconds;
        const NS: TimeUnit = TimeUnit::Nanoseconds;
        let list = |dtype: DataType| List(Box::new(dtype));
        let cases = [
            (Int32, Int64, Some(Int64)),
            (UInt8, Int16, Some(Int16)),
            (UInt32, Int8, Some(Int64)),
            (UInt64, Int64, Some(Decimal(20, 0))),
            (UInt64, Int8, Some(Decimal(20, 0))),
            (Int16, Float32, Some(Float32)),
            (Int32, Float32, Some(Float64)),
            (Int64, Float64, Some(Float64)),
            (Float16, Float32, Some(Float32)),
            (Float32, Float64, Some(Float64)),
            (Decimal(10, 2), Decimal(12, 4), Some(Decimal(38, 4))),
            (Decimal(10, 2), Int64, Some(Decimal(38, 2))),
            (Decimal(10, 2), Float64, Some(Float64)),
            (Null, String, Some(String)),
            (String, Int64, None),
            (Boolean, Int64, None),
            (Date, String, None),
            (Date, Datetime(NS, None), Some(Datetime(NS, None))),
            (Date, zoned(US, "UTC"), None),
            (Datetime(MS, None), Datetime(US, None), Some(Datetime(US, None))),
            (Datetime(NS, None), Datetime(MS, None), Some(Datetime(US, None))),
            (Datetime(US, None), zoned(US, "UTC"), None),
            (zoned(US, "Europe/Berlin"), zoned(US, "UTC"), Some(zoned(US, "Europe/Berlin"))),
            (Duration(MS), Duration(NS), Some(Duration(US))),
            (list(Int32), list(Float64), Some(list(Float64))),
            (Array(Box::new(Float32), 3), Array(Box::new(Float32), 2), Some(list(Float32))),
            (list(String), list(Int64), None),
            (
                Struct(vec![Field::new("a".into(), Int64)]),
                Struct(vec![Field::new("b".into(), String), Field::new("a".into(), Float64)]),
                Some(Struct(vec![Field::new("a".into(), Float64), Field::new("b".into(), String)])),
            ),
        ];
        for (a, b, expected) in cases {
            assert_eq!(promoted(&a, &b), expected, "{a:?} and {b:?}");
            assert_eq!(promoted(&b, &a).is_some(), expected.is_some(), "{b:?} and {a:?}");
        }
    }

    #[test]
    fn exact_is_what_comes_back() {
        for (from, to) in [
            (Int32, Float64),
            (UInt16, Float32),
            (UInt32, Int64),
            (Int64, Decimal(38, 2)),
            (UInt64, Decimal(20, 0)),
            (Decimal(12, 2), Decimal(38, 4)),
            (Decimal(15, 2), Float64),
            (Int64, String),
        ] {
            assert!(is_exact(&from, &to), "{from:?} to {to:?}");
        }
        for (from, to) in [
            (Int64, Float64),
            (Int32, Float32),
            (UInt64, Int64),
            (Int64, UInt64),
            (Int64, Decimal(20, 2)),
            (Decimal(38, 2), Decimal(38, 4)),
            (Decimal(16, 2), Float64),
            (Datetime(TimeUnit::Nanoseconds, None), Datetime(TimeUnit::Microseconds, None)),
            (Date, Datetime(TimeUnit::Nanoseconds, None)),
        ] {
            assert!(!is_exact(&from, &to), "{from:?} to {to:?}");
        }
    }

    #[test]
    fn text_takes_single_values() {
        assert_eq!(promoted_to_text(&String, &Int64), Some(String));
        assert_eq!(promoted_to_text(&Date, &String), Some(String));
        assert_eq!(promoted_to_text(&Int64, &Boolean), None);
        assert_eq!(promoted_to_text(&String, &List(Box::new(Int64))), None);
    }
}
