//! Unsigned 256-bit integers: intermediate results of products and sums of decimals.

use std::cmp::Ordering;

/// Four words, least significant first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide([u64; 4]);

/// The number of zeros of the largest power of ten in 64 bits.
const STEP: u32 = 19;

impl Wide {
    pub fn product(a: u128, b: u128) -> Wide {
        let a = words(a);
        let b = words(b);
        let mut out = [0_u64; 4];
        for (i, a) in a.into_iter().enumerate() {
            let mut carry = 0_u128;
            for (j, b) in b.into_iter().enumerate() {
                let sum = u128::from(a) * u128::from(b) + u128::from(out[i + j]) + carry;
                out[i + j] = sum as u64;
                carry = sum >> 64;
            }
            out[i + 2] = carry as u64;
        }
        Wide(out)
    }

    /// The sum; both are far below 256 bits.
    pub fn plus(self, other: Wide) -> Wide {
        let mut carry = false;
        Wide(std::array::from_fn(|i| {
            let (sum, first) = self.0[i].overflowing_add(other.0[i]);
            let (sum, second) = sum.overflowing_add(carry.into());
            carry = first || second;
            sum
        }))
    }

    /// The difference; `other` must not be larger.
    pub fn minus(self, other: Wide) -> Wide {
        let mut borrow = false;
        Wide(std::array::from_fn(|i| {
            let (rest, first) = self.0[i].overflowing_sub(other.0[i]);
            let (rest, second) = rest.overflowing_sub(borrow.into());
            borrow = first || second;
            rest
        }))
    }

    /// The quotient without the remainder; `None` on division by zero.
    pub fn divided(self, by: u64) -> Option<Wide> {
        if by == 0 {
            return None;
        }
        let mut out = [0; 4];
        let mut rest = 0_u128;
        for i in (0..4).rev() {
            let part = (rest << 64) | u128::from(self.0[i]);
            out[i] = (part / u128::from(by)) as u64;
            rest = part % u128::from(by);
        }
        Some(Wide(out))
    }

    /// Drops the last `digits` decimal digits, rounding halves up.
    pub fn without(self, digits: u32) -> Wide {
        let Some(before) = digits.checked_sub(1) else { return self };
        let mut out = self;
        let mut left = before;
        while left > 0 {
            let step = left.min(STEP);
            out = out.divided(10_u64.pow(step)).unwrap_or(out);
            left -= step;
        }
        let rounded = out.plus(Wide([5, 0, 0, 0]));
        rounded.divided(10).unwrap_or(rounded)
    }

    /// The remainder, bit by bit: rarely used, and never for plain numbers.
    pub fn remainder(self, by: u128) -> u128 {
        let mut rest = 0_u128;
        for bit in (0..256).rev() {
            let high = rest >> 127 == 1;
            rest = (rest << 1) | u128::from((self.0[bit / 64] >> (bit % 64)) & 1);
            if high || rest >= by {
                rest = rest.wrapping_sub(by);
            }
        }
        rest
    }

    /// The value if it fits 128 bits.
    pub fn narrow(self) -> Option<u128> {
        let [low, high, 0, 0] = self.0 else { return None };
        Some((u128::from(high) << 64) | u128::from(low))
    }
}

impl PartialOrd for Wide {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Wide {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.iter().rev().cmp(other.0.iter().rev())
    }
}

fn words(value: u128) -> [u64; 2] {
    [value as u64, (value >> 64) as u64]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_lose_their_zeros_again() {
        let ten = |zeros: u32| 10_u128.pow(zeros);
        for (a, b) in [(0, 38), (19, 19), (20, 20), (38, 38), (1, 37)] {
            for cut in [0, 1, 18, 19, 20, 38] {
                if cut <= a + b && a + b - cut <= 38 {
                    assert_eq!(
                        Wide::product(ten(a), ten(b)).without(cut).narrow(),
                        Some(ten(a + b - cut)),
                        "{a} {b} {cut}"
                    );
                }
            }
        }
        assert_eq!(Wide::product(u128::MAX, u128::MAX).narrow(), None);
        assert_eq!(Wide::product(15, 1).without(1).narrow(), Some(2));
        assert_eq!(Wide::product(149, 1).without(2).narrow(), Some(1));
    }

    #[test]
    fn remainders_and_differences() {
        let product = Wide::product(u128::MAX - 1, u128::MAX - 7);
        assert_eq!(product.remainder(u128::MAX - 1), 0);
        assert_eq!(product.plus(Wide::product(41, 1)).remainder(u128::MAX - 7), 41);
        assert_eq!(product.plus(Wide::product(9, 1)).minus(product).narrow(), Some(9));
        assert!(product > Wide::product(u128::MAX, 1));
    }
}
