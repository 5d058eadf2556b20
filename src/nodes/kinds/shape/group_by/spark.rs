//! Groups on Spark.

use polars::prelude::DataType as Polars;

use super::GroupBy;
use crate::nodes::kit::spark::required_type;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::shared::aggregate::Function;
use crate::nodes::shared::aggregate_on_spark::{Groups, Wanted};
use crate::spark::Item;
use crate::spark::Rows;

impl GroupBy {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        let functions: Vec<Function> = self.aggregations.iter().map(|aggregation| aggregation.function).collect();
        let groups = Groups::new(input, &self.keys, &functions)?;
        let made = cx.output(0)?.schema();
        let mut items = Vec::new();
        let complete = self.aggregations.iter().enumerate().filter(|(_, aggregation)| aggregation.is_complete());
        for (index, aggregation) in complete {
            let at = |gap: SparkGap| gap.at(format!("aggregations[{index}]"));
            let name = aggregation.new_name();
            let dtype = input.frame.schema().get(&aggregation.column).unwrap_or(&Polars::Null);
            let wanted = Wanted {
                column: &aggregation.column,
                function: aggregation.function,
                quantile: aggregation.quantile,
                separator: &aggregation.separator,
            };
            let sql = groups.aggregate(&wanted, dtype, None).map_err(at)?;
            let Some(of) = made.get(&name) else { continue };
            items.push(Item::new(&name, required_type(&name, of).map_err(at)?, sql));
        }
        Ok(vec![groups.rows.aggregate(&self.keys, items)])
    }
}
