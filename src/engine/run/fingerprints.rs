//! Fingerprints of the files of a run, computed while it continues.

use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::JoinHandle;

use crate::connect::{Address, fingerprint};

/// This many files may wait for their fingerprints; beyond, the run waits.
const WAITING: usize = 1_024;

/// Computes fingerprints on a thread of its own.
pub struct Fingerprints {
    requests: SyncSender<Address>,
    thread: JoinHandle<Vec<(Address, String)>>,
}

impl Fingerprints {
    /// `None` if the system provides no thread.
    pub fn start() -> Option<Fingerprints> {
        let (requests, received) = sync_channel::<Address>(WAITING);
        let work = move || {
            let found = received.into_iter().map(|address| (fingerprint(&address), address));
            found.filter_map(|(found, address)| Some((address, found?))).collect()
        };
        let thread = std::thread::Builder::new().name("fingerprints".into()).spawn(work).ok()?;
        Some(Fingerprints { requests, thread })
    }

    pub fn ask(&self, address: Address) {
        // The thread lives as long as the sender.
        let _ = self.requests.send(address);
    }

    /// Waits for all requested fingerprints; those that could not be computed are missing.
    pub fn finish(self) -> Vec<(Address, String)> {
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
        let path = folder.path().join("a");
        std::fs::write(&path, "one").unwrap();
        let (file, missing) = (Address::from(path), Address::from(folder.path().join("missing")));
        let fingerprints = Fingerprints::start().unwrap();
        fingerprints.ask(missing);
        fingerprints.ask(file.clone());
        assert_eq!(fingerprints.finish(), [(file.clone(), fingerprint(&file).unwrap())]);
    }
}
