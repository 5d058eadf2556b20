//! Select on Spark.

use super::{Invalid, Select};
use crate::formula::Formula;
use crate::nodes::kit::spark::required_type;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::shared::rejected_on_spark::Rejected;
use crate::spark::Item;
use crate::spark::Rows;

use super::cast::sql_type;

impl Select {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let input = inputs.one()?;
        let schema = input.frame.schema();
        let made = cx.output(0)?.schema();
        let mut rows = input.rows.clone();
        let mut rejected = (self.invalid == Invalid::Reject).then(|| Rejected::new(&rows));
        let present: Vec<String> = schema.iter_names().map(|name| name.to_string()).collect();
        let mut items = Vec::new();
        for pick in self.grid(&present).into_iter().take(present.len()).filter(|pick| pick.keep) {
            let name = if pick.name.is_empty() { &pick.column } else { &pick.name };
            let Some(data_type) = &pick.r#type else {
                let column = rows.schema().0.iter().find(|column| column.name == pick.column).cloned();
                items.extend(column.map(|column| Item::renamed(&column, name)));
                continue;
            };
            let sql = sql_type(data_type).unwrap_or_default();
            let word = if self.invalid == Invalid::Fail { "CAST" } else { "TRY_CAST" };
            let text = format!("{word}(\"{}\" AS {sql})", pick.column.replace('"', "\"\""));
            let cast = cx.formula(schema, &Formula::new(&text)).map_err(|gap| {
                let mut gap = gap.at("columns");
                gap.0.span = None;
                gap
            })?;
            let dtype = made.get(name).ok_or_else(|| SparkGap::new(say!("spark-after-run"), say!("spark-run-here")))?;
            let data_type = required_type(name, dtype).map_err(|gap| gap.at("columns"))?;
            let value = match &mut rejected {
                Some(rejected) => {
                    let (beside, value) = rejected.note(cx, rows, schema, (&pick.column, &text), (cast, &data_type))?;
                    rows = beside;
                    value
                }
                None => cast,
            };
            items.push(Item::new(name, data_type, value));
        }
        Ok(match rejected {
            Some(rejected) => rejected.split(&rows, Some(items)),
            None => vec![rows.select(items)],
        })
    }
}
