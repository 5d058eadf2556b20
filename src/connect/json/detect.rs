//! Distinguishes lines from a stream of values.

use super::cursor::{is_one_value, trimmed};
use crate::connect::target::JsonShape;

/// The number of lines examined to infer the shape.
pub(super) const EXAMINED: usize = 20;
/// Their maximum number of bytes.
const HEAD: usize = 1 << 20;

/// Lines, if half of the first lines are complete objects, or the first of several is a value; else a stream of values.
pub(super) fn detect(bytes: &[u8]) -> JsonShape {
    let all = bytes.split(|&byte| byte == b'\n').map(trimmed).filter(|line| !line.is_empty());
    let mut lines = Vec::new();
    let mut left = HEAD;
    for line in all.take(EXAMINED) {
        // The first one counts, however long it is.
        if !lines.is_empty() && line.len() > left {
            break;
        }
        left = left.saturating_sub(line.len());
        lines.push(line);
    }
    let whole: Vec<bool> = lines.iter().map(|line| is_one_value(line)).collect();
    let objects = lines.iter().zip(&whole).filter(|(line, whole)| **whole && line.starts_with(b"{")).count();
    let is_alone = whole.first() == Some(&true) && (lines.len() > 1 || lines[0].starts_with(b"{"));
    // In a truncated array, lines may be objects too.
    let most = objects * 2 + usize::from(!lines.first().is_some_and(|line| line.starts_with(b"["))) > lines.len();
    if is_alone || lines.is_empty() || objects > 0 && most { JsonShape::Lines } else { JsonShape::Array }
}
