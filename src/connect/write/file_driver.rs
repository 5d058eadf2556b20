//! Recovery of output files after a crash.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::check_target::is_writable;
use super::disk;
use super::step::Step;
use super::versions::place::{is_version, manifest_of};
use crate::base::Problem;
use crate::connect::files::{is_temporary_name, is_temporary_of};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::links::folder_of;
use crate::connect::owned::may_be_ours;
use crate::connect::source::Address;
use crate::connect::target::{Driver, Removal, Standing, Ticket};

/// Finishes or removes files. The staged ticket is the path of a temporary file, the prepared one a [`Step`]; both as
/// JSON.
pub(super) struct FileDriver;

pub(super) const FILES: FileDriver = FileDriver;

impl FileDriver {
    pub fn ticket(&self, of: &impl Serialize) -> Result<Ticket, Problem> {
        Ticket::of(self.name(), of)
    }
}

impl Driver for FileDriver {
    fn name(&self) -> &'static str {
        "file"
    }

    fn check(&self, ticket: &str) -> Result<(), Problem> {
        let is_so = match serde_json::from_str::<PathBuf>(ticket) {
            Ok(staged) => is_ours(&staged),
            Err(_) => serde_json::from_str::<Step>(ticket).is_ok_and(|step| is_our_step(&step)),
        };
        let refused = || Problem::warning(say!("write-note-not-ours", ticket = ticket));
        if is_so { Ok(()) } else { Err(refused()) }
    }

    fn address(&self, prepared: &str) -> Option<Address> {
        serde_json::from_str::<Step>(prepared).ok().map(|step| step.target.into())
    }

    fn remove(&self, staged: &str) -> Removal {
        let Ok(path) = serde_json::from_str::<PathBuf>(staged) else { return Removal::Absent };
        // A published version stays.
        if is_version(&path) && manifest_of(&path).exists() {
            return Removal::Absent;
        }
        match disk::remove_file(&path) {
            Ok(()) => Removal::Removed,
            Err(_) if fs::symlink_metadata(&path).is_ok() => Removal::Left,
            Err(_) => Removal::Absent,
        }
    }

    fn standing(&self, prepared: &str) -> Result<Standing, Problem> {
        let step = step(prepared)?;
        step.standing().map_err(|error| io_problem(FileOperation::FinishReplacing, &step.target, &error))
    }

    fn finish(&self, prepared: &str) -> Result<Option<Address>, Problem> {
        let step = step(prepared)?;
        if fs::symlink_metadata(&step.temporary).is_err() {
            return Ok(None);
        }
        let moved = disk::rename(&step.temporary, &step.target);
        moved.map_err(|error| io_problem(FileOperation::FinishReplacing, &step.target, &error))?;
        Ok(Some(step.target.into()))
    }

    fn undo(&self, prepared: &str) -> Result<(), Problem> {
        let step = step(prepared)?;
        step.undo().map_err(|error| io_problem(FileOperation::Restore, &step.target, &error))
    }

    fn settle(&self, prepared: &str) -> Result<(), Problem> {
        let step = step(prepared)?;
        step.settle().map_err(|error| io_problem(FileOperation::FinishReplacing, &step.target, &error))
    }
}

fn step(prepared: &str) -> Result<Step, Problem> {
    serde_json::from_str(prepared).map_err(|_| Problem::warning(say!("write-note-not-ours", ticket = prepared)))
}

/// Whether a file is one that a run of this user creates beside its outputs, or is not there any more.
fn is_ours(path: &Path) -> bool {
    let is_named = path.file_name().and_then(|name| name.to_str()).is_some_and(is_temporary_name) || is_version(path);
    let is_file = || match fs::symlink_metadata(path) {
        Ok(metadata) => metadata.is_file() && may_be_ours(&metadata),
        Err(_) => true,
    };
    path.is_absolute() && is_named && is_file()
}

fn is_our_step(step: &Step) -> bool {
    let Step { temporary, target, backup, version, .. } = step;
    let is_backup = |backup: &PathBuf| *backup == temporary.with_extension("old");
    is_ours(temporary)
        && folder_of(temporary) == folder_of(target)
        && is_temporary_of(temporary, target)
        && backup.as_ref().is_none_or(is_backup)
        && version.as_ref().is_none_or(|version| is_ours(version) && is_version(version))
        && fs::symlink_metadata(target).ok().is_none_or(|metadata| metadata.is_file())
        && (!folder_of(target).exists() || is_writable(folder_of(target)))
}
