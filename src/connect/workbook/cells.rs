//! The content of a sheet, cell by cell. Only existing cells cost anything, however far apart they are.

use calamine::{Data, DataRef, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::area::Area;

/// Microseconds per day.
pub(super) const DAY: i64 = 86_400_000_000;

/// A cell's value. Datetimes are microseconds since 1970, times and durations microseconds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// The result of a formula that was never computed.
    Unknown,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    Moment(i64),
    /// The time of a day: less than 24 hours.
    Time(i64),
    Span(i64),
    /// "#N/A" and the like.
    Error(String),
}

/// A cell with a value. Rows and columns count from 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    pub row: u32,
    pub column: u32,
    pub value: Value,
}

/// The cells of a sheet by row and column, and its merged areas.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    pub cells: Vec<Cell>,
    pub merged: Vec<Area>,
    /// Whether all formulas have the same placeholder number as their result, from a program that does not calculate.
    pub uncomputed: bool,
}

impl Cells {
    /// Sorted by row and column; of two cells at one position the last counts.
    pub fn sorted(mut cells: Vec<Cell>, merged: Vec<Area>) -> Cells {
        let place = |cell: &Cell| (cell.row, cell.column);
        if !cells.is_sorted_by(|a, b| place(a) < place(b)) {
            cells.sort_by_key(place);
            cells.dedup_by(|next, kept| {
                let twice = place(next) == place(kept);
                if twice {
                    std::mem::swap(next, kept);
                }
                twice
            });
        }
        Cells { cells, merged, uncomputed: false }
    }
}

impl Value {
    /// The value that calamine read; `None` for an empty cell.
    pub fn of(data: &DataRef<'_>) -> Option<Value> {
        Some(match data {
            DataRef::Empty => return None,
            DataRef::Int(number) => Value::Integer(*number),
            DataRef::Float(number) => Value::number(*number),
            DataRef::String(text) => Value::Text(text.clone()),
            DataRef::SharedString(text) => Value::Text((*text).to_owned()),
            DataRef::Bool(value) => Value::Boolean(*value),
            DataRef::DateTime(serial) => Value::serial(serial),
            DataRef::DateTimeIso(text) => Value::iso_moment(text),
            DataRef::DurationIso(text) => Value::iso_span(text),
            DataRef::Error(error) => Value::Error(error.to_string()),
        })
    }

    /// The same for a standalone cell.
    pub fn of_data(data: &Data) -> Option<Value> {
        Some(match data {
            Data::Empty => return None,
            Data::Int(number) => Value::Integer(*number),
            Data::Float(number) => Value::number(*number),
            Data::String(text) => Value::Text(text.clone()),
            Data::Bool(value) => Value::Boolean(*value),
            Data::DateTime(serial) => Value::serial(serial),
            Data::DateTimeIso(text) => Value::iso_moment(text),
            Data::DurationIso(text) => Value::iso_span(text),
            Data::Error(error) => Value::Error(error.to_string()),
        })
    }

    /// A sheet only has floating-point numbers; integers that are exact in it were meant as such.
    pub fn number(number: f64) -> Value {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let is_whole = number.fract() == 0.0 && number.abs() <= EXACT && !(number == 0.0 && number.is_sign_negative());
        if is_whole { Value::Integer(number as i64) } else { Value::Number(number) }
    }

    /// Excel's number for a datetime, as exact as Excel is: to the millisecond.
    fn serial(serial: &ExcelDateTime) -> Value {
        let number = serial.as_f64();
        let microseconds = (number * 86_400_000.0).round() as i64 * 1_000;
        if serial.is_duration() {
            return Value::Span(microseconds);
        }
        if (0.0..1.0).contains(&number) && microseconds < DAY {
            return Value::Time(microseconds);
        }
        match serial.as_datetime() {
            // Excel has a 29th of February 1900, which does not exist in the calendar; from day 61 on it is correct.
            Some(moment) if moment.date() == LAST_BEFORE_THE_GAP && (60.0..61.0).contains(&number) => {
                Value::Text("1900-02-29".into())
            }
            Some(moment) if number >= 0.0 => Value::Moment(moment.and_utc().timestamp_micros()),
            _ => Value::Number(number),
        }
    }

    pub fn iso_moment(text: &str) -> Value {
        let day = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|day| day.and_time(NaiveTime::MIN));
        // A leap second would become the next second, and what is finer than microseconds would be cut.
        let is_kept =
            |moment: &NaiveDateTime| moment.nanosecond() < 1_000_000_000 && moment.nanosecond().is_multiple_of(1_000);
        let moment = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok().filter(is_kept);
        match day().or_else(moment) {
            Some(moment) => Value::Moment(moment.and_utc().timestamp_micros()),
            None => Value::Text(text.to_owned()),
        }
    }

    /// "PT14H23M12S": the time of a day, unless it is longer.
    pub fn iso_span(text: &str) -> Value {
        match span(text) {
            Some(span) if (0..DAY).contains(&span) => Value::Time(span),
            Some(span) => Value::Span(span),
            None => Value::Text(text.to_owned()),
        }
    }

    /// Whether the cell shows nothing.
    pub fn is_blank(&self) -> bool {
        matches!(self, Value::Text(text) if text.trim().is_empty())
    }
}

const LAST_BEFORE_THE_GAP: NaiveDate = NaiveDate::from_ymd_opt(1900, 2, 28).expect("a day");

/// The microseconds of an ISO 8601 duration; months and years have no fixed length.
fn span(text: &str) -> Option<i64> {
    let (negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let rest = rest.strip_prefix('P')?;
    let (days, times) = rest.split_once('T').unwrap_or((rest, ""));
    let mut total = 0_f64;
    for (part, units) in [(days, &[('D', 86_400.0)][..]), (times, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)][..])] {
        let mut rest = part;
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let (_, seconds) = units.iter().find(|(unit, _)| rest[end..].starts_with(*unit))?;
            total += rest[..end].replace(',', ".").parse::<f64>().ok()? * seconds;
            rest = &rest[end + 1..];
        }
    }
    let microseconds = (total * 1e6).round();
    (microseconds.abs() < 9e18).then_some(if negative { -microseconds as i64 } else { microseconds as i64 })
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn durations_of_open_document_are_times_or_spans() {
        for (text, expected) in [
            ("PT14H23M12S", Value::Time(51_792_000_000)),
            ("PT00H00M00,5S", Value::Time(500_000)),
            ("PT288H00M00S", Value::Span(12 * DAY)),
            ("-PT1H", Value::Span(-3_600_000_000)),
            ("P1DT1H", Value::Span(DAY + 3_600_000_000)),
            ("P1Y", Value::Text("P1Y".into())),
            ("soon", Value::Text("soon".into())),
        ] {
            assert_eq!(Value::iso_span(text), expected, "{text}");
        }
    }

    #[test]
    fn leap_seconds_and_nanoseconds_stay_text() {
        let text = "2016-12-31T23:59:60";
        assert_eq!(Value::iso_moment(text), Value::Text(text.into()));
        let fine = "2016-12-31T23:59:59.123456789";
        assert_eq!(Value::iso_moment(fine), Value::Text(fine.into()));
        assert!(matches!(Value::iso_moment("2016-12-31T23:59:59.5"), Value::Moment(_)));
    }

    #[test]
    fn days_around_the_day_that_excel_has_alone() {
        let of = |serial: f64| Value::serial(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false));
        let day = |y, m, d| {
            let day = NaiveDate::from_ymd_opt(y, m, d).expect("a day").and_time(NaiveTime::MIN);
            Value::Moment(day.and_utc().timestamp_micros())
        };
        assert_eq!(of(1.0), day(1900, 1, 1));
        assert_eq!(of(59.0), day(1900, 2, 28));
        assert_eq!(of(60.0), Value::Text("1900-02-29".into()));
        assert_eq!(of(61.0), day(1900, 3, 1));
        assert_eq!(of(45292.0), day(2024, 1, 1));
        assert_eq!(of(-1.0), Value::Number(-1.0));
        let old_mac = ExcelDateTime::new(43830.0, ExcelDateTimeType::DateTime, true);
        assert_eq!(Value::serial(&old_mac), day(2024, 1, 1));
    }

    #[test]
    fn of_two_cells_in_one_place_the_last_counts() {
        let cell = |row, column, number| Cell { row, column, value: Value::Integer(number) };
        let cells = Cells::sorted(vec![cell(1, 0, 1), cell(0, 0, 2), cell(1, 0, 3)], Vec::new());
        assert_eq!(cells.cells, [cell(0, 0, 2), cell(1, 0, 3)]);
    }
}
