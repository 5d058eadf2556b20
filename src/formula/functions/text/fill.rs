//! Texts extended or trimmed at their ends, or reversed.

use polars::prelude::*;

use super::super::function::Spark::{Same, With};
use super::super::function::{Call, Function, function};
use super::kernels as kernel;
use crate::formula::spark::{in_32_bits, text_literal};
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("trim")
            .takes("text: text, [characters: text]")
            .gives("text")
            .example("trim('  JFK ')", "JFK")
            .aliases(&["btrim", "strip"])
            .polars(|c| Ok(c.arg(0).str().strip_chars(stripped(c))))
            .spark(With(|_, sql| spark_trim("BOTH", sql))),
        function("ltrim")
            .takes("text: text, [characters: text]")
            .gives("text")
            .example("ltrim('007', '0')", "7")
            .polars(|c| Ok(c.arg(0).str().strip_chars_start(stripped(c))))
            .spark(With(|_, sql| spark_trim("LEADING", sql))),
        function("rtrim")
            .takes("text: text, [characters: text]")
            .gives("text")
            .example("rtrim('1.500', '0')", "1.5")
            .polars(|c| Ok(c.arg(0).str().strip_chars_end(stripped(c))))
            .spark(With(|_, sql| spark_trim("TRAILING", sql))),
        function("lpad")
            .takes("text: text, length: integer, [fill: text]")
            .gives("text")
            .example("lpad('7', 3, '0')", "007")
            .polars(|c| Ok(kernel::pad(c.lowered.clone(), true)))
            .spark(With(|trees, sql| spark_pad("lpad", trees, sql))),
        function("rpad")
            .takes("text: text, length: integer, [fill: text]")
            .gives("text")
            .example("rpad('JFK', 5, '.')", "JFK..")
            .polars(|c| Ok(kernel::pad(c.lowered.clone(), false)))
            .spark(With(|trees, sql| spark_pad("rpad", trees, sql))),
        function("repeat")
            .takes("text: text, count: integer")
            .gives("text")
            .example("repeat('ab', 3)", "ababab")
            .polars(|c| Ok(kernel::repeat(c.arg(0), c.arg(1))))
            .spark(With(|trees, sql| {
                let [text, count] = [&sql[0], &sql[1]];
                let size = format!("octet_length({text}) * CAST({count} AS DOUBLE)");
                format!("if({size} <= {}, repeat({text}, {}), NULL)", kernel::LONGEST, in_32_bits(&trees[1], count))
            })),
        function("reverse")
            .takes("text: text")
            .gives("text")
            .example("reverse('abc')", "cba")
            .polars(|c| Ok(kernel::reverse(c.arg(0))))
            .spark(Same("reverse")),
    ]
}

/// The characters that trimming removes: white space that occurs in files. Spark's trim removes only the space
/// character.
const BLANKS: &str = " \t\n\r\u{b}\u{c}\u{a0}\u{2007}\u{202f}\u{3000}\u{feff}";

fn stripped(call: &Call) -> Expr {
    if call.count() > 1 { call.arg(1) } else { lit(BLANKS) }
}

fn spark_trim(side: &str, sql: &[String]) -> String {
    let characters = sql.get(1).cloned().unwrap_or_else(|| text_literal(BLANKS));
    format!("trim({side} {characters} FROM {})", sql[0])
}

/// Null for an excessive length, as here.
fn spark_pad(name: &str, trees: &[Tree], sql: &[String]) -> String {
    let fill = sql.get(2).map_or("' '", String::as_str);
    match trees[1].constant_integer() {
        Some(length) if length <= kernel::LONGEST as i64 => format!("{name}({}, {}, {fill})", sql[0], length.max(0)),
        _ => {
            let length = in_32_bits(&trees[1], &sql[1]);
            format!("if({} <= {}, {name}({}, {length}, {fill}), NULL)", sql[1], kernel::LONGEST, sql[0])
        }
    }
}
