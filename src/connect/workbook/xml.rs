//! The tokens of an XML text, one after another: enough for OpenDocument tables.

use std::io::{self, BufRead};

/// A token of the text.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// An opening tag; an empty one is closed at once.
    Open(Tag),
    /// The name of a closing tag.
    Close(String),
    Text(String),
}

/// A tag and its attributes.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Tag {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// A number in an attribute, such as how often a cell is repeated; 1 if it is missing.
    pub fn count(&self, name: &str) -> u64 {
        self.get(name).and_then(|text| text.trim().parse().ok()).unwrap_or(1)
    }
}

/// Reads token by token.
pub(super) struct Xml<R> {
    from: R,
    buffer: Vec<u8>,
    /// Whether the "<" of the next tag has been read.
    inside: bool,
    /// The name of an empty tag that still has to be closed.
    closing: Option<String>,
}

impl<R: BufRead> Xml<R> {
    pub fn new(from: R) -> Self {
        Xml { from, buffer: Vec::new(), inside: false, closing: None }
    }

    /// The next token; `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        if let Some(name) = self.closing.take() {
            return Ok(Some(Piece::Close(name)));
        }
        loop {
            self.buffer.clear();
            if !self.inside {
                self.from.read_until(b'<', &mut self.buffer)?;
                self.inside = self.buffer.pop_if(|byte| *byte == b'<').is_some();
                if !self.buffer.is_empty() {
                    return Ok(Some(Piece::Text(unescaped(&self.buffer))));
                }
                if !self.inside {
                    return Ok(None);
                }
            }
            self.inside = false;
            self.read_tag()?;
            if let Some(text) = self.buffer.strip_prefix(b"![CDATA[") {
                let text = text.strip_suffix(b"]]").unwrap_or(text);
                return Ok(Some(Piece::Text(String::from_utf8_lossy(text).into_owned())));
            }
            if let Some(piece) = self.piece() {
                return Ok(Some(piece));
            }
        }
    }

    /// Reads to the end of the tag, which is then in the buffer, without "<" and ">".
    fn read_tag(&mut self) -> io::Result<()> {
        loop {
            if self.from.read_until(b'>', &mut self.buffer)? == 0 || self.buffer.last() != Some(&b'>') {
                return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a tag is not closed"));
            }
            let text = &self.buffer[..self.buffer.len() - 1];
            let is_whole = match text {
                [b'!', b'-', b'-', rest @ ..] => rest.len() >= 2 && rest.ends_with(b"--"),
                _ if text.starts_with(b"![CDATA[") => text.ends_with(b"]]"),
                _ => !is_quoted(text),
            };
            if is_whole {
                self.buffer.pop();
                return Ok(());
            }
        }
    }

    /// The tag in the buffer; `None` for comments and instructions.
    fn piece(&mut self) -> Option<Piece> {
        let text = self.buffer.as_slice();
        match text.first() {
            None | Some(b'!' | b'?') => return None,
            Some(b'/') => return Some(Piece::Close(String::from_utf8_lossy(text[1..].trim_ascii()).into_owned())),
            Some(_) => {}
        }
        let (text, is_empty) = text.strip_suffix(b"/").map_or((text, false), |text| (text, true));
        let end = text.iter().position(u8::is_ascii_whitespace).unwrap_or(text.len());
        let name = String::from_utf8_lossy(&text[..end]).into_owned();
        if is_empty {
            self.closing = Some(name.clone());
        }
        Some(Piece::Open(Tag { name, attributes: attributes(&text[end..]) }))
    }
}

/// Whether the text ends inside quotes.
fn is_quoted(text: &[u8]) -> bool {
    let mut open = None;
    for byte in text.iter().filter(|byte| matches!(byte, b'"' | b'\'')) {
        match open {
            None => open = Some(*byte),
            Some(mark) if mark == *byte => open = None,
            Some(_) => {}
        }
    }
    open.is_some()
}

fn attributes(mut text: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some(equals) = text.iter().position(|byte| *byte == b'=') {
        let name = String::from_utf8_lossy(text[..equals].trim_ascii()).into_owned();
        let rest = text[equals + 1..].trim_ascii_start();
        let Some((mark @ (b'"' | b'\''), rest)) = rest.split_first() else { break };
        let Some(end) = rest.iter().position(|byte| byte == mark) else { break };
        found.push((name, unescaped(&rest[..end])));
        text = &rest[end + 1..];
    }
    found
}

/// The text with its entities resolved; unknown ones stay as they are.
pub(super) fn unescaped(text: &[u8]) -> String {
    let text = String::from_utf8_lossy(text);
    if !text.contains('&') {
        return text.into_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let named = rest.find(';').and_then(|end| Some((entity(&rest[1..end])?, end)));
        match named {
            Some((character, end)) => {
                out.push(character);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<String> {
        let mut xml = Xml::new(text.as_bytes());
        let mut seen = Vec::new();
        while let Some(piece) = xml.next().expect("whole") {
            seen.push(match piece {
                Piece::Open(tag) => {
                    let attributes: Vec<_> =
                        tag.attributes.iter().map(|(name, value)| format!(" {name}={value}")).collect();
                    format!("<{}{}", tag.name, attributes.concat())
                }
                Piece::Close(name) => format!("/{name}"),
                Piece::Text(text) => text,
            });
        }
        seen
    }

    #[test]
    fn texts_come_in_pieces() {
        let text = "<?xml version=\"1.0\"?><!-- a > b --><a:b c=\"1 &lt; 2\" d='x\"&#x41;&#66;'>one &amp; t&o;<e/ ><f g=\">\"/><![CDATA[<h>]]></a:b >";
        let expected = ["<a:b c=1 < 2 d=x\"AB", "one & t&o;", "<e/", "<f g=>", "/f", "<h>", "/a:b"];
        assert_eq!(pieces(text), expected);
        assert_eq!(pieces(""), [""; 0]);
        assert!(Xml::new(&b"<a"[..]).next().is_err());
        assert!(Xml::new(&b"<a b=\">"[..]).next().is_err());
    }
}
