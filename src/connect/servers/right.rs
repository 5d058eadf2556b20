//! A limit of sessions: a process reads by at most two with one login of a server. Who wants a third waits. The outputs of a
//! run are not counted: each has a session of its own until all are complete, so one of them would wait for ever.

use std::collections::HashMap;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::base::{Key, KeyBuilder, Problem};
use crate::connect::connections::Server;
use crate::connect::reach::Reach;

const MOST: usize = 2;
/// How often a waiting thread looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(50);

static OPEN: Mutex<Option<HashMap<Key, usize>>> = Mutex::new(None);
static CLOSED: Condvar = Condvar::new();

/// What a session is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Nothing can be written, and all that is read is of one moment.
    Read,
    Write,
}

/// The right to have a session open; it ends when this is dropped. `None` where it is not counted.
#[derive(Debug)]
pub struct SessionRight(Option<Key>);

impl SessionRight {
    /// For an output of a run, whose sessions are not counted.
    pub fn uncounted() -> SessionRight {
        SessionRight(None)
    }
}

/// Waits until a further session with this login may be opened. Ends with [`Problem::stopped`] on cancellation. Not for
/// asynchronous code.
pub fn session_right(server: &Server, r#use: Use, reach: &Reach) -> Result<SessionRight, Problem> {
    match r#use {
        Use::Read => right(server.key(KeyBuilder::new("login")).finish(), reach),
        Use::Write => Ok(SessionRight::uncounted()),
    }
}

/// The same with a login by its key.
pub fn right(login: Key, reach: &Reach) -> Result<SessionRight, Problem> {
    let mut open = lock();
    loop {
        if reach.is_stopped()() {
            return Err(Problem::stopped());
        }
        let count = open.get_or_insert_default().entry(login).or_default();
        if *count < MOST {
            *count += 1;
            return Ok(SessionRight(Some(login)));
        }
        open = CLOSED.wait_timeout(open, LOOK).unwrap_or_else(PoisonError::into_inner).0;
    }
}

impl Drop for SessionRight {
    fn drop(&mut self) {
        let Some(login) = self.0 else { return };
        let mut open = lock();
        let counts = open.get_or_insert_default();
        match counts.get_mut(&login) {
            Some(count) if *count > 1 => *count -= 1,
            _ => drop(counts.remove(&login)),
        }
        CLOSED.notify_all();
    }
}

fn lock() -> MutexGuard<'static, Option<HashMap<Key, usize>>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::base::{Cancellation, Cause};

    #[test]
    fn a_third_session_waits_for_one_of_the_others() {
        let (login, reach) = (Key::of(b"a login of this test"), Reach::new("."));
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..20 {
                        let _right = right(login, &reach).expect("nobody cancels");
                        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        now.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!((1..=MOST).contains(&most.load(Ordering::SeqCst)), "{most:?}");
        let held: Vec<_> = (0..MOST).map(|_| right(login, &reach).expect("nobody cancels")).collect();
        let cancellation = Cancellation::default();
        let waiting = reach.cancelled_by(&cancellation);
        std::thread::scope(|scope| {
            scope.spawn(|| cancellation.cancel());
            let problem = right(login, &waiting).expect_err("it waits until it is cancelled");
            assert_eq!(problem.cause, Cause::Stopped);
        });
        drop(held);
        drop(right(login, &reach).expect("there is room again"));
    }
}
