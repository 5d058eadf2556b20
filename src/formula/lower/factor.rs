//! Factors out conditions common to all branches of an OR: `(p AND x) OR (p AND y)` is `p AND (x OR y)`, also for
//! unknown values. Then `p` can be pushed down to a file even if `x` and `y` cannot. polars does the same by itself,
//! but never considers two of our kernels equal.

use super::super::tree::{Expr as TreeExpr, Tree};
use super::fold::children;

/// Factors common conditions out of every OR in `tree`.
pub(super) fn factor(tree: &mut Tree) {
    children(&mut tree.expr).into_iter().for_each(factor);
    let TreeExpr::Or(branches) = &tree.expr else { return };
    let mut branches: Vec<Vec<(String, Tree)>> = branches.iter().map(conditions).collect();
    let Some((first, others)) = branches.split_first() else { return };
    let everywhere = |printed: &String| others.iter().all(|branch| branch.iter().any(|(other, _)| other == printed));
    let mut common: Vec<(String, Tree)> = first.iter().filter(|(printed, _)| everywhere(printed)).cloned().collect();
    common.dedup_by(|a, b| a.0 == b.0);
    if others.is_empty() || common.is_empty() {
        return;
    }
    for branch in &mut branches {
        branch.retain(|(printed, _)| common.iter().all(|(other, _)| other != printed));
    }
    let joined = |all: Vec<Tree>, join: fn(Vec<Tree>) -> TreeExpr| match <[Tree; 1]>::try_from(all) {
        Ok([only]) => only,
        Err(all) => Tree::new(tree.span.clone(), tree.data_type.clone(), join(all)),
    };
    let mut all: Vec<Tree> = common.into_iter().map(|(_, condition)| condition).collect();
    // If a branch has no conditions left, the common conditions suffice.
    if branches.iter().all(|branch| !branch.is_empty()) {
        let branch =
            |branch: Vec<(String, Tree)>| joined(branch.into_iter().map(|(_, tree)| tree).collect(), TreeExpr::And);
        all.push(joined(branches.into_iter().map(branch).collect(), TreeExpr::Or));
    }
    *tree = joined(all, TreeExpr::And);
}

/// The conjuncts of `tree`, each with a key for comparison.
fn conditions(tree: &Tree) -> Vec<(String, Tree)> {
    match &tree.expr {
        TreeExpr::And(all) => all.iter().flat_map(conditions).collect(),
        _ => vec![(printed(tree), tree.clone())],
    }
}

/// The tree as text, independent of its position in the formula.
fn printed(tree: &Tree) -> String {
    fn nowhere(tree: &mut Tree) {
        tree.span = 0..0;
        children(&mut tree.expr).into_iter().for_each(nowhere);
    }
    let mut tree = tree.clone();
    nowhere(&mut tree);
    format!("{tree:?}")
}
