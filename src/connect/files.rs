//! Whole files: reading text, replacing a file, finding files by a pattern.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::io_problem::{FileOperation, io_problem};
use crate::base::Problem;

/// The text of a UTF-8 file, without a byte order mark.
pub fn read_text(path: &Path) -> Result<String, Problem> {
    let bytes = fs::read(path).map_err(|error| io_problem(FileOperation::Read, path, &error))?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes()[..valid].iter().filter(|&&b| b == b'\n').count();
            let message = say!("file-not-utf8-text", path = path.display(), byte = valid + 1, line = line);
            Err(Problem::error(message).remedy(say!("file-save-utf8")))
        }
    }
}

/// Replaces the content of the file at `path` by `bytes` atomically: after a crash it holds either the old or the new
/// content. Permissions are kept, and a symbolic link stays one.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let path = &behind_link(path);
    let failed = |error: std::io::Error| io_problem(FileOperation::Write, path, &error);
    let mut temporary = temporary_beside(path, |_| Ok(()))?;
    temporary.write_all(bytes).and_then(|()| temporary.as_file().sync_all()).map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// A new hidden file in the folder of `path`, with the permissions of the existing file. It is deleted when dropped.
/// `note` receives each name that is tried before the file exists, so that a crash can never leave it unrecorded.
pub(super) fn temporary_beside(
    path: &Path,
    mut note: impl FnMut(&Path) -> Result<(), Problem>,
) -> Result<tempfile::NamedTempFile, Problem> {
    let failed = |error: std::io::Error| io_problem(FileOperation::Write, path, &error);
    let existing = match fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => return Err(failed(std::io::ErrorKind::IsADirectory.into())),
        Ok(metadata) if metadata.permissions().readonly() => {
            let message = say!("file-cannot-write", path = path.display(), why = say!("file-why-read-only"));
            return Err(Problem::error(message).remedy(say!("file-change-permissions")));
        }
        Ok(metadata) => Some(metadata.permissions()),
        Err(_) => None,
    };
    let name = path.file_name().ok_or_else(|| failed(std::io::ErrorKind::InvalidInput.into()))?;
    // A prefix of the name is enough to recognise it, and stays below the length limit for names.
    let prefix: String = name.to_string_lossy().chars().take(40).collect();
    let mut builder = tempfile::Builder::new();
    let prefix = format!(".{prefix}.");
    builder.prefix(&prefix).suffix(".tmp");
    let mut unnoted = None;
    let temporary = builder.make_in(folder_of(path), |name| {
        note(name).map_err(|problem| {
            unnoted = Some(problem);
            std::io::ErrorKind::Other
        })?;
        File::options().read(true).write(true).create_new(true).open(name)
    });
    let temporary = temporary.map_err(|error| unnoted.take().unwrap_or_else(|| failed(error)))?;
    if let Some(permissions) = existing {
        fs::set_permissions(temporary.path(), permissions).map_err(failed)?;
    }
    Ok(temporary)
}

/// Where a write to `path` goes: the target of a symbolic link, else `path` itself.
pub(super) fn behind_link(path: &Path) -> PathBuf {
    let is_link = fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink());
    if is_link { fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf()) } else { path.to_path_buf() }
}

/// One canonical name for one file, however it is written; also for a file that does not exist yet.
pub fn real_path(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (path.parent().filter(|folder| !folder.as_os_str().is_empty()), path.file_name()) {
        (Some(folder), Some(name)) => real_path(folder).join(name),
        _ => path.to_path_buf(),
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Makes the renames in a folder durable, if the system can.
pub(super) fn sync_folder(folder: &Path) {
    // Some file systems cannot sync a folder; the rename has happened anyway.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// The paths that a path with `{a,b}` denotes; `None` if it has no such list.
pub fn alternatives(text: &str) -> Option<Vec<String>> {
    let open = text.find('{')?;
    let close = open + text[open..].find('}')?;
    let inner = &text[open + 1..close];
    let all = inner.split(',').map(|one| format!("{}{one}{}", &text[..open], &text[close + 1..]));
    inner.contains(',').then(|| all.collect())
}

/// The files that a path with `*`, `?`, `[…]`, `**` and `{a,b}` matches, ordered by name; a path without these is
/// returned itself, whether it exists or not. A file whose name contains such characters literally is also found.
pub fn glob(pattern: &Path) -> Result<Vec<PathBuf>, Problem> {
    let text = pattern.to_string_lossy();
    if let Some(paths) = alternatives(&text).filter(|_| !pattern.exists()) {
        let mut files = Vec::new();
        for path in paths {
            files.extend(glob(Path::new(&path))?);
        }
        files.sort();
        files.dedup();
        return Ok(files);
    }
    if !text.contains(['*', '?', '[']) || pattern.exists() {
        return Ok(vec![pattern.to_path_buf()]);
    }
    let matches = glob::glob(&text).map_err(|error| {
        Problem::error(say!("file-no-pattern", pattern = text, error = error.msg)).remedy(say!("file-correct-pattern"))
    })?;
    let mut files: Vec<PathBuf> = matches.filter_map(Result::ok).filter(|path| path.is_file()).collect();
    files.sort();
    if files.is_empty() {
        return Err(Problem::error(say!("file-no-match", pattern = text))
            .remedy(say!("file-check-pattern"))
            .transient());
    }
    Ok(files)
}
