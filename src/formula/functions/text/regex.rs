//! Regular expressions.

use ::regex::Regex;
use polars::prelude::*;

use super::super::function::Spark::Fallible;
use super::super::function::{Function, function};
use super::replacement::{self, Piece};
use crate::base::Problem;
use crate::formula::like::escape_regex;
use crate::formula::spark::{JavaPattern, java_pattern, text_literal};
use crate::formula::tree::Tree;

pub(in crate::formula::functions) fn functions() -> Vec<Function> {
    vec![
        function("regexp_replace")
            .takes("text: text, pattern: constant text, replacement: constant text")
            .gives("text")
            .example("regexp_replace('AA 11', '([A-Z]+) (\\d+)', '$2-$1')", "11-AA")
            .polars(|c| {
                Ok(c.arg(0).str().replace_all(
                    lit(c.text(1)),
                    lit(replacement::for_regex(&pieces(c.arguments)?)),
                    false,
                ))
            })
            .spark(Fallible(|trees, sql| {
                let with = text_literal(&replacement::for_java(&pieces(trees)?));
                Ok(format!("regexp_replace({}, {}, {with})", sql[0], counting(trees)?))
            }))
            .check(|trees| valid_pattern(trees).and_then(|()| pieces(trees).map(drop))),
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
            .spark(Fallible(|trees, sql| {
                Ok(format!("regexp_extract({}, {}, {})", sql[0], finding(trees)?, group(trees)))
            }))
            .copies(2)
            .check(|trees| {
                valid_pattern(trees)?;
                let asked = group(trees);
                let there = group_count(trees);
                if asked <= there {
                    return Ok(());
                }
                Err(no_group(trees, asked))
            }),
        function("regexp_like")
            .takes("text: text, pattern: constant text")
            .gives("boolean")
            .example("regexp_like('N14228', '^N[0-9]+$')", "true")
            .aliases(&["regexp_matches", "rlike", "regexp"])
            .polars(|c| Ok(c.arg(0).str().contains(lit(c.text(1)), true)))
            .spark(Fallible(|trees, sql| Ok(format!("regexp_like({}, {})", sql[0], finding(trees)?))))
            .check(valid_pattern),
        function("regexp_count")
            .takes("text: text, pattern: constant text")
            .gives("integer")
            .example("regexp_count('a1b22', '[0-9]+')", "2")
            .polars(|c| Ok(c.arg(0).str().count_matches(lit(c.text(1)), false).cast(DataType::Int64)))
            .spark(Fallible(|trees, sql| Ok(format!("CAST(regexp_count({}, {}) AS BIGINT)", sql[0], counting(trees)?))))
            .check(valid_pattern),
    ]
}

/// The pattern, which is a literal.
fn compiled(trees: &[Tree]) -> Option<Regex> {
    Regex::new(trees[1].constant_text()?).ok()
}

fn group_count(trees: &[Tree]) -> usize {
    compiled(trees).map_or(0, |pattern| pattern.captures_len() - 1)
}

fn no_group(trees: &[Tree], asked: usize) -> Problem {
    Problem::error(say!("function-groups", count = group_count(trees), asked = asked))
        .remedy(say!("function-groups-count"))
        .span(trees[1].span.clone())
}

/// The pieces of the replacement.
fn pieces(trees: &[Tree]) -> Result<Vec<Piece>, Problem> {
    let replacement = trees[2].constant_text().unwrap_or_default();
    match compiled(trees) {
        Some(pattern) => replacement::pieces(replacement, &pattern).map_err(|group| no_group(trees, group)),
        None => Ok(Vec::new()),
    }
}

/// The pattern for Spark, as a literal.
fn finding(trees: &[Tree]) -> Result<String, Problem> {
    java(trees).map(|java| text_literal(&java.text))
}

/// The same where all matches count, not only the first.
fn counting(trees: &[Tree]) -> Result<String, Problem> {
    match java(trees)? {
        java if java.counts_alike => Ok(text_literal(&java.text)),
        _ => Err(Problem::error(say!("function-spark-empty-match"))
            .remedy(say!("formula-only-locally"))
            .span(trees[1].span.clone())),
    }
}

fn java(trees: &[Tree]) -> Result<JavaPattern, Problem> {
    java_pattern(trees[1].constant_text().unwrap_or_default()).map_err(|piece| {
        Problem::error(say!("function-spark-no-pattern", piece = piece))
            .remedy(say!("formula-only-locally"))
            .span(trees[1].span.clone())
    })
}

/// The requested group; by default the first, or the whole match if there are no groups.
fn group(trees: &[Tree]) -> usize {
    match trees.get(2).and_then(Tree::constant_integer) {
        Some(group) => usize::try_from(group).unwrap_or(usize::MAX),
        None => group_count(trees).min(1),
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
