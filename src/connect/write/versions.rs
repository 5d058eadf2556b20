//! Earlier outputs, kept beside the current ones: `folder/.tablewire/name/run`.
//!
//! A version is a hard link to the same file. An output is only ever replaced by another file under its name, so that
//! keeping takes space only once there is a newer output.

use std::fs;
use std::path::{Path, PathBuf};

use super::file_driver::FILES;
use super::journal::Journal;
use super::step::{Step, sync_folders};
use crate::base::Problem;
use crate::base::text::in_a_row;
use crate::connect::files::{behind_link, folder_of, temporary_beside};
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::target::Keep;

/// The version that holds the output from before the first run that kept any.
pub const BEFORE: i64 = 0;

fn folder(output: &Path) -> PathBuf {
    let name = output.file_name().unwrap_or_default();
    folder_of(output).join(".tablewire").join(name)
}

/// The runs for which a version of an output is kept, oldest first.
pub fn versions(output: &Path) -> Vec<i64> {
    let entries = fs::read_dir(folder(&behind_link(output))).into_iter().flatten().flatten();
    let mut runs: Vec<i64> = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).collect();
    runs.sort_unstable();
    runs
}

/// Keeps the current file at `output` as the version before any run, unless a version is kept already.
pub(super) fn keep_before(output: &Path) -> Result<(), Problem> {
    if output.exists() && versions(output).is_empty() { link(output, BEFORE) } else { Ok(()) }
}

/// Keeps the file at `output` as the version of a run, and removes the oldest beyond `count`.
pub(super) fn keep(output: &Path, keep: Keep) -> Result<(), Problem> {
    link(output, keep.run)?;
    let runs = versions(output);
    for run in &runs[..runs.len().saturating_sub(keep.count.max(1))] {
        // One version too many does no harm.
        let _ = fs::remove_file(folder(output).join(run.to_string()));
    }
    Ok(())
}

fn link(output: &Path, run: i64) -> Result<(), Problem> {
    let folder = folder(output);
    fs::create_dir_all(&folder).map_err(|error| io_problem(FileOperation::MakeFolder, &folder, &error))?;
    let version = folder.join(run.to_string());
    let _ = fs::remove_file(&version);
    // Where there are no hard links, a copy is used.
    fs::hard_link(output, &version)
        .or_else(|_| fs::copy(output, &version).map(drop))
        .map_err(|error| io_problem(FileOperation::KeepVersion, output, &error))
}

/// Moves the versions of a run back into place: all of them, or none.
pub fn roll_back(outputs: &[PathBuf], run: i64) -> Result<(), Problem> {
    let mut journal = Journal::create()?;
    let mut temporaries = Vec::new();
    let mut steps = Vec::new();
    for output in outputs {
        let output = behind_link(output);
        let version = folder(&output).join(run.to_string());
        if !version.exists() {
            let message = say!("write-no-version", path = output.display(), run = run.to_string());
            return Err(Problem::error(message).remedy(match versions(&output).as_slice() {
                [] => say!("write-run-with-keep"),
                kept => say!("write-kept", runs = in_a_row(kept.iter().map(i64::to_string))),
            }));
        }
        if is_same(&version, &output) {
            continue;
        }
        let temporary = temporary_beside(&output, |name| journal.note_temporary(name))?.into_temp_path();
        // The name was only reserved: a hard link to the version takes its place, so that the version itself stays.
        let copied = fs::remove_file(&temporary)
            .and_then(|()| fs::hard_link(&version, &temporary).or_else(|_| fs::copy(&version, &temporary).map(drop)));
        copied.map_err(|error| io_problem(FileOperation::Restore, &output, &error))?;
        let backup = output.exists().then(|| temporary.with_extension("old"));
        steps.push(Step { temporary: temporary.to_path_buf(), target: output, backup });
        temporaries.push(temporary);
    }
    journal.note_commit(&steps.iter().map(|step| FILES.ticket(step)).collect::<Result<Vec<_>, _>>()?)?;
    for (index, step) in steps.iter().enumerate() {
        if let Err(error) = step.carry_out() {
            steps[..=index].iter().rev().for_each(Step::undo);
            journal.note_undone();
            return Err(io_problem(FileOperation::Replace, &step.target, &error));
        }
    }
    sync_folders(&steps);
    steps.iter().for_each(Step::forget_backup);
    for temporary in temporaries {
        // It has another name now; nothing is left to remove.
        let _ = temporary.keep();
    }
    Ok(())
}

/// Whether two names denote one file: moving one over the other would do nothing.
fn is_same(a: &Path, b: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |path: &Path| fs::metadata(path).ok().map(|file| (file.dev(), file.ino()));
        id(a).is_some() && id(a) == id(b)
    }
    #[cfg(not(unix))]
    {
        let _ = (a, b);
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replace(path: &Path, text: &str) {
        crate::connect::write_atomic(path, text.as_bytes()).unwrap();
    }

    #[test]
    fn versions_are_kept_forgotten_and_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        replace(&path, "old");
        keep_before(&path).unwrap();
        for run in 1..=4 {
            replace(&path, &format!("run {run}"));
            keep(&path, Keep { run, count: 3 }).unwrap();
        }
        assert_eq!(versions(&path), [2, 3, 4]);
        roll_back(std::slice::from_ref(&path), 2).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "run 2");
        roll_back(std::slice::from_ref(&path), 2).unwrap();
        replace(&path, "newer");
        assert_eq!(versions(&path), [2, 3, 4]);
        roll_back(std::slice::from_ref(&path), 2).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "run 2", "a version outlives what replaced it");
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }

    #[test]
    fn where_one_version_is_missing_none_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a.csv"), folder.path().join("b.csv"));
        for path in [&a, &b] {
            replace(path, "old");
            keep_before(path).unwrap();
            replace(path, "new");
        }
        fs::remove_file(folder.path().join(".tablewire/b.csv/0")).unwrap();
        let problem = roll_back(&[a.clone(), b], BEFORE).unwrap_err();
        assert!(problem.message.contains("Run 0 kept no version of"), "{problem}");
        assert_eq!(fs::read_to_string(&a).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}
