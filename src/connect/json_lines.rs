//! The text of a JSON file as lines of one object each: told, checked, cut, and some of them chosen.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::bytes::Bytes;
use super::heeding::IsStopped;
use super::sample::{Place, Sample};
use super::target::JsonShape;
use crate::base::{Problem, Text};

/// Lines when the first line is an object of its own, else one value that is cut.
pub(super) fn detect(bytes: &[u8]) -> JsonShape {
    let trimmed = bytes.trim_ascii_start();
    let first = trimmed.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let alone = first.starts_with(b"{") && serde_json::from_slice::<IgnoredAny>(first).is_ok();
    if alone || trimmed.is_empty() { JsonShape::Lines } else { JsonShape::Array }
}

fn broken(path: &Path, line: usize, why: Text) -> Problem {
    Problem::error(say!("json-broken", path = path.display(), line = line, why = why))
        .remedy(say!("json-correct"))
        .at("path")
}

/// serde_json's message without its own place.
fn message(error: &serde_json::Error) -> Text {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.clone(), |(message, _)| message.to_owned()).into()
}

/// Checks that every line is an object.
pub(super) fn check_lines(path: &Path, bytes: &[u8], is_stopped: IsStopped<'_>) -> Result<(), Problem> {
    for (index, line) in bytes.split(|&byte| byte == b'\n').enumerate() {
        if is_stopped() {
            return Err(Problem::stopped());
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            continue;
        }
        if !line.starts_with(b"{") {
            return Err(broken(path, index + 1, say!("json-line-no-object")));
        }
        serde_json::from_slice::<IgnoredAny>(line).map_err(|error| broken(path, index + 1, message(&error)))?;
    }
    Ok(())
}

/// The objects of an array, or one object alone, a line each.
pub(super) fn cut(path: &Path, bytes: &[u8], is_stopped: IsStopped<'_>) -> Result<Bytes, Problem> {
    let body = bytes.trim_ascii_start();
    if !matches!(body.first(), Some(b'[' | b'{')) {
        return Err(broken(path, 1, say!("json-neither")));
    }
    // Checked first: what is valid can be cut by its brackets alone.
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let checked = reader.deserialize_any(Check { is_stopped }).and_then(|()| reader.end());
    checked.map_err(|error| broken(path, error.line(), message(&error)))?;
    let mut other = None;
    let spooled = Bytes::spool(is_stopped, |out| cut_valid(bytes, out, &mut other));
    if let Some(at) = other {
        let line = 1 + bytes[..at].iter().filter(|&&byte| byte == b'\n').count();
        return Err(broken(path, line, say!("json-row-no-object")));
    }
    spooled.map_err(|error| {
        Problem::error(say!("json-set-aside", path = path.display(), error = error)).remedy(say!("file-free-temporary"))
    })
}

/// Passes over one array or object, item by item, so that it can be stopped between two.
struct Check<'a> {
    is_stopped: IsStopped<'a>,
}

impl Check<'_> {
    fn still<E: serde::de::Error>(&self) -> Result<(), E> {
        if (self.is_stopped)() { Err(E::custom("stopped")) } else { Ok(()) }
    }
}

impl<'de> Visitor<'de> for Check<'_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an array or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {
            self.still()?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while fields.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            self.still()?;
        }
        Ok(())
    }
}

/// Writes the objects of valid JSON; stops at a row that is none and tells its place.
fn cut_valid(bytes: &[u8], out: &mut dyn Write, other: &mut Option<usize>) -> io::Result<()> {
    let outer = usize::from(bytes.trim_ascii_start().first() == Some(&b'['));
    let (mut depth, mut in_text, mut escaped, mut start) = (0, false, false, 0);
    let mut buffered = io::BufWriter::with_capacity(1 << 16, out);
    for (at, &byte) in bytes.iter().enumerate() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = byte == b'\\' && !escaped;
            continue;
        }
        match byte {
            b'{' | b'[' => {
                if depth == outer {
                    if byte == b'[' && outer == 1 {
                        *other = Some(at);
                        return Ok(());
                    }
                    start = at;
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth -= 1;
                if depth == outer && byte == b'}' {
                    // Ends of lines between the fields are blanks to JSON.
                    for piece in bytes[start..=at].split(|&byte| matches!(byte, b'\n' | b'\r')) {
                        buffered.write_all(piece)?;
                    }
                    buffered.write_all(b"\n")?;
                }
            }
            b',' | b' ' | b'\n' | b'\r' | b'\t' if depth <= outer => {}
            _ if depth == outer => {
                *other = Some(at);
                return Ok(());
            }
            b'"' => in_text = true,
            _ => {}
        }
    }
    buffered.flush()
}

/// The lines of a sample, in their order.
pub(super) fn sampled(lines: &Bytes, sample: Sample) -> Vec<Bytes> {
    let head = &lines[..lines.len().min(sample.part)];
    let count = head.iter().filter(|&&byte| byte == b'\n').count();
    let end_of_line = |at: usize| lines[at..].iter().position(|&byte| byte == b'\n').map(|length| at + length + 1);
    let (mut pieces, mut behind) = (Vec::new(), 0);
    for Place { range, rows } in sample.places(0..lines.len(), head.len() / count.max(1)) {
        // A line may begin just there.
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
