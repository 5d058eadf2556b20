//! Ctrl+C, and the system's request to end.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::base::Cancellation;
use crate::connect;

/// The exit code of what was interrupted, as shells have it for Ctrl+C.
pub const INTERRUPTED: u8 = 130;

/// What a signal to end cancels. A run that it cancels ends within some seconds, whatever hangs; so further signals need no
/// meaning of their own (`timeout` sends two). What the process was started to ignore stays ignored.
pub fn cancelled_by_signals() -> Cancellation {
    let cancelled = Arc::new(AtomicBool::new(false));
    for signal in SIGNALS {
        // Where the system does not say what is ignored, a hangup is left to it: it may be.
        if connect::is_ignored(*signal).unwrap_or(!ALWAYS.contains(signal)) {
            continue;
        }
        // Without a handler a signal ends the process, as it always did: outputs are safe then, too.
        let _ = flag::register(*signal, cancelled.clone());
    }
    cancelled.into()
}

const ALWAYS: [i32; 2] = [SIGINT, SIGTERM];
#[cfg(unix)]
const SIGNALS: &[i32] = &[SIGINT, SIGTERM, signal_hook::consts::SIGHUP];
#[cfg(not(unix))]
const SIGNALS: &[i32] = &ALWAYS;
