//! Parts of a text by position and length.

use super::super::function::Spark::With;
use super::super::function::{Function, function};
use super::kernels as kernel;
use crate::base::{Problem, Type};
use crate::formula::lower::integer;
use crate::formula::spark::in_32_bits;
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("substring")
            .takes("text: text, start: integer, [length: integer]")
            .gives("text")
            .example("substring('N14228', 2, 3)", "142")
            .aliases(&["substr", "mid"])
            .polars(|c| match (c.integer(1), c.integer(2), c.count()) {
                (Some(start), Some(length), 3) if start >= 1 && length >= 0 => {
                    Ok(c.arg(0).str().slice(integer(start - 1), integer(length)))
                }
                (Some(start), _, 2) if start >= 1 => Ok(c.arg(0).str().slice(integer(start - 1), integer(i64::MAX))),
                _ => Ok(kernel::substring(c.lowered.clone())),
            })
            .spark(With(|trees, sql| counted("substring", trees, sql))),
        function("left")
            .takes("text: text, count: integer")
            .gives("text")
            .example("left('N14228', 3)", "N14")
            .polars(|c| match c.integer(1) {
                Some(count) => Ok(c.arg(0).str().slice(integer(0), integer(count.max(0)))),
                None => Ok(kernel::left(c.arg(0), c.arg(1))),
            })
            .spark(With(|trees, sql| counted("left", trees, sql))),
        function("right")
            .takes("text: text, count: integer")
            .gives("text")
            .example("right('N14228', 2)", "28")
            .polars(|c| Ok(kernel::right(c.arg(0), c.arg(1))))
            .spark(With(|trees, sql| counted("right", trees, sql))),
        function("split_part")
            .takes("text: text, delimiter: text, part: integer")
            .gives("text")
            .example("split_part('2013-01-31', '-', 2)", "01")
            .polars(|c| Ok(kernel::split_part(c.lowered.clone())))
            .spark(With(|trees, sql| match trees[2].constant_integer() {
                Some(_) => counted("split_part", trees, sql),
                // There is no part 0; Spark would fail.
                None => format!("split_part({}, {}, nullif({}, 0))", sql[0], sql[1], in_32_bits(&trees[2], &sql[2])),
            }))
            .check(|trees| match trees[2].constant_integer() {
                Some(0) => Err(Problem::error(say!("function-no-part-0"))
                    .remedy(say!("function-parts-count"))
                    .span(trees[2].span.clone())),
                _ => Ok(()),
            }),
    ]
}

/// A call with its counts clamped to the 32 bits that Spark uses.
fn counted(name: &str, trees: &[Tree], sql: &[String]) -> String {
    let written = trees.iter().zip(sql).map(|(tree, sql)| match tree.data_type {
        Type::Integer => in_32_bits(tree, sql),
        _ => sql.clone(),
    });
    format!("{name}({})", written.collect::<Vec<_>>().join(", "))
}
