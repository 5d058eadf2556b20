//! Which sources of a plan are asked for the rows that have one of some values.

use std::collections::HashSet;

use polars::prelude::*;

use super::Predicate;
use super::optimised::{places, scan_node};
use crate::base::NodeId;

/// The nodes of the sources that `plan` asks only for rows with one of the values of a list. Sources that are read in several
/// places are so in each of them. Asks no store.
pub fn asked_by_list(plan: LazyFrame) -> PolarsResult<HashSet<NodeId>> {
    let plan = plan.with_streaming(true).to_alp_optimized()?;
    let (mut by_list, mut others) = (HashSet::new(), HashSet::new());
    for place in places(&plan) {
        let Some(scan) = scan_node(&place.scan) else { continue };
        let (predicate, _) = place.pushable(&*scan.source);
        let is_by_list = predicate.as_ref().is_some_and(has_list);
        if is_by_list { &mut by_list } else { &mut others }.extend(scan.node);
    }
    Ok(by_list.difference(&others).copied().collect())
}

fn has_list(predicate: &Predicate) -> bool {
    match predicate {
        Predicate::OneOf { .. } => true,
        Predicate::All(parts) => parts.iter().any(has_list),
        _ => false,
    }
}
