//! JSON as an output on Spark: one object per line.

use super::WriteJson;
use crate::connect::{Existing, JsonShape};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark, fetched};
use crate::spark::Rows;
use crate::spark::{DataType, Format, Sql, Target, Write};

impl WriteJson {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        if self.shape == JsonShape::Array {
            return Ok(vec![fetched(&inputs.one()?.rows)]);
        }
        let mut rows = inputs.one()?.rows.clone();
        for column in &rows.schema().0.clone() {
            let (data_type, sql) = match &column.data_type {
                DataType::Decimal(..=15, _) => (DataType::Double, Sql::column(&column.name).cast(&DataType::Double)),
                DataType::Decimal(..) => (DataType::Text, Sql::column(&column.name).cast(&DataType::Text)),
                DataType::Void => (DataType::Text, Sql::null(&DataType::Text)),
                _ => continue,
            };
            rows = rows.with(&column.name, data_type, sql);
        }
        let options = vec![
            ("ignoreNullFields", "false".to_owned()),
            ("timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS".to_owned()),
            ("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx".to_owned()),
        ];
        let target = Target {
            path: cx.template("path", &self.path)?,
            must_be_new: self.existing == Existing::Fail,
            create_folders: self.create_folders,
        };
        Ok(vec![rows.write(Write { target, format: Format::Json, options, order: Vec::new(), is_fetched: false })])
    }
}
