//! Infers the thousands separator of a file's numbers, if the comma is their decimal sign.

use super::notation::{Notation, Thousands};

/// The separators that may be used with a decimal comma.
const SEPARATORS: [Thousands; 3] = [Thousands::Point, Thousands::Blank, Thousands::Apostrophe];
/// Longer texts are not numbers.
const LONGEST: usize = 60;

/// How many numbers were seen with each separator.
#[derive(Debug, Default)]
pub(super) struct Separators {
    grouped: [usize; SEPARATORS.len()],
    /// Two groups, or a group and a fraction.
    sure: [usize; SEPARATORS.len()],
}

impl Separators {
    /// Takes one more field into account.
    pub fn see(&mut self, field: &[u8]) {
        let first = field.iter().find(|byte| !matches!(byte, b' ' | b'-'));
        if field.len() > LONGEST || !first.is_some_and(u8::is_ascii_digit) {
            return;
        }
        let Ok(text) = std::str::from_utf8(field) else { return };
        for (index, &thousands) in SEPARATORS.iter().enumerate() {
            let notation = Notation { thousands, ..Notation::plain(true) };
            if let Some(written) = notation.read(text).filter(|written| written.grouped) {
                self.grouped[index] += 1;
                self.sure[index] += usize::from(written.is_sure);
            }
        }
    }

    /// The most frequent one, and whether it is unambiguous.
    pub fn best(&self) -> (Thousands, bool) {
        let most = |counts: &[usize; SEPARATORS.len()]| {
            let (index, count) = counts.iter().enumerate().rev().max_by_key(|(_, count)| **count)?;
            (*count > 0).then_some(SEPARATORS[index])
        };
        match (most(&self.sure), most(&self.grouped)) {
            (Some(sure), _) => (sure, true),
            (None, Some(likely)) => (likely, false),
            (None, None) => (Thousands::None, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_are_told_from_all_fields() {
        let of = |fields: &[&str]| {
            let mut separators = Separators::default();
            fields.iter().for_each(|field| separators.see(field.as_bytes()));
            separators.best()
        };
        assert_eq!(of(&["1.200", "1.299,99", "lamp"]), (Thousands::Point, true));
        assert_eq!(of(&["1.200", "3"]), (Thousands::Point, false));
        assert_eq!(of(&["1\u{a0}234,50", "1.200"]), (Thousands::Blank, true));
        assert_eq!(of(&["7,50", "1.20", "0.123"]), (Thousands::None, true));
    }
}
