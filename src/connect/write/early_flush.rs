//! Flushes written data to the disk while more is computed, so that little is left to wait for when an output is
//! complete.

use std::fs::File;

#[cfg(all(target_os = "linux", target_env = "gnu"))]
use crate::connect::system::start_flush as send;

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

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn send(_: &File, _: u64, _: u64) {}
