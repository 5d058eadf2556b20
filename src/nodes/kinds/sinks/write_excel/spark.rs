//! What Spark cannot write.

use super::WriteExcel;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Rows;

impl WriteExcel {
    pub(super) fn on_spark(&self, _: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        Err(SparkGap::new(say!("spark-no-excel"), say!("spark-write-other")).at("path"))
    }
}
