//! Decimals as texts of a server, and as texts for one. None is ever rounded.

use super::misfit::Misfit;
use crate::connect::servers::declared_digits;

/// The number times ten to the power of `scale`. Fails instead of rounding: with `None` for too many digits.
#[inline]
pub(super) fn decoded(text: &[u8], precision: usize, scale: usize) -> Result<i128, Option<Misfit>> {
    let (digits, is_negative) = match text {
        [b'-', digits @ ..] => (digits, true),
        digits => (digits, false),
    };
    if let Some(value) = few_digits(digits, precision, scale) {
        return Ok(if is_negative { -value } else { value });
    }
    let mut value = 0_i128;
    let mut decimals: Option<usize> = None;
    let mut count = 0_usize;
    for sign in digits {
        match sign {
            b'.' if decimals.is_none() => decimals = Some(0),
            b'0'..=b'9' => {
                if let Some(decimals) = &mut decimals {
                    // What is beyond the scale must be nothing.
                    if *decimals == scale {
                        if *sign != b'0' {
                            return Err(None);
                        }
                        continue;
                    }
                    *decimals += 1;
                }
                count += 1;
                let more = value.checked_mul(10).and_then(|value| value.checked_add(i128::from(sign - b'0')));
                value = more.ok_or(None)?;
            }
            _ => return Err(Some(Misfit::Form)),
        }
    }
    if count == 0 {
        return Err(Some(Misfit::Form));
    }
    let missing = scale - decimals.unwrap_or(0);
    let value = 10_i128.checked_pow(missing as u32).and_then(|ten| value.checked_mul(ten)).ok_or(None)?;
    if value >= 10_i128.pow(precision as u32) {
        return Err(None);
    }
    Ok(if is_negative { -value } else { value })
}

/// The same for a number of up to 18 digits that has the decimals of the column, as servers send it; `None` for others.
#[inline]
fn few_digits(text: &[u8], precision: usize, scale: usize) -> Option<i128> {
    if text.len() > 19 || precision > 18 || scale == 0 {
        return None;
    }
    let (whole, decimals) = text.split_at_checked(text.len().checked_sub(scale + 1)?)?;
    let (point, decimals) = decimals.split_first()?;
    if *point != b'.' || whole.is_empty() {
        return None;
    }
    let mut value = 0_u64;
    for sign in whole.iter().chain(decimals) {
        let digit = sign.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + u64::from(digit);
    }
    (value < 10_u64.pow(precision as u32)).then_some(value.into())
}

/// A number of `own` decimals as a text of `scale` decimals; `None` if the column would round it or has no room.
pub(super) fn encoded(number: i128, own: u32, precision: u32, scale: u32) -> Option<String> {
    let declared = (u16::try_from(precision).ok()?, u16::try_from(scale).ok()?);
    let (number, own) = declared_digits(number, own as usize, declared)?;
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    if own == 0 {
        return Some(format!("{sign}{digits}"));
    }
    let filled = format!("{digits:0>width$}", width = own + 1);
    let (whole, decimals) = filled.split_at(filled.len() - own);
    Some(format!("{sign}{whole}.{decimals}"))
}
