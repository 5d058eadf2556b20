//! Functions that polars lacks, row by row: each row's texts and whole numbers are the inputs, one value is the output.
//! A null input gives a null output.

use std::borrow::Cow;

use polars::prelude::*;

use crate::base::Text;

/// One input value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Cell<'a> {
    Text(&'a str),
    Integer(i64),
}

/// The maximum number of inputs.
const WIDTH: usize = 4;

enum Cells<'a> {
    Text(Cow<'a, StringChunked>),
    Integer(Cow<'a, Int64Chunked>),
}

impl<'a> Cells<'a> {
    fn new(column: &'a Column) -> PolarsResult<Self> {
        match column.dtype() {
            DataType::String => Ok(Cells::Text(column.str()?.rechunk())),
            DataType::Int64 => Ok(Cells::Integer(column.i64()?.rechunk())),
            dtype => polars_bail!(ComputeError: "a formula's function was given {dtype}"),
        }
    }

    fn len(&self) -> usize {
        match self {
            Cells::Text(column) => column.len(),
            Cells::Integer(column) => column.len(),
        }
    }

    /// A column of one row is broadcast to all rows.
    fn get(&self, row: usize) -> Option<Cell<'_>> {
        let row = if self.len() == 1 { 0 } else { row };
        match self {
            Cells::Text(column) => column.get(row).map(Cell::Text),
            Cells::Integer(column) => column.get(row).map(Cell::Integer),
        }
    }
}

/// Calls `f` with each row, or with `None` for a row that contains a null.
fn each_row(columns: &[Column], mut f: impl FnMut(Option<&[Cell]>)) -> PolarsResult<()> {
    let cells = columns.iter().map(Cells::new).collect::<PolarsResult<Vec<_>>>()?;
    let rows = if cells.iter().any(|c| c.len() == 0) { 0 } else { cells.iter().map(Cells::len).max().unwrap_or(0) };
    for row in 0..rows {
        let mut values = [Cell::Integer(0); WIDTH];
        let known = cells.iter().zip(&mut values).all(|(column, value)| match column.get(row) {
            Some(cell) => {
                *value = cell;
                true
            }
            None => false,
        });
        f(known.then_some(&values[..cells.len().min(WIDTH)]));
    }
    Ok(())
}

fn rows<F>(inputs: Vec<Expr>, dtype: DataType, function: F) -> Expr
where
    F: Fn(&[Column]) -> PolarsResult<Column> + Send + Sync + 'static,
{
    polars::prelude::map_multiple(
        move |columns| {
            let name = columns[0].name().clone();
            Ok(function(columns)?.with_name(name))
        },
        inputs,
        move |_, fields| Ok(Field::new(fields[0].name().clone(), dtype.clone())),
    )
}

/// A text for each row.
pub(super) fn text_rows<F>(inputs: Vec<Expr>, f: F) -> Expr
where
    F: for<'a> Fn(&[Cell<'a>]) -> Option<Cow<'a, str>> + Send + Sync + 'static,
{
    rows(inputs, DataType::String, move |columns| {
        let mut out = StringChunkedBuilder::new("".into(), columns[0].len());
        each_row(columns, |row| out.append_option(row.and_then(&f)))?;
        Ok(out.finish().into_column())
    })
}

/// A whole number for each row.
pub(super) fn integer_rows<F>(inputs: Vec<Expr>, f: F) -> Expr
where
    F: Fn(&[Cell]) -> Option<i64> + Send + Sync + 'static,
{
    rows(inputs, DataType::Int64, move |columns| {
        let mut out = PrimitiveChunkedBuilder::<Int64Type>::new("".into(), columns[0].len());
        each_row(columns, |row| out.append_option(row.and_then(&f)))?;
        Ok(out.finish().into_column())
    })
}

/// A number for each row.
pub(super) fn number_rows<F>(inputs: Vec<Expr>, f: F) -> Expr
where
    F: Fn(&[Cell]) -> Option<f64> + Send + Sync + 'static,
{
    rows(inputs, DataType::Float64, move |columns| {
        let mut out = PrimitiveChunkedBuilder::<Float64Type>::new("".into(), columns[0].len());
        each_row(columns, |row| out.append_option(row.and_then(&f)))?;
        Ok(out.finish().into_column())
    })
}

/// True or false for each row.
pub(super) fn boolean_rows<F>(inputs: Vec<Expr>, f: F) -> Expr
where
    F: Fn(&[Cell]) -> Option<bool> + Send + Sync + 'static,
{
    rows(inputs, DataType::Boolean, move |columns| {
        let mut out = BooleanChunkedBuilder::new("".into(), columns[0].len());
        each_row(columns, |row| out.append_option(row.and_then(&f)))?;
        Ok(out.finish().into_column())
    })
}

/// Parses a text as another type; otherwise the whole computation fails with the text and the expected type. With
/// `lenient`, the result is null instead.
pub(super) fn read_rows<F>(text: Expr, dtype: DataType, expected: Text, lenient: bool, read: F) -> Expr
where
    F: Fn(&str) -> Option<i64> + Send + Sync + 'static,
{
    let target = dtype.clone();
    rows(vec![text], dtype, move |columns| {
        let text = columns[0].as_materialized_series();
        let values: Int64Chunked = text.str()?.iter().map(|text| read(text?)).collect();
        let values = values.into_series().cast(&target)?;
        if !lenient {
            super::lower::no_loss(text, &values, &expected)?;
        }
        Ok(values.into_column())
    })
}
