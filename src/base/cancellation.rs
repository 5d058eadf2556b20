//! Cancellation: a flag that long work checks, and hooks for work that waits where it cannot check.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

/// Cancels work whose result is no longer needed. Clones share it.
#[derive(Clone, Default)]
pub struct Cancellation {
    flag: Arc<AtomicBool>,
    hooks: Arc<Hooks>,
}

type Hook = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct Hooks {
    waiting: Mutex<Vec<(u64, Hook)>>,
    next: AtomicU64,
}

/// The hook is removed when this is dropped.
#[must_use = "the hook is forgotten when this is dropped"]
pub struct HookGuard {
    hooks: Weak<Hooks>,
    number: u64,
}

impl Cancellation {
    /// Sets the flag and runs the hooks, each once, on this thread.
    pub fn cancel(&self) {
        self.flag.store(true, Ordering::SeqCst);
        let hooks = std::mem::take(&mut *self.hooks.waiting());
        hooks.into_iter().for_each(|(_, hook)| hook());
    }

    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::SeqCst)
    }

    /// Runs `hook` on cancellation, such as a request to a server to end a query. If already cancelled, it runs now.
    pub fn on_cancel(&self, hook: impl FnOnce() + Send + 'static) -> HookGuard {
        let number = self.hooks.next.fetch_add(1, Ordering::Relaxed);
        self.hooks.waiting().push((number, Box::new(hook)));
        if self.is_cancelled() {
            // It may have been cancelled in between: a hook that it missed runs here.
            self.cancel();
        }
        HookGuard { hooks: Arc::downgrade(&self.hooks), number }
    }
}

/// A flag that others also set, such as a signal handler. Hooks run only once [`Cancellation::cancel`] is called.
impl From<Arc<AtomicBool>> for Cancellation {
    fn from(flag: Arc<AtomicBool>) -> Self {
        Cancellation { flag, hooks: Arc::default() }
    }
}

impl fmt::Debug for Cancellation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Cancellation").field(&self.is_cancelled()).finish()
    }
}

impl Hooks {
    fn waiting(&self) -> MutexGuard<'_, Vec<(u64, Hook)>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for HookGuard {
    fn drop(&mut self) {
        if let Some(hooks) = self.hooks.upgrade() {
            hooks.waiting().retain(|(number, _)| *number != self.number);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hooks_run_once_unless_they_are_forgotten() {
        let ran = Arc::new(AtomicU64::new(0));
        let add = |by: u64| {
            let ran = ran.clone();
            move || {
                ran.fetch_add(by, Ordering::Relaxed);
            }
        };
        let cancellation = Cancellation::default();
        let kept = cancellation.on_cancel(add(1));
        drop(cancellation.on_cancel(add(10)));
        assert!(!cancellation.is_cancelled());
        cancellation.clone().cancel();
        assert!(cancellation.is_cancelled());
        cancellation.cancel();
        assert_eq!(ran.load(Ordering::Relaxed), 1);
        drop((kept, cancellation.on_cancel(add(100))));
        assert_eq!(ran.load(Ordering::Relaxed), 101, "what comes too late runs at once");
    }

    #[test]
    fn a_flag_that_others_set_is_seen() {
        let flag = Arc::new(AtomicBool::new(false));
        let cancellation = Cancellation::from(flag.clone());
        flag.store(true, Ordering::Relaxed);
        assert!(cancellation.is_cancelled());
    }
}
