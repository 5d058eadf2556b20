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
        // Spark counts rows in 32 bits, the rows before a slice among them.
        const MOST: i64 = i32::MAX as i64;
        let too_many = |setting: &str| SparkGap::new(say!("spark-many-rows"), say!("spark-filter-instead")).at(setting);
        let is_all = self.count == i64::MAX;
        let before = if self.keep == Keep::Slice { self.offset } else { 0 };
        if before > MOST {
            return Err(too_many("offset"));
        }
        if !is_all && self.count > MOST - before {
            return Err(too_many("count"));
        }
        let limited = |rows: Rows| if is_all { rows } else { rows.limit(self.count) };
        Ok(vec![match self.keep {
            Keep::First => limited(rows.sort(order)),
            Keep::Slice => limited(rows.sort(order).offset(self.offset)),
            Keep::Last => {
                let reversed: Vec<Key> = order.iter().map(Key::reversed).collect();
                limited(rows.sort(reversed)).sort(order)
            }
        }])
    }
}
