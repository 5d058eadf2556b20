//! Fill missing: replaces missing values.

mod constant;
mod spark;

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{ColumnInfo, Problem, Text, Type};
use crate::formula::from_polars;
use crate::nodes::form::{self, Form, RowsStyle, choice, rows};
use crate::nodes::kinds::rows::sort::{SortKey, ordering};
use crate::nodes::kit::columns::{column, free_name, is_default, require_all};
use crate::nodes::kit::frame::{Frame, problem_of};
use crate::nodes::kit::kind::{Category, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, passes};
use crate::nodes::shared::aggregate::mean;
use crate::nodes::shared::decimal_totals;
use crate::nodes::shared::summary::{list, names, of};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FillMissing {
    /// Applied in order.
    pub fills: Vec<Fill>,
    /// Whether NaN in number columns also counts as missing.
    pub nan: bool,
    /// Rows that agree in these columns form a group; values come only from the row's own group.
    pub groups: Vec<String>,
    /// The order that determines which value comes before or after another; the rows stay in place.
    pub order_by: Vec<SortKey>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fill {
    pub columns: Vec<String>,
    pub method: Method,
    /// For [`Method::Constant`], in the format of the column's type: 0, unknown, 2013-01-31, true. `${parameter}` is
    /// replaced.
    #[serde(skip_serializing_if = "is_default")]
    pub value: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Method {
    #[default]
    Constant,
    Mean,
    Median,
    Min,
    Max,
    Forward,
    Backward,
}

choices!(Method: Constant, Mean, Median, Min, Max, Forward, Backward);

impl NodeKind for FillMissing {
    /// The icon is Phosphor's "paint bucket".
    const META: Meta = Meta::new("fill_missing", 1, Category::Columns, "\u{e392}");

    fn ports(&self) -> Ports {
        Ports::input("in").output("out")
    }

    fn lower(&self, cx: &Lower, inputs: Inputs) -> Result<Outputs, LowerError> {
        let rows = inputs.one()?;
        require_all(&rows, &self.groups, "groups")?;
        let (order, options) = ordering(cx, &rows, &self.order_by, "order_by")?;
        let mut exprs: Vec<Expr> = Vec::new();
        let mut filled: Vec<&String> = Vec::new();
        for (index, fill) in self.fills.iter().enumerate() {
            let at = format!("fills[{index}]");
            if fill.columns.is_empty() {
                let problem = Problem::warning(say!("no-column-chosen")).remedy(say!("choose-some-or-remove-row"));
                cx.warn(problem.at("columns").at(at));
                continue;
            }
            require_all(&rows, &fill.columns, "columns").map_err(|p| p.at(at.clone()))?;
            for (place, name) in fill.columns.iter().enumerate() {
                if filled.contains(&name) {
                    return Err(Problem::error(say!("filled-twice", name = name))
                        .remedy(say!("remove-from-one-row"))
                        .at(format!("{at}.columns[{place}]"))
                        .into());
                }
                filled.push(name);
                if self.groups.contains(name) {
                    return Err(Problem::error(say!("group-is-filled", name = name))
                        .remedy(say!("fill-groups-before"))
                        .at(format!("{at}.columns[{place}]"))
                        .into());
                }
                let filled = self.filled(cx, fill, name, &rows).map_err(|p| p.at(at.clone()))?;
                exprs.push(self.within_groups(filled, fill.method)?.alias(name.as_str()));
            }
        }
        let in_order = self.fills.iter().any(|fill| matches!(fill.method, Method::Forward | Method::Backward));
        if order.is_empty() || !in_order {
            return Ok(Outputs::new([rows.lazy.with_columns(exprs)])?);
        }
        // Filled in that order, then moved back to their positions.
        let place = free_name(rows.schema(), "place");
        let names: Vec<Expr> = rows.schema().iter_names().map(column).collect();
        let filled = rows.lazy.with_row_index(place.clone(), None).sort_by_exprs(order, options).with_columns(exprs);
        let restored = filled.sort_by_exprs([column(&place)], SortMultipleOptions::default()).select(names);
        Ok(Outputs::new([restored])?)
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        list(self.fills.iter().filter(|fill| !fill.columns.is_empty()).map(|fill| match fill.method {
            Method::Constant if fill.value.is_empty() => Text::default(),
            Method::Constant => format!("{} = {}", names(&fill.columns), fill.value).into(),
            method => of(&names(&fill.columns), &say!("summary-method", method = form::spelling(method))),
        }))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let style = RowsStyle::of(3);
        rows(form, form::Field::of::<Self>("fills"), style, &mut self.fills, |fill, form| {
            form.columns(form::Field::of::<Self>("columns"), &mut fill.columns, 0);
            choice(form, form::Field::of::<Self>("method"), &mut fill.method);
            if fill.method == Method::Constant {
                let field = form::Field::of::<Self>("value");
                let arriving = form.columns_in(0);
                let first = fill.columns.first().and_then(|name| arriving.iter().find(|column| column.name == *name));
                let such_as = first.and_then(example).unwrap_or_default();
                form.text_or(field, &mut fill.value, &such_as);
            }
        });
        form.columns(form::Field::of::<Self>("groups"), &mut self.groups, 0);
        form.section("more", false);
        rows(form, form::Field::of::<Self>("order_by"), style, &mut self.order_by, |key, form| {
            form.column(form::Field::of::<Self>("column"), &mut key.column, 0);
            choice(form, form::Field::of::<Self>("order"), &mut key.order);
            choice(form, form::Field::of::<Self>("nulls"), &mut key.nulls);
        });
        let field = form::Field::of::<Self>("nan");
        form.flag(field, &mut self.nan);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![passes(given, 0)]
    }
}

impl FillMissing {
    /// An expression that refers to other rows refers to those of its group.
    fn within_groups(&self, filled: Expr, method: Method) -> Result<Expr, Problem> {
        Ok(match method {
            Method::Constant => filled,
            _ if self.groups.is_empty() => filled,
            _ => {
                let groups: Vec<Expr> = self.groups.iter().map(column).collect();
                filled.over(groups).map_err(|error| problem_of(&error))?
            }
        })
    }

    fn filled(&self, cx: &Lower, fill: &Fill, name: &str, rows: &Frame) -> Result<Expr, Problem> {
        let dtype = rows.require(name)?;
        let data_type = from_polars(dtype);
        let values = if self.nan && dtype.is_float() {
            column(name).fill_nan(lit(NULL).cast(dtype.clone()))
        } else {
            column(name)
        };
        Ok(match fill.method {
            Method::Constant => {
                let text = cx.expand("value", &fill.value)?;
                values.fill_null(constant::constant(&text, name, &data_type)?.strict_cast(dtype.clone()))
            }
            Method::Mean | Method::Median => {
                if !data_type.is_numeric() {
                    let of = data_type.name();
                    let message = match fill.method {
                        Method::Mean => say!("has-no-mean", name = name, data_type = of),
                        _ => say!("has-no-median", name = name, data_type = of),
                    };
                    return Err(Problem::error(message).remedy(say!("fill-constant-or-neighbour")).at("method"));
                }
                let numbers = match (fill.method, dtype) {
                    (Method::Mean, DataType::Decimal(precision, scale)) => {
                        values.clone().cast(filled_with_mean(*precision, *scale))
                    }
                    _ => values.clone().cast(DataType::Float64),
                };
                let middle = if fill.method == Method::Mean { mean(values, dtype) } else { numbers.clone().median() };
                let middle = match (fill.method, dtype) {
                    (Method::Mean, DataType::Decimal(precision, scale)) => {
                        middle.cast(filled_with_mean(*precision, *scale))
                    }
                    _ => middle,
                };
                numbers.fill_null(middle)
            }
            Method::Min | Method::Max => {
                if matches!(data_type, Type::List(_) | Type::Struct(_) | Type::Binary | Type::Other(_)) {
                    let message = say!("has-no-order", name = name, data_type = data_type.in_a_sentence());
                    return Err(Problem::error(message).remedy(say!("fill-constant-or-neighbour")).at("method"));
                }
                let extreme = if fill.method == Method::Min { values.clone().min() } else { values.clone().max() };
                values.fill_null(extreme)
            }
            Method::Forward => values.fill_null_with_strategy(FillNullStrategy::Forward(None)),
            Method::Backward => values.fill_null_with_strategy(FillNullStrategy::Backward(None)),
        })
    }
}

/// The type of decimals filled with their mean: with the digits of the mean, if there is room for them.
fn filled_with_mean(precision: usize, scale: usize) -> DataType {
    let own = decimal_totals::type_of(precision, scale);
    decimal_totals::dtype(if own.mean().holds(own) { own.mean() } else { own })
}

/// An example value for a column. A date needs no label, and has no room for one.
fn example(column: &ColumnInfo) -> Option<String> {
    Some(match column.data_type {
        Type::Integer | Type::Number | Type::Decimal(..) => tr!("such-as", example = "0"),
        Type::Boolean => tr!("such-as", example = "false"),
        Type::Text => tr!("such-as", example = tr!("fill-example")),
        Type::Date | Type::DateTime(_) => "2013-01-31".to_owned(),
        Type::Time => "15:04:05".to_owned(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
