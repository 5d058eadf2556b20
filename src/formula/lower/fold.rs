//! Constant folding: expressions of literals are computed once, here. File statistics can then skip rows by `day < DATE
//! '2024-01-01' + INTERVAL '10' DAY` as by a date literal.

use chrono::DateTime;
use polars::prelude::*;

use super::super::tree::{Expr as TreeExpr, Pattern, Tree};
use super::super::value::Value;
use super::lowering::Lowering;
use crate::base::{DecimalType, Type};

/// Replaces every subtree that refers to no column by its value. A failing subtree stays, and fails only when rows
/// reach it.
pub(super) fn fold(tree: &mut Tree) {
    if tree.constant().is_some() {
        return;
    }
    if !names_columns(tree)
        && let Some(value) = computed(tree)
    {
        *tree = Tree::new(tree.span.clone(), tree.data_type.clone(), TreeExpr::Literal(value));
        return;
    }
    children(&mut tree.expr).into_iter().for_each(fold);
}

fn names_columns(tree: &Tree) -> bool {
    match &tree.expr {
        TreeExpr::Literal(_) => false,
        TreeExpr::Column { .. } | TreeExpr::Field(..) => true,
        TreeExpr::Negate(tree) | TreeExpr::Not(tree) | TreeExpr::Cast { tree, .. } | TreeExpr::Shift { tree, .. } => {
            names_columns(tree)
        }
        TreeExpr::IsNull { tree, .. } | TreeExpr::Is { tree, .. } => names_columns(tree),
        TreeExpr::Arithmetic(_, left, right)
        | TreeExpr::Compare(_, left, right)
        | TreeExpr::Distinct { left, right, .. } => names_columns(left) || names_columns(right),
        TreeExpr::And(all) | TreeExpr::Or(all) | TreeExpr::Call { arguments: all, .. } => all.iter().any(names_columns),
        TreeExpr::In { tree, list, .. } => names_columns(tree) || list.iter().any(names_columns),
        TreeExpr::Between { tree, low, high, .. } => [tree, low, high].into_iter().any(|tree| names_columns(tree)),
        TreeExpr::Like { tree, pattern, .. } => {
            names_columns(tree) || matches!(pattern, Pattern::Computed(pattern, _) if names_columns(pattern))
        }
        TreeExpr::Case { branches, otherwise } => {
            branches.iter().any(|(holds, value)| names_columns(holds) || names_columns(value))
                || otherwise.as_deref().is_some_and(names_columns)
        }
    }
}

/// The direct subtrees.
pub(super) fn children(expr: &mut TreeExpr) -> Vec<&mut Tree> {
    match expr {
        TreeExpr::Literal(_) | TreeExpr::Column { .. } => Vec::new(),
        TreeExpr::Field(tree, _) | TreeExpr::Negate(tree) | TreeExpr::Not(tree) => vec![tree],
        TreeExpr::Cast { tree, .. } | TreeExpr::Shift { tree, .. } => vec![tree],
        TreeExpr::IsNull { tree, .. } | TreeExpr::Is { tree, .. } => vec![tree],
        TreeExpr::Arithmetic(_, left, right)
        | TreeExpr::Compare(_, left, right)
        | TreeExpr::Distinct { left, right, .. } => {
            vec![left, right]
        }
        TreeExpr::And(all) | TreeExpr::Or(all) => all.iter_mut().collect(),
        TreeExpr::Call { arguments, .. } => arguments.iter_mut().collect(),
        TreeExpr::In { tree, list, .. } => std::iter::once(&mut **tree).chain(list).collect(),
        TreeExpr::Between { tree, low, high, .. } => vec![tree, low, high],
        TreeExpr::Like { tree, pattern: Pattern::Computed(pattern, _), .. } => vec![tree, pattern],
        TreeExpr::Like { tree, .. } => vec![tree],
        TreeExpr::Case { branches, otherwise } => {
            let branches = branches.iter_mut().flat_map(|(holds, value)| [holds, value]);
            branches.chain(otherwise.as_deref_mut()).collect()
        }
    }
}

/// The value of a tree without columns; `None` if it fails, or if its type has no literals.
fn computed(tree: &Tree) -> Option<Value> {
    if matches!(tree.data_type, Type::Null | Type::DateTime(Some(_)) | Type::Time | Type::List(_) | Type::Struct(_)) {
        return None;
    }
    let expr = Lowering { guard: None }.lower(tree).ok()?.alias("value");
    let row = DataFrame::new(1, Vec::new()).ok()?.lazy().select([expr]).collect().ok()?;
    match (row.column("value").ok()?.get(0).ok()?, &tree.data_type) {
        (AnyValue::Null, _) => Some(Value::Null),
        (AnyValue::Boolean(value), Type::Boolean) => Some(Value::Boolean(value)),
        (AnyValue::Int64(value), Type::Integer) => Some(Value::Integer(value)),
        (AnyValue::Float64(value), Type::Number) => Some(Value::Number(value)),
        (AnyValue::String(value), Type::Text) => Some(Value::Text(value.to_owned())),
        (AnyValue::StringOwned(value), Type::Text) => Some(Value::Text(value.to_string())),
        (AnyValue::Decimal(units, precision, scale), Type::Decimal(..)) => {
            Some(Value::Decimal(units, DecimalType::new(u8::try_from(precision).ok()?, u8::try_from(scale).ok()?)))
        }
        (AnyValue::Date(days), Type::Date) => {
            DateTime::from_timestamp(i64::from(days) * 86_400, 0).map(|moment| Value::Date(moment.date_naive()))
        }
        (AnyValue::Datetime(value, TimeUnit::Microseconds, None), Type::DateTime(None)) => {
            DateTime::from_timestamp_micros(value).map(|moment| Value::DateTime(moment.naive_utc()))
        }
        _ => None,
    }
}
