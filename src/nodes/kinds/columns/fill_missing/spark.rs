//! Filling on Spark.

use polars::prelude::DataType as Polars;

use super::{Fill, FillMissing, Method, filled_with_mean};
use crate::formula::from_polars;
use crate::nodes::kinds::rows::sort::spark_keys;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::kit::spark::{literal, required_type};
use crate::spark::Rows;
use crate::spark::{DataType, Item, Key, Sql};

const BEFORE: &str = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
const BEHIND: &str = "ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING";

/// One column that is filled.
struct Filled<'a> {
    name: &'a str,
    data_type: DataType,
    value: Sql,
}

impl FillMissing {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        let mut rows = input.rows.clone();
        let order = match spark_keys(&self.order_by) {
            keys if keys.is_empty() => rows.order(),
            keys => keys,
        };
        let mut totals = Vec::new();
        let mut filled = Vec::new();
        for (index, fill) in self.fills.iter().enumerate() {
            let at = |gap: SparkGap| gap.at(format!("fills[{index}]"));
            for name in &fill.columns {
                let dtype = input.frame.require(name)?;
                filled.push(self.filled_on_spark(cx, fill, name, dtype, &order, &rows, &mut totals).map_err(at)?);
            }
        }
        if !totals.is_empty() {
            let names: Vec<String> = totals.iter().map(|item: &Item| item.name.clone()).collect();
            let all = rows.aggregate(&[], totals);
            rows = rows.join_where(&all, Sql::written("true"), crate::spark::JoinHow::Inner);
            return Ok(vec![replaced(&rows, &filled, &self.groups, &order).drop(&names)]);
        }
        Ok(vec![replaced(&rows, &filled, &self.groups, &order)])
    }

    #[expect(clippy::too_many_arguments, reason = "one column, and all that it is filled from")]
    fn filled_on_spark<'a>(
        &self,
        cx: &ToSpark,
        fill: &Fill,
        name: &'a str,
        dtype: &Polars,
        order: &[Key],
        rows: &Rows,
        totals: &mut Vec<Item>,
    ) -> Result<Filled<'a>, SparkGap> {
        let own = required_type(name, dtype)?;
        let column = Sql::column(name);
        let values = match self.nan && dtype.is_float() {
            true => Sql::call("nullif", &[column, Sql::written("'NaN'").cast(&own)]),
            false => column,
        };
        let mut data_type = own.clone();
        let value = match fill.method {
            Method::Constant => {
                let text = cx.expand("value", &fill.value)?;
                let constant = literal(&text, &from_polars(dtype)).ok_or_else(|| {
                    SparkGap::new(say!("spark-no-constant", text = text), say!("spark-formula-instead")).at("value")
                })?;
                let constant = if data_type == DataType::Text { constant } else { constant.cast(&own) };
                Sql::call("coalesce", &[values, constant])
            }
            Method::Mean | Method::Median => {
                let mean = match dtype {
                    Polars::Decimal(precision, scale) if fill.method == Method::Mean => {
                        data_type = required_type(name, &filled_with_mean(*precision, *scale))?;
                        Sql::call("try_avg", std::slice::from_ref(&values))
                    }
                    _ => {
                        data_type = DataType::Double;
                        let numbers = values.clone().cast(&DataType::Double);
                        match fill.method {
                            Method::Mean => Sql::call("avg", &[numbers]),
                            _ => Sql::call("percentile", &[numbers, Sql::written("0.5D")]),
                        }
                    }
                };
                let mean = self.of_group(mean, name, &data_type, rows, totals).cast(&data_type);
                Sql::call("coalesce", &[values.cast(&data_type), mean])
            }
            Method::Min | Method::Max => {
                let extreme = match (fill.method, dtype.is_float()) {
                    (Method::Min, _) => Sql::call("min", std::slice::from_ref(&values)),
                    (_, true) => {
                        let numbers = Sql::call("nullif", &[values.clone(), Sql::written("'NaN'").cast(&own)]);
                        Sql::call(
                            "coalesce",
                            &[Sql::call("max", &[numbers]), Sql::call("max", std::slice::from_ref(&values))],
                        )
                    }
                    _ => Sql::call("max", std::slice::from_ref(&values)),
                };
                if self.groups.is_empty() || fill.method == Method::Min || !dtype.is_float() {
                    let extreme = self.of_group(extreme, name, &own, rows, totals);
                    Sql::call("coalesce", &[values, extreme])
                } else {
                    let numbers = Sql::call("nullif", &[values.clone(), Sql::written("'NaN'").cast(&own)]);
                    let over = |of: Sql| Sql::call("max", &[of]).over(&self.groups, &[], "");
                    Sql::call("coalesce", &[values.clone(), over(numbers), over(values)])
                }
            }
            Method::Forward | Method::Backward => {
                if order.is_empty() {
                    return Err(SparkGap::new(say!("spark-no-neighbours"), say!("spark-order-by")).at("method"));
                }
                let (function, frame) =
                    if fill.method == Method::Forward { ("last", BEFORE) } else { ("first", BEHIND) };
                Sql::call(function, &[values, Sql::written("true")]).over(&self.groups, order, frame)
            }
        };
        Ok(Filled { name, data_type, value })
    }

    /// An aggregate over the rows of the group, or over all rows: these are computed apart, so that not all rows have
    /// to come together in one place.
    fn of_group(&self, aggregate: Sql, name: &str, data_type: &DataType, rows: &Rows, totals: &mut Vec<Item>) -> Sql {
        if !self.groups.is_empty() {
            return aggregate.over(&self.groups, &[], "");
        }
        let place = rows.schema().free_name(&format!("{name} of all"));
        totals.push(Item::new(&place, data_type.clone(), aggregate));
        Sql::column(&place)
    }
}

/// The rows with the filled columns. One that others are filled by must not be replaced before.
fn replaced(rows: &Rows, filled: &[Filled], groups: &[String], order: &[Key]) -> Rows {
    let is_needed = |name: &str| groups.iter().any(|own| own == name) || order.iter().any(|key| key.column == name);
    if !filled.iter().any(|filled| is_needed(filled.name)) {
        let with = |rows: Rows, filled: &Filled| rows.with(filled.name, filled.data_type.clone(), filled.value.clone());
        return filled.iter().fold(rows.clone(), with);
    }
    let items = rows.schema().0.iter().map(|column| match filled.iter().find(|filled| filled.name == column.name) {
        Some(filled) => Item::new(filled.name, filled.data_type.clone(), filled.value.clone()),
        None => Item::column(column),
    });
    rows.select(items.collect())
}
