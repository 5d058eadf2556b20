//! Identifies a process, so that others can find out whether it is still running. Its number alone is not enough: it
//! may be reused.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

/// A process of this or another machine.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// The name of its machine; empty if unknown.
    pub host: String,
    /// Identifies the running system: it changes with each start of the machine. Empty if unknown.
    pub boot: String,
    /// The namespace of process numbers that `id` belongs to: each container has its own. Empty if unknown.
    pub space: String,
    pub id: u32,
    /// When it started, in the system's ticks since the machine started; 0 if unknown.
    pub started: u64,
    /// The number of its user; `None` where the system has none.
    pub user: Option<u32>,
}

/// What is known about a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    Alive,
    Gone,
    /// It is on another machine, in another container, or this system does not report processes.
    Unknown,
}

impl Process {
    /// This process.
    pub fn own() -> Process {
        let line = |path: &str| fs::read_to_string(path).unwrap_or_default().trim().to_owned();
        let space = fs::read_link("/proc/self/ns/pid").map_or_else(|_| String::new(), |it| it.display().to_string());
        let id = std::process::id();
        Process {
            host: line("/proc/sys/kernel/hostname"),
            boot: line("/proc/sys/kernel/random/boot_id"),
            space,
            id,
            started: started(id).unwrap_or(0),
            user: own_user(),
        }
    }

    /// Whether it runs on the same system as this process, so that file locks work between them.
    pub fn is_near(&self, own: &Process) -> bool {
        self.boot == own.boot && (!self.boot.is_empty() || self.host == own.host)
    }

    pub fn life(&self) -> Life {
        let own = Process::own();
        if self.boot.is_empty() || !self.is_near(&own) || self.space != own.space {
            return Life::Unknown;
        }
        match started(self.id) {
            Some(started) if self.started == 0 || started == self.started => Life::Alive,
            _ => Life::Gone,
        }
    }
}

fn started(id: u32) -> Option<u64> {
    started_in(&fs::read_to_string(Path::new("/proc").join(id.to_string()).join("stat")).ok()?)
}

/// Field 22 of a `/proc/PID/stat`; the second field, a name in brackets, may contain anything. `None` for a process that
/// has ended and that nobody has waited for: in a container that can last for ever.
fn started_in(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let has_ended = matches!(fields.next()?, "Z" | "X" | "x");
    fields.nth(18)?.parse().ok().filter(|_| !has_ended)
}

/// The id of the user as whom this process accesses files.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub(super) fn own_user() -> Option<u32> {
    Some(super::system::effective_user())
}

/// Where the call is not available, the owner of a new file shows it.
#[cfg(all(unix, not(all(target_os = "linux", target_env = "gnu"))))]
pub(super) fn own_user() -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    static USER: std::sync::OnceLock<Option<u32>> = std::sync::OnceLock::new();
    *USER.get_or_init(|| Some(tempfile::tempfile().ok()?.metadata().ok()?.uid()))
}

#[cfg(not(unix))]
pub(super) fn own_user() -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_ended_does_not_live_on_because_nobody_waited() {
        let stat = |state| format!("7 (a ) b) {state} 1 7 7 0 -1 4 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0");
        assert_eq!(started_in(&stat("S")), Some(12_345));
        assert_eq!(started_in(&stat("Z")), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_later_process_with_the_same_number_is_another_one() {
        let own = Process::own();
        assert!(!own.host.is_empty() && own.started > 0, "{own:?}");
        assert_eq!(own.life(), Life::Alive);
        assert_eq!(Process { started: own.started - 1, ..own.clone() }.life(), Life::Gone);
        assert_eq!(Process { id: 4_194_999, ..own.clone() }.life(), Life::Gone);
        for elsewhere in [
            Process { space: "pid:[1]".into(), ..own.clone() },
            Process { boot: "another".into(), ..own.clone() },
            Process { boot: String::new(), ..own.clone() },
        ] {
            assert_eq!(elsewhere.life(), Life::Unknown, "{elsewhere:?}");
        }
    }
}
