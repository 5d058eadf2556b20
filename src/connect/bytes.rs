//! The bytes that plans read: a mapped file or memory, sliced without copying.

use std::fs::File;
use std::io::{self, Write};
use std::ops::{Deref, Range};
use std::sync::Arc;

use polars::prelude::{ScanSource, ScanSources};
use tempfile::{SpooledData, SpooledTempFile};

use super::cancellable_io::{Cancellable, IsStopped, begin_pass};

/// Above this, decoded text goes to a temporary file instead of memory.
const LARGEST_IN_MEMORY: usize = 64 << 20;

/// The decompressed data exceed their limit.
#[derive(Debug, thiserror::Error)]
#[error("it is too large")]
pub(super) struct TooLarge;

/// A shared range of bytes. Always the buffer variant.
#[derive(Clone)]
pub(super) struct Bytes(ScanSource);

impl Bytes {
    pub fn from_vec(bytes: Vec<u8>) -> Bytes {
        Bytes(ScanSource::Buffer(bytes.into()))
    }

    /// Maps a file.
    pub fn map(file: File) -> io::Result<Bytes> {
        if file.metadata()?.len() == 0 {
            return Ok(Bytes::from_vec(Vec::new()));
        }
        let source = ScanSource::File(Arc::new(file));
        let buffer = source.as_scan_source_ref().to_buffer_async_assume_latest(false).map_err(io::Error::other)?;
        Ok(Bytes(ScanSource::Buffer(buffer)))
    }

    /// The bytes that `write` writes, kept in memory or, if large, in an unnamed temporary file. Writing fails shortly
    /// after cancellation.
    pub fn spool(is_stopped: IsStopped<'_>, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Bytes> {
        Bytes::spooled(|spool| write(&mut Cancellable::new(spool, is_stopped)))
    }

    /// The same for bytes that are already counted as examined.
    pub fn set_aside(
        is_stopped: IsStopped<'_>,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<Bytes> {
        Bytes::spooled(|spool| write(&mut Cancellable::uncounted(spool, is_stopped)))
    }

    fn spooled(write: impl FnOnce(&mut SpooledTempFile) -> io::Result<()>) -> io::Result<Bytes> {
        let mut spool = tempfile::spooled_tempfile(LARGEST_IN_MEMORY);
        write(&mut spool)?;
        match spool.into_inner() {
            SpooledData::InMemory(cursor) => Ok(Bytes::from_vec(cursor.into_inner())),
            SpooledData::OnDisk(file) => Bytes::map(file),
        }
    }

    pub fn slice(&self, range: Range<usize>) -> Bytes {
        match &self.0 {
            ScanSource::Buffer(buffer) => Bytes(ScanSource::Buffer(buffer.clone().sliced(range))),
            _ => unreachable!("always a buffer"),
        }
    }

    /// The decompressed bytes of gzip, zlib or zstd, with all their members or frames. Fails with [`TooLarge`] if they
    /// are more than `most`.
    pub fn decompressed(&self, most: u64, is_stopped: IsStopped<'_>) -> io::Result<Bytes> {
        let ScanSource::Buffer(buffer) = &self.0 else { unreachable!("always a buffer") };
        let mut reader =
            polars::io::utils::compression::CompressedReader::try_new(buffer.clone()).map_err(io::Error::other)?;
        begin_pass(0);
        Bytes::spool(is_stopped, |out| {
            let mut size = 0;
            loop {
                let (piece, count) = reader.read_next_slice(&Default::default(), 1 << 20)?;
                if count == 0 {
                    return Ok(());
                }
                size += count as u64;
                if size > most {
                    return Err(io::Error::other(TooLarge));
                }
                out.write_all(&piece)?;
            }
        })
    }

    /// Several byte ranges as the sources of one scan.
    pub fn sources(pieces: impl IntoIterator<Item = Bytes>) -> ScanSources {
        let buffers = pieces.into_iter().map(|piece| match piece.0 {
            ScanSource::Buffer(buffer) => buffer,
            _ => unreachable!("always a buffer"),
        });
        ScanSources::Buffers(buffers.collect())
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match &self.0 {
            ScanSource::Buffer(buffer) => buffer,
            _ => unreachable!("always a buffer"),
        }
    }
}
