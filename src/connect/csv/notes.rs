//! Notes about valid rows.

use super::layout::Layout;
use super::options::{CsvOptions, set};
use super::shape::RepeatedHeader;
use crate::base::Problem;

/// What was seen in some rows.
#[derive(Default)]
pub(super) struct PartNotes {
    /// Rows with a character that no text should contain: how many, and the line of the first, counted from that of the
    /// part.
    odd: Option<(usize, usize)>,
    /// The number of rows that repeat the column names.
    heads: usize,
}

/// The same of all rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    odd: usize,
    first: Option<usize>,
    heads: usize,
}

impl PartNotes {
    /// Takes a row into account that begins `lines` lines after the beginning of the part.
    #[inline]
    pub fn see(&mut self, row: &[u8], lines: usize, is_head: bool) {
        self.heads += usize::from(is_head);
        if row.contains(&0) || (row.contains(&b'\r') && has_lone_return(row)) {
            let (count, _) = self.odd.get_or_insert((0, lines));
            *count += 1;
        }
    }
}

/// Whether the row contains a carriage return that ends no line.
fn has_lone_return(row: &[u8]) -> bool {
    // One at the row's end belongs to the line end.
    row.windows(2).any(|pair| pair[0] == b'\r' && pair[1] != b'\n')
}

impl Notes {
    /// Adds those of a part that begins in `line`.
    pub fn add(&mut self, part: &PartNotes, line: Option<usize>) {
        self.heads += part.heads;
        if let Some((count, lines)) = part.odd {
            if self.odd == 0 {
                self.first = line.map(|line| line + lines);
            }
            self.odd += count;
        }
    }

    /// The warnings. What the first rows have shown already is not reported again.
    pub fn warnings(&self, layout: &Layout, options: &CsvOptions) -> Vec<Problem> {
        let mut warnings = Vec::new();
        if self.odd > 0 {
            let message = match self.first {
                Some(line) => say!("csv-odd-characters", count = self.odd, line = line),
                None => say!("csv-odd-characters-somewhere", count = self.odd),
            };
            warnings.push(Problem::warning(message).remedy(say!("csv-odd-characters-remedy")).at("path"));
        }
        if self.heads > 0 && !layout.head_reported && options.shape.repeated_header == RepeatedHeader::Keep {
            warnings.push(
                Problem::warning(say!("csv-headers-again", count = self.heads))
                    .remedy(say!("csv-header-again-remedy"))
                    .at("repeated_header")
                    .fix(set("repeated_header", "Skip", say!("fix-skip-headers")))
                    .fix(set("repeated_header", "Reject", say!("fix-reject-headers"))),
            );
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_return_is_alone_only_within_a_row() {
        for (row, alone) in [("a\r", false), ("\"x\"\r", false), ("\"a\r\nb\"\r", false), ("a\rb", true), ("\r,", true)]
        {
            assert_eq!(has_lone_return(row.as_bytes()), alone, "{row:?}");
        }
    }
}
