//! Work with a driver, beside the thread that waits for it: a driver may hang, and nobody hangs with it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crossbeam_channel::{RecvTimeoutError, bounded};
use polars_async::ASYNC;

use super::foreign::{Canceller, Connection};
use crate::base::{Cause, Problem};
use crate::connect::reach::Reach;

/// How often it is looked whether the work is to end.
const LOOK: Duration = Duration::from_millis(20);
/// How often, and how long, a driver is asked to end: one that is between two statements does not hear it.
const ASK: Duration = Duration::from_millis(50);
const ASKS: usize = 40;
/// How many batches wait for whoever takes them.
const WAITING: usize = 2;

/// Work that is to end when nobody waits for it any more.
#[derive(Clone, Default)]
pub struct Running(Arc<State>);

#[derive(Default)]
struct State {
    is_over: AtomicBool,
    canceller: Mutex<Option<Canceller>>,
}

impl Running {
    /// From now on an end reaches what this connection does.
    pub fn uses(&self, connection: &Connection) {
        *self.0.canceller.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection.canceller());
    }

    /// Fails with [`Problem::stopped`] if the work is to end.
    pub fn check(&self) -> Result<(), Problem> {
        if self.0.is_over.load(Ordering::SeqCst) { Err(Problem::stopped()) } else { Ok(()) }
    }

    fn end(&self) {
        self.0.is_over.store(true, Ordering::SeqCst);
        let canceller = self.0.canceller.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(canceller) = canceller else { return };
        ASYNC.spawn(async move {
            for _ in 0..ASKS {
                let asked = canceller.clone();
                if !ASYNC.spawn_blocking(move || asked.cancel()).await.unwrap_or(false) {
                    return;
                }
                tokio::time::sleep(ASK).await;
            }
        });
    }
}

enum Message<B, T> {
    Batch(B),
    Done(Result<T, Problem>),
}

/// Passes on what the work has.
pub type Pass<'a, B> = &'a mut dyn FnMut(B) -> Result<(), Problem>;

/// Does work with a driver. Returns shortly after cancellation, and when a limit of `reach` is over; the work ends as soon as its
/// driver lets it. `name` is that of the connection.
pub fn aside<B: Send + 'static, T: Send + 'static>(
    reach: &Reach,
    name: &str,
    receive: Pass<'_, B>,
    work: impl FnOnce(&Running, Pass<'_, B>) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    if reach.is_stopped()() {
        return Err(Problem::stopped());
    }
    let running = Running::default();
    let inside = running.clone();
    let (sender, receiver) = bounded(WAITING);
    ASYNC.spawn_blocking(move || {
        let passing = sender.clone();
        let mut pass = move |batch| passing.send(Message::Batch(batch)).map_err(|_| Problem::stopped());
        let done = work(&inside, &mut pass);
        // Nobody may be there any more.
        let _ = sender.send(Message::Done(done));
    });
    let begun = Instant::now();
    let mut last = begun;
    let problem = loop {
        match receiver.recv_timeout(LOOK) {
            Ok(Message::Batch(batch)) => match receive(batch) {
                Ok(()) => last = Instant::now(),
                Err(problem) => break problem,
            },
            Ok(Message::Done(done)) => return done,
            Err(RecvTimeoutError::Disconnected) => {
                let problem = Problem::error(say!("adbc-broken", name = name)).remedy(say!("adbc-other-driver"));
                return Err(problem.at("connection").because(Cause::Internal));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        if reach.is_stopped()() {
            break Problem::stopped();
        }
        if let Some(deadline) = reach.deadline().filter(|deadline| begun.elapsed() > *deadline) {
            let problem = Problem::error(say!("adbc-silent", name = name, seconds = deadline.as_secs()));
            break problem.remedy(say!("server-check-server")).at("connection").because(Cause::TransientSource);
        }
        if reach.statement_limit().is_some_and(|limit| last.elapsed() > limit) {
            break Problem::error(say!("server-too-slow")).remedy(say!("server-narrow"));
        }
    };
    running.end();
    Err(problem)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Cancellation;

    #[test]
    fn nobody_hangs_with_a_driver() {
        let cancellation = Cancellation::default();
        let reach = Reach::new(".").cancelled_by(&cancellation);
        let hang = |running: &Running, _: Pass<'_, ()>| {
            while running.check().is_ok() {
                std::thread::sleep(Duration::from_millis(5));
            }
            std::thread::sleep(Duration::from_millis(1_500));
            Ok(())
        };
        let begun = Instant::now();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(50));
                cancellation.cancel();
            });
            assert_eq!(aside(&reach, "a", &mut |()| Ok(()), hang).unwrap_err().cause, Cause::Stopped);
        });
        let limited = Reach::new(".").within(Duration::from_millis(60));
        let problem = aside(&limited, "a", &mut |()| Ok(()), hang).unwrap_err();
        assert!(problem.to_string().contains("\"a\"") && problem.cause.is_transient(), "{problem}");
        assert!(begun.elapsed() < Duration::from_secs(1));
    }

    #[test]
    fn batches_arrive_in_order_and_the_end_after_them() {
        let mut seen = Vec::new();
        let count = |_: &Running, pass: Pass<'_, usize>| (0..100).try_for_each(pass).map(|()| "end");
        let mut receive = |batch| {
            seen.push(batch);
            Ok(())
        };
        assert_eq!(aside(&Reach::new("."), "a", &mut receive, count), Ok("end"));
        assert_eq!(seen, (0..100).collect::<Vec<_>>());
        let mut refuse = |batch| if batch < 3 { Ok(()) } else { Err(Problem::error("full".to_owned())) };
        let refused = aside(&Reach::new("."), "a", &mut refuse, count);
        assert_eq!(refused.unwrap_err().message.to_string(), "full");
        let panics = |_: &Running, _: Pass<'_, ()>| -> Result<(), Problem> { panic!("a defect") };
        assert_eq!(aside(&Reach::new("."), "a", &mut |()| Ok(()), panics).unwrap_err().cause, Cause::Internal);
    }
}
