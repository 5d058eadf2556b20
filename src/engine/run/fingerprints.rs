//! Fingerprints of the files of a run, computed while it continues.

use std::path::PathBuf;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use crate::connect::fingerprint;

/// This many files may wait for their fingerprints; beyond, the run waits.
const WAITING: usize = 1_024;

/// Computes fingerprints on a thread of its own.
pub struct Fingerprints {
    requests: SyncSender<PathBuf>,
    thread: JoinHandle<Vec<(PathBuf, String)>>,
}

impl Fingerprints {
    /// `None` if the system provides no thread.
    pub fn start() -> Option<Fingerprints> {
        let (requests, received) = sync_channel::<PathBuf>(WAITING);
        let work = move || {
            let found = received.into_iter().map(|path| (fingerprint(&path), path));
            found.filter_map(|(found, path)| Some((path, found?))).collect()
        };
        let thread = std::thread::Builder::new().name("fingerprints".into()).spawn(work).ok()?;
        Some(Fingerprints { requests, thread })
    }

    pub fn ask(&self, path: PathBuf) {
        // The thread lives as long as the sender.
        let _ = self.requests.send(path);
    }

    /// Waits for all requested fingerprints; those that could not be computed are missing.
    pub fn finish(self) -> Vec<(PathBuf, String)> {
        drop(self.requests);
        self.thread.join().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_taken_aside() {
        let folder = tempfile::tempdir().unwrap();
        let (path, missing) = (folder.path().join("a"), folder.path().join("missing"));
        std::fs::write(&path, "one").unwrap();
        let fingerprints = Fingerprints::start().unwrap();
        fingerprints.ask(missing);
        fingerprints.ask(path.clone());
        assert_eq!(fingerprints.finish(), [(path.clone(), fingerprint(&path).unwrap())]);
    }
}
