//! Long-running work: its start, its progress, and its cancellation.

use std::time::{Duration, Instant};

use super::App;
use crate::base::Text;
use crate::base::number::bytes;
use crate::engine::{Doing, Progress, Request};

/// The type of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Work {
    Run,
    Preview,
    Copy,
    Find,
    Compare,
    CellStatistics,
    Catalog,
}

impl Work {
    const ALL: [Work; 7] =
        [Work::Run, Work::Preview, Work::Copy, Work::Find, Work::Compare, Work::CellStatistics, Work::Catalog];
}

/// Work shown to the user.
#[derive(Clone, Debug)]
pub struct OngoingWork {
    pub work: Work,
    pub elapsed: Duration,
    /// "sort: 1,234,567 rows"; `None` if there is no progress information yet.
    pub progress: Option<Text>,
}

/// Shorter work is not shown.
const MIN_DURATION: Duration = Duration::from_millis(1_000);

impl App {
    /// Work that has been running for a second or more, the oldest first.
    pub fn ongoing_work(&self) -> Vec<OngoingWork> {
        let shown = |work| {
            let elapsed = self.since(work)?.elapsed();
            (elapsed >= MIN_DURATION).then(|| OngoingWork { work, elapsed, progress: self.progress(work) })
        };
        let mut all: Vec<OngoingWork> = Work::ALL.into_iter().filter_map(shown).collect();
        all.sort_by_key(|work| std::cmp::Reverse(work.elapsed));
        all
    }

    /// Whether there is ongoing work that may have to be shown: the window then checks again.
    pub fn is_at_work(&self) -> bool {
        Work::ALL.into_iter().any(|work| self.since(work).is_some())
    }

    /// When it started; `None` if it is not running.
    fn since(&self, work: Work) -> Option<Instant> {
        match work {
            Work::Run => self.project.run.since.filter(|_| self.project.run.is_running()),
            Work::Preview => {
                self.project.results.since.filter(|_| !self.project.results.settled && !self.project.results.stopped)
            }
            Work::Copy => self.project.copying.as_ref().map(|copying| copying.since),
            Work::Find => self
                .project
                .search
                .as_ref()
                .filter(|search| search.key.is_some() && !search.found.is_done)
                .map(|search| search.since),
            Work::Compare => self
                .project
                .comparison
                .since
                .filter(|_| self.project.comparison.waiting && self.project.view.compare.is_some()),
            Work::CellStatistics => {
                self.selected_cells().filter(|cells| cells.statistics.is_none()).map(|cells| cells.since)
            }
            Work::Catalog => self.project.catalog.as_ref().map(|asked| asked.since),
        }
    }

    fn progress(&self, work: Work) -> Option<Text> {
        let doing = match work {
            Work::Run => return self.run_progress(),
            Work::Find => {
                return self.project.search.as_ref().map(|search| say!("count-rows", count = search.found.rows));
            }
            Work::CellStatistics => {
                let rows = self.project.selected_cells.as_ref()?.rows;
                return Some(say!("count-rows", count = rows));
            }
            Work::Catalog => return self.project.catalog.as_ref().map(|asked| self.name_of(asked.node)),
            Work::Preview => Doing::Preview,
            Work::Copy => Doing::Text,
            Work::Compare => Doing::Compare,
        };
        let Progress { node, rows, bytes: looked, of } = self.project.engine.as_ref()?.moving(doing)?;
        let name = self.document().node(node)?.name.clone();
        Some(match (rows, looked, of) {
            (0, 0, _) => name.into(),
            (0, looked, Some(of)) => say!("work-bytes-of", node = name, bytes = bytes(looked), of = bytes(of)),
            (0, looked, None) => say!("work-bytes", node = name, bytes = bytes(looked)),
            (rows, ..) => say!("work-rows", node = name, rows = say!("count-rows", count = rows)),
        })
    }

    /// For a run: the node whose rows moved last, with those rows; otherwise a file being read.
    fn run_progress(&self) -> Option<Text> {
        if let Some((node, rows)) = self.project.run.last_moved() {
            return Some(say!("work-rows", node = node, rows = say!("count-rows", count = rows)));
        }
        let (node, (so_far, of)) = self.project.run.bytes.iter().max_by_key(|(_, (so_far, _))| *so_far)?;
        Some(match of {
            Some(of) => say!("work-bytes-of", node = node, bytes = bytes(*so_far), of = bytes(*of)),
            None => say!("work-bytes", node = node, bytes = bytes(*so_far)),
        })
    }

    /// Stops the work; results so far stay.
    pub(super) fn stop_work(&mut self, work: Work) {
        match work {
            Work::Run => self.cancel_run(),
            Work::Preview => {
                self.send(Request::StopPreview);
                self.project.results.stopped = true;
                self.set_status(say!("work-preview-stopped"));
            }
            Work::Copy => {
                self.send(Request::StopText);
                self.project.copying = None;
                self.set_status(say!("work-copy-stopped"));
            }
            Work::Find => {
                self.send(Request::StopFind);
                if let Some(search) = &mut self.project.search {
                    let found = std::sync::Arc::make_mut(&mut search.found);
                    (found.is_done, found.is_stopped) = (true, true);
                }
            }
            Work::Compare => {
                self.send(Request::StopCompare);
                self.project.view.compare = None;
                self.project.comparison.waiting = false;
                self.set_status(say!("work-compare-stopped"));
            }
            Work::CellStatistics => self.select_cells(None),
            Work::Catalog => {
                self.send(Request::StopCatalogColumns);
                self.project.catalog = None;
                self.set_status(say!("work-catalog-stopped"));
            }
        }
    }

    /// Resumes a computation that the user has stopped.
    pub(super) fn resume_preview(&mut self) {
        self.resume();
    }
}
