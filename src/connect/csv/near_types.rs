//! Why a column stays text: the type that its texts nearly have, and what prevents it.

use super::amount::{Amount, Numeric};
use super::column::{ColumnType, DATES, MOMENTS, TIMES, ZONED};
use super::digits::{Fit, Loss, number_fit};
use super::notation::{Notation, Thousands};
use super::remark::Remark;

/// Texts that stand for no value in most files that contain them.
const NULL_MARKERS: &[&str] = &[
    "na", "n/a", "#n/a", "n.a.", "null", "none", "nil", "nan", "-", "--", "---", "\u{2013}", "\u{2014}", "?", ".",
    "..", "\\n", "missing", "unknown", "k.a.", "#value!", "#ref!", "#div/0!",
];
/// The number of non-matching texts that are tolerated at first.
const FEW: usize = 8;
/// The number of non-matching texts that are kept.
const KEPT: usize = 4;
/// The number of digits of a suggested decimal.
const DIGITS: u8 = 18;

/// A type that a column nearly has.
struct Candidate {
    column_type: ColumnType,
    fits: usize,
    odd: usize,
    /// Some texts that do not fit, each once, with their lines.
    kept: Vec<(usize, String)>,
}

/// A notation for numbers that fits all texts.
struct NumberFormat {
    notation: Notation,
    sure: bool,
    grouped: bool,
    has_symbols: bool,
    scale: usize,
    /// The first number that contained a separator, in plain digits.
    plain: Option<String>,
}

/// What is known about a column's texts.
pub(super) struct NearTypes {
    decimal_comma: bool,
    candidates: Vec<Candidate>,
    formats: Vec<NumberFormat>,
    /// The first text that is not a plain number.
    telling: Option<String>,
    null_markers: Vec<String>,
}

impl NearTypes {
    pub fn new(try_dates: bool, decimal_comma: bool) -> NearTypes {
        let of = |formats: &[&str], make: fn(String) -> ColumnType| -> Vec<ColumnType> {
            formats.iter().filter(|_| try_dates).map(|format| make((*format).to_owned())).collect()
        };
        let types = [
            vec![ColumnType::Integer, ColumnType::Number],
            of(DATES, ColumnType::Date),
            of(MOMENTS, ColumnType::DateTime),
            of(ZONED, ColumnType::ZonedDateTime),
            of(TIMES, ColumnType::Time),
        ];
        let candidate = |column_type| Candidate { column_type, fits: 0, odd: 0, kept: Vec::new() };
        let separators = [Thousands::None, Thousands::Point, Thousands::Comma, Thousands::Blank, Thousands::Apostrophe];
        let notations = [false, true].into_iter().flat_map(|decimal_comma| {
            separators.map(|thousands| Notation { decimal_comma, thousands, has_symbols: true })
        });
        let format = |notation| NumberFormat {
            notation,
            sure: false,
            grouped: false,
            has_symbols: false,
            scale: 0,
            plain: None,
        };
        NearTypes {
            decimal_comma,
            candidates: types.into_iter().flatten().map(candidate).collect(),
            formats: notations.filter(|notation| !notation.clashes()).map(format).collect(),
            telling: None,
            null_markers: Vec::new(),
        }
    }

    /// Whether further texts could change the result.
    pub fn is_open(&self) -> bool {
        !self.candidates.is_empty() || !self.formats.is_empty()
    }

    /// Takes one more text into account; not for nulls.
    pub fn see(&mut self, line: usize, text: &str) {
        let decimal_comma = self.decimal_comma;
        self.candidates.retain_mut(|candidate| {
            match candidate.column_type.fit(text.as_bytes(), decimal_comma) {
                Fit::Yes if !is_null_marker(text) => candidate.fits += 1,
                // A column of codes stays text permanently.
                Fit::Loses(Loss::Zeros) => return false,
                _ => {
                    candidate.odd += 1;
                    if candidate.kept.len() < KEPT && candidate.kept.iter().all(|(_, kept)| kept != text) {
                        candidate.kept.push((line, text.to_owned()));
                    }
                }
            }
            candidate.odd <= FEW.max(candidate.fits) || candidate.kept.iter().all(|(_, kept)| is_null_marker(kept))
        });
        if is_null_marker(text) {
            if !self.null_markers.iter().any(|known| known == text) {
                self.null_markers.push(text.to_owned());
            }
            return;
        }
        if self.telling.is_none() && number_fit(text.as_bytes(), if decimal_comma { b',' } else { b'.' }) == Fit::No {
            self.telling = Some(text.to_owned());
        }
        self.formats.retain_mut(|format| {
            let Some(written) = format.notation.read(text) else { return false };
            let padded = written.plain.trim_start_matches(['-', '+']);
            if written.plain.starts_with('+')
                || (padded.len() > 1 && padded.starts_with('0') && !padded.starts_with("0."))
            {
                return false;
            }
            let scale = written.plain.split_once('.').map_or(0, |(_, fraction)| fraction.len());
            format.scale = format.scale.max(scale);
            format.sure |= written.is_sure || (written.fraction && scale != 3);
            format.grouped |= written.grouped;
            format.has_symbols |= written.has_symbols;
            if written.grouped || written.fraction {
                format.plain.get_or_insert(written.plain);
            }
            true
        });
    }

    /// The remark about the column, if any.
    pub fn remark(self, column: &str) -> Option<Remark> {
        let column = column.to_owned();
        let best = self.candidates.iter().filter(|candidate| candidate.fits > 0).max_by_key(|c| (c.fits, c.rank()));
        if let Some(best) = best {
            let twins = self.candidates.iter().filter(|other| other.fits == best.fits && other.rank() == best.rank());
            let would = best.column_type.clone();
            if !best.kept.is_empty() && best.kept.len() < KEPT && best.kept.iter().all(|(_, text)| is_null_marker(text))
            {
                let texts = best.kept.iter().map(|(_, text)| text.clone()).collect();
                return Some(Remark::NullMarkers { column, texts, would });
            }
            if best.odd > 0 && best.odd * 3 <= best.fits && twins.count() == 1 {
                let (line, text) = best.kept.first()?.clone();
                return Some(Remark::FewMismatches { column, line, text, would });
            }
        }
        let text = self.telling?;
        // Separators that never occurred are not evidence.
        let formats: Vec<&NumberFormat> = self
            .formats
            .iter()
            .filter(|format| format.grouped == (format.notation.thousands != Thousands::None))
            .collect();
        let first = *formats.iter().find(|format| format.sure).or(formats.first())?;
        let is_doubtful = formats.iter().any(|format| format.plain != first.plain);
        let is_sure = first.sure || !is_doubtful;
        if first.has_symbols {
            let scale = u8::try_from(first.scale).unwrap_or(u8::MAX).min(DIGITS);
            let number = if scale == 0 { Numeric::Integer } else { Numeric::Decimal(DIGITS, scale) };
            let would = ColumnType::Amount(Amount { number, notation: Some(first.notation) });
            return if is_sure || !first.grouped {
                Some(Remark::NumbersWithSymbols { column, text, would })
            } else {
                Some(Remark::AmbiguousNumbers { column, text })
            };
        }
        if !is_sure {
            return Some(Remark::AmbiguousNumbers { column, text });
        }
        let Notation { decimal_comma, thousands, .. } = first.notation;
        Some(Remark::Otherwise { column, decimal_comma, thousands, text })
    }
}

impl Candidate {
    /// Narrower types come first.
    fn rank(&self) -> u8 {
        u8::from(self.column_type == ColumnType::Integer)
    }
}

pub(super) fn is_null_marker(text: &str) -> bool {
    NULL_MARKERS.iter().any(|nothing| nothing.eq_ignore_ascii_case(text.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(texts: &[&str]) -> Option<Remark> {
        let mut near_types = NearTypes::new(true, false);
        texts.iter().enumerate().for_each(|(index, text)| near_types.see(index + 2, text));
        near_types.remark("c")
    }

    #[test]
    fn what_keeps_a_column_from_its_type_is_named() {
        let date = ColumnType::Date("%Y-%m-%d".into());
        let spoiled = |line, text: &str, would| {
            Some(Remark::FewMismatches { column: "c".into(), line, text: text.into(), would })
        };
        assert_eq!(of(&["2024-01-01", "2024-01-02", "2024-01-03", "Total"]), spoiled(5, "Total", date));
        assert_eq!(of(&["1", "2", "3", "4", "n = 5", "6"]), spoiled(6, "n = 5", ColumnType::Integer));
        let null_markers = |texts: &[&str], would| {
            let texts = texts.iter().map(|text| text.to_string()).collect();
            Some(Remark::NullMarkers { column: "c".into(), texts, would })
        };
        assert_eq!(of(&["1", "NA", "n/a", "2"]), null_markers(&["NA", "n/a"], ColumnType::Integer));
        assert_eq!(of(&["NA", "DE", "FR"]), None);
        assert_eq!(of(&["007", "8", "x"]), None);
        assert_eq!(of(&["red", "green"]), None);
    }

    #[test]
    fn numbers_in_other_notations_are_offered() {
        let otherwise = |decimal_comma, thousands, text: &str| {
            Some(Remark::Otherwise { column: "c".into(), decimal_comma, thousands, text: text.into() })
        };
        assert_eq!(of(&["1.299,99", "7,50"]), otherwise(true, Thousands::Point, "1.299,99"));
        assert_eq!(of(&["1,5", "2,5"]), otherwise(true, Thousands::None, "1,5"));
        assert_eq!(of(&["1,234.50", "7"]), otherwise(false, Thousands::Comma, "1,234.50"));
        assert_eq!(of(&["1'234.50", "7.00"]), otherwise(false, Thousands::Apostrophe, "1'234.50"));
        assert_eq!(
            of(&["1,234", "12,000"]),
            Some(Remark::AmbiguousNumbers { column: "c".into(), text: "1,234".into() })
        );
        assert_eq!(of(&["12,34,567.00"]), None);
        assert_eq!(of(&["4111 1111 1111 1111"]), None);
    }

    #[test]
    fn amounts_are_offered_exactly() {
        let has_symbols = |texts: &[&str]| match of(texts) {
            Some(Remark::NumbersWithSymbols { would: ColumnType::Amount(amount), .. }) => amount.number,
            other => panic!("{texts:?}: {other:?}"),
        };
        assert_eq!(has_symbols(&["$1,234.50", "$7.00"]), Numeric::Decimal(18, 2));
        assert_eq!(has_symbols(&["(500.00)", "1,200.00"]), Numeric::Decimal(18, 2));
        assert_eq!(has_symbols(&["12%", "3.5%"]), Numeric::Decimal(18, 3));
        assert_eq!(has_symbols(&["1.234,50-", "7,00"]), Numeric::Decimal(18, 2));
        assert_eq!(has_symbols(&["1 234,50 €", "7,00 €"]), Numeric::Decimal(18, 2));
        assert_eq!(has_symbols(&["12-", "7"]), Numeric::Integer);
    }
}
