//! One output: its temporary file, its plan, its completion.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use polars::io::utils::file::Writable;
use polars::prelude::sink::{SinkDestination, SinkTarget};
use polars::prelude::*;
use tempfile::{NamedTempFile, TempPath};

use super::excel::Workbook;
use super::journal::Step;
use super::transaction::{Gauge, Written};
use super::unsaid::{Unsaid, counting, counting_blank_lines};
use super::writer::{Shared, Shell};
use crate::base::Problem;
use crate::connect::target::*;

pub(super) struct Output {
    pub path: PathBuf,
    pub existing: Existing,
    temporary: TempPath,
    content: Content,
    /// Of JSON: the numbers that it has no word for, by column.
    unsaid: Vec<Unsaid>,
}

/// What the plan writes into.
enum Content {
    /// Bytes, as they come from the plan.
    Stream(Arc<Shared>),
    /// Rows, batch by batch.
    Rows(Arc<Mutex<Workbook>>),
}

/// Hours, minutes, seconds, and of the second as many digits as it has.
const SHORT_TIME: &str = "%H:%M:%S%.f";

impl Output {
    /// The output and the plan that fills `temporary`.
    pub fn new(
        path: PathBuf,
        target: &Target,
        temporary: NamedTempFile,
        rows: LazyFrame,
    ) -> Result<(Output, LazyFrame), Problem> {
        let (file, temporary) = temporary.into_parts();
        let failed = |error: PolarsError| Problem::error(error.to_string());
        let mut unsaid = Vec::new();
        let (content, plan) = match &target.format {
            TargetFormat::Excel(options) => {
                let (book, plan) = Workbook::plan(&path, file, options, rows)?;
                (Content::Rows(book), plan)
            }
            format => {
                let (rows, counted) = match format {
                    TargetFormat::Json(_) => counting(rows).map_err(failed)?,
                    TargetFormat::Csv(csv) if csv.null_text.is_empty() => counting_blank_lines(rows).map_err(failed)?,
                    _ => (rows, Vec::new()),
                };
                unsaid = counted;
                let shared = Shared::new(&path, file, array_of(format));
                let handle = Writable::Dyn(Box::new(Shell(shared.clone())));
                let target = SinkTarget::Dyn(SpecialEq::new(Arc::new(Mutex::new(Some(handle)))));
                let plan = rows
                    .sink(SinkDestination::File { target }, polars_format(format), UnifiedSinkArgs::default())
                    .map_err(failed)?;
                (Content::Stream(shared), plan)
            }
        };
        Ok((Output { path, existing: target.existing, temporary, content, unsaid }, plan))
    }

    /// Tells the bytes written so far, from any thread.
    pub fn gauge(&self) -> Gauge {
        match &self.content {
            Content::Stream(shared) => {
                let shared = shared.clone();
                Arc::new(move || shared.bytes())
            }
            Content::Rows(_) => {
                let path = self.temporary.to_path_buf();
                Arc::new(move || std::fs::metadata(&path).map_or(0, |metadata| metadata.len()))
            }
        }
    }

    /// The bytes of the temporary file.
    pub fn size(&self) -> u64 {
        std::fs::metadata(&self.temporary).map_or(0, |metadata| metadata.len())
    }

    pub fn fault(&self) -> Option<Problem> {
        match &self.content {
            Content::Stream(shared) => shared.fault(),
            Content::Rows(book) => book.lock().ok()?.fault(),
        }
    }

    /// Completes the temporary file and brings it to the disk.
    pub fn finish(&self) -> Result<(), Problem> {
        match &self.content {
            Content::Stream(shared) => shared.finish(),
            Content::Rows(book) => match book.lock() {
                Ok(mut book) => book.finish(),
                Err(_) => Err(Problem::error(say!("excel-half-written"))),
            },
        }
    }

    /// What is written otherwise than it stands in the table; known when the output is complete.
    pub fn warnings(&self) -> Vec<Problem> {
        let of_book = match &self.content {
            Content::Stream(_) => Vec::new(),
            Content::Rows(book) => book.lock().map_or_else(|_| Vec::new(), |book| book.told()),
        };
        self.unsaid.iter().filter_map(Unsaid::warning).chain(of_book).collect()
    }

    pub fn step(&self) -> Step {
        let temporary: &Path = &self.temporary;
        let backup = self.path.exists().then(|| temporary.with_extension("old"));
        Step { temporary: temporary.to_path_buf(), target: self.path.clone(), backup }
    }

    /// Removes the temporary file; gives its path if it is still there.
    pub fn discard(self) -> Option<PathBuf> {
        let path = self.temporary.to_path_buf();
        // By then nothing here holds it open, which matters to some systems.
        drop((self.content, self.temporary));
        path.exists().then_some(path)
    }

    /// For an output that has been moved into place.
    pub fn into_written(self) -> Written {
        let bytes = std::fs::metadata(&self.path).map_or(0, |metadata| metadata.len());
        // The temporary file is gone; there is nothing left to remove.
        let _ = self.temporary.keep();
        Written { address: self.path.into(), bytes }
    }
}

/// Whether lines are to be made an array, and how.
fn array_of(format: &TargetFormat) -> Option<super::json_array::ArrayText> {
    match format {
        TargetFormat::Json(JsonTarget { shape: JsonShape::Array, pretty }) => {
            Some(super::json_array::ArrayText::new(*pretty))
        }
        _ => None,
    }
}

fn polars_format(format: &TargetFormat) -> FileWriteFormat {
    let given = |text: &str| (!text.is_empty()).then(|| text.into());
    match format {
        TargetFormat::Csv(csv) => FileWriteFormat::Csv(CsvWriterOptions {
            include_bom: csv.byte_order_mark,
            include_header: csv.header,
            check_extension: false,
            serialize_options: Arc::new(SerializeOptions {
                separator: csv.delimiter,
                quote_char: csv.quote,
                null: csv.null_text.as_str().into(),
                decimal_comma: csv.decimal_comma,
                date_format: given(&csv.date_format),
                // Without it, every time has nine digits behind its seconds.
                time_format: given(&csv.time_format).or_else(|| given(SHORT_TIME)),
                datetime_format: given(&csv.datetime_format),
                line_terminator: if csv.windows_lines { "\r\n" } else { "\n" }.into(),
                quote_style: match csv.quoting {
                    Quoting::Necessary => QuoteStyle::Necessary,
                    Quoting::NonNumeric => QuoteStyle::NonNumeric,
                    Quoting::Always => QuoteStyle::Always,
                    Quoting::Never => QuoteStyle::Never,
                },
                ..Default::default()
            }),
            ..Default::default()
        }),
        TargetFormat::Parquet(parquet) => FileWriteFormat::Parquet(Arc::new(ParquetWriteOptions {
            compression: match parquet.compression {
                Compression::Zstd => ParquetCompression::Zstd(None),
                Compression::Snappy => ParquetCompression::Snappy,
                Compression::Lz4 => ParquetCompression::Lz4Raw,
                Compression::None => ParquetCompression::Uncompressed,
            },
            ..Default::default()
        })),
        TargetFormat::Json(_) => {
            FileWriteFormat::NDJson(NDJsonWriterOptions { compression: Default::default(), check_extension: false })
        }
        TargetFormat::Excel(_) => unreachable!("workbooks are filled row by row, not by polars"),
    }
}
