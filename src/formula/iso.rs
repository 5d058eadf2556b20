//! Conversion between texts and values, the same for literals, parameters and casts: ISO dates and times, whole and
//! fractional numbers, booleans. Surrounding spaces are ignored. Hand-written for speed: a cast may process millions of
//! values.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};

use crate::base::Problem;

/// `2013-01-31`; a time after it is allowed and dropped.
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let (date, rest) = leading_date(text)?;
    (rest.is_empty() || time(rest.strip_prefix(['T', ' '])?).is_some()).then_some(date)
}

/// `2013-01-31 15:04:05.123`, `2013-01-31T15:04` or a date alone, which means its midnight. `None` if it is finer than
/// microseconds, which a datetime does not keep.
pub fn datetime(text: &str) -> Option<NaiveDateTime> {
    fine_datetime(text).filter(is_kept)
}

/// Whether a datetime keeps all digits of the second.
pub fn is_kept(moment: &NaiveDateTime) -> bool {
    moment.nanosecond().is_multiple_of(1_000)
}

/// Whether the text is a datetime, with or without an offset, but finer than one keeps.
pub fn is_too_fine(text: &str) -> bool {
    let text = text.trim();
    let clock = without_offset(text).map_or(text, |(clock, _)| clock.trim_end());
    fine_datetime(clock).is_some_and(|moment| !is_kept(&moment))
}

fn fine_datetime(text: &str) -> Option<NaiveDateTime> {
    let (date, rest) = leading_date(text.trim())?;
    if rest.is_empty() {
        return Some(date.and_time(NaiveTime::MIN));
    }
    Some(date.and_time(time(rest.strip_prefix(['T', ' '])?)?))
}

/// `2013-01-31T15:04:05+02:00`, `2013-01-31 15:04Z`: microseconds since 1970 in UTC. The offset is required.
pub fn moment(text: &str) -> Option<i64> {
    let (clock, seconds) = without_offset(text.trim())?;
    (clock.len() > 10).then_some(())?;
    let utc = datetime(clock.trim_end())?.checked_sub_signed(TimeDelta::seconds(seconds))?;
    Some(utc.and_utc().timestamp_micros())
}

/// Whether the text is a date and time with an offset from UTC.
pub fn has_offset(text: &str) -> bool {
    without_offset(text.trim()).is_some_and(|(clock, _)| clock.len() > 10 && datetime(clock.trim_end()).is_some())
}

/// The text before `Z`, `+02`, `+0200` or `+02:00`, and the offset in seconds.
fn without_offset(text: &str) -> Option<(&str, i64)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let at = text.rfind(['+', '-']).filter(|at| text[..*at].contains(':'))?;
    let offset = &text[at + 1..];
    let (hours, minutes) = match offset.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None => offset.split_at_checked(2)?,
    };
    let minutes = if minutes.is_empty() { 0 } else { digits(minutes, 2, 2)? };
    let seconds = i64::from(digits(hours, 2, 2)? * 60 + minutes) * 60;
    (seconds <= 18 * 3600 && minutes < 60)
        .then_some((&text[..at], if text[at..].starts_with('-') { -seconds } else { seconds }))
}

/// `15:04`, `15:04:05` or `15:04:05.123456`.
pub fn time(text: &str) -> Option<NaiveTime> {
    let mut parts = text.trim().splitn(3, ':');
    let hour = digits(parts.next()?, 1, 2)?;
    let minute = digits(parts.next()?, 2, 2)?;
    let (second, nano) = match parts.next() {
        None => (0, 0),
        Some(seconds) => match seconds.split_once('.') {
            None => (digits(seconds, 2, 2)?, 0),
            Some((seconds, fraction)) => {
                let scale = 10u32.checked_pow(9u32.checked_sub(u32::try_from(fraction.len()).ok()?)?)?;
                (digits(seconds, 2, 2)?, digits(fraction, 1, 9)? * scale)
            }
        },
    };
    NaiveTime::from_hms_nano_opt(hour, minute, second, nano)
}

/// A whole number: digits with an optional sign.
pub fn integer(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// Digits with an optional sign, point and exponent; also `NaN`, `Infinity` and `-Infinity`.
pub fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok()
}

/// `true`, `t`, `yes`, `y`, `1` and their opposites, in any case.
pub fn boolean(text: &str) -> Option<bool> {
    let text = text.trim();
    let is = |list: [&str; 5]| list.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(["true", "t", "yes", "y", "1"]) {
        Some(true)
    } else if is(["false", "f", "no", "n", "0"]) {
        Some(false)
    } else {
        None
    }
}

/// A date and time as formatted by a cast: the fraction only if there is one.
pub const DATETIME: &str = "%Y-%m-%d %H:%M:%S%.f";
/// A datetime with a time zone as formatted by a cast: with its offset from UTC, without which two times in the night
/// of the autumn clock change would look the same.
pub const MOMENT: &str = "%Y-%m-%d %H:%M:%S%.f%:z";
/// A date as formatted by a cast.
pub const DATE: &str = "%Y-%m-%d";
/// A time as formatted by a cast.
pub const TIME: &str = "%H:%M:%S%.f";

/// Nanoseconds since midnight.
pub fn nanoseconds(time: NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(time.nanosecond())
}

fn leading_date(text: &str) -> Option<(NaiveDate, &str)> {
    let (year, rest) = text.split_once('-')?;
    let (month, rest) = rest.split_once('-')?;
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let date = NaiveDate::from_ymd_opt(
        i32::try_from(digits(year, 4, 4)?).ok()?,
        digits(month, 1, 2)?,
        digits(&rest[..end], 1, 2)?,
    )?;
    Some((date, &rest[end..]))
}

fn digits(text: &str, at_least: usize, at_most: usize) -> Option<u32> {
    let fits = (at_least..=at_most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.bytes().fold(0, |value, digit| value * 10 + u32::from(digit - b'0')))
}

/// A datetime cannot store all digits of the second of this text.
pub fn too_fine(text: &str) -> Problem {
    Problem::error(say!("formula-too-fine", value = text)).remedy(say!("formula-cut-seconds"))
}

/// A datetime without a zone cannot store the offset of this text.
pub fn offset_lost(text: &str) -> Problem {
    Problem::error(say!("formula-offset-lost", value = text)).remedy(say!("formula-keep-offset"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_values() {
        let shown = |text: &str| datetime(text).map(|v| v.format(DATETIME).to_string());
        for (text, expected) in [
            ("2013-01-31", Some("2013-01-31 00:00:00")),
            (" 2013-1-3 5:06 ", Some("2013-01-03 05:06:00")),
            ("2013-01-31T05:06:07.5", Some("2013-01-31 05:06:07.500")),
            ("2013-01-31 05:06:07.123456000", Some("2013-01-31 05:06:07.123456")),
            ("2013-01-31 05:06:07.123456789", None),
            ("2013-01-31T05:06:07Z", None),
            ("2013-01-31 05:06:07+02:00", None),
            ("2013-02-30", None),
            ("13-01-01", None),
            ("2013-01-31x", None),
            ("2013-01-31 25:00", None),
            ("", None),
            ("日-本-語", None),
        ] {
            assert_eq!(shown(text).as_deref(), expected, "{text}");
        }
        let utc = |text: &str| datetime(text).map(|v| v.and_utc().timestamp_micros());
        for (text, expected) in [
            ("2013-01-31T05:06:07Z", "2013-01-31 05:06:07"),
            (" 2013-01-31 05:06:07.5+02:00 ", "2013-01-31 03:06:07.5"),
            ("2013-01-31 05:06-0330", "2013-01-31 08:36"),
            ("2013-01-31 23:06 -01", "2013-02-01 00:06"),
        ] {
            assert_eq!(moment(text), utc(expected), "{text}");
            assert!(has_offset(text) && datetime(text).is_none(), "{text}");
        }
        for text in
            ["2013-01-31", "2013-01-31 05:06", "2013-01-31Z", "2013-01-31 05:06+2", "05:06Z", "2013-01-31 05:06+19:00"]
        {
            assert!(moment(text).is_none() && !has_offset(text), "{text}");
        }
        for text in
            ["2013-01-31 05:06:07.1234567", " 2013-01-31T05:06:07.000000001Z", "2013-01-31 05:06:07.0000001 +02"]
        {
            assert!(is_too_fine(text) && datetime(text).is_none() && moment(text).is_none(), "{text}");
        }
        assert!(!is_too_fine("2013-01-31 05:06:07.123456") && !is_too_fine("soon.1234567"));
        assert_eq!(date("2013-01-31 05:00"), NaiveDate::from_ymd_opt(2013, 1, 31));
        assert_eq!(time("1:02:03.000001").map(nanoseconds), Some(3_723_000_001_000));
        assert_eq!(time("1:02:03.0000000001"), None);
        assert_eq!(integer(" +7 "), Some(7));
        assert_eq!(integer("1.5"), None);
        assert_eq!(boolean("Yes"), Some(true));
        assert_eq!(boolean("maybe"), None);
    }
}
