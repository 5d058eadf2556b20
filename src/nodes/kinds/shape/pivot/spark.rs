//! Pivot on Spark: an aggregate with a condition for each new column.

use polars::prelude::DataType as Polars;

use super::Pivot;
use crate::formula::from_polars;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::kit::spark::{literal, required_type};
use crate::nodes::shared::aggregate_on_spark::{Groups, Wanted};
use crate::spark::Rows;
use crate::spark::{Item, Sql};

impl Pivot {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        if self.listed.is_empty() {
            return Err(SparkGap::new(say!("spark-columns-from-data"), say!("spark-list-values")).at("listed"));
        }
        let input = inputs.one()?;
        let mut cells = self.rows.clone();
        cells.push(self.columns_from.clone());
        let groups = Groups::new(input, &cells, &[self.function])?;
        let data_type = from_polars(input.frame.require(&self.columns_from)?);
        let dtype = input.frame.schema().get(&self.values_from).unwrap_or(&Polars::Null);
        let made = cx.output(0)?.schema();
        let wanted = Wanted {
            column: &self.values_from,
            function: self.function,
            quantile: self.quantile,
            separator: &self.separator,
        };
        let mut items = Vec::new();
        for (index, listed) in self.listed.iter().enumerate() {
            let name = listed.new_name(&self.prefix);
            let column = Sql::column(&self.columns_from);
            let holds = match listed.value.as_str() {
                "" => column.is_null(),
                value => {
                    let value = literal(value, &data_type).ok_or_else(|| {
                        let gap = SparkGap::new(say!("spark-no-constant", text = value), say!("spark-cast-to-text"));
                        gap.at("value").at(format!("listed[{index}]"))
                    })?;
                    column.binary("=", value)
                }
            };
            let sql = groups.aggregate(&wanted, dtype, Some(&holds))?;
            let Some(of) = made.get(&name) else { continue };
            items.push(Item::new(&name, required_type(&name, of)?, sql));
        }
        Ok(vec![groups.rows.aggregate(&self.rows, items)])
    }
}
