//! An opened delimited file: its text, in which a single byte delimits the fields, and its layout.

use std::path::{Path, PathBuf};

use super::infer_layout::infer_layout;
use super::layout::Layout;
use super::options::CsvOptions;
use super::redelimited::{Redelimiter, free_byte};
use super::shape::FieldSeparation;
use super::table_start::{TableStart, table_start};
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{IsStopped, cancellable};
use crate::connect::encoding::{Text, open_text};
use crate::connect::memo::Memo;
use crate::connect::stamp::Stamp;

type CacheKey = (PathBuf, Stamp, CsvOptions);
static LAYOUTS: Memo<CacheKey, Layout> = Memo::new(64);
/// Rewritten texts, with the byte that delimits their fields.
static REDELIMITED: Memo<(CacheKey, FieldSeparation), (Bytes, u8)> = Memo::new(8);

/// Opens a file. What was found out about it is remembered as long as neither it nor the options change.
pub(super) fn opened(path: &Path, options: &CsvOptions, is_stopped: IsStopped<'_>) -> Result<(Text, Layout), Problem> {
    let mut text = open_text(path, options.encoding, is_stopped)?;
    let key = (path.to_path_buf(), text.stamp, options.clone());
    let known = LAYOUTS.get(&key);
    if let Some(layout) = known.as_ref().filter(|layout| layout.parting.is_none()) {
        return Ok((text, layout.clone()));
    }
    let mut begun = table_start(&text.bytes, options);
    if let Some(parting) = begun.parting.clone() {
        let key = (key.clone(), parting.clone());
        let (bytes, delimiter) = match REDELIMITED.get(&key) {
            Some(redelimited) => redelimited,
            None => {
                let redelimited = redelimited(&text.bytes, &begun, &parting, options, is_stopped)?;
                REDELIMITED.put(key, redelimited.clone());
                redelimited
            }
        };
        text.bytes = bytes;
        begun.dialect.delimiter = delimiter;
    }
    if let Some(layout) = known {
        return Ok((text, layout));
    }
    let mut layout = infer_layout(&text.bytes, begun, options)?;
    layout.broken = text.findings.broken;
    LAYOUTS.put(key, layout.clone());
    Ok((text, layout))
}

fn redelimited(
    text: &Bytes,
    begun: &TableStart,
    parting: &FieldSeparation,
    options: &CsvOptions,
    is_stopped: IsStopped<'_>,
) -> Result<(Bytes, u8), Problem> {
    let single = match parting {
        FieldSeparation::By(delimiter) => match delimiter.as_bytes() {
            [byte] => Some(*byte),
            _ => None,
        },
        _ => None,
    };
    let to = single
        .or_else(|| free_byte(text, options.delimiter))
        .ok_or_else(|| Problem::error(say!("csv-no-free-byte")).remedy(say!("csv-not-delimited")).at("delimiter"))?;
    let comment = options.shape.comment.as_bytes();
    let redelimiter = Redelimiter { parting, quote: begun.dialect.quote, trim: options.shape.trim, comment, to };
    cancellable(is_stopped, || {
        let bytes = redelimiter.write(text, begun.start, is_stopped);
        let bytes = bytes.map_err(|error| {
            Problem::error(say!("csv-set-aside", error = error)).remedy(say!("file-free-temporary"))
        })?;
        Ok((bytes, to))
    })
}

/// All files are delimited like the first.
pub(super) fn agree(options: &mut CsvOptions, first: &Layout) {
    if options.delimiter.is_none() {
        options.delimiter = Some(first.dialect.delimiter);
        options.shape.parting = first.parting.clone();
        options.quote = first.dialect.quote;
    }
}
