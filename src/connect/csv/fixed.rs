//! Columns of fixed widths: their positions, inferred from the lines.

use std::ops::Range;

const LINES: usize = 500;

/// The positions of the columns, in characters: they are separated by what is blank in all lines, and by the words of
/// the header where values are adjacent. The last is open-ended.
pub(super) fn columns(text: &[u8], header: bool) -> Vec<Range<usize>> {
    let lines: Vec<Vec<char>> = text
        .split(|&byte| byte == b'\n')
        .map(|line| String::from_utf8_lossy(line).trim_end().chars().collect())
        .filter(|line: &Vec<char>| !line.is_empty())
        .take(LINES)
        .collect();
    let width = lines.iter().map(Vec::len).max().unwrap_or(0);
    let is_blank = |lines: &[Vec<char>], at: usize| lines.iter().all(|line| line.get(at).is_none_or(|c| *c == ' '));
    let begins = |lines: &[Vec<char>]| -> Vec<usize> {
        (0..width).filter(|&at| !is_blank(lines, at) && (at == 0 || is_blank(lines, at - 1))).collect()
    };
    let (head, body) = lines.split_at(usize::from(header && lines.len() > 1).min(lines.len()));
    let mut starts = match head.first() {
        None => begins(body),
        Some(head) => of_header(head, &|at| is_blank(body, at)),
    };
    if let Some(first) = starts.first_mut() {
        *first = 0;
    }
    let ends = starts.iter().skip(1).copied().chain([usize::MAX]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Each word of the header begins a column, or the text further left below it that belongs to it does. Words with a
/// single blank between them are one name, unless the values below are separate.
fn of_header(head: &[char], is_blank: &dyn Fn(usize) -> bool) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut behind = 0;
    let mut at = 0;
    while at < head.len() {
        if head[at] == ' ' {
            at += 1;
            continue;
        }
        let end = (at..head.len()).find(|&end| head[end] == ' ').unwrap_or(head.len());
        let gap = at - behind;
        // The column may begin anywhere between the two words; where values are right-aligned, directly after what is
        // blank.
        let left = (behind..=at).find(|&start| start > 0 && is_blank(start - 1) && !(start..at).all(is_blank));
        let is_apart = (behind.saturating_sub(1)..=at).any(|place| place < at + 1 && is_blank(place));
        if starts.is_empty() || gap > 1 || is_apart {
            starts.push(left.unwrap_or(at));
        }
        behind = end;
        at = end;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_where_lines_are_blank_or_words_begin() {
        let starts = |text: &str, header| columns(text.as_bytes(), header).iter().map(|c| c.start).collect::<Vec<_>>();
        let table =
            "ID   NAME      CITY      AMOUNT\n00001Alice     Oslo         12.5\n00002Bob Bee   Rio, RJ      -3.0\n";
        assert_eq!(starts(table, true)[..3], [0, 5, 15]);
        assert_eq!(starts(table, true).len(), 4);
        assert_eq!(starts("1  a   x\n22 bb  y\n", false), [0, 3, 7]);
        assert_eq!(starts("n  First name  amt\n1  Ann Lee   12345\n2  Bo          1.5\n", true).len(), 3);
        assert_eq!(starts("", true), Vec::<usize>::new());
    }
}
