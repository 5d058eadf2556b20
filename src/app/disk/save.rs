//! Saving: only over what is known to be there.

use std::path::Path;

use super::{OnDisk, Version};
use crate::app::App;
use crate::app::notices::Concern;
use crate::app::view::Dialog;
use crate::base::Problem;
use crate::connect::{self, Known};
use crate::document;

impl App {
    /// Writes the project; whether it stands there now. Where the project's own file holds something that was not seen here,
    /// that is shown instead.
    pub(in crate::app) fn write_project(&mut self, path: &Path) -> bool {
        let is_own =
            self.project.file.as_deref().is_some_and(|file| connect::real_path(file) == connect::real_path(path));
        if is_own && self.is_asked_first() {
            return false;
        }
        let written = match self.write_over(path, is_own) {
            Ok(false) if is_own => {
                self.look_at_disk();
                if self.is_asked_first() {
                    return false;
                }
                // Nothing stands against it any more: only the layout of the file was another one.
                if self.project.history.is_dirty() { self.write_over(path, is_own) } else { return false }
            }
            written => written,
        };
        match written {
            Ok(true) => {
                self.project.history.mark_clean();
                self.project.autosave.discard();
                self.keep_column_widths();
                self.dismiss(Concern::Save);
                self.say(say!("saved", file = path.display()));
                true
            }
            Ok(false) => {
                self.say(say!("disk-changes-again", file = path.display()));
                false
            }
            Err(problem) => {
                self.alarm(Concern::Save, say!("save-failed", problem = problem.message), None);
                false
            }
        }
    }

    /// Shows what stands in the file, where a save would lose it.
    fn is_asked_first(&mut self) -> bool {
        let asks = matches!(self.project.disk.state, OnDisk::Changed(_) | OnDisk::Broken { .. });
        if asks {
            self.project.view.dialog = Some(Dialog::OnDisk);
        }
        asks
    }

    pub(super) fn write_over(&mut self, path: &Path, is_own: bool) -> Result<bool, Problem> {
        let text = document::write(self.document());
        // Whether another file is to be replaced was asked when it was chosen.
        let known = match (is_own, self.project.disk.known_text()) {
            (true, _) if self.project.disk.is_gone() => Known::Nothing,
            (true, Some(text)) => Known::Text(text),
            _ => Known::Whatever,
        };
        let done = connect::replace_known(path, text.as_bytes(), known)?;
        if done {
            self.note_written(text);
        }
        Ok(done)
    }

    pub(super) fn note_written(&mut self, text: String) {
        let (document, problems) = (self.document().clone(), Vec::new());
        self.project.disk.begin(Some(Version { text, document, problems }));
    }
}
