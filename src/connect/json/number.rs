//! JSON numbers by their digits: which types preserve every digit.

use crate::base::{SAFE_DIGITS, keeps_digits};

/// The properties of one number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// It is written as an integer, and 64 bits hold it.
    pub is_integer: bool,
    /// A 64-bit floating-point number preserves its digits.
    pub is_exact: bool,
    /// An integer that a scan of floating-point numbers accepts only with a point: "-0" would lose its sign, and more
    /// than 128 bits are an error.
    pub wants_point: bool,
    /// The number of digits before and after the point without an exponent; `None` if there are too many.
    pub digits: Option<(u32, u32)>,
}

/// Far more digits than a decimal has.
const MOST_DIGITS: i64 = 1_000;

/// Parses a valid number.
pub(super) fn number(token: &[u8]) -> Number {
    let parts = Parts::of(token);
    let is_whole =
        parts.fraction.is_empty() && parts.exponent == Some(0) && !token.iter().any(|byte| b"eE".contains(byte));
    let text = std::str::from_utf8(token).unwrap_or_default();
    let wants_point = token == b"-0" || is_whole && text.parse::<i128>().is_err();
    Number {
        is_integer: is_whole && !wants_point && text.parse::<i64>().is_ok(),
        is_exact: parts.is_exact(text),
        wants_point,
        digits: parts.digits(),
    }
}

/// The parts of a number.
struct Parts<'a> {
    whole: &'a [u8],
    fraction: &'a [u8],
    /// `None` if it is out of range.
    exponent: Option<i64>,
}

impl<'a> Parts<'a> {
    fn of(token: &'a [u8]) -> Self {
        let token = token.strip_prefix(b"-").unwrap_or(token);
        let (mantissa, exponent) = match token.iter().position(|byte| matches!(byte, b'e' | b'E')) {
            Some(at) => (&token[..at], std::str::from_utf8(&token[at + 1..]).ok().and_then(|text| text.parse().ok())),
            None => (token, Some(0)),
        };
        let exponent = exponent.filter(|exponent: &i64| exponent.abs() <= 1_000_000);
        match mantissa.iter().position(|byte| *byte == b'.') {
            Some(at) => Parts { whole: &mantissa[..at], fraction: &mantissa[at + 1..], exponent },
            None => Parts { whole: mantissa, fraction: &[], exponent },
        }
    }

    fn is_exact(&self, text: &str) -> bool {
        let Some(exponent) = self.exponent else { return false };
        if self.whole.len() + self.fraction.len() <= SAFE_DIGITS && exponent.abs() <= 250 {
            return true;
        }
        let unsigned = text.trim_start_matches('-');
        unsigned.parse().is_ok_and(|value| keeps_digits(unsigned, value))
    }

    fn digits(&self) -> Option<(u32, u32)> {
        let exponent = self.exponent.filter(|exponent| exponent.abs() <= MOST_DIGITS)?;
        let whole = self.whole.strip_prefix(b"0").unwrap_or(self.whole).len() as i64 + exponent;
        let fraction = self.fraction.len() as i64 - exponent;
        Some((u32::try_from(whole.max(0)).ok()?, u32::try_from(fraction.max(0)).ok()?))
    }
}

/// The number without an exponent, as decimals are parsed.
pub(super) fn plain(token: &[u8]) -> String {
    let text = String::from_utf8_lossy(token);
    let parts = Parts::of(token);
    let exponent = parts.exponent.filter(|exponent| exponent.abs() <= MOST_DIGITS).unwrap_or(0);
    if exponent == 0 && !text.contains(['e', 'E']) {
        return text.into_owned();
    }
    let mut digits = [parts.whole, parts.fraction].concat();
    let mut point = parts.whole.len() as i64 + exponent;
    while point <= 0 {
        digits.insert(0, b'0');
        point += 1;
    }
    while digits.len() < point as usize {
        digits.push(b'0');
    }
    let (whole, fraction) = digits.split_at(point as usize);
    let sign = if token.starts_with(b"-") { "-" } else { "" };
    let whole = String::from_utf8_lossy(whole);
    let fraction = String::from_utf8_lossy(fraction);
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_decide_what_a_number_may_be() {
        // Token, whether 64 bits hold it, whether a double preserves its digits, digits before and after the point.
        type Case = (&'static str, bool, bool, Option<(u32, u32)>);
        let cases: &[Case] = &[
            ("0", true, true, Some((0, 0))),
            ("-0", false, true, Some((0, 0))),
            ("42", true, true, Some((2, 0))),
            ("1.10", false, true, Some((1, 2))),
            ("0.1", false, true, Some((0, 1))),
            ("1e2", false, true, Some((3, 0))),
            ("1.5e-3", false, true, Some((0, 4))),
            ("9007199254740992", true, true, Some((16, 0))),
            ("9007199254740993", true, false, Some((16, 0))),
            ("9223372036854775807", true, false, Some((19, 0))),
            ("9223372036854775808", false, true, Some((19, 0))),
            ("12345678901234567890", false, false, Some((20, 0))),
            ("39223372036854775800", false, false, Some((20, 0))),
            ("-39223372036854775808", false, true, Some((20, 0))),
            ("0.30000000000000004", false, true, Some((0, 17))),
            ("0.10000000000000001", false, true, Some((0, 17))),
            ("3.14159265358979323846", false, false, Some((1, 20))),
            ("1e400", false, false, Some((401, 0))),
            ("1e-400", false, false, Some((0, 400))),
            ("1e99999999999", false, false, None),
            ("100000000000000000000000", false, true, Some((24, 0))),
            ("5e-324", false, true, Some((0, 324))),
        ];
        for (token, is_integer, is_exact, digits) in cases {
            let found = number(token.as_bytes());
            assert_eq!((found.is_integer, found.is_exact, found.digits), (*is_integer, *is_exact, *digits), "{token}");
        }
        let wants_point = |token: &str| number(token.as_bytes()).wants_point;
        assert!(wants_point("-0") && !wants_point("-0.0") && !wants_point("1e400"));
        assert!(wants_point(&format!("3{}", "0".repeat(39))) && !wants_point(&"1".repeat(38)));
    }

    #[test]
    fn exponents_are_written_out() {
        for (token, text) in [
            ("1.10", "1.10"),
            ("12e2", "1200"),
            ("-1.5e1", "-15"),
            ("1.25e-3", "0.00125"),
            ("0e5", "0"),
            ("1.5E+3", "1500"),
            ("100e-2", "1.00"),
        ] {
            assert_eq!(plain(token.as_bytes()), text, "{token}");
        }
    }
}
