//! Rows on their way to a staged table: each value is compared with the column that it is for.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use polars::prelude::*;

use super::numbers::Number;
use super::tally::Tally;
use super::words;
use crate::base::Problem;
use crate::connect::staged_table::{Filling, shown};

/// Which values a column of the table holds unchanged.
pub enum Check {
    Number(Number),
    Of(Box<dyn Fn(&AnyValue) -> bool + Send>),
    /// Nothing but null.
    Null,
}

impl Check {
    fn holds(&self, value: &AnyValue) -> bool {
        match self {
            Check::Number(number) => number.holds(value),
            Check::Of(holds) => holds(value),
            Check::Null => value.is_null(),
        }
    }

    /// Whether it holds all values of the column, if that is known at a glance.
    fn holds_all(&self, column: &Series) -> bool {
        let Check::Number(number @ Number::Whole(..)) = self else { return column.null_count() == column.len() };
        let edge = |edge: PolarsResult<Scalar>| edge.is_ok_and(|edge| number.holds(edge.value()));
        column.dtype().is_integer() && edge(column.min_reduce()) && edge(column.max_reduce())
    }
}

/// What happens to a value that does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misfit {
    /// Whoever writes it refuses it.
    PassOn,
    /// The same; the problem offers the other ways.
    Offer,
    /// The output fails.
    Refuse,
    /// The column of the table becomes wider.
    Widen,
    DropRow,
    Null,
    /// The whole column is left out.
    LeaveOut,
}

impl Misfit {
    fn is_passed_on(self) -> bool {
        matches!(self, Misfit::PassOn | Misfit::Offer)
    }
}

/// What values become for the staged table.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Becomes {
    Themselves,
    /// The same numbers in another type.
    Other(DataType),
    /// All that are left are null.
    Null,
    /// The staged table has no such column.
    Nothing,
}

/// A column that arrives.
pub struct Fit {
    pub(super) name: String,
    /// The type in the table.
    pub(super) data_type: String,
    pub(super) check: Check,
    /// Whether null does not fit.
    pub(super) is_required: bool,
    pub(super) misfit: Misfit,
    pub(super) becomes: Becomes,
}

impl Fit {
    /// Whether every value is passed on as it is.
    pub(super) fn is_plain(&self) -> bool {
        self.misfit.is_passed_on() && self.becomes == Becomes::Themselves
    }
}

/// Passes rows on to a staged table, without what does not fit.
pub struct Sieve<F> {
    inner: F,
    table: String,
    fits: Vec<Fit>,
    /// One for each column that arrives.
    tallies: Vec<Tally>,
    rows_dropped: Tally,
    /// What is told before any row has arrived.
    remarks: Vec<Problem>,
    /// How many rows have arrived.
    seen: u64,
}

impl<F: Filling> Sieve<F> {
    pub fn new(inner: F, table: &str, fits: Vec<Fit>, remarks: Vec<Problem>) -> Sieve<F> {
        let tallies = vec![Tally::default(); fits.len()];
        let (table, rows_dropped) = (table.to_owned(), Tally::default());
        Sieve { inner, table, fits, tallies, rows_dropped, remarks, seen: 0 }
    }

    /// The staged table itself, for rows of which every value fits.
    pub fn inner(&mut self) -> &mut F {
        &mut self.inner
    }

    /// The problem of a value, with the other ways where they are possible.
    fn offering(&self, problem: Problem) -> Problem {
        let is_of_value = problem.message.id() == Some("server-value-not-held");
        let offers = is_of_value && self.fits.iter().any(|fit| fit.misfit == Misfit::Offer);
        if offers { words::offering(problem) } else { problem }
    }

    fn sifted(&mut self, batch: &DataFrame) -> Result<DataFrame, Problem> {
        let height = batch.height();
        let mut dropped = vec![false; height];
        let mut columns = Vec::with_capacity(self.fits.len());
        for (index, column) in batch.columns().iter().enumerate() {
            let column = column.as_materialized_series().rechunk();
            let Some(fit) = self.fits.get(index) else { continue };
            let tally = &mut self.tallies[index];
            let is_known = fit.misfit == Misfit::Widen && tally.count > 0;
            let is_plain = fit.misfit.is_passed_on() || is_known;
            let needs_all = fit.is_required && column.null_count() > 0;
            let mut unfit = Vec::new();
            if !is_plain && (needs_all || !fit.check.holds_all(&column)) {
                for (row, value) in column.iter().enumerate() {
                    let is_missing = value.is_null() && fit.is_required && fit.misfit == Misfit::DropRow;
                    if !is_missing && fit.check.holds(&value) {
                        continue;
                    }
                    let number = self.seen + row as u64 + 1;
                    match fit.misfit {
                        Misfit::Refuse if fit.becomes == Becomes::Nothing => {
                            return Err(words::seen_late(&fit.name, number, &shown(&value)));
                        }
                        Misfit::Refuse => {
                            return Err(words::unfit(&fit.name, number, &shown(&value), &fit.data_type));
                        }
                        Misfit::DropRow if !dropped[row] => {
                            dropped[row] = true;
                            self.rows_dropped.add(number, &fit.name, || shown(&value));
                        }
                        Misfit::DropRow => {}
                        _ => tally.add(number, &fit.name, || shown(&value)),
                    }
                    unfit.push(row);
                    if fit.misfit == Misfit::Widen {
                        break;
                    }
                }
            }
            if fit.becomes != Becomes::Nothing {
                let kept = if fit.misfit == Misfit::Null { without(&column, &unfit)? } else { column };
                columns.push((kept, &fit.becomes));
            }
        }
        self.seen += height as u64;
        let kept: BooleanChunked = dropped.iter().map(|dropped| Some(!dropped)).collect();
        let is_whole = !dropped.contains(&true);
        let left = if is_whole { height } else { kept.sum().unwrap_or(0) as usize };
        let passed = columns.into_iter().map(|(column, becomes)| {
            let column = if is_whole { column } else { column.filter(&kept)? };
            Ok(match becomes {
                Becomes::Other(dtype) => column.strict_cast(dtype)?,
                Becomes::Null => Series::full_null(column.name().clone(), column.len(), &DataType::Null),
                Becomes::Themselves | Becomes::Nothing => column,
            }
            .into_column())
        });
        let passed: PolarsResult<Vec<Column>> = passed.collect();
        passed.and_then(|columns| DataFrame::new(left, columns)).map_err(internal)
    }
}

/// The column with null in some of its rows.
fn without(column: &Series, rows: &[usize]) -> Result<Series, Problem> {
    if rows.is_empty() {
        return Ok(column.clone());
    }
    let mut keeps = vec![true; column.len()];
    rows.iter().for_each(|row| keeps[*row] = false);
    let keeps: BooleanChunked = keeps.into_iter().map(Some).collect();
    let nulls = Series::full_null(column.name().clone(), column.len(), column.dtype());
    column.zip_with(&keeps, &nulls).map_err(internal)
}

fn internal(error: PolarsError) -> Problem {
    let problem = Problem::error(say!("database-refuses", error = error.to_string()));
    problem.remedy(say!("defect-report")).because(crate::base::Cause::Internal)
}

impl<F: Filling> Filling for Sieve<F> {
    fn add(&mut self, batch: &DataFrame) -> Result<(), Problem> {
        let sifted;
        let batch = if self.fits.iter().all(|fit| fit.misfit.is_passed_on()) {
            batch
        } else {
            sifted = self.sifted(batch)?;
            &sifted
        };
        self.inner.add(batch).map_err(|problem| self.offering(problem))
    }

    fn finish(&mut self) -> Result<(), Problem> {
        self.inner.finish().map_err(|problem| self.offering(problem))
    }

    fn close(&mut self) {
        self.inner.close();
    }

    fn warnings(&self) -> Vec<Problem> {
        let mut warnings = self.remarks.clone();
        if self.rows_dropped.count > 0 {
            warnings.push(words::rows_dropped(&self.table, &self.rows_dropped));
        }
        for (fit, tally) in self.fits.iter().zip(&self.tallies).filter(|(_, tally)| tally.count > 0) {
            warnings.extend(match fit.misfit {
                Misfit::Widen => Some(words::widened(&fit.name, &self.table, &fit.data_type, tally)),
                Misfit::Null => Some(words::values_dropped(&fit.name, &fit.data_type, tally)),
                Misfit::LeaveOut => Some(words::left_out(&fit.name, &self.table, tally)),
                Misfit::PassOn | Misfit::Offer | Misfit::Refuse | Misfit::DropRow => None,
            });
        }
        warnings.extend(self.inner.warnings());
        warnings
    }

    fn rows(&self) -> u64 {
        self.inner.rows()
    }

    fn bytes(&self) -> Arc<AtomicU64> {
        self.inner.bytes()
    }

    fn widened(&self) -> Vec<String> {
        let widened =
            self.fits.iter().zip(&self.tallies).filter(|(fit, tally)| fit.misfit == Misfit::Widen && tally.count > 0);
        widened.map(|(fit, _)| fit.name.clone()).collect()
    }
}
