//! Inputs that were cut short while a node looked at them.

use crate::base::Problem;
use crate::connect::{Marked, lost_pages};

/// The problem of a node that read zeros in the place of lost pages since their number was `before`; see
/// [`crate::connect::lost_pages`].
pub(crate) fn lost_input(before: u64, reads: &[Marked]) -> Option<Problem> {
    if lost_pages() == before {
        return None;
    }
    // Another thread may have lost pages of a file that this node does not read.
    let changed = reads.iter().find(|marked| marked.has_changed())?;
    let problem = Problem::error(say!("input-changed", path = changed.address.to_string()));
    Some(problem.remedy(say!("run-when-at-rest")).transient())
}
