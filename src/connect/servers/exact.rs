//! Values in other digits, exactly or not at all.

use polars::prelude::TimeUnit;

/// The same number with the scale of a column; `None` if the column would round it or has no room.
#[inline]
pub fn declared_digits(number: i128, scale: usize, (precision, to): (u16, u16)) -> Option<(i128, usize)> {
    let to = usize::from(to);
    // Most columns have the same scale.
    if scale == to && precision <= 18 && number.unsigned_abs() < u128::from(10_u64.pow(precision.into())) {
        return Some((number, scale));
    }
    let (number, scale) = if scale > to {
        let ten = 10_i128.checked_pow(u32::try_from(scale - to).ok()?)?;
        if number % ten != 0 {
            return None;
        }
        (number / ten, to)
    } else {
        (number, scale)
    };
    let room = u32::from(precision).checked_sub(u32::try_from(to - scale).ok()?)?;
    let fits = 10_u128.checked_pow(room).is_none_or(|most| number.unsigned_abs() < most);
    (fits || number == 0).then_some((number, scale))
}

/// Microseconds, if there is nothing behind them.
pub fn micros(time: i64, unit: TimeUnit) -> Option<i64> {
    match unit {
        TimeUnit::Nanoseconds => (time % 1_000 == 0).then_some(time / 1_000),
        TimeUnit::Microseconds => Some(time),
        TimeUnit::Milliseconds => time.checked_mul(1_000),
    }
}
