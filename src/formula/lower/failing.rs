//! Expressions that can abort a computation: casts of values that cannot be converted, and functions declared as
//! failing.

use super::super::tree::{Expr as TreeExpr, Pattern, Tree};
use super::cast;

/// Whether some part of `tree` can abort the whole computation.
pub(super) fn fails(tree: &Tree) -> bool {
    match &tree.expr {
        TreeExpr::Literal(_) | TreeExpr::Column { .. } => false,
        TreeExpr::Cast { tree: inner, lenient } => (!lenient && cast::can_fail(inner, &tree.data_type)) || fails(inner),
        TreeExpr::Call { function, arguments, .. } => function.can_fail || arguments.iter().any(fails),
        TreeExpr::Negate(tree) | TreeExpr::Not(tree) | TreeExpr::Field(tree, _) => fails(tree),
        TreeExpr::IsNull { tree, .. } | TreeExpr::Is { tree, .. } | TreeExpr::Shift { tree, .. } => fails(tree),
        TreeExpr::Like { tree, pattern, .. } => {
            fails(tree) || matches!(pattern, Pattern::Computed(pattern, _) if fails(pattern))
        }
        TreeExpr::Arithmetic(_, left, right)
        | TreeExpr::Compare(_, left, right)
        | TreeExpr::Distinct { left, right, .. } => fails(left) || fails(right),
        TreeExpr::And(all) | TreeExpr::Or(all) => all.iter().any(fails),
        TreeExpr::In { tree, list, .. } => fails(tree) || list.iter().any(fails),
        TreeExpr::Between { tree, low, high, .. } => fails(tree) || fails(low) || fails(high),
        TreeExpr::Case { branches, otherwise } => {
            branches.iter().any(|(holds, value)| fails(holds) || fails(value))
                || otherwise.as_deref().is_some_and(fails)
        }
    }
}
