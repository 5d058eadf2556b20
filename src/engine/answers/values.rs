//! The first values of a formula while it is being typed, for the rows of the input table that the window has.

use std::sync::Arc;

use polars::prelude::*;

use crate::base::Problem;
use crate::connect;
use crate::engine::api::event::Event;
use crate::engine::api::table::Table;
use crate::engine::api::values::{ValueRows, Values, ValuesRequest};
use crate::engine::control::panics::guarded;
use crate::engine::plan::parameters::parameters;
use crate::nodes::{FormulaPlan, Frame, Inputs, Lower, LowerError, Purpose, is_condition, plan_formula, problem_of};

/// The values; `None` if there is no formula to compute.
pub(crate) fn answer(request: &ValuesRequest) -> Option<Event> {
    let values = guarded(|| compute(request))
        .unwrap_or_else(|problem| Some(Values { columns: request.table.columns().to_vec(), rows: Err(problem) }));
    Some(Event::Values { ask: request.ask, values: Arc::new(values?) })
}

fn compute(request: &ValuesRequest) -> Option<Values> {
    let kind = request.snapshot.kind(request.node)?.ok()?;
    let (parameters, ..) = parameters(&request.snapshot);
    let reach = request.snapshot.reach();
    let cx = Lower::new(&reach, &parameters, Purpose::Data);
    let head = request.table.frame().slice(0, request.count);
    let plan = |rows: DataFrame| {
        let mut inputs = Inputs::new(&kind.ports());
        inputs.push(0, "", Frame::new(rows.lazy())?);
        plan_formula(&kind, &cx, inputs, &request.setting)
    };
    let planned = match plan(head.clone()) {
        Ok(planned) => planned?,
        Err(LowerError::Problem(problem)) => {
            return Some(Values { columns: request.table.columns().to_vec(), rows: Err(problem) });
        }
        Err(LowerError::AfterRun) => return None,
    };
    let exactness = request.table.exactness;
    if is_condition(&kind, &request.setting)
        && let Some(rows) = both_kinds(request, &plan)
    {
        return Some(Values { columns: planned.columns, rows: Ok(rows) });
    }
    let places: Vec<u64> = (0..head.height() as u64).map(|row| request.table.first + row).collect();
    let rows = planned.plans.and_then(|plans| match collect(plans.values.clone()) {
        Ok(frame) => {
            let failures = vec![None; frame.height()];
            Ok(ValueRows { table: Table::new(frame, 0, exactness), failures, places, kept: None })
        }
        Err(_) => {
            let schema = Frame::new(plans.values)?.schema().clone();
            let rows = (0..head.height()).map(|row| row_of(&schema, plan(head.slice(row as i64, 1))));
            let mut frame = DataFrame::empty_with_schema(&schema);
            let mut failures = Vec::new();
            for row in rows {
                let (part, failure) = row?;
                frame.vstack_mut_owned(part).map_err(|error| problem_of(&error))?;
                failures.push(failure);
            }
            Ok(ValueRows { table: Table::new(frame, 0, exactness), failures, places, kept: None })
        }
    });
    Some(Values { columns: planned.columns, rows })
}

/// Rows that a condition keeps and rows that it drops, in the order of the table; `None` if it cannot be computed for
/// all available rows.
fn both_kinds(
    request: &ValuesRequest,
    plan: &dyn Fn(DataFrame) -> Result<Option<FormulaPlan>, LowerError>,
) -> Option<ValueRows> {
    let planned = plan(request.table.frame().clone()).ok()??;
    let frame = collect(planned.plans.ok()?.values).ok()?;
    let holds = frame.columns().last()?.bool().ok()?.clone();
    let of = |kept: bool| (0..frame.height()).filter(move |row| holds.get(*row).unwrap_or(false) == kept);
    let (kept, left_out): (Vec<usize>, Vec<usize>) = (of.clone()(true).collect(), of(false).collect());
    // More of the kept rows; if there are too few of one kind, the other fills the space.
    let most = request.count.min(frame.height());
    let left = left_out.len().min((most * 2 / 5).max(most.saturating_sub(kept.len())));
    let mut shown: Vec<usize> = kept.iter().take(most - left).chain(left_out.iter().take(left)).copied().collect();
    shown.sort_unstable();
    let picked = IdxCa::from_vec("rows".into(), shown.iter().map(|row| *row as IdxSize).collect());
    let count = kept.len() as u64;
    let rows = frame.height() as u64;
    let frame = frame.take(&picked).ok()?;
    Some(ValueRows {
        table: Table::new(frame, 0, request.table.exactness),
        failures: vec![None; shown.len()],
        places: shown.into_iter().map(|row| request.table.first + row as u64).collect(),
        kept: Some((count, rows)),
    })
}

/// One row by itself, so that one failure does not hide the other rows: null for the value, and the problem.
fn row_of(
    schema: &Schema,
    planned: Result<Option<FormulaPlan>, LowerError>,
) -> Result<(DataFrame, Option<Problem>), Problem> {
    let lost = || Problem::error(say!("table-cannot-be-computed"));
    let Ok(Some(planned)) = planned else { return Err(lost()) };
    let plans = planned.plans?;
    let problem = match collect(plans.values) {
        Ok(frame) => return Ok((frame, None)),
        Err(problem) => problem,
    };
    let (name, dtype) = schema.iter().last().ok_or_else(lost)?;
    let mut columns = if schema.len() > 1 { collect(plans.named)?.into_columns() } else { Vec::new() };
    columns.push(Column::full_null(name.clone(), 1, dtype));
    let frame = DataFrame::new(1, columns).map_err(|error| problem_of(&error))?;
    Ok((frame, Some(problem)))
}

fn collect(plan: LazyFrame) -> Result<DataFrame, Problem> {
    connect::collect(plan).map_err(|error| problem_of(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Exactness;
    use crate::engine::api::snapshot::Snapshot;

    /// The values of the formula at `setting`, one line for each row: named columns, value, problem.
    fn values(kind: &str, settings: &str, setting: &str, rows: DataFrame) -> Result<Vec<String>, String> {
        let project = format!("(format:1,nodes:{{\"n\":(kind:\"{kind}\",version:1,settings:{settings})}})");
        let document = crate::nodes::document_from(&project).expect("a project").document;
        let node = document.find("n").expect("the node");
        let table = Arc::new(Table::new(rows, 0, Exactness::SampleOf(9)));
        let snapshot = Arc::new(Snapshot::new(document, "."));
        let request = ValuesRequest { ask: 7, snapshot, node, setting: setting.into(), table, count: 3 };
        let Some(Event::Values { ask: 7, values }) = answer(&request) else { return Err("nothing".into()) };
        let ValueRows { table, failures, places, .. } = values.rows.clone().map_err(|problem| problem.to_string())?;
        assert_eq!(table.exactness, Exactness::SampleOf(9));
        assert_eq!((table.len(), table.len()), (failures.len(), places.len()));
        let cell = |row, column| format!("{:?}", table.cell(row, column));
        let line = |row: usize| {
            let cells: Vec<String> = (0..table.columns().len()).map(|column| cell(row, column)).collect();
            let failure = failures[row].as_ref().map(|problem| format!(" ! {problem}")).unwrap_or_default();
            format!("{}{failure}", cells.join(" "))
        };
        Ok((0..table.len()).map(line).collect())
    }

    fn rows() -> DataFrame {
        df!("a" => [Some(1i64), None, Some(3), Some(4)], "t" => ["1", "x", "3", "4"]).expect("a table")
    }

    #[test]
    fn the_first_rows_have_their_values_and_what_they_are_made_of() {
        let found = values("filter", "(condition:\"a > 1\")", "condition", rows());
        assert_eq!(
            found.unwrap(),
            ["Integer(1) Boolean(false)", "Integer(3) Boolean(true)", "Integer(4) Boolean(true)"]
        );
        let found = values("filter", "(condition:\"1 = 1\")", "condition", rows());
        assert_eq!(found.unwrap(), ["Boolean(true)"; 3], "without a column, one for each row");
        let none = values("filter", "(condition:\"a > 1\")", "condition", rows().clear());
        assert_eq!(none.unwrap(), [""; 0]);
    }

    #[test]
    fn of_a_condition_rows_of_both_kinds_are_shown() {
        let rows = |values: Vec<i64>| df!("a" => values).expect("a table");
        let shown = |values: Vec<i64>| {
            let project = "(format:1,nodes:{\"n\":(kind:\"filter\",version:1,settings:(condition:\"a > 10\"))})";
            let document = crate::nodes::document_from(project).expect("a project").document;
            let node = document.find("n").expect("the node");
            let table = Arc::new(Table::new(rows(values), 0, Exactness::Exact));
            let snapshot = Arc::new(Snapshot::new(document, "."));
            let request = ValuesRequest { ask: 1, snapshot, node, setting: "condition".into(), table, count: 5 };
            let Some(Event::Values { values, .. }) = answer(&request) else { panic!("no values") };
            let rows = values.rows.clone().expect("rows");
            (rows.places, rows.kept)
        };
        assert_eq!(shown((0..100).collect()), (vec![0, 1, 11, 12, 13], Some((89, 100))));
        assert_eq!(shown((0..12).collect()), (vec![0, 1, 2, 3, 11], Some((1, 12))), "there is only one to keep");
        assert_eq!(shown((20..30).collect()), (vec![0, 1, 2, 3, 4], Some((10, 10))), "none is left out");
        assert_eq!(shown(vec![1, 50]), (vec![0, 1], Some((1, 2))));
        assert_eq!(shown(vec![]), (vec![], Some((0, 0))));
    }

    #[test]
    fn a_later_formula_sees_the_earlier_ones_and_a_broken_one_no_others() {
        let settings =
            "(columns:[(name:\"b\",expression:\"a * 2\"),(name:\"c\",expression:\"nowhere\"),(expression:\"b + 1\")])";
        let found = values("formula", settings, "columns[2].expression", rows());
        assert_eq!(found.unwrap(), ["Integer(2) Integer(3)", "Null Null", "Integer(6) Integer(7)"]);
        let wrong = values("formula", settings, "columns[1].expression", rows()).unwrap_err();
        assert!(wrong.starts_with("There is no column \"nowhere\""), "{wrong}");
    }

    #[test]
    fn a_row_that_fails_leaves_the_others_standing() {
        let found =
            values("formula", "(columns:[(expression:\"CAST(t AS integer)\")])", "columns[0].expression", rows());
        let found = found.unwrap();
        assert_eq!((found[0].as_str(), found[2].as_str()), ("Text(\"1\") Integer(1)", "Text(\"3\") Integer(3)"));
        assert!(found[1].starts_with("Text(\"x\") Null ! "), "{found:?}");
    }

    #[test]
    fn nothing_is_said_of_an_empty_formula() {
        assert_eq!(values("filter", "()", "condition", rows()), Err("nothing".into()));
    }
}
