//! The table on Spark.

use super::{ExistingRows, WriteTable};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::shared::catalog_table::catalog_name;
use crate::spark::{Rows, TableMode, WriteTable as Write};

impl WriteTable {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        let write = Write {
            name: catalog_name(cx, &self.database, &self.table)?,
            mode: match self.existing {
                ExistingRows::Replace => TableMode::Overwrite,
                ExistingRows::Append => TableMode::Append,
                ExistingRows::ReplacePartitions => TableMode::Partitions,
            },
            partition_by: self.partition_by.clone(),
        };
        Ok(vec![input.rows.write_table(write)])
    }
}
