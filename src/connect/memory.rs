//! The available memory.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The limit that was set for this process, in bytes; 0 without one.
static LIMIT: AtomicU64 = AtomicU64::new(0);
/// The share of the machine's memory for a database within this process, without a limit.
const SHARE: f64 = 0.4;

/// The memory that a database within this process may take, in bytes: half of the process's own limit, since what is computed from its
/// rows needs memory, too. `None` if there is no limit and the system does not report its memory.
pub(super) fn memory_of_database() -> Option<u64> {
    match LIMIT.load(Ordering::Relaxed) {
        0 => memory().map(|all| (all as f64 * SHARE) as u64),
        limit => Some(limit / 2),
    }
}

use crate::base::environment;

/// The memory that this process may use, in bytes: the machine's, or its container's if that is less. `None` if the
/// system does not report it.
pub fn memory() -> Option<u64> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| total(&text));
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let limits = limits(&groups).into_iter().filter_map(|path| fs::read_to_string(path).ok()?.trim().parse().ok());
    machine.into_iter().chain(limits).min()
}

/// The files that may limit the memory of a process with this `/proc/self/cgroup`: those of its own group and of all
/// its ancestors, in the unified hierarchy and in the old one of the memory controller.
fn limits(groups: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for line in groups.lines() {
        let mut parts = line.splitn(3, ':');
        let (Some(number), Some(controllers), Some(group)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let (root, files) = match number {
            "0" => ("/sys/fs/cgroup", &["memory.max", "memory.high"][..]),
            _ if controllers.split(',').any(|c| c == "memory") => {
                ("/sys/fs/cgroup/memory", &["memory.limit_in_bytes"][..])
            }
            _ => continue,
        };
        let group = Path::new(group.trim_start_matches('/'));
        for group in group.ancestors() {
            found.extend(files.iter().map(|file| Path::new(root).join(group).join(file)));
        }
    }
    found
}

/// The total of a `/proc/meminfo`, which counts in kibibytes.
fn total(meminfo: &str) -> Option<u64> {
    kibibytes(meminfo, "MemTotal:")
}

/// The peak memory of this process so far, in bytes. `None` if the system does not report it.
pub fn peak_memory() -> Option<u64> {
    peak(&fs::read_to_string("/proc/self/status").ok()?)
}

/// The memory that this process holds now, in bytes. `None` if the system does not report it.
pub fn memory_in_use() -> Option<u64> {
    resident(&fs::read_to_string("/proc/self/status").ok()?)
}

/// The part of it that the process has allocated: without programs, libraries and data files that are mapped.
pub fn allocated_memory() -> Option<u64> {
    allocated(&fs::read_to_string("/proc/self/status").ok()?)
}

/// How many processes the system has killed for lack of memory, on the machine and in the groups of this process. `None`
/// if it does not report it.
pub fn memory_kills() -> Option<u64> {
    let all = fs::read_to_string("/proc/vmstat").ok().and_then(|text| counted(&text, "oom_kill"));
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let files = limits(&groups).into_iter().map(|limit| limit.with_file_name("memory.events"));
    let own = files.filter_map(|file| counted(&fs::read_to_string(file).ok()?, "oom_kill")).max();
    all.into_iter().chain(own).reduce(|a, b| a + b)
}

/// If memory runs out, the system ends this process before others of the same size.
pub fn die_first() {
    // Where the system does not support this, it chooses by itself.
    let _ = fs::write("/proc/self/oom_score_adj", "500");
}

/// Makes polars spill to disk once this process has allocated more than `bytes`. Must be called before anything else
/// happens in the process: polars reads it once.
pub fn spill_beyond(bytes: u64) {
    LIMIT.store(bytes, Ordering::Relaxed);
    super::system::set_variable("POLARS_OOC_MEMORY_BUDGET_MB", &(bytes / 1_000_000).max(1).to_string());
}

/// Rows that polars passes on at once, instead of its own 100,000: steps keep them in the processor's cache, and less waits
/// between them.
const BATCH_ROWS: usize = 32_768;
/// What polars takes where nothing is set.
const OWN_BATCH_ROWS: usize = 100_000;

/// Makes polars pass on fewer rows at once, if the user has not said how many. Must be called before anything else happens in
/// the process: polars reads it once.
pub fn pass_small_batches() {
    if !environment::is_set(environment::BATCH_ROWS) {
        super::system::set_variable(environment::BATCH_ROWS, &BATCH_ROWS.to_string());
    }
}

/// How many rows polars passes on at once in this process.
pub fn batch_rows() -> usize {
    let given = environment::text(environment::BATCH_ROWS).and_then(|text| text.trim().parse().ok());
    given.unwrap_or(OWN_BATCH_ROWS)
}

/// Returns memory that the allocator keeps for later to the system, if the allocator supports it.
pub fn give_back_memory() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    super::system::trim_heap();
}

/// Keeps freed memory for the next use instead of returning it at once, up to `bytes`, if the allocator supports it.
pub fn keep_freed_memory(bytes: i32) {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    super::system::keep_freed_memory(bytes);
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    let _ = bytes;
}

/// The resident set of a `/proc/self/status`.
fn resident(status: &str) -> Option<u64> {
    kibibytes(status, "VmRSS:")
}

/// The part of it that is not backed by a file.
fn allocated(status: &str) -> Option<u64> {
    kibibytes(status, "RssAnon:")
}

/// The high-water mark of a `/proc/self/status`, which counts in kibibytes.
fn peak(status: &str) -> Option<u64> {
    kibibytes(status, "VmHWM:")
}

/// The number in the line that begins with `name`.
fn counted(text: &str, name: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok())
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
        assert_eq!(allocated("VmRSS:\t  4096 kB\nRssAnon:\t  2048 kB\n"), Some(2 << 20));
    }

    #[test]
    fn the_limits_of_a_process_are_those_of_its_groups() {
        let paths = |groups| limits(groups).iter().map(|path| path.display().to_string()).collect::<Vec<_>>();
        let both = |group: &str| ["max", "high"].map(|of| format!("/sys/fs/cgroup/{group}memory.{of}"));
        assert_eq!(paths("0::/\n"), both(""));
        let nested = ["user/app/", "user/", ""].map(both).concat();
        assert_eq!(paths("0::/user/app"), nested);
        let old = ["docker/x/", "docker/", ""].map(|p| format!("/sys/fs/cgroup/memory/{p}memory.limit_in_bytes"));
        assert_eq!(paths("5:cpu,cpuacct:/docker/x\n4:memory:/docker/x\nodd"), old);
    }

    #[test]
    fn kills_are_counted() {
        assert_eq!(counted("oom_kill_x 3\noom_kill 12\n", "oom_kill"), Some(12));
        assert_eq!(counted("oom 3", "oom_kill"), None);
    }

    #[test]
    fn the_total_is_read_in_bytes() {
        assert_eq!(total("MemFree: 1 kB\nMemTotal:       2048 kB\n"), Some(2 << 20));
        assert_eq!(total("MemTotal:       2048 kB\nMemFree:  1 kB\n"), Some(2 << 20));
        assert_eq!(total("MemTotal: much"), None);
    }
}
