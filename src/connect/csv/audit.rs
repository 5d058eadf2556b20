//! The one pass over a file that finds the invalid rows.

use std::io;
use std::ops::Range;

use rayon::prelude::*;

use super::check::{Auditor, shortened};
use super::guard::{guarded, is_mistaken, mistaken_rows};
use super::notes::Notes;
use super::part::{Change, ChangeKind, Lost, Part};
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{CHUNK, cancellable};
use crate::connect::sample::Sample;

/// A row that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rejected {
    /// Counted from 1, in the file; `None` after rows that a sample has left out.
    pub line: Option<usize>,
    /// In English: it is data, and data are the same in every language.
    pub reason: String,
    /// The row as written, truncated after some hundred characters.
    pub text: String,
}

/// The result of auditing a file's rows.
pub(super) struct Audit {
    pieces: Vec<Piece>,
    pub rejected: Vec<Rejected>,
    pub notes: Notes,
    /// The number of valid rows.
    pub rows: u64,
    /// The number of empty lines.
    pub blanks: u64,
    /// What values lose, with the line of the first if it is known.
    pub lost: Vec<(Lost, Option<usize>)>,
}

/// Some valid rows. Those of the file are given by their position, so that remembering an audit does not keep the file
/// open.
enum Piece {
    Of(Range<usize>),
    Own(Bytes),
}

impl Audit {
    /// The valid rows, ready for the typed scan. `text` is what was audited.
    pub fn pieces(&self, text: &Bytes) -> impl Iterator<Item = Bytes> {
        self.pieces.iter().map(|piece| match piece {
            Piece::Of(range) => text.slice(range.clone()),
            Piece::Own(bytes) => bytes.clone(),
        })
    }
}

/// The number of bytes checked at once.
const PART: usize = 4 << 20;
/// More pieces than this are copied together: opening each has a cost.
const MOST_PIECES: usize = 64;
const MOST_REJECTED: usize = 1_000_000;
const LONGEST_TEXT: usize = 300;

/// Checks every row after the layout's head, or those of a sample. Fails if a great many do not fit, because then the
/// settings are wrong; and if it is cancelled. While types are being settled, an audit that finds values that would
/// lose something reports only these.
pub(super) fn audit(text: &Bytes, auditor: Auditor<'_>, sample: Option<Sample>) -> Result<Audit, Problem> {
    let parts = match sample {
        None => auditor.all(),
        Some(sample) => auditor.sampled(sample),
    };
    let parts = parts.ok_or_else(Problem::stopped)?;
    if auditor.settling && parts.iter().flat_map(|part| &part.lost).any(|lost| auditor.changes_type(lost)) {
        return Ok(auditor.summed(&parts));
    }
    let count: usize = parts.iter().map(|part| part.changes.iter().filter(|c| c.is_reject()).count()).sum();
    if count > MOST_REJECTED {
        return Err(Problem::error(say!("csv-rows-do-not-fit", count = count))
            .remedy(say!("csv-check-settings"))
            .at("path"));
    }
    auditor.assemble(text, parts)
}

impl Auditor<'_> {
    /// All rows. `None` if it was cancelled.
    fn all(&self) -> Option<Vec<Part>> {
        // Every part begins after a line end and, at first, treats that as the end of a record.
        let mut starts = vec![self.layout.body];
        while let Some(&last) = starts.last() {
            let from = last.saturating_add(PART);
            let line_end = self.bytes.get(from..).and_then(|rest| rest.iter().position(|&byte| byte == b'\n'));
            let Some(length) = line_end else { break };
            starts.push(from + length + 1);
        }
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([self.bytes.len()]).collect();
        let parts = starts.par_iter().zip(&ends).map(|(&start, &end)| self.part(start, end, u64::MAX));
        let mut parts = parts.collect::<Option<Vec<Part>>>()?;
        // If the part before extends over the border, the border was inside a quoted field: read that part again.
        let mut true_start = self.layout.body;
        for (part, &end) in parts.iter_mut().zip(&ends) {
            if part.start != true_start {
                *part = self.part(true_start, end, u64::MAX)?;
            }
            true_start = part.end;
        }
        Some(parts)
    }

    /// The sum of the parts' counts, without their rows.
    fn summed(&self, parts: &[Part]) -> Audit {
        let mut audit = Audit {
            pieces: Vec::new(),
            rejected: Vec::new(),
            rows: 0,
            blanks: 0,
            lost: Vec::new(),
            notes: Notes::default(),
        };
        let mut line = Some(self.layout.line);
        let mut end = self.layout.body;
        for part in parts {
            line = line.filter(|_| part.start == end);
            audit.rows += part.rows;
            audit.blanks += part.blanks;
            audit.notes.add(&part.notes, line);
            for lost in &part.lost {
                let known =
                    audit.lost.iter_mut().find(|(known, _)| (known.column, known.loss) == (lost.column, lost.loss));
                match known {
                    Some((known, _)) => known.count += lost.count,
                    None => audit.lost.push((lost.clone(), line.map(|line| line + lost.line))),
                }
            }
            line = line.map(|line| line + part.lines);
            end = part.end;
        }
        audit
    }

    fn assemble(&self, text: &Bytes, parts: Vec<Part>) -> Result<Audit, Problem> {
        let counted = self.summed(&parts);
        let mut pieces = Vec::new();
        let mut rejected = Vec::new();
        let mut good = self.layout.body;
        let mut end = self.layout.body;
        let mut line = Some(self.layout.line);
        let of = |range: Range<usize>| (!range.is_empty()).then_some(Piece::Of(range));
        for part in parts {
            if part.start != end {
                // The lines of the rows in between were not counted.
                line = None;
                pieces.extend(of(good..end));
                good = part.start;
            }
            for Change { range, kind } in part.changes {
                pieces.extend(of(good..range.start));
                good = range.end;
                match kind {
                    ChangeKind::Blank => {}
                    ChangeKind::Rewrite(row) => pieces.push(Piece::Own(Bytes::from_vec(row))),
                    ChangeKind::Reject { line: within, reason } => {
                        let Range { start, end } = range;
                        let row = String::from_utf8_lossy(&self.bytes[start..end.min(start + 4 * LONGEST_TEXT)]);
                        let row = self.as_in_file(&row);
                        let text = shortened(row.trim_end_matches(['\n', '\r']), LONGEST_TEXT);
                        rejected.push(Rejected { line: line.map(|line| line + within), reason, text });
                    }
                }
            }
            line = line.map(|line| line + part.lines);
            end = part.end;
        }
        pieces.extend(of(good..end));
        let mut audit = Audit { pieces, rejected, ..counted };
        if audit.pieces.len() > MOST_PIECES {
            let joined = self.aside(|| Bytes::set_aside(self.is_stopped, |out| copy(audit.pieces(text), out)))?;
            audit.pieces = vec![Piece::Own(joined)];
        }
        audit.pieces = self.guarded(audit.pieces)?;
        Ok(audit)
    }

    /// The same pieces, none of which the scan takes for something else.
    fn guarded(&self, pieces: Vec<Piece>) -> Result<Vec<Piece>, Problem> {
        let mut all = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Piece::Of(range) => {
                    let end = mistaken_rows(self.bytes, range.clone(), self.layout.dialect);
                    if end > range.start {
                        let rows = &self.bytes[range.start..end];
                        all.push(Piece::Own(self.aside(|| guarded(rows, self.is_stopped))?));
                    }
                    all.extend((end < range.end).then_some(Piece::Of(end..range.end)));
                }
                Piece::Own(bytes) if is_mistaken(&bytes) => {
                    all.push(Piece::Own(self.aside(|| guarded(&bytes, self.is_stopped))?));
                }
                piece @ Piece::Own(_) => all.push(piece),
            }
        }
        Ok(all)
    }

    fn aside(&self, write: impl FnOnce() -> io::Result<Bytes>) -> Result<Bytes, Problem> {
        cancellable(self.is_stopped, || {
            write().map_err(|error| {
                Problem::error(say!("csv-set-aside", error = error)).remedy(say!("file-free-temporary"))
            })
        })
    }
}

fn copy(pieces: impl Iterator<Item = Bytes>, out: &mut dyn io::Write) -> io::Result<()> {
    // In chunks, between which the writer checks for cancellation.
    for piece in pieces {
        piece.chunks(CHUNK).try_for_each(|chunk| out.write_all(chunk))?;
    }
    Ok(())
}
