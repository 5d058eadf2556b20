//! A project that crashes the program when it is opened must not crash the next start too: it is recorded before its
//! first preview and removed after it. A project still recorded at startup is listed, not opened.

use std::path::{Path, PathBuf};

use crate::connect::Marker;

const FILE: &str = "opening.txt";

/// The project whose first preview is not finished yet.
#[derive(Debug, Default)]
pub(super) struct CrashGuard {
    marker: Option<Marker>,
    /// The recorded file.
    pub(super) recorded: Option<PathBuf>,
}

impl CrashGuard {
    /// The guard of the window whose tabs are restored at the next start.
    pub fn of_session() -> CrashGuard {
        CrashGuard { marker: Marker::in_state(FILE), recorded: None }
    }

    #[cfg(test)]
    pub fn at(path: PathBuf) -> CrashGuard {
        CrashGuard { marker: Some(Marker::at(path)), recorded: None }
    }

    /// The project that was being opened when the last window crashed.
    pub fn suspect(&self) -> Option<PathBuf> {
        let text = self.marker.as_ref()?.read()?;
        Some(PathBuf::from(text.trim_end_matches('\n'))).filter(|path| !path.as_os_str().is_empty())
    }

    /// Records that `file` is about to be computed.
    pub fn begin(&mut self, file: &Path) {
        if let Some(marker) = &self.marker {
            marker.set(&file.display().to_string());
            self.recorded = Some(file.to_owned());
        }
    }

    /// Removes the record: the preview is finished, or no longer displayed.
    pub fn end(&mut self) {
        if let Some(marker) = self.marker.as_ref().filter(|_| self.recorded.take().is_some()) {
            marker.clear();
        }
    }
}

impl Drop for CrashGuard {
    /// The window exits cleanly, whatever was still being computed.
    fn drop(&mut self) {
        self.end();
    }
}
