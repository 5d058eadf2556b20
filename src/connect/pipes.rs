//! Inputs that are not files: pipes, which are read once, and special files that cannot be read as a table.
//!
//! A pipe is read to its end when its table is first needed, and kept as long as the program runs. A run waits for
//! data; everything else gives up after a while without data, so that nothing hangs.

use std::fs::Metadata;
use std::path::Path;

use crate::base::{Problem, Text};

pub(super) fn is_pipe(metadata: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        metadata.file_type().is_fifo()
    }
    #[cfg(not(unix))]
    {
        let _ = metadata;
        false
    }
}

/// The problem of a path that is neither a file, nor a folder, nor a pipe.
pub(super) fn no_file(path: &Path, metadata: &Metadata) -> Problem {
    Problem::error(say!("file-is-none", path = path.display(), what = what(metadata))).remedy(say!("file-choose-other"))
}

/// The problem of a pipe where only a file can be read.
pub(super) fn only_text(path: &Path) -> Problem {
    let message = say!("file-is-none", path = path.display(), what = say!("file-what-pipe"));
    Problem::error(message).remedy(say!("file-pipe-is-text"))
}

fn what(metadata: &Metadata) -> Text {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if metadata.file_type().is_socket() {
            return say!("file-what-socket");
        }
    }
    let _ = metadata;
    say!("file-what-device")
}

#[cfg(unix)]
pub(super) use reading::read;
#[cfg(unix)]
pub use reading::wait_for_pipes;

#[cfg(not(unix))]
pub fn wait_for_pipes() {}

#[cfg(not(unix))]
pub(super) fn read(
    path: &Path,
    _is_stopped: super::cancellable_io::IsStopped<'_>,
) -> Result<super::bytes::Bytes, Problem> {
    Err(only_text(path))
}

#[cfg(unix)]
mod reading {
    use std::collections::HashMap;
    use std::fs::File;
    use std::io::{self, Read};
    use std::os::unix::fs::OpenOptionsExt;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, PoisonError};
    use std::time::{Duration, Instant};

    use crate::base::{Cause, Problem};
    use crate::connect::bytes::Bytes;
    use crate::connect::cancellable_io::IsStopped;
    use crate::connect::io_problem::{FileOperation, io_problem};
    use crate::connect::system::wait_to_read;

    /// How long to wait for data, unless this process is a run.
    const SILENCE: Duration = Duration::from_secs(2);
    /// The pause between two checks for cancellation.
    const LOOK: Duration = Duration::from_millis(50);

    static WAITS: AtomicBool = AtomicBool::new(false);

    type Slot = Arc<Mutex<Option<Bytes>>>;
    static READ: Mutex<Option<HashMap<PathBuf, Slot>>> = Mutex::new(None);

    /// From now on waits for data of pipes without a time limit: this process is a run.
    pub fn wait_for_pipes() {
        WAITS.store(true, Ordering::Relaxed);
    }

    /// The whole content of a pipe; further calls return the same content. Returns shortly after cancellation.
    pub fn read(path: &Path, is_stopped: IsStopped<'_>) -> Result<Bytes, Problem> {
        let slot = {
            let mut all = READ.lock().unwrap_or_else(PoisonError::into_inner);
            all.get_or_insert_default().entry(path.to_owned()).or_default().clone()
        };
        let mut known = slot.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = &*known {
            return Ok(bytes.clone());
        }
        let bytes = drained(path, is_stopped)?;
        *known = Some(bytes.clone());
        Ok(bytes)
    }

    fn drained(path: &Path, is_stopped: IsStopped<'_>) -> Result<Bytes, Problem> {
        let failed = |error: &io::Error| io_problem(FileOperation::Read, path, error);
        // Opening it in the usual way would wait for a writer.
        let opened = File::options().read(true).custom_flags(libc::O_NONBLOCK).open(path);
        let mut pipe = opened.map_err(|error| failed(&error))?;
        let mut silent = false;
        let bytes = Bytes::spool(is_stopped, |out| {
            let mut piece = vec![0; 1 << 16];
            let mut heard = Instant::now();
            loop {
                // Without a writer there is neither data nor the end.
                if wait_to_read(&pipe, LOOK)? {
                    match pipe.read(&mut piece) {
                        Ok(0) => return Ok(()),
                        Ok(count) => {
                            out.write_all(&piece[..count])?;
                            heard = Instant::now();
                        }
                        Err(error)
                            if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted) => {}
                        Err(error) => return Err(error),
                    }
                } else if is_stopped() {
                    return Err(io::ErrorKind::Interrupted.into());
                } else if heard.elapsed() > SILENCE && !WAITS.load(Ordering::Relaxed) {
                    silent = true;
                    return Err(io::ErrorKind::TimedOut.into());
                }
            }
        });
        bytes.map_err(|error| {
            if silent {
                Problem::error(say!("file-pipe-silent", path = path.display()))
                    .remedy(say!("file-pipe-write"))
                    .because(Cause::TransientSource)
            } else {
                failed(&error)
            }
        })
    }
}
