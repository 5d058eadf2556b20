//! Written dates: the format of one text, from its structure.

/// The order of day and month, if both are numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// Determined by the format.
    Fixed,
    DayFirst,
    MonthFirst,
    /// Either number may be the day.
    Either,
}

/// The format of one text. If the order is not fixed, `format` has `{1}` and `{2}` for day and month.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Written {
    pub format: String,
    pub order: Order,
    /// Whether a time of day follows.
    pub time: bool,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The format in which `text` is a date, or a date and a time; `None` for all other texts.
pub fn format_of(text: &str) -> Option<Written> {
    if !(6..=40).contains(&text.len()) || !text.is_ascii() {
        return None;
    }
    let (date, time) = match text.find([':']) {
        Some(colon) => {
            let hours = text[..colon].rfind(|c: char| !c.is_ascii_digit())?;
            (&text[..hours], Some(&text[hours..]))
        }
        None => (text, None),
    };
    let (date, order) = date_format(date)?;
    let format = match time {
        Some(time) => format!("{date}{}", time_format(time)?),
        None => date,
    };
    Some(Written { format, order, time: time.is_some() })
}

/// Digits and words, and the separators between them.
fn pieces(text: &str) -> Vec<&str> {
    let sort = |c: char| {
        if c.is_ascii_digit() {
            0
        } else if c.is_ascii_alphabetic() {
            1
        } else {
            2
        }
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().skip(1) {
        if sort(c) != sort(text[..at].chars().next_back().unwrap_or(c)) {
            pieces.push(&text[start..at]);
            start = at;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

fn date_format(text: &str) -> Option<(String, Order)> {
    let pieces = pieces(text);
    let [a, s, b, t, c] = pieces[..] else { return None };
    let number = |text: &str, most: u32| text.len() <= 2 && text.parse().is_ok_and(|value| (1..=most).contains(&value));
    let year = |text: &str| match text.len() {
        _ if text.parse::<u32>().is_err() => None,
        4 if !text.starts_with('0') => Some("yyyy"),
        2 => Some("yy"),
        _ => None,
    };
    let same = s == t && matches!(s, "-" | "/" | "." | " ");
    if year(a) == Some("yyyy") && same && number(b, 12) && number(c, 31) {
        return Some((format!("yyyy{s}MM{s}dd"), Order::Fixed));
    }
    if let Some(month) = month(b)
        && number(a, 31)
        && (same || matches!((s, t), (". ", " ") | (" ", ", ")))
    {
        return Some((format!("dd{s}{month}{t}{}", year(c)?), Order::Fixed));
    }
    if let Some(month) = month(a)
        && number(b, 31)
        && s == " "
        && matches!(t, ", " | " ")
    {
        return Some((format!("{month} dd{t}{}", year(c)?), Order::Fixed));
    }
    let year = year(c)?;
    let order = match (number(a, 31), number(b, 31), number(a, 12), number(b, 12)) {
        _ if !same => return None,
        (true, true, true, true) => Order::Either,
        (true, _, _, true) => Order::DayFirst,
        (_, true, true, _) => Order::MonthFirst,
        _ => return None,
    };
    Some((format!("{{1}}{s}{{2}}{s}{year}"), order))
}

/// The pattern of a month name, short or long. May is both: it is read as the short one.
fn month(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    match MONTHS.iter().find(|name| name.starts_with(&lower))? {
        _ if text.len() == 3 => Some("MMM"),
        name if **name == lower => Some("MMMM"),
        _ => None,
    }
}

/// " HH:mm", "'T'HH:mm:ss", " h:mm a".
fn time_format(text: &str) -> Option<String> {
    let (before, rest) = match text.as_bytes().first()? {
        b'T' => ("'T'", &text[1..]),
        b' ' => (" ", &text[1..]),
        _ => return None,
    };
    let (digits, half) = match rest.to_uppercase() {
        upper if upper.ends_with(" AM") || upper.ends_with(" PM") => (&rest[..rest.len() - 3], true),
        _ => (rest, false),
    };
    let fields: Vec<&str> = digits.split(':').collect();
    let is_number = |text: &&str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !fields.iter().all(is_number) {
        return None;
    }
    let hours = if half { "hh" } else { "HH" };
    let clock = match fields.len() {
        2 => format!("{before}{hours}:mm"),
        3 => format!("{before}{hours}:mm:ss"),
        _ => return None,
    };
    Some(if half { format!("{clock} a") } else { clock })
}

impl Written {
    /// The format with the day first, or with the month first.
    pub fn with_order(&self, day_first: bool) -> String {
        let (first, second) = if day_first { ("dd", "MM") } else { ("MM", "dd") };
        self.format.replace("{1}", first).replace("{2}", second)
    }
}
