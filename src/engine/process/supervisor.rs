//! Starts the engine's process, and starts it again whenever it ends.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::board;
use super::death::Death;
use super::host::Host;
use super::life;
use crate::connect::{self, Board};
use crate::engine::api::event::Event;
use crate::engine::control::thread::thread;
use crate::engine::threads::background::Wake;

/// A process that ends sooner than this was short-lived: the next is started after a pause if the one before was, too.
const SHORT_LIVED: Duration = Duration::from_millis(500);
const FIRST_PAUSE: Duration = Duration::from_millis(25);
const LONGEST_PAUSE: Duration = Duration::from_millis(400);
/// The longest pause after processes that could not be started, or that ended by themselves before they came to work:
/// so will the next.
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
    let mut pauses = Pauses::default();
    while host.unless_closed(|_| ()).is_some() {
        let (began, kills) = (Instant::now(), connect::memory_kills());
        let came_to_work = match life::live(host) {
            Ok(None) => break,
            Ok(Some(life::Over { status, words, board, was_ready })) => {
                let ran_out = connect::memory_kills() > kills || board.as_deref().is_some_and(is_large);
                let death = Death { status, words, ran_out };
                host.died(&death, board.as_deref());
                was_ready || !death.is_by_itself()
            }
            Err(problem) => {
                host.not_started(&problem);
                false
            }
        };
        host.pause(pauses.after(began.elapsed(), came_to_work));
    }
    host.is_over();
}

/// How long to wait before the process is started again.
#[derive(Default)]
struct Pauses {
    /// How many processes in a row were short-lived.
    short_lived: u32,
    /// How many in a row did not come to work.
    idle: u32,
}

impl Pauses {
    /// After a process that lived so long. One that others have killed counts as having come to work.
    fn after(&mut self, lived: Duration, came_to_work: bool) -> Duration {
        self.short_lived = if lived < SHORT_LIVED { self.short_lived + 1 } else { 0 };
        self.idle = if came_to_work { 0 } else { self.idle + 1 };
        let longer =
            |count: u32| if count > 1 { FIRST_PAUSE * 2u32.saturating_pow(count.min(16)) } else { Duration::ZERO };
        longer(self.short_lived).min(LONGEST_PAUSE).max(longer(self.idle).min(LONGEST_PAUSE_BEFORE_WORK))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_never_came_to_work_waits_for_long() {
        let short = Duration::from_millis(10);
        let after = |ends: &[(Duration, bool)]| {
            let mut pauses = Pauses::default();
            ends.iter().map(|(lived, came_to_work)| pauses.after(*lived, *came_to_work)).last().unwrap()
        };
        assert_eq!(after(&[(short, true)]), Duration::ZERO, "one end is an accident");
        assert_eq!(after(&[(short, true); 20]), LONGEST_PAUSE);
        assert_eq!(after(&[(short, false); 20]), LONGEST_PAUSE_BEFORE_WORK);
        assert_eq!(after(&[(short, false), (short, true), (short, false)]), FIRST_PAUSE * 8);
        assert_eq!(after(&[(short, true), (SHORT_LIVED, true)]), Duration::ZERO);
    }
}
