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
            ("length('café')", "4"),
            |c| Ok(c.arg(0).str().len_chars().cast(DataType::Int64)),
            Same("char_length"),
        )
        .aliases(&["len", "char_length", "character_length"]),
        f(
            ("upper", "text: text -> text"),
            ("upper('ewr é')", "EWR É"),
            |c| Ok(c.arg(0).str().to_uppercase()),
            Same("upper"),
        )
        .aliases(&["ucase"]),
        f(
            ("lower", "text: text -> text"),
            ("lower('EWR É')", "ewr é"),
            |c| Ok(c.arg(0).str().to_lowercase()),
            Same("lower"),
        )
        .aliases(&["lcase"]),
        f(
            ("initcap", "text: text -> text"),
            ("initcap('united AIR lines')", "United Air Lines"),
            |c| Ok(kernel::initcap(c.arg(0))),
            Same("initcap"),
        )
        .aliases(&["proper"]),
        f(
            ("trim", "text: text, [characters: text] -> text"),
            ("trim('  JFK ')", "JFK"),
            |c| Ok(c.arg(0).str().strip_chars(stripped(c))),
            With(|_, sql| spark_trim("BOTH", sql)),
        )
        .aliases(&["btrim", "strip"]),
        f(
            ("ltrim", "text: text, [characters: text] -> text"),
            ("ltrim('007', '0')", "7"),
            |c| Ok(c.arg(0).str().strip_chars_start(stripped(c))),
            With(|_, sql| spark_trim("LEADING", sql)),
        ),
        f(
            ("rtrim", "text: text, [characters: text] -> text"),
            ("rtrim('1.500', '0')", "1.5"),
            |c| Ok(c.arg(0).str().strip_chars_end(stripped(c))),
            With(|_, sql| spark_trim("TRAILING", sql)),
        ),
        f(
            ("substring", "text: text, start: integer, [length: integer] -> text"),
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
            ("left('N14228', 3)", "N14"),
            |c| match c.integer(1) {
                Some(count) => Ok(c.arg(0).str().slice(integer(0), integer(count.max(0)))),
                None => Ok(kernel::left(c.arg(0), c.arg(1))),
            },
            Template("substring({0}, 1, greatest({1}, 0))"),
        ),
        f(
            ("right", "text: text, count: integer -> text"),
            ("right('N14228', 2)", "28"),
            |c| Ok(kernel::right(c.arg(0), c.arg(1))),
            Same("right"),
        ),
        f(
            ("replace", "text: text, search: text, replacement: text -> text"),
            ("replace('a-b-c', '-', '')", "abc"),
            |c| Ok(kernel::replace(c.lowered.clone())),
            Same("replace"),
        ),
        f(
            ("translate", "text: text, from: text, to: text -> text"),
            ("translate('1.234,5', ',.', '.')", "1234.5"),
            |c| Ok(kernel::translate(c.lowered.clone())),
            Same("translate"),
        ),
        f(
            ("regexp_replace", "text: text, pattern: constant text, replacement: constant text -> text"),
            ("regexp_replace('AA 11', '([A-Z]+) (\\d+)', '$2-$1')", "11-AA"),
            |c| Ok(c.arg(0).str().replace_all(lit(c.text(1)), lit(kernel::groups(c.text(2))), false)),
            Same("regexp_replace"),
        )
        .check(valid_pattern),
        f(
            ("regexp_extract", "text: text, pattern: constant text, [group: constant integer] -> text"),
            ("regexp_extract('flight AA11', '([A-Z]{2})(\\d+)', 2)", "11"),
            |c| {
                let found = c.arg(0).str().extract(lit(c.text(1)), group(c.arguments));
                Ok(when(c.arg(0).is_null())
                    .then(lit(Scalar::null(DataType::String)))
                    .otherwise(found.fill_null(lit(""))))
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
            Err(Problem::error(say!("function-groups", count = there, asked = asked))
                .remedy(say!("function-groups-count"))
                .span(trees[1].span.clone()))
        }),
        f(
            ("regexp_like", "text: text, pattern: constant text -> boolean"),
            ("regexp_like('N14228', '^N[0-9]+$')", "true"),
            |c| Ok(c.arg(0).str().contains(lit(c.text(1)), true)),
            Same("regexp_like"),
        )
        .aliases(&["regexp_matches", "rlike", "regexp"])
        .check(valid_pattern),
        f(
            ("regexp_count", "text: text, pattern: constant text -> integer"),
            ("regexp_count('a1b22', '[0-9]+')", "2"),
            |c| Ok(c.arg(0).str().count_matches(lit(c.text(1)), false).cast(DataType::Int64)),
            Same("regexp_count"),
        )
        .check(valid_pattern),
        f(
            ("split_part", "text: text, delimiter: text, part: integer -> text"),
            ("split_part('2013-01-31', '-', 2)", "01"),
            |c| Ok(kernel::split_part(c.lowered.clone())),
            Same("split_part"),
        )
        .check(|trees| match trees[2].constant_integer() {
            Some(0) => Err(Problem::error(say!("function-no-part-0"))
                .remedy(say!("function-parts-count"))
                .span(trees[2].span.clone())),
            _ => Ok(()),
        }),
        f(
            ("concat", "value: written... -> text"),
            ("concat('AA', 11, '!')", "AA11!"),
            |c| Ok(concat_str(c.lowered.clone(), "", false)),
            Same("concat"),
        ),
        f(
            ("concat_ws", "separator: constant text, value: written... -> text"),
            ("concat_ws(', ', 'EWR', NULL, 'JFK')", "EWR, JFK"),
            |c| Ok(concat_str(&c.lowered[1..], c.text(0), true)),
            Same("concat_ws"),
        ),
        f(
            ("lpad", "text: text, length: integer, [fill: text] -> text"),
            ("lpad('7', 3, '0')", "007"),
            |c| Ok(kernel::pad(c.lowered.clone(), true)),
            Same("lpad"),
        ),
        f(
            ("rpad", "text: text, length: integer, [fill: text] -> text"),
            ("rpad('JFK', 5, '.')", "JFK.."),
            |c| Ok(kernel::pad(c.lowered.clone(), false)),
            Same("rpad"),
        ),
        f(
            ("starts_with", "text: text, start: text -> boolean"),
            ("starts_with('N14228', 'N')", "true"),
            |c| Ok(c.arg(0).str().starts_with(c.arg(1))),
            Same("startswith"),
        )
        .aliases(&["startswith"]),
        f(
            ("ends_with", "text: text, end: text -> boolean"),
            ("ends_with('N14228', '28')", "true"),
            |c| Ok(c.arg(0).str().ends_with(c.arg(1))),
            Same("endswith"),
        )
        .aliases(&["endswith"]),
        f(
            ("contains", "text: text, part: text -> boolean"),
            ("contains('Southwest', 'west')", "true"),
            |c| Ok(c.arg(0).str().contains_literal(c.arg(1))),
            Same("contains"),
        ),
        f(
            ("position", "part: text, text: text -> integer"),
            ("position('-', 'a-b-c')", "2"),
            |c| Ok(kernel::position(c.arg(1), c.arg(0))),
            Same("position"),
        )
        .aliases(&["locate", "charindex"]),
        f(
            ("instr", "text: text, part: text -> integer"),
            ("instr('a-b-c', '-')", "2"),
            |c| Ok(kernel::position(c.arg(0), c.arg(1))),
            Same("instr"),
        )
        .aliases(&["strpos"]),
        f(
            ("reverse", "text: text -> text"),
            ("reverse('abc')", "cba"),
            |c| Ok(c.arg(0).str().reverse()),
            Same("reverse"),
        ),
        f(
            ("repeat", "text: text, count: integer -> text"),
            ("repeat('ab', 3)", "ababab"),
            |c| Ok(kernel::repeat(c.arg(0), c.arg(1))),
            Same("repeat"),
        ),
        f(("ascii", "text: text -> integer"), ("ascii('A')", "65"), |c| Ok(kernel::ascii(c.arg(0))), Same("ascii")),
        f(
            ("levenshtein", "text: text, other: text -> integer"),
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
    let problem = Problem::error(say!("function-no-regex", pattern = pattern)).span(trees[1].span.clone());
    Err(if pattern.contains("(?=") || pattern.contains("(?!") || pattern.contains("(?<") {
        problem.remedy(say!("function-no-looking"))
    } else {
        problem.remedy(say!("function-escape", escaped = escaped))
    })
}
