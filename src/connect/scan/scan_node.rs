//! The place of a source in a plan.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use polars::prelude::*;
use polars_plan::plans::IRPlan;

use super::group_rows::group_rows;
use super::groups::Grouping;
use super::short_lists::short_lists;
use super::staged::{IN_MEMORY, Staged, raised};
use super::streamed::{AT_ONCE, Scanned, Streamed, stream};
use super::{RowSource, ScanRequest};
use crate::base::{NodeId, Text};
use crate::connect::reach::Reach;

/// A scan that has no rows until the plan is executed. polars carries it through its optimiser; before execution its
/// node is replaced by the rows of the source.
pub(super) struct ScanNode {
    pub source: Arc<dyn RowSource>,
    pub reach: Reach,
    /// The node of the document, for problems.
    pub node: Option<NodeId>,
    /// Bytes of rows that are kept in memory.
    most: usize,
    /// What was read last.
    last: Mutex<Option<(ScanRequest, Arc<Staged>)>>,
    /// The groups that its store was asked for last, as a scan.
    groups: Mutex<Option<(Grouping, Arc<dyn AnonymousScan>)>>,
}

/// A plan of all rows of a source, which are read when the plan is executed. Problems are attributed to `node`.
pub fn planned_scan(source: Arc<dyn RowSource>, reach: &Reach, node: Option<NodeId>) -> PolarsResult<LazyFrame> {
    planned_beyond(source, reach, node, IN_MEMORY)
}

/// Like [`planned_scan`], with rows of more than `most` bytes in a file.
pub(super) fn planned_beyond(
    source: Arc<dyn RowSource>,
    reach: &Reach,
    node: Option<NodeId>,
    most: usize,
) -> PolarsResult<LazyFrame> {
    let schema = source.schema();
    planned(Arc::new(ScanNode::new(source, reach, node, most)), schema)
}

fn planned(scan: Arc<dyn AnonymousScan>, schema: SchemaRef) -> PolarsResult<LazyFrame> {
    let schema = Some(schema);
    LazyFrame::anonymous_scan(scan, ScanArgsAnonymous { schema, name: "source", ..Default::default() })
}

impl ScanNode {
    fn new(source: Arc<dyn RowSource>, reach: &Reach, node: Option<NodeId>, most: usize) -> ScanNode {
        let (last, groups) = Default::default();
        ScanNode { source, reach: reach.clone(), node, most, last, groups }
    }

    /// A plan of the groups that the store computes, or why it does not.
    pub fn grouped(&self, grouping: &Grouping, schema: &SchemaRef) -> Result<PolarsResult<LazyFrame>, Text> {
        let scan = self.source.grouped(grouping)?;
        let mut groups = self.groups.lock().unwrap_or_else(PoisonError::into_inner);
        let known = groups.as_ref().filter(|(known, _)| known == grouping).map(|(_, scan)| scan.clone());
        let scan = known.unwrap_or_else(|| {
            Arc::new(ScanNode::new(group_rows(scan, schema.clone()), &self.reach, self.node, self.most))
        });
        *groups = Some((grouping.clone(), scan.clone()));
        Ok(planned(scan, schema.clone()))
    }

    /// A step behind it is computed here.
    pub fn stays(&self, reason: Text) {
        self.reach.sent.stays(self.node, reason);
    }

    /// Notes what the store is asked for.
    pub fn asked(&self, request: &ScanRequest) {
        let statement = self.source.statement(request).map(|sql| short_lists(&sql));
        self.reach.sent.asked(self.node, statement, self.reach.clock.now());
    }

    /// The requested rows, and perhaps more. Rows that were already read for this plan are reused: a failed plan is
    /// executed again to find the node that failed.
    pub fn read(&self, request: &ScanRequest) -> PolarsResult<Arc<Staged>> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, staged)) = last.as_ref().filter(|(before, _)| before.covers(request)) {
            return Ok(staged.clone());
        }
        self.asked(request);
        let staged = Staged::read(&*self.source, request, &self.reach, self.most);
        let staged = Arc::new(staged.map_err(|problem| raised(problem.raised_by(self.node)))?);
        *last = Some((request.clone(), staged.clone()));
        Ok(staged)
    }

    /// Executes a plan with the requested rows in this place while they are read. `false` if they are so few that they
    /// are kept, for [`Self::read`], and the plan has not been executed.
    pub fn stream(&self, request: &ScanRequest, place: &Scanned, plan: &mut IRPlan) -> PolarsResult<bool> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if last.as_ref().is_some_and(|(before, _)| before.covers(request)) {
            return Ok(false);
        }
        self.asked(request);
        let source = (&*self.source, request, &self.reach, self.node);
        match stream(source, self.most.min(AT_ONCE), place, plan).map_err(raised)? {
            Streamed::Done(done) => done.map(|()| true),
            Streamed::Few(rows) => {
                *last = Some((request.clone(), Arc::new(Staged::Memory(rows))));
                Ok(false)
            }
        }
    }
}

impl AnonymousScan for ScanNode {
    fn as_any(&self) -> &dyn Any {
        self
    }

    /// Only polars' in-memory engine calls this.
    fn scan(&self, args: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let schema = self.source.schema();
        let columns = args.with_columns.map_or_else(|| schema.iter_names_cloned().collect(), |names| names.to_vec());
        let limit = args.n_rows.map(|rows| rows as u64);
        let rows = self.read(&ScanRequest { columns: columns.clone(), predicate: None, limit })?.in_memory()?;
        rows.slice(0, args.n_rows.unwrap_or(usize::MAX)).select(columns)
    }

    fn allows_projection_pushdown(&self) -> bool {
        true
    }
}
