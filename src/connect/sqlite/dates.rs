//! Dates as SQLite's own functions write them.

/// Days since 1970 of `2013-06-01`. `None` if the text is anything else.
pub(super) fn date(text: &str) -> Option<i32> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let parts: [&str; 3] = text.split('-').collect::<Vec<_>>().try_into().ok()?;
    if !parts.iter().zip([4, 2, 2]).all(|(part, length)| part.len() == length && digits(part)) {
        return None;
    }
    let [year, month, day] = parts.map(|part| part.parse::<u32>().unwrap_or_default());
    let date = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    i32::try_from(date.signed_duration_since(chrono::NaiveDate::default()).num_days()).ok()
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
    let date = chrono::NaiveDate::default().checked_add_signed(chrono::Duration::days(days.into()))?;
    let text = date.format("%Y-%m-%d").to_string();
    (self::date(&text) == Some(days)).then_some(text)
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
