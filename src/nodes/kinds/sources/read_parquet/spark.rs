//! Parquet on Spark, which reads it itself where all files have the same columns.

use super::ReadParquet;
use crate::connect::Parquet;
use crate::nodes::kit::spark::schema_of;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::shared::files::files;
use crate::spark::Format;
use crate::spark::Rows;

impl ReadParquet {
    pub(super) fn on_spark(&self, cx: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let table = cx.output(0)?;
        let schema = schema_of(table.schema())?;
        if !self.file_column.is_empty() {
            return Ok(vec![cx.shipped(0)?]);
        }
        for path in files(cx.lower, &self.path)? {
            let (_, own) = Parquet::open(&path, cx.lower.is_stopped())?.scan(&[])?;
            if own != *table.schema() {
                return Ok(vec![cx.shipped(0)?]);
            }
        }
        let path = cx.template("path", &self.path)?;
        Ok(vec![Rows::files(vec![path], Format::Parquet, schema, Vec::new())])
    }
}
