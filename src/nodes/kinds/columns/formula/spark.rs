//! Formulas on Spark.

use super::{FormulaNode, Unfit};
use crate::formula::Want;
use crate::nodes::kit::frame::problem_of;
use crate::nodes::kit::spark::required_type;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::shared::rejected_on_spark::Rejected;
use crate::spark::Rows;

impl FormulaNode {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        let mut rows = input.rows.clone();
        let mut schema = input.frame.schema().as_ref().clone();
        let mut rejected = (self.unfit == Unfit::Reject).then(|| Rejected::new(&rows));
        for (index, column) in self.columns.iter().enumerate() {
            if column.expression.is_blank() || column.name.is_empty() {
                continue;
            }
            let at = |gap: SparkGap| gap.at("expression").at(format!("columns[{index}]"));
            let sql = cx.formula(&schema, &column.expression).map_err(at)?;
            let scope = crate::formula::Scope::new(&schema, cx.lower.parameters);
            let expr = column.expression.to_polars(&scope, Want::Any)?;
            let field = expr.to_field(&schema).map_err(|error| problem_of(&error))?;
            let data_type = required_type(&column.name, &field.dtype).map_err(at)?;
            let sql = match &mut rejected {
                Some(rejected) => {
                    let text = &column.expression.0;
                    let (beside, value) = rejected.note(cx, rows, &schema, (&column.name, text), (sql, &data_type))?;
                    rows = beside;
                    value
                }
                None => sql,
            };
            rows = rows.with(&column.name, data_type, sql);
            schema.with_column(column.name.as_str().into(), field.dtype);
        }
        Ok(match rejected {
            Some(rejected) => rejected.split(&rows, None),
            None => vec![rows],
        })
    }
}
