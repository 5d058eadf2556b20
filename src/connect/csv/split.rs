//! Records and fields of delimited text.
//!
//! A quote is special only where a field begins; inside quotes it is doubled. A malformed record over several lines is
//! reduced to its first line, so that one missing quote does not consume the rest of the file.

use std::ops::Range;

/// The special characters of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Dialect {
    pub delimiter: u8,
    pub quote: Option<u8>,
}

/// The maximum bytes of a row. The scan processes a row again for every piece of the file that it reads, so endless
/// rows take endless time.
pub(super) const LONGEST_ROW: usize = 16 << 20;

/// One field: the bytes between its quotes, if it has any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub content: Range<usize>,
    pub quoted: bool,
    /// It contains a quote, though the field is not quoted.
    pub stray: bool,
}

impl Field {
    /// The bytes including the surrounding quotes.
    pub fn outer(&self) -> Range<usize> {
        let mark = usize::from(self.quoted);
        self.content.start - mark..self.content.end + mark
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// A quoted field continues after its closing quote.
    BehindQuote,
    Unclosed,
}

impl Fault {
    pub fn words(self) -> &'static str {
        match self {
            Fault::BehindQuote => "there is text behind a closing quote",
            Fault::Unclosed => "a quote is opened and never closed",
        }
    }
}

/// One record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Where its last field ends.
    pub end: usize,
    /// Where the next record begins.
    pub next: usize,
    /// The number of lines that it spans.
    pub lines: usize,
    pub fault: Option<Fault>,
}

/// The record at `start` (which must be inside `bytes`); `each` receives its fields in order, only those before a
/// fault.
#[inline]
pub(super) fn record(bytes: &[u8], start: usize, dialect: Dialect, mut each: impl FnMut(Field)) -> Record {
    let Dialect { delimiter, quote } = dialect;
    let mut at = start;
    let mut lines = 1;
    loop {
        if quote.is_some() && bytes.get(at).copied() == quote {
            let mark = quote.unwrap_or_default();
            let open = at + 1;
            let Some((close, inner)) = closing_quote(bytes, open, mark) else {
                return broken(bytes, start, Fault::Unclosed);
            };
            lines += inner;
            let mut after = close + 1;
            if bytes.get(after) == Some(&b'\r') && matches!(bytes.get(after + 1), None | Some(b'\n')) {
                after += 1;
            }
            let field = Field { content: open..close, quoted: true, stray: false };
            match bytes.get(after) {
                Some(&byte) if byte == delimiter => {
                    each(field);
                    at = after + 1;
                }
                Some(b'\n') => {
                    each(field);
                    return Record { end: after, next: after + 1, lines, fault: None };
                }
                None => {
                    each(field);
                    return Record { end: after, next: after, lines, fault: None };
                }
                Some(_) => return broken(bytes, start, Fault::BehindQuote),
            }
            continue;
        }
        let mut stray = false;
        let length = bytes[at..].iter().position(|&byte| {
            if Some(byte) == quote {
                stray = true;
            }
            byte == delimiter || byte == b'\n'
        });
        match length {
            Some(length) if bytes[at + length] == delimiter => {
                each(Field { content: at..at + length, quoted: false, stray });
                at += length + 1;
            }
            length => {
                let line_end = length.map_or(bytes.len(), |length| at + length);
                let end = if line_end > at && bytes[line_end - 1] == b'\r' { line_end - 1 } else { line_end };
                each(Field { content: at..end, quoted: false, stray });
                return Record { end, next: (line_end + 1).min(bytes.len()), lines, fault: None };
            }
        }
    }
}

/// The position of the closing quote and the number of line ends before it.
pub(super) fn closing_quote(bytes: &[u8], open: usize, mark: u8) -> Option<(usize, usize)> {
    let mut at = open;
    let mut lines = 0;
    loop {
        match *bytes.get(at)? {
            byte if byte == mark && bytes.get(at + 1) == Some(&mark) => at += 1,
            byte if byte == mark => return Some((at, lines)),
            b'\n' => lines += 1,
            _ => {}
        }
        at += 1;
    }
}

/// The first line as a separate record.
fn broken(bytes: &[u8], start: usize, fault: Fault) -> Record {
    let line_end = bytes[start..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |length| start + length);
    Record { end: line_end, next: (line_end + 1).min(bytes.len()), lines: 1, fault: Some(fault) }
}

/// A field's text: bytes that are not UTF-8 become "�", doubled quotes become single ones.
pub(super) fn text_of(bytes: &[u8], field: &Field, dialect: Dialect) -> String {
    let text = String::from_utf8_lossy(&bytes[field.content.clone()]).into_owned();
    match dialect.quote {
        Some(mark) if field.quoted => {
            let mark = char::from(mark);
            text.replace(&format!("{mark}{mark}"), &mark.to_string())
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(Vec<String>, usize, Option<Fault>)> {
        let dialect = Dialect { delimiter: b',', quote: Some(b'"') };
        let mut at = 0;
        let mut records = Vec::new();
        while at < text.len() {
            let mut fields = Vec::new();
            let record = record(text.as_bytes(), at, dialect, |f| fields.push(text_of(text.as_bytes(), &f, dialect)));
            records.push((fields, record.lines, record.fault));
            at = record.next;
        }
        records
    }

    #[test]
    fn records_end_where_they_should() {
        let fields = |text: &[&str]| text.iter().map(|t| t.to_string()).collect::<Vec<_>>();
        assert_eq!(
            read("a,b\r\n1,\"x\ny\"\"z\"\r\n"),
            [(fields(&["a", "b"]), 1, None), (fields(&["1", "x\ny\"z"]), 2, None)]
        );
        assert_eq!(read("a,\n,"), [(fields(&["a", ""]), 1, None), (fields(&["", ""]), 1, None)]);
        assert_eq!(read("5\" x,b"), [(fields(&["5\" x", "b"]), 1, None)]);
        assert_eq!(read("\"a\"b,c\nd,e"), [(vec![], 1, Some(Fault::BehindQuote)), (fields(&["d", "e"]), 1, None)]);
        assert_eq!(read("1,\"a\n2,b\n"), [(fields(&["1"]), 1, Some(Fault::Unclosed)), (fields(&["2", "b"]), 1, None)]);
    }
}
