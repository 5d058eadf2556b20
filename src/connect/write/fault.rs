//! Makes file calls fail in tests, or ends the process at one of them.
//!
//! The plan comes from the environment of a process of its own: `KIND:N` is about call N, counted from 1; `KIND:N+` about
//! that and all later ones. KIND is `kill`, `EIO`, `ENOSPC`, `EROFS` or `none`.

use std::io;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::base::environment;

/// The variable of the plan.
pub(super) const FAULT: &str = "TABLEWIRE_TEST_FAULT";

/// The exit code of a process that was ended at a call.
pub(super) const KILLED: i32 = 86;

struct Plan {
    kind: String,
    at: u64,
    stays: bool,
}

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| {
    let text = environment::text(FAULT)?;
    let (kind, at) = text.split_once(':')?;
    let (at, stays) = at.strip_suffix('+').map_or((at, false), |at| (at, true));
    Some(Plan { kind: kind.to_owned(), at: at.parse().ok()?, stays })
});

static CALLS: AtomicU64 = AtomicU64::new(0);

/// The number of calls so far.
pub(super) fn calls() -> u64 {
    CALLS.load(Ordering::SeqCst)
}

pub(super) fn before(_call: &'static str) -> io::Result<()> {
    let Some(plan) = &*PLAN else { return Ok(()) };
    let call = CALLS.fetch_add(1, Ordering::SeqCst) + 1;
    if call != plan.at && !(plan.stays && call > plan.at) {
        return Ok(());
    }
    match plan.kind.as_str() {
        #[expect(clippy::disallowed_methods, reason = "nothing is dropped, as after a kill")]
        "kill" => std::process::exit(KILLED),
        "EIO" => Err(io::Error::from_raw_os_error(5)),
        "ENOSPC" => Err(io::Error::from_raw_os_error(28)),
        "EROFS" => Err(io::Error::from_raw_os_error(30)),
        _ => Ok(()),
    }
}
