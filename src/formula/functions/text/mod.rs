//! Functions of text. Lengths and places count characters, and places start at 1.

mod kernels;

use polars::prelude::*;

use super::Spark::{Same, Template, With};
use super::{Call, Function};
use crate::base::{DecimalType, Problem, WrittenNumber, decimal};
use crate::formula::like::escape_regex;
use crate::formula::lower::{column_of, integer, native, type_of, unary};
use crate::formula::rows::{Cell, number_rows};
use crate::formula::spark::text_literal;
use crate::formula::tree::Tree;
use kernels as kernel;

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
        f(
            ("parse_number", "text: text, [point: constant text] -> number"),
            ("parse_number('$1,200.50')", "1200.5"),
            |c| Ok(written_number(c, false)),
            With(|trees, sql| spark_number(trees, sql, false)),
        )
        .check(|trees| known_point(trees, 1)),
        f(
            ("parse_decimal", "text: text, scale: constant integer, [point: constant text] -> decimal"),
            ("parse_decimal('$1,200.50', 2)", "1200.50"),
            written_decimal,
            With(spark_decimal),
        )
        .gives(|trees, _| decimal_type(trees).into())
        .check(|trees| {
            known_point(trees, 2)?;
            match trees[1].constant_integer() {
                Some(scale) if !(0..=MOST_SCALE).contains(&scale) => {
                    let text = say!("function-scale", most = MOST_SCALE);
                    Err(Problem::error(text).span(trees[1].span.clone()))
                }
                _ => Ok(()),
            }
        }),
        f(
            ("parse_percent", "text: text, [point: constant text] -> number"),
            ("parse_percent('12,5 %', ',')", "0.125"),
            |c| Ok(written_number(c, true)),
            With(|trees, sql| spark_number(trees, sql, true)),
        )
        .check(|trees| known_point(trees, 1)),
    ]
}

/// The decimal sign that is asked for by the argument at `index`.
fn point(trees: &[Tree], index: usize) -> char {
    trees.get(index).and_then(Tree::constant_text).and_then(|text| text.chars().next()).unwrap_or('.')
}

fn known_point(trees: &[Tree], index: usize) -> Result<(), Problem> {
    match trees.get(index).and_then(Tree::constant_text) {
        None | Some("." | ",") => Ok(()),
        Some(other) => Err(Problem::error(say!("function-no-point", point = other))
            .remedy(say!("function-points"))
            .span(trees[index].span.clone())),
    }
}

/// The value of a written number, or of a written percentage.
fn written_number(call: &Call, percent: bool) -> Expr {
    let point = point(call.arguments, 1);
    number_rows(vec![call.arg(0)], move |cells| match cells {
        [Cell::Text(text)] => WrittenNumber::read(text, point).filter(|found| found.percent == percent)?.value(),
        _ => None,
    })
}

/// Most digits behind the point of a decimal that is read from text.
const MOST_SCALE: i64 = (decimal::MOST_DIGITS - WrittenNumber::DIGITS) as i64;

/// The type of a written decimal: room for all digits that a written number may have, and its scale.
fn decimal_type(trees: &[Tree]) -> DecimalType {
    let scale = trees.get(1).and_then(Tree::constant_integer).unwrap_or(0).clamp(0, MOST_SCALE) as u8;
    DecimalType::new(WrittenNumber::DIGITS + scale, scale)
}

/// The exact value of a written number; null where it has more digits behind the point than the scale.
fn written_decimal(call: &Call) -> Result<Expr, Problem> {
    let (to, point) = (type_of(call.data_type), point(call.arguments, 2));
    Ok(unary(call.arg(0), native(call.data_type)?, "parse_decimal", move |column| {
        let units = column.str()?.iter().map(|text| {
            let written = WrittenNumber::read(text?, point).filter(|found| !found.percent)?;
            decimal::parse(&written.plain, to).filter(|(_, exact)| *exact).map(|(units, _)| units)
        });
        let units: Int128Chunked = units.collect();
        Ok(column_of(units.with_name(column.name().clone()), to))
    }))
}

fn spark_decimal(trees: &[Tree], sql: &[String]) -> String {
    let DecimalType { precision, scale } = decimal_type(trees);
    let fraction = match scale {
        0 => "0+".to_owned(),
        1 => "[0-9]0*".to_owned(),
        _ => format!("([0-9]{{1,{scale}}}|[0-9]{{{scale}}}0*)"),
    };
    let Written { shape, bare, negative } = spark_written(point(trees, 2), &sql[0], false, &fraction);
    let sign = format!("CASE WHEN {negative} THEN '-' ELSE '' END");
    format!("CASE WHEN {shape} THEN TRY_CAST(concat({sign}, {bare}) AS DECIMAL({precision}, {scale})) END")
}

/// The same by patterns: what has the shape of a number is stripped of all but digits and the decimal sign.
fn spark_number(trees: &[Tree], sql: &[String], percent: bool) -> String {
    let Written { shape, bare, negative } = spark_written(point(trees, 1), &sql[0], percent, "[0-9]+");
    let by = if percent { " / 100" } else { "" };
    format!("CASE WHEN {shape} THEN CASE WHEN {negative} THEN -1 ELSE 1 END * TRY_CAST({bare} AS DOUBLE){by} END")
}

/// Of a text in Spark SQL: whether it is a written number, its digits with a point, whether it is negative.
struct Written {
    shape: String,
    bare: String,
    negative: String,
}

/// `fraction` are the digits behind the decimal sign.
fn spark_written(point: char, text: &str, percent: bool, fraction: &str) -> Written {
    let parts = if point == '.' { ',' } else { '.' };
    let around = if percent { "[\\s+\\-(]*" } else { "[\\s+\\-(]*[\\p{Sc}\\p{L}.]*[\\s+\\-(]*" };
    let behind = if percent { "\\s*%[\\s)\\-]*" } else { "[\\s)\\-]*[\\p{Sc}\\p{L}.]*[\\s)\\-]*" };
    let digits = format!("(0|[1-9][0-9]*|[1-9][0-9]{{0,2}}([{parts} ''’][0-9]{{3}})+)?([{point}]{fraction})?");
    let digits = digits.replace("''", "\\'");
    let shape = format!("'^{around}{digits}{behind}$'");
    let bare = format!("replace(regexp_replace({text}, '[^0-9{point}]', ''), '{point}', '.')");
    Written { shape: format!("{text} RLIKE {shape}"), bare, negative: format!("{text} RLIKE '[(\\-−]'") }
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
