//! Invalid rows on Spark, by the rules of [`super::rejected_rows`].

use polars::prelude::{DataType as Polars, Schema as PolarsSchema};

use super::rejected_rows::REASON;
use crate::formula::{Formula, used_columns};
use crate::nodes::kit::spark::{SparkGap, ToSpark};
use crate::spark::{Column, DataType, Item, Rows, Schema, Sql};

/// Records per-row information in helper columns while formulas replace columns.
pub struct Rejected {
    arriving: Schema,
    /// The helper columns with the reasons.
    reasons: Vec<String>,
    /// The helper columns with the values of replaced columns: name, helper column.
    kept: Vec<(String, String)>,
    /// The helper columns with the values of formulas.
    values: Vec<String>,
}

impl Rejected {
    pub fn new(rows: &Rows) -> Self {
        Rejected { arriving: rows.schema().clone(), reasons: Vec::new(), kept: Vec::new(), values: Vec::new() }
    }

    /// Computes the formula `name = text` in helper columns; returns the expression of its value. `schema` has the
    /// table's own columns as they are here.
    pub fn note(
        &mut self,
        cx: &ToSpark,
        rows: Rows,
        schema: &PolarsSchema,
        (name, text): (&str, &str),
        (value, data_type): (Sql, &DataType),
    ) -> Result<(Rows, Sql), SparkGap> {
        let place = rows.schema().free_name(&format!("value {}", self.values.len()));
        let mut beside = rows.with(&place, data_type.clone(), value);
        let value = Sql::column(&place);
        self.values.push(place);
        if let Some(own) = self.arriving.get(name)
            && !self.kept.iter().any(|(kept, _)| kept == name)
        {
            let place = beside.schema().free_name(&format!("{name} as it arrives"));
            beside = beside.with(&place, own.clone(), Sql::column(name));
            self.kept.push((name.to_owned(), place));
        }
        let used = used_columns(text);
        let used: Vec<_> = schema.iter().filter(|(name, _)| used.iter().any(|used| used == name.as_str())).collect();
        if !used.is_empty() {
            let mut holds: Vec<Sql> = used
                .iter()
                .map(|(name, dtype)| match dtype {
                    Polars::String => Sql::column(name).binary("RLIKE", Sql::text("(?U)\\S")),
                    _ => Sql::column(name).is_not_null(),
                })
                .collect();
            holds.push(value.clone().is_null());
            let mut words: Vec<Sql> = Vec::new();
            for (index, (name, dtype)) in used.iter().enumerate() {
                words.push(Sql::text(if index == 0 { "'" } else { ", '" }));
                words.push(match dtype {
                    Polars::String => Sql::column(name),
                    dtype if dtype.is_nested() || dtype.is_binary() => Sql::text(name),
                    _ => {
                        let quoted = name.replace('"', "\"\"");
                        cx.formula(schema, &Formula::new(format!("CAST(\"{quoted}\" AS TEXT)")))?
                    }
                });
                words.push(Sql::text("'"));
            }
            words.push(Sql::text(&format!(" does not fit {name}")));
            let place = beside.schema().free_name(&format!("reason {}", self.reasons.len()));
            let invalid = Sql::all(holds, "AND").unwrap_or(Sql::written("true"));
            beside = beside.with(&place, DataType::Text, Sql::case(invalid, Sql::call("concat", &words), None));
            self.reasons.push(place);
        }
        Ok((beside, value))
    }

    fn is_own(&self, name: &str) -> bool {
        let is_kept = self.kept.iter().any(|(_, place)| place == name);
        !is_kept && !self.reasons.iter().chain(&self.values).any(|own| own == name)
    }

    /// The valid rows, with the columns `leaving` or otherwise as left by the formulas, and the invalid rows, unchanged.
    pub fn split(self, rows: &Rows, leaving: Option<Vec<Item>>) -> Vec<Rows> {
        let own = || rows.schema().0.iter().filter(|column| self.is_own(&column.name)).map(Item::column).collect();
        let leaving: Vec<Item> = leaving.unwrap_or_else(own);
        let arrived =
            self.arriving.0.iter().map(|column| match self.kept.iter().find(|(kept, _)| *kept == column.name) {
                Some((_, place)) => {
                    let from = Column { name: place.clone(), data_type: column.data_type.clone() };
                    Item::renamed(&from, &column.name)
                }
                None => Item::column(column),
            });
        let mut arrived: Vec<Item> = arrived.collect();
        let mut reasons: Vec<Sql> = self.reasons.iter().map(|name| Sql::column(name)).collect();
        let reason = match reasons.len() {
            0 => Sql::null(&DataType::Text),
            1 => reasons.remove(0),
            _ => Sql::call("coalesce", &reasons),
        };
        arrived.push(Item::new(self.arriving.free_name(REASON), DataType::Text, reason.clone()));
        let fits = rows.filter(reason.clone().is_null()).select(leaving);
        vec![fits, rows.filter(reason.is_not_null()).select(arrived)]
    }
}
