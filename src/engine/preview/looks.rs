//! What previews have seen of tables that only Spark has.

use std::sync::Arc;
use std::time::Instant;

use crate::base::Key;
use crate::engine::api::cluster::Cluster;
use crate::engine::api::table::Table;
use crate::engine::backend::spark::look::SparkSession;

/// The session for looking, and what it has shown last.
#[derive(Default)]
pub(crate) struct Looks {
    session: Option<SparkSession>,
    pub last: Option<(Key, Instant, Arc<Table>)>,
}

impl Looks {
    /// The session on this cluster; one on another cluster ends.
    pub fn on(&mut self, cluster: &Cluster) -> &mut SparkSession {
        let session = self.session.take().filter(|session| session.cluster() == cluster);
        self.session.insert(session.unwrap_or_else(|| SparkSession::new(cluster.clone())))
    }
}
