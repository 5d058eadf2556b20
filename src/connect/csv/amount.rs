//! Columns of numbers that the scan cannot read itself: with thousands separators, with a currency, exact decimals.

use polars::prelude::*;

use super::digits::{Fit, Loss, integer_fit, number_fit};
use super::notation::Notation;

/// The type that such a column gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Numeric {
    Integer,
    Number,
    /// Digits in total, and after the point.
    Decimal(u8, u8),
}

/// A numeric type with the notation of its numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    pub number: Numeric,
    /// `None`: the notation of the file.
    pub notation: Option<Notation>,
}

impl Amount {
    pub(super) fn data_type(&self) -> DataType {
        match self.number {
            Numeric::Integer => DataType::Int64,
            Numeric::Number => DataType::Float64,
            Numeric::Decimal(digits, scale) => DataType::Decimal(usize::from(digits), usize::from(scale)),
        }
    }

    /// Without currency and the like, with a decimal point: for files that do not specify otherwise.
    fn notation(&self) -> Notation {
        self.notation.unwrap_or(Notation::plain(false))
    }

    pub(super) fn fits(&self, text: &str) -> Fit {
        self.read(text).map_or(Fit::No, |(_, fit)| fit)
    }

    /// The number in the form that the cast to its type reads, and how it fits.
    fn read(&self, text: &str) -> Option<(String, Fit)> {
        let mut plain = self.notation().read(text)?.plain;
        let fit = match self.number {
            Numeric::Integer => integer_fit(plain.as_bytes()),
            Numeric::Number => number_fit(plain.as_bytes(), b'.'),
            Numeric::Decimal(digits, scale) => decimal_fit(&plain, usize::from(digits), usize::from(scale)),
        };
        if plain.starts_with('+') {
            plain.remove(0);
        }
        Some((plain, fit))
    }

    /// The expression that converts the text column to its type.
    pub(super) fn conversion(&self, text: Expr) -> Expr {
        let amount = *self;
        let plain = text.map(
            move |column| {
                let plain = |text: Option<&str>| Some(amount.read(text?)?.0);
                let texts: StringChunked = column.str()?.iter().map(plain).collect();
                Ok(texts.with_name(column.name().clone()).into_column())
            },
            |_, field| Ok(field.clone()),
        );
        plain.strict_cast(self.data_type())
    }

    /// The values of these texts, all of which fit; empty ones are null.
    pub(super) fn column(&self, name: PlSmallStr, texts: &[&str]) -> PolarsResult<Column> {
        let plain = |text: &&str| Some(self.read(text)?.0);
        let texts: Vec<Option<String>> = texts.iter().map(plain).collect();
        Column::new(name, texts).strict_cast(&self.data_type())
    }
}

/// A decimal holds a number if it holds all of its digits.
fn decimal_fit(plain: &str, digits: usize, scale: usize) -> Fit {
    let unsigned = plain.trim_start_matches(['-', '+']);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let stripped = whole.trim_start_matches('0');
    if fraction.trim_end_matches('0').len() > scale {
        Fit::No
    } else if stripped.len() > digits.saturating_sub(scale) {
        Fit::Loses(Loss::Size)
    } else if plain.starts_with('+') {
        Fit::Loses(Loss::Plus)
    } else if stripped.len() < whole.len() && whole.len() > 1 {
        Fit::Loses(Loss::Zeros)
    } else {
        Fit::Yes
    }
}

#[cfg(test)]
mod tests {
    use super::super::notation::Thousands;
    use super::*;

    #[test]
    fn amounts_are_exact() {
        let notation = Notation { decimal_comma: true, thousands: Thousands::Point, has_symbols: true };
        let decimal = Amount { number: Numeric::Decimal(18, 2), notation: Some(notation) };
        let column = decimal.column("a".into(), &["1.234,50-", "€ 0,1", "", "12"]).unwrap();
        assert_eq!(column.dtype(), &DataType::Decimal(18, 2));
        let texts = column.cast(&DataType::String).unwrap();
        let texts: Vec<Option<&str>> = texts.str().unwrap().iter().collect();
        assert_eq!(texts, [Some("-1234.50"), Some("0.10"), None, Some("12.00")]);
        assert_eq!(decimal.fits("1,234"), Fit::No, "a digit would be left over");
        assert_eq!(decimal.fits("1,230"), Fit::Yes);
        assert_eq!(decimal.fits("x"), Fit::No);
        let whole = Amount { number: Numeric::Integer, notation: Some(notation) };
        assert_eq!(whole.fits("1.200"), Fit::Yes);
        assert_eq!(whole.fits("1.20"), Fit::No);
        assert_eq!(whole.fits("1,5"), Fit::No);
        let number = Amount { number: Numeric::Number, notation: None };
        assert_eq!(number.fits("9007199254740993"), Fit::Loses(Loss::Digits));
    }
}
