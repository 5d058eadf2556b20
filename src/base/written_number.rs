//! Numbers as people write them: with a currency, thousands separators, brackets for negative amounts, a percent sign.

/// The parts of a written number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenNumber<'a> {
    /// As programs write it: "-1200.50". For a percentage, the number before the sign.
    pub plain: String,
    /// The currency as written; empty if there is none.
    pub currency: &'a str,
    pub percent: bool,
    /// The thousands separator.
    pub grouped: Option<char>,
    /// Whether there is a decimal sign.
    pub fraction: bool,
    /// Whether it is negative by brackets, or by a trailing sign.
    pub bracketed: bool,
}

const SYMBOLS: &str = "$€£¥₹₽₩₺₫฿₴₪₦₱₲₵₸₼₾¢￥＄￡元円圆₿";
/// In upper case, without a trailing point.
const CODES: &[&str] = &[
    "USD",
    "EUR",
    "GBP",
    "CHF",
    "JPY",
    "CNY",
    "RMB",
    "CAD",
    "AUD",
    "NZD",
    "HKD",
    "SGD",
    "TWD",
    "KRW",
    "INR",
    "IDR",
    "MYR",
    "THB",
    "VND",
    "PHP",
    "RUB",
    "UAH",
    "TRY",
    "ILS",
    "AED",
    "SAR",
    "EGP",
    "ZAR",
    "NGN",
    "KES",
    "BRL",
    "MXN",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "RSD",
    "US$",
    "A$",
    "C$",
    "HK$",
    "NT$",
    "R$",
    "S$",
    "FR",
    "KR",
    "ZŁ",
    "KČ",
    "FT",
    "LEI",
    "РУБ",
    "RS",
    "人民币",
];

impl<'a> WrittenNumber<'a> {
    /// The currencies that are one sign.
    pub const SYMBOLS: &'static str = SYMBOLS;
    /// The currencies that are words, in upper case, without a trailing point.
    pub const CODES: &'static [&'static str] = CODES;
    /// A binary floating-point number does not keep more digits than this.
    pub const DIGITS: u8 = 15;

    /// Parses a number whose decimal sign is `point`; `None` for everything else, and for what a number would not
    /// preserve: a leading zero ("007"), more than 15 digits.
    pub fn read(text: &'a str, point: char) -> Option<Self> {
        let mut rest = text.trim_matches(is_blank);
        let (mut negative, mut bracketed, mut signed, mut percent, mut currency) = (false, false, false, false, "");
        if let Some(inner) = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (rest, negative, bracketed) = (inner.trim_matches(is_blank), true, true);
        }
        let mut sign = |negative: &mut bool, minus: bool| {
            *negative |= minus;
            !std::mem::replace(&mut signed, true)
        };
        while let Some(c) = rest.chars().next().filter(|c| !c.is_ascii_digit() && *c != point) {
            let cut = match c {
                '-' | '−' | '+' if !bracketed => sign(&mut negative, c != '+').then_some(c.len_utf8())?,
                '(' if !negative && rest.ends_with(')') && !currency.is_empty() => {
                    (negative, bracketed) = (true, true);
                    rest = &rest[..rest.len() - 1];
                    1
                }
                _ if is_blank(c) => c.len_utf8(),
                _ => take_currency(&mut currency, rest, leading(rest))?,
            };
            rest = &rest[cut..];
        }
        while let Some(c) = rest.chars().next_back().filter(|c| !c.is_ascii_digit()) {
            let cut = match c {
                '-' | '−' if !bracketed => {
                    bracketed = true;
                    sign(&mut negative, true).then_some(c.len_utf8())?
                }
                '%' | '％' if !percent => {
                    percent = true;
                    c.len_utf8()
                }
                _ if is_blank(c) => c.len_utf8(),
                _ => take_currency(&mut currency, rest, trailing(rest))?,
            };
            rest = &rest[..rest.len() - cut];
        }
        let (plain, grouped, fraction) = body(rest, point)?;
        let plain = if negative { format!("-{plain}") } else { plain };
        (currency.is_empty() || !percent).then_some(WrittenNumber {
            plain,
            currency,
            percent,
            grouped,
            fraction,
            bracketed,
        })
    }

    /// The number of digits after the decimal sign.
    pub fn scale(&self) -> u8 {
        self.plain.split_once('.').map_or(0, |(_, fraction)| fraction.len().min(u8::MAX.into()) as u8)
    }

    /// Its value; a percentage is a fraction of one: 0.125 for "12.5%".
    pub fn value(&self) -> Option<f64> {
        let text = if self.percent { format!("{}e-2", self.plain) } else { self.plain.clone() };
        text.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

/// Parses grouped digits and a fraction: returns them as programs write them, the group separator, and whether there is
/// a fraction.
fn body(text: &str, point: char) -> Option<(String, Option<char>, bool)> {
    let (whole, fraction) = match text.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let parts = if point == '.' { ',' } else { '.' };
    let is_separator = |c: char| c == parts || matches!(c, '\'' | '’') || is_blank(c);
    let grouped = whole.chars().find(|c| !c.is_ascii_digit());
    let groups: Vec<&str> = match grouped {
        Some(separator) if is_separator(separator) => whole.split(separator).collect(),
        Some(_) => return None,
        None => vec![whole],
    };
    let digits = groups.concat();
    let is_number = digits.bytes().all(|b| b.is_ascii_digit()) && (!digits.is_empty() || fraction.is_some());
    let has_zero_before = digits.len() > 1 && digits.starts_with('0');
    let kept = format!("{digits}{}", fraction.unwrap_or_default());
    let significant = kept.trim_start_matches('0').len();
    if !is_number || has_zero_before || !are_groups(&groups) || significant > WrittenNumber::DIGITS.into() {
        return None;
    }
    let digits = if digits.is_empty() { "0".to_owned() } else { digits };
    let plain = fraction.map_or(digits.clone(), |fraction| format!("{digits}.{fraction}"));
    Some((plain, grouped, fraction.is_some()))
}

/// One to three digits, then groups of three; or groups of two and a final three, as in India.
fn are_groups(groups: &[&str]) -> bool {
    let [first, between @ .., last] = groups else { return true };
    let all = |length: usize| between.iter().all(|group| group.len() == length);
    last.len() == 3 && ((1..=3).contains(&first.len()) && all(3) || (1..=2).contains(&first.len()) && all(2))
}

/// Blanks that occur in files, including non-breaking ones.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

fn is_word(c: char) -> bool {
    c.is_alphabetic() || c == '.' || c == '$'
}

/// The word or sign at the beginning.
fn leading(text: &str) -> &str {
    let symbol = text.chars().next().filter(|c| SYMBOLS.contains(*c));
    let end = symbol.map_or_else(|| text.find(|c| !is_word(c)).unwrap_or(text.len()), char::len_utf8);
    &text[..end]
}

/// The word or sign at the end.
fn trailing(text: &str) -> &str {
    let symbol = text.chars().next_back().filter(|c| SYMBOLS.contains(*c));
    let word = || text.char_indices().rev().take_while(|(_, c)| is_word(*c)).last().map_or(text.len(), |(at, _)| at);
    &text[symbol.map_or_else(word, |c| text.len() - c.len_utf8())..]
}

/// The length of the currency found there, if it is one and the first.
fn take_currency<'a>(currency: &mut &'a str, _text: &'a str, found: &'a str) -> Option<usize> {
    let bare = found.strip_suffix('.').unwrap_or(found);
    let is_known = bare.chars().count() == 1 && SYMBOLS.contains(bare) || CODES.contains(&bare.to_uppercase().as_str());
    (is_known && currency.is_empty()).then(|| {
        *currency = found;
        found.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, point: char) -> Option<f64> {
        WrittenNumber::read(text, point)?.value()
    }

    #[test]
    fn money_is_read_as_people_write_it() {
        for (text, expected) in [
            ("$1,200.50", 1200.5),
            (" 12 ", 12.0),
            ("(12.00)", -12.0),
            ("$(1,200)", -1200.0),
            ("($3.50)", -3.5),
            ("-$4", -4.0),
            ("$-4", -4.0),
            ("4-", -4.0),
            ("−0.5", -0.5),
            (".5", 0.5),
            ("1 200.5", 1200.5),
            ("1\u{a0}200 USD", 1200.0),
            ("EUR 7", 7.0),
            ("7 kr.", 7.0),
            ("Fr. 7", 7.0),
            ("1'200", 1200.0),
            ("₹1,23,456.70", 123456.7),
            ("12.5%", 0.125),
            ("7 %", 0.07),
            ("0", 0.0),
            ("+3", 3.0),
        ] {
            assert_eq!(value(text, '.'), Some(expected), "{text}");
        }
        for (text, expected) in [("1.200,50 €", 1200.5), ("12,5", 12.5), ("1.200", 1200.0), ("-3,5%", -0.035)] {
            assert_eq!(value(text, ','), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_a_number_would_change_is_none() {
        for text in [
            "",
            " ",
            "abc",
            "$",
            "12abc",
            "abc12",
            "007",
            "00501",
            "1,20",
            "1,2000",
            "12,34",
            "1.200,50",
            "1.2.3",
            "--4",
            "-(4)",
            "4%%",
            "$5%",
            "$5 EUR",
            "1234567890123456",
            "12.",
            "1e5",
            "1,200 300",
            "()",
            "%",
            "-",
            "2024-01-05",
            "1:30",
        ] {
            assert_eq!(value(text, '.'), None, "{text}");
        }
        assert_eq!(value("1,200.50", ','), None);
    }
}
