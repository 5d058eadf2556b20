//! Positions in a sheet as people write them: "B3", "B3:F20", "B:F".

/// The maximum number of rows and columns of a sheet.
pub(super) const MOST_ROWS: u32 = 1_048_576;
pub(super) const MOST_COLUMNS: u32 = 16_384;

/// A rectangle of cells, both ends included, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Area {
    pub fn new(start: (u32, u32), end: (u32, u32)) -> Area {
        Area {
            top: start.0.min(end.0),
            left: start.1.min(end.1),
            bottom: start.0.max(end.0),
            right: start.1.max(end.1),
        }
    }

    pub fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    /// "B3:F20", "B3" (from there to the end), "B:F", "3:20"; with or without `$`. `None` if it is not an area.
    pub fn parse(text: &str) -> Option<Area> {
        let text = text.trim().replace('$', "");
        let last_row = MOST_ROWS - 1;
        let last_column = MOST_COLUMNS - 1;
        let (from, to) = match text.split_once(':') {
            Some((from, to)) => (parts(from)?, parts(to)?),
            None => match parts(&text)? {
                (Some(row), Some(column)) => ((Some(row), Some(column)), (Some(last_row), Some(last_column))),
                _ => return None,
            },
        };
        // Both ends must have the same parts: columns, rows, or both.
        if from.0.is_some() != to.0.is_some() || from.1.is_some() != to.1.is_some() {
            return None;
        }
        let start = (from.0.unwrap_or(0), from.1.unwrap_or(0));
        Some(Area::new(start, (to.0.unwrap_or(last_row), to.1.unwrap_or(last_column))))
    }
}

/// Row and column, if present.
fn parts(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at(letters);
    let column = match letters {
        "" => None,
        letters if letters.len() > 3 => return None,
        letters => {
            let of = |sum: u32, letter: u8| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
            Some(letters.bytes().fold(0, of) - 1).filter(|column| *column < MOST_COLUMNS)
        }
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let row =
        if is_number { Some(digits.parse::<u32>().ok()?.checked_sub(1).filter(|row| *row < MOST_ROWS)?) } else { None };
    let is_whole = (letters.is_empty() || column.is_some()) && (digits.is_empty() || row.is_some());
    (is_whole && (row.is_some() || column.is_some())).then_some((row, column))
}

/// A column's letters: "A", "AB".
pub(super) fn letters(mut column: u32) -> String {
    let mut text = Vec::new();
    loop {
        text.push(b'A' + (column % 26) as u8);
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => break,
        }
    }
    text.iter().rev().map(|letter| *letter as char).collect()
}

/// A cell's name in Excel: "B3".
pub(super) fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read_and_named() {
        let row = MOST_ROWS - 1;
        let column = MOST_COLUMNS - 1;
        for (text, expected) in [
            ("B3:F20", Some((2, 1, 19, 5))),
            ("$b$3:$F$20", Some((2, 1, 19, 5))),
            ("F20:B3", Some((2, 1, 19, 5))),
            ("B3", Some((2, 1, row, column))),
            ("B:F", Some((0, 1, row, 5))),
            ("3:20", Some((2, 0, 19, column))),
            ("A1:XFD1048576", Some((0, 0, row, column))),
            ("B", None),
            ("A0", None),
            ("B3:F", None),
            ("XFE1", None),
            ("Sales", None),
            ("Sales2024", None),
            ("A1048577", None),
            ("", None),
            ("A1:B2:C3", None),
        ] {
            let area = expected.map(|(top, left, bottom, right)| Area { top, left, bottom, right });
            assert_eq!(Area::parse(text), area, "{text}");
        }
        assert_eq!(cell_name(0, 0), "A1");
        assert_eq!(cell_name(1_048_575, 16_383), "XFD1048576");
        assert_eq!(
            (letters(25), letters(26), letters(701), letters(702)),
            ("Z".into(), "AA".into(), "ZZ".into(), "AAA".into())
        );
    }
}
