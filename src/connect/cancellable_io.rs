//! File operations that can be cancelled.

use std::io::{self, BufRead, Read, Seek, SeekFrom, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::base::Problem;

/// Returns whether the work was cancelled. Long work calls it repeatedly, and fails with [`Problem::stopped`].
pub type IsStopped<'a> = &'a (dyn Fn() -> bool + Sync);

/// Bytes processed between two checks: some milliseconds of work.
pub(super) const CHUNK: usize = 4 << 20;

/// Bytes of files that were examined since the program began, by anyone.
static EXAMINED: AtomicU64 = AtomicU64::new(0);

/// Counts this many more bytes as examined.
pub(super) fn count_examined(bytes: usize) {
    EXAMINED.fetch_add(bytes as u64, Ordering::Relaxed);
}

/// Bytes of files that were examined since the program began: the count grows while a file is opened.
pub fn bytes_examined() -> u64 {
    EXAMINED.load(Ordering::Relaxed)
}

/// The newest pass over a file.
#[derive(Clone, Copy)]
struct Pass {
    /// The number of bytes examined when it began.
    from: u64,
    /// Its size in bytes; 0 if unknown before its end.
    bytes: u64,
}

static PASS: Mutex<Pass> = Mutex::new(Pass { from: 0, bytes: 0 });

/// A pass over this many bytes begins, 0 if the size is known only at its end: from now on [`count_examined`] counts for it.
pub(super) fn begin_pass(bytes: usize) {
    *PASS.lock().unwrap_or_else(PoisonError::into_inner) = Pass { from: bytes_examined(), bytes: bytes as u64 };
}

/// Bytes of files that were examined since the count was `before`: those of the newest pass with its size, if it began
/// since.
pub fn bytes_examined_since(before: u64) -> (u64, Option<u64>) {
    let pass = *PASS.lock().unwrap_or_else(PoisonError::into_inner);
    let now = bytes_examined();
    if pass.from < before {
        return (now.saturating_sub(before), None);
    }
    let bytes = now.saturating_sub(pass.from);
    (bytes, Some(pass.bytes).filter(|of| *of >= bytes && *of > 0))
}

/// A reader or a writer that fails once the work is cancelled, and counts the bytes that pass.
pub(super) struct Cancellable<'a, T> {
    inner: T,
    is_stopped: IsStopped<'a>,
    counts: bool,
}

impl<'a, T> Cancellable<'a, T> {
    pub fn new(inner: T, is_stopped: IsStopped<'a>) -> Self {
        Cancellable { inner, is_stopped, counts: true }
    }

    /// One that counts nothing: the bytes were counted at their origin.
    pub fn uncounted(inner: T, is_stopped: IsStopped<'a>) -> Self {
        Cancellable { inner, is_stopped, counts: false }
    }

    fn count(&self, count: usize) -> usize {
        if self.counts {
            count_examined(count);
        }
        count
    }

    fn unless_stopped(&mut self) -> io::Result<&mut T> {
        // Not `Interrupted`: callers retry on that.
        if (self.is_stopped)() { Err(io::Error::other("stopped")) } else { Ok(&mut self.inner) }
    }
}

/// The result of `work`, or that it was cancelled, whatever its result then.
pub(super) fn cancellable<T>(
    is_stopped: IsStopped<'_>,
    work: impl FnOnce() -> Result<T, Problem>,
) -> Result<T, Problem> {
    work().map_err(|problem| if is_stopped() { Problem::stopped() } else { problem })
}

impl<T: Read> Read for Cancellable<'_, T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.unless_stopped()?.read(buffer)?;
        Ok(self.count(count))
    }
}

impl<T: BufRead> BufRead for Cancellable<'_, T> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.unless_stopped()?.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(self.count(amount));
    }
}

impl<T: Seek> Seek for Cancellable<'_, T> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.unless_stopped()?.seek(to)
    }
}

impl<T: Write> Write for Cancellable<'_, T> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.unless_stopped()?.write(bytes)?;
        Ok(self.count(count))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.unless_stopped()?.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::connect::{Csv, CsvOptions, Encoding, Json, JsonOptions, SheetOptions, read_sheets};

    const ROW: &[u8] = "1234567,some text of the row with a sign (é)\n".as_bytes();

    /// `bytes` in zlib's format for incompressible data.
    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut out = vec![0x78, 0x01];
        let last = bytes.len().div_ceil(0xffff) - 1;
        for (index, block) in bytes.chunks(0xffff).enumerate() {
            let length = block.len() as u16;
            out.push(u8::from(index == last));
            out.extend(length.to_le_bytes().into_iter().chain((!length).to_le_bytes()));
            out.extend(block);
        }
        let mut a = 1_u32;
        let mut b = 0_u32;
        for byte in bytes {
            a = (a + u32::from(*byte)) % 65_521;
            b = (b + a) % 65_521;
        }
        out.extend((b << 16 | a).to_be_bytes());
        out
    }

    fn workbook() -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "number").unwrap();
        (1..50_000).for_each(|row| {
            sheet.write_number(row, 0, row * 7_919 % 1_000).unwrap();
        });
        book.save_to_buffer().unwrap()
    }

    fn zipped(bytes: &[u8]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
        out.start_file("text.csv", zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(bytes).unwrap();
        out.finish().unwrap().into_inner()
    }

    fn open(path: PathBuf, is_stopped: IsStopped<'_>) -> Result<(), Problem> {
        let csv = |encoding| CsvOptions { encoding, ..CsvOptions::default() };
        match path.extension().unwrap().to_str().unwrap() {
            "json" => Json::open(&[path], &JsonOptions::default(), is_stopped).map(drop),
            "xlsx" => read_sheets(&path, &SheetOptions::default(), is_stopped).map(drop),
            "utf8" => Csv::open(&[path], &csv(Encoding::Utf8), is_stopped).map(drop),
            _ => Csv::open(&[path], &csv(Encoding::Detected), is_stopped).map(drop),
        }
    }

    #[test]
    fn opening_ends_when_nobody_waits_for_it_and_is_not_remembered() {
        let text = [b"number,text\n", ROW.repeat(400_000).as_slice()].concat();
        let latin: Vec<u8> = String::from_utf8_lossy(&text).chars().map(|c| c as u8).collect();
        let old_mac: Vec<u8> = text.iter().map(|byte| if *byte == b'\n' { b'\r' } else { *byte }).collect();
        let object = br#"{"number":1234567,"text":"some text"},"#.as_slice();
        let array = [b"[", object.repeat(20_000).as_slice(), b"{}]"].concat();
        let lines = array[1..array.len() - 1].iter().map(|byte| if *byte == b',' { b'\n' } else { *byte });
        let lines = String::from_utf8(lines.collect()).unwrap().replace("\n\"", ",\"");
        let files = [
            ("text.csv", text.clone()),
            ("strict.utf8", text.clone()),
            ("packed.csv", packed(&text)),
            ("latin.csv", latin),
            ("old_mac.csv", old_mac),
            ("array.json", array),
            ("lines.json", lines.into_bytes()),
            ("book.xlsx", workbook()),
            ("members.zip", zipped(&text)),
        ];
        let folder = tempfile::tempdir().unwrap();
        for (name, bytes) in files {
            let path = folder.path().join(name);
            fs::write(&path, bytes).unwrap();
            let checks = AtomicUsize::new(0);
            let until = |most: usize| {
                checks.store(0, Ordering::Relaxed);
                let opened = open(path.clone(), &|| checks.fetch_add(1, Ordering::Relaxed) >= most);
                (opened, checks.load(Ordering::Relaxed))
            };
            for most in [0, 2] {
                let (opened, counted) = until(most);
                assert_eq!(opened, Err(Problem::stopped()), "{name}");
                assert!(counted < most + 5, "{name}: {counted} checks");
            }
            let before = bytes_examined();
            let (opened, counted) = until(usize::MAX);
            assert_eq!(opened, Ok(()), "{name}");
            let examined = bytes_examined() - before;
            let size = fs::metadata(&path).unwrap().len();
            assert!(examined >= size / 2, "{name}: {examined} bytes of {size} are counted");
            assert!(counted > 3, "{name}: {counted} checks");
        }
    }
}
