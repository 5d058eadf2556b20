//! The plan that turns a table into the bytes of a format.

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex};

use polars::io::utils::file::Writable;
use polars::prelude::sink::{SinkDestination, SinkTarget};
use polars::prelude::*;

use super::json_array::ArrayText;
use super::shared_writer::{SharedFile, SharedWriter};
use super::unsupported::{UnsupportedValues, counting, counting_blank_lines};
use crate::base::Problem;
use crate::connect::target::{Compression, JsonShape, JsonTarget, Quoting, TargetFormat};

/// Hours, minutes, seconds, and as many fractional digits as there are.
const SHORT_TIME: &str = "%H:%M:%S%.f";

/// The plan, what it writes into, and the values that the format cannot represent.
pub(super) struct Plan {
    pub shared: Arc<SharedFile>,
    pub unsupported: Vec<UnsupportedValues>,
    pub plan: LazyFrame,
}

impl Plan {
    /// Writes `rows` into `file`. `path` is the target, for messages. Not for workbooks, which are filled row by row.
    pub fn of(path: &Path, file: File, format: &TargetFormat, rows: LazyFrame) -> Result<Plan, Problem> {
        let failed = |error: PolarsError| Problem::error(error.to_string());
        let (rows, unsupported) = match format {
            TargetFormat::Json(_) => counting(rows).map_err(failed)?,
            TargetFormat::Csv(csv) if csv.null_text.is_empty() => counting_blank_lines(rows).map_err(failed)?,
            _ => (rows, Vec::new()),
        };
        let shared = SharedFile::new(path, file, array_of(format));
        let handle = Writable::Dyn(Box::new(SharedWriter(shared.clone())));
        let target = SinkTarget::Dyn(SpecialEq::new(Arc::new(Mutex::new(Some(handle)))));
        let destination = SinkDestination::File { target };
        let plan = rows.sink(destination, polars_format(format), UnifiedSinkArgs::default()).map_err(failed)?;
        Ok(Plan { shared, unsupported, plan })
    }
}

/// Whether lines are to be turned into an array, and how.
fn array_of(format: &TargetFormat) -> Option<ArrayText> {
    match format {
        TargetFormat::Json(JsonTarget { shape: JsonShape::Array, pretty }) => Some(ArrayText::new(*pretty)),
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
