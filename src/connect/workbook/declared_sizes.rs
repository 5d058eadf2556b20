//! Validates the sizes that a workbook declares before trusting them: a small file can request all available memory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use zip::ZipArchive;

use super::xls_grid_size::{self, Claims};
use crate::base::Problem;
use crate::connect::cancellable_io::IsStopped;

/// Parts up to this size are accepted, whatever their size in the file.
const FINE: u64 = 64 << 20;
/// The maximum compression ratio of a part. Sheets with the same content in every cell reach about 50.
pub(super) const MOST_TIMES: u64 = 250;
/// Compressed parts from this size on are decompressed once to check whether their declared size is right.
const EXAMINED: u64 = 1 << 20;
/// The minimum bytes of a shared string: `<si/>`.
const LEAST_TEXT: u64 = 5;

/// Fails if the file declares sizes that it cannot contain. What is not a container at all is left to the reader.
pub(super) fn check(path: &Path, is_stopped: IsStopped<'_>) -> Result<(), Problem> {
    let Ok(mut file) = File::open(path) else { return Ok(()) };
    let mut mark = [0_u8; 4];
    if file.read_exact(&mut mark).is_err() {
        return Ok(());
    }
    match mark {
        [b'P', b'K', ..] => zipped(path, file, is_stopped),
        [0xd0, 0xcf, 0x11, 0xe0] => match xls_grid_size::claims(file) {
            Some(Claims { is_endless: true, .. }) => {
                Err(Problem::error(say!("workbook-broken", path = path.display()))
                    .remedy(say!("workbook-damaged"))
                    .at("path"))
            }
            Some(Claims { cells: Some(cells), .. }) if cells > xls_grid_size::MOST_CELLS => Err(scattered(path, cells)),
            _ => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The problem that a sheet's cells are too far apart for the format's reader.
pub(super) fn scattered(path: &Path, cells: u64) -> Problem {
    Problem::error(say!("workbook-scattered", path = path.display(), count = cells))
        .remedy(say!("workbook-save-again"))
        .at("path")
}

/// The size of a file in bytes; 0 if it is unknown.
pub(super) fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |file| file.len())
}

/// The problem that a sheet shows more text than its file can mean.
pub(super) fn same_text(path: &Path, shown: u64) -> Problem {
    let text = say!("workbook-bomb", path = path.display(), size = shown >> 20, packed = size_of(path) >> 10);
    Problem::error(text).remedy(say!("workbook-save-again")).at("path")
}

fn zipped(path: &Path, file: File, is_stopped: IsStopped<'_>) -> Result<(), Problem> {
    let Ok(mut archive) = ZipArchive::new(file) else { return Ok(()) };
    for index in 0..archive.len() {
        let Ok(mut part) = archive.by_index(index) else { continue };
        let packed = part.compressed_size();
        let declared = part.size();
        let is_too_large = |size: u64| size > FINE && size / MOST_TIMES > packed;
        let size = match declared {
            declared if is_too_large(declared) => declared,
            // The size is only declared, too.
            _ if packed > EXAMINED => measured(&mut part, is_too_large, is_stopped),
            declared => declared,
        };
        if is_too_large(size) {
            let text = say!("workbook-bomb", path = path.display(), size = size >> 20, packed = packed >> 10);
            return Err(Problem::error(text).remedy(say!("workbook-save-again")).at("path"));
        }
    }
    for index in 0..archive.len() {
        let Ok(part) = archive.by_index(index) else { continue };
        let is_texts = part.name().is_ok_and(|name| name.to_lowercase().ends_with("sharedstrings.xml"));
        if !is_texts {
            continue;
        }
        let size = part.size();
        let mut head = Vec::new();
        // What cannot be read is reported by the code that reads all of it.
        let _ = part.take(64 << 10).read_to_end(&mut head);
        if let Some(count) = declared_texts(&head).filter(|count| count.saturating_mul(LEAST_TEXT) > size) {
            return Err(Problem::error(say!("workbook-texts", path = path.display(), count = count))
                .remedy(say!("workbook-save-again"))
                .at("path"));
        }
    }
    Ok(())
}

/// The number of decompressed bytes; if there are too many, counting stops early.
fn measured(part: &mut impl Read, is_too_large: impl Fn(u64) -> bool, is_stopped: IsStopped<'_>) -> u64 {
    let mut size = 0;
    while !is_too_large(size) && !is_stopped() {
        match io::copy(&mut part.by_ref().take(FINE), &mut io::sink()) {
            Ok(0) | Err(_) => break,
            Ok(more) => size += more,
        }
    }
    size
}

/// The number of shared strings that the part declares.
fn declared_texts(head: &[u8]) -> Option<u64> {
    let text = String::from_utf8_lossy(head);
    let (_, rest) = text.split_once("uniqueCount")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let digits = rest.strip_prefix(['"', '\''])?;
    let end = digits.find(['"', '\'']).unwrap_or(digits.len());
    match digits[..end].trim() {
        digits if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(digits.parse().unwrap_or(u64::MAX)),
        _ => None,
    }
}
