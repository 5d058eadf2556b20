//! Dates as SQLite's own functions write them.

/// Days from the first of March of the year 0 to 1970.
const BEFORE_1970: i32 = 719_468;

/// Days since 1970 of `2013-06-01`. `None` if the text is anything else.
pub(super) fn date(text: &str) -> Option<i32> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let places = [0, 1, 2, 3, 5, 6, 8, 9];
    let digits = places.map(|place| i32::from(bytes[place].wrapping_sub(b'0')));
    if bytes[4] != b'-' || bytes[7] != b'-' || digits.iter().any(|digit| *digit > 9) {
        return None;
    }
    let [a, b, c, d, e, f, g, h] = digits;
    let (year, month, day) = (a * 1_000 + b * 100 + c * 10 + d, e * 10 + f, g * 10 + h);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let most = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    if !(1..=most).contains(&day) {
        return None;
    }
    // Years begin in March, so that the day of a leap year is their last one.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(year * 365 + leaps + (153 * month + 2) / 5 + day - 1 - BEFORE_1970)
}

/// Microseconds since 1970 of `2013-06-01 12:30:00.5`, also with a T between date and time. `None` if the text is anything
/// else, has a time zone, or more digits than a microsecond.
pub(super) fn date_time(text: &str) -> Option<i64> {
    let day = text.get(..10)?;
    let time = text.get(10..)?;
    let time = time.strip_prefix([' ', 'T'])?;
    let (time, fraction) = time.split_once('.').map_or((time, None), |(time, fraction)| (time, Some(fraction)));
    let bytes = time.as_bytes();
    let is_digit = |at: usize| bytes[at].is_ascii_digit();
    if bytes.len() != 8 || bytes[2] != b':' || bytes[5] != b':' || ![0, 1, 3, 4, 6, 7].into_iter().all(is_digit) {
        return None;
    }
    let number = |at: usize| i64::from(bytes[at] - b'0') * 10 + i64::from(bytes[at + 1] - b'0');
    let hours = number(0);
    let minutes = number(3);
    let seconds = number(6);
    let micros = match fraction {
        None => 0,
        Some(digits) if (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse::<i64>().ok()? * 10_i64.pow(6 - digits.len() as u32)
        }
        Some(_) => return None,
    };
    let is_time = hours < 24 && minutes < 60 && seconds < 60;
    is_time.then_some(((i64::from(date(day)?) * 86_400) + hours * 3_600 + minutes * 60 + seconds) * 1_000_000 + micros)
}

/// The text of a date; `None` for years that four digits cannot write.
pub(super) fn text(days: i32) -> Option<String> {
    Some(String::from_utf8_lossy(&digits(days)?).into_owned())
}

/// The signs of the text of a date.
pub(super) fn digits(days: i32) -> Option<[u8; 10]> {
    // The calendar repeats itself after 400 years. Years begin in March.
    let days = days.checked_add(BEFORE_1970)?;
    let (cycle, day) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = cycle.checked_mul(400)?.checked_add(year + later)?;
    if !(0..=9_999).contains(&year) {
        return None;
    }
    let digit = |number: i32| b'0' + (number % 10) as u8;
    let years = [digit(year / 1_000), digit(year / 100), digit(year / 10), digit(year)];
    let [a, b, c, d] = years;
    Some([a, b, c, d, b'-', digit(month / 10), digit(month), b'-', digit(day / 10), digit(day)])
}

/// The text of a time, with the significant digits of its fraction; `None` for years that four digits cannot write.
pub(super) fn time_text(micros: i64) -> Option<String> {
    let time = chrono::DateTime::from_timestamp_micros(micros)?.naive_utc();
    let text = match micros.rem_euclid(1_000_000) {
        0 => time.format("%Y-%m-%d %H:%M:%S").to_string(),
        _ => time.format("%Y-%m-%d %H:%M:%S%.6f").to_string().trim_end_matches('0').to_owned(),
    };
    (date_time(&text) == Some(micros)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All texts of dates, and of days that there are not, as a calendar has them.
    #[test]
    fn every_date_is_that_of_the_calendar() {
        for year in 0..=9_999 {
            for month in 0..=13 {
                for day in [0, 1, 2, 27, 28, 29, 30, 31, 32] {
                    let expected = chrono::NaiveDate::from_ymd_opt(year, month, day);
                    let expected = expected.map(|date| (date - chrono::NaiveDate::default()).num_days());
                    let text = format!("{year:04}-{month:02}-{day:02}");
                    assert_eq!(date(&text).map(i64::from), expected, "{text}");
                    if let Some(days) = date(&text) {
                        assert_eq!(self::text(days), Some(text), "{days}");
                    }
                }
            }
        }
    }

    #[test]
    fn dates_are_exact_or_none() {
        assert_eq!(
            (date("1970-01-01"), date("2013-06-01"), date("0001-01-01")),
            (Some(0), Some(15_857), Some(-719_162))
        );
        for text in ["2013-6-1", "2013-02-30", "2013-06-01 ", "+013-06-01", "20130601", "", "2013-06-01T", "13-06-01"] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!((text(15_857).as_deref(), text(3_000_000), text(-800_000)), (Some("2013-06-01"), None, None));
        assert_eq!((text(i32::MAX), text(i32::MIN), text(-719_529)), (None, None, None));
        assert_eq!(time_text(1_250_000).as_deref(), Some("1970-01-01 00:00:01.25"));
        assert_eq!(time_text(-1).as_deref(), Some("1969-12-31 23:59:59.999999"));
        assert_eq!(date_time("1970-01-01 00:00:01"), Some(1_000_000));
        assert_eq!(date_time("1970-01-01T00:00:00.25"), Some(250_000));
        for text in [
            "1970-01-01 00:00",
            "1970-01-01 24:00:00",
            "1970-01-01 00:00:60",
            "1970-01-01 00:00:00Z",
            "1970-01-01 00:00:00.1234567",
            "1970-01-01 00:00:00+01:00",
            "1970-01-01",
            "1970-01-01 00:00:00.",
            "é970-01-01 0",
        ] {
            assert_eq!(date_time(text), None, "{text}");
        }
    }
}
