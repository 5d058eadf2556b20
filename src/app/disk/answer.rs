//! The user's decision if the file on disk and the open project are different versions.

use super::merged;
use super::state::{OnDisk, Save};
use crate::app::App;
use crate::document::{self, edits_between};

/// The answer to a different version on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskAnswer {
    /// The open version stays; the next save may overwrite the version on disk.
    KeepMine,
    TakeTheirs,
    /// Merges both, with the conflicts resolved as chosen.
    Merge,
    /// Chooses a side in the conflict with this number.
    Choose {
        clash: usize,
        theirs: bool,
    },
    /// Overwrites a file that is not a project with the open version.
    WriteOver,
}

impl App {
    pub(in crate::app) fn answer_disk(&mut self, answer: DiskAnswer) {
        if answer == DiskAnswer::WriteOver {
            return self.write_over_broken();
        }
        let OnDisk::Changed(versions) = &mut self.project.disk.state else { return };
        if let DiskAnswer::Choose { clash, theirs } = answer {
            if theirs {
                versions.chosen.insert(clash);
            } else {
                versions.chosen.remove(&clash);
            }
            versions.merged = merged(self.project.disk.base.as_ref(), self.project.history.document(), versions);
            return;
        }
        self.project.view.dialog = None;
        let theirs = versions.theirs.clone();
        let result = versions.merged.document.clone();
        match answer {
            DiskAnswer::TakeTheirs => {
                self.take_over(say!("step-take-theirs"), theirs);
                return self.set_status(say!("disk-theirs-taken", file = self.project.name()));
            }
            DiskAnswer::Merge => {
                let edits = edits_between(self.document(), &result);
                if let Err(error) = self.project.history.apply(say!("step-merge"), None, edits) {
                    return self.set_status(error.text());
                }
                self.project.history.end_gesture();
                self.set_status(say!("disk-merged", file = self.project.name()));
            }
            _ => self.set_status(say!("disk-mine-kept")),
        }
        let is_theirs = document::write(self.document()) == document::write(&theirs.document);
        self.project.disk.begin(Some(theirs));
        // From now on, recovery is based on the version just seen.
        self.project.autosave.discard();
        if is_theirs {
            self.project.history.mark_clean();
        } else {
            self.project.history.mark_dirty();
            self.record_edits(&[]);
        }
    }

    fn write_over_broken(&mut self) {
        self.project.view.dialog = None;
        let (Some(path), OnDisk::Broken { text, .. }) = (self.project.file.clone(), &self.project.disk.state) else {
            return;
        };
        // If the file contains a different text than the one reported, that is reported.
        let overwrites = Some(text.clone());
        self.ask_save(Save { overwrites, ..Save::own(path, None) });
    }
}
