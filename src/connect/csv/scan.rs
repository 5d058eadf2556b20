//! The plan that reads delimited files.

use std::path::Path;
use std::sync::Arc;

use polars::prelude::*;

use super::audit::Audit;
use super::audited::{Tally, audits};
use super::files::Csv;
use super::layout::Layout;
use super::remark::Remark;
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::IsStopped;
use crate::connect::charset::Encoding;
use crate::connect::io_problem::{polars_line, relative};
use crate::connect::sample::Sample;

/// The rows of delimited files.
pub struct CsvRows {
    pub rows: LazyFrame,
    pub rejected: DataFrame,
    pub tally: Tally,
    /// What was found while reading.
    pub remarks: Vec<Remark>,
}

impl Csv {
    /// Audits the files, and returns the plan of the valid rows, a table of the invalid ones: `file` (only if
    /// `with_file`), `line`, `reason`, `text`, and the remarks about the valid ones. `file_column` adds a column with
    /// the path of each row's file; both paths are relative to `base`. With `sample`, only its rows are read and
    /// audited: `line` is null after what was left out. Returns shortly after cancellation.
    pub fn read(
        &self,
        file_column: Option<&str>,
        with_file: bool,
        base: &Path,
        sample: Option<Sample>,
        is_stopped: IsStopped<'_>,
    ) -> Result<CsvRows, Problem> {
        let audits = audits(self, sample, is_stopped)?;
        let mut rejected = Rejects::default();
        audits.iter().for_each(|(path, _, _, audit)| rejected.add(&relative(path, base), audit));
        let remarks = self.remarks_on(&audits);
        let tally = Tally::of(&audits);
        // Files with the same columns are one scan, unless they have to be distinguished.
        let mut scans: Vec<(&Layout, &Path, Vec<Bytes>)> = Vec::new();
        for (path, text, layout, audit) in &audits {
            let pieces = audit.pieces(text);
            match scans.last_mut().filter(|(last, ..)| file_column.is_none() && last.is_read_as(layout)) {
                Some((.., all)) => all.extend(pieces),
                None => scans.push((layout, path, pieces.collect())),
            }
        }
        let each = scans.into_iter().map(|(layout, path, pieces)| {
            let rows = layout.brought(self.scan(layout, pieces)?, &self.types);
            Ok(match file_column {
                None => rows,
                Some(column) => rows.with_column(lit(relative(path, base)).alias(column)),
            })
        });
        let rows = each.collect::<PolarsResult<Vec<_>>>().and_then(|mut files| match files.len() {
            1 => Ok(files.swap_remove(0)),
            _ => concat(files, UnionArgs::default()),
        });
        let rows = rows.map_err(|error| Problem::error(polars_line(&error)))?;
        Ok(CsvRows { rows, rejected: rejected.table(with_file), tally, remarks })
    }

    fn scan(&self, layout: &Layout, pieces: Vec<Bytes>) -> PolarsResult<LazyFrame> {
        let columns = || layout.names.iter().zip(&layout.types);
        if pieces.is_empty() {
            let schema: Schema = columns().map(|(name, of)| Field::new(name.as_str().into(), of.data_type())).collect();
            return Ok(DataFrame::empty_with_schema(&schema).lazy());
        }
        let mut schema: Schema = columns().map(|(name, of)| Field::new(name.as_str().into(), of.scanned())).collect();
        layout.add_trailing(&mut schema);
        let nulls = &self.options.null_texts;
        let nulls =
            (!nulls.is_empty()).then(|| NullValues::AllColumns(nulls.iter().map(|n| n.as_str().into()).collect()));
        let lossy = self.options.encoding == Encoding::Lossy;
        let rows = LazyCsvReader::new_with_sources(Bytes::sources(pieces))
            .with_has_header(false)
            .with_schema(Some(Arc::new(schema)))
            .with_infer_schema_length(Some(0))
            .with_separator(layout.dialect.delimiter)
            .with_quote_char(layout.dialect.quote)
            .with_null_values(nulls)
            .with_decimal_comma(self.options.decimal_comma && layout.dialect.delimiter != b',')
            .with_encoding(if lossy { CsvEncoding::LossyUtf8 } else { CsvEncoding::Utf8 })
            .with_glob(false)
            .with_cache(false)
            .finish()?;
        let rows = match layout.trailing {
            true => rows.select(columns().map(|(name, _)| Expr::Column(name.as_str().into())).collect::<Vec<_>>()),
            false => rows,
        };
        let conversions: Vec<Expr> = columns().filter_map(|(name, column)| column.conversion(name)).collect();
        Ok(if conversions.is_empty() { rows } else { rows.with_columns(conversions) })
    }
}

#[derive(Default)]
struct Rejects {
    files: Vec<String>,
    lines: Vec<Option<i64>>,
    reasons: Vec<String>,
    texts: Vec<String>,
}

impl Rejects {
    fn add(&mut self, file: &str, audit: &Audit) {
        for row in &audit.rejected {
            self.files.push(file.to_owned());
            self.lines.push(row.line.map(|line| line as i64));
            self.reasons.push(row.reason.clone());
            self.texts.push(row.text.clone());
        }
    }

    fn table(self, with_file: bool) -> DataFrame {
        let height = self.lines.len();
        let mut columns = Vec::new();
        if with_file {
            columns.push(Column::new("file".into(), self.files));
        }
        columns.push(Column::new("line".into(), self.lines));
        columns.push(Column::new("reason".into(), self.reasons));
        columns.push(Column::new("text".into(), self.texts));
        DataFrame::new(height, columns).unwrap_or_default()
    }
}
