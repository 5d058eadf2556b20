//! The driver: a Python process that runs a program on Spark and says what happens.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use super::job::{DRIVER, Job};
use super::said::Said;
use crate::base::Problem;
use crate::connect::ChildFolder;
use crate::engine::api::cluster_secrets::Secrets;

/// The number of lines that may wait to be read.
const LINES: usize = 1024;

/// How long the driver may take to end by itself: Spark's cluster is free when it has.
const LAST: Duration = Duration::from_secs(4);

/// The driver. Dropping it ends the process, and with it what it does on the cluster.
pub(super) struct Driver {
    child: Child,
    input: Option<ChildStdin>,
    said: Receiver<Said>,
    secrets: Secrets,
    /// When it was asked to end.
    ending: Option<Instant>,
}

impl Driver {
    /// Starts it in a folder that holds its files and, if the job has one, the program.
    pub fn start(python: &Path, folder: &ChildFolder, job: &Job, secrets: Secrets) -> Result<Driver, Problem> {
        let started = spawn(python, folder, DRIVER).and_then(|mut child| {
            let output = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
            let (sender, said) = sync_channel(LINES);
            std::thread::Builder::new().name("spark".into()).spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    // A line of a library that found our output is none of ours.
                    if serde_json::from_str(&line).is_ok_and(|line| sender.send(line).is_err()) {
                        break;
                    }
                }
            })?;
            let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
            // One that has ended already is noticed by its end.
            let _ = writeln!(input, "{}", serde_json::to_string(job)?);
            Ok(Driver { child, input: Some(input), said, secrets, ending: None })
        });
        started.map_err(|error| no_python(python, &error))
    }

    /// What it says next, without secrets; `Ok(None)` if it says nothing for this long, and an error when it has ended.
    pub fn next(&self, within: Duration) -> Result<Option<Said>, Ended> {
        match self.said.recv_timeout(within) {
            Ok(said) => Ok(Some(said.masked(&self.secrets))),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Ended),
        }
    }

    /// Lets it put its outputs in place.
    pub fn proceed(&mut self) {
        // One that has ended is noticed by its end.
        let _ = self.input.as_mut().map(|input| writeln!(input, "commit"));
    }

    /// Asks it to stop what it does on the cluster and to end.
    pub fn cancel(&mut self) {
        self.input = None;
        self.ending.get_or_insert_with(Instant::now);
    }

    /// Whether it was asked to end, and has had its time.
    pub fn is_overdue(&self) -> bool {
        self.ending.is_some_and(|since| since.elapsed() > LAST)
    }
}

/// The driver has ended, or nothing can be heard from it any more.
pub(super) struct Ended;

impl Drop for Driver {
    fn drop(&mut self) {
        self.cancel();
        while matches!(self.child.try_wait(), Ok(None)) && !self.is_overdue() {
            std::thread::sleep(Duration::from_millis(20));
        }
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The problem of a Python that cannot be started.
pub(super) fn no_python(python: &Path, error: &io::Error) -> Problem {
    let problem = Problem::error(say!("spark-no-python", python = python.display(), error = error));
    problem.remedy(say!("spark-no-python-remedy"))
}

/// Starts a file of the folder. Its standard error is the folder's log.
pub(super) fn spawn(python: &Path, folder: &ChildFolder, script: &str) -> io::Result<Child> {
    let mut command = Command::new(python);
    command.arg("-u").arg(folder.path().join(script));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(folder.log()?);
    // Ctrl+C is for us alone: the driver ends in order, by the end of its input.
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command.spawn()
}
