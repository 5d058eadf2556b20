//! Functions of text. Lengths and places count characters, and places start at 1.

use polars::prelude::*;

use super::Spark::{Same, Template, With};
use super::text_kernels as kernel;
use super::{Call, Function};
use crate::base::Problem;
use crate::formula::like::escape_regex;
use crate::formula::lower::integer;
use crate::formula::spark::text_literal;
use crate::formula::tree::Tree;

/// What trimming takes away: the white space that is met in files. Spark alone would take only the plain space.
const BLANKS: &str = " \t\n\r\u{b}\u{c}\u{a0}\u{2007}\u{202f}\u{3000}\u{feff}";

pub(super) fn functions() -> Vec<Function> {
    let f = Function::new;
    vec![
        f(
            ("length", "text: text -> integer"),
            "How many characters the text has.",
            ("length('café')", "4"),
            |c| Ok(c.arg(0).str().len_chars().cast(DataType::Int64)),
            Same("char_length"),
        )
        .aliases(&["len", "char_length", "character_length"]),
        f(
            ("upper", "text: text -> text"),
            "The text in upper case.",
            ("upper('ewr é')", "EWR É"),
            |c| Ok(c.arg(0).str().to_uppercase()),
            Same("upper"),
        )
        .aliases(&["ucase"]),
        f(
            ("lower", "text: text -> text"),
            "The text in lower case.",
            ("lower('EWR É')", "ewr é"),
            |c| Ok(c.arg(0).str().to_lowercase()),
            Same("lower"),
        )
        .aliases(&["lcase"]),
        f(
            ("initcap", "text: text -> text"),
            "Every word with a capital first letter and the rest in lower case.",
            ("initcap('united AIR lines')", "United Air Lines"),
            |c| Ok(kernel::initcap(c.arg(0))),
            Same("initcap"),
        )
        .aliases(&["proper"]),
        f(
            ("trim", "text: text, [characters: text] -> text"),
            "The text without white space, or without these characters, at both ends.",
            ("trim('  JFK ')", "JFK"),
            |c| Ok(c.arg(0).str().strip_chars(stripped(c))),
            With(|_, sql| spark_trim("BOTH", sql)),
        )
        .aliases(&["btrim", "strip"]),
        f(
            ("ltrim", "text: text, [characters: text] -> text"),
            "The text without white space, or without these characters, at its start.",
            ("ltrim('007', '0')", "7"),
            |c| Ok(c.arg(0).str().strip_chars_start(stripped(c))),
            With(|_, sql| spark_trim("LEADING", sql)),
        ),
        f(
            ("rtrim", "text: text, [characters: text] -> text"),
            "The text without white space, or without these characters, at its end.",
            ("rtrim('1.500', '0')", "1.5"),
            |c| Ok(c.arg(0).str().strip_chars_end(stripped(c))),
            With(|_, sql| spark_trim("TRAILING", sql)),
        ),
        f(
            ("substring", "text: text, start: integer, [length: integer] -> text"),
            "The part of the text from a place on; a negative start counts from the end.",
            ("substring('N14228', 2, 3)", "142"),
            |c| match (c.integer(1), c.integer(2), c.count()) {
                (Some(start), Some(length), 3) if start >= 1 && length >= 0 => {
                    Ok(c.arg(0).str().slice(integer(start - 1), integer(length)))
                }
                (Some(start), _, 2) if start >= 1 => Ok(c.arg(0).str().slice(integer(start - 1), integer(i64::MAX))),
                _ => Ok(kernel::substring(c.lowered.clone())),
            },
            Same("substring"),
        )
        .aliases(&["substr", "mid"]),
        f(
            ("left", "text: text, count: integer -> text"),
            "The first characters of the text.",
            ("left('N14228', 3)", "N14"),
            |c| match c.integer(1) {
                Some(count) => Ok(c.arg(0).str().slice(integer(0), integer(count.max(0)))),
                None => Ok(kernel::left(c.arg(0), c.arg(1))),
            },
            Template("substring({0}, 1, greatest({1}, 0))"),
        ),
        f(
            ("right", "text: text, count: integer -> text"),
            "The last characters of the text.",
            ("right('N14228', 2)", "28"),
            |c| Ok(kernel::right(c.arg(0), c.arg(1))),
            Same("right"),
        ),
        f(
            ("replace", "text: text, search: text, replacement: text -> text"),
            "The text with every occurrence of one text replaced by another.",
            ("replace('a-b-c', '-', '')", "abc"),
            |c| Ok(kernel::replace(c.lowered.clone())),
            Same("replace"),
        ),
        f(
            ("translate", "text: text, from: text, to: text -> text"),
            "The text with each character of one list replaced by its partner in another; those without are removed.",
            ("translate('1.234,5', ',.', '.')", "1234.5"),
            |c| Ok(kernel::translate(c.lowered.clone())),
            Same("translate"),
        ),
        f(
            ("regexp_replace", "text: text, pattern: constant text, replacement: constant text -> text"),
            "The text with every match of a regular expression replaced; $1 is its first group.",
            ("regexp_replace('AA 11', '([A-Z]+) (\\d+)', '$2-$1')", "11-AA"),
            |c| Ok(c.arg(0).str().replace_all(lit(c.text(1)), lit(kernel::groups(c.text(2))), false)),
            Same("regexp_replace"),
        )
        .check(valid_pattern),
        f(
            ("regexp_extract", "text: text, pattern: constant text, [group: constant integer] -> text"),
            "What a group of a regular expression matches first (the first group where there is one); '' where nothing matches.",
            ("regexp_extract('flight AA11', '([A-Z]{2})(\\d+)', 2)", "11"),
            |c| {
                let found = c.arg(0).str().extract(lit(c.text(1)), group(c.arguments));
                Ok(when(c.arg(0).is_null()).then(lit(Scalar::null(DataType::String))).otherwise(found.fill_null(lit(""))))
            },
            With(|trees, sql| format!("regexp_extract({}, {}, {})", sql[0], sql[1], group(trees))),
        )
        .copies(2)
        .check(|trees| {
            valid_pattern(trees)?;
            let (asked, there) = (group(trees), kernel::group_count(trees[1].constant_text().unwrap_or_default()));
            if asked <= there {
                return Ok(());
            }
            Err(Problem::error(format!("The pattern has {there} groups, not {asked}"))
                .remedy("Groups stand in brackets and count from 1; 0 is the whole match")
                .span(trees[1].span.clone()))
        }),
        f(
            ("regexp_like", "text: text, pattern: constant text -> boolean"),
            "Whether a regular expression matches somewhere in the text.",
            ("regexp_like('N14228', '^N[0-9]+$')", "true"),
            |c| Ok(c.arg(0).str().contains(lit(c.text(1)), true)),
            Same("regexp_like"),
        )
        .aliases(&["regexp_matches", "rlike", "regexp"])
        .check(valid_pattern),
        f(
            ("regexp_count", "text: text, pattern: constant text -> integer"),
            "How often a regular expression matches in the text.",
            ("regexp_count('a1b22', '[0-9]+')", "2"),
            |c| Ok(c.arg(0).str().count_matches(lit(c.text(1)), false).cast(DataType::Int64)),
            Same("regexp_count"),
        )
        .check(valid_pattern),
        f(
            ("split_part", "text: text, delimiter: text, part: integer -> text"),
            "A part of the text between delimiters, counted from 1, or from the end if negative; '' where there is none.",
            ("split_part('2013-01-31', '-', 2)", "01"),
            |c| Ok(kernel::split_part(c.lowered.clone())),
            Same("split_part"),
        )
        .check(|trees| match trees[2].constant_integer() {
            Some(0) => Err(Problem::error("There is no part 0").remedy("Parts count from 1").span(trees[2].span.clone())),
            _ => Ok(()),
        }),
        f(
            ("concat", "value: written... -> text"),
            "The values one after the other, as || joins them; null if any is null.",
            ("concat('AA', 11, '!')", "AA11!"),
            |c| Ok(concat_str(c.lowered.clone(), "", false)),
            Same("concat"),
        ),
        f(
            ("concat_ws", "separator: constant text, value: written... -> text"),
            "The values with a separator between them; nulls are left out.",
            ("concat_ws(', ', 'EWR', NULL, 'JFK')", "EWR, JFK"),
            |c| Ok(concat_str(&c.lowered[1..], c.text(0), true)),
            Same("concat_ws"),
        ),
        f(
            ("lpad", "text: text, length: integer, [fill: text] -> text"),
            "The text filled at its start, with spaces or another text, or cut, to exactly this length.",
            ("lpad('7', 3, '0')", "007"),
            |c| Ok(kernel::pad(c.lowered.clone(), true)),
            Same("lpad"),
        ),
        f(
            ("rpad", "text: text, length: integer, [fill: text] -> text"),
            "The text filled at its end, with spaces or another text, or cut, to exactly this length.",
            ("rpad('JFK', 5, '.')", "JFK.."),
            |c| Ok(kernel::pad(c.lowered.clone(), false)),
            Same("rpad"),
        ),
        f(
            ("starts_with", "text: text, start: text -> boolean"),
            "Whether the text begins with another.",
            ("starts_with('N14228', 'N')", "true"),
            |c| Ok(c.arg(0).str().starts_with(c.arg(1))),
            Same("startswith"),
        )
        .aliases(&["startswith"]),
        f(
            ("ends_with", "text: text, end: text -> boolean"),
            "Whether the text ends with another.",
            ("ends_with('N14228', '28')", "true"),
            |c| Ok(c.arg(0).str().ends_with(c.arg(1))),
            Same("endswith"),
        )
        .aliases(&["endswith"]),
        f(
            ("contains", "text: text, part: text -> boolean"),
            "Whether the text has another somewhere in it.",
            ("contains('Southwest', 'west')", "true"),
            |c| Ok(c.arg(0).str().contains_literal(c.arg(1))),
            Same("contains"),
        ),
        f(
            ("position", "part: text, text: text -> integer"),
            "Where a part first stands in the text, counted from 1; 0 where it does not. Also POSITION(part IN text).",
            ("position('-', 'a-b-c')", "2"),
            |c| Ok(kernel::position(c.arg(1), c.arg(0))),
            Same("position"),
        )
        .aliases(&["locate", "charindex"]),
        f(
            ("instr", "text: text, part: text -> integer"),
            "Where a part first stands in the text, counted from 1; 0 where it does not.",
            ("instr('a-b-c', '-')", "2"),
            |c| Ok(kernel::position(c.arg(0), c.arg(1))),
            Same("instr"),
        )
        .aliases(&["strpos"]),
        f(
            ("reverse", "text: text -> text"),
            "The text from its last character to its first.",
            ("reverse('abc')", "cba"),
            |c| Ok(c.arg(0).str().reverse()),
            Same("reverse"),
        ),
        f(
            ("repeat", "text: text, count: integer -> text"),
            "The text a number of times.",
            ("repeat('ab', 3)", "ababab"),
            |c| Ok(kernel::repeat(c.arg(0), c.arg(1))),
            Same("repeat"),
        ),
        f(
            ("ascii", "text: text -> integer"),
            "The code point of the first character; 0 for an empty text.",
            ("ascii('A')", "65"),
            |c| Ok(kernel::ascii(c.arg(0))),
            Same("ascii"),
        ),
        f(
            ("levenshtein", "text: text, other: text -> integer"),
            "How many characters must change to make one text of the other.",
            ("levenshtein('kitten', 'sitting')", "3"),
            |c| Ok(kernel::levenshtein(c.arg(0), c.arg(1))),
            Same("levenshtein"),
        ),
    ]
}

fn stripped(call: &Call) -> Expr {
    if call.count() > 1 { call.arg(1) } else { lit(BLANKS) }
}

fn spark_trim(side: &str, sql: &[String]) -> String {
    let characters = sql.get(1).cloned().unwrap_or_else(|| text_literal(BLANKS));
    format!("trim({side} {characters} FROM {})", sql[0])
}

/// The group that is asked for; without a word the first, or the whole match where there are no groups.
fn group(trees: &[Tree]) -> usize {
    let groups = kernel::group_count(trees[1].constant_text().unwrap_or_default());
    match trees.get(2).and_then(Tree::constant_integer) {
        Some(group) => usize::try_from(group).unwrap_or(usize::MAX),
        None => groups.min(1),
    }
}

fn valid_pattern(trees: &[Tree]) -> Result<(), Problem> {
    let Some(pattern) = trees[1].constant_text() else { return Ok(()) };
    if StringChunked::full("".into(), "", 1).contains(pattern, true).is_ok() {
        return Ok(());
    }
    let mut escaped = String::new();
    escape_regex(pattern, &mut escaped);
    let problem = Problem::error(format!("'{pattern}' is not a regular expression")).span(trees[1].span.clone());
    Err(if pattern.contains("(?=") || pattern.contains("(?!") || pattern.contains("(?<") {
        problem.remedy("Looking ahead or behind is not possible here")
    } else {
        problem.remedy(format!("To look for the text itself write '{escaped}'"))
    })
}
