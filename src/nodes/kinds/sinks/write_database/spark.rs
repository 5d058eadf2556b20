//! What Spark cannot write.

use super::WriteDatabase;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Rows;

impl WriteDatabase {
    pub(super) fn on_spark(&self, _: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        Err(SparkGap::new(say!("spark-no-database"), say!("spark-write-other")).at("path"))
    }
}
