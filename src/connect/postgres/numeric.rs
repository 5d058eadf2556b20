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

/// The powers of ten that a decimal can have.
const TENS: [i128; 39] = {
    let mut tens = [1; 39];
    let mut power = 1;
    while power < 39 {
        tens[power] = tens[power - 1] * 10;
        power += 1;
    }
    tens
};

/// The number times ten to the power of `scale`. Fails instead of rounding.
#[inline]
pub(super) fn decimal(bytes: &[u8], precision: usize, scale: usize) -> Result<i128, NumericFault> {
    let value = match few_digits(bytes, scale) {
        Some(value) => value,
        None => any_digits(bytes, scale)?,
    };
    match TENS.get(precision) {
        Some(most) if value.unsigned_abs() >= most.unsigned_abs() => Err(NumericFault::Digits),
        _ => Ok(value),
    }
}

/// The same for up to four digits in base 10,000; `None` if it is not as simple as that.
#[inline]
fn few_digits(bytes: &[u8], scale: usize) -> Option<i128> {
    let (head, digits) = bytes.split_first_chunk::<8>()?;
    let head = u64::from_be_bytes(*head);
    let (count, weight, sign) = ((head >> 48) as usize, i32::from((head >> 32) as i16), (head >> 16) as u16);
    if count > 4 || digits.len() != 2 * count || (sign != 0 && sign != NEGATIVE) {
        return None;
    }
    let digit = |pair: &[u8]| u64::from(u16::from_be_bytes([pair[0], pair[1]]));
    let value = digits.chunks_exact(2).fold(0, |value, pair| value * 10_000 + digit(pair));
    // The power of ten of its last digit in the result.
    let power = (weight - count as i32 + 1) * 4 + scale as i32;
    let value = match power {
        _ if value == 0 => 0,
        0 => i128::from(value),
        1..19 => i128::from(value) * TENS[power as usize],
        -18..0 => {
            let ten = TENS[power.unsigned_abs() as usize] as u64;
            (value % ten == 0).then(|| i128::from(value / ten))?
        }
        _ => return None,
    };
    Some(if sign == NEGATIVE { -value } else { value })
}

fn any_digits(bytes: &[u8], scale: usize) -> Result<i128, NumericFault> {
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
        let ten = TENS.get(power.unsigned_abs() as usize);
        let part = match ten {
            _ if digits == 0 => Some(0),
            Some(ten) if power >= 0 => digits.checked_mul(*ten),
            Some(ten) => (digits % ten == 0).then_some(digits / ten),
            None => None,
        };
        value = part.and_then(|part| value.checked_add(part)).ok_or(NumericFault::Digits)?;
    }
    Ok(if sign == NEGATIVE { -value } else { value })
}

/// The most digits in base 10,000 that a number may have: 39 of base 10, filled up.
const MOST: usize = 12;

/// Appends the binary form of `value` divided by ten to the power of `scale`. Each byte is written once, at its place: to copy
/// what has just been written in small pieces would make the processor wait for them.
#[inline]
pub(super) fn encode(value: i128, scale: usize, out: &mut Vec<u8>) {
    let mut groups = [0_u16; MOST];
    let count = match u64::try_from(value.unsigned_abs()) {
        Ok(rest) => groups_of(rest, scale, &mut groups),
        Err(_) => groups_of_large(value.unsigned_abs(), scale, &mut groups),
    };
    let trailing = groups[..count].iter().take_while(|group| **group == 0).count();
    let (digits, begin) = (count - trailing, out.len());
    let weight = if digits == 0 { 0 } else { count as i32 - scale.div_ceil(4) as i32 - 1 };
    let sign = if value < 0 { NEGATIVE } else { 0 };
    let head = (digits as u64) << 48 | u64::from(weight as i16 as u16) << 32 | u64::from(sign) << 16 | scale as u64;
    out.resize(begin + 8 + 2 * digits, 0);
    let (place, places) = out[begin..].split_at_mut(8);
    place.copy_from_slice(&head.to_be_bytes());
    for (place, group) in places.chunks_exact_mut(2).zip(groups[trailing..count].iter().rev()) {
        place.copy_from_slice(&group.to_be_bytes());
    }
}

/// The same with its length ahead.
#[inline]
pub(super) fn encode_field(value: i128, scale: usize, out: &mut Vec<u8>) {
    let begin = out.len();
    out.extend_from_slice(&[0; 4]);
    encode(value, scale, out);
    let length = (out.len() - begin - 4) as u32;
    out[begin..begin + 4].copy_from_slice(&length.to_be_bytes());
}

/// The digits in base 10,000, the last ones first, filled up to whole groups of four decimals; returns how many there are.
#[inline]
fn groups_of(mut rest: u64, scale: usize, groups: &mut [u16; MOST]) -> usize {
    let mut count = 0;
    // The first group has fewer digits. A division by a constant is much faster than another.
    let (first, power) = match scale % 4 {
        _ if rest == 0 => (0, 0),
        1 => (rest % 10 * 1_000, 10),
        2 => (rest % 100 * 100, 100),
        3 => (rest % 1_000 * 10, 1_000),
        _ => (0, 0),
    };
    if power > 0 {
        groups[0] = first as u16;
        count = 1;
        rest = match power {
            10 => rest / 10,
            100 => rest / 100,
            _ => rest / 1_000,
        };
    }
    while rest > 0 {
        groups[count] = (rest % 10_000) as u16;
        rest /= 10_000;
        count += 1;
    }
    count
}

/// The same for any number.
fn groups_of_large(mut rest: u128, scale: usize, groups: &mut [u16; MOST]) -> usize {
    let fill = (4 - scale % 4) % 4;
    let mut count = 0;
    if fill > 0 {
        let ten = TENS[4 - fill].unsigned_abs();
        groups[0] = (rest % ten) as u16 * TENS[fill] as u16;
        rest /= ten;
        count = 1;
    }
    while rest > 0 {
        groups[count] = (rest % 10_000) as u16;
        rest /= 10_000;
        count += 1;
    }
    count
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
                let mut with_length = (out.len() as u32).to_be_bytes().to_vec();
                with_length.extend_from_slice(&out);
                let mut field = Vec::new();
                encode_field(value, scale, &mut field);
                assert_eq!(field, with_length);
                assert_eq!(decimal(&out, 38, scale), Ok(value), "{value} {scale} {out:?}");
                assert_eq!(any_digits(&out, scale), Ok(value), "the way for few digits gives the same");
                let (count, first) = (unit(&out, 0), unit(&out, 4));
                assert!(out.len() == 8 + 2 * usize::from(count.unwrap()) && first != Some(0), "no zero ahead: {out:?}");
            }
        }
    }
}
