//! Lowers the typed tree to a polars expression. Everything stays element-wise, so that it streams and predicates are
//! pushed down to the files.
//!
//! polars computes all branches of a conditional for all rows. A subexpression that can fail inside a branch therefore
//! receives null wherever the branch is not taken: the *guard* is a condition that must be true for the row.

mod arithmetic;
mod cast;
mod decimal;
mod factor;
mod failing;
mod fold;
mod lowering;
mod matching;
mod moments;
mod native;
mod shift;
mod values;

use std::borrow::Cow;

use polars::prelude::*;

use super::scope::Condition;
use super::tree::{Expr as TreeExpr, Tree};
use failing::fails;
use lowering::Lowering;
use native::Result;
use values::balanced;

pub(super) use arithmetic::{
    integer_quotient, integer_remainder, named, number_quotient, number_remainder, of_numbers, unary,
};
pub(super) use cast::no_loss;
pub(super) use decimal::{column_of, decimal_remainder, decimal_sum, of_units, to_integer, type_of};
pub(super) use native::{days, integer, native, null};

/// The polars expression of `tree`.
pub(super) fn lower(tree: &Tree) -> Result {
    match &tree.expr {
        // A bare column keeps its type, narrow or not.
        TreeExpr::Column { name, .. } => Ok(Expr::Column(name.into())),
        _ => Lowering { guard: None }.lower(&prepared(tree)),
    }
}

/// `tree` in the form that scans optimise best. A formula with very many steps is left unchanged.
fn prepared(tree: &Tree) -> Cow<'_, Tree> {
    const MOST: u64 = 500;
    if tree.size > MOST {
        return Cow::Borrowed(tree);
    }
    let mut tree = tree.clone();
    fold::fold(&mut tree);
    factor::factor(&mut tree);
    Cow::Owned(tree)
}

/// The polars expressions of a condition and of its parts.
pub(super) fn condition(tree: &Tree) -> Result<Condition> {
    let tree = &*prepared(tree);
    let whole = lower(tree)?;
    let parts: Vec<&Tree> = match &tree.expr {
        TreeExpr::And(all) => all.iter().collect(),
        _ => vec![tree],
    };
    let (failing, safe): (Vec<&Tree>, Vec<&Tree>) = parts.into_iter().partition(|part| fails(part));
    if failing.is_empty() {
        return Ok(Condition { safe: Some(whole.clone()), whole, failing: None });
    }
    let all = |parts: Vec<&Tree>| -> Result<Option<Expr>> {
        Ok(balanced(parts.into_iter().map(lower).collect::<Result<Vec<_>>>()?, Expr::and))
    };
    Ok(Condition { whole, safe: all(safe)?, failing: all(failing)? })
}
