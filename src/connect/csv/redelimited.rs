//! Rewrites text whose fields are delimited in a way that the scan does not support, so that a single byte delimits
//! them. Line breaks are kept, so that positions in the file can be reported.

use std::io::{self, BufWriter, Write};
use std::ops::Range;

use super::shape::FieldSeparation;
use super::split::closing_quote;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{IsStopped, begin_pass};

/// How to rewrite it.
pub(super) struct Redelimiter<'a> {
    pub parting: &'a FieldSeparation,
    pub quote: Option<u8>,
    /// Whether blanks around fields are trimmed.
    pub trim: bool,
    /// The prefix of comment lines.
    pub comment: &'a [u8],
    /// The new delimiter.
    pub to: u8,
}

/// Bytes that may be used as a delimiter, if a text does not contain them.
const FREE: &[u8] = &[0x1f, 0x1e, 0x1d, 0x1c, 1, 2, 3, 4, 5, 6];

/// A byte that the text does not contain; `preferred`, if it is one.
pub(super) fn free_byte(text: &[u8], preferred: Option<u8>) -> Option<u8> {
    let is_free = |byte: &u8| !text.contains(byte);
    match preferred {
        Some(preferred) => Some(preferred).filter(is_free),
        None => FREE.iter().copied().find(is_free),
    }
}

impl Redelimiter<'_> {
    /// Rewrites `text`; the part before `start` is unchanged.
    pub fn write(&self, text: &[u8], start: usize, is_stopped: IsStopped<'_>) -> io::Result<Bytes> {
        begin_pass(text.len());
        Bytes::spool(is_stopped, |out| {
            let mut out = BufWriter::with_capacity(1 << 18, out);
            out.write_all(&text[..start])?;
            let mut at = start;
            while at < text.len() {
                at = self.row(text, at, &mut out)?;
            }
            out.flush()
        })
    }

    /// Writes the row at `start`; returns the position after it.
    fn row(&self, text: &[u8], start: usize, out: &mut impl Write) -> io::Result<usize> {
        let line = line(text, start);
        if !self.comment.is_empty() && text[start..].starts_with(self.comment) {
            out.write_all(&text[start..line.next])?;
            return Ok(line.next);
        }
        if let FieldSeparation::Fixed(columns) = self.parting {
            self.cut(&text[start..line.end], columns, out)?;
            out.write_all(&text[line.end..line.next])?;
            return Ok(line.next);
        }
        let is_spaced = self.trim || *self.parting == FieldSeparation::Blanks;
        let mut at = if is_spaced { self.behind_blanks(text, start) } else { start };
        let mut end = line;
        loop {
            let field = self.quoted(text, at).unwrap_or_else(|| self.plain(text, at, end.end));
            if text[field.content.clone()].contains(&b'\n') {
                end = super::redelimited::line(text, field.content.end);
            }
            out.write_all(&text[field.content])?;
            match field.next {
                Some(next) => {
                    out.write_all(&[self.to])?;
                    at = next;
                }
                None => {
                    out.write_all(&text[end.end..end.next])?;
                    return Ok(end.next);
                }
            }
        }
    }

    /// The quoted field at `at`, if it is well-formed.
    fn quoted(&self, text: &[u8], at: usize) -> Option<Piece> {
        let mark = self.quote.filter(|mark| text.get(at) == Some(mark))?;
        let (close, _) = closing_quote(text, at + 1, mark)?;
        let content = at..close + 1;
        let mut after = close + 1;
        if self.trim {
            after = self.behind_blanks(text, after);
        }
        match self.delimiter(text, after) {
            Some(next) => Some(Piece { content, next: self.unless_end(text, next) }),
            None if is_line_end(text, after) => Some(Piece { content, next: None }),
            None => None,
        }
    }

    /// The field at `at` up to the next delimiter or the end of the line.
    fn plain(&self, text: &[u8], at: usize, end: usize) -> Piece {
        let mut close = at;
        while close < end {
            if let Some(next) = self.delimiter(&text[..end], close) {
                return Piece { content: self.trimmed(text, at..close), next: self.unless_end(&text[..end], next) };
            }
            close += 1;
        }
        Piece { content: self.trimmed(text, at..end), next: None }
    }

    fn trimmed(&self, text: &[u8], range: Range<usize>) -> Range<usize> {
        if !self.trim {
            return range;
        }
        let start = self.behind_blanks(&text[..range.end], range.start);
        let blanks = text[start..range.end].iter().rev().take_while(|byte| self.is_blank(**byte)).count();
        start..range.end - blanks
    }

    /// The position after the delimiter at `at`, and after the blanks before the next field.
    fn delimiter(&self, text: &[u8], at: usize) -> Option<usize> {
        let next = match self.parting {
            FieldSeparation::By(delimiter) => {
                text.get(at..)?.starts_with(delimiter.as_bytes()).then_some(at + delimiter.len())?
            }
            FieldSeparation::Blanks => Some(self.behind_blanks(text, at)).filter(|next| *next > at)?,
            FieldSeparation::Fixed(_) => return None,
        };
        Some(if self.trim { self.behind_blanks(text, next) } else { next })
    }

    /// Whether the byte is a blank that is not a delimiter.
    fn is_blank(&self, byte: u8) -> bool {
        let parts = |delimiter: &String| delimiter.as_bytes().contains(&byte);
        matches!(byte, b' ' | b'\t') && !matches!(self.parting, FieldSeparation::By(delimiter) if parts(delimiter))
    }

    fn behind_blanks(&self, text: &[u8], at: usize) -> usize {
        at + text[at..].iter().take_while(|byte| self.is_blank(**byte)).count()
    }

    /// Blanks at the end of a line delimit nothing.
    fn unless_end(&self, text: &[u8], next: usize) -> Option<usize> {
        (*self.parting != FieldSeparation::Blanks || !is_line_end(text, next)).then_some(next)
    }

    fn cut(&self, line: &[u8], columns: &[Range<usize>], out: &mut impl Write) -> io::Result<()> {
        if line.trim_ascii().is_empty() {
            return Ok(());
        }
        // Bytes that are not UTF-8 count as one character each.
        let is_start = |byte: &u8| *byte & 0xc0 != 0x80;
        let is_text = std::str::from_utf8(line).is_ok();
        let places: Vec<usize> =
            (0..line.len()).filter(|&at| !is_text || is_start(&line[at])).chain([line.len()]).collect();
        let place = |character: usize| places.get(character).copied().unwrap_or(line.len());
        for (index, column) in columns.iter().enumerate() {
            if index > 0 {
                out.write_all(&[self.to])?;
            }
            let field = &line[place(column.start)..place(column.end).max(place(column.start))];
            out.write_all(field.trim_ascii())?;
        }
        Ok(())
    }
}

struct Piece {
    content: Range<usize>,
    /// Where the next field begins.
    next: Option<usize>,
}

#[derive(Clone, Copy)]
struct Line {
    end: usize,
    next: usize,
}

fn line(text: &[u8], start: usize) -> Line {
    let end = text[start..].iter().position(|&byte| byte == b'\n').map_or(text.len(), |length| start + length);
    let next = (end + 1).min(text.len());
    let end = if end > start && text[end - 1] == b'\r' { end - 1 } else { end };
    Line { end, next }
}

fn is_line_end(text: &[u8], at: usize) -> bool {
    match text.get(at) {
        None | Some(b'\n') => true,
        Some(b'\r') => matches!(text.get(at + 1), None | Some(b'\n')),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(parting: FieldSeparation, trim: bool, text: &str) -> String {
        let redelimiter = Redelimiter { parting: &parting, quote: Some(b'"'), trim, comment: b"#", to: b'!' };
        let bytes = redelimiter.write(text.as_bytes(), 0, &|| false).unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn fields_are_delimited_by_one_byte() {
        let by = |delimiter: &str| FieldSeparation::By(delimiter.into());
        for (parting, trim, text, expected) in [
            (by("||"), false, "a||b\r\n\"x||y\nz\"||2\r\n", "a!b\r\n\"x||y\nz\"!2\r\n"),
            (by("||"), false, "a||\n||b|c", "a!\n!b|c"),
            (by("§"), false, "a§b\n# §\n1§ x ", "a!b\n# §\n1! x "),
            (by("||"), false, "\"open||1\n2||3\n", "\"open!1\n2!3\n"),
            (by("||"), false, "\"a\"b||1\n", "\"a\"b!1\n"),
            (by(","), true, " a , \"x, y\" ,b\t\n1,  ,2\n", "a!\"x, y\"!b\n1!!2\n"),
            (FieldSeparation::Blanks, false, "  a  b\tc \n\n1 \"x y\"  3\n", "a!b!c\n\n1!\"x y\"!3\n"),
            (
                FieldSeparation::Fixed(vec![0..3, 3..5, 5..usize::MAX]),
                false,
                "é 1ab  rest \n\nx\n",
                "é 1!ab!rest\n\nx!!\n",
            ),
        ] {
            assert_eq!(written(parting.clone(), trim, text), expected, "{parting:?} {text:?}");
        }
    }

    #[test]
    fn a_free_byte_is_one_that_the_text_does_not_hold() {
        assert_eq!(free_byte(b"a,b", None), Some(0x1f));
        assert_eq!(free_byte(b"a\x1fb", None), Some(0x1e));
        assert_eq!(free_byte(b"a\x1fb", Some(0x1f)), None);
    }
}
