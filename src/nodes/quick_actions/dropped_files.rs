//! Common properties of files: their columns, and a path that matches all of them and no others.

use std::path::{Component, Path, PathBuf};

use crate::connect::{self, Reach};
use crate::nodes::Kind;
use crate::nodes::kit::lower::{Inputs, Lower, Parameters, Purpose};

/// Files of formats other than CSV and Parquet are read completely to find their columns: larger files would take too
/// long for a drop.
const LARGE: u64 = 32 << 20;

/// The columns that a reader with default settings finds in the file, in alphabetical order. `None` if they are not
/// known before a run, or the file cannot be read.
pub fn file_columns(reader: &Kind, base: &Path) -> Option<Vec<String>> {
    let parameters = Parameters::new();
    let reach = Reach::new(base);
    let cx = Lower::new(&reach, &parameters, Purpose::Schema);
    let mut columns = match reader {
        Kind::ReadCsv(csv) => csv.columns(&cx)?,
        _ => {
            let length: u64 =
                reader.source(&cx).ok()??.state(&reach).ok()?.marks.iter().filter_map(|one| one.bytes).sum();
            if length > LARGE && reader.meta().id != "read_parquet" {
                return None;
            }
            let tables = reader.lower(&cx, Inputs::new(&reader.ports())).ok()?;
            tables.0.first()?.schema().iter_names().map(ToString::to_string).collect()
        }
    };
    columns.sort();
    Some(columns)
}

/// Whether a path can be part of a pattern or a list: it contains none of their special characters.
pub fn is_plain(path: &Path) -> bool {
    !path.to_string_lossy().contains(['*', '?', '[', '{', '}', ','])
}

/// A path that matches all of these files (which have plain paths), and no others: a pattern, otherwise a list.
pub fn path_of_all(files: &[PathBuf]) -> PathBuf {
    let mut sorted = files.to_vec();
    sorted.sort();
    let takes_all = |pattern: &PathBuf| connect::glob(pattern).is_ok_and(|found| found == sorted);
    patterns(&sorted).into_iter().find(takes_all).unwrap_or_else(|| list(&sorted))
}

/// Patterns for the parts in which the paths differ, the simplest first.
fn patterns(files: &[PathBuf]) -> Vec<PathBuf> {
    let parts: Vec<Vec<Component<'_>>> = files.iter().map(|file| file.components().collect()).collect();
    let Some(first) = parts.first().filter(|first| parts.iter().all(|parts| parts.len() == first.len())) else {
        return Vec::new();
    };
    let way = |how: usize| {
        let parts = first.iter().enumerate().map(|(at, part)| {
            let values: Vec<String> =
                parts.iter().map(|parts| parts[at].as_os_str().to_string_lossy().into_owned()).collect();
            if values.iter().all(|value| *value == values[0]) {
                part.as_os_str().to_owned()
            } else {
                pattern(&values, how).into()
            }
        });
        parts.collect::<PathBuf>()
    };
    (0..3).map(way).collect()
}

/// "sales_*.csv" for "sales_2013.csv" and "sales_2014.csv"; a higher `how` keeps more of the common parts.
fn pattern(values: &[String], how: usize) -> String {
    let (begin, end) = common(values);
    let wide_begin = begin.trim_end_matches(|c: char| c.is_ascii_digit());
    let wide_end = end.trim_start_matches(char::is_alphanumeric);
    match how {
        0 => format!("{wide_begin}*{wide_end}"),
        1 => format!("{begin}*{wide_end}"),
        _ => format!("{begin}*{end}"),
    }
}

/// The common prefix and suffix of all texts.
fn common(values: &[String]) -> (&str, &str) {
    let Some((first, rest)) = values.split_first() else { return ("", "") };
    let same = |a: &str, b: &str| a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let begin = rest.iter().map(|value| same(first, value)).min().unwrap_or(first.len());
    let from_behind = |text: &str| text[begin..].chars().rev().collect::<String>();
    let tail = from_behind(first);
    let end = rest.iter().map(|value| same(&tail, &from_behind(value))).min().unwrap_or(0);
    (&first[..begin], &first[first.len() - end..])
}

/// "a_{1,3}.csv".
fn list(files: &[PathBuf]) -> PathBuf {
    let texts: Vec<String> = files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
    let (begin, end) = common(&texts);
    let middles: Vec<&str> = texts.iter().map(|text| &text[begin.len()..text.len() - end.len()]).collect();
    format!("{begin}{{{}}}{end}", middles.join(",")).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_as_wide_as_names_allow() {
        let texts = |all: &[&str]| all.iter().map(|text| text.to_string()).collect::<Vec<_>>();
        for (names, wide, narrow) in [
            (&["sales_2013.csv", "sales_2014.csv"][..], "sales_*.csv", "sales_201*.csv"),
            (&["jan.csv", "feb.csv"], "*.csv", "*.csv"),
            (&["a1.csv", "a11.csv"], "a*.csv", "a1*.csv"),
            (&["2013_x.csv", "2014_x.csv"], "*_x.csv", "201*_x.csv"),
        ] {
            assert_eq!((pattern(&texts(names), 0), pattern(&texts(names), 2)), (wide.into(), narrow.into()));
        }
        let paths = |all: &[&str]| all.iter().map(PathBuf::from).collect::<Vec<_>>();
        assert_eq!(list(&paths(&["/d/a_1.csv", "/d/a_3.csv"])), Path::new("/d/a_{1,3}.csv"));
        assert_eq!(list(&paths(&["/d/a.csv", "/d/a_1.csv"])), Path::new("/d/a{,_1}.csv"));
        assert_eq!(list(&paths(&["/d/a.csv", "/e/x.csv"])), Path::new("/{d/a,e/x}.csv"));
    }
}
