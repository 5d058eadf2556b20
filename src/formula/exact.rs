//! Integers and decimals: the exact values, and the decimal types that can hold them.

use super::Value;
use super::tree::{Arithmetic, Tree};
use crate::base::{DecimalType, Type, decimal};

/// The decimal type that holds an exact value: an integer literal has as many digits as written.
pub(super) fn exact(tree: &Tree) -> Option<DecimalType> {
    match (&tree.data_type, tree.constant()) {
        (Type::Decimal(precision, scale), _) => Some(DecimalType::new(*precision, *scale)),
        (Type::Integer, Some(Value::Integer(value))) => Some(DecimalType::of_units((*value).into(), 0)),
        (Type::Integer, _) => Some(DecimalType::OF_INTEGERS),
        _ => None,
    }
}

/// Whether all are integers or decimals, of different types: they are compared without conversion, because a common
/// type might not hold all their digits.
pub(super) fn compare_exactly<'t>(trees: impl IntoIterator<Item = &'t Tree>) -> bool {
    let mut mixed = false;
    let mut decimal = false;
    let mut first = None;
    for tree in trees {
        if exact(tree).is_none() {
            return false;
        }
        decimal |= matches!(tree.data_type, Type::Decimal(..));
        mixed |= *first.get_or_insert(&tree.data_type) != &tree.data_type;
    }
    mixed && decimal
}

/// The type of all these values, if [`unify`](super::coerce::unify) returns a decimal.
pub(super) fn widest<'t>(trees: impl IntoIterator<Item = &'t Tree>, found: Type) -> Type {
    let wide = || trees.into_iter().filter_map(exact).reduce(DecimalType::wider);
    match found {
        Type::Decimal(..) => wide().map_or(found, Type::from),
        found => found,
    }
}

/// `left op right`, each with its scale; `None` on overflow and on division by zero.
pub(super) fn compute(op: Arithmetic, left: (i128, u8), right: (i128, u8), to: DecimalType) -> Option<i128> {
    match op {
        Arithmetic::Add => decimal::add(left, right, to),
        Arithmetic::Subtract => decimal::subtract(left, right, to),
        Arithmetic::Multiply => decimal::multiply(left, right, to),
        Arithmetic::Divide => decimal::divide(left, right, to),
        Arithmetic::Remainder => decimal::remainder(left, right, to),
    }
}
