//! Decimals as text.

use super::decimal_type::{DecimalType, MOST_DIGITS};
use super::powers::fits;

/// The units of `text` in this type, and whether they contain all its digits. Accepts signs, a point and an exponent;
/// surrounding spaces are ignored.
pub fn parse(text: &str, to: DecimalType) -> Option<(i128, bool)> {
    let (negative, digits, point) = digits_of(text)?;
    let kept = point.checked_add(to.scale.into())?;
    let mut units = 0_i128;
    let mut exact = true;
    let mut up = false;
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
