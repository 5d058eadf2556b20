//! Computations with the units of decimals: exact, through 256 bits where necessary.

use std::cmp::Ordering;

use super::decimal_type::DecimalType;
use super::powers::{TEN, fits, ten};
use super::text::{parse, to_text};
use super::wide::Wide;

#[inline]
fn checked(units: i128, to: DecimalType) -> Option<i128> {
    fits(units, to).then_some(units)
}

/// The same value with another scale.
#[inline]
pub fn rescale(units: i128, scale: u8, to: DecimalType) -> Option<i128> {
    let units = match to.scale.cmp(&scale) {
        Ordering::Equal => units,
        Ordering::Greater => units.checked_mul(TEN[usize::from(to.scale - scale)])?,
        Ordering::Less => cut(units, u32::from(scale - to.scale)),
    };
    checked(units, to)
}

/// Drops the last `digits` digits, rounding halves away from zero.
fn cut(units: i128, digits: u32) -> i128 {
    let Some(power) = ten(digits) else { return 0 };
    let quotient = units / power;
    let rest = units % power;
    let up = rest.unsigned_abs() >= power.unsigned_abs().div_ceil(2);
    if up && power > 1 { quotient + units.signum() } else { quotient }
}

fn cut_wide(negative: bool, size: Wide, digits: u32, to: DecimalType) -> Option<i128> {
    let units = i128::try_from(size.without(digits).narrow()?).ok()?;
    checked(if negative { -units } else { units }, to)
}

/// The sum of values with these scales.
#[inline]
pub fn add(left: (i128, u8), right: (i128, u8), to: DecimalType) -> Option<i128> {
    let scale = left.1.max(right.1);
    let zeros_left = scale - left.1;
    let zeros_right = scale - right.1;
    let exact = || {
        let left = left.0.checked_mul(TEN[usize::from(zeros_left)])?;
        left.checked_add(right.0.checked_mul(TEN[usize::from(zeros_right)])?)
    };
    match exact() {
        Some(units) => rescale(units, scale, to),
        None => add_wide(left.0, zeros_left, right.0, zeros_right, scale, to),
    }
}

#[cold]
fn add_wide(left: i128, zeros_left: u8, right: i128, zeros_right: u8, scale: u8, to: DecimalType) -> Option<i128> {
    let size = |units: i128, zeros: u8| Wide::product(units.unsigned_abs(), TEN[usize::from(zeros)].unsigned_abs());
    let l = size(left, zeros_left);
    let r = size(right, zeros_right);
    let (negative, size) = match ((left < 0) == (right < 0), l.cmp(&r)) {
        (true, _) => (left < 0, l.plus(r)),
        (false, Ordering::Less) => (right < 0, r.minus(l)),
        (false, _) => (left < 0, l.minus(r)),
    };
    cut_wide(negative, size, u32::from(scale.saturating_sub(to.scale)), to)
}

/// The difference of values with these scales.
#[inline]
pub fn subtract(left: (i128, u8), right: (i128, u8), to: DecimalType) -> Option<i128> {
    add(left, (right.0.checked_neg()?, right.1), to)
}

/// The product of values with these scales.
#[inline]
pub fn multiply(left: (i128, u8), right: (i128, u8), to: DecimalType) -> Option<i128> {
    let digits = (u32::from(left.1) + u32::from(right.1)).saturating_sub(to.scale.into());
    match left.0.checked_mul(right.0) {
        Some(units) if digits == 0 => checked(units, to),
        Some(units) => checked(cut(units, digits), to),
        None => {
            let size = Wide::product(left.0.unsigned_abs(), right.0.unsigned_abs());
            cut_wide((left.0 < 0) != (right.0 < 0), size, digits, to)
        }
    }
}

/// The quotient of values with these scales; `None` on division by zero. `to` is [`DecimalType::quotient`] of their
/// types, so that the scaled dividend has 38 digits at most.
#[inline]
pub fn divide(left: (i128, u8), right: (i128, u8), to: DecimalType) -> Option<i128> {
    let zeros = (u32::from(to.scale) + u32::from(right.1)).checked_sub(left.1.into())?;
    let dividend = left.0.checked_mul(ten(zeros)?)?;
    let quotient = dividend.checked_div(right.0)?;
    let rest = dividend.checked_rem(right.0)?;
    let up = rest.unsigned_abs() >= right.0.unsigned_abs().div_ceil(2) && rest != 0;
    let away = if (left.0 < 0) == (right.0 < 0) { 1 } else { -1 };
    checked(if up { quotient + away } else { quotient }, to)
}

/// The mean of `count` values with this sum.
pub fn mean(sum: (i128, u8), count: u64, to: DecimalType) -> Option<i128> {
    let zeros = ten(u32::from(to.scale.checked_sub(sum.1)?))?;
    let half = Wide::product(u128::from(count / 2), 1);
    let size = Wide::product(sum.0.unsigned_abs(), zeros.unsigned_abs()).plus(half).divided(count)?;
    let units = i128::try_from(size.narrow()?).ok()?;
    checked(if sum.0 < 0 { -units } else { units }, to)
}

/// The remainder of a division of values with these scales, with the sign of the left one; `None` on division by zero.
#[inline]
pub fn remainder(left: (i128, u8), right: (i128, u8), to: DecimalType) -> Option<i128> {
    if right.0 == 0 {
        return None;
    }
    let scale = left.1.max(right.1);
    let zeros = |own: u8| TEN[usize::from(scale - own)];
    let units = match (left.0.checked_mul(zeros(left.1)), right.0.checked_mul(zeros(right.1))) {
        (Some(left), Some(right)) => left.checked_rem(right)?,
        // The divisor is larger than any possible dividend.
        (Some(left), None) => left,
        (None, _) => {
            let size = Wide::product(left.0.unsigned_abs(), zeros(left.1).unsigned_abs());
            let rest = i128::try_from(size.remainder(right.0.unsigned_abs())).ok()?;
            if left.0 < 0 { -rest } else { rest }
        }
    };
    rescale(units, scale, to)
}

/// Compares values with these scales.
#[inline]
pub fn compare(left: (i128, u8), right: (i128, u8)) -> Ordering {
    match left.1.cmp(&right.1) {
        Ordering::Equal => left.0.cmp(&right.0),
        // A value that overflows 128 bits when scaled is larger in magnitude than one that does not.
        Ordering::Less => match left.0.checked_mul(TEN[usize::from(right.1 - left.1)]) {
            Some(units) => units.cmp(&right.0),
            None => left.0.cmp(&0),
        },
        Ordering::Greater => compare(right, left).reverse(),
    }
}

/// The nearest floating-point number.
pub fn nearest_number(units: i128, scale: u8) -> f64 {
    // Both are represented exactly, so that the division rounds once.
    if units.unsigned_abs() <= 1 << 53 && scale <= 22 {
        return units as f64 / 10_f64.powi(scale.into());
    }
    to_text(units, scale).parse().unwrap_or(f64::NAN)
}

/// The units of the shortest decimal that denotes this number; `None` if it does not fit.
pub fn of_number(value: f64, to: DecimalType) -> Option<i128> {
    if !value.is_finite() {
        return None;
    }
    parse(&format!("{value:e}"), to).map(|(units, _)| units)
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn t(precision: u8, scale: u8) -> DecimalType {
        DecimalType::new(precision, scale)
    }

    const MOST: i128 = 10_i128.pow(38) - 1;

    #[test]
    fn halves_go_away_from_zero() {
        for (units, to, expected) in [
            (125, t(9, 1), 13),
            (-125, t(9, 1), -13),
            (124, t(9, 1), 12),
            (-124, t(9, 1), -12),
            (50, t(9, 0), 1),
            (49, t(9, 0), 0),
            (-50, t(9, 0), -1),
            (7, t(9, 2), 7),
            (7, t(9, 4), 700),
        ] {
            assert_eq!(rescale(units, 2, to), Some(expected), "{units}");
        }
        assert_eq!(rescale(MOST, 0, t(38, 1)), None);
        assert_eq!(rescale(999, 0, t(2, 0)), None);
    }

    #[test]
    fn results_are_exact() {
        assert_eq!(multiply((15, 2), (15, 2), t(5, 4)), Some(225));
        assert_eq!(add((15, 2), (1, 0), t(4, 2)), Some(115));
        assert_eq!(subtract((1, 0), (6, 2), t(4, 2)), Some(94));
        assert_eq!(divide((250, 2), (3, 0), t(14, 6)), Some(833_333));
        assert_eq!(divide((200, 2), (-3, 0), t(14, 6)), Some(-666_667));
        assert_eq!(divide((-1, 0), (2, 0), t(14, 0)), Some(-1));
        assert_eq!(divide((1, 0), (0, 0), t(14, 6)), None);
        assert_eq!(remainder((-75, 1), (2, 0), t(9, 1)), Some(-15));
        assert_eq!(remainder((1, 0), (0, 3), t(9, 1)), None);
        assert_eq!(remainder((MOST, 0), (7, 20), t(38, 20)), Some(2));
        assert_eq!(remainder((10_i128.pow(30), 0), (13, 20), t(38, 20)), Some(9));
        assert_eq!(remainder((5, 20), (MOST, 0), t(38, 20)), Some(5));
        assert_eq!(mean((10, 2), 3, t(19, 6)), Some(33_333));
        assert_eq!(mean((-5, 2), 3, t(19, 6)), Some(-16_667));
        assert_eq!(mean((MOST, 2), 2, t(38, 6)), None);
        assert_eq!(mean((MOST, 2), 100_000_000, t(38, 6)), Some(10_i128.pow(34)));
        assert_eq!(mean((1, 2), 0, t(19, 6)), None);
        assert_eq!(add((MOST, 0), (1, 0), t(38, 0)), None);
        assert_eq!(add((MOST, 0), (-MOST, 30), t(38, 0)), Some(10_i128.pow(38) - 1 - 10_i128.pow(8)));
        assert_eq!(multiply((MOST, 19), (10_i128.pow(19), 19), t(38, 19)), Some(MOST));
        assert_eq!(multiply((MOST, 0), (2, 0), t(38, 0)), None);
    }

    #[test]
    fn scales_do_not_change_an_order() {
        assert_eq!(compare((5, 2), (50, 3)), Ordering::Equal);
        assert_eq!(compare((6, 2), (59, 3)), Ordering::Greater);
        assert_eq!(compare((MOST, 0), (MOST, 38)), Ordering::Greater);
        assert_eq!(compare((-MOST, 0), (MOST, 38)), Ordering::Less);
        assert_eq!(compare((MOST, 38), (-MOST, 0)), Ordering::Greater);
    }

    #[test]
    fn floating_point_numbers_are_the_nearest() {
        assert_eq!(nearest_number(6, 2).to_bits(), 0.06_f64.to_bits());
        assert_eq!(nearest_number(9_007_199_254_740_993, 1).to_bits(), 900_719_925_474_099.3_f64.to_bits());
        assert_eq!(of_number(1.005, t(10, 2)), Some(101));
        assert_eq!(of_number(1e300, t(38, 0)), None);
        assert_eq!(of_number(f64::NAN, t(38, 0)), None);
        assert_eq!(of_number(-0.0, t(38, 2)), Some(0));
    }
}
