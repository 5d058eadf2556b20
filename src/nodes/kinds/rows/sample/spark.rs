//! Sample on Spark.

use super::Sample;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Rows;

impl Sample {
    /// It draws by the position of rows, which Spark does not have.
    pub(super) fn on_spark(&self, _: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        Err(SparkGap::new(say!("spark-no-sample"), say!("spark-filter-instead")).at("size"))
    }
}
