//! What a run that has ended well knows of its sources: their columns, for a day on which they have no rows.

use polars::prelude::*;

use crate::connect::{columns_key, keep_columns};
use crate::document::NodeId;
use crate::engine::plan::planned::Plan;

/// Keeps the columns of the sources among `nodes` that have records.
pub(crate) fn keep_columns_of(plan: &Plan, nodes: &[NodeId]) {
    for id in nodes {
        let (Some(planned), Some(tables)) = (plan.nodes.get(id), plan.tables.get(id)) else { continue };
        let is_read = planned.node.is_source() && planned.source.is_some();
        let Some(table) = tables.first().filter(|_| is_read && !planned.has_no_records) else { continue };
        let seen = table.schema().iter().filter(|(name, _)| !table.blank().contains(*name));
        let seen: Schema = seen.map(|(name, of)| Field::new(name.clone(), of.clone())).collect();
        if !seen.is_empty() {
            // Without them a source that is empty one day has the columns that it shows by itself, as ever.
            let _ = keep_columns(columns_key(&plan.reach.base, planned.node.key), &seen);
        }
    }
}
