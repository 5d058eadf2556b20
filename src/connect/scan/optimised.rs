//! What an optimised plan requests from each of its sources.

use std::collections::{HashMap, HashSet};

use polars::polars_utils::arena::Node;
use polars::polars_utils::slice_enum::Slice;
use polars::prelude::*;
use polars_plan::dsl::FileScanIR;
use polars_plan::plans::{IR, IRPlan};

use super::scan_node::ScanNode;
use super::translate::parts;
use super::{Predicate, RowSource, ScanRequest};

/// A scan in an optimised plan.
pub(super) struct Place {
    pub node: Node,
    pub scan: Arc<dyn AnonymousScan>,
    /// The columns that it returns, in this order.
    pub columns: SchemaRef,
    /// If set, it returns only this many first rows.
    pub rows: Option<usize>,
    /// The condition directly after it.
    condition: Vec<Option<Predicate>>,
    /// A limit directly after that.
    limit: Option<u64>,
}

/// The scans of one source in a plan, and what they request together.
pub(super) struct SourceScans {
    pub places: Vec<Place>,
    pub request: ScanRequest,
}

/// The scans of a plan by source.
pub(super) fn source_scans(plan: &IRPlan) -> Vec<SourceScans> {
    let mut found: Vec<Vec<Place>> = Vec::new();
    for place in places(plan) {
        match found.iter_mut().find(|places| Arc::ptr_eq(&places[0].scan, &place.scan)) {
            Some(places) => places.push(place),
            None => found.push(vec![place]),
        }
    }
    let with_request = |places: Vec<Place>| Some(SourceScans { request: request(&places)?, places });
    found.into_iter().filter_map(with_request).collect()
}

/// The scan node in this plan node, if it is one of ours.
pub(super) fn scan_node(scan: &Arc<dyn AnonymousScan>) -> Option<&ScanNode> {
    scan.as_any().downcast_ref()
}

/// All scans of a plan.
pub(super) fn places(plan: &IRPlan) -> Vec<Place> {
    let mut seen = HashSet::from([plan.lp_top]);
    let mut open = vec![plan.lp_top];
    let mut parents: HashMap<Node, Vec<Node>> = HashMap::new();
    let mut scans = Vec::new();
    while let Some(node) = open.pop() {
        let ir = plan.lp_arena.get(node);
        if let IR::Scan { scan_type, file_info, output_schema, unified_scan_args, .. } = ir
            && let FileScanIR::Anonymous { function, .. } = &**scan_type
            && scan_node(function).is_some()
        {
            let columns = output_schema.as_ref().unwrap_or(&file_info.schema).clone();
            let rows = unified_scan_args.pre_slice.as_ref().map(Slice::end_position);
            scans.push((node, function.clone(), columns, rows));
        }
        for input in ir.inputs() {
            parents.entry(input).or_default().push(node);
            if seen.insert(input) {
                open.push(input);
            }
        }
    }
    let place = |(node, scan, columns, rows): (Node, Arc<dyn AnonymousScan>, SchemaRef, Option<usize>)| {
        let mut place = Place { node, scan, columns, rows, condition: Vec::new(), limit: rows.map(|rows| rows as u64) };
        if rows.is_none() {
            place.look_up(plan, &parents);
        }
        place
    };
    scans.into_iter().map(place).collect()
}

impl Place {
    /// Reads the condition and the limit that follow directly.
    fn look_up(&mut self, plan: &IRPlan, parents: &HashMap<Node, Vec<Node>>) {
        let mut at = self.node;
        // What several readers share is read whole.
        while let Some([parent]) = parents.get(&at).map(Vec::as_slice) {
            match plan.lp_arena.get(*parent) {
                IR::Filter { predicate, .. } => {
                    self.condition.extend(parts(predicate.node(), &plan.expr_arena, &self.columns));
                }
                IR::SimpleProjection { .. } => {}
                IR::Slice { offset, len, .. } => {
                    self.limit = u64::try_from(*offset).ok().map(|offset| offset + u64::from(*len));
                    return;
                }
                _ => return,
            }
            at = *parent;
        }
    }

    /// The parts of the condition that the source takes, and whether these are all of it.
    pub fn pushable(&self, source: &dyn RowSource) -> (Option<Predicate>, bool) {
        let all = self.condition.len();
        let parts = self.condition.iter().flatten().filter(|part| source.takes(part)).cloned();
        let parts: Vec<Predicate> = parts.collect();
        let is_whole = parts.len() == all;
        (Predicate::all(parts), is_whole)
    }
}

/// One request that serves all places of a source.
fn request(places: &[Place]) -> Option<ScanRequest> {
    let scan = scan_node(&places.first()?.scan)?;
    let source = &*scan.source;
    let schema = source.schema();
    let is_wanted = |name: &PlSmallStr| places.iter().any(|place| place.columns.contains(name));
    let mut columns: Vec<PlSmallStr> = schema.iter_names_cloned().filter(is_wanted).collect();
    if columns.is_empty() {
        // Only the number of rows is needed.
        columns.extend(schema.iter_names_cloned().next());
    }
    let mut predicates = Vec::new();
    let mut limits = Vec::new();
    for place in places {
        let (predicate, is_whole) = place.pushable(source);
        if !is_whole {
            scan.stays(source.why_not_taken());
        }
        limits.push(place.limit.filter(|_| is_whole));
        if !predicates.contains(&predicate) {
            predicates.push(predicate);
        }
    }
    // Rows that satisfy different conditions are not the first of both.
    let limit = if predicates.len() == 1 { limits.into_iter().collect::<Option<Vec<_>>>() } else { None };
    let predicate = match predicates.into_iter().collect::<Option<Vec<Predicate>>>() {
        Some(mut predicates) if predicates.len() < 2 => predicates.pop(),
        Some(predicates) => Some(Predicate::Any(predicates)),
        None => None,
    };
    Some(ScanRequest { columns, predicate, limit: limit.and_then(|limits| limits.into_iter().max()) })
}
