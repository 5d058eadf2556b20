//! Expressions that can abort a computation: casts of values that cannot be converted, and functions declared as
//! failing.

use super::super::tree::{Expr as Say, Pattern, Tree};
use super::cast;

/// Whether some part of `tree` can abort the whole computation.
pub(super) fn fails(tree: &Tree) -> bool {
    match &tree.expr {
        Say::Literal(_) | Say::Column { .. } => false,
        Say::Cast { tree: inner, lenient } => (!lenient && cast::can_fail(inner, &tree.data_type)) || fails(inner),
        Say::Call { function, arguments, .. } => function.can_fail || arguments.iter().any(fails),
        Say::Negate(tree) | Say::Not(tree) | Say::Field(tree, _) => fails(tree),
        Say::IsNull { tree, .. } | Say::Is { tree, .. } | Say::Shift { tree, .. } => fails(tree),
        Say::Like { tree, pattern, .. } => {
            fails(tree) || matches!(pattern, Pattern::Computed(pattern, _) if fails(pattern))
        }
        Say::Arithmetic(_, left, right) | Say::Compare(_, left, right) | Say::Distinct { left, right, .. } => {
            fails(left) || fails(right)
        }
        Say::And(all) | Say::Or(all) => all.iter().any(fails),
        Say::In { tree, list, .. } => fails(tree) || list.iter().any(fails),
        Say::Between { tree, low, high, .. } => fails(tree) || fails(low) || fails(high),
        Say::Case { branches, otherwise } => {
            branches.iter().any(|(holds, value)| fails(holds) || fails(value))
                || otherwise.as_deref().is_some_and(fails)
        }
    }
}
