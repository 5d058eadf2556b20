//! Exact numbers in PostgreSQL's binary form: digits in base 10,000, the weight of the first one, a sign, the number of
//! decimals to show.

/// Why a number is no decimal of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumericFault {
    /// NaN or an infinity.
    NotANumber,
    /// More digits than the column has room for.
    Digits,
    /// Not in this form at all.
    Form,
}

const NEGATIVE: u16 = 0x4000;
const SPECIAL: u16 = 0xC000;

fn unit(bytes: &[u8], index: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(2 * index..2 * index + 2)?.try_into().ok()?))
}

/// The number times ten to the power of `scale`. Fails instead of rounding.
#[inline]
pub(super) fn decimal(bytes: &[u8], precision: usize, scale: usize) -> Result<i128, NumericFault> {
    let head = |index| unit(bytes, index).ok_or(NumericFault::Form);
    let (count, weight, sign) = (usize::from(head(0)?), i32::from(head(1)? as i16), head(2)?);
    if sign & SPECIAL == SPECIAL {
        return Err(NumericFault::NotANumber);
    }
    if bytes.len() != 8 + 2 * count {
        return Err(NumericFault::Form);
    }
    let mut value = 0_i128;
    for index in 0..count {
        let digits = i128::from(head(4 + index)?);
        // The power of ten of its last digit in the result.
        let power = (weight - index as i32) * 4 + scale as i32;
        let ten = 10_i128.checked_pow(power.unsigned_abs().min(39));
        let part = match ten {
            _ if digits == 0 => Some(0),
            Some(ten) if power >= 0 => digits.checked_mul(ten),
            Some(ten) => (digits % ten == 0).then_some(digits / ten),
            None => None,
        };
        value = part.and_then(|part| value.checked_add(part)).ok_or(NumericFault::Digits)?;
    }
    if value >= 10_i128.pow(precision as u32) {
        return Err(NumericFault::Digits);
    }
    Ok(if sign == NEGATIVE { -value } else { value })
}

/// Appends the binary form of `value` divided by ten to the power of `scale`.
pub(super) fn encode(value: i128, scale: usize, out: &mut Vec<u8>) {
    // Filled up to whole groups of four decimals.
    let fill = (4 - scale % 4) % 4;
    let mut rest = value.unsigned_abs();
    let mut groups = Vec::with_capacity(11);
    // The first group has fewer digits.
    let ten = 10_u128.pow((4 - fill) as u32);
    if fill > 0 {
        groups.push((rest % ten) as u16 * 10_u16.pow(fill as u32));
        rest /= ten;
    }
    while rest > 0 {
        groups.push((rest % 10_000) as u16);
        rest /= 10_000;
    }
    let weight = groups.len() as i32 - (scale.div_ceil(4)) as i32 - 1;
    let trailing = groups.iter().take_while(|group| **group == 0).count();
    let groups = &groups[trailing..];
    let leading = groups.iter().rev().take_while(|group| **group == 0).count();
    let count = groups.len() - leading;
    let weight = if count == 0 { 0 } else { weight - leading as i32 };
    let sign = if value < 0 { NEGATIVE } else { 0 };
    out.extend_from_slice(&(count as u16).to_be_bytes());
    out.extend_from_slice(&(weight as i16).to_be_bytes());
    out.extend_from_slice(&sign.to_be_bytes());
    out.extend_from_slice(&(scale as u16).to_be_bytes());
    for group in groups.iter().rev().skip(leading) {
        out.extend_from_slice(&group.to_be_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(weight: i16, sign: u16, digits: &[u16]) -> Vec<u8> {
        let head = [digits.len() as u16, weight as u16, sign, 2];
        head.iter().chain(digits).flat_map(|unit| unit.to_be_bytes()).collect()
    }

    #[test]
    fn numbers_are_exact_or_refused() {
        for (weight, sign, digits, scale, expected) in [
            (0, 0, &[123, 4500][..], 2, Ok(12_345)),
            (0, 0x4000, &[123, 4500], 2, Ok(-12_345)),
            (1, 0, &[1], 2, Ok(1_000_000)),
            (0, 0, &[], 2, Ok(0)),
            (-1, 0, &[1], 4, Ok(1)),
            (-1, 0, &[1], 3, Err(NumericFault::Digits)),
            (-1, 0, &[10], 3, Ok(1)),
            (9, 0, &[99, 9999], 0, Ok(999_999 * 10_i128.pow(32))),
            (10, 0, &[1], 0, Err(NumericFault::Digits)),
            (30_000, 0, &[1], 0, Err(NumericFault::Digits)),
            (-30_000, 0, &[1], 0, Err(NumericFault::Digits)),
            (0, 0xC000, &[], 2, Err(NumericFault::NotANumber)),
            (0, 0xD000, &[], 2, Err(NumericFault::NotANumber)),
        ] {
            assert_eq!(decimal(&form(weight, sign, digits), 38, scale), expected, "{weight} {digits:?} {scale}");
        }
        assert_eq!(decimal(&[0, 1, 0], 38, 2), Err(NumericFault::Form));
        assert_eq!(decimal(&form(0, 0, &[100]), 4, 2), Err(NumericFault::Digits));
    }

    #[test]
    fn what_is_encoded_is_decoded_the_same() {
        let most = 10_i128.pow(38) - 1;
        for value in [0, 1, -1, 9, 10, 99, 100, 9_999, 10_000, 123_456_789, -10_000_000, most, -most] {
            for scale in 0..=38 {
                let mut out = Vec::new();
                encode(value, scale, &mut out);
                assert_eq!(decimal(&out, 38, scale), Ok(value), "{value} {scale} {out:?}");
            }
        }
    }
}
