//! Executes plans on the streaming engine. Every plan passes here, since any may have scans of sources that polars
//! cannot scan.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Mutex;

use polars::polars_utils::arena::{Arena, Node};
use polars::prelude::*;
use polars_io::HiveOptions;
use polars_plan::dsl::{DslBuilder, DslPlan, ScanSources, UnifiedScanArgs};
use polars_plan::plans::{IR, IRPlan};

use super::optimised::{Place, SourceScans, scan_node, source_scans};
use super::staged::{Staged, raised};
use crate::base::Problem;
use crate::connect::lost_pages;

/// The result of a plan.
pub fn collect(plan: LazyFrame) -> PolarsResult<DataFrame> {
    let mut plan = with_sources(plan)?;
    let result = whole(|| polars_stream::run_query(plan.lp_top, &mut plan.lp_arena, &mut plan.expr_arena))?;
    Ok(result.unwrap_single())
}

/// Executes a plan that ends in a sink.
pub fn execute(plan: LazyFrame) -> PolarsResult<()> {
    let mut plan = with_sources(plan)?;
    whole(|| polars_stream::run_query(plan.lp_top, &mut plan.lp_arena, &mut plan.expr_arena)).map(drop)
}

/// Executes several plans that end in sinks as one: what they share is computed once. A source that is read in one place
/// alone is read meanwhile; others are read before.
pub fn execute_all(plans: Vec<DslPlan>) -> PolarsResult<()> {
    if plans.is_empty() {
        return Ok(());
    }
    let plan = LazyFrame::from_logical_plan(DslPlan::SinkMultiple { inputs: plans }, OptFlags::default());
    let mut plan = optimised(plan)?;
    if whole(|| stream_source(&mut plan))? {
        return Ok(());
    }
    read_sources(&mut plan)?;
    whole(|| polars_stream::run_query(plan.lp_top, &mut plan.lp_arena, &mut plan.expr_arena)).map(drop)
}

/// One plan at a time is executed while its source is read. Each of its steps may wait for rows on a thread of polars' engine; one
/// thread is always left for it to go on, but not for a second plan.
static STREAMED: Mutex<()> = Mutex::new(());

/// Executes a plan while its only source is read. `false` if it has not been executed: its rows are few, or to be staged.
fn stream_source(plan: &mut IRPlan) -> PolarsResult<bool> {
    let sources = source_scans(plan);
    let [SourceScans { places, request }] = sources.as_slice() else { return Ok(false) };
    let ([place], Some(scan)) = (places.as_slice(), places.first().and_then(|place| scan_node(&place.scan))) else {
        return Ok(false);
    };
    // The first rows alone are few.
    if place.rows.is_some() || !scan.source.streams() {
        return Ok(false);
    }
    let Ok(_alone) = STREAMED.try_lock() else { return Ok(false) };
    scan.stream(request, &(place.node, place.columns.clone()), plan)
}

/// Drops a result for which pages were read that a file has lost meanwhile, and explains other errors by that.
fn whole<T>(run: impl FnOnce() -> PolarsResult<T>) -> PolarsResult<T> {
    let before = lost_pages();
    let done = catch_unwind(AssertUnwindSafe(run));
    if lost_pages() != before {
        let problem = Problem::error(say!("file-cut-short")).remedy(say!("run-when-at-rest")).transient();
        return Err(raised(problem));
    }
    done.unwrap_or_else(|panic| resume_unwind(panic))
}

/// The optimised plan, as polars itself would execute it, over the rows of its sources.
fn with_sources(plan: LazyFrame) -> PolarsResult<IRPlan> {
    let mut plan = optimised(plan)?;
    read_sources(&mut plan)?;
    Ok(plan)
}

fn optimised(plan: LazyFrame) -> PolarsResult<IRPlan> {
    let mut plan = plan.with_streaming(true).to_alp_optimized()?;
    plan.ensure_root_node_is_sink();
    Ok(plan)
}

/// Reads each of our sources once, and replaces its scans with its rows.
fn read_sources(plan: &mut IRPlan) -> PolarsResult<()> {
    for source_scans in source_scans(plan) {
        let scan = source_scans.places.first().and_then(|place| scan_node(&place.scan));
        let Some(scan) = scan else { continue };
        let staged = scan.read(&source_scans.request)?;
        for place in &source_scans.places {
            replace(&mut plan.lp_arena, place, &staged)?;
        }
    }
    Ok(())
}

fn replace(plans: &mut Arena<IR>, place: &Place, staged: &Staged) -> PolarsResult<()> {
    let columns = place.columns.clone();
    let rows = match staged {
        Staged::Memory(rows) => {
            let rows = rows.slice(0, place.rows.unwrap_or(usize::MAX));
            IR::DataFrameScan { schema: rows.schema().clone(), df: Arc::new(rows), output_schema: Some(columns) }
        }
        Staged::File(file) => {
            let mut input = file_scan(plans, file)?;
            if let Some(rows) = place.rows {
                let len = IdxSize::try_from(rows).unwrap_or(IdxSize::MAX);
                input = plans.add(IR::Slice { input, offset: 0, len });
            }
            IR::SimpleProjection { input, columns }
        }
    };
    plans.replace(place.node, rows);
    Ok(())
}

/// A scan of a staged file.
fn file_scan(plans: &mut Arena<IR>, file: &File) -> PolarsResult<Node> {
    let sources = ScanSources::Files(Arc::new([file.try_clone()?]));
    let args = UnifiedScanArgs { glob: false, hive_options: HiveOptions::new_disabled(), ..Default::default() };
    let scan: LazyFrame = DslBuilder::scan_parquet(sources, ParquetOptions::default(), args)?.build().into();
    let scan = scan.to_alp()?;
    Ok(plans.add(scan.root().clone()))
}
