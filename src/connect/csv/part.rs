//! What an audit finds in some consecutive records.

use std::ops::Range;

use super::digits::Loss;
use super::notes::PartNotes;

/// A place where the bytes for the scan differ from those of the file.
pub(super) struct Change {
    pub range: Range<usize>,
    pub kind: ChangeKind,
}

pub(super) enum ChangeKind {
    Blank,
    /// The row, quoted as the scan expects.
    Rewrite(Vec<u8>),
    Reject {
        /// Counted from the first line of the part.
        line: usize,
        reason: String,
    },
}

/// Some consecutive records.
pub(super) struct Part {
    /// Where its first record begins.
    pub start: usize,
    /// Where the first record after it begins.
    pub end: usize,
    pub lines: usize,
    /// The number of valid records.
    pub rows: u64,
    /// The number of empty lines.
    pub blanks: u64,
    pub changes: Vec<Change>,
    pub notes: PartNotes,
    pub lost: Vec<Lost>,
}

/// Values of a column that lose something when converted to its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    pub column: usize,
    pub loss: Loss,
    pub count: u64,
    /// The line of the first, counted like the lines of the part.
    pub line: usize,
    pub text: String,
}

impl Part {
    /// An empty part.
    pub fn at(start: usize) -> Part {
        let changes = Vec::new();
        let notes = PartNotes::default();
        let lost = Vec::new();
        Part { start, end: start, lines: 0, rows: 0, blanks: 0, changes, notes, lost }
    }

    /// Notes that a value loses something.
    pub fn note(&mut self, column: usize, loss: Loss, text: impl FnOnce() -> String) {
        let line = self.lines;
        match self.lost.iter_mut().find(|lost| lost.column == column && lost.loss == loss) {
            Some(lost) => lost.count += 1,
            None => self.lost.push(Lost { column, loss, count: 1, line, text: text() }),
        }
    }
}

impl Change {
    pub fn is_reject(&self) -> bool {
        matches!(self.kind, ChangeKind::Reject { .. })
    }
}

impl Part {
    /// Adds a change; consecutive rewritten rows become one piece.
    pub fn change(&mut self, range: Range<usize>, kind: ChangeKind) {
        if let (ChangeKind::Rewrite(more), Some(Change { range: before, kind: ChangeKind::Rewrite(rows) })) =
            (&kind, self.changes.last_mut())
            && before.end == range.start
        {
            rows.extend_from_slice(more);
            before.end = range.end;
            return;
        }
        self.changes.push(Change { range, kind });
    }
}
