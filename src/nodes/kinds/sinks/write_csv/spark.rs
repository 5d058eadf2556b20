//! CSV as an output on Spark.

use super::WriteCsv;
use crate::connect::{Existing, Quoting};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark, fetched};
use crate::spark::Rows;
use crate::spark::{DataType, Format, Target, Write};

impl WriteCsv {
    pub(super) fn on_spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let mut rows = inputs.one()?.rows.clone();
        let is_nested =
            |data_type: &DataType| matches!(data_type, DataType::Array(_) | DataType::Struct(_) | DataType::Binary);
        // What Spark's own writer does not know.
        let is_only_here = self.byte_order_mark
            || self.windows_lines
            || self.decimal_comma
            || [&self.date_format, &self.time_format, &self.datetime_format].iter().any(|format| !format.is_empty())
            || matches!(self.quoting, Quoting::NonNumeric | Quoting::Never)
            || rows.schema().0.iter().any(|column| is_nested(&column.data_type));
        if is_only_here {
            return Ok(vec![fetched(&rows)]);
        }
        for column in rows.schema().0.clone().iter().filter(|column| column.data_type == DataType::Void) {
            rows = rows.with(&column.name, DataType::Text, crate::spark::Sql::null(&DataType::Text));
        }
        let delimiter = super::delimiter(&self.delimiter)?;
        let mut options = vec![
            ("header", self.header.to_string()),
            ("sep", char::from(delimiter).to_string()),
            ("quote", self.quote.clone()),
            ("escape", self.quote.clone()),
            ("emptyValue", format!("{0}{0}", self.quote)),
            ("nullValue", self.null_text.clone()),
            ("ignoreLeadingWhiteSpace", "false".to_owned()),
            ("ignoreTrailingWhiteSpace", "false".to_owned()),
            ("timestampNTZFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSS".to_owned()),
            ("timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxx".to_owned()),
        ];
        if self.quoting == Quoting::Always {
            options.push(("quoteAll", "true".to_owned()));
        }
        let has = |wanted: DataType| rows.schema().0.iter().any(|column| column.data_type == wanted);
        options.retain(|(name, _)| match *name {
            "timestampNTZFormat" => has(DataType::TimestampNtz),
            "timestampFormat" => has(DataType::Timestamp),
            _ => true,
        });
        let target = Target {
            path: cx.template("path", &self.path)?,
            must_be_new: self.existing == Existing::Fail,
            create_folders: self.create_folders,
        };
        Ok(vec![rows.write(Write { target, format: Format::Csv, options, order: Vec::new(), is_fetched: false })])
    }
}
