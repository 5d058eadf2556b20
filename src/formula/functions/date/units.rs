//! The units of time by name.

use crate::base::{Fix, Problem};
use crate::formula::tree::Tree;

pub(super) const DAY: i64 = 86_400_000_000;

/// A unit of time: of months, or of microseconds.
pub(super) struct Unit {
    pub(super) name: &'static str,
    pub(super) every: &'static str,
    pub(super) months: i64,
    pub(super) microseconds: i64,
}

impl Unit {
    pub(super) fn length(&self) -> (i64, i64) {
        (self.months, self.microseconds)
    }
}

const fn unit_of(name: &'static str, every: &'static str, months: i64, microseconds: i64) -> Unit {
    Unit { name, every, months, microseconds }
}

const UNITS: [Unit; 8] = [
    unit_of("year", "1y", 12, 0),
    unit_of("quarter", "1q", 3, 0),
    unit_of("month", "1mo", 1, 0),
    unit_of("week", "1w", 0, 7 * DAY),
    unit_of("day", "1d", 0, DAY),
    unit_of("hour", "1h", 0, DAY / 24),
    unit_of("minute", "1m", 0, 60_000_000),
    unit_of("second", "1s", 0, 1_000_000),
];

pub(super) fn unit(word: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.name.eq_ignore_ascii_case(word))
}

pub(super) fn known_unit(tree: &Tree) -> Result<&'static Unit, Problem> {
    let word = tree.constant_text().unwrap_or_default();
    unit(word).ok_or_else(|| {
        let names = UNITS.iter().map(|unit| unit.name);
        let problem = Problem::error(say!("function-no-unit", unit = word)).span(tree.span.clone());
        match crate::base::suggest::nearest(word, names) {
            Some(near) => problem
                .remedy(say!("function-meant-unit", unit = near))
                .fix(Fix::write(format!("'{word}'"), format!("'{near}'"))),
            None => problem.remedy(say!("function-units")),
        }
    })
}
