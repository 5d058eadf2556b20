//! Selecting some of many lines.

use crate::connect::bytes::Bytes;
use crate::connect::sample::{Place, Sample};

/// The lines of a sample, in their order.
pub(super) fn sampled(lines: &Bytes, sample: Sample) -> Vec<Bytes> {
    let head = &lines[..lines.len().min(sample.part)];
    let count = head.iter().filter(|&&byte| byte == b'\n').count();
    let end_of_line = |at: usize| lines[at..].iter().position(|&byte| byte == b'\n').map(|length| at + length + 1);
    let mut pieces = Vec::new();
    let mut behind = 0;
    for Place { range, rows } in sample.places(0..lines.len(), head.len() / count.max(1)) {
        // A line may begin exactly there.
        let border = range.start.checked_sub(1).map_or(Some(0), end_of_line);
        let Some(start) = border.map(|border| border.max(behind)).filter(|start| *start < range.end) else { continue };
        let ends = std::iter::successors(Some(start), |at| end_of_line(*at).filter(|end| *end < lines.len()));
        let end = ends.take_while(|at| *at < range.end).nth(usize::try_from(rows).unwrap_or(usize::MAX));
        let end = end.or_else(|| end_of_line(range.end.saturating_sub(1))).unwrap_or(lines.len());
        pieces.push(lines.slice(start..end));
        behind = end;
    }
    pieces
}
