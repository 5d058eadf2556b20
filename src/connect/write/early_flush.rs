//! Flushes written data to the disk while more is computed, so that little is left to wait for when an output is
//! complete.

use std::fs::File;

/// The number of bytes flushed together.
const CHUNK: u64 = 8 << 20;

/// How far a file has been flushed.
#[derive(Default)]
pub(super) struct EarlyFlush {
    sent: u64,
}

impl EarlyFlush {
    /// The file holds `written` bytes: starts flushing what is new, if it is enough. Does not wait and guarantees
    /// nothing.
    pub fn written(&mut self, file: &File, written: u64) {
        if written - self.sent >= CHUNK {
            send(file, self.sent, written - self.sent);
            self.sent = written;
        }
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn send(file: &File, from: u64, length: u64) {
    use std::os::fd::AsRawFd;

    let (Ok(from), Ok(length)) = (from.try_into(), length.try_into()) else { return };
    // SAFETY: it takes no pointer, and the file is open as long as it is borrowed.
    #[expect(unsafe_code, reason = "there is no other interface to it")]
    unsafe {
        // A file system that cannot do this flushes later.
        let _ = libc::sync_file_range(file.as_raw_fd(), from, length, libc::SYNC_FILE_RANGE_WRITE);
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn send(_: &File, _: u64, _: u64) {}
