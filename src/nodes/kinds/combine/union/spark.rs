//! Union on Spark.

use super::Union;
use crate::nodes::kit::lower::Arrival;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::kit::spark::{exact_cast, required_type};
use crate::nodes::shared::stack::common_columns;
use crate::spark::Rows;
use crate::spark::{Column, DataType, Item, Sql};

impl Union {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let arrivals = inputs.all();
        let as_here = |table: &crate::nodes::kit::spark::SparkArrival| Arrival {
            from: table.from.clone(),
            frame: table.frame.clone(),
        };
        let here: Vec<Arrival> = arrivals.iter().map(as_here).collect();
        let tables = self.named(&here)?;
        let united = common_columns(&tables, &self.options())?;
        let mut all = Vec::new();
        for (table, arrival) in tables.iter().zip(arrivals) {
            let mut items = Vec::new();
            for (name, dtype) in &united.columns {
                let data_type = required_type(name, dtype)?;
                let own = table.columns.iter().find(|own| own.target == *name);
                items.push(match own {
                    Some(own) if own.dtype == *dtype => {
                        Item::renamed(&Column { name: own.name.to_string(), data_type }, name)
                    }
                    Some(own) if !own.is_blank() => {
                        let sql = exact_cast(cx, &own.name, &own.dtype, dtype)?;
                        Item::new(name, data_type, sql)
                    }
                    _ => Item::new(name, data_type.clone(), Sql::null(&data_type)),
                });
            }
            if !self.source.is_empty() {
                items.push(Item::new(&self.source, DataType::Text, Sql::text(&arrival.from)));
            }
            all.push(arrival.rows.select(items));
        }
        Rows::union(all).map(|rows| vec![rows]).ok_or_else(|| {
            SparkGap::from(inputs.one().err().unwrap_or_else(|| crate::base::Problem::incomplete(say!("draw-wires"))))
        })
    }
}
