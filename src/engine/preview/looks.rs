//! What previews have seen of tables that only Spark has.

use std::sync::Arc;
use std::time::Instant;

use crate::base::Key;
use crate::engine::api::table::Table;
use crate::engine::backend::spark::look::SparkSession;

/// The session for looking, and what it has shown last.
#[derive(Default)]
pub(crate) struct Looks {
    pub session: Option<SparkSession>,
    pub last: Option<(Key, Instant, Arc<Table>)>,
}
