//! Infers the delimiter of a file, and where its table begins, from its first rows.

use super::shape::FieldSeparation;
use super::split::{Dialect, Field, record};

/// The result of sniffing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sniffed {
    pub delimiter: Delimiter,
    /// Where the table begins: after lines that are not rows.
    pub start: usize,
    /// Another delimiter that would split most rows, but not the first.
    pub other: Option<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    Byte(u8),
    Longer(FieldSeparation),
}

/// A byte that occurs in no text: the "delimiter" of a single column.
pub(super) const NOTHING: u8 = 0x1f;
const SAMPLE: usize = 1 << 18;
const ROWS: usize = 100;
/// The maximum number of lines before a table.
const LONGEST_PREAMBLE: usize = 50;
/// The usual delimiters, most likely first.
const USUAL: &[u8] = b",;\t|";
/// Used only if all rows agree.
const RARE: &[&str] = &["\u{1f}", "\u{1}", "~", "^", "¦", "§", "::", ":"];
/// Delimiters of several characters; they contain the byte that would split them wrongly.
const LONGER: &[&str] = &["||", "|~|", "~|~", "^|^", "|^|", "|;|"];

/// Infers the delimiter of `text` starting at `start`, unless it is `given`; detects lines before the table if
/// `find_header` is set.
pub(super) fn sniff(text: &[u8], start: usize, quote: Option<u8>, given: Option<u8>, find_header: bool) -> Sniffed {
    let sample = &text[start..text.len().min(start + SAMPLE)];
    let is_cut = start + sample.len() < text.len();
    let rows_by = |delimiter| Rows::of(sample, Dialect { delimiter, quote }, is_cut);
    let start_of = |rows: &Rows, skipped: usize| start + rows.starts.get(skipped).copied().unwrap_or(0);
    if let Some(delimiter) = given {
        let rows = rows_by(delimiter);
        let skipped = if find_header { rows.preamble(sample, delimiter) } else { 0 };
        return Sniffed { delimiter: Delimiter::Byte(delimiter), start: start_of(&rows, skipped), other: None };
    }
    let scored = USUAL.iter().rev().filter_map(|&delimiter| {
        let rows = rows_by(delimiter);
        let skipped = if find_header { rows.preamble(sample, delimiter) } else { 0 };
        Some((rows.score(sample, delimiter, skipped)?, delimiter, start_of(&rows, skipped)))
    });
    if let Some((_, delimiter, start)) = scored.max_by_key(|(score, _, _)| *score) {
        let delimiter = match longer(&text[start..], delimiter) {
            Some(longer) => Delimiter::Longer(FieldSeparation::By(longer.to_owned())),
            None => Delimiter::Byte(delimiter),
        };
        return Sniffed { delimiter, start, other: None };
    }
    if let Some(rare) = RARE.iter().copied().find(|rare| parts_all(sample, rare, is_cut)) {
        let delimiter = match *rare.as_bytes() {
            [byte] => Delimiter::Byte(byte),
            _ => Delimiter::Longer(FieldSeparation::By(rare.to_owned())),
        };
        return Sniffed { delimiter, start, other: None };
    }
    let other = USUAL.iter().copied().find(|&delimiter| {
        let rows = rows_by(delimiter);
        let most = rows.most();
        let alike = rows.counts.iter().filter(|&&count| count == most).count();
        most > 1 && alike > 1 && alike * 2 > rows.counts.len() && !is_prose(sample, delimiter)
    });
    Sniffed { delimiter: Delimiter::Byte(NOTHING), start, other }
}

/// The first rows, split by one delimiter.
#[derive(Default)]
struct Rows {
    starts: Vec<usize>,
    /// The number of fields of each; 0 if its quotes are malformed.
    counts: Vec<usize>,
    /// Whether only the first field has a value.
    is_title: Vec<bool>,
    /// Whether no field is empty.
    is_full: Vec<bool>,
    has_number: Vec<bool>,
    /// Whether an empty line precedes it.
    behind_blank: Vec<bool>,
    /// Fields that contain another of the usual delimiters, other than as a decimal comma.
    unclean: usize,
}

impl Rows {
    fn of(sample: &[u8], dialect: Dialect, is_cut: bool) -> Rows {
        let mut rows = Rows::default();
        let mut at = 0;
        let mut blank = false;
        while at < sample.len() && rows.counts.len() < ROWS + LONGEST_PREAMBLE {
            let mut count = 0;
            let mut filled = 0;
            let mut first = false;
            let mut number = false;
            let row = record(sample, at, dialect, |field| {
                let text = sample[field.content.clone()].trim_ascii();
                first |= count == 0 && !text.is_empty();
                filled += usize::from(!text.is_empty());
                number |= is_number(text);
                rows.unclean += usize::from(is_unclean(text, &field, dialect.delimiter));
                count += 1;
            });
            let is_blank = row.end == at || (filled == 0 && count > 1);
            if !is_blank {
                rows.starts.push(at);
                rows.counts.push(if row.fault.is_none() { count } else { 0 });
                rows.is_title.push(first && filled == 1);
                rows.is_full.push(filled == count);
                rows.has_number.push(number);
                rows.behind_blank.push(blank);
            }
            blank = is_blank;
            at = row.next;
        }
        // The last row may be truncated by the end of the sample.
        if rows.counts.len() > 1 && is_cut && at >= sample.len() {
            rows.counts.pop();
        }
        rows
    }

    /// The number of fields that most rows have; if tied, the larger.
    fn most(&self) -> usize {
        let times = |count: usize| self.counts.iter().filter(|&&other| other == count).count();
        self.counts.iter().copied().max_by_key(|&count| (times(count), count)).unwrap_or(0)
    }

    /// The number of rows before the table, if that is clear.
    fn preamble(&self, sample: &[u8], delimiter: u8) -> usize {
        let count = self.counts.len();
        let width = self.most();
        let line = |index: usize| &sample[self.starts[index]..];
        let comments = (0..count).take_while(|&index| line(index).starts_with(b"#")).count();
        if comments > 0 && comments < count {
            // "#id,name" is a header.
            let is_header = self.counts[comments - 1] == self.counts[comments]
                && (self.counts[comments] > 1 || comments == 1)
                && self.has_number[comments]
                && !line(comments - 1).starts_with(b"# ");
            return comments - usize::from(is_header);
        }
        let is_row = |index: usize| self.counts[index] == width && !(self.is_title[index] && width > 2);
        let Some(first) = (0..count.min(LONGEST_PREAMBLE)).find(|&index| is_row(index)).filter(|&first| first > 0)
        else {
            return 0;
        };
        let rest = &self.counts[first..];
        let alike = rest.iter().filter(|&&count| count == width).count();
        let is_apart = self.behind_blank[first];
        let is_before =
            |index: usize| self.counts[index] == 1 || self.is_title[index] || (is_apart && self.counts[index] < width);
        let first_line = line(0).split(|&byte| byte == b'\n').next().unwrap_or_default();
        let is_sentence = first_line.trim_ascii().contains(&b' ');
        let titles = (0..first).any(|index| self.is_title[index] && self.counts[index] > 1);
        let is_clear = width > 1
            && rest.len() > 1
            && alike * 5 >= rest.len() * 4
            && (first > 1 || is_apart || is_sentence)
            && (is_apart || !is_prose(&sample[self.starts[first]..], delimiter))
            && (!titles || (self.is_full[first] && !self.has_number[first]));
        if is_clear && (0..first).all(is_before) { first } else { 0 }
    }

    /// How well the delimiter splits the rows after the skipped ones; `None` if it does not.
    fn score(&self, sample: &[u8], delimiter: u8, skipped: usize) -> Option<(usize, bool, usize)> {
        let counts = &self.counts[skipped..];
        let fields = counts.first().copied().unwrap_or(0);
        if fields < 2 {
            return None;
        }
        let alike = counts.iter().filter(|&&count| count == fields).count();
        let whole = counts[1..].iter().filter(|&&count| count == 1).count();
        if whole * 2 >= counts.len() && is_prose(sample, delimiter) {
            return None;
        }
        Some((alike * 20 / counts.len(), self.unclean == 0, fields))
    }
}

/// Digits with separators and signs.
fn is_number(text: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+' | b'%');
    text.iter().any(u8::is_ascii_digit) && text.iter().all(is_part)
}

fn is_unclean(text: &[u8], field: &Field, delimiter: u8) -> bool {
    let mut others = USUAL.iter().filter(|&&other| other != delimiter);
    !field.quoted && others.any(|other| text.contains(other)) && !is_number(text)
}

/// Whether a blank follows each comma or semicolon, as in sentences.
fn is_prose(sample: &[u8], delimiter: u8) -> bool {
    let mut places = sample.iter().enumerate().filter(|(_, byte)| **byte == delimiter).peekable();
    let is_blank = |at: usize| matches!(sample.get(at + 1), None | Some(b' ' | b'\n' | b'\r'));
    matches!(delimiter, b',' | b';') && places.peek().is_some() && places.all(|(at, _)| is_blank(at))
}

fn lines(sample: &[u8], is_cut: bool) -> Vec<&[u8]> {
    let mut lines: Vec<&[u8]> = sample.split(|&byte| byte == b'\n').take(ROWS).collect();
    if is_cut && lines.len() > 1 && lines.len() < ROWS {
        lines.pop();
    }
    lines.retain(|line| !line.trim_ascii().is_empty());
    lines
}

fn occurrences(line: &[u8], text: &str) -> usize {
    let mut count = 0;
    let mut at = 0;
    while at + text.len() <= line.len() {
        let is_here = line[at..].starts_with(text.as_bytes());
        count += usize::from(is_here);
        at += if is_here { text.len() } else { 1 };
    }
    count
}

/// Whether a rare delimiter splits all lines alike.
fn parts_all(sample: &[u8], rare: &str, is_cut: bool) -> bool {
    let lines = lines(sample, is_cut);
    let Some(first) = lines.first().map(|line| occurrences(line, rare)).filter(|&count| count > 0) else {
        return false;
    };
    // Colons occur in times and addresses.
    let between_digits = |line: &&[u8]| {
        line.windows(3).any(|three| three[1] == b':' && three[0].is_ascii_digit() && three[2].is_ascii_digit())
    };
    let is_odd_colon = rare == ":" && (first < 2 || lines.iter().all(between_digits) || occurrences(sample, "://") > 0);
    lines.len() > 1 && !is_odd_colon && lines.iter().all(|line| occurrences(line, rare) == first)
}

/// The delimiter of several characters that contains `byte`, if the byte occurs nowhere else.
fn longer(sample: &[u8], byte: u8) -> Option<&'static str> {
    let lines = lines(&sample[..sample.len().min(SAMPLE)], sample.len() > SAMPLE);
    LONGER.iter().copied().filter(|longer| longer.as_bytes().contains(&byte)).find(|longer| {
        let own = longer.bytes().filter(|other| *other == byte).count();
        let only = |line: &&[u8]| {
            let all = line.iter().filter(|other| **other == byte).count();
            all > 0 && occurrences(line, longer) * own == all
        };
        !lines.is_empty() && lines.iter().all(only)
    })
}

#[cfg(test)]
mod tests;
