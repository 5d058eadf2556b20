//! An opened delimited file: its text, in which a single byte delimits the fields, and its layout.

use std::path::{Path, PathBuf};

use super::beginning::{Beginning, beginning};
use super::layout::{Layout, layout};
use super::parted::{Parter, free_byte};
use super::scan::CsvOptions;
use super::shape::Parting;
use crate::base::Problem;
use crate::connect::bytes::Bytes;
use crate::connect::cancellable_io::{IsStopped, heeding};
use crate::connect::encoding::{Text, open_text};
use crate::connect::memo::Memo;
use crate::connect::stamp::Stamp;

type Question = (PathBuf, Stamp, CsvOptions);
static LAYOUTS: Memo<Question, Layout> = Memo::new(64);
/// Rewritten texts, with the byte that delimits their fields.
static PARTED: Memo<(Question, Parting), (Bytes, u8)> = Memo::new(8);

/// Opens a file. What was found out about it is remembered as long as neither it nor the options change.
pub(super) fn opened(path: &Path, options: &CsvOptions, is_stopped: IsStopped<'_>) -> Result<(Text, Layout), Problem> {
    let mut text = open_text(path, options.encoding, is_stopped)?;
    let question = (path.to_path_buf(), text.stamp, options.clone());
    let known = LAYOUTS.get(&question);
    if let Some(layout) = known.as_ref().filter(|layout| layout.parting.is_none()) {
        return Ok((text, layout.clone()));
    }
    let mut begun = beginning(&text.bytes, options);
    if let Some(parting) = begun.parting.clone() {
        let key = (question.clone(), parting.clone());
        let (bytes, delimiter) = match PARTED.get(&key) {
            Some(parted) => parted,
            None => {
                let parted = parted(&text.bytes, &begun, &parting, options, is_stopped)?;
                PARTED.put(key, parted.clone());
                parted
            }
        };
        text.bytes = bytes;
        begun.dialect.delimiter = delimiter;
    }
    if let Some(layout) = known {
        return Ok((text, layout));
    }
    let mut layout = layout(&text.bytes, begun, options)?;
    layout.broken = text.told.broken;
    LAYOUTS.put(question, layout.clone());
    Ok((text, layout))
}

fn parted(
    text: &Bytes,
    begun: &Beginning,
    parting: &Parting,
    options: &CsvOptions,
    is_stopped: IsStopped<'_>,
) -> Result<(Bytes, u8), Problem> {
    let single = match parting {
        Parting::By(delimiter) => match delimiter.as_bytes() {
            [byte] => Some(*byte),
            _ => None,
        },
        _ => None,
    };
    let to = single
        .or_else(|| free_byte(text, options.delimiter))
        .ok_or_else(|| Problem::error(say!("csv-no-free-byte")).remedy(say!("csv-not-delimited")).at("delimiter"))?;
    let comment = options.shape.comment.as_bytes();
    let parter = Parter { parting, quote: begun.dialect.quote, trim: options.shape.trim, comment, to };
    heeding(is_stopped, || {
        let bytes = parter.write(text, begun.start, is_stopped);
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
