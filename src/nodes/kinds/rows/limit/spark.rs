//! Limit on Spark.

use super::{Keep, Limit};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::spark::{Key, Rows, Sql};

impl Limit {
    pub(super) fn on_spark(&self, _: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let rows = &inputs.one()?.rows;
        let order = rows.order();
        if order.is_empty() {
            let place = if self.keep == Keep::Last { say!("spark-last-rows") } else { say!("spark-first-rows") };
            return Err(SparkGap::new(place, say!("spark-sort-before")).at("count"));
        }
        Ok(vec![match self.keep {
            Keep::First => slice(rows, &order, 0, self.count),
            Keep::Slice => slice(rows, &order, self.offset, self.count),
            Keep::Last => {
                let reversed: Vec<Key> = order.iter().map(Key::reversed).collect();
                slice(rows, &reversed, 0, self.count).ranked(&order)
            }
        }])
    }
}

/// `count` rows behind the first `before` ones of rows in this order.
pub fn slice(rows: &Rows, order: &[Key], before: i64, count: i64) -> Rows {
    /// Spark counts rows in 32 bits, the rows before a slice among them.
    const MOST: i64 = i32::MAX as i64;
    match count {
        i64::MAX if before <= MOST => rows.ranked(order).offset(before),
        count if count.saturating_add(before) <= MOST => rows.ranked(order).offset(before).limit(count),
        // More rows are counted by a column, in one place.
        _ => {
            let place = rows.schema().free_name("place");
            let is_behind = Sql::column(&place).binary(">", Sql::long(before));
            let is_within = Sql::column(&place).binary("<=", Sql::long(before.saturating_add(count)));
            let holds = Sql::all(vec![is_behind, is_within], "AND").unwrap_or(Sql::written("true"));
            rows.with_number(&place, order).filter(holds).drop(&[place]).ranked(order)
        }
    }
}
