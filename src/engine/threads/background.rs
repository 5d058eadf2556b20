//! Work that waits for a disk, off the window's thread: one task after the other, in the order of the requests.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::base::Problem;
use crate::engine::control::panics::guarded;
use crate::engine::control::stack::STACK;

/// Called from any thread when an event is available.
pub(crate) type Wake = Arc<dyn Fn() + Send + Sync>;

/// What is done with the state `S` once a task is finished.
pub type Then<S> = Box<dyn FnOnce(&mut S) + Send>;

type Work<S> = Box<dyn FnOnce() -> Then<S> + Send>;
type Answer<S> = Result<Then<S>, Problem>;

/// The maximum number of queued tasks: see [`Background::has_room`].
const ROOM: usize = 1_024;

/// A queue of tasks with a thread of its own, which starts with the first task. If the engine has no threads, tasks run
/// where they are requested.
pub struct Background<S> {
    name: &'static str,
    wake: Option<Wake>,
    thread: Option<Thread<S>>,
    /// Tasks whose answer was not taken yet.
    open: usize,
    /// How long dropping the queue waits for unfinished tasks.
    patience: Duration,
}

struct Thread<S> {
    work: Sender<Work<S>>,
    answers: Receiver<Answer<S>>,
}

impl<S> Background<S> {
    /// Waits until all tasks are done, for `patience` at most; returns whether they are. The answers are dropped.
    fn finish(&mut self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        let Some(Thread { work, answers }) = self.thread.take() else { return true };
        drop(work);
        while self.open > 0 {
            if answers.recv_deadline(until).is_err() {
                return false;
            }
            self.open -= 1;
        }
        true
    }
}

impl<S> Drop for Background<S> {
    fn drop(&mut self) {
        if !self.patience.is_zero() {
            self.finish(self.patience);
        }
    }
}

impl<S> Default for Background<S> {
    fn default() -> Self {
        Background { name: "background", wake: None, thread: None, open: 0, patience: Duration::ZERO }
    }
}

impl<S: 'static> Background<S> {
    /// `wake` is called, from any thread, whenever an answer is available for [`Background::poll`]; `None`: no thread
    /// is used.
    pub(super) fn new(name: &'static str, wake: Option<Wake>) -> Self {
        Background { name, wake, thread: None, open: 0, patience: Duration::ZERO }
    }

    /// On drop, requested tasks are waited for, but no longer than this.
    pub fn finished_within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Whether more tasks can be queued. Callers with many tasks hold back if not.
    pub fn has_room(&self) -> bool {
        self.open < ROOM
    }

    /// Whether an answer is still to come.
    pub fn is_busy(&self) -> bool {
        self.open > 0
    }

    /// As [`Background::start`], for work whose result `then` takes up.
    pub fn start_then<T: Send + 'static>(
        &mut self,
        work: impl FnOnce() -> T + Send + 'static,
        then: impl FnOnce(&mut S, T) + Send + 'static,
    ) -> Option<Then<S>> {
        self.start(move || {
            let done = work();
            Box::new(move |state| then(state, done))
        })
    }

    /// Requests a task. Its answer comes from [`Background::poll`]; without a thread it is returned at once. Waits if
    /// the queue is full.
    pub fn start(&mut self, work: impl FnOnce() -> Then<S> + Send + 'static) -> Option<Then<S>> {
        let Some(wake) = &self.wake else { return Some(work()) };
        let name = self.name;
        let thread = match &self.thread {
            Some(thread) => thread,
            None => match spawn(name, wake.clone()) {
                Some(thread) => self.thread.insert(thread),
                None => return Some(work()),
            },
        };
        match thread.work.send(Box::new(work)) {
            Ok(()) => {
                self.open += 1;
                None
            }
            // The thread is gone: the task runs here.
            Err(refused) => Some((refused.into_inner())()),
        }
    }

    /// The next answer, if there is one; an error if the task has panicked. Never waits.
    pub fn poll(&mut self) -> Option<Answer<S>> {
        let answer = self.thread.as_ref()?.answers.try_recv().ok()?;
        self.open -= 1;
        Some(answer)
    }
}

fn spawn<S: 'static>(name: &'static str, wake: Wake) -> Option<Thread<S>> {
    let (work, waiting) = bounded::<Work<S>>(ROOM);
    // As many answers as tasks: the thread never waits for the window.
    let (answer, answers) = bounded(ROOM + 1);
    let does_all = move || {
        for work in waiting {
            // Even if nobody takes answers any more, the requested tasks are completed.
            if answer.send(guarded(work)).is_ok() {
                wake();
            }
        }
    };
    std::thread::Builder::new().name(name.into()).stack_size(STACK).spawn(does_all).ok()?;
    Some(Thread { work, answers })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_in_order_and_a_panic_is_an_answer_too() {
        let mut background: Background<Vec<u32>> = Background::new("test", Some(Arc::new(|| ())));
        let mut done = Vec::new();
        for n in 0..100 {
            let work = move || -> Then<Vec<u32>> {
                assert_ne!(n, 50, "this one panics");
                Box::new(move |done| done.push(n))
            };
            assert!(background.start(work).is_none());
        }
        let mut failed = 0;
        while background.is_busy() {
            match background.poll() {
                Some(Ok(then)) => then(&mut done),
                Some(Err(_)) => failed += 1,
                None => std::thread::yield_now(),
            }
        }
        assert_eq!((failed, done), (1, (0..100).filter(|n| *n != 50).collect()));
    }

    #[test]
    fn what_was_asked_for_is_done_before_the_end() {
        let (sender, receiver) = bounded(1);
        let mut background: Background<()> = Background::new("test", Some(Arc::new(|| ())));
        background.start(|| {
            std::thread::sleep(Duration::from_millis(50));
            Box::new(|()| ())
        });
        background.start(move || {
            let _ = sender.send(7);
            Box::new(|()| ())
        });
        assert!(background.finish(Duration::from_secs(20)));
        assert_eq!(receiver.try_recv(), Ok(7));
        background.start(|| {
            std::thread::sleep(Duration::from_secs(2));
            Box::new(|()| ())
        });
        assert!(!background.finish(Duration::from_millis(1)), "it does not wait for ever");
    }

    #[test]
    fn without_threads_the_answer_is_there_at_once() {
        let mut background: Background<u32> = Background::default();
        let then = background.start(|| Box::new(|state| *state += 1)).expect("the answer");
        let mut state = 1;
        then(&mut state);
        assert_eq!((state, background.is_busy(), background.poll().is_none()), (2, false, true));
    }
}
