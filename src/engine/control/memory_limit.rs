//! The memory that showing something may take. In the window's engine `process/guard.rs` watches over it, for commands this
//! module: what can be stopped is stopped and says why, all else ends with the process, whose supervisor says so.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

use super::locks::locked;
use super::noted::give_up;
use super::stop::Stop;
use super::thread::thread;
use crate::base::number::parse_bytes;
use crate::base::{Problem, environment};
use crate::connect;

/// The pause between two looks.
pub(in crate::engine) const PAUSE: Duration = Duration::from_millis(20);
/// The share of the machine's memory that may be taken.
const SHARE: f64 = 0.6;
/// Relative to the limit: above this there is no time to wait for the work to stop.
pub(in crate::engine) const HARD: f64 = 1.2;
/// How long work has to stop.
pub(in crate::engine) const PATIENCE: Duration = Duration::from_secs(2);

/// The bytes that may be taken; `None` if the system does not report its memory.
pub(in crate::engine) fn limit() -> Option<u64> {
    let wanted = environment::text(environment::PREVIEW_MEMORY).and_then(|text| parse_bytes(&text));
    wanted.or_else(share)
}

fn share() -> Option<u64> {
    connect::memory().map(|all| (all as f64 * SHARE) as u64)
}

/// What was being shown takes more.
pub(crate) fn exceeded() -> Problem {
    Problem::error(say!("memory-of-preview-exceeded")).remedy(say!("memory-of-preview-exceeded-remedy"))
}

/// What is stopped if it takes too much.
static AT_WORK: Mutex<Option<Stop>> = Mutex::new(None);

/// Work that `stop` stops. Ends when it is dropped.
pub(in crate::engine) struct AtWork;

impl AtWork {
    pub fn with(stop: &Stop) -> AtWork {
        *locked(&AT_WORK) = Some(stop.clone());
        AtWork
    }
}

impl Drop for AtWork {
    fn drop(&mut self) {
        *locked(&AT_WORK) = None;
    }
}

/// A process that keeps the limit until this is dropped.
pub struct MemoryLimit {
    _end: Sender<()>,
}

impl MemoryLimit {
    pub fn keep() -> MemoryLimit {
        let (end, ended) = bounded(0);
        if let Some(limit) = limit() {
            drop(thread("memory-limit", move || watch(limit, &ended)));
        }
        MemoryLimit { _end: end }
    }
}

fn watch(limit: u64, ended: &Receiver<()>) {
    // A limit below the machine's share is somebody's wish, and there is time to say why it was exceeded.
    let hard = (limit.max(share().unwrap_or(limit)) as f64 * HARD) as u64;
    let mut asked: Option<Instant> = None;
    while ended.recv_timeout(PAUSE) == Err(RecvTimeoutError::Timeout) {
        let Some(held) = connect::allocated_memory() else { return };
        if held <= limit {
            continue;
        }
        let stop = locked(&AT_WORK).clone();
        let is_late = asked.is_some_and(|asked| asked.elapsed() > PATIENCE) && stop.is_some();
        if held > hard || is_late {
            give_up(exceeded());
        }
        if asked.is_some() {
            continue;
        }
        // What the allocator keeps for later is nobody's.
        connect::give_back_memory();
        if connect::allocated_memory().is_some_and(|held| held > limit) {
            match stop {
                Some(stop) => stop.stop_too_large(),
                None => give_up(exceeded()),
            }
            asked = Some(Instant::now());
        }
    }
}
