//! Texts as literals of other types.

use std::ops::Range;

use super::iso;
use super::tree::{Expr, Tree};
use super::value::Value;
use crate::base::{DecimalType, Problem, Type, decimal};

/// A text as a literal of another type.
pub(super) fn literal_of(text: &str, data_type: &Type, span: Range<usize>) -> Result<Tree, Problem> {
    let value = match data_type {
        Type::Text => Some(Value::Text(text.to_owned())),
        Type::Date => iso::date(text).map(Value::Date),
        Type::DateTime(_) if iso::is_too_fine(text) => return Err(iso::too_fine(text).span(span)),
        Type::DateTime(None) if iso::has_offset(text) => return Err(iso::offset_lost(text).span(span)),
        Type::DateTime(None) => iso::datetime(text).map(Value::DateTime),
        Type::Boolean => iso::boolean(text).map(Value::Boolean),
        Type::Integer => iso::integer(text).map(Value::Integer),
        Type::Number => iso::number(text).map(Value::Number),
        Type::Decimal(precision, scale) => {
            let of = DecimalType::new(*precision, *scale);
            decimal::parse(text, of).filter(|(_, exact)| *exact).map(|(units, _)| Value::Decimal(units, of))
        }
        Type::DateTime(Some(_)) if iso::has_offset(text) => {
            let tree = Tree::literal(span.clone(), Value::Text(text.to_owned()));
            return Ok(Tree::new(span, data_type.clone(), Expr::Cast { tree: Box::new(tree), lenient: false }));
        }
        Type::Time => {
            if iso::time(text).is_some() {
                let tree = Tree::literal(span.clone(), Value::Text(text.to_owned()));
                return Ok(Tree::new(span, Type::Time, Expr::Cast { tree: Box::new(tree), lenient: false }));
            }
            None
        }
        _ => None,
    };
    value.map(|value| Tree::literal(span.clone(), value)).ok_or_else(|| {
        let message = say!("formula-text-is-not", text = text, what = data_type.in_a_sentence());
        let problem = Problem::error(message).span(span);
        match data_type {
            Type::Date => problem.remedy(say!("formula-write-dates")),
            Type::DateTime(Some(_)) => problem.remedy(say!("formula-add-offset")),
            Type::DateTime(_) => problem.remedy(say!("formula-write-moments")),
            Type::Time => problem.remedy(say!("formula-write-times")),
            _ => problem,
        }
    })
}
