//! Starts the engine's process, and starts it again whenever it ends.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::board;
use super::death::Death;
use super::host::Host;
use super::life;
use crate::connect::{self, Board};
use crate::engine::api::event::Event;
use crate::engine::threads::background::Wake;
use crate::engine::threads::serve::thread;

/// A process that ends sooner than this did not come to work.
const YOUNG: Duration = Duration::from_millis(500);
/// The pauses before such a process is started again.
const FIRST_PAUSE: Duration = Duration::from_millis(25);
const LONGEST_PAUSE: Duration = Duration::from_millis(400);
/// The same for one that has not come to work.
const LONGEST_PAUSE_BEFORE_WORK: Duration = Duration::from_secs(5);

/// Starts the process; returns at once.
pub(super) fn start(wake: Wake) -> Arc<Host> {
    let host = Arc::new(Host::new(wake));
    let supervised = host.clone();
    drop(thread("engine-process", move || supervise(&supervised)));
    // Finishes or removes what crashed runs have left; no run of this window waits for it.
    let recovering = host.clone();
    drop(thread("engine-tidy", move || {
        let problems = connect::recover_commits();
        if !problems.is_empty()
            && let Some(project) = recovering.first_project()
        {
            recovering.deliver(project, Event::Recovered(problems));
        }
    }));
    host
}

/// Whether the process held so much memory that the system may have ended it for that.
fn is_large(board: &Board) -> bool {
    connect::memory().is_some_and(|all| board::memory(board) > all / 2)
}

/// Starts the process again and again, until no project is left.
fn supervise(host: &Arc<Host>) {
    let mut young = 0u32;
    while host.unless_closed(|_| ()).is_some() {
        let (began, kills) = (Instant::now(), connect::memory_kills());
        let mut longest = LONGEST_PAUSE_BEFORE_WORK;
        match life::live(host) {
            Ok(None) => break,
            Ok(Some(life::Over { status, words, board, was_ready })) => {
                if was_ready {
                    longest = LONGEST_PAUSE;
                }
                let ran_out = connect::memory_kills() > kills || board.as_deref().is_some_and(is_large);
                host.died(&Death { status, words, ran_out }, board.as_deref());
            }
            Err(problem) => host.not_started(&problem),
        }
        young = if began.elapsed() < YOUNG { young + 1 } else { 0 };
        if young > 1 {
            host.pause((FIRST_PAUSE * 2u32.saturating_pow(young.min(16))).min(longest));
        }
    }
    host.is_over();
}
