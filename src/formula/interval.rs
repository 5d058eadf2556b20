//! Calendar intervals and their units.

/// A calendar interval. Months are added before days, days before microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Interval {
    pub months: i64,
    pub days: i64,
    pub microseconds: i64,
}

impl Interval {
    /// The negated interval; `None` on overflow.
    pub fn reversed(self) -> Option<Interval> {
        Some(Interval {
            months: self.months.checked_neg()?,
            days: self.days.checked_neg()?,
            microseconds: self.microseconds.checked_neg()?,
        })
    }
}

/// Whether the word is a unit of intervals.
pub(super) fn is_unit(word: &str) -> bool {
    length_of(1, word).is_some()
}

/// The interval of this many units; `None` for an unknown unit and on overflow.
pub(super) fn length_of(count: i64, unit: &str) -> Option<Interval> {
    let unit = unit.to_lowercase();
    let (months, days, microseconds) = match unit.strip_suffix('s').unwrap_or(&unit) {
        "year" => (12, 0, 0),
        "quarter" => (3, 0, 0),
        "month" => (1, 0, 0),
        "week" => (0, 7, 0),
        "day" => (0, 1, 0),
        "hour" => (0, 0, 3_600_000_000),
        "minute" => (0, 0, 60_000_000),
        "second" => (0, 0, 1_000_000),
        "millisecond" => (0, 0, 1000),
        "microsecond" => (0, 0, 1),
        _ => return None,
    };
    Some(Interval {
        months: count.checked_mul(months)?,
        days: count.checked_mul(days)?,
        microseconds: count.checked_mul(microseconds)?,
    })
}
