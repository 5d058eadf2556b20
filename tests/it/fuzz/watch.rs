//! What an input must not do, and no check can say afterwards: never end, take all memory, or take the process with it.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tablewire::connect::allocated_memory;

/// One input may take so long, on a machine that has much else to do.
const LONGEST: Duration = Duration::from_secs(60);
/// And the process may have allocated so many bytes by then. Held only where it does nothing else.
const MOST: u64 = 2 << 30;

struct Running {
    since: Instant,
    input: Vec<u8>,
}

/// Looks at the input under test from another thread. Gone with the test.
pub struct Watch {
    running: Arc<Mutex<Option<Running>>>,
    /// The input under test, for whoever finds the process dead.
    last: Option<PathBuf>,
}

impl Watch {
    /// With `is_alone` nothing else is under test in this process.
    pub fn new(name: &'static str, is_alone: bool) -> Watch {
        let running: Arc<Mutex<Option<Running>>> = Arc::default();
        let watched = Arc::downgrade(&running);
        std::thread::spawn(move || {
            while let Some(running) = watched.upgrade() {
                if let Some(running) = &*running.lock().expect("no panic with the lock held") {
                    if running.since.elapsed() > LONGEST {
                        give_up(name, &format!("no end after {LONGEST:?}"), &running.input);
                    }
                    if is_alone && let Some(allocated) = allocated_memory().filter(|allocated| *allocated > MOST) {
                        give_up(name, &format!("{allocated} bytes allocated"), &running.input);
                    }
                }
                drop(running);
                std::thread::sleep(Duration::from_millis(100));
            }
        });
        let last = std::env::temp_dir().join(format!("tablewire-fuzz-{name}-{}", std::process::id()));
        if is_alone {
            eprintln!("fuzz {name}: should the process die, {} is why", last.display());
        }
        Watch { running, last: is_alone.then_some(last) }
    }

    pub fn begins(&self, input: &[u8]) {
        if let Some(last) = &self.last {
            std::fs::write(last, input).expect("the input is written");
        }
        let running = Running { since: Instant::now(), input: input.to_vec() };
        *self.running.lock().expect("no panic with the lock held") = Some(running);
    }

    pub fn ends(&self) {
        *self.running.lock().expect("no panic with the lock held") = None;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(last) = &self.last {
            let _ = std::fs::remove_file(last);
        }
    }
}

/// Nothing ends a thread that does not end by itself, but the process.
fn give_up(name: &str, why: &str, input: &[u8]) -> ! {
    eprintln!("fuzz {name}: {why}\ninput, {} bytes: b\"{}\"", input.len(), input.escape_ascii());
    std::process::abort();
}
