//! Watches files that may change while a project is open: its own file and those that it reads. They are polled from a
//! separate thread, so that an idle window is notified.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, TrySendError, bounded};

use crate::connect::{Presence, Stamp, stamp};
use crate::engine::api::event::Event;
use crate::engine::api::request::WatchRequest;
use crate::engine::control::locks::locked;
use crate::engine::plan::planned::Seen;
use crate::engine::preview::shared::{Emit, Shared};

/// The pause between two checks.
const PAUSE: Duration = Duration::from_millis(300);
/// Checks take at most 1 / SHARE of the time: patterns over large folders take long.
const SHARE: u32 = 20;
/// A file that is written continuously is reported after this long.
const PATIENCE: Duration = Duration::from_secs(5);

/// A value that is reported once it has changed and is stable: the same in two checks.
#[derive(Debug)]
struct Settling<T> {
    reported: Option<T>,
    /// The value seen in the last check, and since when it differs from the reported one.
    seen: Option<(T, Instant)>,
}

impl<T> Default for Settling<T> {
    fn default() -> Self {
        Settling { reported: None, seen: None }
    }
}

impl<T: PartialEq + Clone> Settling<T> {
    /// Whether it must be reported.
    fn is_change(&mut self, now: T, at: Instant, waits: bool) -> bool {
        if self.reported.as_ref() == Some(&now) {
            self.seen = None;
            return false;
        }
        let (is_at_rest, since) = match &self.seen {
            Some((seen, since)) => (*seen == now, *since),
            None => (false, at),
        };
        if is_at_rest || !waits || at.duration_since(since) > PATIENCE {
            self.reported = Some(now);
            self.seen = None;
            return true;
        }
        self.seen = Some((now, since));
        false
    }
}

/// Checks files and remembers what it has reported.
#[derive(Default)]
pub(crate) struct Watch {
    request: WatchRequest,
    presence: Option<Presence>,
    project: Settling<Option<Stamp>>,
    data: Settling<Option<Vec<Seen>>>,
    others: usize,
}

impl Watch {
    /// From now on checks these files. The project's file counts as changed at first: it may have changed since it was
    /// read.
    pub fn begin(&mut self, request: WatchRequest) {
        let announced = request.project.as_deref().filter(|_| request.announces);
        self.presence = announced.and_then(Presence::announce);
        *self =
            Watch { presence: self.presence.take(), request, data: std::mem::take(&mut self.data), ..Watch::default() };
    }

    /// What has changed since the last report; `waits` until it is stable.
    pub fn check(&mut self, shared: &Shared, waits: bool) -> Vec<Event> {
        let at = Instant::now();
        let mut news = Vec::new();
        if let Some(project) = &self.request.project
            && self.project.is_change(stamp(project).ok(), at, waits)
        {
            news.push(Event::ProjectFileChanged);
        }
        let plan = locked(&shared.latest).clone();
        if let Some(plan) = &plan {
            let sources: Vec<_> = plan.readers.iter().map(|reader| reader.source.clone()).collect();
            shared.marks.look_again(&sources, &plan.reach);
        }
        if let Some(changed) = plan.map(|plan| plan.changed_sources(&shared.marks))
            && self.data.is_change(changed.clone(), at, waits)
            && changed.is_some()
        {
            news.push(Event::DataFilesChanged);
        }
        let others = self.presence.as_ref().map_or(0, Presence::others);
        if others != self.others {
            self.others = others;
            news.push(Event::OpenElsewhere { windows: others });
        }
        news
    }
}

/// The channel to the watching thread. It holds one request: a newer one replaces it, and nobody waits.
pub(crate) struct Newest {
    sender: Sender<WatchRequest>,
    /// The same channel's receiver: to take out an outdated request.
    waiting: Receiver<WatchRequest>,
}

pub(crate) fn newest() -> (Newest, Receiver<WatchRequest>) {
    let (sender, requests) = bounded(1);
    (Newest { sender, waiting: requests.clone() }, requests)
}

impl Newest {
    pub fn send(&self, request: WatchRequest) {
        let mut request = request;
        while let Err(TrySendError::Full(again)) = self.sender.try_send(request) {
            // The thread may have taken it meanwhile.
            let _ = self.waiting.try_recv();
            request = again;
        }
    }
}

/// Watches until the requests end.
pub(crate) fn keep_watch(shared: &Arc<Shared>, requests: &Receiver<WatchRequest>, emit: &Emit) {
    let mut watch = Watch::default();
    let mut pause = PAUSE;
    loop {
        match requests.recv_timeout(pause) {
            Ok(request) => watch.begin(request),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let from = Instant::now();
        watch.check(shared, true).into_iter().for_each(|event| emit(event));
        pause = PAUSE.max(from.elapsed() * SHARE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_newest_request_waits() {
        let (watch, requests) = newest();
        let request = |project: &str| WatchRequest { project: Some(project.into()), ..WatchRequest::default() };
        ["a.ron", "b.ron", "c.ron"].into_iter().for_each(|project| watch.send(request(project)));
        assert_eq!(requests.try_recv(), Ok(request("c.ron")));
        assert!(requests.try_recv().is_err());
        drop(watch);
        assert_eq!(requests.recv_timeout(PAUSE), Err(RecvTimeoutError::Disconnected));
    }

    #[test]
    fn what_changes_is_told_of_once_it_has_come_to_rest() {
        let start = Instant::now();
        let at = |millis: u64| start + Duration::from_millis(millis);
        let mut settling = Settling::default();
        assert!(!settling.is_change(1, at(0), true), "seen once");
        assert!(settling.is_change(1, at(300), true));
        assert!(!settling.is_change(1, at(600), true));
        assert!(!settling.is_change(2, at(900), true) && !settling.is_change(3, at(1200), true));
        assert!(settling.is_change(3, at(1500), true));
        assert!(!settling.is_change(4, at(1800), true) && !settling.is_change(3, at(2100), true), "back as it was");
        for (n, millis) in (3000..8000).step_by(300).enumerate() {
            assert!(!settling.is_change(10 + n, at(millis), true), "it grows");
        }
        assert!(settling.is_change(99, at(8400), true), "without end");
        assert!(settling.is_change(100, at(8500), false));
    }
}
