//! Date formats. People write them as in Spark (`yyyy-MM-dd`) or as in most programming languages (`%Y-%m-%d`); both
//! are parsed into the same fields and written in the notation that an engine needs.

use std::fmt::{Display, Write};

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

/// A piece of a format.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Field {
    Literal(String),
    /// An index into [`FIELDS`].
    Field(usize),
}

/// The fields in chrono's and Spark's notation. Where Spark needs several letters, longer ones come first.
const FIELDS: &[(&str, &str)] = &[
    ("%Y", "yyyy"),
    ("%y", "yy"),
    ("%Y", "y"),
    ("%B", "MMMM"),
    ("%b", "MMM"),
    ("%m", "MM"),
    ("%-m", "M"),
    ("%d", "dd"),
    ("%-d", "d"),
    ("%j", "DDD"),
    ("%A", "EEEE"),
    ("%a", "EEE"),
    ("%a", "E"),
    ("%H", "HH"),
    ("%-H", "H"),
    ("%I", "hh"),
    ("%-I", "h"),
    ("%M", "mm"),
    ("%-M", "m"),
    ("%S", "ss"),
    ("%-S", "s"),
    ("%6f", "SSSSSS"),
    ("%3f", "SSS"),
    ("%p", "a"),
    ("%:z", "xxx"),
    ("%:z", "XXX"),
    ("%z", "xx"),
    ("%z", "XX"),
    ("%z", "x"),
    ("%z", "X"),
    ("%z", "Z"),
];

/// Short forms of strftime.
const WHOLE: &[(&str, &str)] = &[("%F", "%Y-%m-%d"), ("%T", "%H:%M:%S"), ("%D", "%m/%d/%y"), ("%R", "%H:%M")];

/// A parsed format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFormat(Vec<Field>);

impl DateFormat {
    /// Parses either notation: a text with `%` is strftime's. The error is the piece that was not recognised.
    pub fn read(text: &str) -> Result<DateFormat, String> {
        if text.contains('%') { read_strftime(text) } else { read_pattern(text) }
    }

    /// In the notation of chrono and polars.
    pub fn chrono(&self) -> String {
        self.write(|field| field.0.to_owned(), |text| text.replace('%', "%%"))
    }

    /// In the notation that Spark uses for reading: one digit is enough where something else separates the numbers, and
    /// the offset may be written in any way.
    pub fn spark_reading(&self) -> String {
        let is_field =
            |index: Option<usize>| matches!(index.and_then(|index| self.0.get(index)), Some(Field::Field(_)));
        let mut out = String::new();
        for (index, piece) in self.0.iter().enumerate() {
            let alone = !is_field(index.checked_sub(1)) && !is_field(Some(index + 1));
            match piece {
                piece if is_offset(piece) => out.push_str("[XXX][XX][X]"),
                Field::Field(field) if alone && matches!(FIELDS[*field].1, "MM" | "dd" | "HH" | "hh" | "mm" | "ss") => {
                    out.push_str(&FIELDS[*field].1[..1]);
                }
                _ => out.push_str(&DateFormat(vec![piece.clone()]).spark()),
            }
        }
        out
    }

    /// In Spark's notation.
    pub fn spark(&self) -> String {
        self.write(
            |field| field.1.to_owned(),
            |text| {
                let plain = text.chars().all(|c| matches!(c, ' ' | '-' | '/' | '.' | ':' | ','));
                if plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
            },
        )
    }

    /// Whether it contains the offset from UTC.
    pub fn has_offset(&self) -> bool {
        self.0.iter().any(is_offset)
    }

    /// Whether the offset comes last.
    pub fn ends_with_offset(&self) -> bool {
        self.0.last().is_some_and(is_offset)
    }

    fn write(&self, field: impl Fn(&(&str, &str)) -> String, literal: impl Fn(&str) -> String) -> String {
        let piece = |piece: &Field| match piece {
            Field::Literal(text) => literal(text),
            Field::Field(index) => field(&FIELDS[*index]),
        };
        self.0.iter().map(piece).collect()
    }

    fn push(&mut self, c: char) {
        match self.0.last_mut() {
            Some(Field::Literal(text)) => text.push(c),
            _ => self.0.push(Field::Literal(c.into())),
        }
    }
}

fn is_offset(piece: &Field) -> bool {
    matches!(piece, Field::Field(index) if FIELDS[*index].0.ends_with('z'))
}

fn read_strftime(text: &str) -> Result<DateFormat, String> {
    let text = WHOLE.iter().fold(text.to_owned(), |text, (short, long)| text.replace(short, long));
    let mut format = DateFormat(Vec::new());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        if c != '%' {
            format.push(c);
            rest = &rest[c.len_utf8()..];
        } else if let Some(after) = rest.strip_prefix("%%") {
            format.push('%');
            rest = after;
        } else if let Some(index) = FIELDS.iter().position(|(spelled, _)| rest.starts_with(spelled)) {
            format.0.push(Field::Field(index));
            rest = &rest[FIELDS[index].0.len()..];
        } else {
            return Err(rest.chars().take(2).collect());
        }
    }
    Ok(format)
}

fn read_pattern(text: &str) -> Result<DateFormat, String> {
    let mut format = DateFormat(Vec::new());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c == '\'' {
            let (quoted, after) = rest[1..].split_once('\'').ok_or_else(|| rest.to_owned())?;
            let inner = if quoted.is_empty() { "'" } else { quoted };
            inner.chars().for_each(|c| format.push(c));
            rest = after;
        } else if c.is_ascii_alphabetic() {
            let run = &rest[..rest.find(|other| other != c).unwrap_or(rest.len())];
            let index = FIELDS.iter().position(|(_, spelled)| *spelled == run).ok_or_else(|| run.to_owned())?;
            format.0.push(Field::Field(index));
            rest = &rest[run.len()..];
        } else {
            format.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    Ok(format)
}

/// What a text in some format must contain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Date,
    DateTime,
    /// With an offset.
    Zoned,
    Time,
}

/// Why a format cannot be used to parse texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// This piece is not recognised.
    Piece(String),
    /// It lacks a part of a date, a datetime or a time.
    Incomplete,
}

/// A format of either notation in chrono's notation, if texts in it can be parsed as `moment`. All of strftime that
/// chrono supports is allowed, not only what other engines support too.
pub fn reading_format(text: &str, moment: Moment) -> Result<String, Unreadable> {
    let format =
        if text.contains('%') { text.to_owned() } else { DateFormat::read(text).map_err(Unreadable::Piece)?.chrono() };
    if let Some(piece) = unknown_piece(&format) {
        return Err(Unreadable::Piece(piece));
    }
    if is_read_back(&format, moment) { Ok(format) } else { Err(Unreadable::Incomplete) }
}

/// The first piece that chrono does not know.
fn unknown_piece(format: &str) -> Option<String> {
    let is_known = |text: &str| !StrftimeItems::new(text).any(|item| matches!(item, Item::Error));
    if is_known(format) {
        return None;
    }
    let piece = format.char_indices().filter(|(_, c)| *c == '%').find_map(|(at, _)| {
        let rest: String = format[at..].chars().take(2).collect();
        let modified = rest.ends_with(['-', '_', '0', ':', '#', '.', '3', '6', '9']);
        let piece: String = format[at..].chars().take(if modified { 3 } else { 2 }).collect();
        (!is_known(&piece) && rest != "%%").then_some(piece)
    });
    Some(piece.unwrap_or_else(|| format.to_owned()))
}

/// Whether a moment written in the format can be parsed again.
fn is_read_back(format: &str, moment: Moment) -> bool {
    let time = NaiveTime::from_hms_opt(14, 0, 0).unwrap_or_default();
    let date = NaiveDate::from_ymd_opt(2013, 11, 22).unwrap_or_default();
    let at = date.and_time(time);
    match moment {
        Moment::Date => {
            written(date.format(format)).is_some_and(|text| NaiveDate::parse_from_str(&text, format) == Ok(date))
        }
        Moment::DateTime => {
            written(at.format(format)).is_some_and(|text| NaiveDateTime::parse_from_str(&text, format).is_ok())
        }
        // An offset with optional minutes can only be parsed.
        Moment::Zoned => written(at.and_utc().fixed_offset().format(&format.replace("%#z", "%z")))
            .is_some_and(|text| DateTime::parse_from_str(&text, format).is_ok()),
        Moment::Time => {
            written(time.format(format)).is_some_and(|text| NaiveTime::parse_from_str(&text, format).is_ok())
        }
    }
}

/// The text; `None` if the format requires a part that the moment does not have, such as the hour of a date.
fn written(moment: impl Display) -> Option<String> {
    let mut text = String::new();
    write!(text, "{moment}").ok().map(|()| text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_spellings_say_the_same() {
        for (pattern, strftime) in [
            ("yyyy-MM-dd", "%Y-%m-%d"),
            ("dd.MM.yy HH:mm:ss", "%d.%m.%y %H:%M:%S"),
            ("d MMMM yyyy", "%-d %B %Y"),
            ("yyyy-MM-dd'T'HH:mm:ss.SSS", "%Y-%m-%dT%H:%M:%S.%3f"),
            ("hh:mm a", "%I:%M %p"),
        ] {
            let read = DateFormat::read(pattern).unwrap();
            assert_eq!(read, DateFormat::read(strftime).unwrap(), "{pattern}");
            assert_eq!(read.chrono(), strftime);
            assert_eq!(read.spark(), pattern);
        }
        assert_eq!(DateFormat::read("yyyy-QQ"), Err("QQ".into()));
        assert_eq!(DateFormat::read("%Y %q"), Err("%q".into()));
        assert_eq!(DateFormat::read("%F").map(|f| f.spark()), Ok("yyyy-MM-dd".into()));
    }

    #[test]
    fn only_formats_that_can_be_read_serve() {
        let of = |text: &str, moment| reading_format(text, moment);
        for (text, moment, expected) in [
            ("dd/MM/yyyy", Moment::Date, "%d/%m/%Y"),
            ("%d.%m.%y", Moment::Date, "%d.%m.%y"),
            ("%b %-d, %Y", Moment::Date, "%b %-d, %Y"),
            ("yyyy-MM-dd HH:mm:ss", Moment::DateTime, "%Y-%m-%d %H:%M:%S"),
            ("M/d/yyyy h:mm a", Moment::DateTime, "%-m/%-d/%Y %-I:%M %p"),
            ("%Y-%m-%dT%H:%M:%S%.f%#z", Moment::Zoned, "%Y-%m-%dT%H:%M:%S%.f%#z"),
            ("HH:mm", Moment::Time, "%H:%M"),
        ] {
            assert_eq!(of(text, moment), Ok(expected.to_owned()), "{text}");
        }
        let piece = |piece: &str| Err(Unreadable::Piece(piece.into()));
        assert_eq!(of("yyyy-QQ", Moment::Date), piece("QQ"));
        assert_eq!(of("%Y-%!-%d", Moment::Date), piece("%!"));
        assert_eq!(of("%q", Moment::Date), Err(Unreadable::Incomplete));
        assert_eq!(of("%Y-%m", Moment::Date), Err(Unreadable::Incomplete));
        assert_eq!(of("%Y-%m-%d", Moment::DateTime), Err(Unreadable::Incomplete));
        assert_eq!(of("%Y-%m-%d %H:%M", Moment::Zoned), Err(Unreadable::Incomplete));
        assert_eq!(of("tomorrow", Moment::Date), piece("t"));
    }
}
