//! Keeping a version: a separate copy, which no change of the output affects. Where the file system can, both share
//! their space until one is changed.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::{Manifest, numbered, versions};
use super::place::{BEFORE, folder, is_version, manifest_of, pending_of, publish, remove};
use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::source::Address;
use crate::connect::target::{Driver, Keep, KeptBy};
use crate::connect::write::disk;
use crate::connect::write::file_driver::FILES;
use crate::connect::write::staging::Staging;

/// Copies the complete file `content`, which will be `output`, as the version of a run. It does not exist until
/// [`publish`].
pub(in crate::connect::write) fn stage(
    content: &Path,
    output: &Path,
    keep: &Keep,
    outputs: &[Address],
    staging: &mut Staging<'_>,
) -> Result<PathBuf, Problem> {
    copy(content, output, &keep.run.id, &keep.run, outputs, staging)
}

/// Keeps the file at `output` as the version before any run, unless a version is kept already.
pub(in crate::connect::write) fn keep_before(
    output: &Path,
    keep: &Keep,
    staging: &mut Staging<'_>,
) -> Result<(), Problem> {
    if !output.exists() || !versions(output).is_empty() || !numbered(output).is_empty() {
        return Ok(());
    }
    let id = format!("{}{BEFORE}", keep.run.id);
    let version = copy(output, output, &id, &keep.run, &[Address::from(output)], staging)?;
    publish(&version).map_err(|error| {
        remove_or_note(&version, staging);
        io_problem(FileOperation::KeepVersion, output, &error)
    })
}

fn copy(
    content: &Path,
    output: &Path,
    id: &str,
    run: &KeptBy,
    outputs: &[Address],
    staging: &mut Staging<'_>,
) -> Result<PathBuf, Problem> {
    let failed = |error: std::io::Error| io_problem(FileOperation::KeepVersion, output, &error);
    let folder = folder(output);
    staging.make_folders_alike(&folder)?;
    let outputs: Vec<PathBuf> = outputs.iter().filter_map(|output| output.file().map(Path::to_path_buf)).collect();
    let (version, pending) = (folder.join(id), pending_of(&folder.join(id)));
    let made = staging.make(&version, || disk::copy(content, &version).map_err(failed)).and_then(|()| {
        staging.make(&pending, || {
            let manifest = Manifest::new(run, &version, output, &outputs).map_err(failed)?;
            let text = serde_json::to_string_pretty(&manifest).map_err(|error| failed(error.into()))?;
            disk::create(&pending, text.as_bytes()).map_err(failed)
        })
    });
    if made.is_err() {
        // An incomplete version does not count.
        remove_or_note(&version, staging);
    }
    made.map(|()| version)
}

/// Removes a version that was noted before it was made. What cannot be removed now, the next start removes.
fn remove_or_note(version: &Path, staging: &mut Staging<'_>) {
    if remove(version).is_err() {
        staging.keep_note();
    }
}

/// Removes the oldest versions beyond those that are to be kept, whichever user kept them.
pub(in crate::connect::write) fn prune(output: &Path, keep: &Keep, staging: &mut Staging<'_>) -> Result<(), Problem> {
    let folder = folder(output);
    let before = versions(output).into_iter().filter(|version| version.is_before()).map(|version| version.path);
    let by_number = numbered(output).into_iter().map(|run| folder.join(run.to_string()));
    let of_runs = versions(output).into_iter().filter(|version| !version.is_before()).map(|version| version.path);
    let oldest_first: Vec<PathBuf> = before.chain(by_number).chain(of_runs).collect();
    let surplus = oldest_first.len().saturating_sub(keep.count.max(1));
    // The run's own version is removed last, whatever the clock says.
    let others = oldest_first.iter().filter(|version| !version.ends_with(&keep.run.id));
    for version in others.take(surplus) {
        let ticket = FILES.ticket(version)?;
        // A note that names what others have kept would not be believed.
        if FILES.check(&ticket.text).is_ok() {
            // After a crash in the middle, what has lost its manifest goes as well.
            staging.note(&ticket);
        }
        remove_or_note(version, staging);
    }
    for version in abandoned(&folder) {
        let _ = remove(&version);
    }
    Ok(())
}

/// Versions that runs have left which did not come to their end, and whose notes are lost.
fn abandoned(folder: &Path) -> Vec<PathBuf> {
    let day = std::time::Duration::from_secs(86_400);
    let is_old = |entry: &fs::DirEntry| {
        let at = entry.metadata().and_then(|metadata| metadata.modified()).ok();
        at.and_then(|at| at.elapsed().ok()).is_some_and(|age| age > day)
    };
    let is_without_manifest = |path: &PathBuf| is_version(path) && !manifest_of(path).exists();
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter(is_old).map(|entry| entry.path().with_extension("")).filter(is_without_manifest).collect()
}
