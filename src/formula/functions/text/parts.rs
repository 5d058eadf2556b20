//! Parts of a text by place and length.

use super::super::Spark::{Same, Template};
use super::super::{Function, function};
use super::kernels as kernel;
use crate::base::Problem;
use crate::formula::lower::integer;

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
            .spark(Same("substring")),
        function("left")
            .takes("text: text, count: integer")
            .gives("text")
            .example("left('N14228', 3)", "N14")
            .polars(|c| match c.integer(1) {
                Some(count) => Ok(c.arg(0).str().slice(integer(0), integer(count.max(0)))),
                None => Ok(kernel::left(c.arg(0), c.arg(1))),
            })
            .spark(Template("substring({0}, 1, greatest({1}, 0))")),
        function("right")
            .takes("text: text, count: integer")
            .gives("text")
            .example("right('N14228', 2)", "28")
            .polars(|c| Ok(kernel::right(c.arg(0), c.arg(1))))
            .spark(Same("right")),
        function("split_part")
            .takes("text: text, delimiter: text, part: integer")
            .gives("text")
            .example("split_part('2013-01-31', '-', 2)", "01")
            .polars(|c| Ok(kernel::split_part(c.lowered.clone())))
            .spark(Same("split_part"))
            .check(|trees| match trees[2].constant_integer() {
                Some(0) => Err(Problem::error(say!("function-no-part-0"))
                    .remedy(say!("function-parts-count"))
                    .span(trees[2].span.clone())),
                _ => Ok(()),
            }),
    ]
}
