//! Its rows on Spark: computed here, and read there as Parquet.

use super::ReadDatabase;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Rows;

impl ReadDatabase {
    pub(super) fn on_spark(&self, cx: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        if !self.new_by.is_empty() {
            return Err(SparkGap::new(say!("spark-new-rows"), say!("formula-only-locally")).at("new_by"));
        }
        (0..cx.outputs.len().max(1)).map(|port| cx.shipped(port)).collect()
    }
}
