//! Type compatibility and implicit conversions: integers to numbers, dates to datetimes, nulls to anything, and a text
//! literal to the date it represents. Everything else requires a CAST.

use std::ops::Range;

use super::Value;
pub(super) use super::castable::castable;
pub(super) use super::remedies::{a, cast, mismatch, needed, rewrite, shown, with_cast};
pub(super) use super::unify::unify;

use super::exact::{exact, widest};
use super::iso;
use super::literal::literal_of;
use super::tree::{Expr, Tree};
use crate::base::{DecimalType, Problem, Text, Type, decimal};

type Result<T> = std::result::Result<T, Problem>;

/// `tree` converted to `to`, if [`unify`] allows it.
pub(super) fn convert(tree: Tree, to: &Type, text: &str) -> Result<Tree> {
    if tree.data_type == *to {
        return Ok(tree);
    }
    match (&tree.expr, to) {
        (Expr::Literal(Value::Null), _) => return Ok(Tree { data_type: to.clone(), ..tree }),
        (Expr::Literal(Value::Integer(value)), Type::Number) => {
            return Ok(Tree::literal(tree.span, Value::Number(*value as f64)));
        }
        (Expr::Literal(Value::Decimal(units, of)), Type::Number) => {
            return Ok(Tree::literal(tree.span, Value::Number(decimal::nearest_number(*units, of.scale))));
        }
        (Expr::Literal(value), Type::Decimal(precision, scale)) => {
            let to = DecimalType::new(*precision, *scale);
            let units = match value {
                Value::Integer(value) => decimal::rescale((*value).into(), 0, to),
                Value::Decimal(units, of) if of.scale <= to.scale => decimal::rescale(*units, of.scale, to),
                _ => None,
            };
            if let Some(units) = units {
                return Ok(Tree::literal(tree.span, Value::Decimal(units, to)));
            }
        }
        (Expr::Literal(Value::Date(value)), Type::DateTime(None)) => {
            return Ok(Tree::literal(tree.span, Value::DateTime(value.and_time(chrono::NaiveTime::MIN))));
        }
        (Expr::Literal(Value::Text(value)), Type::Date | Type::DateTime(None) | Type::Time) => {
            return literal_of(value, to, tree.span.clone());
        }
        (Expr::Literal(Value::Text(value)), Type::DateTime(Some(_))) if iso::has_offset(value) => {
            let span = tree.span.clone();
            return Ok(Tree::new(span, to.clone(), Expr::Cast { tree: Box::new(tree), lenient: false }));
        }
        (Expr::Literal(Value::Text(_)), Type::DateTime(Some(_))) => {
            let naive = convert(tree, &Type::DateTime(None), text)?;
            return convert(naive, to, text);
        }
        _ => {}
    }
    if unify(&tree.data_type, to).is_none() {
        return Err(mismatch(&tree, to, text));
    }
    // A decimal that overflows its type is null, as in arithmetic.
    let lenient = match (exact(&tree), to) {
        (Some(from), Type::Decimal(precision, scale)) => !DecimalType::new(*precision, *scale).holds(from),
        _ => false,
    };
    Ok(Tree::new(tree.span.clone(), to.clone(), Expr::Cast { tree: Box::new(tree), lenient }))
}

/// Converts all of `trees` to one type. `what` contains them: "CASE", a function.
pub(super) fn common(trees: Vec<Tree>, text: &str, what: &str) -> Result<(Vec<Tree>, Type)> {
    let mut data_type = Type::Null;
    for tree in trees.iter().filter(|tree| !is_loose(tree)) {
        data_type = unify(&data_type, &tree.data_type).ok_or_else(|| {
            let problem = Problem::error(mixed(what, &data_type, &tree.data_type));
            with_cast(problem, tree, &data_type, text, &tree.span).span(tree.span.clone())
        })?;
    }
    data_type = widest(&trees, data_type);
    for tree in trees.iter().filter(|tree| is_loose(tree)) {
        if data_type == Type::Null || tree.data_type == Type::Null {
            data_type = unify(&data_type, &tree.data_type).unwrap_or(data_type);
        } else if !data_type.is_temporal() && data_type != Type::Text {
            let problem = Problem::error(mixed(what, &data_type, &tree.data_type));
            return Err(with_cast(problem, tree, &data_type, text, &tree.span).span(tree.span.clone()));
        } else if data_type == Type::Date && tree.constant_text().is_some_and(|text| text.trim().len() > 10) {
            data_type = Type::DateTime(None);
        }
    }
    let trees = trees.into_iter().map(|tree| convert(tree, &data_type, text)).collect::<Result<_>>()?;
    Ok((trees, data_type))
}

/// Converts both sides of a comparison to one type.
pub(super) fn pair(left: Tree, right: Tree, text: &str, span: &Range<usize>) -> Result<(Tree, Tree)> {
    // A text literal takes the type of the date it is compared with; if it has a time, the date becomes a datetime.
    let wide = |date: &Tree, literal: &Tree| {
        date.data_type == Type::Date && literal.constant_text().is_some_and(|text| text.trim().len() > 10)
    };
    let data_type = match (is_loose(&left), is_loose(&right)) {
        (false, true) if right.data_type == Type::Text && left.data_type.is_temporal() => {
            if wide(&left, &right) {
                Type::DateTime(None)
            } else {
                left.data_type.clone()
            }
        }
        (true, false) if left.data_type == Type::Text && right.data_type.is_temporal() => {
            if wide(&right, &left) {
                Type::DateTime(None)
            } else {
                right.data_type.clone()
            }
        }
        _ => unify(&left.data_type, &right.data_type).ok_or_else(|| {
            let message = say!("formula-compared", left = a(&left.data_type), right = a(&right.data_type));
            let problem = Problem::error(message).span(span.clone());
            // The text needs the cast, because its meaning is ambiguous.
            match (&left.data_type, &right.data_type) {
                (_, Type::Text | Type::Boolean) if left.data_type != Type::Text => {
                    with_cast(problem, &right, &left.data_type, text, span)
                }
                _ => with_cast(problem, &left, &right.data_type, text, span),
            }
        })?,
    };
    let data_type = widest([&left, &right], data_type);
    Ok((convert(left, &data_type, text)?, convert(right, &data_type, text)?))
}

fn mixed(what: &str, first: &Type, second: &Type) -> Text {
    say!("formula-mixed", what = what, first = a(first), second = a(second))
}

/// What requires a condition.
pub(super) enum Needs {
    Formula,
    Argument,
    /// A keyword of the grammar.
    Word(&'static str),
}

/// A condition: a boolean, or null.
pub(super) fn condition(tree: Tree, text: &str, needs: Needs) -> Result<Tree> {
    match tree.data_type {
        Type::Boolean => Ok(tree),
        Type::Null => convert(tree, &Type::Boolean, text),
        _ => {
            let found = a(&tree.data_type);
            let message = match needs {
                Needs::Formula => say!("formula-needs-condition", found = found),
                Needs::Argument => say!("formula-argument-needs-condition", found = found),
                Needs::Word(word) => say!("formula-word-needs-condition", word = word, found = found),
            };
            let shown = shown(&tree, text);
            let formula = match &tree.data_type {
                Type::Text => format!("{shown} = 'text'"),
                t if t.is_numeric() => format!("{shown} > 0"),
                _ => format!("{shown} IS NOT NULL"),
            };
            Err(Problem::error(message).remedy(say!("formula-compare-it", formula = formula)).span(tree.span.clone()))
        }
    }
}

/// A text, or null, required by a keyword of the grammar.
pub(super) fn text(tree: Tree, text: &str, word: &str) -> Result<Tree> {
    match tree.data_type {
        Type::Text => Ok(tree),
        Type::Null => convert(tree, &Type::Text, text),
        _ => Err(Problem::error(say!("formula-needs-text", word = word, found = a(&tree.data_type)))
            .remedy(say!("formula-write", formula = format!("CAST({} AS text)", shown(&tree, text))))
            .fix(cast(&tree, "text", text, &tree.span))
            .span(tree.span.clone())),
    }
}

/// A value as text, as CAST converts it.
pub(super) fn as_text(tree: Tree) -> Result<Tree> {
    castable(&tree, &Type::Text, &tree.span)?;
    Ok(match tree.data_type {
        Type::Text => tree,
        Type::Null if tree.constant().is_some() => Tree { data_type: Type::Text, ..tree },
        _ => Tree::new(tree.span.clone(), Type::Text, Expr::Cast { tree: Box::new(tree), lenient: false }),
    })
}

/// A text or null literal, which adapts to the surrounding types.
fn is_loose(tree: &Tree) -> bool {
    matches!(tree.constant(), Some(Value::Text(_) | Value::Null))
}
