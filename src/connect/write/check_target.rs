//! Why an output cannot be written, as far as it can be detected before anything is written.

use std::fs;
use std::path::Path;

use crate::base::Problem;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::links::{Place, folder_of, place_of};
use crate::connect::target::{Existing, FileTarget, TargetFormat};

/// Fails with the problem that a run would have with the location of an output. Changes nothing to find out.
pub(super) fn check_target(target: &FileTarget) -> Result<(), Problem> {
    let path = match place_of(&target.path).map_err(|problem| problem.at("path"))? {
        Place::File(path) => path,
        Place::Stream(path) => return refused_stream(&path, target),
    };
    let place = path.display();
    if target.existing == Existing::Fail && path.exists() {
        return Err(Problem::error(say!("write-exists", path = place))
            .remedy(say!("write-remove-or-overwrite"))
            .at("path"));
    }
    if is_among_versions(&path) {
        return Err(Problem::error(say!("write-among-versions", path = place))
            .remedy(say!("file-choose-place"))
            .at("path"));
    }
    let folder = folder_of(&path);
    if !target.create_folders && !folder.exists() {
        return Err(Problem::error(say!("write-no-folder", path = folder.display()))
            .remedy(say!("write-make-folder"))
            .at("path")
            .transient());
    }
    check_place(&path)
}

/// Fails with the problem that a file at this path would have with its folder, which may be missing, or with what is there.
pub fn check_place(path: &Path) -> Result<(), Problem> {
    let folder = folder_of(path);
    let failed = |doing, path: &Path, kind: std::io::ErrorKind| Err(io_problem(doing, path, &kind.into()).at("path"));
    let existing = folder.ancestors().find(|folder| folder.as_os_str().is_empty() || folder.exists());
    let existing = existing.filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !existing.is_dir() {
        let doing = if existing == folder { FileOperation::Write } else { FileOperation::MakeFolder };
        let about = if existing == folder { path } else { folder };
        return failed(doing, about, std::io::ErrorKind::NotADirectory);
    }
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            return failed(FileOperation::Write, path, std::io::ErrorKind::IsADirectory);
        }
        Ok(metadata) if metadata.permissions().readonly() => {
            let message = say!("file-cannot-write", path = path.display(), why = say!("file-why-read-only"));
            return Err(Problem::error(message).remedy(say!("file-change-permissions")).at("path"));
        }
        _ => {}
    }
    if path.file_name().is_none() {
        return failed(FileOperation::Write, path, std::io::ErrorKind::InvalidInput);
    }
    match refused_in(existing) {
        None => Ok(()),
        Some(why) => failed(FileOperation::Write, path, why),
    }
}

/// What only takes bytes takes neither a workbook nor a condition.
pub(super) fn refused_stream(path: &Path, target: &FileTarget) -> Result<(), Problem> {
    let refused = |message| Err(Problem::error(message).remedy(say!("write-to-file")).at("path"));
    match target.format {
        TargetFormat::Excel(_) => refused(say!("write-no-workbook", path = path.display())),
        _ if target.existing == Existing::Fail => refused(say!("write-exists", path = path.display())),
        _ => Ok(()),
    }
}

/// Whether the path lies where versions of an output are kept: `.tablewire/NAME/`.
fn is_among_versions(path: &Path) -> bool {
    folder_of(path).ancestors().any(|folder| folder.file_name().is_some_and(|name| name == ".tablewire"))
}

/// Whether files can be created in a folder, as far as the system reports it.
pub(super) fn is_writable(folder: &Path) -> bool {
    refused_in(folder).is_none()
}

/// Why no file can be created in a folder, as far as the system reports it.
#[cfg(target_os = "linux")]
fn refused_in(folder: &Path) -> Option<std::io::ErrorKind> {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK | Access::EXEC_OK).err().map(|error| std::io::Error::from(error).kind())
}

#[cfg(not(target_os = "linux"))]
fn refused_in(folder: &Path) -> Option<std::io::ErrorKind> {
    // On Windows the read-only attribute has no meaning for folders.
    let is_refused = !cfg!(windows) && fs::metadata(folder).is_ok_and(|metadata| metadata.permissions().readonly());
    is_refused.then_some(std::io::ErrorKind::PermissionDenied)
}
