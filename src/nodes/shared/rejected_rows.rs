//! Invalid rows: those in which a formula or a cast has no value although all columns that it refers to have one.

use polars::prelude::*;

use crate::base::Problem;
use crate::formula::{holds_dates, in_calendar, used_columns};
use crate::nodes::kit::columns::{column, free_name};
use crate::nodes::kit::frame::Frame;
use crate::nodes::lineage::descent::{Descends, Descent, Given, Named, Origin, passes};

/// The column of the rejected rows that contains the reason.
pub(super) const REASON: &str = "reason";

/// Records per-row information in helper columns while formulas replace columns.
pub struct RejectedRows {
    /// The input columns.
    arriving: SchemaRef,
    /// For each formula, the helper column with the reason; null if the row is valid.
    reasons: Vec<PlSmallStr>,
    /// The helper columns with the original values of replaced columns: name, helper column.
    kept: Vec<(PlSmallStr, PlSmallStr)>,
    /// The helper columns with the values of formulas before they replace anything, so that each is computed once.
    values: Vec<PlSmallStr>,
}

impl RejectedRows {
    pub fn new(rows: &Frame) -> Self {
        RejectedRows { arriving: rows.schema().clone(), reasons: Vec::new(), kept: Vec::new(), values: Vec::new() }
    }

    /// Computes the formula `name = text` in helper columns and records where it has no value; returns the expression
    /// for its value.
    pub fn note(&mut self, rows: Frame, name: &str, text: &str, value: Expr) -> Result<(Frame, Expr), Problem> {
        let place = free_name(rows.schema(), &format!("value {}", self.values.len()));
        let value = value.alias(place.clone());
        let mut beside = Vec::new();
        if self.arriving.contains(name) && !self.kept.iter().any(|(kept, _)| kept == name) {
            let place = free_name(rows.schema(), &format!("{name} as it arrives"));
            beside.push(column(name).alias(place.clone()));
            self.kept.push((name.into(), place));
        }
        let used = used_columns(text);
        let used: Vec<(&PlSmallStr, &DataType)> = rows
            .schema()
            .iter()
            .filter(|(name, _)| used.iter().any(|used| used == name.as_str()) && self.is_own(name))
            .collect();
        let computed = rows.lazy.clone().with_column(value);
        let value = column(&place);
        self.values.push(place);
        if !used.is_empty() {
            let place = free_name(rows.schema(), &format!("reason {}", self.reasons.len()));
            let is_there = used.iter().map(|(name, dtype)| match dtype {
                DataType::String => column(name).str().strip_chars(lit(NULL)).str().len_bytes().gt(lit(0)),
                _ => column(name).is_not_null(),
            });
            let is_invalid = is_there.fold(value.clone().is_null(), Expr::and);
            let mut words: Vec<Expr> = Vec::new();
            for (index, (name, dtype)) in used.iter().enumerate() {
                words.push(lit(if index == 0 { "'" } else { ", '" }));
                let is_written = !dtype.is_nested() && !dtype.is_binary();
                words.push(match is_written {
                    true if holds_dates(dtype) => in_calendar(column(name)).cast(DataType::String),
                    true => column(name).cast(DataType::String),
                    false => lit(name.as_str()),
                });
                words.push(lit("'"));
            }
            words.push(lit(format!(" does not fit {name}")));
            let reason = when(is_invalid).then(concat_str(words, "", true)).otherwise(lit(NULL).cast(DataType::String));
            beside.push(reason.alias(place.clone()));
            self.reasons.push(place);
        }
        Ok((Frame::new(computed.with_columns(beside))?, value))
    }

    /// Whether it is a column of the table, not a helper column.
    fn is_own(&self, name: &PlSmallStr) -> bool {
        let is_kept = self.kept.iter().any(|(_, place)| place == name);
        !is_kept && !self.reasons.contains(name) && !self.values.contains(name)
    }

    /// The valid rows, with the columns `leaving` or otherwise as left by the formulas, and the invalid rows,
    /// unchanged.
    pub fn split(self, rows: Frame, leaving: Option<Vec<Expr>>) -> [LazyFrame; 2] {
        let own = || rows.schema().iter_names().filter(|name| self.is_own(name)).map(column).collect();
        let leaving: Vec<Expr> = leaving.unwrap_or_else(own);
        let of = |name: &PlSmallStr| match self.kept.iter().find(|(kept, _)| kept == name) {
            Some((_, place)) => column(place).alias(name.clone()),
            None => column(name),
        };
        let mut arrived: Vec<Expr> = self.arriving.iter_names().map(of).collect();
        let none = lit(NULL).cast(DataType::String);
        let reasons: Vec<Expr> = self.reasons.iter().map(column).chain([none]).collect();
        let reason = coalesce(&reasons);
        arrived.push(reason.clone().alias(free_name(&self.arriving, REASON)));
        let fits = rows.lazy.clone().filter(reason.clone().is_null()).select(leaving);
        [fits, rows.lazy.filter(reason.is_not_null()).select(arrived)]
    }
}

/// The columns of the rejected rows; the reason may refer to the columns `from`.
pub fn descent(given: &Given, from: Vec<Origin>) -> Descent {
    let mut columns = passes(given, 0)?;
    let mut name = REASON.to_owned();
    while columns.iter().any(|column| column.name == name) {
        name.push('_');
    }
    columns.push(Descends { name, named: Named::Given, from });
    Some(columns)
}
