//! Plans that pass on all rows of a source as they are.

use std::sync::Arc;

use polars::prelude::*;
use polars_plan::plans::DslFunction;
use polars_plan::plans::FunctionIR;

use super::grouped::PASSING;
use super::optimised::scan_node;
use super::{RowSource, ScanRequest};
use crate::base::Problem;
use crate::connect::reach::Reach;

/// A source of which all rows are needed, and nothing else.
#[derive(Clone)]
pub struct WholeSource(Arc<dyn AnonymousScan>);

impl WholeSource {
    /// The source of a plan that has not been optimised; `None` if the plan does anything to its rows.
    pub fn of(rows: &LazyFrame) -> Option<WholeSource> {
        let mut plan = &rows.logical_plan;
        loop {
            plan = match plan {
                DslPlan::MapFunction {
                    input,
                    function: DslFunction::FunctionIR(FunctionIR::Opaque { fmt_str, schema: None, .. }),
                } if fmt_str.starts_with(PASSING) => input,
                DslPlan::Scan { scan_type, unified_scan_args, .. } if unified_scan_args.pre_slice.is_none() => {
                    let FileScanDsl::Anonymous { function, .. } = &**scan_type else { return None };
                    return scan_node(function).is_some().then(|| WholeSource(function.clone()));
                }
                _ => return None,
            }
        }
    }

    pub fn source(&self) -> Option<&dyn RowSource> {
        scan_node(&self.0).map(|scan| &*scan.source)
    }

    /// All its columns and rows.
    pub fn request(&self) -> ScanRequest {
        let schema = self.source().map(RowSource::schema).unwrap_or_default();
        ScanRequest { columns: schema.iter_names_cloned().collect(), ..ScanRequest::default() }
    }

    pub fn reach(&self) -> Option<&Reach> {
        scan_node(&self.0).map(|scan| &scan.reach)
    }

    /// Notes that its rows are asked for.
    pub fn note_asked(&self) {
        if let Some(scan) = scan_node(&self.0) {
            scan.asked(&self.request());
        }
    }

    /// A problem with reading it.
    pub fn raised(&self, problem: Problem) -> Problem {
        problem.raised_by(scan_node(&self.0).and_then(|scan| scan.node))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connect::scan::{Complete, Predicate, Receive, planned_scan};

    struct Numbers;

    impl RowSource for Numbers {
        fn schema(&self) -> SchemaRef {
            Arc::new(Schema::from_iter([("n".into(), DataType::Int64), ("m".into(), DataType::Int64)]))
        }

        fn takes(&self, _: &Predicate) -> bool {
            false
        }

        fn scan(&self, _: &ScanRequest, _: &Reach, _: Receive<'_>) -> Result<Complete, Problem> {
            Ok(Complete::at_end_of_store())
        }
    }

    fn tapped(rows: LazyFrame, name: &'static str) -> LazyFrame {
        rows.map(Ok, AllowedOptimizations::all(), None, Some(name))
    }

    #[test]
    fn only_what_passes_all_rows_on_is_whole() {
        let rows = || planned_scan(Arc::new(Numbers), &Reach::new("."), None).unwrap();
        for plan in [rows(), tapped(rows(), PASSING), tapped(tapped(rows(), PASSING), "tap 2")] {
            let whole = WholeSource::of(&plan).expect("all rows");
            assert_eq!(whole.request().columns, ["n", "m"]);
        }
        for plan in [
            rows().filter(col("n").gt(lit(1))),
            rows().limit(1),
            rows().select([col("n")]),
            rows().rename(["n"], ["k"], true),
            tapped(rows(), "doubled"),
            tapped(rows().filter(col("n").gt(lit(1))), PASSING),
            df!("n" => [1]).unwrap().lazy(),
        ] {
            assert!(WholeSource::of(&plan).is_none());
        }
    }
}
