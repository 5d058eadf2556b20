//! The writer for a plan's bytes: it counts them, remembers why it failed, and may turn lines into an array.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use polars::io::utils::file::WritableTrait;

use super::disk;
use super::early_flush::EarlyFlush;
use super::json_array::ArrayText;
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};

/// One temporary file, shared by the plan that fills it and the transaction that completes it.
pub(super) struct SharedFile {
    path: PathBuf,
    bytes: AtomicU64,
    fault: Mutex<Option<Problem>>,
    inner: Mutex<Inner>,
}

struct Inner {
    file: BufWriter<File>,
    early_flush: EarlyFlush,
    array: Option<ArrayText>,
}

/// The handle to a [`SharedFile`] that polars holds.
pub(super) struct SharedWriter(pub Arc<SharedFile>);

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SharedFile {
    /// `path` is the target, for messages; `file` the temporary file.
    pub fn new(path: &Path, file: File, array: Option<ArrayText>) -> Arc<SharedFile> {
        let inner = Mutex::new(Inner {
            file: BufWriter::with_capacity(1 << 16, file),
            early_flush: EarlyFlush::default(),
            array,
        });
        Arc::new(SharedFile { path: path.to_path_buf(), bytes: AtomicU64::new(0), fault: Mutex::default(), inner })
    }

    pub fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    pub fn fault(&self) -> Option<Problem> {
        locked(&self.fault).clone()
    }

    /// Writes what is still missing.
    pub fn end(&self) -> Result<(), Problem> {
        let mut inner = locked(&self.inner);
        let Inner { file, array, .. } = &mut *inner;
        let end = array.take().map_or(Ok(()), |array| array.finish(file));
        end.and_then(|()| disk::before("last data"))
            .and_then(|()| file.flush())
            .map_err(|error| io_problem(FileOperation::Write, &self.path, &error))
    }

    /// Writes what is still missing, and flushes everything to the disk.
    pub fn finish(&self) -> Result<(), Problem> {
        self.end()?;
        let inner = locked(&self.inner);
        disk::sync(inner.file.get_ref()).map_err(|error| io_problem(FileOperation::Write, &self.path, &error))
    }

    fn remember(&self, error: io::Error) -> io::Error {
        locked(&self.fault).get_or_insert_with(|| io_problem(FileOperation::Write, &self.path, &error));
        error
    }
}

impl Write for SharedWriter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut inner = locked(&self.0.inner);
        let Inner { file, early_flush, array } = &mut *inner;
        let done = disk::before("data").and_then(|()| match array {
            Some(array) => array.write(bytes, file),
            None => file.write_all(bytes),
        });
        done.map_err(|error| self.0.remember(error))?;
        let before = self.0.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        early_flush.written(file.get_ref(), before + bytes.len() as u64);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        locked(&self.0.inner).file.flush().map_err(|error| self.0.remember(error))
    }
}

impl WritableTrait for SharedWriter {
    fn close(&mut self) -> io::Result<()> {
        self.flush()
    }

    fn sync_all(&self) -> io::Result<()> {
        // The transaction syncs once, when all outputs are complete.
        Ok(())
    }

    fn sync_data(&self) -> io::Result<()> {
        Ok(())
    }
}
