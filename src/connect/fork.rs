//! This process twice: the child does the work, and the supervisor waits for it. What ends a process without a panic (memory
//! that is refused, a stack that is used up, the system's own killer) ends only the child.
//!
//! Both share standard input and output. What the C library, polars and Rust itself write to standard error goes through a
//! pipe to the supervisor, which so learns why the child has ended; our own words go past it, see [`own_errors`].

use std::fs::File;
use std::io::{self, PipeReader};
use std::process::ExitStatus;
use std::sync::OnceLock;

use super::fork_notes::Notes;

/// Which of the two this process is.
pub enum Forked {
    Supervisor(ForkedChild),
    Child,
    /// The system cannot do this, or refuses it: the work is done here.
    Alone,
}

/// The child, as the supervisor has it.
pub struct ForkedChild {
    id: i32,
    /// What arrives at its standard error; ends with the process.
    pub errors: PipeReader,
    /// What it notes for the supervisor.
    pub notes: Notes,
}

/// The end of the child.
pub struct ForkedEnd {
    pub status: ExitStatus,
    /// The most memory that it ever had, in bytes.
    pub peak_memory: u64,
}

static OWN_ERRORS: OnceLock<File> = OnceLock::new();
static NOTES: OnceLock<Notes> = OnceLock::new();

/// Standard error, in a child that was forked; elsewhere `None`.
pub fn own_errors() -> Option<&'static File> {
    OWN_ERRORS.get()
}

/// Where a child that was forked writes notes for its supervisor; elsewhere `None`.
pub fn notes() -> Option<&'static Notes> {
    NOTES.get()
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
mod system {
    use super::*;

    /// Not on this system.
    pub fn fork() -> Forked {
        Forked::Alone
    }

    impl ForkedChild {
        pub fn forward(&self, _: i32) -> io::Result<()> {
            Err(io::ErrorKind::Unsupported.into())
        }

        pub fn wait(&self) -> io::Result<ForkedEnd> {
            Err(io::Error::other(format!("no process {}", self.id)))
        }
    }

    /// The columns of the terminal that a file is.
    pub fn columns(_: &File) -> Option<u16> {
        None
    }
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "the standard library does not fork")]
mod system {
    use std::io::{IsTerminal, PipeWriter};
    use std::os::fd::{AsFd, AsRawFd, FromRawFd};
    use std::os::unix::process::ExitStatusExt;

    use super::*;
    use crate::base::environment;

    /// Forks, if this process has one thread only. The child ends with its supervisor, however that ends.
    pub fn fork() -> Forked {
        if !has_one_thread() {
            return Forked::Alone;
        }
        try_fork().unwrap_or(Forked::Alone)
    }

    fn has_one_thread() -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        status.lines().any(|line| line.strip_prefix("Threads:").is_some_and(|count| count.trim() == "1"))
    }

    /// Everything that may fail comes before.
    fn try_fork() -> io::Result<Forked> {
        let own = File::from(io::stderr().as_fd().try_clone_to_owned()?);
        let (errors, to_errors) = io::pipe()?;
        let notes = Notes::over(shared_memory()?);
        let supervisor = std::process::id();
        // SAFETY: there is one thread, so that nothing is half done in the child.
        match unsafe { libc::fork() } {
            -1 => Err(io::Error::last_os_error()),
            0 => {
                become_child(supervisor, &to_errors);
                let has_colours = own.is_terminal() && environment::text("CLICOLOR").is_none_or(|value| value != "0");
                if has_colours {
                    // SAFETY: there is one thread.
                    unsafe { std::env::set_var("CLICOLOR_FORCE", "1") };
                }
                let _ = (OWN_ERRORS.set(own), NOTES.set(notes));
                Ok(Forked::Child)
            }
            id => Ok(Forked::Supervisor(ForkedChild { id, errors, notes })),
        }
    }

    /// A file in memory, without a name.
    fn shared_memory() -> io::Result<File> {
        // SAFETY: the name is a constant that ends with zero; the new descriptor belongs to nobody else.
        unsafe {
            match libc::memfd_create(c"tablewire-notes".as_ptr(), libc::MFD_CLOEXEC) {
                -1 => Err(io::Error::last_os_error()),
                descriptor => Ok(File::from_raw_fd(descriptor)),
            }
        }
    }

    fn become_child(supervisor: u32, errors: &PipeWriter) {
        // SAFETY: constants, and descriptors that are open. If one of the calls is refused, the work is done all the same.
        unsafe {
            libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
            libc::dup2(errors.as_raw_fd(), libc::STDERR_FILENO);
            // It may have ended before the first call.
            if u32::try_from(libc::getppid()) != Ok(supervisor) {
                libc::raise(libc::SIGKILL);
            }
        }
    }

    impl ForkedChild {
        /// From now on the signal goes to the child, which ends this process with itself.
        ///
        /// # Errors
        /// If the system refuses the handler.
        pub fn forward(&self, signal: i32) -> io::Result<()> {
            let id = self.id;
            let forward = move || {
                // SAFETY: a handler may call it. The number is the child's until `wait` returns, with which this process ends.
                let _ = unsafe { libc::kill(id, signal) };
            };
            // SAFETY: `forward` does nothing else.
            unsafe { signal_hook::low_level::register(signal, forward) }.map(drop)
        }

        /// Waits for the end of the child.
        pub fn wait(&self) -> io::Result<ForkedEnd> {
            let mut status = 0;
            loop {
                // SAFETY: both places are writable for the time of the call, and zeros are a valid account.
                let (found, usage) = unsafe {
                    let mut usage: libc::rusage = std::mem::zeroed();
                    (libc::wait4(self.id, &raw mut status, 0, &raw mut usage), usage)
                };
                if found == self.id {
                    // The system counts in kibibytes.
                    let peak_memory = u64::try_from(usage.ru_maxrss).unwrap_or_default() * 1024;
                    return Ok(ForkedEnd { status: ExitStatus::from_raw(status), peak_memory });
                }
                let error = io::Error::last_os_error();
                if error.kind() != io::ErrorKind::Interrupted {
                    return Err(error);
                }
            }
        }
    }

    /// The columns of the terminal that a file is.
    pub fn columns(terminal: &File) -> Option<u16> {
        // SAFETY: the system fills in a size; zeros are one.
        let (answer, size) = unsafe {
            let mut size: libc::winsize = std::mem::zeroed();
            (libc::ioctl(terminal.as_raw_fd(), libc::TIOCGWINSZ, &raw mut size), size)
        };
        (answer == 0 && size.ws_col > 0).then_some(size.ws_col)
    }
}

pub use system::{columns, fork};
