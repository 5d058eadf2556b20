//! Powers of ten, and whether a value fits its type.

use super::decimal_type::DecimalType;

/// Powers of ten up to the maximum number of digits of a decimal.
pub(super) const TEN: [i128; 39] = {
    let mut powers = [1; 39];
    let mut at = 1;
    while at < 39 {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

pub(super) fn ten(zeros: u32) -> Option<i128> {
    TEN.get(zeros as usize).copied()
}

/// Whether a value has no more digits than its type.
#[inline]
pub fn fits(units: i128, to: DecimalType) -> bool {
    TEN.get(usize::from(to.precision)).is_none_or(|limit| -limit < units && units < *limit)
}
