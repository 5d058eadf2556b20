//! Its rows on Spark: computed there, and written here.

use super::WriteDatabase;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark, fetched};
use crate::spark::Rows;

impl WriteDatabase {
    pub(super) fn on_spark(&self, _: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        Ok(vec![fetched(&inputs.one()?.rows)])
    }
}
