//! How people write numbers: decimal sign, thousands separator, and what surrounds numbers, such as currency and
//! percent signs.

use serde::{Deserialize, Serialize};

/// The separator between groups of three digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Thousands {
    /// Inferred from the rows.
    #[default]
    Detected,
    None,
    Point,
    Comma,
    /// Including a non-breaking blank.
    Blank,
    Apostrophe,
}

/// A way to write numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Notation {
    pub decimal_comma: bool,
    pub thousands: Thousands,
    /// Currency, percent, brackets or a trailing minus are accepted too.
    pub has_symbols: bool,
}

/// A number as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// Only digits, one point, a leading minus or plus.
    pub plain: String,
    pub grouped: bool,
    /// Two groups, or a group and a fraction: the separator is unambiguous.
    pub is_sure: bool,
    pub fraction: bool,
    pub has_symbols: bool,
}

const BLANKS: &[char] = &[' ', '\t', '\u{a0}', '\u{2007}', '\u{2009}', '\u{202f}'];
const CURRENCIES: &str = "€$£¥¢₹₽₩₺₴₪₫฿₱₿₦₡₲";
/// Not any three capital letters: those may be the code of an article.
const CODES: &[&str] = &[
    "EUR", "USD", "US$", "GBP", "CHF", "Fr.", "JPY", "CNY", "RMB", "INR", "BRL", "R$", "CAD", "AUD", "NZD", "SEK",
    "NOK", "DKK", "kr.", "kr", "PLN", "zł", "CZK", "Kč", "HUF", "Ft", "RON", "lei", "TRY", "RUB", "KRW", "MXN", "ZAR",
    "SGD", "HKD",
];

impl Thousands {
    fn is(self, c: char) -> bool {
        match self {
            Thousands::Detected | Thousands::None => false,
            Thousands::Point => c == '.',
            Thousands::Comma => c == ',',
            Thousands::Blank => matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}'),
            Thousands::Apostrophe => matches!(c, '\'' | '\u{2019}'),
        }
    }
}

impl Notation {
    /// With nothing but digits and a decimal sign.
    pub const fn plain(decimal_comma: bool) -> Self {
        Notation { decimal_comma, thousands: Thousands::None, has_symbols: false }
    }

    /// Inferred from an example such as "1.234,56"; what surrounds numbers is accepted then too. `None` if the example
    /// is ambiguous, like "1,234".
    pub fn from_example(example: &str) -> Option<Notation> {
        let all = [Thousands::None, Thousands::Point, Thousands::Comma, Thousands::Blank, Thousands::Apostrophe];
        let notations = [false, true]
            .into_iter()
            .flat_map(|decimal_comma| all.map(|thousands| Notation { decimal_comma, thousands, has_symbols: true }));
        let shows_it = |notation: &Notation| {
            let written = if notation.clashes() { None } else { notation.read(example) };
            written.is_some_and(|written| written.grouped == (notation.thousands != Thousands::None))
        };
        let mut fitting = notations.filter(shows_it);
        let first = fitting.next()?;
        fitting.next().is_none().then_some(first)
    }

    /// An example of this notation.
    pub fn example(&self) -> &'static str {
        match (self.thousands, self.decimal_comma) {
            (Thousands::Detected | Thousands::None, false) => "1234.56",
            (Thousands::Detected | Thousands::None, true) => "1234,56",
            (Thousands::Point, _) => "1.234,56",
            (Thousands::Comma, _) => "1,234.56",
            (Thousands::Blank, false) => "1 234.56",
            (Thousands::Blank, true) => "1 234,56",
            (Thousands::Apostrophe, false) => "1'234.56",
            (Thousands::Apostrophe, true) => "1'234,56",
        }
    }

    /// Whether one character would be both separators.
    pub fn clashes(&self) -> bool {
        matches!((self.thousands, self.decimal_comma), (Thousands::Point, false) | (Thousands::Comma, true))
    }

    pub(super) fn decimal(&self) -> u8 {
        if self.decimal_comma { b',' } else { b'.' }
    }

    /// The number in `text`, if it is one in this notation.
    pub(super) fn read(&self, text: &str) -> Option<Written> {
        let text = text.trim_start_matches([' ', '\t']);
        let (core, symbols) = if self.has_symbols { without_symbols(text) } else { (text, Symbols::default()) };
        let (sign, core) = match core.strip_prefix('-') {
            Some(rest) if !symbols.negative => ("-", rest),
            None if symbols.negative => ("-", core),
            Some(_) => return None,
            None => match core.strip_prefix('+') {
                Some(rest) => ("+", rest),
                None => ("", core),
            },
        };
        let (whole, fraction) = match core.split_once(char::from(self.decimal())) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (core, None),
        };
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !fraction.is_none_or(is_digits) || (whole.is_empty() && fraction.is_none_or(str::is_empty)) {
            return None;
        }
        let mut digits = String::with_capacity(text.len() + 4);
        let groups = self.groups(whole, &mut digits)?;
        if digits.is_empty() {
            digits.push('0');
        }
        let fraction = fraction.unwrap_or_default();
        let written = if symbols.percent {
            let all = format!("{digits:0>3}");
            let (whole, hundredths) = all.split_at(all.len() - 2);
            format!("{whole}.{hundredths}{fraction}")
        } else if fraction.is_empty() {
            digits
        } else {
            format!("{digits}.{fraction}")
        };
        Some(Written {
            plain: format!("{sign}{written}"),
            grouped: groups > 0,
            is_sure: groups > 1 || (groups > 0 && !fraction.is_empty()),
            fraction: !fraction.is_empty() || symbols.percent,
            has_symbols: symbols.is_there,
        })
    }

    /// Appends the digits of the integer part to `digits`; returns how many separators were between them.
    fn groups(&self, whole: &str, digits: &mut String) -> Option<usize> {
        let mut groups = 0;
        let mut length = 0;
        for c in whole.chars() {
            match c {
                '0'..='9' => {
                    digits.push(c);
                    length += 1;
                }
                _ if self.thousands.is(c) => {
                    let is_group = if groups == 0 { (1..=3).contains(&length) } else { length == 3 };
                    // No grouped number begins with a zero.
                    if !is_group || digits.starts_with('0') {
                        return None;
                    }
                    groups += 1;
                    length = 0;
                }
                _ => return None,
            }
        }
        (groups == 0 || length == 3).then_some(groups)
    }
}

/// What surrounds a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Symbols {
    is_there: bool,
    negative: bool,
    percent: bool,
    currency: bool,
}

/// The number without what surrounds it.
fn without_symbols(text: &str) -> (&str, Symbols) {
    let mut symbols = Symbols::default();
    let mut rest = text.trim_matches(BLANKS);
    loop {
        let brackets = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).filter(|_| !symbols.negative);
        let minus = rest.strip_suffix(['-', '\u{2212}']).or_else(|| rest.strip_prefix('\u{2212}'));
        let leading = rest.strip_prefix('-').filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
        let inner = if let Some(inner) = brackets.or(minus.or(leading).filter(|_| !symbols.negative)) {
            symbols.negative = true;
            inner
        } else if let Some(inner) = rest.strip_suffix('%').filter(|_| !symbols.percent) {
            symbols.percent = true;
            inner
        } else if let Some(inner) = without_currency(rest).filter(|_| !symbols.currency) {
            symbols.currency = true;
            inner
        } else {
            return (rest, symbols);
        };
        symbols.is_there = true;
        rest = inner.trim_matches(BLANKS);
    }
}

/// Without a currency sign or code at either end.
fn without_currency(text: &str) -> Option<&str> {
    let sign = |c: char| CURRENCIES.contains(c);
    let bare = text.strip_prefix(sign).or_else(|| text.strip_suffix(sign));
    bare.or_else(|| CODES.iter().find_map(|code| text.strip_prefix(code).or_else(|| text.strip_suffix(code))))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EUROPEAN: Notation = Notation { decimal_comma: true, thousands: Thousands::Point, has_symbols: false };

    fn plain(notation: Notation, text: &str) -> Option<String> {
        notation.read(text).map(|written| written.plain)
    }

    #[test]
    fn groups_are_of_three_digits() {
        let of = |thousands, decimal_comma, text: &str| {
            plain(Notation { decimal_comma, thousands, has_symbols: false }, text).unwrap_or_default()
        };
        assert_eq!(of(Thousands::Point, true, "1.200"), "1200");
        assert_eq!(of(Thousands::Point, true, "-12.345.678,50"), "-12345678.50");
        assert_eq!(of(Thousands::Point, true, "1200,5"), "1200.5");
        assert_eq!(of(Thousands::Comma, false, "1,234.56"), "1234.56");
        assert_eq!(of(Thousands::Blank, true, "1 234,5"), "1234.5");
        assert_eq!(of(Thousands::Blank, true, "1\u{202f}234\u{a0}567"), "1234567");
        assert_eq!(of(Thousands::Apostrophe, false, "1\u{2019}234.50"), "1234.50");
        for text in
            ["1.20", "1.2345", "1234.567", "0.123", ".123", "1.234.", "1..234", "12,34,567", "1.234,5.6", "x", ""]
        {
            assert_eq!(of(Thousands::Point, true, text), "", "{text}");
        }
        assert_eq!(of(Thousands::Comma, false, "12,34,567.00"), "", "groups of two are left text");
    }

    #[test]
    fn what_stands_around_is_read() {
        let of = |notation: Notation, text: &str| {
            plain(Notation { has_symbols: true, ..notation }, text).unwrap_or_default()
        };
        let american = Notation { decimal_comma: false, thousands: Thousands::Comma, has_symbols: true };
        for (text, expected) in [
            ("$1,234.50", "1234.50"),
            ("(500.00)", "-500.00"),
            ("($1,200.00)", "-1200.00"),
            ("-$7", "-7"),
            ("12%", "0.12"),
            ("3.5 %", "0.035"),
            ("150%", "1.50"),
            ("12-", "-12"),
            ("USD 5", "5"),
            ("\u{2212}3", "-3"),
        ] {
            assert_eq!(of(american, text), expected, "{text}");
        }
        assert_eq!(of(EUROPEAN, "1.234,50-"), "-1234.50");
        assert_eq!(of(EUROPEAN, "€ 1.200,50"), "1200.50");
        assert_eq!(of(Notation { thousands: Thousands::Blank, ..EUROPEAN }, "1 234,50 €"), "1234.50");
        for text in ["$", "%", "--5", "(-5)", "5 apples", "$5€", "", "()"] {
            assert_eq!(of(american, text), "", "{text}");
        }
    }

    #[test]
    fn examples_tell_notations() {
        for thousands in [Thousands::None, Thousands::Point, Thousands::Comma, Thousands::Blank, Thousands::Apostrophe]
        {
            for decimal_comma in [false, true] {
                let notation = Notation { decimal_comma, thousands, has_symbols: true };
                if !notation.clashes() {
                    assert_eq!(Notation::from_example(notation.example()), Some(notation), "{}", notation.example());
                }
            }
        }
        assert_eq!(
            Notation::from_example("€ 1.234,50").map(|n| (n.thousands, n.decimal_comma)),
            Some((Thousands::Point, true))
        );
        assert_eq!(Notation::from_example("1,234"), None, "either");
        assert_eq!(Notation::from_example("%d"), None);
    }
}
