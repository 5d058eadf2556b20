//! Ctrl+C and termination signals.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::base::Cancellation;
use crate::connect;

/// The exit code after an interrupt, as shells use for Ctrl+C.
pub const INTERRUPTED: u8 = 130;

/// A cancellation triggered by termination signals. A cancelled run ends within seconds, whatever hangs; so further
/// signals have no additional effect (`timeout` sends two). Signals that the process was started to ignore stay
/// ignored.
pub fn cancelled_by_signals() -> Cancellation {
    let cancelled = Arc::new(AtomicBool::new(false));
    for signal in heeded() {
        // Without a handler a signal ends the process, as by default: outputs are safe in that case too.
        let _ = flag::register(signal, cancelled.clone());
    }
    cancelled.into()
}

/// The signals that ask for the end, without those that the process was started to ignore.
pub fn heeded() -> Vec<i32> {
    // If the system does not report which signals are ignored, the hangup signal is not handled: it may be ignored.
    let is_ignored = |signal: &i32| connect::is_ignored(*signal).unwrap_or(!ALWAYS.contains(signal));
    SIGNALS.iter().copied().filter(|signal| !is_ignored(signal)).collect()
}

const ALWAYS: [i32; 2] = [SIGINT, SIGTERM];
#[cfg(unix)]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: &[i32] = &ALWAYS;
