//! The process of a session.

use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use super::reply::{Reply, next};
use super::request::Request;
use crate::base::Problem;
use crate::connect::ChildFolder;
use crate::engine::api::cluster_secrets::Secrets;
use crate::engine::backend::spark::job::{Job, LOOK};
use crate::engine::backend::spark::process::{no_python, spawn};

/// The number of replies that may wait to be read.
const REPLIES: usize = 16;

/// How long the process may take to end by itself.
const LAST: Duration = Duration::from_secs(2);

/// The process. Dropping it ends it, and with it what it does on the cluster.
pub(super) struct Asked {
    child: Child,
    input: Option<ChildStdin>,
    replies: Receiver<(Reply, Vec<u8>)>,
    secrets: Secrets,
}

/// The process has ended, or nothing can be heard from it any more.
pub(super) struct Ended;

impl Asked {
    pub fn start(python: &Path, folder: &ChildFolder, job: &Job, secrets: Secrets) -> Result<Asked, Problem> {
        let started = spawn(python, folder, LOOK).and_then(|mut child| {
            let mut output = BufReader::new(child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?);
            let (sender, replies) = sync_channel(REPLIES);
            std::thread::Builder::new().name("spark look".into()).spawn(move || {
                while let Some(reply) = next(&mut output) {
                    if sender.send(reply).is_err() {
                        break;
                    }
                }
            })?;
            let mut input = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
            // One that has ended already is noticed by its end.
            let _ = writeln!(input, "{}", serde_json::to_string(job)?);
            Ok(Asked { child, input: Some(input), replies, secrets })
        });
        started.map_err(|error| no_python(&PathBuf::from(python), &error))
    }

    pub fn send(&mut self, request: &Request) -> Result<(), Ended> {
        let text = serde_json::to_string(request).map_err(|_| Ended)?;
        let input = self.input.as_mut().ok_or(Ended)?;
        writeln!(input, "{text}").map_err(|_| Ended)
    }

    /// The next reply, without secrets; `Ok(None)` if there is none for this long.
    pub fn next(&self, within: Duration) -> Result<Option<(Reply, Vec<u8>)>, Ended> {
        match self.replies.recv_timeout(within) {
            Ok((reply, rows)) => Ok(Some((reply.masked(&self.secrets), rows))),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(Ended),
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.input = None;
        let since = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && since.elapsed() < LAST {
            std::thread::sleep(Duration::from_millis(20));
        }
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
