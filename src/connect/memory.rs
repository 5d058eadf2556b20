//! How much memory there is.

use std::fs;

/// Bytes of memory that this process may hope for: the machine's, or its container's where that is less. `None` where the
/// system does not tell.
pub fn memory() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| total(&text));
    let container = fs::read_to_string("/sys/fs/cgroup/memory.max").ok().and_then(|text| text.trim().parse().ok());
    machine.into_iter().chain(container).min()
}

/// The total of a `/proc/meminfo`, which counts in kibibytes.
fn total(meminfo: &str) -> Option<u64> {
    kibibytes(meminfo, "MemTotal:")
}

/// The most bytes that this process has held so far. `None` where the system does not tell.
pub fn peak_memory() -> Option<u64> {
    peak(&fs::read_to_string("/proc/self/status").ok()?)
}

/// Bytes that this process holds in memory now. `None` where the system does not tell.
pub fn memory_in_use() -> Option<u64> {
    resident(&fs::read_to_string("/proc/self/status").ok()?)
}

/// polars writes what it can spare to disk once this process has allocated more than `bytes`. To be called before anything
/// else happens in the process: polars reads it once.
pub fn spill_beyond(bytes: u64) {
    // SAFETY: the command line calls it first of all, while there is one thread.
    #[expect(unsafe_code, reason = "polars takes this setting from the environment only")]
    unsafe {
        std::env::set_var("POLARS_OOC_MEMORY_BUDGET_MB", (bytes / 1_000_000).max(1).to_string());
    }
}

/// The resident set of a `/proc/self/status`.
fn resident(status: &str) -> Option<u64> {
    kibibytes(status, "VmRSS:")
}

/// The high-water mark of a `/proc/self/status`, which counts in kibibytes.
fn peak(status: &str) -> Option<u64> {
    kibibytes(status, "VmHWM:")
}

/// The value that follows `name`, in bytes.
fn kibibytes(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()?.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_in_bytes() {
        assert_eq!(peak("VmPeak: 9 kB\nVmHWM:\t  2048 kB\n"), Some(2 << 20));
        assert_eq!(peak("VmPeak: 9 kB"), None);
        assert_eq!(resident("VmHWM:\t  4096 kB\nVmRSS:\t  2048 kB\n"), Some(2 << 20));
    }

    #[test]
    fn the_total_is_read_in_bytes() {
        assert_eq!(total("MemFree: 1 kB\nMemTotal:       2048 kB\n"), Some(2 << 20));
        assert_eq!(total("MemTotal:       2048 kB\nMemFree:  1 kB\n"), Some(2 << 20));
        assert_eq!(total("MemTotal: much"), None);
    }
}
