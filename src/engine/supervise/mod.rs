//! A command in a child process, so that one line is said and everything is tidied up whatever ends it: see
//! docs/engine-process.md.

mod fate;
mod listen;

use std::process::ExitStatus;

use crate::connect::{self, Forked};
use crate::engine::process::death::Death;
pub use fate::Crash;
use fate::Noted;

/// How a command has ended in a child.
pub enum Supervised {
    /// By itself, with this exit code.
    Code(u8),
    /// By a signal that asks for the end.
    Asked(i32),
    /// It has crashed, or was killed.
    Died(Box<Crash>),
}

/// Continues in a child that is watched; `None` in the child, and where the system has no such thing. `signals` are passed
/// on to it. What libraries write to standard error is passed to `hear`, line by line. `seconds` tells how long the command has
/// worked.
pub fn supervise(signals: &[i32], hear: &mut dyn FnMut(&[u8]), seconds: &dyn Fn() -> f64) -> Option<Supervised> {
    let kills = connect::memory_kills();
    let child = match connect::fork() {
        Forked::Supervisor(child) => child,
        Forked::Child | Forked::Alone => return None,
    };
    // Without a handler the signal ends both: outputs are safe in that case too.
    signals.iter().for_each(|signal| drop(child.forward(*signal)));
    let words = listen::listen(&child.errors, hear);
    let Ok(end) = child.wait() else { return Some(Supervised::Code(1)) };
    if let Some(code) = end.status.code() {
        words.iter().for_each(|line| hear(line.as_bytes()));
        return Some(Supervised::Code(u8::try_from(code).unwrap_or(1)));
    }
    if let Some(signal) = asked(end.status) {
        return Some(Supervised::Asked(signal));
    }
    let ran_out = connect::memory_kills() > kills;
    let death = Death { status: Some(end.status), words, ran_out };
    let is_within_line = child.notes.is_within_line();
    let noted = Noted::of(&child.notes);
    Some(Supervised::Died(Box::new(fate::crash(&death, noted, seconds(), end.peak_memory, is_within_line))))
}

/// The signal, if it is one by which programs are asked to end.
fn asked(status: ExitStatus) -> Option<i32> {
    #[cfg(unix)]
    {
        const ASKING: [i32; 5] = [1, 2, 3, 13, 15];
        std::os::unix::process::ExitStatusExt::signal(&status).filter(|signal| ASKING.contains(signal))
    }
    #[cfg(not(unix))]
    {
        let _ = status;
        None
    }
}
