//! How an output file takes its place, and how that is undone.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::connect::files::{folder_of, sync_folder};

/// One file moved into place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    pub temporary: PathBuf,
    pub target: PathBuf,
    /// Where the old file is kept until all steps are done; `None` if there was none.
    pub backup: Option<PathBuf>,
}

impl Step {
    pub fn carry_out(&self) -> io::Result<()> {
        if let Some(backup) = &self.backup {
            // A hard link keeps the target in place at every moment; where there are no hard links, it is moved away.
            fs::hard_link(&self.target, backup).or_else(|_| fs::rename(&self.target, backup))?;
        }
        fs::rename(&self.temporary, &self.target)
    }

    /// Undoes [`Step::carry_out`], even a failed one. Failures here are ignored: the old file stays as backup.
    pub fn undo(&self) {
        let carried_out = !self.temporary.exists();
        match &self.backup {
            Some(backup) if backup.exists() => {
                let restored = if carried_out || !self.target.exists() {
                    fs::rename(backup, &self.target)
                } else {
                    fs::remove_file(backup)
                };
                let _ = restored;
            }
            None if carried_out => {
                let _ = fs::remove_file(&self.target);
            }
            _ => {}
        }
    }

    pub fn forget_backup(&self) {
        if let Some(backup) = &self.backup {
            let _ = fs::remove_file(backup);
        }
    }
}

/// Makes the moves of the steps durable.
pub(super) fn sync_folders(steps: &[Step]) {
    let folders: BTreeSet<&Path> = steps.iter().map(|step| folder_of(&step.target)).collect();
    folders.into_iter().for_each(sync_folder);
}
