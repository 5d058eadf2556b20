//! Limit on Spark.

use super::{Keep, Limit};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::Key;
use crate::spark::Rows;

impl Limit {
    pub(super) fn on_spark(&self, _: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let rows = &inputs.one()?.rows;
        let order = rows.order().to_vec();
        if order.is_empty() {
            let place = if self.keep == Keep::Last { say!("spark-last-rows") } else { say!("spark-first-rows") };
            return Err(SparkGap::new(place, say!("spark-sort-before")).at("count"));
        }
        // Spark counts rows in 32 bits; a table of more is not cut.
        let count = self.count.min(i64::from(i32::MAX));
        Ok(vec![match self.keep {
            Keep::First => rows.sort(order).limit(count),
            Keep::Slice if self.offset > i64::from(i32::MAX) => {
                return Err(SparkGap::new(say!("spark-long-offset"), say!("spark-filter-instead")).at("offset"));
            }
            // Nor may the two together exceed them.
            Keep::Slice => {
                let count = count.min(i64::from(i32::MAX) - self.offset);
                rows.sort(order).offset(self.offset).limit(count)
            }
            Keep::Last => {
                let reversed: Vec<Key> = order.iter().map(Key::reversed).collect();
                rows.sort(reversed).limit(count).sort(order)
            }
        }])
    }
}
