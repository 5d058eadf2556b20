//! Scans the texts of a column and counts their characteristics.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::dates::{self, Written};
use crate::base::WrittenNumber;

/// The maximum number of distinct texts counted individually; with more, groups of spellings are not searched.
const DISTINCT: usize = 20_000;
/// After this many texts without a date, dates are no longer searched.
const TRIES: u64 = 2_000;
/// Currencies written without fractions.
const WHOLE: [&str; 11] = ["¥", "￥", "円", "JPY", "₩", "￦", "KRW", "₫", "VND", "CLP", "ISK"];
pub(super) const DELIMITERS: [&str; 4] = [";", "|", ",", "/"];

/// The counts.
#[derive(Clone, Debug, Default)]
pub struct Observer {
    pub rows: u64,
    /// Rows with a non-blank text.
    pub(super) filled: u64,
    /// With leading or trailing blanks.
    pub(super) padded: u64,
    /// With several blanks between words.
    pub(super) spaced: u64,
    /// Digits that begin with 0, or more digits than a number can hold.
    pub(super) codes: u64,
    pub(super) numbers: Numbers,
    pub(super) dates: BTreeMap<Written, u64>,
    /// Texts that are a date.
    pub(super) dated: u64,
    /// For each delimiter: the number of texts that it splits into short pieces, and the most pieces.
    pub(super) lists: [(u64, usize); DELIMITERS.len()],
    /// `None` if there are too many.
    pub(super) counts: Option<HashMap<String, u64>>,
}

/// Counts of texts that are written numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// With the same value for a decimal point and a decimal comma.
    pub either: u64,
    /// Only with a decimal point, or with a decimal comma.
    pub point: u64,
    pub comma: u64,
    /// Groups of three digits after a comma, or after a point: thousands, or a fraction of three digits.
    pub grouped_by_comma: u64,
    pub grouped_by_point: u64,
    pub percent: u64,
    /// Not as a program formats a number.
    pub decorated: u64,
    pub currencies: BTreeSet<String>,
    /// The most digits after a decimal point, and after a decimal comma.
    pub scales: (u8, u8),
}

impl Observer {
    pub fn new() -> Self {
        Observer { counts: Some(HashMap::new()), ..Observer::default() }
    }

    pub fn see(&mut self, text: Option<&str>) {
        self.rows += 1;
        let Some(text) = text else { return };
        let bare = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        self.padded += u64::from(bare.len() < text.len());
        if bare.is_empty() {
            return;
        }
        self.filled += 1;
        self.spaced += u64::from(bare.contains("  "));
        if let Some(counts) = &mut self.counts {
            match counts.get_mut(bare) {
                Some(count) => *count += 1,
                None => drop(counts.insert(bare.to_owned(), 1)),
            }
            if counts.len() > DISTINCT {
                self.counts = None;
            }
        }
        let all_digits = bare.bytes().all(|b| b.is_ascii_digit());
        self.codes += u64::from(all_digits && (bare.len() > 1 && bare.starts_with('0') || bare.len() > 15));
        if self.numbers.see(bare) {
            return;
        }
        if (self.dated > 0 || self.filled < TRIES)
            && let Some(written) = dates::format_of(bare)
        {
            self.dated += 1;
            *self.dates.entry(written).or_default() += 1;
            return;
        }
        for (delimiter, (count, most)) in DELIMITERS.iter().zip(&mut self.lists) {
            let pieces = bare.split(delimiter).count();
            let is_short =
                |piece: &str| !piece.trim().is_empty() && piece.len() <= 40 && piece.split_whitespace().count() <= 3;
            if pieces > 1 && bare.split(delimiter).all(is_short) {
                *count += 1;
                *most = (*most).max(pieces);
            }
        }
    }
}

impl Numbers {
    /// Counts the text, if it is a number.
    fn see(&mut self, text: &str) -> bool {
        let point = WrittenNumber::read(text, '.');
        let comma = WrittenNumber::read(text, ',');
        match (&point, &comma) {
            (None, None) => return false,
            (Some(_), None) => self.point += 1,
            (None, Some(_)) => self.comma += 1,
            (Some(a), Some(b)) if a.plain == b.plain => self.either += 1,
            (Some(a), Some(_)) if a.grouped.is_some() => self.grouped_by_comma += 1,
            (Some(_), Some(_)) => self.grouped_by_point += 1,
        }
        let scale =
            |one: &Option<WrittenNumber>| one.as_ref().filter(|one| !one.percent).map_or(0, WrittenNumber::scale);
        self.scales = (self.scales.0.max(scale(&point)), self.scales.1.max(scale(&comma)));
        let Some(one) = point.or(comma) else { return false };
        self.percent += u64::from(one.percent);
        let is_plain = one.currency.is_empty() && !one.percent && one.grouped.is_none() && !one.bracketed;
        self.decorated += u64::from(!is_plain || text.contains(','));
        if !one.currency.is_empty() && self.currencies.len() < 3 {
            self.currencies.insert(one.currency.to_uppercase());
        }
        true
    }

    /// All that are numbers with the given decimal separator.
    pub fn fitting(&self, comma: bool) -> u64 {
        self.either + self.grouped_by_comma + self.grouped_by_point + if comma { self.comma } else { self.point }
    }

    /// The fractional digits that amounts need: at least those of cents, unless the currency has none.
    pub fn money_scale(&self, comma: bool) -> u8 {
        let seen = if comma { self.scales.1 } else { self.scales.0 };
        let has_cents = self.currencies.iter().any(|currency| !WHOLE.contains(&currency.trim_end_matches('.')));
        if seen > 0 || has_cents { seen.max(2) } else { 0 }
    }

    /// Whether the decimal separator is the comma: unambiguous numbers decide; otherwise money in groups after a point.
    pub fn is_comma(&self) -> bool {
        match self.comma.cmp(&self.point) {
            std::cmp::Ordering::Greater => true,
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => {
                let certain = self.comma > 0;
                !certain && self.grouped_by_point > 0 && self.grouped_by_comma == 0 && !self.currencies.is_empty()
            }
        }
    }

    /// Whether a fraction of three digits cannot be distinguished from thousands.
    pub fn is_doubtful(&self) -> bool {
        self.point == 0 && self.comma == 0 && self.grouped_by_comma + self.grouped_by_point > 0
    }
}
