//! Infers a column's type from a sample of its texts.

use std::collections::HashMap;

use super::amount::{Amount, Numeric};
use super::column::{ColumnType, DATES, MOMENTS, TIMES, ZONED, is_date, is_moment, is_time, is_zoned};
use super::digits::{Fit, integer_fit, number_fit};
use super::notation::{Notation, Thousands};

/// The types that a column may still have, after seeing some of its texts.
#[derive(Clone, Debug)]
pub(super) struct TypeGuess {
    pub seen: bool,
    notation: Notation,
    boolean: bool,
    integer: bool,
    number: bool,
    /// At least one number was written in digits.
    digits: bool,
    /// The same for numbers with thousands separators, if the file has them.
    grouped_integer: bool,
    grouped_number: bool,
    /// The first text with such a group, and whether one was unambiguous.
    pub group: Option<String>,
    pub sure_groups: bool,
    /// Fractions with a trailing zero and the like: how each number was first written.
    written: HashMap<u64, String>,
    /// Two texts that are the same number.
    pub merged: Option<(String, String)>,
    /// What its points separate.
    pub points: Points,
    dates: Vec<&'static str>,
    moments: Vec<&'static str>,
    zoned: Vec<&'static str>,
    times: Vec<&'static str>,
}

/// What the points in numbers may separate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Points {
    None,
    /// They separate thousands in all texts that have some; the first of these.
    Thousands(String),
    Decimal,
}

impl Points {
    fn see(&mut self, text: &str) {
        if *self == Points::Decimal || !text.contains('.') {
            return;
        }
        let mut groups = text.trim_start_matches([' ', '\t', '-']).split('.');
        let first = groups.next().unwrap_or_default();
        let is_first = (1..=3).contains(&first.len()) && !first.starts_with('0');
        if !is_first || groups.any(|group| group.len() != 3) {
            *self = Points::Decimal;
        } else if *self == Points::None {
            *self = Points::Thousands(text.to_owned());
        }
    }
}

/// The number of numbers whose written form is remembered.
const MOST_WRITTEN: usize = 20_000;

impl TypeGuess {
    pub fn new(try_dates: bool, notation: Notation) -> TypeGuess {
        let formats = |all: &[&'static str]| if try_dates { all.to_vec() } else { Vec::new() };
        let grouped = !matches!(notation.thousands, Thousands::None | Thousands::Detected);
        TypeGuess {
            seen: false,
            notation,
            boolean: true,
            integer: true,
            number: true,
            digits: false,
            grouped_integer: grouped,
            grouped_number: grouped,
            group: None,
            sure_groups: false,
            written: HashMap::new(),
            merged: None,
            points: Points::None,
            dates: formats(DATES),
            moments: formats(MOMENTS),
            zoned: formats(ZONED),
            times: formats(TIMES),
        }
    }

    /// Takes one more text into account; not for nulls.
    pub fn see(&mut self, text: &str) {
        self.seen = true;
        let bytes = text.as_bytes();
        self.boolean = self.boolean && ColumnType::Boolean.fit(bytes, false) == Fit::Yes;
        if self.integer || self.number {
            let digits = text.trim_start_matches([' ', '\t', '-', '+']);
            let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            // Numbers too long for 64 bits are keys.
            let integer = integer_fit(bytes) == Fit::Yes;
            self.integer = self.integer && integer;
            self.number = self.number && number_fit(bytes, self.notation.decimal()) == Fit::Yes && (!whole || integer);
            self.digits |= text.bytes().any(|byte| byte.is_ascii_digit());
            if self.number && !integer {
                self.compare(text);
                self.points.see(text);
            }
        }
        if self.grouped_number {
            self.see_groups(text);
        }
        self.dates.retain(|format| is_date(text, format));
        let (is_clock, has_gap) = (is_clock(text), text.contains(' '));
        self.moments.retain(|format| is_clock && (has_gap || !format.contains(' ')) && is_moment(text, format));
        self.zoned.retain(|format| is_clock && (has_gap || !format.contains(' ')) && is_zoned(text, format));
        self.times.retain(|format| is_clock && is_time(text, format));
    }

    fn see_groups(&mut self, text: &str) {
        let amount = |number| Amount { number, notation: Some(self.notation) };
        self.grouped_integer = self.grouped_integer && amount(Numeric::Integer).fits(text) == Fit::Yes;
        self.grouped_number = amount(Numeric::Number).fits(text) == Fit::Yes;
        if let Some(written) = self.notation.read(text).filter(|written| written.grouped) {
            self.group.get_or_insert_with(|| text.to_owned());
            self.sure_groups |= written.is_sure;
        }
    }

    /// Records if the same number is written in two ways, as versions are: "1.1" and "1.10".
    fn compare(&mut self, text: &str) {
        let point = char::from(self.notation.decimal());
        let Some((_, fraction)) = text.split_once(point) else { return };
        let is_plain = fraction.bytes().all(|byte| byte.is_ascii_digit()) && fraction.bytes().any(|byte| byte != b'0');
        if self.merged.is_some() || !is_plain {
            return;
        }
        let Ok(value) = text.trim_start().replace(point, ".").parse::<f64>() else { return };
        match self.written.get(&value.to_bits()) {
            Some(other) if other != text.trim_start() => self.merged = Some((other.clone(), text.into())),
            Some(_) => {}
            None if self.written.len() < MOST_WRITTEN => {
                self.written.insert(value.to_bits(), text.trim_start().into());
            }
            None => {}
        }
    }

    pub fn column_type(&self) -> ColumnType {
        if !self.seen {
            return ColumnType::Text;
        }
        let only = |formats: &[&str]| formats.first().filter(|_| !self.is_ambiguous()).map(|format| format.to_string());
        let amount = |number| ColumnType::Amount(Amount { number, notation: Some(self.notation) });
        match () {
            () if self.boolean => ColumnType::Boolean,
            () if self.integer && self.digits => ColumnType::Integer,
            () if self.number && self.digits => ColumnType::Number,
            () if self.group.is_some() && self.grouped_integer => amount(Numeric::Integer),
            () if self.group.is_some() && self.grouped_number => amount(Numeric::Number),
            () => only(&self.dates)
                .map(ColumnType::Date)
                .or_else(|| only(&self.moments).map(ColumnType::DateTime))
                .or_else(|| only(&self.zoned).map(ColumnType::ZonedDateTime))
                .or_else(|| only(&self.times).map(ColumnType::Time))
                .unwrap_or(ColumnType::Text),
        }
    }

    /// Dates whose order of day and month is ambiguous: guessing would be wrong half of the time.
    pub fn is_ambiguous(&self) -> bool {
        let both = |formats: &[&str]| {
            formats.iter().any(|f| f.starts_with("%d/%m")) && formats.iter().any(|f| f.starts_with("%m/%d"))
        };
        self.seen && (both(&self.dates) || both(&self.moments))
    }
}

/// A type that accepts the texts of both, as far as samples show.
pub(super) fn common(a: &ColumnType, b: &ColumnType) -> ColumnType {
    let numeric = |column: &ColumnType| match column {
        ColumnType::Integer => Some((Numeric::Integer, None)),
        ColumnType::Number => Some((Numeric::Number, None)),
        ColumnType::Amount(amount) => Some((amount.number, amount.notation)),
        _ => None,
    };
    match (numeric(a), numeric(b)) {
        _ if a == b => a.clone(),
        (Some((first, one)), Some((second, other))) => {
            let number = if first == second { first } else { Numeric::Number };
            match (one.or(other), number) {
                (Some(notation), number) => ColumnType::Amount(Amount { number, notation: Some(notation) }),
                (None, Numeric::Integer) => ColumnType::Integer,
                (None, _) => ColumnType::Number,
            }
        }
        _ => ColumnType::Text,
    }
}

/// Whether minutes and seconds have two digits, as clocks write them: "3:9" is a score, or a ratio.
fn is_clock(text: &str) -> bool {
    let digits = |part: &str| part.bytes().take_while(u8::is_ascii_digit).count();
    text.split(':').skip(1).all(|part| digits(part) == 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_all(notation: Notation, texts: &[&str]) -> TypeGuess {
        let mut guess = TypeGuess::new(true, notation);
        texts.iter().for_each(|text| guess.see(text));
        guess
    }

    #[test]
    fn types_are_told_from_texts() {
        let of = |texts: &[&str]| of_all(Notation::plain(false), texts).column_type();
        assert_eq!(of(&[]), ColumnType::Text);
        assert_eq!(of(&["1", "-2"]), ColumnType::Integer);
        assert_eq!(of(&["1", "2.5"]), ColumnType::Number);
        assert_eq!(of(&["inf", "nan"]), ColumnType::Text);
        assert_eq!(of(&[" ", "  "]), ColumnType::Text);
        assert_eq!(of(&[" ", "1"]), ColumnType::Integer);
        for text in ["007", "12345678901234567890", "+4930123456", "9e42", "12E5", "1E400", "-0", "1_000", "\u{ff11}"] {
            assert_eq!(of(&[text, "12"]), ColumnType::Text, "{text}");
        }
        assert_eq!(of(&["9007199254740993", "1.5"]), ColumnType::Text);
        assert_eq!(of(&["1e-05", "1.5E+3"]), ColumnType::Number);
        assert_eq!(of(&["true", "False"]), ColumnType::Boolean);
        assert_eq!(of(&["2013-01-01"]), ColumnType::Date("%Y-%m-%d".into()));
        assert_eq!(of(&["01/02/2013"]), ColumnType::Text);
        assert_eq!(of(&["01/02/2013", "13/02/2013"]), ColumnType::Date("%d/%m/%Y".into()));
        assert_eq!(of(&["2013-01-01 10:00"]), ColumnType::DateTime("%Y-%m-%d %H:%M".into()));
        assert_eq!(of(&["2013-01-01T10:00:00Z"]), ColumnType::ZonedDateTime(ZONED[0].into()));
        for text in ["3:9", "10:5:06", "2013-1-110:06", "2013-01-01 10:6"] {
            assert_eq!(of(&[text]), ColumnType::Text, "{text}");
        }
        assert_eq!(of(&["10:30"]), ColumnType::Time("%H:%M".into()));
        assert_eq!(of(&["x", "1"]), ColumnType::Text);
    }

    #[test]
    fn one_number_in_two_ways_is_noted() {
        let of = |texts: &[&str]| of_all(Notation::plain(false), texts).merged;
        assert_eq!(of(&["1.9", "1.1", "1.10"]), Some(("1.1".into(), "1.10".into())));
        assert_eq!(of(&["1.10", "2.50", "1.10"]), None);
        assert_eq!(of(&["0", "0.0", "0.00", "2"]), None);
    }

    #[test]
    fn groups_make_numbers_where_the_file_has_them() {
        let notation = Notation { decimal_comma: true, thousands: Thousands::Point, has_symbols: false };
        let of = |texts: &[&str]| of_all(notation, texts).column_type();
        let amount = |number| ColumnType::Amount(Amount { number, notation: Some(notation) });
        assert_eq!(of(&["1.200", "3"]), amount(Numeric::Integer));
        assert_eq!(of(&["1.299,99", "7,50"]), amount(Numeric::Number));
        assert_eq!(of(&["7,50"]), ColumnType::Number);
        assert_eq!(of(&["7.50"]), ColumnType::Text);
        assert_eq!(of(&["1.200", "x"]), ColumnType::Text);
    }
}
