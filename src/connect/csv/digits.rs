//! Whether a text is a number, and which parts of it would not be preserved: zeros, signs, digits beyond those of a
//! float.

use crate::base::{SAFE_DIGITS, keeps_digits};

/// What a text would lose when converted to its column's type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Loss {
    /// "007" would be 7.
    Zeros,
    /// "+49" would be 49.
    Plus,
    /// "-0" would be 0.
    Minus,
    /// "12E5" looks like a code and would be 1200000.
    Exponent,
    /// More digits than the type holds.
    Digits,
    /// Too large for the type: there is no value at all.
    Size,
    /// Seconds with more digits than are preserved.
    Fraction,
    /// The offset of a datetime, which is stored as UTC.
    Offset,
}

impl Loss {
    /// Whether a value remains if the user sets the type anyway.
    pub(super) fn leaves_a_value(self) -> bool {
        self != Loss::Size
    }

    /// Whether it is reported, but no reason to leave the column as text: the moment stays the same.
    pub(super) fn is_of_notation(self) -> bool {
        self == Loss::Offset
    }

    /// For the reason of a rejected row, which is data and so English.
    pub(super) fn words(self) -> &'static str {
        match self {
            Loss::Zeros => "would lose its leading zeros",
            Loss::Plus => "would lose its plus sign",
            Loss::Minus => "would lose its minus sign",
            Loss::Exponent => "may be a code and would be multiplied out",
            Loss::Digits => "has more digits than can be kept",
            Loss::Size => "is too large",
            Loss::Fraction => "has more digits of a second than can be kept",
            Loss::Offset => "would lose its offset",
        }
    }
}

/// How a text fits a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Yes,
    Loses(Loss),
    No,
}

impl Fit {
    pub fn of(fits: bool) -> Fit {
        if fits { Fit::Yes } else { Fit::No }
    }

    /// Whether it loses something that the value cannot restore.
    pub fn is_lossy(self) -> bool {
        matches!(self, Fit::Loses(loss) if !loss.is_of_notation())
    }
}

/// The scan skips blanks before a number, but not those after it.
fn without_blanks(field: &[u8]) -> &[u8] {
    let blanks = field.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    &field[blanks..]
}

/// A field as a 64-bit integer.
#[inline]
pub(super) fn integer_fit(field: &[u8]) -> Fit {
    let digits = match field {
        [b'-', rest @ ..] => rest,
        field => field,
    };
    match digits {
        [b'1'..=b'9', rest @ ..] if rest.len() < 18 && rest.iter().all(u8::is_ascii_digit) => Fit::Yes,
        [b'0'] if field.len() == 1 => Fit::Yes,
        _ => odd_integer(without_blanks(field)),
    }
}

#[inline(never)]
fn odd_integer(field: &[u8]) -> Fit {
    let digits = match field {
        [] | [b'0'] => return Fit::Yes,
        [b'-' | b'+', rest @ ..] => rest,
        field => field,
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return Fit::No;
    }
    let is_held = std::str::from_utf8(field).is_ok_and(|text| text.parse::<i64>().is_ok());
    match (field[0], digits) {
        _ if !is_held => Fit::Loses(Loss::Size),
        (b'+', _) => Fit::Loses(Loss::Plus),
        (_, [b'0', _, ..]) => Fit::Loses(Loss::Zeros),
        (b'-', [b'0']) => Fit::Loses(Loss::Minus),
        _ => Fit::Yes,
    }
}

/// A field as a float, with this decimal sign.
#[inline]
pub(super) fn number_fit(field: &[u8], decimal: u8) -> Fit {
    let unsigned = match field {
        [b'-', rest @ ..] => rest,
        field => field,
    };
    let mut point = false;
    let mut digits = 0;
    for &byte in unsigned {
        match byte {
            b'0'..=b'9' => digits += 1,
            _ if byte == decimal && !point => point = true,
            _ => return odd_number(without_blanks(field), decimal),
        }
    }
    match unsigned {
        // After a zero that is not padding comes the decimal sign.
        [b'1'..=b'9', ..] | [b'0'] | [b'0', b'.' | b',', ..] if digits <= SAFE_DIGITS => Fit::Yes,
        _ => odd_number(without_blanks(field), decimal),
    }
}

/// Leading zeros, many digits, exponents, infinities.
#[inline(never)]
fn odd_number(field: &[u8], decimal: u8) -> Fit {
    let Ok(text) = std::str::from_utf8(field) else { return Fit::No };
    if text.is_empty() {
        return Fit::Yes;
    }
    let comma;
    let text = match decimal {
        b',' if text.contains('.') => return Fit::No,
        b',' => {
            comma = text.replace(',', ".");
            &comma
        }
        _ => text,
    };
    let Ok(value) = text.parse::<f64>() else { return Fit::No };
    let unsigned = text.trim_start_matches(['-', '+']);
    if !unsigned.contains(|c: char| c.is_ascii_digit()) {
        // Infinity or NaN, by its name.
        return Fit::Yes;
    }
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, ""));
    match mantissa.as_bytes() {
        _ if value.is_infinite() => Fit::Loses(Loss::Size),
        _ if text.starts_with('+') => Fit::Loses(Loss::Plus),
        [b'0', b'0'..=b'9', ..] => Fit::Loses(Loss::Zeros),
        _ if !exponent.is_empty() && !mantissa.contains('.') && !exponent.starts_with(['-', '+']) => {
            Fit::Loses(Loss::Exponent)
        }
        _ if keeps_digits(unsigned, value) => Fit::Yes,
        _ => Fit::Loses(Loss::Digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_come_back_or_tell_what_they_lose() {
        let of = |text: &str| integer_fit(text.as_bytes());
        for text in ["0", "-7", " 12", "9223372036854775807", "-9223372036854775808", "1000"] {
            assert_eq!(of(text), Fit::Yes, "{text}");
        }
        for (text, loss) in [
            ("007", Loss::Zeros),
            ("-01", Loss::Zeros),
            ("00", Loss::Zeros),
            ("+4930123456", Loss::Plus),
            ("-0", Loss::Minus),
            ("9223372036854775808", Loss::Size),
        ] {
            assert_eq!(of(text), Fit::Loses(loss), "{text}");
        }
        for text in ["1.0", "1 ", "--1", "-", "+", "abc", "1e3", "1_000", "\u{ff11}", "0x1f"] {
            assert_eq!(of(text), Fit::No, "{text}");
        }
    }

    #[test]
    fn numbers_come_back_or_tell_what_they_lose() {
        let of = |text: &str| number_fit(text.as_bytes(), b'.');
        for text in [
            "0",
            "-7.5",
            ".5",
            "5.",
            "0.25",
            "1.10",
            "1e-05",
            "1.5e300",
            "1E+10",
            "inf",
            "NaN",
            " 2",
            "-0",
            "0.30000000000000004",
            "0.10000000000000001",
            "9007199254740992",
            "10000000000000000000",
            "0.1000000000000000055511151231257827021181583404541015625",
        ] {
            assert_eq!(of(text), Fit::Yes, "{text}");
        }
        for (text, loss) in [
            ("01220", Loss::Zeros),
            ("00.5", Loss::Zeros),
            ("+1.5", Loss::Plus),
            ("9e42", Loss::Exponent),
            ("12E5", Loss::Exponent),
            ("1E400", Loss::Size),
            ("1.0e-400", Loss::Digits),
            ("9007199254740993", Loss::Digits),
            ("39223372036854775800", Loss::Digits),
            ("12345678901234567890", Loss::Digits),
            ("0.12345678901234567890123", Loss::Digits),
        ] {
            assert_eq!(of(text), Fit::Loses(loss), "{text}");
        }
        for text in ["1,5", ".", "-", "abc", "1.2.3", "1 ", "1_0", "0x1F"] {
            assert_eq!(of(text), Fit::No, "{text}");
        }
        assert_eq!(number_fit(b"-1,5", b','), Fit::Yes);
        assert_eq!(number_fit(b"1.200", b','), Fit::No, "the point is no decimal sign here");
        assert_eq!(number_fit(b"1,5E+3", b','), Fit::Yes);
    }
}
