//! Work with a server that has become quiet: whether the server is still there. A statement may take hours before its first
//! row, so time alone says nothing.

use std::future::poll_fn;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::base::Problem;

/// After so long without an answer the server is asked whether it is there.
pub const QUIET: Duration = Duration::from_secs(60);
/// How often in a row it must not answer: it may be busy. In between it is quiet for a sixth of that time.
const ASKED: u32 = 3;

/// Whoever waits, and whether something has happened.
struct Woken {
    has_happened: AtomicBool,
    waiting: Mutex<Option<Waker>>,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.has_happened.store(true, Ordering::SeqCst);
        if let Some(waker) = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).take() {
            waker.wake();
        }
    }
}

/// Does `work`. Each time that nothing of it has happened for `quiet`, `ask` finds out whether the server is there, and ends all with
/// its problem if it does not answer several times. Inside of the runtime.
pub async fn watched<T>(
    work: impl Future<Output = Result<T, Problem>>,
    quiet: Duration,
    ask: impl AsyncFn() -> Result<(), Problem>,
) -> Result<T, Problem> {
    let mut work = pin!(work);
    let woken = Arc::new(Woken { has_happened: AtomicBool::new(true), waiting: Mutex::new(None) });
    let waker = Waker::from(woken.clone());
    let mut unanswered = 0;
    loop {
        let length = if unanswered == 0 { quiet } else { quiet / 6 };
        let mut pause = pin!(sleep(length));
        let done = poll_fn(|context| {
            *woken.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
            if woken.has_happened.swap(false, Ordering::SeqCst) {
                if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(&waker)) {
                    return Poll::Ready(Some(done));
                }
                pause.as_mut().reset(Instant::now() + length);
            }
            pause.as_mut().poll(context).map(|()| None)
        });
        match done.await {
            Some(done) => return done,
            None => match ask().await {
                Ok(()) => unanswered = 0,
                Err(problem) if unanswered + 1 == ASKED => return Err(problem),
                Err(_) => unanswered += 1,
            },
        }
    }
}

/// Whether a login has failed since nobody answers. A server that answers with a refusal is there.
pub fn is_no_answer(problem: &Problem) -> bool {
    problem.message.id().is_some_and(|id| ["server-silent", "server-unreachable"].contains(&id))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;
    use crate::connect::reach::Reach;

    const QUIET: Duration = Duration::from_millis(40);

    /// Work that does something every `step`, `count` times; returns how often the server was asked.
    fn asked(step: Duration, count: u32, answer: Result<(), Problem>) -> (Result<u32, Problem>, usize) {
        let asked = AtomicUsize::new(0);
        let done = Reach::new(".").block_on(async {
            let work = async {
                for _ in 0..count {
                    sleep(step).await;
                }
                Ok(count)
            };
            let ask = async || {
                asked.fetch_add(1, Ordering::SeqCst);
                answer.clone()
            };
            watched(work, QUIET, ask).await
        });
        (done, asked.into_inner())
    }

    #[test]
    fn only_a_quiet_server_is_asked_whether_it_is_there() {
        let gone = || Err(Problem::error("gone"));
        assert_eq!(asked(Duration::from_millis(1), 100, gone()), (Ok(100), 0), "it is never quiet");
        let (done, count) = asked(QUIET * 5, 1, Ok(()));
        assert!(done == Ok(1) && (2..=5).contains(&count), "a long wait for a server that is there: {count}");
        assert_eq!(asked(Duration::from_secs(60), 1, gone()), (Err(Problem::error("gone")), 3));
    }
}
