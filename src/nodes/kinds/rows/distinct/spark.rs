//! Distinct on Spark.

use super::{Distinct, Keep};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Rows;
use crate::spark::{DataType, Key, Sql};

impl Distinct {
    pub(super) fn on_spark(&self, _: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let rows = &inputs.one()?.rows;
        let all: Vec<String> = rows.schema().names().map(str::to_owned).collect();
        let columns = if self.columns.is_empty() { all.clone() } else { self.columns.clone() };
        let is_whole = all.iter().all(|name| columns.contains(name));
        if rows.is_unique(&columns) {
            return Ok(vec![rows.clone()]);
        }
        if self.keep != Keep::None && is_whole && !rows.is_numbered() {
            return Ok(vec![rows.distinct()]);
        }
        let (call, order) = match self.keep {
            Keep::None => ("count(1)", Vec::new()),
            keep => {
                let order = rows.order();
                if order.is_empty() {
                    return Err(SparkGap::new(say!("spark-which-row"), say!("spark-sort-before")).at("keep"));
                }
                let order = if keep == Keep::Last { order.iter().map(Key::reversed).collect() } else { order };
                ("row_number()", order)
            }
        };
        let place = rows.schema().free_name("place");
        let number = Sql::written(call).over(&columns, &order, "");
        let one = Sql::column(&place).binary("=", Sql::int(1));
        Ok(vec![rows.with(&place, DataType::Long, number).filter(one).drop(&[place])])
    }
}
