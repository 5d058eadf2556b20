//! The rows of a JSON text as lines of one object each: separated, sliced, and turned into objects if they are not.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::cursor::{Cursor, is_one_value, trimmed};
use super::detect::detect;
use super::headers::Headers;
use super::items::{Stop, has_place, items, places};
use super::lists::{list_names, write_in_line, write_list};
use crate::base::{Problem, Text};
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{IsStopped, begin_pass};
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
    let mut walk = |each: &mut dyn FnMut(&[u8]) -> io::Result<()>| {
        if by_line {
            bytes.split(|&byte| byte == b'\n').try_for_each(each).map_err(Stop::Io)
        } else {
            items(bytes, &place.rows_at, &mut |range| each(&bytes[range]))
        }
    };
    let (names, warnings) = match class {
        Class::Lists => list_names(place.headers, &mut walk),
        _ => (None, Vec::new()),
    };
    let mut is_header = names.as_ref().is_some_and(|(_, from_first)| *from_first);
    let names = names.map(|(names, _)| names);
    let mut fault = None;
    // The lines are about as long as the text that they are made from.
    begin_pass(bytes.len());
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

#[cfg(test)]
mod tests {
    use super::super::items::lines_of_items;
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
    fn rows_are_read_at_the_given_place() {
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
