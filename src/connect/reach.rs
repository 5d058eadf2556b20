//! What a node's lowering may access outside of the project.

use std::fmt;
use std::future::{Future, poll_fn};
use std::path::PathBuf;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;

use super::cancellable_io::IsStopped;
use super::connections::Connections;
use super::growing::Positions;
use super::scan::SentNotes;
use crate::base::{Cancellation, Clock, Problem, SystemClock};

/// Access to the outside as one value, passed from whoever requests a plan to every kind and driver.
#[derive(Clone)]
pub struct Reach {
    /// Relative paths start here: the project file's folder.
    pub base: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub connections: Connections,
    pub cancellation: Cancellation,
    /// How far growing sources have been read; `None` where nothing is written, as in previews: there all rows count.
    pub positions: Option<Positions>,
    /// What the sources of the plan are asked.
    pub sent: SentNotes,
    /// The longest that a server may work on one statement.
    limit: Option<Duration>,
    /// The longest that all of the work with a server may take.
    deadline: Option<Duration>,
    is_stopped: Arc<dyn Fn() -> bool + Send + Sync>,
}

impl Reach {
    /// With the machine's clock; it is never cancelled.
    pub fn new(base: impl Into<PathBuf>) -> Reach {
        let base = base.into();
        let clock = Arc::new(SystemClock);
        let (connections, cancellation, sent) = Default::default();
        let (positions, limit, deadline) = (None, None, None);
        let is_stopped = Arc::new(|| false);
        Reach { base, clock, connections, cancellation, positions, sent, limit, deadline, is_stopped }
    }

    /// The same for work that ends with this cancellation.
    pub fn cancelled_by(&self, cancellation: &Cancellation) -> Reach {
        let flag = cancellation.clone();
        let cancellation = cancellation.clone();
        let is_stopped = Arc::new(move || flag.is_cancelled());
        Reach { cancellation, is_stopped, ..self.clone() }
    }

    /// For tests that cancel work after a number of checks.
    #[cfg(test)]
    pub fn stopped_by(self, is_stopped: impl Fn() -> bool + Send + Sync + 'static) -> Reach {
        Reach { is_stopped: Arc::new(is_stopped), ..self }
    }

    pub fn with_clock(self, clock: Arc<dyn Clock>) -> Reach {
        Reach { clock, ..self }
    }

    /// The same for a preview: a server gives up a statement that takes longer.
    pub fn limited_to(self, limit: Duration) -> Reach {
        Reach { limit: Some(limit), ..self }
    }

    /// The same for an answer that a person waits for: after this time a server counts as silent.
    pub fn within(self, deadline: Duration) -> Reach {
        Reach { limit: Some(deadline), deadline: Some(deadline), ..self }
    }

    /// The longest that all of the work with a server may take; `None` without such an end.
    pub fn deadline(&self) -> Option<Duration> {
        self.deadline
    }

    /// The longest that a server may work on one statement; `None` in runs.
    pub fn statement_limit(&self) -> Option<Duration> {
        self.limit
    }

    /// The same for a run, which remembers how far it has read.
    pub fn with_positions(self, positions: Positions) -> Reach {
        Reach { positions: Some(positions), ..self }
    }

    pub fn with_connections(self, connections: Connections) -> Reach {
        Reach { connections, ..self }
    }

    /// Runs the work of an asynchronous driver on this thread, on the one runtime of the process, which is that of polars. Ends
    /// with [`Problem::stopped`] on cancellation: the future is dropped at the point where it waits.
    ///
    /// The timers and sockets of tokio work inside. Panics on a thread of that runtime, so drivers call it from plain threads only.
    pub fn block_on<T>(&self, work: impl Future<Output = Result<T, Problem>>) -> Result<T, Problem> {
        let waker: Arc<Mutex<Option<Waker>>> = Arc::default();
        let woken = waker.clone();
        let _hook = self.cancellation.on_cancel(move || {
            if let Some(waker) = woken.lock().unwrap_or_else(PoisonError::into_inner).take() {
                waker.wake();
            }
        });
        let mut work = pin!(work);
        polars_async::ASYNC.block_on(poll_fn(|context| {
            // Stored before the flag is read: a cancellation in between wakes it.
            *waker.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
            if self.is_stopped()() { Poll::Ready(Err(Problem::stopped())) } else { work.as_mut().poll(context) }
        }))
    }

    /// For work that checks whether it is cancelled.
    pub fn is_stopped(&self) -> IsStopped<'_> {
        &*self.is_stopped
    }
}

impl fmt::Debug for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reach").field("base", &self.base).field("cancellation", &self.cancellation).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::{TcpListener, TcpStream};

    use super::*;
    use crate::base::Cause;

    fn network(error: std::io::Error) -> Problem {
        Problem::error(error.to_string())
    }

    #[test]
    fn a_driver_may_wait_for_sockets_and_timers() {
        let reach = Reach::new(".");
        let answer = reach.block_on(async {
            let server = TcpListener::bind("127.0.0.1:0").await.map_err(network)?;
            let mut client = TcpStream::connect(server.local_addr().map_err(network)?).await.map_err(network)?;
            let (mut accepted, _) = server.accept().await.map_err(network)?;
            accepted.write_all(b"rows").await.map_err(network)?;
            tokio::time::sleep(Duration::from_millis(1)).await;
            drop(accepted);
            let mut answer = String::new();
            client.read_to_string(&mut answer).await.map_err(network)?;
            Ok(answer)
        });
        assert_eq!(answer.as_deref(), Ok("rows"));
    }

    #[test]
    fn cancellation_ends_a_wait_at_once_and_drops_the_work() {
        struct Dropped(Arc<std::sync::atomic::AtomicBool>);
        impl Drop for Dropped {
            fn drop(&mut self) {
                self.0.store(true, std::sync::atomic::Ordering::SeqCst);
            }
        }
        let cancellation = Cancellation::default();
        let reach = Reach::new(".").cancelled_by(&cancellation);
        let dropped = Dropped(Arc::default());
        let is_dropped = dropped.0.clone();
        let started = Instant::now();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(30));
                cancellation.cancel();
            });
            let result = reach.block_on(async {
                let _dropped = dropped;
                tokio::time::sleep(Duration::from_secs(600)).await;
                Ok(())
            });
            assert_eq!(result.unwrap_err().cause, Cause::Stopped);
        });
        assert!(is_dropped.load(std::sync::atomic::Ordering::SeqCst));
        assert!(started.elapsed() < Duration::from_secs(60));
        let result = reach.block_on(async { Ok(()) });
        assert_eq!(result.unwrap_err().cause, Cause::Stopped, "cancelled work does not begin");
    }
}
