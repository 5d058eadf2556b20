//! Groups of an optimised plan that a store computes: those directly behind its rows, if nothing else needs the rows.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use polars::polars_utils::arena::Node;
use polars::prelude::*;
use polars_plan::dsl::FileScanIR;
use polars_plan::plans::expr_ir::ExprIR;
use polars_plan::plans::{AExpr, FunctionIR, IR, IRPlan};

use super::Predicate;
use super::groups::{Grouping, Total};
use super::optimised::scan_node;
use super::translate::parts;
use crate::base::Text;

/// The steps that pass rows on as they are begin with this name.
pub const PASSING: &str = "tap";
/// polars' names of what several expressions share.
const SHARED: &str = "__POLARS_CSER";

/// A scan whose rows only a grouping needs.
struct Found {
    scan: Arc<dyn AnonymousScan>,
    /// The node of the plan that groups.
    node: Node,
    keys: Vec<(PlSmallStr, DataType)>,
    totals: Vec<Total>,
    /// The parts of the condition; `None` for what cannot be expressed.
    condition: Vec<Option<Predicate>>,
    schema: SchemaRef,
    slice: Option<(i64, usize)>,
}

/// Replaces groups that a store computes by scans of its groups. Returns why others are computed here.
pub(super) fn push_groups(plan: &mut IRPlan) -> PolarsResult<()> {
    for found in found(plan) {
        let Some(scan) = scan_node(&found.scan) else { continue };
        match found.grouping(|part| scan.source.takes(part)).and_then(|grouping| scan.grouped(&grouping, &found.schema))
        {
            Ok(groups) => {
                let mut ir = groups?.to_alp()?.root().clone();
                if let Some((offset, len)) = found.slice {
                    let len = IdxSize::try_from(len).unwrap_or(IdxSize::MAX);
                    ir = IR::Slice { input: plan.lp_arena.add(ir), offset, len };
                }
                plan.lp_arena.replace(found.node, ir);
            }
            Err(reason) => scan.stays(reason),
        }
    }
    Ok(())
}

fn found(plan: &IRPlan) -> Vec<Found> {
    let mut seen = HashSet::from([plan.lp_top]);
    let mut open = vec![plan.lp_top];
    let mut parents: HashMap<Node, Vec<Node>> = HashMap::new();
    let mut scans: Vec<(Node, Arc<dyn AnonymousScan>, SchemaRef)> = Vec::new();
    while let Some(node) = open.pop() {
        let ir = plan.lp_arena.get(node);
        if let IR::Scan { scan_type, file_info, output_schema, unified_scan_args, .. } = ir
            && let FileScanIR::Anonymous { function, .. } = &**scan_type
            && scan_node(function).is_some()
            && unified_scan_args.pre_slice.is_none()
        {
            scans.push((node, function.clone(), output_schema.as_ref().unwrap_or(&file_info.schema).clone()));
        }
        for input in ir.inputs() {
            parents.entry(input).or_default().push(node);
            if seen.insert(input) {
                open.push(input);
            }
        }
    }
    let is_alone = |scan: &Arc<dyn AnonymousScan>| scans.iter().filter(|(_, of, _)| Arc::ptr_eq(of, scan)).count() == 1;
    let alone = scans.iter().filter(|(_, scan, _)| is_alone(scan));
    alone.filter_map(|(node, scan, columns)| behind(plan, &parents, *node, scan, columns)).collect()
}

/// The grouping directly behind a scan.
fn behind(
    plan: &IRPlan,
    parents: &HashMap<Node, Vec<Node>>,
    mut at: Node,
    scan: &Arc<dyn AnonymousScan>,
    columns: &Schema,
) -> Option<Found> {
    let exprs = &plan.expr_arena;
    let mut condition = Vec::new();
    loop {
        let [node] = *parents.get(&at)?.as_slice() else { return None };
        let (keys, totals, schema, slice): (&[ExprIR], _, _, _) = match plan.lp_arena.get(node) {
            IR::Filter { predicate, .. } => {
                condition.extend(parts(predicate.node(), exprs, columns));
                at = node;
                continue;
            }
            IR::SimpleProjection { .. } => {
                at = node;
                continue;
            }
            IR::MapFunction { function: FunctionIR::Opaque { fmt_str, schema: None, .. }, .. }
                if fmt_str.starts_with(PASSING) =>
            {
                at = node;
                continue;
            }
            IR::HStack { exprs, .. } if exprs.iter().all(|expr| expr.output_name().starts_with(SHARED)) => {
                at = node;
                continue;
            }
            IR::GroupBy { keys, aggs, schema, maintain_order: true, options, apply: None, .. }
                if !options.is_dynamic() && !options.is_rolling() =>
            {
                (keys, aggs, schema, options.slice)
            }
            IR::Select { expr, schema, .. } if !expr.is_empty() => (&[], expr, schema, None),
            _ => return None,
        };
        let key = |expr: &ExprIR| match exprs.get(expr.node()) {
            AExpr::Column(name) if name == expr.output_name() => Some((name.clone(), columns.get(name)?.clone())),
            _ => None,
        };
        let total = |expr: &ExprIR| Total::marked(expr.output_name(), schema.get(expr.output_name())?);
        return Some(Found {
            scan: scan.clone(),
            node,
            keys: keys.iter().map(key).collect::<Option<_>>()?,
            totals: totals.iter().map(total).collect::<Option<_>>()?,
            condition,
            schema: schema.clone(),
            slice,
        });
    }
}

impl Found {
    /// What the store is asked for, if it takes the whole condition.
    fn grouping(&self, takes: impl Fn(&Predicate) -> bool) -> Result<Grouping, Text> {
        let parts: Option<Vec<Predicate>> =
            self.condition.iter().map(|part| part.clone().filter(|part| takes(part))).collect();
        let predicate = Predicate::all(parts.ok_or_else(|| say!("groups-stay-condition"))?);
        Ok(Grouping { keys: self.keys.clone(), totals: self.totals.clone(), predicate })
    }
}
