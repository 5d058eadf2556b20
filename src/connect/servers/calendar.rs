//! Dates and times as texts that every server reads.

use chrono::Datelike;

const DAYS_BEFORE_1970: i32 = 719_163;

/// `2013-06-01`, for days since 1970; `None` beyond the years 1 to 9999.
pub fn date_text(days: i32) -> Option<String> {
    let date = chrono::NaiveDate::from_num_days_from_ce_opt(days.checked_add(DAYS_BEFORE_1970)?)?;
    (1..=9999).contains(&date.year()).then(|| date.format("%Y-%m-%d").to_string())
}

/// `2013-06-01 12:30:00.000000`, for microseconds since 1970; `None` beyond the years 1 to 9999.
pub fn time_text(micros: i64) -> Option<String> {
    let time = chrono::DateTime::from_timestamp_micros(micros)?.naive_utc();
    (1..=9999).contains(&time.year()).then(|| time.format("%Y-%m-%d %H:%M:%S%.6f").to_string())
}
