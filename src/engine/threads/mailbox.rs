//! Requests on their way to a thread. The newest request wins.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::engine::cache::memory_size::{AT_REST, give_back};
use crate::engine::control::locks::locked;
use crate::engine::control::stop::{Announce, Progress, Stop};

/// Without a new request for this long, the program is considered idle.
pub(super) const REST: Duration = Duration::from_millis(300);

/// A slot for the newest request of each subject. Putting in a request stops the work on an older one of the same
/// subject.
pub(super) struct Mailbox<T> {
    state: Mutex<MailboxState<T>>,
    filled: Condvar,
    is_same: fn(&T, &T) -> bool,
    announce: Option<Arc<dyn Announce>>,
}

struct MailboxState<T> {
    waiting: Vec<T>,
    /// Stops the request that is being processed.
    working: Stop,
    is_working: bool,
    closed: bool,
}

impl<T> Mailbox<T> {
    pub fn new(is_same: fn(&T, &T) -> bool, announce: Option<Arc<dyn Announce>>) -> Arc<Self> {
        let state = MailboxState { waiting: Vec::new(), working: Stop::default(), is_working: false, closed: false };
        Arc::new(Mailbox { state: Mutex::new(state), filled: Condvar::new(), is_same, announce })
    }

    pub fn put(&self, request: T) {
        let mut state = locked(&self.state);
        state.waiting.retain(|other| !(self.is_same)(other, &request));
        state.waiting.push(request);
        state.working.stop();
        self.filled.notify_one();
    }

    /// Waits for a request; `None` when the mailbox is closed.
    pub fn take(&self) -> Option<(T, Stop)> {
        let mut state = locked(&self.state);
        loop {
            if state.closed {
                return None;
            }
            if !state.waiting.is_empty() {
                state.working = Stop::announcing(self.announce.clone());
                state.is_working = true;
                return Some((state.waiting.remove(0), state.working.clone()));
            }
            state = self.filled.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// The work is done.
    pub fn done(&self) {
        locked(&self.state).is_working = false;
        self.announce.iter().for_each(|announce| announce.rests());
    }

    /// Begins the same work once more; `None` if there is newer work to do.
    pub fn again(&self) -> Option<Stop> {
        let mut state = locked(&self.state);
        if state.closed || !state.waiting.is_empty() {
            return None;
        }
        state.working = Stop::announcing(self.announce.clone());
        Some(state.working.clone())
    }

    /// Whether no request comes for a while.
    pub fn stays_empty(&self, time: Duration) -> bool {
        let state = locked(&self.state);
        let is_empty = |state: &mut MailboxState<T>| state.waiting.is_empty() && !state.closed;
        let waited = self.filled.wait_timeout_while(state, time, is_empty).unwrap_or_else(PoisonError::into_inner);
        waited.1.timed_out()
    }

    /// After work that may have freed much memory: returns it to the system if no request comes for a while.
    pub fn rest(&self) {
        if self.stays_empty(REST) {
            give_back(AT_REST);
        }
    }

    /// The progress of the current work.
    pub fn moving(&self) -> Option<Progress> {
        locked(&self.state).working.moving()
    }
}

/// A mailbox, whatever its requests are.
pub(super) trait Inbox: Send + Sync {
    /// Stops the current work, and discards queued requests.
    fn clear(&self);

    /// Stops the current work; its thread ends.
    fn close(&self);

    /// Stops the current work, if there is any, because it takes too much memory.
    fn stop_too_large(&self);

    /// Whether there is work to do.
    fn is_busy(&self) -> bool;
}

impl<T: Send> Inbox for Mailbox<T> {
    fn clear(&self) {
        let mut state = locked(&self.state);
        state.waiting.clear();
        state.working.stop();
    }

    fn close(&self) {
        let mut state = locked(&self.state);
        state.closed = true;
        state.working.stop();
        self.filled.notify_all();
    }

    fn stop_too_large(&self) {
        let state = locked(&self.state);
        if state.is_working && !state.working.is_set() {
            state.working.stop_too_large();
        }
    }

    fn is_busy(&self) -> bool {
        let state = locked(&self.state);
        state.is_working || !state.waiting.is_empty()
    }
}
