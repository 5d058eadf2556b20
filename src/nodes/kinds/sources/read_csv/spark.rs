//! CSV on Spark, which reads plain files itself. Where all rows fit here, one that does not stops the run there; where some are
//! rejected, Spark leaves out the same ones. The rejected rows are computed here: only this machine knows their lines and reasons.

use super::ReadCsv;
use super::fitting::{are_left_out, fitting};
use crate::connect::{ColumnType, Csv, PlainCsv, Tally};
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark, schema_of};
use crate::nodes::shared::files::text_files;
use crate::spark::{Column, DataType, Format, Item, Rows, Schema, Sql};

impl ReadCsv {
    pub(super) fn on_spark(&self, cx: &ToSpark, _: &SparkInputs) -> Result<Vec<Rows>, SparkGap> {
        let rows = match self.plain(cx)? {
            Some(rows) => rows,
            None => cx.shipped(0)?,
        };
        Ok(vec![rows, cx.shipped(1)?])
    }

    /// The rows as Spark reads them; `None` if it would read others.
    fn plain(&self, cx: &ToSpark) -> Result<Option<Rows>, SparkGap> {
        if !self.file_column.is_empty() {
            return Ok(None);
        }
        let paths = text_files(cx.lower, &self.path)?;
        let mut csv = Csv::open(&paths, &self.options()?, cx.lower.is_stopped())?;
        let tally = csv.verify_types(cx.lower.is_stopped())?;
        if tally.is_some_and(|tally| tally.rejected > 0) {
            return self.with_rejects(cx, &csv, tally.unwrap_or_default());
        }
        let Some(plain) = csv.plain() else { return Ok(None) };
        let made = schema_of(cx.output(0)?.schema())?;
        let mut read = Schema::default();
        let mut items = Vec::new();
        let (mut has_dates, mut has_moments) = (false, false);
        for ((name, column_type), column) in plain.columns.iter().zip(&made.0) {
            let scanned = match column_type {
                ColumnType::Text | ColumnType::Integer | ColumnType::Boolean => column.data_type.clone(),
                // Spark's reader takes the number in front of other signs: a cast refuses them.
                ColumnType::Number => DataType::Text,
                ColumnType::Date(format) if format == "%Y-%m-%d" => {
                    has_dates = true;
                    DataType::Date
                }
                ColumnType::DateTime(format) if format == "%Y-%m-%d %H:%M:%S%.f" => {
                    has_moments = true;
                    DataType::TimestampNtz
                }
                _ => return Ok(None),
            };
            let raw = Column { name: name.clone(), data_type: scanned.clone() };
            items.push(match scanned == column.data_type {
                true => Item::column(&raw),
                false => Item::new(name, column.data_type.clone(), Sql::column(name).cast(&column.data_type)),
            });
            read.set(name, scanned);
        }
        if read.0.len() != made.0.len() {
            return Ok(None);
        }
        let mut options = options(&plain, "FAILFAST");
        if has_dates {
            options.push(("dateFormat", "yyyy-MM-dd".to_owned()));
        }
        if has_moments {
            options.push(("timestampNTZFormat", "yyyy-MM-dd HH:mm:ss[.SSSSSS]".to_owned()));
        }
        let path = cx.template("path", &self.path)?;
        Ok(Some(Rows::files(vec![path], Format::Csv, read, options).select(items)))
    }

    /// The rows that fit, of a file with others; `None` if Spark would leave out other ones than this machine, and where the run
    /// is to fail for them.
    fn with_rejects(&self, cx: &ToSpark, csv: &Csv, tally: Tally) -> Result<Option<Rows>, SparkGap> {
        let Some(plain) = csv.plain() else { return Ok(None) };
        if self.rejects.problem(self.most_rejects, tally.rejected, tally.rows).is_some() {
            return Ok(None);
        }
        let read = csv.read(None, false, cx.lower.base(), None, cx.lower.is_stopped())?;
        let texts = read.rejected.column("text").and_then(|column| column.str().cloned());
        let rejected: Option<Vec<String>> = texts.ok().map(|texts| texts.iter().flatten().map(str::to_owned).collect());
        if !rejected.is_some_and(|rejected| are_left_out(plain.columns, plain.delimiter, &rejected)) {
            return Ok(None);
        }
        let made = schema_of(cx.output(0)?.schema())?;
        if made.0.len() != plain.columns.len() {
            return Ok(None);
        }
        let path = cx.template("path", &self.path)?;
        Ok(fitting(plain.columns, &made, |schema, broken| {
            let mut options = options(&plain, "PERMISSIVE");
            options.push(("columnNameOfCorruptRecord", broken.to_owned()));
            Rows::files(vec![path], Format::Csv, schema, options)
        }))
    }
}

/// How Spark reads a plain file: fields as Tablewire takes them, and what happens to a row that it cannot read.
fn options(plain: &PlainCsv, mode: &str) -> Vec<(&'static str, String)> {
    let mut options = vec![
        ("sep", char::from(plain.delimiter).to_string()),
        ("header", plain.header.to_string()),
        ("enforceSchema", "false".to_owned()),
        ("multiLine", "true".to_owned()),
        ("escape", "\"".to_owned()),
        // With this, an empty field is null and "" is an empty text.
        ("nullValue", "\u{1}".to_owned()),
        ("mode", mode.to_owned()),
    ];
    if !plain.header {
        options.retain(|(name, _)| *name != "enforceSchema");
    }
    options
}
