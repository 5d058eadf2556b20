//! Parses JSON text value by value: what begins, where it ends, and what is wrong with it. Digits are kept as written.

use std::borrow::Cow;

use super::fault::{Fault, Why};

/// The type of a value, by its first byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// Deeper values are rejected, because they are parsed recursively.
const DEEPEST: usize = 64;

/// A position in a text.
#[derive(Clone)]
pub(super) struct Cursor<'a> {
    pub bytes: &'a [u8],
    pub at: usize,
    depth: usize,
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8], at: usize) -> Self {
        Cursor { bytes, at, depth: 0 }
    }

    fn fault<T>(&self, why: Why) -> Result<T, Fault> {
        // Whatever is missing at the end, the reason is that the text ends.
        let why = if self.at >= self.bytes.len() { Why::Ends } else { why };
        Err(Fault { at: self.at, why })
    }

    pub fn skip_blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.get(self.at) {
            self.at += 1;
        }
    }

    /// The next byte that is not blank.
    pub fn peek(&mut self) -> Option<u8> {
        self.skip_blanks();
        self.bytes.get(self.at).copied()
    }

    /// The type of the value that begins here.
    pub fn sort(&mut self) -> Result<Sort, Fault> {
        match self.peek() {
            Some(b'"') => Ok(Sort::Text),
            Some(b'{') => Ok(Sort::Object),
            Some(b'[') => Ok(Sort::List),
            Some(b'-' | b'0'..=b'9') => Ok(Sort::Number),
            Some(b't' | b'f') => Ok(Sort::Boolean),
            Some(b'n') => Ok(Sort::Null),
            _ => self.fault(Why::NoValue),
        }
    }

    /// Advances past "true", "false" or "null".
    pub fn word(&mut self) -> Result<(), Fault> {
        let rest = &self.bytes[self.at..];
        match [&b"true"[..], b"false", b"null"].into_iter().find(|word| rest.starts_with(word)) {
            Some(word) => self.at += word.len(),
            // Truncated within a word, unexpected end of the file.
            None if [&b"true"[..], b"false", b"null"].iter().any(|word| word.starts_with(rest)) => {
                self.at = self.bytes.len();
                return self.fault(Why::Ends);
            }
            None => return self.fault(Why::NoValue),
        }
        Ok(())
    }

    /// The number that begins here, as written.
    pub fn number(&mut self) -> Result<&'a [u8], Fault> {
        let start = self.at;
        self.at += usize::from(self.bytes.get(self.at) == Some(&b'-'));
        if self.bytes.get(self.at) == Some(&b'0') {
            self.at += 1;
            if matches!(self.bytes.get(self.at), Some(b'0'..=b'9')) {
                return self.fault(Why::Number);
            }
        } else {
            self.digits()?;
        }
        if self.bytes.get(self.at) == Some(&b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.bytes.get(self.at) {
            self.at += 1;
            self.at += usize::from(matches!(self.bytes.get(self.at), Some(b'+' | b'-')));
            self.digits()?;
        }
        Ok(&self.bytes[start..self.at])
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let count = self.bytes[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        if count == 0 { self.fault(Why::Number) } else { Ok(()) }
    }

    /// The string that begins here, without its quotes and with its escapes.
    pub fn text(&mut self) -> Result<&'a [u8], Fault> {
        self.at += 1;
        let start = self.at;
        loop {
            match self.bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => self.escape()?,
                Some(0..0x20) => return self.fault(Why::Control),
                Some(_) => self.at += 1,
                None => return self.fault(Why::Ends),
            }
        }
        self.at += 1;
        Ok(&self.bytes[start..self.at - 1])
    }

    fn escape(&mut self) -> Result<(), Fault> {
        match self.bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u') => {
                let first = self.unit()?;
                if (0xdc00..0xe000).contains(&first) {
                    self.at -= 6;
                    return self.fault(Why::Surrogate);
                }
                let is_half = (0xd800..0xdc00).contains(&first);
                if is_half && (!self.bytes[self.at..].starts_with(b"\\u") || !(0xdc00..0xe000).contains(&self.unit()?))
                {
                    return self.fault(Why::Surrogate);
                }
            }
            None => {
                self.at += 1;
                return self.fault(Why::Ends);
            }
            Some(_) => return self.fault(Why::Escape),
        }
        Ok(())
    }

    /// Four hexadecimal digits after "\u".
    fn unit(&mut self) -> Result<u16, Fault> {
        let digits = self.bytes.get(self.at + 2..self.at + 6);
        let unit = digits.filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let unit = unit.and_then(|digits| u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
        match unit {
            Some(unit) => {
                self.at += 6;
                Ok(unit)
            }
            None if digits.is_none() => {
                self.at = self.bytes.len();
                self.fault(Why::Ends)
            }
            None => self.fault(Why::Escape),
        }
    }

    /// Enters the list or the object that begins here.
    pub fn open(&mut self) -> Result<(), Fault> {
        if self.depth == DEEPEST {
            return self.fault(Why::Deep);
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Whether another item follows; advances to it, or past the list that `close` ends. `is_first` before the first
    /// item.
    pub fn next(&mut self, close: u8, is_first: bool) -> Result<bool, Fault> {
        match self.peek() {
            Some(byte) if byte == close => {
                self.at += 1;
                self.depth -= 1;
                return Ok(false);
            }
            Some(b',') if !is_first => self.at += 1,
            Some(_) if is_first => {}
            _ => return self.fault(Why::NoComma),
        }
        self.skip_blanks();
        Ok(true)
    }

    /// The name of a field, with its escapes; advances to its value.
    pub fn name(&mut self) -> Result<&'a [u8], Fault> {
        if self.peek() != Some(b'"') {
            return self.fault(Why::NoName);
        }
        let name = self.text()?;
        if self.peek() != Some(b':') {
            return self.fault(Why::NoColon);
        }
        self.at += 1;
        self.skip_blanks();
        Ok(name)
    }

    /// Advances past the value that begins here and returns it as written.
    pub fn value(&mut self) -> Result<&'a [u8], Fault> {
        let sort = self.sort()?;
        let start = self.at;
        match sort {
            Sort::Null | Sort::Boolean => self.word()?,
            Sort::Number => drop(self.number()?),
            Sort::Text => drop(self.text()?),
            Sort::List => {
                self.open()?;
                let mut is_first = true;
                while self.next(b']', is_first)? {
                    self.value()?;
                    is_first = false;
                }
            }
            Sort::Object => {
                self.open()?;
                let mut is_first = true;
                while self.next(b'}', is_first)? {
                    self.name()?;
                    self.value()?;
                    is_first = false;
                }
            }
        }
        Ok(&self.bytes[start..self.at])
    }

    /// Fails if more than blanks is left.
    pub fn end(&mut self) -> Result<(), Fault> {
        if self.peek().is_some() { self.fault(Why::Behind) } else { Ok(()) }
    }
}

/// A string or a name with its escapes resolved.
pub(super) fn unescaped(raw: &[u8]) -> Cow<'_, str> {
    if !raw.contains(&b'\\') {
        return String::from_utf8_lossy(raw);
    }
    let quoted = [b"\"", raw, b"\""].concat();
    serde_json::from_slice::<String>(&quoted).map_or_else(|_| String::from_utf8_lossy(raw), Cow::Owned)
}

/// Whether all of `bytes` is exactly one value.
pub(super) fn is_one_value(bytes: &[u8]) -> bool {
    let mut cursor = Cursor::new(bytes, 0);
    cursor.value().and_then(|_| cursor.end()).is_ok()
}

/// Without JSON's blanks at both ends. A form feed is not one of them: polars treats it as a value.
pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let start = text.iter().position(|byte| !is_blank(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !is_blank(byte)).map_or(start, |last| last + 1);
    &text[start..end]
}

#[cfg(test)]
mod tests;
