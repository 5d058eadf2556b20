//! Restoring versions.

use std::fs;
use std::path::{Path, PathBuf};

use super::kept::KeptOutput;
use super::manifest::digest;
use crate::base::Problem;
use crate::connect::files::{like, temporary_beside};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::write::disk;
use crate::connect::write::file_driver::FILES;
use crate::connect::write::journal::Journal;
use crate::connect::write::lock::{PATIENCE, TargetLocks};
use crate::connect::write::step::{Step, sync_folders};
use crate::connect::write::withdrawal::Withdrawal;

/// Replaces outputs with their versions: all of them, or none. A version that has changed since it was kept is refused.
/// Returns warnings.
pub fn restore(kept: &[KeptOutput]) -> Result<Vec<Problem>, Problem> {
    let mut journal = Journal::create();
    let targets: Vec<PathBuf> = kept.iter().map(|kept| kept.output.clone()).collect();
    journal.note_locks(&targets);
    let note = |path: &Path| journal.note_temporary(path);
    let locks = TargetLocks::acquire(&targets, PATIENCE, &Withdrawal::default(), note)?;
    let mut temporaries = Vec::new();
    let mut steps = Vec::new();
    for KeptOutput { output, version, digest: expected } in kept {
        let failed = |error: std::io::Error| io_problem(FileOperation::Restore, output, &error);
        if let Some(expected) = expected
            && digest(version).map_err(failed)? != *expected
        {
            let problem = Problem::error(say!("write-version-changed", path = version.display()));
            return Err(problem.remedy(say!("write-restore-another")));
        }
        if is_same(version, output) {
            continue;
        }
        let temporary = temporary_beside(output, |name| journal.note_temporary(name))?.into_temp_path();
        // Never a hard link to the version: a change of the output must not change it.
        disk::copy(version, &temporary).map_err(failed)?;
        if let Ok(existing) = fs::metadata(output) {
            like((output, &existing), &temporary).map_err(failed)?;
        }
        steps.push(Step::of(&temporary, output, None).map_err(failed)?);
        temporaries.push(temporary);
    }
    journal.note_commit(&steps.iter().map(|step| FILES.ticket(step)).collect::<Result<Vec<_>, _>>()?);
    for (index, step) in steps.iter().enumerate() {
        if let Err(error) = step.carry_out() {
            let undone: Vec<_> = steps[..=index].iter().rev().map(Step::undo).collect();
            match undone.iter().all(Result::is_ok) {
                true => journal.note_undone(),
                false => journal.stay(),
            }
            return Err(io_problem(FileOperation::Replace, &step.target, &error));
        }
    }
    sync_folders(&steps);
    let settled: Vec<_> = steps.iter().map(Step::settle).collect();
    journal.note_done();
    if settled.iter().any(Result::is_err) | locks.release() {
        journal.stay();
    }
    for temporary in temporaries {
        // It has another name now; nothing is left to remove.
        let _ = temporary.keep();
    }
    Ok(journal.lost().into_iter().collect())
}

/// Whether the output has the content of the version already.
fn is_same(version: &Path, output: &Path) -> bool {
    let bytes = |path: &Path| fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|metadata| metadata.len());
    let is_alike = bytes(version).is_some() && bytes(version) == bytes(output);
    is_alike && digest(version).ok() == digest(output).ok()
}
