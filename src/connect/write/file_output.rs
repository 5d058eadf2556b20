//! One output file: its temporary file beside the target, its plan, its commit.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use polars::io::utils::file::Writable;
use polars::prelude::sink::{SinkDestination, SinkTarget};
use polars::prelude::*;
use tempfile::{NamedTempFile, TempPath};

use super::check_target::check_target;
use super::excel::Workbook;
use super::file_driver::FILES;
use super::shared_writer::{SharedFile, SharedWriter};
use super::staging::Staging;
use super::step::{Step, sync_folders};
use super::unsupported::{UnsupportedValues, counting, counting_blank_lines};
use super::versions;
use crate::base::Problem;
use crate::connect::files::{behind_link, folder_of, temporary_beside};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::source::Address;
use crate::connect::target::*;

/// A file beside its target.
pub(super) struct FileOutput {
    path: PathBuf,
    existing: Existing,
    temporary: TempPath,
    content: Content,
    /// For JSON: the numbers that it cannot represent, by column.
    unsupported: Vec<UnsupportedValues>,
    /// How it takes its place; known once it is prepared.
    step: Option<Step>,
}

/// What the plan writes into.
enum Content {
    /// Bytes, as the plan produces them.
    Stream(Arc<SharedFile>),
    /// Rows, batch by batch.
    Rows(Arc<Mutex<Workbook>>),
}

/// Hours, minutes, seconds, and as many fractional digits as there are.
const SHORT_TIME: &str = "%H:%M:%S%.f";

impl FileOutput {
    /// The output and the plan that fills `temporary`.
    fn new(
        path: PathBuf,
        target: &FileTarget,
        temporary: NamedTempFile,
        rows: LazyFrame,
    ) -> Result<(FileOutput, LazyFrame), Problem> {
        let (file, temporary) = temporary.into_parts();
        let failed = |error: PolarsError| Problem::error(error.to_string());
        let mut unsupported = Vec::new();
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
                unsupported = counted;
                let shared = SharedFile::new(&path, file, array_of(format));
                let handle = Writable::Dyn(Box::new(SharedWriter(shared.clone())));
                let target = SinkTarget::Dyn(SpecialEq::new(Arc::new(Mutex::new(Some(handle)))));
                let plan = rows
                    .sink(SinkDestination::File { target }, polars_format(format), UnifiedSinkArgs::default())
                    .map_err(failed)?;
                (Content::Stream(shared), plan)
            }
        };
        Ok((FileOutput { path, existing: target.existing, temporary, content, unsupported, step: None }, plan))
    }
}

impl Target for FileTarget {
    fn address(&self) -> Address {
        Address::File(self.path.clone())
    }

    fn setting(&self) -> &'static str {
        "path"
    }

    fn promise(&self) -> Promise {
        Promise::AllOrNothing
    }

    fn check(&self) -> Result<(), Problem> {
        check_target(self)
    }

    fn stage(&self, rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let path = behind_link(&self.path);
        if self.create_folders {
            staging.make_folders(folder_of(&path))?;
        }
        let (journal, withdrawal) = (&mut *staging.journal, staging.withdrawal);
        let make = || temporary_beside(&path, |name| journal.note_temporary(name));
        let temporary = withdrawal.with_temporary(make, |made| made.path()).map_err(|problem| problem.at("path"))?;
        let (output, plan) = FileOutput::new(path, self, temporary, rows)?;
        Ok((Box::new(output), plan))
    }
}

impl Staged for FileOutput {
    fn address(&self) -> Address {
        Address::File(self.path.clone())
    }

    fn gauge(&self) -> Gauge {
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

    fn fault(&self) -> Option<Problem> {
        match &self.content {
            Content::Stream(shared) => shared.fault(),
            Content::Rows(book) => book.lock().ok()?.fault(),
        }
    }

    fn complete(&self) -> Result<(), Problem> {
        match &self.content {
            Content::Stream(shared) => shared.finish(),
            Content::Rows(book) => match book.lock() {
                Ok(mut book) => book.finish(),
                Err(_) => Err(Problem::error(say!("excel-half-written"))),
            },
        }
    }

    fn bytes(&self) -> u64 {
        std::fs::metadata(&self.temporary).map_or(0, |metadata| metadata.len())
    }

    fn warnings(&self) -> Vec<Problem> {
        let of_book = match &self.content {
            Content::Stream(_) => Vec::new(),
            Content::Rows(book) => book.lock().map_or_else(|_| Vec::new(), |book| book.warnings()),
        };
        self.unsupported.iter().filter_map(UnsupportedValues::warning).chain(of_book).collect()
    }

    fn prepare(&mut self) -> Result<Ticket, Problem> {
        if self.existing == Existing::Fail && self.path.exists() {
            let text = say!("write-appeared", path = self.path.display());
            return Err(Problem::error(text).remedy(say!("write-remove-or-rename")).at("path"));
        }
        let temporary: &Path = &self.temporary;
        let backup = self.path.exists().then(|| temporary.with_extension("old"));
        let step = Step { temporary: temporary.to_path_buf(), target: self.path.clone(), backup };
        let ticket = FILES.ticket(&step)?;
        self.step = Some(step);
        Ok(ticket)
    }

    fn commit(&mut self) -> Result<(), Problem> {
        let Some(step) = &self.step else { return Ok(()) };
        step.carry_out().map_err(|error| io_problem(FileOperation::Replace, &step.target, &error).at("path"))
    }

    fn undo(&mut self) {
        self.step.iter().for_each(Step::undo);
    }

    fn settle(&mut self) {
        sync_folders(self.step.as_slice());
        self.step.iter().for_each(Step::forget_backup);
    }

    fn keep_before(&self) -> Result<(), Problem> {
        versions::keep_before(&self.path)
    }

    fn keep(&self, keep: Keep) -> Result<(), Problem> {
        versions::keep(&self.path, keep)
    }

    fn written(self: Box<Self>) -> Written {
        let bytes = std::fs::metadata(&self.path).map_or(0, |metadata| metadata.len());
        // The temporary file is gone; nothing is left to remove.
        let _ = self.temporary.keep();
        Written { address: self.path.into(), bytes }
    }

    fn discard(self: Box<Self>) -> bool {
        let FileOutput { temporary, content, .. } = *self;
        let path = temporary.to_path_buf();
        // From here on nothing in this process holds it open, which matters on some systems.
        drop((content, temporary));
        path.exists()
    }
}

/// Whether lines are to be turned into an array, and how.
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
                // Without it, every time has nine fractional digits.
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
