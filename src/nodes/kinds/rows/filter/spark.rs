//! Filter on Spark.

use super::Filter;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Rows;
use crate::spark::Sql;

impl Filter {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        if self.condition.is_blank() {
            return Ok(vec![input.rows.clone(), input.rows.filter(Sql::written("false"))]);
        }
        let condition = cx.formula(input.frame.schema(), &self.condition).map_err(|gap| gap.at("condition"))?;
        let others = Sql::call("coalesce", &[condition.clone(), Sql::written("false")]).not();
        Ok(vec![input.rows.filter(condition), input.rows.filter(others)])
    }
}
