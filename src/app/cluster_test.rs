//! The test of a cluster.

use std::time::{Duration, Instant};

use super::saved_cluster::SavedCluster;
use crate::base::{Cancellation, Problem};
use crate::engine::ClusterFound;

/// A cluster that gives no answer for this long is said to be silent.
const SOON: Duration = Duration::from_secs(15);

/// What the user does with clusters besides their list, which is in the preferences.
#[derive(Default)]
pub struct Clusters {
    /// The last test; `None` once its cluster was changed.
    pub test: Option<ClusterTest>,
    /// The cluster removed last and its place in the list, until it is taken back or the dialog closes.
    pub removed: Option<(usize, SavedCluster)>,
    /// How many tests there have been.
    pub(super) tests: u64,
}

/// A test of a cluster.
pub struct ClusterTest {
    /// As it was tested.
    pub cluster: SavedCluster,
    pub(super) since: Instant,
    /// `None` while it is running.
    pub answer: Option<Result<ClusterFound, Problem>>,
    pub(super) number: u64,
    pub(super) cancel: Cancellation,
}

impl ClusterTest {
    /// Whether it has waited longer than clusters usually take.
    pub fn is_late(&self) -> bool {
        self.answer.is_none() && self.since.elapsed() >= SOON
    }

    /// For tests of drawing: one that began so long ago.
    pub fn of(cluster: SavedCluster, ago: Duration, answer: Option<Result<ClusterFound, Problem>>) -> ClusterTest {
        let since = Instant::now().checked_sub(ago).unwrap_or_else(Instant::now);
        ClusterTest { cluster, since, answer, number: 0, cancel: Cancellation::default() }
    }
}

impl Drop for ClusterTest {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}
