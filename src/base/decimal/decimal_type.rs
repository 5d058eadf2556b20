//! The types of decimals, and those of computations with them, as in Spark SQL.

use crate::base::Type;

/// The maximum number of digits of a decimal.
pub const MOST_DIGITS: u8 = 38;

/// The scale is not reduced below this to make room for digits before the point.
const KEPT_SCALE: u32 = 6;

/// The number of digits of a decimal, and how many of them come after the point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecimalType {
    pub precision: u8,
    pub scale: u8,
}

impl DecimalType {
    /// The type that every 64-bit integer fits into.
    pub const OF_INTEGERS: DecimalType = DecimalType::new(20, 0);

    pub const fn new(precision: u8, scale: u8) -> Self {
        DecimalType { precision, scale }
    }

    /// The type of a literal value's units.
    pub fn of_units(units: i128, scale: u8) -> Self {
        let digits = units.unsigned_abs().checked_ilog10().map_or(1, |log| log + 1) as u8;
        DecimalType::new(digits.max(scale).max(1), scale)
    }

    /// The number of digits before the point.
    pub fn whole(self) -> u8 {
        self.precision.saturating_sub(self.scale)
    }

    fn bounded(precision: u32, scale: u32) -> Self {
        let most = u32::from(MOST_DIGITS);
        DecimalType::new(precision.min(most) as u8, scale.min(most) as u8)
    }

    /// Beyond 38 digits, those after the point are reduced, down to six of them.
    fn adjusted(precision: u32, scale: u32) -> Self {
        let most = u32::from(MOST_DIGITS);
        if precision <= most {
            return DecimalType::bounded(precision, scale);
        }
        let whole = precision - scale;
        DecimalType::bounded(most, most.saturating_sub(whole).max(scale.min(KEPT_SCALE)))
    }

    /// The type of a sum or difference: one more digit before the point.
    pub fn sum(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        DecimalType::adjusted(u32::from(self.whole().max(other.whole())) + u32::from(scale) + 1, scale.into())
    }

    /// The type of a product: the digits of both.
    pub fn product(self, other: Self) -> Self {
        let precision = u32::from(self.precision) + u32::from(other.precision) + 1;
        DecimalType::adjusted(precision, u32::from(self.scale) + u32::from(other.scale))
    }

    /// The type of a quotient; `None` if its digits would have to be cut to stay within 38.
    pub fn quotient(self, other: Self) -> Option<Self> {
        let scale = KEPT_SCALE.max(u32::from(self.scale) + u32::from(other.precision) + 1);
        let precision = u32::from(self.whole()) + u32::from(other.scale) + scale;
        (precision <= MOST_DIGITS.into()).then(|| DecimalType::bounded(precision, scale))
    }

    /// The type of the remainder of a division.
    pub fn remainder(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        let whole = self.whole().min(other.whole());
        DecimalType::adjusted((u32::from(whole) + u32::from(scale)).max(1), scale.into())
    }

    /// The type that holds the values of both. Beyond 38 digits, those before the point are reduced: a value that needs
    /// them is null.
    pub fn wider(self, other: Self) -> Self {
        let scale = self.scale.max(other.scale);
        DecimalType::bounded(u32::from(self.whole().max(other.whole())) + u32::from(scale), scale.into())
    }

    /// Whether every value of `other` is representable in this type.
    pub fn holds(self, other: Self) -> bool {
        self.scale >= other.scale && self.whole() >= other.whole()
    }

    /// The type of a value rounded to `digits` after the point, or, if negative, to tens, hundreds…
    pub fn rounded(self, digits: i64) -> Self {
        let whole = u32::from(self.whole()) + 1;
        match u32::try_from(digits) {
            Ok(digits) => {
                let scale = digits.min(self.scale.into());
                DecimalType::bounded(whole + scale, scale)
            }
            Err(_) => DecimalType::bounded(whole.max(digits.unsigned_abs().min(38) as u32 + 1), 0),
        }
    }

    /// The type of a sum over many rows: ten digits more.
    pub fn total(self) -> Self {
        DecimalType::bounded(u32::from(self.precision) + 10, self.scale.into())
    }

    /// The type of a mean: four digits more after the point.
    pub fn mean(self) -> Self {
        DecimalType::bounded(u32::from(self.precision) + 4, u32::from(self.scale) + 4)
    }
}

impl From<DecimalType> for Type {
    fn from(of: DecimalType) -> Type {
        Type::Decimal(of.precision, of.scale)
    }
}
