//! Dates, times and durations by the letters of a format; months and weekdays have their English names.

use chrono::{DateTime, Datelike, NaiveDateTime, Timelike};

use super::super::cell_text::cell_text;
use super::super::cells::{DAY, Value};
use super::section::Piece;

/// The value formatted by the pieces of its section.
pub(super) fn show(pieces: &[Piece], value: &Value) -> String {
    let ticks = match value {
        Value::Moment(ticks) | Value::Time(ticks) | Value::Span(ticks) => *ticks,
        value => return cell_text(value),
    };
    let is_clock = |piece: &Piece| matches!(piece, Piece::Clock(..) | Piece::Elapsed(..));
    if !pieces.iter().any(is_clock) {
        return cell_text(value);
    }
    let places = pieces.iter().find_map(|piece| if let Piece::Fraction(count) = piece { Some(*count) } else { None });
    let ticks = rounded(ticks, places.unwrap_or(0));
    let (sign, span) = if ticks < 0 && !matches!(value, Value::Moment(_)) {
        ("-", ticks.unsigned_abs())
    } else {
        ("", ticks.unsigned_abs())
    };
    // Times of a day are shown on day 0 of Excel's calendar, the day before its first.
    let moment = match value {
        Value::Moment(_) => DateTime::from_timestamp_micros(ticks),
        _ => DateTime::from_timestamp_micros(ticks.rem_euclid(DAY)),
    };
    let Some(moment) = moment.map(|moment| moment.naive_utc()) else { return cell_text(value) };
    let half = pieces.contains(&Piece::Half);
    let mut out = sign.to_owned();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => out.push_str(text),
            Piece::Clock(letter, count) => out.push_str(&part(&moment, *letter, *count, half)),
            Piece::Elapsed(letter, count) => {
                let unit = match letter {
                    'h' => 3_600_000_000,
                    'm' => 60_000_000,
                    _ => 1_000_000,
                };
                out.push_str(&format!("{:0count$}", span / unit));
            }
            Piece::Half => out.push_str(if moment.hour() < 12 { "AM" } else { "PM" }),
            Piece::Fraction(count) => {
                let digits = format!("{:06}", moment.nanosecond() / 1_000);
                out.push('.');
                out.push_str(digits.get(..*count).unwrap_or(&digits));
            }
            Piece::Point => out.push('.'),
            Piece::Comma => out.push(','),
            Piece::Digit(digit) => out.push(*digit),
            Piece::General | Piece::Percent | Piece::Exponent(_) | Piece::Text => {}
        }
    }
    out
}

/// Rounds to this many fractional digits of a second; without any, fractions of a second are not shown.
fn rounded(ticks: i64, places: usize) -> i64 {
    let unit = 10_i64.pow(6_u32.saturating_sub(places as u32));
    match places {
        0 => ticks.div_euclid(unit) * unit,
        _ => (ticks + unit / 2).div_euclid(unit) * unit,
    }
}

fn part(moment: &NaiveDateTime, letter: char, count: usize, half: bool) -> String {
    let padded = |number: u32| if count > 1 { format!("{number:02}") } else { number.to_string() };
    let named = |format: &str| moment.format(format).to_string();
    match (letter, count) {
        ('y', 1 | 2) => format!("{:02}", moment.year().rem_euclid(100)),
        ('y', _) => format!("{:04}", moment.year()),
        ('m', 1 | 2) => padded(moment.month()),
        ('m', 3) => named("%b"),
        ('m', 5) => named("%b").chars().take(1).collect(),
        ('m', _) => named("%B"),
        ('d', 1 | 2) => padded(moment.day()),
        ('d', 3) => named("%a"),
        ('d', _) => named("%A"),
        ('h', _) if half => padded((moment.hour() + 11) % 12 + 1),
        ('h', _) => padded(moment.hour()),
        ('n', _) => padded(moment.minute()),
        _ => padded(moment.second()),
    }
}
