//! Formats as which texts are read.

use std::fmt::{Display, Write};

use chrono::format::{Item, StrftimeItems};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};

use super::format::DateFormat;

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
