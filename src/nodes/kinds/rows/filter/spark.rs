//! Filter on Spark.

use super::Filter;
use crate::base::Type;
use crate::formula::Scope;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::{DataType, Rows, Sql};

impl Filter {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        if self.condition.is_blank() {
            return Ok(vec![input.rows.clone(), input.rows.filter(Sql::written("false"))]);
        }
        let condition = cx.formula(input.frame.schema(), &self.condition).map_err(|gap| gap.at("condition"))?;
        // What is always null has a type of its own on Spark.
        let scope = Scope::new(input.frame.schema(), cx.lower.parameters);
        let is_null = self.condition.data_type(&scope)? == Type::Null;
        let condition = if is_null { condition.cast(&DataType::Boolean) } else { condition };
        let others = Sql::call("coalesce", &[condition.clone(), Sql::written("false")]).not();
        Ok(vec![input.rows.filter(condition), input.rows.filter(others)])
    }
}
