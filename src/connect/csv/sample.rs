//! The rows of a sample: finds where a record begins near each of its places.

use std::ops::Range;

use rayon::prelude::*;

use super::check::Auditor;
use super::lines::skip_lines;
use super::part::Part;
use super::split::{Dialect, Fault, LONGEST_ROW, record};
use crate::connect::sample::{Place, Sample};

/// The number of line ends that are tried as the end of a record.
const CANDIDATES: usize = 100;
/// The number of records after a true record start that must have all fields.
const FITTING: usize = 20;
/// Bytes and quotes that are examined to determine whether a position is inside quotes.
const WINDOW: usize = 1 << 20;
const QUOTES: usize = 64;

impl Auditor<'_> {
    /// The rows of a sample. `None` if it was cancelled.
    pub fn sampled(&self, sample: Sample) -> Option<Vec<Part>> {
        let body = self.layout.body;
        let end = self.bytes.len();
        if end - body <= sample.part {
            return Some(vec![self.part(body, end, sample.rows)?]);
        }
        // The closing of an unclosed quote must not be searched for through the whole text.
        let near = |until: usize| {
            let bytes = &self.bytes[..end.min(until.saturating_add(LONGEST_ROW + 1))];
            Auditor { bytes, ..*self }
        };
        let head = near(body + sample.part).part(body, body + sample.part, u64::MAX)?;
        let records = head.rows as usize + head.changes.iter().filter(|change| change.is_reject()).count();
        let row_length = ((head.end - body) / records.max(1)).max(1);
        let parts = sample.places(body..end, row_length).into_par_iter().map(|Place { range, rows }| {
            if (self.is_stopped)() {
                return None;
            }
            let near = near(range.end);
            match if range.start == body { Some(body) } else { near.border(range.clone()) } {
                Some(start) => near.part(start, range.end, rows).map(Some),
                // If no record start can be found, nothing is read.
                None => Some(None),
            }
        });
        let mut parts: Vec<Part> = parts.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
        // A part that begins inside a record of the part before did not begin at a border.
        let mut behind = body;
        parts.retain(|part| {
            let before = behind;
            behind = before.max(part.end);
            part.start >= before
        });
        Some(parts)
    }

    /// The first position in `range` at which a record begins, as far as can be determined.
    fn border(&self, range: Range<usize>) -> Option<usize> {
        // A record may begin exactly there.
        let mut at = range.start.checked_sub(1)?;
        for _ in 0..CANDIDATES {
            at += self.bytes.get(at..range.end)?.iter().position(|&byte| byte == b'\n')? + 1;
            if at >= range.end {
                return None;
            }
            let Some(mark) = self.layout.dialect.quote else { return Some(at) };
            let window = &self.bytes[at..self.bytes.len().min(at + WINDOW)];
            match closing_quote(window, self.layout.dialect, mark) {
                Some(inside) => at += inside + 1,
                None if self.fits(window, at + window.len() == self.bytes.len()) => return Some(at),
                None => {}
            }
        }
        None
    }

    /// Whether the first records of the window have as many fields as there are columns.
    fn fits(&self, window: &[u8], is_rest: bool) -> bool {
        let mut at = 0;
        for fitting in 0..FITTING {
            if at >= window.len() {
                return fitting > 0;
            }
            if self.options.shape.is_comment(&window[at..]) {
                at += skip_lines(&window[at..], 1).0;
                continue;
            }
            let mut count = 0;
            let row = record(window, at, self.layout.dialect, |_| count += 1);
            let is_cut = row.next == window.len() || row.fault == Some(Fault::Unclosed);
            if is_cut && !is_rest {
                return fitting > 0;
            }
            let is_blank = row.end == at;
            if row.fault.is_some() || (!self.may_have(count) && !is_blank) {
                return false;
            }
            at = row.next;
        }
        true
    }
}

/// Where the quotes that the window begins inside are closed; `None` if it begins outside, or this cannot be
/// determined.
fn closing_quote(window: &[u8], dialect: Dialect, mark: u8) -> Option<usize> {
    let (outside, _) = oddities(window, dialect, mark, false);
    let (inside, close) = oddities(window, dialect, mark, true);
    close.filter(|_| inside < outside)
}

/// How many of the next quotes are misplaced, assuming that the window begins inside quotes or not; and where the first
/// quotes are closed.
fn oddities(window: &[u8], dialect: Dialect, mark: u8, mut inside: bool) -> (usize, Option<usize>) {
    let mut odd = 0;
    let mut at = 0;
    let mut close = None;
    let is_between = |byte: u8| byte == dialect.delimiter || byte == b'\n';
    for _ in 0..QUOTES {
        let Some(length) = window.get(at..).and_then(|rest| rest.iter().position(|&byte| byte == mark)) else { break };
        let quote = at + length;
        at = quote + 1;
        if inside && window.get(at) == Some(&mark) {
            at += 1;
        } else if inside {
            let is_end = match window.get(at) {
                Some(b'\r') => matches!(window.get(at + 1), None | Some(b'\n')),
                Some(&byte) => is_between(byte),
                None => true,
            };
            odd += usize::from(!is_end);
            close.get_or_insert(quote);
            inside = false;
        } else if quote.checked_sub(1).is_none_or(|before| is_between(window[before])) {
            inside = true;
        } else {
            odd += 1;
        }
    }
    (odd, close)
}

#[cfg(test)]
mod tests;
