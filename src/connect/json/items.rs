//! Walks over the rows of a JSON text, wherever in its values they are.

use std::io;
use std::ops::Range;

use super::cursor::{Cursor, Sort, unescaped};
use super::fault::Fault;

/// Why a walk ended early.
pub(super) enum Stop {
    Fault(Fault),
    Io(io::Error),
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Stop::Fault(fault)
    }
}

/// Walks over the rows: the items of arrays, and standalone values, of all values of the text, one after the other.
pub(super) fn items(
    bytes: &[u8],
    place: &str,
    each: &mut dyn FnMut(Range<usize>) -> io::Result<()>,
) -> Result<(), Stop> {
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
pub(super) fn has_place(bytes: &[u8], place: &str) -> bool {
    let mut cursor = Cursor::new(bytes, 0);
    fn has_rest(cursor: &mut Cursor<'_>, place: &str) -> Result<bool, Fault> {
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
                        Some(rest) if has_rest(&mut cursor.clone(), rest)? => return Ok(true),
                        _ => drop(cursor.value()?),
                    }
                }
                Ok(false)
            }
            Sort::List => {
                cursor.open()?;
                Ok(cursor.next(b']', true)? && has_rest(cursor, place)?)
            }
            _ => Ok(false),
        }
    }
    // An invalid text fails when it is split.
    has_rest(&mut cursor, place).unwrap_or(true)
}

/// The depth to which objects are searched for arrays of objects.
const DEPTH: usize = 3;

/// The places of arrays of objects in a text that is one object.
pub(super) fn places(bytes: &[u8]) -> Vec<String> {
    fn collect(cursor: &mut Cursor<'_>, path: &str, depth: usize, found: &mut Vec<String>) -> Result<(), Fault> {
        match cursor.sort()? {
            Sort::Object if depth < DEPTH => {
                cursor.open()?;
                let mut is_first = true;
                while cursor.next(b'}', is_first)? {
                    is_first = false;
                    let name = unescaped(cursor.name()?);
                    let path = if path.is_empty() { name.into_owned() } else { format!("{path}.{name}") };
                    collect(cursor, &path, depth + 1, found)?;
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
    match collect(&mut Cursor::new(bytes, 0), "", 0, &mut found) {
        Ok(()) => found,
        Err(_) => Vec::new(),
    }
}

/// The lines of the file in which the items with these numbers begin, for values that were split.
pub(super) fn lines_of_items(bytes: &[u8], place: &str, numbers: &[u64]) -> Vec<u64> {
    let mut lines = Vec::with_capacity(numbers.len());
    let mut next = 0;
    let mut line = 1;
    let mut counted = 0;
    let mut remaining = numbers.iter().peekable();
    // An invalid text was rejected before.
    let _ = items(bytes, place, &mut |range| {
        while remaining.peek() == Some(&&next) {
            line += bytes[counted..range.start].iter().filter(|&&byte| byte == b'\n').count() as u64;
            counted = range.start;
            lines.push(line);
            remaining.next();
        }
        next += 1;
        if remaining.peek().is_some() { Ok(()) } else { Err(io::Error::other("all are found")) }
    });
    lines
}
