//! A column's type from a sample of its texts.

use super::column::{ColumnType, DATES, MOMENTS, TIMES, ZONED, is_date, is_moment, is_time, is_zoned};

/// What a column may still be, having seen some of its texts.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    pub seen: bool,
    boolean: bool,
    integer: bool,
    number: bool,
    /// At least one number was written in digits.
    digits: bool,
    dates: Vec<&'static str>,
    moments: Vec<&'static str>,
    zoned: Vec<&'static str>,
    times: Vec<&'static str>,
}

impl Guess {
    pub fn new(try_dates: bool) -> Guess {
        let formats = |all: &[&'static str]| if try_dates { all.to_vec() } else { Vec::new() };
        Guess {
            seen: false,
            boolean: true,
            integer: true,
            number: true,
            digits: false,
            dates: formats(DATES),
            moments: formats(MOMENTS),
            zoned: formats(ZONED),
            times: formats(TIMES),
        }
    }

    /// Takes one more text into account; not for nulls.
    pub fn see(&mut self, text: &str, decimal_comma: bool) {
        self.seen = true;
        let bytes = text.as_bytes();
        self.boolean = self.boolean && ColumnType::Boolean.accepts(bytes, false);
        if self.integer || self.number {
            // Codes such as "007" and numbers too long for 64 bits would lose digits.
            let digits = text.trim_start_matches([' ', '\t', '-', '+']);
            let padded = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
            let whole = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            let integer = ColumnType::Integer.accepts(bytes, false);
            self.integer = self.integer && integer && !padded;
            self.number =
                self.number && ColumnType::Number.accepts(bytes, decimal_comma) && !padded && (!whole || integer);
            self.digits |= text.bytes().any(|byte| byte.is_ascii_digit());
        }
        self.dates.retain(|format| is_date(text, format));
        self.moments.retain(|format| is_moment(text, format));
        self.zoned.retain(|format| is_zoned(text, format));
        self.times.retain(|format| is_time(text, format));
    }

    pub fn column_type(&self) -> ColumnType {
        if !self.seen {
            return ColumnType::Text;
        }
        let only = |formats: &[&str]| formats.first().filter(|_| !self.is_ambiguous()).map(|format| format.to_string());
        match () {
            () if self.boolean => ColumnType::Boolean,
            () if self.integer => ColumnType::Integer,
            () if self.number && self.digits => ColumnType::Number,
            () => only(&self.dates)
                .map(ColumnType::Date)
                .or_else(|| only(&self.moments).map(ColumnType::DateTime))
                .or_else(|| only(&self.zoned).map(ColumnType::ZonedDateTime))
                .or_else(|| only(&self.times).map(ColumnType::Time))
                .unwrap_or(ColumnType::Text),
        }
    }

    /// Dates, but whether day or month comes first cannot be told: guessing would be wrong half of the time.
    pub fn is_ambiguous(&self) -> bool {
        let both = |formats: &[&str]| {
            formats.iter().any(|f| f.starts_with("%d/%m")) && formats.iter().any(|f| f.starts_with("%m/%d"))
        };
        self.seen && (both(&self.dates) || both(&self.moments))
    }
}

/// A type that takes the texts of both, as far as samples tell.
pub(super) fn common(a: &ColumnType, b: &ColumnType) -> ColumnType {
    match (a, b) {
        (a, b) if a == b => a.clone(),
        (ColumnType::Integer, ColumnType::Number) | (ColumnType::Number, ColumnType::Integer) => ColumnType::Number,
        _ => ColumnType::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_from_texts() {
        let of = |texts: &[&str]| {
            let mut guess = Guess::new(true);
            texts.iter().for_each(|text| guess.see(text, false));
            guess.column_type()
        };
        assert_eq!(of(&[]), ColumnType::Text);
        assert_eq!(of(&["1", "-2"]), ColumnType::Integer);
        assert_eq!(of(&["1", "2.5"]), ColumnType::Number);
        assert_eq!(of(&["inf", "nan"]), ColumnType::Text);
        assert_eq!(of(&["007", "12"]), ColumnType::Text);
        assert_eq!(of(&["12345678901234567890"]), ColumnType::Text);
        assert_eq!(of(&["true", "False"]), ColumnType::Boolean);
        assert_eq!(of(&["2013-01-01"]), ColumnType::Date("%Y-%m-%d".into()));
        assert_eq!(of(&["01/02/2013"]), ColumnType::Text);
        assert_eq!(of(&["01/02/2013", "13/02/2013"]), ColumnType::Date("%d/%m/%Y".into()));
        assert_eq!(of(&["2013-01-01 10:00"]), ColumnType::DateTime("%Y-%m-%d %H:%M".into()));
        assert_eq!(of(&["2013-01-01T10:00:00Z"]), ColumnType::ZonedDateTime(ZONED[0].into()));
        assert_eq!(of(&["10:30"]), ColumnType::Time("%H:%M".into()));
        assert_eq!(of(&["x", "1"]), ColumnType::Text);
    }
}
