//! Asks the process of a library.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::time::Duration;

use crossbeam_channel::{RecvTimeoutError, bounded};
use serde::de::DeserializeOwned;

use super::question::Question;
use crate::base::{Cause, Problem, environment};
use crate::connect::{self, Reach};
use crate::engine::control::thread::thread;
use crate::engine::process::death::Death;

/// How long an answer may take: a little more than the process has for it.
const TEST: Duration = Duration::from_secs(5);
const LIST: Duration = Duration::from_secs(11);
/// How often it is looked whether the answer is still wanted.
const LOOK: Duration = Duration::from_millis(20);
/// The most bytes of an answer, and of what is said on standard error.
const MOST: u64 = 64 << 20;
const MOST_WORDS: u64 = 64 << 10;

/// Starts the process, asks, and ends it. `name` is that of the connection.
pub(super) fn ask<T: DeserializeOwned>(
    question: &Question,
    handed: &str,
    name: &str,
    reach: &Reach,
) -> Result<T, Problem> {
    let not_started = |error: io::Error| {
        Problem::error(say!("engine-not-started", error = error)).remedy(say!("engine-not-started-remedy"))
    };
    let kills = connect::memory_kills();
    let (mut child, output, errors) = start(question, handed, reach).map_err(not_started)?;
    let (sender, answers) = bounded(1);
    // Both end with the process.
    let reader = thread("look-answer", move || drop(sender.send(text(output, MOST))));
    let (words_sender, words) = bounded(1);
    let listener = thread("look-log", move || drop(words_sender.send(text(errors, MOST_WORDS))));
    if reader.is_none() || listener.is_none() {
        end(&mut child);
        return Err(not_started(io::ErrorKind::OutOfMemory.into()));
    }
    let limit = if *question == Question::Test { TEST } else { LIST };
    let begun = std::time::Instant::now();
    let answer = loop {
        match answers.recv_timeout(LOOK) {
            Ok(answer) => break answer,
            Err(RecvTimeoutError::Disconnected) => break String::new(),
            Err(RecvTimeoutError::Timeout) if reach.is_stopped()() => {
                end(&mut child);
                return Err(Problem::stopped());
            }
            Err(RecvTimeoutError::Timeout) if begun.elapsed() > limit => {
                end(&mut child);
                let problem = Problem::error(say!("adbc-silent", name = name, seconds = limit.as_secs()));
                let problem = problem.remedy(say!("server-check-server"));
                return Err(problem.at("connection").because(Cause::TransientSource));
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    };
    if let Ok(answer) = serde_json::from_str::<Result<T, Problem>>(&answer) {
        // What is wanted is here, however the library takes its end.
        end(&mut child);
        return answer;
    }
    let status = child.wait().ok();
    let words = words.recv_timeout(LOOK * 50).unwrap_or_default().lines().map(str::to_owned).collect();
    let death = Death { status, words, ran_out: connect::memory_kills() > kills };
    let problem = Problem::error(say!("library-ended", name = name, why = death.why()));
    Err(problem.remedy(say!("adbc-other-driver")).at("connection").because(Cause::Source))
}

fn start(question: &Question, handed: &str, reach: &Reach) -> io::Result<(Child, ChildStdout, ChildStderr)> {
    let mut child = command()?.spawn()?;
    let taken = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(mut input), Some(output), Some(errors)) = taken else {
        end(&mut child);
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let base = serde_json::to_string(&reach.base.to_string_lossy()).map_err(io::Error::other)?;
    let question = serde_json::to_string(question).map_err(io::Error::other)?;
    // One that has ended already is noticed by its end.
    let _ = writeln!(input, "{base}\n{question}\n{handed}");
    Ok((child, output, errors))
}

fn command() -> io::Result<Command> {
    let binary = match environment::path(environment::BINARY) {
        Some(chosen) => chosen,
        None if cfg!(target_os = "linux") => "/proc/self/exe".into(),
        None => std::env::current_exe()?,
    };
    let mut command = Command::new(binary);
    command.arg("look").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    Ok(command)
}

fn text(input: impl Read, most: u64) -> String {
    let mut bytes = Vec::new();
    // What was read before an error is good enough.
    let _ = input.take(most).read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Ends the process, if it still runs.
fn end(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
