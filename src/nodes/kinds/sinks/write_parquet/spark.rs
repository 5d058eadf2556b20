//! Parquet as an output on Spark.

use super::WriteParquet;
use crate::connect::{Compression, Existing};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark, fetched};
use crate::spark::Rows;
use crate::spark::{DataType, Format, Target, Write};

impl WriteParquet {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let rows = &inputs.one()?.rows;
        // Spark's files have no columns of nulls alone.
        if rows.schema().0.iter().any(|column| column.data_type == DataType::Void) {
            return Ok(vec![fetched(rows)]);
        }
        let codec = match self.compression {
            Compression::Zstd => "zstd",
            Compression::Snappy => "snappy",
            Compression::Lz4 => "lz4_raw",
            Compression::None => "uncompressed",
        };
        let target = Target {
            path: cx.template("path", &self.path)?,
            must_be_new: self.existing == Existing::Fail,
            create_folders: self.create_folders,
        };
        let options = vec![("compression", codec.to_owned())];
        Ok(vec![rows.write(Write { target, format: Format::Parquet, options, order: Vec::new(), is_fetched: false })])
    }
}
