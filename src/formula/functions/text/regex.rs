//! Regular expressions.

use polars::prelude::*;

use super::super::Spark::{Same, With};
use super::super::{Function, function};
use super::kernels as kernel;
use crate::base::Problem;
use crate::formula::like::escape_regex;
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("regexp_replace")
            .takes("text: text, pattern: constant text, replacement: constant text")
            .gives("text")
            .example("regexp_replace('AA 11', '([A-Z]+) (\\d+)', '$2-$1')", "11-AA")
            .polars(|c| Ok(c.arg(0).str().replace_all(lit(c.text(1)), lit(kernel::groups(c.text(2))), false)))
            .spark(Same("regexp_replace"))
            .check(valid_pattern),
        function("regexp_extract")
            .takes("text: text, pattern: constant text, [group: constant integer]")
            .gives("text")
            .example("regexp_extract('flight AA11', '([A-Z]{2})(\\d+)', 2)", "11")
            .polars(|c| {
                let found = c.arg(0).str().extract(lit(c.text(1)), group(c.arguments));
                Ok(when(c.arg(0).is_null())
                    .then(lit(Scalar::null(DataType::String)))
                    .otherwise(found.fill_null(lit(""))))
            })
            .spark(With(|trees, sql| format!("regexp_extract({}, {}, {})", sql[0], sql[1], group(trees))))
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
        function("regexp_like")
            .takes("text: text, pattern: constant text")
            .gives("boolean")
            .example("regexp_like('N14228', '^N[0-9]+$')", "true")
            .aliases(&["regexp_matches", "rlike", "regexp"])
            .polars(|c| Ok(c.arg(0).str().contains(lit(c.text(1)), true)))
            .spark(Same("regexp_like"))
            .check(valid_pattern),
        function("regexp_count")
            .takes("text: text, pattern: constant text")
            .gives("integer")
            .example("regexp_count('a1b22', '[0-9]+')", "2")
            .polars(|c| Ok(c.arg(0).str().count_matches(lit(c.text(1)), false).cast(DataType::Int64)))
            .spark(Same("regexp_count"))
            .check(valid_pattern),
    ]
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
