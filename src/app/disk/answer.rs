//! What a person decides where the file on disk and what is open are two versions.

use super::{OnDisk, Save, merged};
use crate::app::App;
use crate::document::{self, edits_between};

/// The answer to what is on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskAnswer {
    /// What is open stays as it is; the next save may replace the version on disk.
    KeepMine,
    TakeTheirs,
    /// Both, with the clashes as they are chosen.
    Merge,
    /// In the clash with this number.
    Choose {
        clash: usize,
        theirs: bool,
    },
    /// Replaces what is no project by what is open.
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
        let (theirs, result) = (versions.theirs.clone(), versions.merged.document.clone());
        match answer {
            DiskAnswer::TakeTheirs => {
                self.take_over(say!("step-take-theirs"), theirs);
                return self.say(say!("disk-theirs-taken", file = self.project.name()));
            }
            DiskAnswer::Merge => {
                let edits = edits_between(self.document(), &result);
                if let Err(error) = self.project.history.apply(say!("step-merge"), None, edits) {
                    return self.say(error.text());
                }
                self.project.history.end_gesture();
                self.say(say!("disk-merged", file = self.project.name()));
            }
            _ => self.say(say!("disk-mine-kept")),
        }
        let is_theirs = document::write(self.document()) == document::write(&theirs.document);
        self.project.disk.begin(Some(theirs));
        // What is to be recovered starts from the version that was seen now.
        self.project.autosave.discard();
        if is_theirs {
            self.project.history.mark_clean();
        } else {
            self.project.history.mark_dirty();
            self.note_edits(&[]);
        }
    }

    fn write_over_broken(&mut self) {
        self.project.view.dialog = None;
        let (Some(path), OnDisk::Broken { text, .. }) = (self.project.file.clone(), &self.project.disk.state) else {
            return;
        };
        // Where it is another text by then than the one that was told of, that is told.
        let over_broken = Some(text.clone());
        self.ask_save(Save { over_broken, ..Save::own(path, None) });
    }
}
