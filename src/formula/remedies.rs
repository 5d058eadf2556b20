//! Messages for type mismatches, and the cast that would fix them.

use std::ops::Range;

use super::castable::castable;
use super::tree::Tree;
use super::{Value, iso};
use crate::base::{Fix, Problem, Text, Type};

/// One type is required, another was found.
pub(super) fn needed(required: &Type, found: &Type) -> Text {
    say!("formula-needed", wanted = a(required), found = a(found))
}

pub(super) fn mismatch(tree: &Tree, to: &Type, text: &str) -> Problem {
    let problem = Problem::error(needed(to, &tree.data_type));
    with_cast(problem, tree, to, text, &tree.span).span(tree.span.clone())
}

/// Replaces `part` of the problem's `span` by `new`.
pub(super) fn rewrite(span: &Range<usize>, part: &Range<usize>, text: &str, new: &str) -> Fix {
    let before = text.get(span.start..part.start);
    let after = text.get(part.end..span.end);
    let new = format!("{}{new}{}", before.unwrap_or_default(), after.unwrap_or_default());
    Fix::write(text.get(span.clone()).unwrap_or_default(), new)
}

/// Casts `tree`, which lies within `span`.
pub(super) fn cast(tree: &Tree, to: &str, text: &str, span: &Range<usize>) -> Fix {
    let written = text.get(tree.span.clone()).unwrap_or_default().trim();
    rewrite(span, &tree.span, text, &format!("CAST({written} AS {to})"))
}

/// The remedy that casts `tree` to `to`; the problem is located at `span`.
pub(super) fn with_cast(problem: Problem, tree: &Tree, to: &Type, text: &str, span: &Range<usize>) -> Problem {
    let written = shown(tree, text);
    match (tree.constant(), to) {
        (Some(Value::Text(value)), Type::Integer | Type::Number | Type::Decimal(..)) => match iso::number(value) {
            Some(_) => problem.remedy(say!("formula-without-quotes", value = value.trim())).fix(rewrite(
                span,
                &tree.span,
                text,
                value.trim(),
            )),
            None => problem.remedy(say!("formula-numbers-without-quotes")),
        },
        (Some(Value::Text(value)), Type::Boolean) if iso::boolean(value).is_some() => {
            problem.remedy(say!("formula-booleans-without-quotes"))
        }
        (Some(Value::Integer(_) | Value::Number(_) | Value::Decimal(..)), Type::Text) => {
            let quoted = format!("'{}'", text.get(tree.span.clone()).unwrap_or_default().trim());
            problem
                .remedy(say!("formula-write", formula = format!("'{written}'")))
                .fix(rewrite(span, &tree.span, text, &quoted))
        }
        (_, Type::Text) => problem
            .remedy(say!("formula-write", formula = format!("CAST({written} AS text)")))
            .fix(cast(tree, "text", text, span)),
        _ if castable(tree, to, &tree.span).is_ok() => problem
            .remedy(say!("formula-write", formula = format!("CAST({written} AS {})", cast_word(to))))
            .fix(cast(tree, &cast_word(to), text, span)),
        _ => problem,
    }
}

fn cast_word(to: &Type) -> String {
    match to {
        Type::DateTime(Some(_)) => "timestamptz".into(),
        Type::DateTime(None) => "datetime".into(),
        other => other.word(),
    }
}

/// The text of `tree` for a remedy, shortened.
pub(super) fn shown(tree: &Tree, text: &str) -> String {
    let written = text.get(tree.span.clone()).unwrap_or("…").trim();
    if written.chars().count() > 32 { "…".into() } else { written.to_owned() }
}

/// "a text", "an integer".
pub(super) fn a(data_type: &Type) -> Text {
    data_type.in_a_sentence()
}
