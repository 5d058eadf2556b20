//! Whether a 64-bit floating-point number keeps the digits of the text that it was read from.

/// It keeps every decimal number with this many digits, unless it is tiny.
pub const SAFE_DIGITS: usize = 15;
/// With more digits than this, a floating-point number is never meant.
const MOST_DIGITS: usize = 800;

/// Whether `value`, the float nearest to the number in `text`, has all its digits when it is formatted with as many, or
/// when it is formatted as short as possible. `text` is digits with an optional point and exponent, without a sign.
/// Without an exponent the zeros before the point are digits, too: 39223372036854775800 is not 39223372036854775808.
pub fn keeps_digits(text: &str, value: f64) -> bool {
    let value = value.abs();
    let (mantissa, has_exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], true),
        None => (text, false),
    };
    let digits: Vec<u8> = mantissa.bytes().filter(u8::is_ascii_digit).skip_while(|byte| *byte == b'0').collect();
    let significant = digits.iter().rposition(|byte| *byte != b'0').map_or(0, |last| last + 1);
    if significant == 0 {
        return value == 0.0;
    }
    if !value.is_finite() || value == 0.0 || significant > MOST_DIGITS {
        return false;
    }
    if significant <= SAFE_DIGITS && value >= f64::MIN_POSITIVE {
        return true;
    }
    let before_point = mantissa.split('.').next().unwrap_or_default().trim_start_matches('0').len();
    let written = if has_exponent { significant } else { significant.max(before_point) };
    let has = |formatted: String, expected: &[u8]| {
        let formatted = formatted.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit);
        formatted.eq(expected.iter().copied())
    };
    has(format!("{value:.*e}", written - 1), &digits[..written]) || has(format!("{value:e}"), &digits[..significant])
}

/// The number that a person has written, if it keeps all digits; also `NaN` and `inf`.
pub fn exact_float(text: &str) -> Option<f64> {
    let value = text.parse().ok()?;
    let unsigned = text.trim_start_matches(['-', '+']);
    let has_digits = unsigned.bytes().any(|byte| byte.is_ascii_digit());
    (!has_digits || keeps_digits(unsigned, value)).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_come_back_or_do_not() {
        for (text, expected) in [
            ("0", true),
            ("0.000", true),
            ("1.10", true),
            (".5", true),
            ("1e-05", true),
            ("0.30000000000000004", true),
            ("0.10000000000000001", true),
            ("0.1000000000000000055511151231257827021181583404541015625", true),
            ("3.92233720368547758e+19", true),
            ("9007199254740992", true),
            ("9223372036854775808", true),
            ("39223372036854775808", true),
            ("39223372036854780000", true),
            ("10000000000000000000", true),
            ("100000000000000000000000", true),
            ("5e-324", true),
            ("2.2250738585072014e-308", true),
            ("39223372036854775800", false),
            ("39223372036854775800.0", false),
            ("9007199254740993", false),
            ("9223372036854775810", false),
            ("123456789012345678901234567890", false),
            ("12345678901234567890", false),
            ("0.12345678901234567890123", false),
            ("1e400", false),
            ("1e-400", false),
            ("1.23456789012345e-320", false),
            ("4e-324", false),
        ] {
            assert_eq!(keeps_digits(text, text.parse().expect("a number")), expected, "{text}");
            assert_eq!(exact_float(&format!("-{text}")).is_some(), expected, "-{text}");
        }
        assert_eq!((exact_float("-inf"), exact_float("1,5"), exact_float("")), (Some(f64::NEG_INFINITY), None, None));
    }
}
