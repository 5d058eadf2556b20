//! How an output file takes its place, and how that is undone.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::disk;
use super::identity::Identity;
use super::versions::place::publish;
use crate::connect::files::sync_folder;
use crate::connect::links::folder_of;
use crate::connect::target::Standing;

/// One file moved into place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Step {
    pub temporary: PathBuf,
    pub target: PathBuf,
    /// Where the old file is kept until all steps are done; `None` if there was none.
    pub backup: Option<PathBuf>,
    /// The complete temporary file; `None` in notes of older programs.
    #[serde(default)]
    pub new: Option<Identity>,
    /// The file that was there before; `None` if there was none.
    #[serde(default)]
    pub old: Option<Identity>,
    /// The copy that becomes a kept version once all steps are done.
    #[serde(default)]
    pub version: Option<PathBuf>,
}

impl Step {
    /// The step by which `temporary`, which is complete, replaces `target` as it is now.
    pub fn of(temporary: &Path, target: &Path, version: Option<PathBuf>) -> io::Result<Step> {
        let (new, old) = (Identity::of(temporary)?, Identity::of(target)?);
        let backup = old.map(|_| temporary.with_extension("old"));
        Ok(Step { temporary: temporary.to_path_buf(), target: target.to_path_buf(), backup, new, old, version })
    }

    pub fn carry_out(&self) -> io::Result<()> {
        if let Some(backup) = &self.backup {
            // A hard link keeps the target in place at every moment; where there are no hard links, it is moved away.
            disk::hard_link(&self.target, backup).or_else(|_| disk::rename(&self.target, backup))?;
        }
        disk::rename(&self.temporary, &self.target)
    }

    /// How far it has come, judged by the files alone.
    pub fn standing(&self) -> io::Result<Standing> {
        let (target, temporary) = (Identity::of(&self.target)?, Identity::of(&self.temporary)?);
        let Some(new) = self.new else {
            // An older program recorded only the names.
            return Ok(if temporary.is_some() { Standing::Waiting } else { Standing::InPlace });
        };
        if target == Some(new) {
            return Ok(Standing::InPlace);
        }
        let is_moved_away = target.is_none() && self.backup_now()? == self.old;
        if target != self.old && !is_moved_away {
            return Ok(Standing::Changed);
        }
        Ok(if temporary == Some(new) { Standing::Waiting } else { Standing::Lost })
    }

    /// Undoes [`Step::carry_out`], even one that failed or was interrupted. What others have written since stays. May be
    /// repeated after a failure.
    pub fn undo(&self) -> io::Result<()> {
        let (target, backup) = (Identity::of(&self.target)?, self.backup_now()?);
        let is_ours = match self.new {
            Some(new) => target == Some(new),
            None => Identity::of(&self.temporary)?.is_none(),
        };
        match &self.backup {
            Some(path) if backup.is_some() && (is_ours || target.is_none()) => disk::rename(path, &self.target),
            Some(path) if backup.is_some() => disk::remove_file(path),
            Some(_) if is_ours => Err(io::ErrorKind::NotFound.into()),
            None if is_ours => disk::remove_if_there(&self.target),
            _ => Ok(()),
        }
    }

    /// All steps are done: what would undo this one is no longer needed, and the version of its run appears. May be
    /// repeated.
    pub fn settle(&self) -> io::Result<()> {
        let published = self.version.as_deref().map_or(Ok(()), publish);
        self.backup.as_deref().map_or(Ok(()), disk::remove_if_there).and(published)
    }

    fn backup_now(&self) -> io::Result<Option<Identity>> {
        self.backup.as_deref().map_or(Ok(None), Identity::of)
    }
}

/// Makes the moves of the steps durable.
pub(super) fn sync_folders(steps: &[Step]) {
    let folders: BTreeSet<&Path> = steps.iter().map(|step| folder_of(&step.target)).collect();
    folders.into_iter().for_each(sync_folder);
}
