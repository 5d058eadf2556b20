//! Files that are cut short while they are mapped into memory. Pages beyond the new end are gone, and touching one of them
//! ends a process by SIGBUS. Here such a page is replaced by one of zeros and counted, so that whoever reads can go on to
//! a point where errors are returned. What was computed meanwhile must be dropped: see [`lost_pages`].

use std::sync::atomic::{AtomicU64, Ordering};

static LOST: AtomicU64 = AtomicU64::new(0);

/// How many pages this process has lost so far. If the number grew while something was read, zeros may be among its data.
pub fn lost_pages() -> u64 {
    LOST.load(Ordering::SeqCst)
}

/// From now on this process survives the loss of mapped pages, where the system allows that.
pub fn survive_lost_pages() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    system::survive();
}

#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[expect(unsafe_code, reason = "there is no safe interface to a fault's address")]
mod system {
    use std::ffi::{c_int, c_void};
    use std::ptr;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::LOST;

    /// Bytes of a page.
    static PAGE: AtomicUsize = AtomicUsize::new(0);

    pub fn survive() {
        // SAFETY: it takes a constant.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        let Some(page) = usize::try_from(page).ok().filter(|page| page.is_power_of_two()) else { return };
        PAGE.store(page, Ordering::SeqCst);
        // SAFETY: the action is complete, and lives as long as the call; the handler uses only what a handler may use.
        unsafe {
            let mut action: libc::sigaction = std::mem::zeroed();
            action.sa_sigaction = on_fault as *const () as usize;
            // Threads of the standard library have a stack for handlers.
            action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
            libc::sigemptyset(&raw mut action.sa_mask);
            // Where it is refused, the signal ends the process as before.
            let _ = libc::sigaction(libc::SIGBUS, &raw const action, ptr::null_mut());
        }
    }

    /// Puts a page of zeros in the place of the lost one. Any other reason for the signal ends the process.
    extern "C" fn on_fault(signal: c_int, info: *mut libc::siginfo_t, _: *mut c_void) {
        // SAFETY: the system passes a complete account of the signal. `mmap` replaces exactly the page whose access has
        // failed: it is mapped, and nobody can have read anything from it. `signal` and `raise` may be called in a handler.
        unsafe {
            let page = PAGE.load(Ordering::SeqCst);
            if (*info).si_code == libc::BUS_ADRERR && page > 0 {
                let start = ((*info).si_addr() as usize & !(page - 1)) as *mut c_void;
                let protection = libc::PROT_READ | libc::PROT_WRITE;
                let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_FIXED;
                if libc::mmap(start, page, protection, kind, -1, 0) != libc::MAP_FAILED {
                    LOST.fetch_add(1, Ordering::SeqCst);
                    return;
                }
            }
            libc::signal(signal, libc::SIG_DFL);
            libc::raise(signal);
        }
    }
}

#[cfg(all(test, target_os = "linux", target_env = "gnu"))]
mod tests {
    use std::fs::{self, File};

    use super::*;

    #[test]
    fn a_file_that_is_cut_short_is_noticed_and_does_not_end_the_process() {
        survive_lost_pages();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.csv");
        fs::write(&path, vec![7; 1 << 20]).unwrap();
        let bytes = super::super::bytes::Bytes::map(File::open(&path).unwrap()).unwrap();
        let (before, sum) = (lost_pages(), || bytes.iter().map(|byte| u64::from(*byte)).sum::<u64>());
        assert_eq!((sum(), lost_pages()), (7 << 20, before));
        File::options().write(true).open(&path).unwrap().set_len(4_096).unwrap();
        assert_eq!(sum(), 7 * 4_096);
        assert!(lost_pages() > before);
    }
}
