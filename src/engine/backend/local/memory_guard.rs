//! Guards the machine's memory: polars spills what it can, and holds the rest, however large.

use std::time::{Duration, Instant};

use crate::base::Problem;
use crate::base::number::bytes;
use crate::connect;

/// Counts what the program allocates, so that polars knows when to spill to disk.
#[global_allocator]
static ALLOCATOR: polars_ooc::Allocator = polars_ooc::Allocator;

/// Relative to the limit: above this the run is stopped.
const SOFT: f64 = 1.25;
/// Above this it gets no time to stop: a sort in its last phase does not respond.
const HARD: f64 = 1.4;
/// The share of the machine's memory used if no limit was set.
const SHARE: f64 = 0.85;
/// How often the system is queried.
const EVERY: Duration = Duration::from_millis(20);

/// Watches how much memory the process has allocated. Files that are mapped do not count: the system takes their pages
/// back whenever it needs them.
pub(super) struct MemoryGuard {
    /// As requested.
    limit: Option<u64>,
    /// Where the run is stopped, and where the process ends; `None` if the system does not report its memory.
    bounds: Option<(u64, u64)>,
    asked: Option<Instant>,
    most: u64,
}

impl MemoryGuard {
    pub fn new(limit: Option<u64>) -> Self {
        let share = |of: u64, share: f64| (of as f64 * share) as u64;
        let bounds = match limit {
            Some(limit) => Some((share(limit, SOFT), share(limit, HARD))),
            None => connect::memory().map(|all| (share(all, SHARE), share(all, (1.0 + SHARE) / 2.0))),
        };
        MemoryGuard { limit, bounds, asked: None, most: 0 }
    }

    /// Queries the system, unless it was queried just now; returns the memory in use.
    pub fn measure(&mut self) -> Option<u64> {
        if self.asked.is_some_and(|asked| asked.elapsed() < EVERY) {
            return None;
        }
        self.asked = Some(Instant::now());
        let used = connect::allocated_memory()?;
        self.most = self.most.max(used);
        Some(used)
    }

    /// Whether the run is to be stopped.
    pub fn is_exceeded(&self) -> bool {
        self.bounds.is_some_and(|(soft, _)| self.most > soft)
    }

    /// Whether there is no time to wait for its end: it is left alone, and ends with the process.
    pub fn is_hopeless(&self) -> bool {
        self.bounds.is_some_and(|(_, hard)| self.most > hard)
    }

    /// The reason why it was stopped.
    pub fn problem(&self) -> Problem {
        let used = bytes(self.most);
        match self.limit {
            Some(limit) => Problem::error(say!("memory-exceeded", held = used, limit = bytes(limit)))
                .remedy(say!("memory-exceeded-remedy")),
            None => Problem::error(say!("memory-of-machine-exceeded", held = used))
                .remedy(say!("memory-of-machine-exceeded-remedy")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_stopped_beyond_its_limit() {
        let mut guard = MemoryGuard::new(Some(1_000_000_000));
        for (used, expected) in
            [(1_200_000_000, (false, false)), (1_300_000_000, (true, false)), (1_500_000_000, (true, true))]
        {
            guard.most = used;
            assert_eq!((guard.is_exceeded(), guard.is_hopeless()), expected, "{used}");
        }
        assert!(guard.problem().to_string().contains("1.5 GB"), "{}", guard.problem());
    }
}
