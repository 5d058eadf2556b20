//! The values that become columns: listed, or those that occur in the data.

use polars::prelude::*;

use super::Pivot;
use crate::base::{Problem, Type};
use crate::formula::within_calendar;
use crate::nodes::kit::columns::column;
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::lower::{Lower, LowerError};

/// More discovered columns than this indicate a wrong choice of column.
const MOST_DISCOVERED: usize = 1000;

impl Pivot {
    /// The values that occur, sorted, null last.
    pub(super) fn discovered(&self, cx: &Lower, rows: &Frame) -> Result<Vec<(PlSmallStr, Scalar)>, LowerError> {
        let sorted = SortMultipleOptions::default().with_nulls_last(true);
        let one = column(&self.columns_from);
        let found = cx.evaluate(
            rows.lazy
                .clone()
                .select([one.clone()])
                .unique(None, UniqueKeepStrategy::Any)
                .limit(MOST_DISCOVERED as IdxSize + 1)
                .sort_by_exprs([one], sorted),
        )?;
        if found.height() > MOST_DISCOVERED {
            return Err(Problem::error(say!(
                "has-more-values",
                name = self.columns_from,
                most = MOST_DISCOVERED.to_string()
            ))
            .remedy(say!("choose-or-list-values"))
            .at("columns_from")
            .into());
        }
        let values = found.column(&self.columns_from)?;
        let texts = within_calendar(values)?.cast(&DataType::String)?;
        let mut names = self.rows.clone();
        (0..values.len())
            .map(|index| {
                let text = texts.str()?.get(index).unwrap_or("null");
                let name = self.new_name(&mut names, format!("{}{text}", self.prefix), "prefix")?;
                Ok((name, Scalar::new(values.dtype().clone(), values.get(index)?.into_static())))
            })
            .collect()
    }

    pub(super) fn listed_values(
        &self,
        dtype: &DataType,
        data_type: &Type,
    ) -> Result<Vec<(PlSmallStr, Scalar)>, LowerError> {
        let mut names = self.rows.clone();
        let mut values = Vec::new();
        for (index, listed) in self.listed.iter().enumerate() {
            let at = format!("listed[{index}]");
            let text = (!listed.value.is_empty()).then_some(listed.value.as_str());
            let parsed = parse(text, dtype).ok_or_else(|| {
                let remedy = match data_type {
                    Type::Boolean => say!("write-true-or-false"),
                    Type::Date => say!("write-it-as-date"),
                    _ => say!("write-as-shown", name = self.columns_from),
                };
                let text = &listed.value;
                let of = data_type.name();
                Problem::error(say!("text-does-not-fit", text = text, name = self.columns_from, data_type = of))
                    .remedy(remedy)
                    .at("value")
                    .at(at.clone())
            })?;
            let name = listed.new_name(&self.prefix);
            values.push((self.new_name(&mut names, name, &format!("{at}.name"))?, parsed));
        }
        Ok(values)
    }

    fn new_name(&self, names: &mut Vec<String>, name: String, setting: &str) -> Result<PlSmallStr, Problem> {
        if names.contains(&name) {
            return Err(Problem::error(say!("two-columns-named", name = name))
                .remedy(say!("give-a-prefix"))
                .at(setting));
        }
        names.push(name.clone());
        Ok(name.into())
    }
}

/// The value that `text` represents in a column of this type.
fn parse(text: Option<&str>, dtype: &DataType) -> Option<Scalar> {
    let Some(text) = text else { return Some(Scalar::null(dtype.clone())) };
    if *dtype == DataType::Boolean {
        return text.trim().to_lowercase().parse::<bool>().ok().map(Scalar::from);
    }
    let column = Column::new(PlSmallStr::EMPTY, [text]).strict_cast(dtype).ok()?;
    let value = column.get(0).ok()?.into_static();
    (!value.is_null()).then(|| Scalar::new(dtype.clone(), value))
}
