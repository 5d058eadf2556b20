//! What ends the program when it starts must not end the next start too: the project that is opened is recorded before its
//! first preview, with what is being computed, and the record is removed a calm second after it. What is still recorded
//! at startup is listed, not opened.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::app::suspect::Suspect;
use crate::connect::Marker;

const FILE: &str = "opening.txt";
/// The record stays for this long after the first preview: drawing it must not end the program either.
const CALM: Duration = Duration::from_secs(1);

/// What the last start was doing when it ended the program.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// It had not reached a project yet.
    Everything,
    Project(Suspect),
}

/// The project whose first preview is not finished yet.
#[derive(Debug, Default)]
pub(super) struct CrashGuard {
    marker: Option<Marker>,
    noted: Noted,
    calm: Duration,
    /// Since when nothing was computed.
    calm_since: Option<Instant>,
}

/// What is recorded.
#[derive(Debug, Default, PartialEq)]
enum Noted {
    #[default]
    Nothing,
    Everything,
    Project(Suspect),
}

impl CrashGuard {
    /// The guard of the window whose tabs are restored at the next start.
    pub fn of_session() -> CrashGuard {
        CrashGuard::with(Marker::in_state(FILE), CALM)
    }

    #[cfg(test)]
    pub fn at(path: std::path::PathBuf) -> CrashGuard {
        CrashGuard::with(Some(Marker::at(path)), Duration::ZERO)
    }

    fn with(marker: Option<Marker>, calm: Duration) -> CrashGuard {
        CrashGuard { marker, noted: Noted::Nothing, calm, calm_since: None }
    }

    /// What was recorded when the last window crashed.
    pub fn left(&self) -> Option<Left> {
        let text = self.marker.as_ref()?.read()?;
        let (path, computing) = text.split_once('\n').unwrap_or((&text, ""));
        let computing = Some(computing.trim_end()).filter(|computing| !computing.is_empty());
        Some(match path {
            "" => Left::Everything,
            path => Left::Project(Suspect { path: path.into(), computing: computing.map(str::to_owned) }),
        })
    }

    fn note(&mut self, noted: Noted) {
        let Some(marker) = &self.marker else { return };
        match &noted {
            Noted::Nothing => marker.clear(),
            Noted::Everything => marker.set("\n"),
            Noted::Project(Suspect { path, computing }) => {
                marker.set(&format!("{}\n{}", path.display(), computing.as_deref().unwrap_or_default()));
            }
        }
        (self.noted, self.calm_since) = (noted, None);
    }

    /// Records that projects are about to be read.
    pub fn begin_start(&mut self) {
        self.note(Noted::Everything);
    }

    /// Records that `file` is about to be computed.
    pub fn begin(&mut self, file: &Path) {
        self.note(Noted::Project(Suspect { path: file.to_owned(), computing: None }));
    }

    /// Removes the record of the last window.
    pub fn forget(&mut self) {
        self.note(Noted::Nothing);
    }

    /// Removes the record: the preview is finished, or no longer displayed.
    pub fn end(&mut self) {
        if self.noted != Noted::Nothing {
            self.note(Noted::Nothing);
        }
    }

    /// Records what is being computed; nothing is: the record is removed after a calm second.
    pub fn follow(&mut self, file: Option<&Path>, is_settled: bool, computing: Option<String>) {
        let Noted::Project(noted) = &self.noted else { return };
        if file != Some(&noted.path) {
            self.end();
        } else if !is_settled {
            self.calm_since = None;
            if computing.is_some() && computing != noted.computing {
                self.note(Noted::Project(Suspect { path: noted.path.clone(), computing }));
            }
        } else if self.calm_since.get_or_insert_with(Instant::now).elapsed() >= self.calm {
            self.end();
        }
    }

    /// Whether nothing is recorded.
    pub fn is_off(&self) -> bool {
        self.noted == Noted::Nothing
    }

    /// The time until the next update, if it is waiting.
    pub fn rest(&self) -> Option<Duration> {
        self.calm_since.map(|since| self.calm.saturating_sub(since.elapsed()))
    }
}

impl Drop for CrashGuard {
    /// The window exits cleanly, whatever was still being computed.
    fn drop(&mut self) {
        self.end();
    }
}
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_being_computed_is_told_until_a_calm_second() {
        let folder = tempfile::tempdir().unwrap();
        let marker = folder.path().join("opening.txt");
        let file = Path::new("/data/books.ron");
        let calm = Duration::from_millis(40);
        let mut guard = CrashGuard::with(Some(Marker::at(marker.clone())), calm);
        assert_eq!(guard.left(), None);
        guard.begin_start();
        assert_eq!(guard.left(), Some(Left::Everything));
        guard.begin(file);
        let left = |computing: Option<&str>| {
            Some(Left::Project(Suspect { path: file.into(), computing: computing.map(str::to_owned) }))
        };
        assert_eq!(guard.left(), left(None));
        guard.follow(Some(file), false, Some("books.read_excel".into()));
        guard.follow(Some(file), false, None);
        assert_eq!(guard.left(), left(Some("books.read_excel")));
        guard.follow(Some(file), true, None);
        assert!(marker.exists() && guard.rest().is_some(), "the first calm second is not over");
        std::thread::sleep(calm);
        guard.follow(Some(file), true, None);
        assert!(!marker.exists());
    }
}
