//! Exact decimals: the result types of computations (as in Spark SQL), and parsing and formatting.
//!
//! A value is stored as its *units*: 1.25 of scale 2 is 125. Where digits must be dropped, halves are rounded away from
//! zero; what does not fit its type is `None`.

mod units;
mod wide;

pub use units::{add, compare, divide, fits, mean, multiply, nearest_number, of_number, remainder, rescale, subtract};

use super::Type;

/// The maximum number of digits of a decimal.
pub const MOST_DIGITS: u8 = 38;

/// The scale is not reduced below this to make room for digits before the point.
const KEPT_SCALE: u32 = 6;

/// The number of digits of a decimal, and how many of them come after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecimalType {
    pub precision: u8,
    pub scale: u8,
}

impl DecimalType {
    /// The type that every 64-bit integer fits into.
    pub const OF_INTEGERS: DecimalType = DecimalType::new(20, 0);

    pub const fn new(precision: u8, scale: u8) -> Self {
        DecimalType { precision, scale }
    }

    /// The type of a literal value's units.
    pub fn of_units(units: i128, scale: u8) -> Self {
        let digits = units.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1) as u8;
        DecimalType::new(digits.max(scale).max(1), scale)
    }

    /// The number of digits before the point.
    pub fn whole(self) -> u8 {
        self.precision.saturating_sub(self.scale)
    }

    fn bounded(precision: u32, scale: u32) -> Self {
        let most = u32::from(MOST_DIGITS);
        DecimalType::new(precision.min(most) as u8, scale.min(most) as u8)
    }

    /// Beyond 38 digits, those after the point are reduced, down to six of them.
    fn adjusted(precision: u32, scale: u32) -> Self {
        let most = u32::from(MOST_DIGITS);
        if precision <= most {
            return DecimalType::bounded(precision, scale);
        }
        let whole = precision - scale;
        DecimalType::bounded(most, most.saturating_sub(whole).max(scale.min(KEPT_SCALE)))
    }

    /// The type of a sum or difference: one more digit before the point.
    pub fn sum(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        DecimalType::adjusted(u32::from(self.whole().max(other.whole())) + u32::from(scale) + 1, scale.into())
    }

    /// The type of a product: the digits of both.
    pub fn product(self, other: Self) -> Self {
        let precision = u32::from(self.precision) + u32::from(other.precision) + 1;
        DecimalType::adjusted(precision, u32::from(self.scale) + u32::from(other.scale))
    }

    /// The type of a quotient; `None` if its digits would have to be cut to stay within 38.
    pub fn quotient(self, other: Self) -> Option<Self> {
        let scale = KEPT_SCALE.max(u32::from(self.scale) + u32::from(other.precision) + 1);
        let precision = u32::from(self.whole()) + u32::from(other.scale) + scale;
        (precision <= MOST_DIGITS.into()).then(|| DecimalType::bounded(precision, scale))
    }

    /// The type of the remainder of a division.
    pub fn remainder(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        let whole = self.whole().min(other.whole());
        DecimalType::adjusted((u32::from(whole) + u32::from(scale)).max(1), scale.into())
    }

    /// The type that holds the values of both. Beyond 38 digits, those before the point are reduced: a value that needs
    /// them is null.
    pub fn wider(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        DecimalType::bounded(u32::from(self.whole().max(other.whole())) + u32::from(scale), scale.into())
    }

    /// Whether every value of `other` is representable in this type.
    pub fn holds(self, other: Self) -> bool {
        self.scale >= other.scale && self.whole() >= other.whole()
    }

    /// The type of a value rounded to `digits` after the point, or, if negative, to tens, hundreds…
    pub fn rounded(self, digits: i64) -> Self {
        let whole = u32::from(self.whole()) + 1;
        match u32::try_from(digits) {
            Ok(digits) => {
                let scale = digits.min(self.scale.into());
                DecimalType::bounded(whole + scale, scale)
            }
            Err(_) => DecimalType::bounded(whole.max(digits.unsigned_abs().min(38) as u32 + 1), 0),
        }
    }

    /// The type of a sum over many rows: ten digits more.
    pub fn total(self) -> Self {
        DecimalType::bounded(u32::from(self.precision) + 10, self.scale.into())
    }

    /// The type of a mean: four digits more after the point.
    pub fn mean(self) -> Self {
        DecimalType::bounded(u32::from(self.precision) + 4, u32::from(self.scale) + 4)
    }
}

impl From<DecimalType> for Type {
    fn from(of: DecimalType) -> Type {
        Type::Decimal(of.precision, of.scale)
    }
}

/// The units of `text` in this type, and whether they contain all its digits. Accepts signs, a point and an exponent;
/// surrounding spaces are ignored.
pub fn parse(text: &str, to: DecimalType) -> Option<(i128, bool)> {
    let (negative, digits, point) = digits_of(text)?;
    let kept = point.checked_add(to.scale.into())?;
    let (mut units, mut exact, mut up) = (0_i128, true, false);
    for (at, digit) in digits.iter().enumerate() {
        let at = at as i64;
        if at < kept {
            units = units.checked_mul(10)?.checked_add((*digit).into())?;
        } else {
            exact &= *digit == 0;
            up |= at == kept && *digit >= 5;
        }
    }
    let missing = kept - digits.len() as i64;
    if missing > 0 && units != 0 {
        units = units.checked_mul(10_i128.checked_pow(u32::try_from(missing).ok()?)?)?;
    }
    let units = units + i128::from(up);
    fits(units, to).then_some((if negative { -units } else { units }, exact))
}

/// Units and type of a literal number without an exponent; `None` beyond 38 digits.
pub fn written(text: &str) -> Option<(i128, DecimalType)> {
    if text.contains(['e', 'E']) {
        return None;
    }
    let (_, digits, point) = digits_of(text)?;
    let scale = u8::try_from(digits.len() as i64 - point).ok().filter(|scale| *scale <= MOST_DIGITS)?;
    let (units, _) = parse(text, DecimalType::new(MOST_DIGITS, scale))?;
    Some((units, DecimalType::of_units(units, scale)))
}

/// Sign, digits, and how many of them come before the point, including the exponent.
fn digits_of(text: &str) -> Option<(bool, Vec<u8>, i64)> {
    let text = text.trim();
    let (negative, text) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).map(|byte| byte.wrapping_sub(b'0')).collect();
    let is_number = !digits.is_empty() && digits.iter().all(|digit| *digit < 10);
    is_number.then(|| (negative, digits, whole.len() as i64 + i64::from(exponent)))
}

/// All digits of a value, with as many after the point as its scale.
pub fn to_text(units: i128, scale: u8) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let digits = format!("{:0width$}", units.unsigned_abs(), width = usize::from(scale) + 1);
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(scale));
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn t(precision: u8, scale: u8) -> DecimalType {
        DecimalType::new(precision, scale)
    }

    #[test]
    fn types_are_those_of_spark() {
        assert_eq!(t(2, 2).product(t(2, 2)), t(5, 4));
        assert_eq!(t(15, 2).sum(t(1, 0)), t(16, 2));
        assert_eq!(t(15, 2).product(t(16, 2)), t(32, 4));
        assert_eq!(t(32, 4).product(t(16, 2)), t(38, 6));
        assert_eq!(t(38, 10).product(t(38, 10)), t(38, 6));
        assert_eq!(t(38, 18).sum(t(38, 18)), t(38, 17));
        assert_eq!(t(10, 2).quotient(t(1, 0)), Some(t(14, 6)));
        assert_eq!(t(15, 2).quotient(t(15, 2)), Some(t(33, 18)));
        assert_eq!(t(38, 4).quotient(t(38, 4)), None);
        assert_eq!(t(15, 2).remainder(t(3, 1)), t(4, 2));
        assert_eq!(t(15, 2).wider(t(5, 4)), t(17, 4));
        assert_eq!(t(38, 2).wider(t(5, 4)), t(38, 4));
        assert_eq!((t(15, 2).total(), t(15, 2).mean()), (t(25, 2), t(19, 6)));
        assert_eq!((t(36, 36).total(), t(38, 36).mean()), (t(38, 36), t(38, 38)));
        assert_eq!((t(4, 3).rounded(2), t(2, 1).rounded(0), t(5, 1).rounded(-2)), (t(4, 2), t(2, 0), t(5, 0)));
    }

    #[test]
    fn text_is_read_to_its_last_digit() {
        for (text, to, expected) in [
            ("0.06", t(15, 2), Some((6, true))),
            (" +12.5 ", t(15, 2), Some((1250, true))),
            ("-1.005", t(10, 2), Some((-101, false))),
            ("1.004999", t(10, 2), Some((100, false))),
            ("1.00000", t(10, 2), Some((100, true))),
            ("1e3", t(10, 2), Some((100_000, true))),
            ("15e-1", t(10, 1), Some((15, true))),
            ("4e-9", t(10, 1), Some((0, false))),
            ("0e999999999", t(10, 1), Some((0, true))),
            ("9.995", t(3, 2), None),
            ("100", t(3, 1), None),
            ("99999999999999999999999999999999999999", t(38, 0), Some((10_i128.pow(38) - 1, true))),
            ("999999999999999999999999999999999999999", t(38, 0), None),
            (".5", t(2, 1), Some((5, true))),
            ("5.", t(2, 1), Some((50, true))),
            (".", t(2, 1), None),
            ("1_0", t(9, 1), None),
            ("NaN", t(9, 1), None),
            ("1e", t(9, 1), None),
            ("", t(9, 1), None),
        ] {
            assert_eq!(parse(text, to), expected, "{text}");
        }
    }

    #[test]
    fn what_is_written_has_its_own_type() {
        assert_eq!(written("0.06"), Some((6, t(2, 2))));
        assert_eq!(written("100.0"), Some((1000, t(4, 1))));
        assert_eq!(written("0.0"), Some((0, t(1, 1))));
        assert_eq!(written("9223372036854775808"), Some((9_223_372_036_854_775_808, t(19, 0))));
        assert_eq!(written("6e-2"), None);
        assert_eq!(written(&"9".repeat(39)), None);
        assert_eq!((to_text(6, 2), to_text(-1250, 2), to_text(7, 0)), ("0.06".into(), "-12.50".into(), "7".into()));
    }
}
