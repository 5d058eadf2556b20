//! A project that crashes the program when it is opened must not crash the next start too: it is recorded before its
//! first preview and removed after it. A project still recorded at startup is listed, not opened.

use std::path::{Path, PathBuf};

use super::Workspace;
use crate::connect::Marker;

const FILE: &str = "opening.txt";

/// The project whose first preview is not finished yet.
#[derive(Debug, Default)]
pub(super) struct Trial {
    marker: Option<Marker>,
    /// The recorded file.
    noted: Option<PathBuf>,
}

impl Trial {
    /// The trial of the window whose tabs are restored at the next start.
    pub fn of_session() -> Trial {
        Trial { marker: Marker::in_state(FILE), noted: None }
    }

    #[cfg(test)]
    pub fn at(path: PathBuf) -> Trial {
        Trial { marker: Some(Marker::at(path)), noted: None }
    }

    /// The project that was being opened when the last window crashed.
    pub fn left(&self) -> Option<PathBuf> {
        let text = self.marker.as_ref()?.read()?;
        Some(PathBuf::from(text.trim_end_matches('\n'))).filter(|path| !path.as_os_str().is_empty())
    }

    /// Records that `file` is about to be computed.
    pub fn begin(&mut self, file: &Path) {
        if let Some(marker) = &self.marker {
            marker.set(&file.display().to_string());
            self.noted = Some(file.to_owned());
        }
    }

    /// Removes the record: the preview is finished, or no longer displayed.
    pub fn end(&mut self) {
        if let Some(marker) = self.marker.as_ref().filter(|_| self.noted.take().is_some()) {
            marker.clear();
        }
    }
}

impl Drop for Trial {
    /// The window exits cleanly, whatever was still being computed.
    fn drop(&mut self) {
        self.end();
    }
}

impl Workspace {
    /// Removes the record when the preview is finished, or another project is active.
    pub(super) fn follow_trial(&mut self) {
        let app = &self.app;
        let is_other = app.project.file != self.trial.noted;
        if self.trial.noted.is_some() && (is_other || app.project.results.settled) {
            self.trial.end();
        }
    }
}
