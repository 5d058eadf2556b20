//! The rows of a file that are left out.

use super::infer::Reject;
use super::inspect::{Inspected, file_lines};
use super::options::JsonOptions;
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::encoding::Text;

/// A row that is left out.
pub(super) struct Rejected {
    /// Counted from 1, in the file.
    pub line: u64,
    pub reason: String,
    /// As written, truncated after some hundred characters.
    pub text: String,
}

const LONGEST_TEXT: usize = 300;
const MOST_REJECTED: usize = 1_000_000;

/// The lines that are left out, with their numbers in the file. Fails if there are too many of them.
pub(super) fn rejected(
    text: &Text,
    lines: &Bytes,
    inspected: &Inspected,
    rejected: &[Reject],
    options: &JsonOptions,
) -> Result<Vec<Rejected>, Problem> {
    if rejected.len() > MOST_REJECTED {
        let problem = Problem::error(say!("json-rows-do-not-fit", count = rejected.len()));
        return Err(problem.remedy(say!("json-check-settings")).at("path"));
    }
    let numbers: Vec<u64> = rejected.iter().map(|reject| reject.line).collect();
    let numbers = file_lines(text, inspected, options, &numbers);
    let row = |(reject, line): (&Reject, u64)| {
        let start = reject.range.start;
        let row = &lines[start..reject.range.end.min(start + 4 * LONGEST_TEXT)];
        let row = String::from_utf8_lossy(row);
        let row = row.trim();
        let text = row.char_indices().nth(LONGEST_TEXT).map_or(row.to_owned(), |(end, _)| format!("{}…", &row[..end]));
        Rejected { line, reason: reject.reason.clone(), text }
    };
    Ok(rejected.iter().zip(numbers).map(row).collect())
}
