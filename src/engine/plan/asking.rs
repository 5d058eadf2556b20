//! Threads that ask sources for their states. While some wait for servers that do not answer, others are free: a further one
//! is started where none is, and ends when it has had nothing to do for a while.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded};

/// Threads that are there all the time.
const LEAST: usize = 4;
/// The most threads. Each waits for a server, so they need no processor.
const MOST: usize = 64;
/// Jobs that may wait for a thread.
const WAITING: usize = 1_024;
/// How long a thread beyond the least ones waits for a job.
const IDLE: Duration = Duration::from_secs(10);

/// They end when this is dropped and their jobs are done.
pub(super) struct AskingThreads<J> {
    jobs: Sender<J>,
    crew: Crew<J>,
}

struct Crew<J> {
    waiting: Receiver<J>,
    work: Arc<dyn Fn(J) + Send + Sync>,
    /// Threads that are there, and those of them that have nothing to do.
    there: Arc<AtomicUsize>,
    idle: Arc<AtomicUsize>,
}

impl<J> Clone for Crew<J> {
    fn clone(&self) -> Self {
        let Crew { waiting, work, there, idle } = self;
        Crew { waiting: waiting.clone(), work: work.clone(), there: there.clone(), idle: idle.clone() }
    }
}

impl<J: Send + 'static> AskingThreads<J> {
    /// `None` if the system gives no threads.
    pub fn start(work: impl Fn(J) + Send + Sync + 'static) -> Option<AskingThreads<J>> {
        let (jobs, waiting) = bounded(WAITING);
        let crew = Crew { waiting, work: Arc::new(work), there: Arc::default(), idle: Arc::default() };
        let started = (0..LEAST).filter(|_| crew.start()).count();
        (started > 0).then_some(AskingThreads { jobs, crew })
    }

    /// Has a thread do the job; gives it back if too many wait.
    pub fn send(&self, job: J) -> Result<(), J> {
        self.jobs.try_send(job).map_err(|error| error.into_inner())?;
        if self.crew.waiting.len() > self.crew.idle.load(Ordering::SeqCst) {
            self.crew.start();
        }
        Ok(())
    }

    #[cfg(test)]
    fn count(&self) -> usize {
        self.crew.there.load(Ordering::SeqCst)
    }
}

impl<J: Send + 'static> Crew<J> {
    /// Starts a thread, unless there are enough.
    fn start(&self) -> bool {
        let more = |there: usize| (there < MOST).then_some(there + 1);
        if self.there.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).is_err() {
            return false;
        }
        let crew = self.clone();
        let started = std::thread::Builder::new().name("engine-marks".into()).spawn(move || crew.work()).is_ok();
        if !started {
            self.there.fetch_sub(1, Ordering::SeqCst);
        }
        started
    }

    fn work(self) {
        loop {
            self.idle.fetch_add(1, Ordering::SeqCst);
            let job = self.waiting.recv_timeout(IDLE);
            self.idle.fetch_sub(1, Ordering::SeqCst);
            match job {
                Ok(job) => (self.work)(job),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    let fewer = |there: usize| (there > LEAST).then_some(there - 1);
                    if self.there.fetch_update(Ordering::SeqCst, Ordering::SeqCst, fewer).is_ok() {
                        return;
                    }
                }
            }
        }
        self.there.fetch_sub(1, Ordering::SeqCst);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
    use std::time::Instant;

    use super::*;

    #[test]
    fn jobs_that_hang_do_not_hold_up_others() {
        let (end, hangs) = bounded::<()>(0);
        let done: Arc<Mutex<Vec<usize>>> = Arc::default();
        let noted = done.clone();
        let work = move |job: usize| {
            if job < 20 {
                let _ = hangs.recv();
            }
            noted.lock().expect("nobody panics").push(job);
        };
        let threads = AskingThreads::start(work).expect("threads");
        (0..22).for_each(|job| threads.send(job).expect("there is room"));
        let begun = Instant::now();
        while done.lock().expect("nobody panics").len() < 2 {
            assert!(begun.elapsed() < Duration::from_secs(60), "two of them hang for nothing");
            std::thread::sleep(Duration::from_millis(2));
        }
        assert!(done.lock().expect("nobody panics").iter().all(|job| *job >= 20));
        assert!((21..=MOST).contains(&threads.count()));
        drop(end);
        while done.lock().expect("nobody panics").len() < 22 {
            assert!(begun.elapsed() < Duration::from_secs(60), "all end");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    #[test]
    fn too_many_jobs_are_given_back() {
        let (end, hangs) = bounded::<()>(0);
        let wait = move |_: usize| {
            let _ = hangs.recv();
        };
        let threads = AskingThreads::start(wait).expect("threads");
        let refused = (0..WAITING + MOST + 2).filter(|job| threads.send(*job).is_err()).count();
        assert!(refused >= 2 && threads.count() == MOST, "{refused}");
        drop(end);
    }
}
