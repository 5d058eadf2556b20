//! Files that change while a project is open: its own and those that it reads. Looked at again and again, from a thread of its
//! own, so that a window that stands still hears of it.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError};

use crate::connect::{Presence, Stamp, stamp};
use crate::engine::api::event::Event;
use crate::engine::control::locks::locked;
use crate::engine::plan::planner::Files;
use crate::engine::preview::shared::{Emit, Shared};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(300);
/// Looking takes at most one part in so many of the time: patterns over large folders take long.
const SHARE: u32 = 20;
/// What is written without end is told of after so long.
const PATIENCE: Duration = Duration::from_secs(5);

/// What shall be watched, in the place of what was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchRequest {
    /// The file of the project.
    pub project: Option<PathBuf>,
    /// Whether other windows shall know that it is open here.
    pub announces: bool,
}

/// Something that is told of when it is other than it was and has come to rest: the same in two looks.
#[derive(Debug)]
struct Settling<T> {
    told: Option<T>,
    /// What was seen in the last look, and since when it is other than what was told.
    seen: Option<(T, Instant)>,
}

impl<T> Default for Settling<T> {
    fn default() -> Self {
        Settling { told: None, seen: None }
    }
}

impl<T: PartialEq + Clone> Settling<T> {
    /// Whether it is news.
    fn is_news(&mut self, now: T, at: Instant, waits: bool) -> bool {
        if self.told.as_ref() == Some(&now) {
            self.seen = None;
            return false;
        }
        let (is_at_rest, since) = match &self.seen {
            Some((seen, since)) => (*seen == now, *since),
            None => (false, at),
        };
        if is_at_rest || !waits || at.duration_since(since) > PATIENCE {
            self.told = Some(now);
            self.seen = None;
            return true;
        }
        self.seen = Some((now, since));
        false
    }
}

/// Looks at files and remembers what it has told of.
#[derive(Default)]
pub(crate) struct Watch {
    wish: WatchRequest,
    presence: Option<Presence>,
    project: Settling<Option<Stamp>>,
    data: Settling<Option<Vec<Files>>>,
    others: usize,
}

impl Watch {
    /// From now on looks at this. The project's file is news at first: it may have changed since it was read.
    pub fn begin(&mut self, wish: WatchRequest) {
        let announced = wish.project.as_deref().filter(|_| wish.announces);
        self.presence = announced.and_then(Presence::announce);
        *self =
            Watch { presence: self.presence.take(), wish, data: std::mem::take(&mut self.data), ..Watch::default() };
    }

    /// What has changed since it was last told of; `waits` until it has come to rest.
    pub fn look(&mut self, shared: &Shared, waits: bool) -> Vec<Event> {
        let at = Instant::now();
        let mut news = Vec::new();
        if let Some(project) = &self.wish.project
            && self.project.is_news(stamp(project).ok(), at, waits)
        {
            news.push(Event::ProjectFileChanged);
        }
        let plan = locked(&shared.latest).clone();
        if let Some(changed) = plan.map(|plan| plan.changed_files())
            && self.data.is_news(changed.clone(), at, waits)
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

/// Looks until nobody wishes any more.
pub(crate) fn keep_watch(shared: &Arc<Shared>, wishes: &Receiver<WatchRequest>, emit: &Emit) {
    let mut watch = Watch::default();
    let mut pause = PAUSE;
    loop {
        match wishes.recv_timeout(pause) {
            Ok(wish) => watch.begin(wish),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let from = Instant::now();
        watch.look(shared, true).into_iter().for_each(|event| emit(event));
        pause = PAUSE.max(from.elapsed() * SHARE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_is_told_of_once_it_has_come_to_rest() {
        let start = Instant::now();
        let at = |millis: u64| start + Duration::from_millis(millis);
        let mut settling = Settling::default();
        assert!(!settling.is_news(1, at(0), true), "seen once");
        assert!(settling.is_news(1, at(300), true));
        assert!(!settling.is_news(1, at(600), true));
        assert!(!settling.is_news(2, at(900), true) && !settling.is_news(3, at(1200), true));
        assert!(settling.is_news(3, at(1500), true));
        assert!(!settling.is_news(4, at(1800), true) && !settling.is_news(3, at(2100), true), "back as it was");
        for (n, millis) in (3000..8000).step_by(300).enumerate() {
            assert!(!settling.is_news(10 + n, at(millis), true), "it grows");
        }
        assert!(settling.is_news(99, at(8400), true), "without end");
        assert!(settling.is_news(100, at(8500), false));
    }
}
