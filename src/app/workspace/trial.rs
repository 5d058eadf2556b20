//! A project that ends the program when it is opened must not end the next start too: it is noted before its first preview
//! and forgotten once that is through. What is still noted at a start is shown there, not opened.

use std::path::{Path, PathBuf};

use super::Workspace;
use crate::connect::Marker;

const FILE: &str = "opening.txt";

/// The project whose first preview is still to come.
#[derive(Debug, Default)]
pub(super) struct Trial {
    marker: Option<Marker>,
    /// The file that is noted.
    noted: Option<PathBuf>,
}

impl Trial {
    /// Of the window whose tabs come back at the next start.
    pub fn of_session() -> Trial {
        Trial { marker: Marker::in_state(FILE), noted: None }
    }

    #[cfg(test)]
    pub fn at(path: PathBuf) -> Trial {
        Trial { marker: Some(Marker::at(path)), noted: None }
    }

    /// The project that was being opened when the last window ended without a word.
    pub fn left(&self) -> Option<PathBuf> {
        let text = self.marker.as_ref()?.read()?;
        Some(PathBuf::from(text.trim_end_matches('\n'))).filter(|path| !path.as_os_str().is_empty())
    }

    /// `file` is about to be computed.
    pub fn begin(&mut self, file: &Path) {
        if let Some(marker) = &self.marker {
            marker.set(&file.display().to_string());
            self.noted = Some(file.to_owned());
        }
    }

    /// What was about to be computed is through, or nobody looks at it any more.
    pub fn end(&mut self) {
        if let Some(marker) = self.marker.as_ref().filter(|_| self.noted.take().is_some()) {
            marker.clear();
        }
    }
}

impl Drop for Trial {
    /// The window ends in order, whatever was still computed.
    fn drop(&mut self) {
        self.end();
    }
}

impl Workspace {
    /// Forgets what was noted once its preview is through, or another project is shown.
    pub(super) fn follow_trial(&mut self) {
        let app = &self.app;
        let is_other = app.project.file != self.trial.noted;
        if self.trial.noted.is_some() && (is_other || app.project.results.settled) {
            self.trial.end();
        }
    }
}
