//! One kept table as a file: parts in compressed Arrow IPC, then a footer that describes them, then a trailer.
//!
//! ```text
//! part 0 (the first rows) | part 1 | … | footer (JSON) | digest of the footer | its length | format | magic
//! ```
//!
//! The footer contains length, rows and digest of every part. A truncated file has no trailer, a modified one has
//! another digest: such a file is treated as missing. Parts are read, checked and written one by one, so that both can
//! be cancelled and neither needs the memory of the whole table.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::time::SystemTime;

use polars::prelude::*;
use polars_io::ipc::{IpcCompression, IpcReader, IpcWriter};
use serde::{Deserialize, Serialize};

use crate::base::{Key, Problem};

/// The version of this layout; other versions are not read.
const FORMAT: u32 = 1;
const MAGIC: &[u8; 8] = b"TWRESULT";
/// Digest, length, format, magic.
const TRAILER: u64 = 32 + 4 + 4 + 8;
/// No footer is longer: a larger length means damage.
const LONGEST_FOOTER: u64 = 64 << 20;
/// The number of rows of the first part: a preview's first rows are available before the rest is read.
const FIRST: usize = 1_000;
/// The approximate bytes of memory per further part.
const PART: usize = 16 << 20;

/// The description of a kept table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// The node's name when it was computed, for people.
    pub node: String,
    pub rows: u64,
    /// The size in memory.
    pub bytes: u64,
    /// The time that it took to compute, in seconds.
    pub seconds: f64,
    /// If set, it is computed from this many first rows of a source.
    pub sample: Option<u64>,
    /// Milliseconds since 1970; filled in by the store.
    pub created: i64,
    /// The warnings about the data of this node and those upstream, by the nodes' keys.
    pub warnings: Vec<(Key, Vec<Problem>)>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Footer {
    pub key: Key,
    pub build: Key,
    pub label: Label,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Part {
    rows: u64,
    bytes: u64,
    digest: Key,
}

/// An open kept table. It stays readable when another process replaces or removes it meanwhile.
#[derive(Debug)]
pub struct Kept {
    file: File,
    pub(super) footer: Footer,
}

/// Why a kept table is not read.
#[derive(Debug, PartialEq, Eq)]
pub enum Lost {
    /// The request was cancelled.
    Stopped,
    /// Its content is not what was written.
    Damaged,
}

impl Kept {
    /// Reads the footer; `None` if the file is not a complete entry.
    pub(super) fn open(mut file: File) -> Option<Kept> {
        let size = file.metadata().ok().filter(|metadata| metadata.is_file())?.len();
        let mut trailer = [0; TRAILER as usize];
        file.seek(SeekFrom::Start(size.checked_sub(TRAILER)?)).ok()?;
        file.read_exact(&mut trailer).ok()?;
        let number = |at: usize| trailer[at..at + 4].try_into().map(u32::from_le_bytes).ok();
        let length = u64::from(number(32)?);
        let format = number(36)?;
        if trailer[40..] != MAGIC[..] || format != FORMAT || length > LONGEST_FOOTER {
            return None;
        }
        let mut text = vec![0; length as usize];
        file.seek(SeekFrom::Start(size.checked_sub(TRAILER + length)?)).ok()?;
        file.read_exact(&mut text).ok()?;
        if Key::of(&text).as_bytes()[..] != trailer[..32] {
            return None;
        }
        let footer: Footer = serde_json::from_slice(&text).ok()?;
        let parts = footer.parts.iter().try_fold(0u64, |sum, part| sum.checked_add(part.bytes))?;
        (parts.checked_add(length + TRAILER)? == size && !footer.parts.is_empty()).then_some(Kept { file, footer })
    }

    pub fn label(&self) -> &Label {
        &self.footer.label
    }

    /// Records that it was used.
    pub(super) fn touch(&self) -> io::Result<()> {
        self.file.set_modified(SystemTime::now())
    }

    /// The whole table.
    pub fn whole(&mut self, stop: &dyn Fn() -> bool) -> Result<DataFrame, Lost> {
        let frame = self.rows(0, u64::MAX, stop)?;
        if frame.height() as u64 == self.footer.label.rows { Ok(frame) } else { Err(Lost::Damaged) }
    }

    /// The first rows: as many as a preview shows, or all if there are fewer.
    pub fn head(&mut self) -> Result<DataFrame, Lost> {
        self.rows(0, FIRST as u64, &|| false)
    }

    /// Up to `count` rows starting at `first`; reads the parts that contain them.
    pub fn rows(&mut self, first: u64, count: u64, stop: &dyn Fn() -> bool) -> Result<DataFrame, Lost> {
        let last = first.saturating_add(count);
        let mut row = 0;
        let mut offset = 0;
        let mut start = 0;
        let mut frame = None::<DataFrame>;
        for index in 0..self.footer.parts.len() {
            if stop() {
                return Err(Lost::Stopped);
            }
            let part = &self.footer.parts[index];
            let rows = part.rows;
            let bytes = part.bytes;
            // Even without a row in range, the first part provides the columns.
            let is_in = row < last && row + rows > first;
            if is_in || (index == 0 && (first >= self.footer.label.rows || count == 0)) {
                let part = self.part(index, offset).ok_or(Lost::Damaged)?;
                match &mut frame {
                    Some(frame) => drop(frame.vstack_mut(&part).map_err(|_| Lost::Damaged)?),
                    None => (start, frame) = (row, Some(part)),
                }
            }
            (row, offset) = (row + rows, offset + bytes);
        }
        let frame = frame.ok_or(Lost::Damaged)?;
        let from = i64::try_from(first.saturating_sub(start)).unwrap_or(i64::MAX);
        Ok(frame.slice(from, usize::try_from(count).unwrap_or(usize::MAX)))
    }

    fn part(&mut self, index: usize, offset: u64) -> Option<DataFrame> {
        let part = &self.footer.parts[index];
        let mut bytes = vec![0; usize::try_from(part.bytes).ok()?];
        self.file.seek(SeekFrom::Start(offset)).ok()?;
        self.file.read_exact(&mut bytes).ok()?;
        if Key::of(&bytes) != part.digest {
            return None;
        }
        let frame = IpcReader::new(Cursor::new(bytes)).set_rechunk(false).finish().ok()?;
        (frame.height() as u64 == part.rows).then_some(frame)
    }
}

/// Writes `frame` as an entry, part by part. `go_on` is called before each; if it returns `false`, the result is
/// `None`. Returns the bytes written.
pub(super) fn write(
    file: &mut impl Write,
    (key, build): (Key, Key),
    frame: &DataFrame,
    label: Label,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> io::Result<Option<u64>> {
    let mut parts = Vec::new();
    let mut written = 0;
    for (first, rows) in portions(frame) {
        if !go_on(written) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let mut part = frame.slice(i64::try_from(first).unwrap_or(i64::MAX), rows);
        let writer = IpcWriter::new(&mut bytes).with_compression(Some(IpcCompression::LZ4)).with_parallel(false);
        finish(writer, &mut part).map_err(io::Error::other)?;
        file.write_all(&bytes)?;
        written += bytes.len() as u64;
        parts.push(Part { rows: rows as u64, bytes: bytes.len() as u64, digest: Key::of(&bytes) });
    }
    let footer = serde_json::to_vec(&Footer { key, build, label, parts })?;
    let length = u32::try_from(footer.len()).map_err(io::Error::other)?;
    let mut end = Key::of(&footer).as_bytes().to_vec();
    end.extend(length.to_le_bytes());
    end.extend(FORMAT.to_le_bytes());
    end.extend(MAGIC);
    file.write_all(&footer)?;
    file.write_all(&end)?;
    Ok(Some(written + footer.len() as u64 + TRAILER))
}

fn finish<W: Write>(mut writer: IpcWriter<W>, frame: &mut DataFrame) -> PolarsResult<()> {
    writer.finish(frame)
}

/// The first row and the number of rows of each part.
fn portions(frame: &DataFrame) -> Vec<(usize, usize)> {
    let height = frame.height();
    // A slice of strings within lists or structs would be written with all of them: such a table is one part.
    if height <= FIRST || frame.columns().iter().any(|column| column.dtype().is_nested()) {
        return vec![(0, height)];
    }
    let each = (PART / (frame.estimated_size() / height).max(1)).max(FIRST);
    let rest = (FIRST..height).step_by(each).map(|first| (first, each.min(height - first)));
    std::iter::once((0, FIRST)).chain(rest).collect()
}
