//! The columns of a driver's rows, and reading them in batches of a good size.

use polars::prelude::*;
use polars_arrow::datatypes::{ArrowDataType, Field as ArrowField};

use super::aside::{Pass, Running};
use super::fault::Fault;
use super::foreign::{ForeignField, Rows};
use super::types::{as_bytes, called, dtype};
use super::values;
use crate::base::{Cause, Problem};
use crate::connect::cancellable_io::count_examined;

/// A batch has at most this many rows.
const ROWS: usize = 65_536;
/// Small batches of a driver are joined up to this many bytes.
const BYTES: usize = 16 << 20;

/// A column of a driver's rows that has an exact form here.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignColumn {
    pub name: String,
    pub arrow: ArrowDataType,
    pub dtype: DataType,
}

/// The columns of a table; a problem names the column that cannot be read.
pub fn columns(fields: Vec<ForeignField>) -> Result<Vec<ForeignColumn>, Problem> {
    let mut columns: Vec<ForeignColumn> = Vec::new();
    for (index, ForeignField { name, dtype: found }) in fields.into_iter().enumerate() {
        if name.is_empty() {
            let problem = Problem::error(say!("database-column-no-name", number = index + 1));
            return Err(problem.remedy(say!("database-name-columns")));
        }
        if columns.iter().any(|other| other.name == name) {
            let problem = Problem::error(say!("database-column-twice", name = name));
            return Err(problem.remedy(say!("database-name-columns")));
        }
        let known = found.as_ref().ok().and_then(|arrow| Some((arrow.clone(), dtype(arrow)?)));
        let Some((arrow, dtype)) = known else {
            let data_type = found.as_ref().map_or_else(Clone::clone, called);
            let problem = Problem::error(say!("server-type-not-read", name = name.as_str(), data_type = data_type));
            return Err(problem.remedy(say!("postgres-cast-it", name = name)));
        };
        columns.push(ForeignColumn { name, arrow, dtype });
    }
    if columns.is_empty() {
        return Err(Problem::error(say!("database-query-no-rows")).remedy(say!("database-write-select")));
    }
    Ok(columns)
}

pub fn schema(columns: &[ForeignColumn]) -> SchemaRef {
    let field = |column: &ForeignColumn| Field::new(column.name.as_str().into(), column.dtype.clone());
    let fields = columns.iter().map(field);
    std::sync::Arc::new(fields.collect())
}

/// Why reading has ended before its time.
pub enum Ended {
    /// The driver has failed.
    Failed(Fault),
    Told(Problem),
}

impl From<Problem> for Ended {
    fn from(problem: Problem) -> Ended {
        Ended::Told(problem)
    }
}

/// What is read of a driver's rows.
pub struct Wanted<'a> {
    /// All columns that arrive.
    pub columns: &'a [ForeignColumn],
    /// The names of those that are passed on.
    pub names: &'a [PlSmallStr],
    /// No more than so many rows.
    pub limit: Option<u64>,
}

/// Reads to the end that the driver tells, or up to the limit.
pub fn read(mut rows: Rows<'_>, wanted: &Wanted, running: &Running, pass: Pass<'_, DataFrame>) -> Result<(), Ended> {
    let announced = rows.columns().map_err(Ended::Failed)?;
    let is_same = |(field, column): (&ForeignField, &ForeignColumn)| {
        field.name == column.name && field.dtype.as_ref() == Ok(&column.arrow)
    };
    if announced.len() != wanted.columns.len() || !announced.iter().zip(wanted.columns).all(is_same) {
        let problem = Problem::error(say!("adbc-columns-changed")).remedy(say!("database-try-later"));
        return Err(problem.transient().into());
    }
    let fields = wanted.columns.iter();
    let fields: Vec<ArrowField> =
        fields.map(|column| ArrowField::new(column.name.as_str().into(), as_bytes(&column.arrow), true)).collect();
    let place = |name: &PlSmallStr| wanted.columns.iter().position(|column| column.name == name.as_str());
    let places: Vec<usize> = wanted.names.iter().filter_map(place).collect();
    let mut held: Option<DataFrame> = None;
    let mut count = 0_u64;
    let limit = wanted.limit.unwrap_or(u64::MAX);
    while count < limit {
        running.check()?;
        let Some(batch) = rows.next(&fields).map_err(Ended::Failed)? else { break };
        let mut columns = Vec::with_capacity(places.len());
        for place in &places {
            let (column, array) = (&wanted.columns[*place], &batch.values()[*place]);
            let series = values::column(&column.name, array.as_ref(), &column.arrow);
            let series = series.map_err(|(row, misfit)| misfit.problem(&column.name, count + row as u64 + 1))?;
            columns.push(series.into_column());
        }
        let read = DataFrame::new(batch.len(), columns).map_err(broken)?;
        let read = read.head(Some(usize::try_from(limit - count).unwrap_or(usize::MAX)));
        count += read.height() as u64;
        count_examined(read.estimated_size());
        let joined = match held.take() {
            Some(mut before) => {
                before.vstack_mut(&read).map_err(broken)?;
                before
            }
            None => read,
        };
        held = if joined.height() < ROWS && joined.estimated_size() < BYTES {
            Some(joined)
        } else {
            pass_on(joined, pass)?;
            None
        };
    }
    if let Some(last) = held {
        pass_on(last, pass)?;
    }
    Ok(())
}

/// Passes on rows in parts of bounded size.
fn pass_on(mut rows: DataFrame, pass: Pass<'_, DataFrame>) -> Result<(), Problem> {
    rows.rechunk_mut();
    let height = rows.height();
    (0..height).step_by(ROWS).try_for_each(|begin| pass(rows.slice(begin as i64, ROWS)))
}

fn broken(error: PolarsError) -> Ended {
    let problem = Problem::error(say!("database-refuses", error = error.to_string()));
    problem.remedy(say!("defect-report")).because(Cause::Internal).into()
}
