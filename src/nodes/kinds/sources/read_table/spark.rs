//! The table on Spark, which leaves out partitions by the condition.

use super::ReadTable;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::shared::catalog_table::catalog_name;
use crate::spark::{Column, Rows, Schema};

impl ReadTable {
    pub(super) fn on_spark(&self, cx: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let columns = self.typed()?.into_iter().map(|(name, data_type)| Column { name, data_type });
        let name = catalog_name(cx, &self.database, &self.table)?;
        let rows = Rows::table(name, Schema(columns.collect()));
        if self.filter.is_blank() {
            return Ok(vec![rows]);
        }
        let filter = cx.formula(&self.schema()?, &self.filter).map_err(|gap| gap.at("filter"))?;
        Ok(vec![rows.filter(filter)])
    }
}
