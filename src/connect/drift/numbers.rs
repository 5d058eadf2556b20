//! Which numbers the types of columns hold exactly, and which type holds those of two.

use polars::prelude::*;

use crate::connect::servers::declared_digits;

/// The whole numbers that a float of 64 and one of 32 bits hold without a gap.
const WHOLE_64: i128 = 1 << 53;
const WHOLE_32: i128 = 1 << 24;
/// The most digits of a decimal.
const DIGITS: usize = 38;

/// The numbers that a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Whole numbers between these.
    Whole(i128, i128),
    Float32,
    Float64,
    /// Precision and scale.
    Decimal(usize, usize),
}

impl Number {
    pub fn of(dtype: &DataType) -> Option<Number> {
        Some(match dtype {
            DataType::Int8 => Number::Whole(i8::MIN.into(), i8::MAX.into()),
            DataType::Int16 => Number::Whole(i16::MIN.into(), i16::MAX.into()),
            DataType::Int32 => Number::Whole(i32::MIN.into(), i32::MAX.into()),
            DataType::Int64 => Number::Whole(i64::MIN.into(), i64::MAX.into()),
            DataType::UInt8 => Number::Whole(0, u8::MAX.into()),
            DataType::UInt16 => Number::Whole(0, u16::MAX.into()),
            DataType::UInt32 => Number::Whole(0, u32::MAX.into()),
            DataType::UInt64 => Number::Whole(0, u64::MAX.into()),
            DataType::Float32 => Number::Float32,
            DataType::Float64 => Number::Float64,
            DataType::Decimal(precision, scale) => Number::Decimal(*precision, *scale),
            _ => return None,
        })
    }

    /// Whether it holds this value unchanged. Null always.
    pub fn holds(self, value: &AnyValue) -> bool {
        let float = match value {
            AnyValue::Null => return true,
            AnyValue::Float32(number) => Some(f64::from(*number)),
            AnyValue::Float64(number) => Some(*number),
            _ => None,
        };
        if let Some(float) = float {
            return self.holds_float(float);
        }
        let (number, scale) = match value {
            AnyValue::Decimal(number, _, scale) => (*number, *scale),
            value if value.is_integer() => (value.extract::<i128>().unwrap_or(i128::MAX), 0),
            _ => return false,
        };
        let whole = declared_digits(number, scale, (DIGITS as u16, 0)).map(|(number, _)| number);
        match self {
            Number::Whole(least, most) => whole.is_some_and(|number| (least..=most).contains(&number)),
            Number::Float32 => whole.is_some_and(|number| number.abs() <= WHOLE_32),
            Number::Float64 => whole.is_some_and(|number| number.abs() <= WHOLE_64),
            Number::Decimal(precision, scale_there) => {
                let digits = u16::try_from(precision).ok().zip(u16::try_from(scale_there).ok());
                digits.is_some_and(|digits| declared_digits(number, scale, digits).is_some())
            }
        }
    }

    fn holds_float(self, number: f64) -> bool {
        match self {
            Number::Float64 => true,
            Number::Float32 => number.is_nan() || f64::from(number as f32) == number,
            // A negative zero is none as a whole number.
            Number::Whole(least, most) => {
                let is_whole = number.fract() == 0.0 && !(number == 0.0 && number.is_sign_negative());
                is_whole && number.abs() < 1e30 && (least..=most).contains(&(number as i128))
            }
            Number::Decimal(..) => false,
        }
    }

    /// The type that also holds the numbers of `dtype`. `None` if this one holds them, or if none holds both exactly.
    pub fn widened(self, dtype: &DataType) -> Option<Number> {
        let other = Number::of(dtype)?;
        let wide = match (self, other) {
            (Number::Whole(least, most), Number::Whole(other_least, other_most)) => {
                Number::Whole(least.min(other_least), most.max(other_most))
            }
            (Number::Whole(least, most), Number::Float32 | Number::Float64)
            | (Number::Float32 | Number::Float64, Number::Whole(least, most))
                if least >= -WHOLE_64 && most <= WHOLE_64 =>
            {
                Number::Float64
            }
            (Number::Float32 | Number::Float64, Number::Float32) => self,
            (Number::Float32 | Number::Float64, Number::Float64) => Number::Float64,
            (one, other) => {
                let (whole, scale) = one.digits()?;
                let (other_whole, other_scale) = other.digits()?;
                let (whole, scale) = (whole.max(other_whole), scale.max(other_scale));
                if whole + scale > DIGITS {
                    return None;
                }
                Number::Decimal(whole + scale, scale)
            }
        };
        (wide != self).then_some(wide)
    }

    /// Digits before and behind the point; `None` for floats.
    fn digits(self) -> Option<(usize, usize)> {
        match self {
            Number::Whole(least, most) => {
                let most = least.unsigned_abs().max(most.unsigned_abs());
                Some((most.checked_ilog10().map_or(1, |digits| digits as usize + 1), 0))
            }
            Number::Decimal(precision, scale) => Some((precision.saturating_sub(scale), scale)),
            Number::Float32 | Number::Float64 => None,
        }
    }

    /// The type to which numbers of `dtype` are converted for a column that refuses that type, each of them exactly.
    /// `None` if none of them could be held.
    pub fn converted(self, dtype: &DataType) -> Option<DataType> {
        let from = Number::of(dtype)?;
        match self {
            Number::Whole(least, _) => Some(if least >= 0 { DataType::UInt64 } else { DataType::Int64 }),
            Number::Float32 => Some(DataType::Float32),
            Number::Float64 => Some(DataType::Float64),
            Number::Decimal(..) => from.digits().map(|_| dtype.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INT: Number = Number::Whole(i32::MIN as i128, i32::MAX as i128);
    const BIGINT: Number = Number::Whole(i64::MIN as i128, i64::MAX as i128);

    #[test]
    fn a_number_is_held_only_unchanged() {
        let decimal = |number, scale| AnyValue::Decimal(number, 38, scale);
        assert!(INT.holds(&AnyValue::Null) && INT.holds(&AnyValue::Int64(-2_147_483_648)));
        assert!(!INT.holds(&AnyValue::Int64(2_147_483_648)) && !INT.holds(&AnyValue::String("1")));
        assert!(INT.holds(&AnyValue::Float64(3.0)) && !INT.holds(&AnyValue::Float64(3.5)));
        assert!(!INT.holds(&AnyValue::Float64(-0.0)) && !INT.holds(&AnyValue::Float64(f64::NAN)));
        assert!(!BIGINT.holds(&AnyValue::Float64(9_223_372_036_854_775_808.0)));
        assert!(INT.holds(&decimal(300, 2)) && !INT.holds(&decimal(301, 2)));
        assert!(
            Number::Float64.holds(&AnyValue::Int64(1 << 53)) && !Number::Float64.holds(&AnyValue::Int64((1 << 53) + 1))
        );
        assert!(Number::Float32.holds(&AnyValue::Float64(0.5)) && !Number::Float32.holds(&AnyValue::Float64(0.1)));
        assert!(Number::Float32.holds(&AnyValue::Float64(f64::NAN)));
        let short = Number::Decimal(5, 2);
        assert!(short.holds(&decimal(99_999, 2)) && !short.holds(&decimal(1, 3)) && short.holds(&AnyValue::Int8(9)));
        assert!(!short.holds(&AnyValue::Int64(1_000)) && !short.holds(&AnyValue::Float64(0.5)));
    }

    #[test]
    fn the_wider_type_holds_both() {
        assert_eq!(INT.widened(&DataType::Int16), None, "it holds them");
        assert_eq!(INT.widened(&DataType::Int64), Some(BIGINT));
        assert_eq!(INT.widened(&DataType::UInt32), Some(Number::Whole(i32::MIN.into(), u32::MAX.into())));
        assert_eq!(INT.widened(&DataType::Float64), Some(Number::Float64));
        assert_eq!(BIGINT.widened(&DataType::Float64), None, "a float has gaps there");
        assert_eq!(INT.widened(&DataType::Decimal(10, 2)), Some(Number::Decimal(12, 2)));
        assert_eq!(Number::Float32.widened(&DataType::Float64), Some(Number::Float64));
        assert_eq!(Number::Float64.widened(&DataType::Float32), None);
        assert_eq!(Number::Float64.widened(&DataType::Int64), None);
        assert_eq!(Number::Decimal(5, 2).widened(&DataType::Decimal(6, 3)), Some(Number::Decimal(6, 3)));
        assert_eq!(Number::Decimal(5, 2).widened(&DataType::Int64), Some(Number::Decimal(21, 2)));
        assert_eq!(Number::Decimal(38, 30).widened(&DataType::Int64), None, "there are at most 38 digits");
        assert_eq!(Number::Decimal(5, 2).widened(&DataType::Float64), None);
        assert_eq!(INT.widened(&DataType::String), None);
    }
}
