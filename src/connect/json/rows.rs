//! The rows of a JSON text as lines of one object each: separated, sliced, and turned into objects if they are not.

use std::io::{self, BufWriter, Write};
use std::ops::Range;
use std::path::Path;

use super::cursor::{Cursor, Fault, Sort, is_one_value, trimmed, unescaped};
use super::headers::{Headers, headers};
use crate::base::{Problem, Text};
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{IsStopped, pass_over};
use crate::connect::csv::unique_names;
use crate::connect::target::JsonShape;

/// The lines of a file and their origin.
#[derive(Clone)]
pub(super) struct Rows {
    /// `None`: the file's own lines.
    pub made: Option<Bytes>,
    /// Whether one of these lines is one line of the file.
    pub by_line: bool,
    pub warnings: Vec<Problem>,
}

/// Where the rows of a file are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub shape: Option<JsonShape>,
    /// "data.items", or empty.
    pub rows_at: String,
    pub headers: Headers,
}

/// What rows are, decided by the first of them.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Class {
    Objects,
    Lists,
    Values,
}

/// The number of lines examined to infer the shape.
const LOOKED: usize = 20;
/// Their maximum number of bytes.
const HEAD: usize = 1 << 20;

/// Lines, if half of the first lines are complete objects, or the first of several is a value; else a stream of values.
pub(super) fn detect(bytes: &[u8]) -> JsonShape {
    let all = bytes.split(|&byte| byte == b'\n').map(trimmed).filter(|line| !line.is_empty());
    let mut lines = Vec::new();
    let mut left = HEAD;
    for line in all.take(LOOKED) {
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

fn broken(path: &Path, bytes: &[u8], at: usize, why: Text) -> Problem {
    let line = 1 + bytes[..at.min(bytes.len())].iter().filter(|&&byte| byte == b'\n').count();
    Problem::error(say!("json-broken", path = path.display(), line = line, why = why))
        .remedy(say!("json-correct"))
        .at("path")
}

/// The rows of a file as lines. Fails if a text that does not consist of lines is invalid, since what follows is
/// unknown.
pub(super) fn rows(path: &Path, bytes: &[u8], place: &Place, is_stopped: IsStopped<'_>) -> Result<Rows, Problem> {
    let by_line = place.rows_at.is_empty() && place.shape.unwrap_or_else(|| detect(bytes)) == JsonShape::Lines;
    let first = if by_line { first_line(bytes) } else { first_item(path, bytes, place)? };
    let class = match first.as_ref().and_then(|first| trimmed(first).first()) {
        None | Some(b'{') => Class::Objects,
        Some(b'[') => Class::Lists,
        // Text that is not JSON is not turned into a row.
        Some(_) if by_line && !first.as_ref().is_some_and(|first| is_one_value(first)) => Class::Objects,
        Some(_) => Class::Values,
    };
    if by_line && class == Class::Objects {
        return Ok(Rows { made: None, by_line, warnings: Vec::new() });
    }
    let mut walk = |each: &mut dyn FnMut(&[u8]) -> io::Result<()>| match by_line {
        true => bytes.split(|&byte| byte == b'\n').try_for_each(each).map_err(Stop::Io),
        false => items(bytes, &place.rows_at, &mut |range| each(&bytes[range])),
    };
    let (names, warnings) = match class {
        Class::Lists => list_names(place.headers, &mut walk),
        _ => (None, Vec::new()),
    };
    let mut is_header = names.as_ref().is_some_and(|(_, from_first)| *from_first);
    let names = names.map(|(names, _)| names);
    let mut fault = None;
    // The lines are about as long as the text that they are made from.
    pass_over(bytes.len());
    let made = Bytes::spool(is_stopped, |out| {
        let mut out = BufWriter::with_capacity(1 << 16, out);
        let done = walk(&mut |item| {
            if trimmed(item).is_empty() {
                return out.write_all(b"\n");
            }
            if std::mem::take(&mut is_header) {
                // Keeps the numbers of the lines that follow.
                return out.write_all(b"\n");
            }
            match (class, &names) {
                (Class::Lists, Some(names)) => write_list(item, names, &mut out)?,
                (Class::Values, _) if is_one_value(item) => {
                    out.write_all(b"{\"value\":")?;
                    write_in_line(item, &mut out)?;
                    out.write_all(b"}")?;
                }
                _ => write_in_line(item, &mut out)?,
            }
            out.write_all(b"\n")
        });
        match done {
            Ok(()) => out.flush(),
            Err(Stop::Io(error)) => Err(error),
            Err(Stop::Fault(found)) => {
                fault = Some(found);
                Ok(())
            }
        }
    });
    let made = made.map_err(|error| {
        Problem::error(say!("csv-set-aside", error = error)).remedy(say!("file-free-temporary")).at("path")
    })?;
    match fault {
        Some(fault) => Err(broken(path, bytes, fault.at, fault.why.words())),
        None => Ok(Rows { made: Some(made), by_line, warnings }),
    }
}

fn first_line(bytes: &[u8]) -> Option<Vec<u8>> {
    bytes.split(|&byte| byte == b'\n').map(trimmed).find(|line| !line.is_empty()).map(<[u8]>::to_vec)
}

/// Why a walk ended early.
enum Stop {
    Fault(Fault),
    Io(io::Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

/// The beginning of the first item. Fails if there cannot be one.
fn first_item(path: &Path, bytes: &[u8], place: &Place) -> Result<Option<Vec<u8>>, Problem> {
    let begins = Cursor::new(bytes, 0).peek();
    if !matches!(begins, Some(b'{' | b'[') | None) && !is_one_value(bytes) {
        return Err(broken(path, bytes, 0, say!("json-neither")));
    }
    if !place.rows_at.is_empty() && !has_place(bytes, &place.rows_at) {
        let found = places(bytes);
        let problem = Problem::error(say!("json-no-such-place", place = place.rows_at.as_str(), path = path.display()));
        let problem = problem.at("rows_at");
        let named = problem.clone().among(&place.rows_at, found.iter().map(String::as_str));
        return Err(named.unwrap_or_else(|| problem.remedy(say!("json-no-places"))));
    }
    let mut first = None;
    let ended = items(bytes, &place.rows_at, &mut |range| {
        first = Some(bytes[range.start..range.end.min(range.start + 64)].to_vec());
        Err(io::Error::other("found"))
    });
    match ended {
        Err(Stop::Fault(fault)) => Err(broken(path, bytes, fault.at, fault.why.words())),
        _ => Ok(first),
    }
}

/// Walks over the rows: the items of arrays, and standalone values, of all values of the text, one after the other.
fn items(bytes: &[u8], place: &str, each: &mut dyn FnMut(Range<usize>) -> io::Result<()>) -> Result<(), Stop> {
    let mut cursor = Cursor::new(bytes, 0);
    while cursor.peek().is_some() {
        within(&mut cursor, place, each)?;
    }
    Ok(())
}

/// The rows of the value that begins here.
fn within(
    cursor: &mut Cursor<'_>,
    place: &str,
    each: &mut dyn FnMut(Range<usize>) -> io::Result<()>,
) -> Result<(), Stop> {
    match cursor.sort()? {
        Sort::Object if !place.is_empty() => {
            cursor.open()?;
            let mut is_first = true;
            while cursor.next(b'}', is_first)? {
                is_first = false;
                let name = unescaped(cursor.name()?);
                match rest_of(place, &name) {
                    Some(rest) => within(cursor, rest, each)?,
                    None => drop(cursor.value()?),
                }
            }
        }
        Sort::List => {
            cursor.open()?;
            let mut is_first = true;
            while cursor.next(b']', is_first)? {
                is_first = false;
                if place.is_empty() {
                    let start = cursor.at;
                    cursor.value()?;
                    each(start..cursor.at).map_err(Stop::Io)?;
                } else {
                    // An array of envelopes: the rows of all of them.
                    within(cursor, place, each)?;
                }
            }
        }
        _ => {
            cursor.skip_blanks();
            let start = cursor.at;
            cursor.value()?;
            if place.is_empty() {
                each(start..cursor.at).map_err(Stop::Io)?;
            }
        }
    }
    Ok(())
}

/// The rest of a place inside the field `name`: names may contain points.
fn rest_of<'a>(place: &'a str, name: &str) -> Option<&'a str> {
    let rest = place.strip_prefix(name)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.') }
}

/// Whether the first value of the text has this place.
fn has_place(bytes: &[u8], place: &str) -> bool {
    let mut cursor = Cursor::new(bytes, 0);
    fn look(cursor: &mut Cursor<'_>, place: &str) -> Result<bool, Fault> {
        if place.is_empty() {
            return Ok(true);
        }
        match cursor.sort()? {
            Sort::Object => {
                cursor.open()?;
                let mut is_first = true;
                while cursor.next(b'}', is_first)? {
                    is_first = false;
                    let name = unescaped(cursor.name()?);
                    match rest_of(place, &name) {
                        Some(rest) if look(&mut cursor.clone(), rest)? => return Ok(true),
                        _ => drop(cursor.value()?),
                    }
                }
                Ok(false)
            }
            Sort::List => {
                cursor.open()?;
                Ok(cursor.next(b']', true)? && look(cursor, place)?)
            }
            _ => Ok(false),
        }
    }
    // An invalid text fails when it is split.
    look(&mut cursor, place).unwrap_or(true)
}

/// The depth to which objects are searched for arrays of objects.
const DEPTH: usize = 3;

/// The places of arrays of objects in a text that is one object.
pub(super) fn places(bytes: &[u8]) -> Vec<String> {
    fn look(cursor: &mut Cursor<'_>, path: &str, depth: usize, found: &mut Vec<String>) -> Result<(), Fault> {
        match cursor.sort()? {
            Sort::Object if depth < DEPTH => {
                cursor.open()?;
                let mut is_first = true;
                while cursor.next(b'}', is_first)? {
                    is_first = false;
                    let name = unescaped(cursor.name()?);
                    let path = if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") };
                    look(cursor, &path, depth + 1, found)?;
                }
            }
            Sort::List if depth > 0 => {
                let start = cursor.at;
                cursor.value()?;
                let mut inside = Cursor::new(cursor.bytes, start);
                inside.open()?;
                if inside.next(b']', true)? && inside.sort()? == Sort::Object {
                    found.push(path.to_owned());
                }
            }
            _ => drop(cursor.value()?),
        }
        Ok(())
    }
    let mut found = Vec::new();
    match look(&mut Cursor::new(bytes, 0), "", 0, &mut found) {
        Ok(()) => found,
        Err(_) => Vec::new(),
    }
}

type Walk<'a> = dyn FnMut(&mut dyn FnMut(&[u8]) -> io::Result<()>) -> Result<(), Stop> + 'a;

/// The column names of arrays, and whether they come from the first of them.
fn list_names(wanted: Headers, walk: &mut Walk<'_>) -> (Option<(Vec<String>, bool)>, Vec<Problem>) {
    let mut lists: Vec<Vec<Vec<u8>>> = Vec::new();
    // Only the first rows are needed: an error ends the walk.
    let _ = walk(&mut |item| {
        lists.extend(list_items(item).map(|items| items.into_iter().map(<[u8]>::to_vec).collect()));
        if lists.len() < LOOKED { Ok(()) } else { Err(io::Error::other("enough")) }
    });
    let Some(first) = lists.first() else { return (None, Vec::new()) };
    match headers(wanted, &lists) {
        Some(names) => {
            let (names, warnings) = unique_names(names, true);
            (Some((names, true)), warnings)
        }
        None => {
            let (names, warnings) = unique_names(vec![String::new(); first.len()], false);
            (Some((names, false)), warnings)
        }
    }
}

/// The items of an array, as written; `None` if it is not an array.
fn list_items(text: &[u8]) -> Option<Vec<&[u8]>> {
    let mut cursor = Cursor::new(text, 0);
    if cursor.sort().ok()? != Sort::List {
        return None;
    }
    cursor.open().ok()?;
    let mut items = Vec::new();
    while cursor.next(b']', items.is_empty()).ok()? {
        items.push(cursor.value().ok()?);
    }
    cursor.end().ok()?;
    Some(items)
}

/// Writes an array as an object. One with more or fewer items stays an array, and is not a row.
fn write_list(item: &[u8], names: &[String], out: &mut impl Write) -> io::Result<()> {
    match list_items(item).filter(|items| items.len() == names.len()) {
        Some(items) => {
            for (index, (name, value)) in names.iter().zip(items).enumerate() {
                let before = if index == 0 { "{" } else { "," };
                write!(out, "{before}{}:", serde_json::Value::from(name.as_str()))?;
                write_in_line(value, out)?;
            }
            out.write_all(b"}")
        }
        None => write_in_line(item, out),
    }
}

/// Line ends between values are blanks in JSON.
fn write_in_line(value: &[u8], out: &mut impl Write) -> io::Result<()> {
    value.split(|&byte| matches!(byte, b'\n' | b'\r')).try_for_each(|piece| out.write_all(piece))
}

/// The lines of the file in which the items with these numbers begin, for values that were split.
pub(super) fn lines_of_items(bytes: &[u8], place: &str, numbers: &[u64]) -> Vec<u64> {
    let (mut lines, mut next, mut line, mut counted) = (Vec::with_capacity(numbers.len()), 0, 1, 0);
    let mut wanted = numbers.iter().peekable();
    // An invalid text was rejected before.
    let _ = items(bytes, place, &mut |range| {
        while wanted.peek() == Some(&&next) {
            line += bytes[counted..range.start].iter().filter(|&&byte| byte == b'\n').count() as u64;
            counted = range.start;
            lines.push(line);
            wanted.next();
        }
        next += 1;
        if wanted.peek().is_some() { Ok(()) } else { Err(io::Error::other("all are found")) }
    });
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(text: &str, place: &Place) -> String {
        let rows = rows(Path::new("a.json"), text.as_bytes(), place, &|| false);
        match rows {
            Ok(rows) => rows.made.map_or(text.into(), |made| String::from_utf8_lossy(&made).into_owned()),
            Err(problem) => format!("! {problem}"),
        }
    }

    const ANY: Place = Place { shape: None, rows_at: String::new(), headers: Headers::Detected };

    #[test]
    fn whatever_the_shape_rows_become_lines() {
        for (text, lines) in [
            ("[{\"a\":1},\n{\"a\":\n2}]", "{\"a\":1}\n{\"a\":2}\n"),
            ("{\"a\":1}{\"a\":2} {\"a\":3}", "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n"),
            ("{\n\"a\":1\n}\n{\n\"a\":2\n}\n", "{\"a\":1}\n{\"a\":2}\n"),
            ("[1,\"x\",null]", "{\"value\":1}\n{\"value\":\"x\"}\n{\"value\":null}\n"),
            ("1\n2\n\n3\n", "{\"value\":1}\n{\"value\":2}\n\n{\"value\":3}\n\n"),
            ("[[\"n\",\"p\"],[\"A\",1]]", "\n{\"n\":\"A\",\"p\":1}\n"),
            ("[[1,2],[3,4]]", "{\"column_1\":1,\"column_2\":2}\n{\"column_1\":3,\"column_2\":4}\n"),
            ("[1,2]\n[3,4]\n[5]", "{\"column_1\":1,\"column_2\":2}\n{\"column_1\":3,\"column_2\":4}\n[5]\n"),
            ("{\"a\":1}\nbroken\n{\"a\":2}\n", "{\"a\":1}\nbroken\n{\"a\":2}\n"),
            ("bro\n{\"a\":1}\n{\"a\":2}\n", "bro\n{\"a\":1}\n{\"a\":2}\n"),
            ("[{\"a\":1},5]", "{\"a\":1}\n5\n"),
            (
                "[{\"a\":1},\n{\"a\":}]",
                "! path: a.json is invalid in line 2: a value is missing. Correct the file. If it is truncated, download it again",
            ),
        ] {
            assert_eq!(made(text, &ANY), lines, "{text}");
        }
    }

    #[test]
    fn rows_lie_where_they_are_told() {
        let at = |place: &str| Place { rows_at: place.into(), ..ANY };
        let text = "{\"next\":null,\"data\":{\"items\":[{\"a\":1},\n{\"a\":2}],\"x.y\":[{\"b\":1}]}}";
        assert_eq!(made(text, &at("data.items")), "{\"a\":1}\n{\"a\":2}\n");
        assert_eq!(made(text, &at("data.x.y")), "{\"b\":1}\n");
        assert_eq!(made(&format!("{text}\n{text}"), &at("data.x.y")), "{\"b\":1}\n{\"b\":1}\n");
        assert!(made(text, &at("data.item")).contains("Did you mean \"data.items\"?"));
        assert_eq!(places(text.as_bytes()), ["data.items", "data.x.y"]);
        assert_eq!(lines_of_items(text.as_bytes(), "data.items", &[0, 1]), [1, 2]);
    }
}
