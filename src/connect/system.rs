//! Calls of the system for which Rust has no safe interface: the only unsafe code, each call behind a safe function.

#![expect(unsafe_code, reason = "the standard library has no interface to these calls")]

#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub use gnu::*;

/// Sets an environment variable that polars reads once. Must be called before anything else happens in the process, while
/// it has one thread.
pub fn set_variable(name: &str, value: &str) {
    // SAFETY: the command line calls it first of all, while there is one thread.
    unsafe { std::env::set_var(name, value) }
}

/// Asks a child that has not been waited for to end in order; where that is not possible, it is killed.
pub fn ask_to_end(child: &mut std::process::Child) {
    #[cfg(unix)]
    if let Ok(id) = child.id().try_into() {
        // SAFETY: it takes no pointer, and the number is the child's until it is waited for.
        let _ = unsafe { libc::kill(id, libc::SIGTERM) };
        return;
    }
    // It may have ended by itself.
    let _ = child.kill();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
mod gnu {
    use std::fs::File;
    use std::os::fd::AsRawFd;

    /// The number of the user in whose name this process acts on files.
    pub fn effective_user() -> u32 {
        // SAFETY: it takes nothing and cannot fail.
        unsafe { libc::geteuid() }
    }

    /// Starts to write a part of a file to the disk. Does not wait and guarantees nothing.
    pub fn start_flush(file: &File, from: u64, length: u64) {
        let (Ok(from), Ok(length)) = (from.try_into(), length.try_into()) else { return };
        // A file system that cannot do this flushes later.
        // SAFETY: it takes no pointer, and the file is open as long as it is borrowed.
        let _ = unsafe { libc::sync_file_range(file.as_raw_fd(), from, length, libc::SYNC_FILE_RANGE_WRITE) };
    }

    /// Returns memory that the allocator keeps for later to the system.
    pub fn trim_heap() {
        // SAFETY: it takes no pointer, and may be called at any time from any thread.
        unsafe { libc::malloc_trim(0) };
    }

    /// Lets the allocator keep up to `bytes` of freed memory at the end of its heap, and take blocks of up to half of that
    /// from the heap. Without this it returns what a frame of the window used, and faults it in again for the next one.
    pub fn keep_freed_memory(bytes: i32) {
        // SAFETY: both take no pointer, and may be called at any time. If a value is refused, the default stays.
        unsafe {
            libc::mallopt(libc::M_MMAP_THRESHOLD, bytes / 2);
            libc::mallopt(libc::M_TRIM_THRESHOLD, bytes);
        }
    }

    /// Waits until there are bytes to read, or the end, for `most` at most. Returns whether there are.
    ///
    /// # Errors
    /// Those of the system, except for an interruption by a signal.
    pub fn wait_to_read(file: &File, most: std::time::Duration) -> std::io::Result<bool> {
        let mut asked = libc::pollfd { fd: file.as_raw_fd(), events: libc::POLLIN, revents: 0 };
        // SAFETY: one entry is given, and its descriptor is open for the time of the call.
        match unsafe { libc::poll(&mut asked, 1, most.as_millis() as i32) } {
            0 => Ok(false),
            1.. => Ok(true),
            _ => match std::io::Error::last_os_error() {
                error if error.kind() == std::io::ErrorKind::Interrupted => Ok(false),
                error => Err(error),
            },
        }
    }
}
