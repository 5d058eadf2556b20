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
use crate::connect::file_of_rows::{FileOfRows, MOST_ROWS, free_name};
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
        // Files with the same columns are one scan.
        let mut scans: Vec<Scan> = Vec::new();
        for (path, text, layout, audit) in &audits {
            let pieces = audit.pieces(text);
            let file = (relative(path, base), audit.rows);
            let is_counted = |scan: &Scan| {
                let rows = scan.files.iter().map(|(_, rows)| rows).sum::<u64>() + audit.rows;
                file_column.is_none() || rows < MOST_ROWS
            };
            match scans.last_mut().filter(|last| last.layout.is_read_as(layout) && is_counted(last)) {
                Some(last) => {
                    last.pieces.extend(pieces);
                    last.files.push(file);
                }
                None => scans.push(Scan { layout, pieces: pieces.collect(), files: vec![file] }),
            }
        }
        let each = scans.into_iter().map(|Scan { layout, pieces, files }| {
            let Some(column) = file_column else {
                return Ok(layout.brought(self.scan(layout, pieces, None)?, &self.types, None));
            };
            if let [(file, _)] = &files[..] {
                let rows = layout.brought(self.scan(layout, pieces, None)?, &self.types, None);
                return Ok(rows.with_column(lit(file.as_str()).alias(column)));
            }
            let files = FileOfRows::new(files);
            let index = free_name(self.types.iter().map(|(name, _)| name.as_str()).chain([column]));
            let counted = self.scan(layout, pieces, Some(&index))?;
            Ok(layout.brought(counted, &self.types, Some(files.column(&index).alias(column))))
        });
        let rows = each.collect::<PolarsResult<Vec<_>>>().and_then(|mut files| match files.len() {
            1 => Ok(files.swap_remove(0)),
            _ => concat(files, UnionArgs::default()),
        });
        let rows = rows.map_err(|error| Problem::error(polars_line(&error)))?;
        Ok(CsvRows { rows, rejected: rejected.table(with_file), tally, remarks })
    }

    /// The rows of some pieces; with `index`, a column of this name counts them.
    fn scan(&self, layout: &Layout, pieces: Vec<Bytes>, index: Option<&str>) -> PolarsResult<LazyFrame> {
        let columns = || layout.names.iter().zip(&layout.types);
        if pieces.is_empty() {
            let columns = columns().map(|(name, of)| Field::new(name.as_str().into(), of.data_type()));
            let index = index.map(|name| Field::new(name.into(), IDX_DTYPE));
            let schema: Schema = index.into_iter().chain(columns).collect();
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
            .with_row_index(index.map(|name| RowIndex { name: name.into(), offset: 0 }))
            .finish()?;
        let rows = if layout.trailing {
            let names = index.into_iter().chain(columns().map(|(name, _)| name.as_str()));
            rows.select(names.map(|name| Expr::Column(name.into())).collect::<Vec<_>>())
        } else {
            rows
        };
        let conversions: Vec<Expr> = columns().filter_map(|(name, column)| column.conversion(name)).collect();
        Ok(if conversions.is_empty() { rows } else { rows.with_columns(conversions) })
    }
}

/// Files that are read at once.
struct Scan<'a> {
    layout: &'a Layout,
    pieces: Vec<Bytes>,
    /// Each with the number of its rows.
    files: Vec<(String, u64)>,
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
