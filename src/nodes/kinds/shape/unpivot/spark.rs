//! Unpivot on Spark.

use super::Unpivot;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::kit::spark::{exact_cast, required_type};
use crate::nodes::shared::common_type::common_type;
use crate::spark::Rows;

impl Unpivot {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        let names = input.frame.schema().iter_names().map(|name| name.to_string());
        let values: Vec<String> = match self.values.is_empty() {
            false => self.values.clone(),
            true => names.filter(|name| !self.ids.contains(name)).collect(),
        };
        let mut common = None;
        for name in &values {
            let own = input.frame.require(name)?;
            common = match common {
                None => Some(own.clone()),
                Some(before) => common_type(&before, own),
            };
        }
        let common = common.ok_or_else(|| SparkGap::new(say!("spark-after-run"), say!("spark-run-here")))?;
        let mut rows = input.rows.clone();
        for name in &values {
            let own = input.frame.require(name)?;
            let at = |gap: SparkGap| gap.at("values");
            let data_type = required_type(name, &common).map_err(at)?;
            if rows.schema().get(name) != Some(&data_type) {
                rows = rows.with(name, data_type, exact_cast(cx, name, own, &common).map_err(at)?);
            }
        }
        Ok(vec![rows.unpivot(&self.ids, &values, &self.name_column, &self.value_column)])
    }
}
