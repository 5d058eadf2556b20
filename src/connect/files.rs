//! Whole files: reading text, replacing a file, finding files by a pattern.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::attributes::{AccessList, copy_attributes};
use super::folders::{Fault, files_below, is_deep};
use super::io_problem::{FileOperation, io_problem};
use super::links::{behind_link, folder_of};
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
/// content. Owner and permissions are kept, and a symbolic link stays one.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let path = &behind_link(path);
    let failed = |error: std::io::Error| io_problem(FileOperation::Write, path, &error);
    let mut temporary = temporary_beside(path, |_| Ok(()))?;
    temporary.write_all(bytes).and_then(|()| temporary.as_file().sync_all()).map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    sync_folder(folder_of(path));
    Ok(())
}

/// A new hidden file in the folder of `path`, with the permissions and attributes of the existing file. It is deleted when dropped.
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
        Ok(metadata) => Some(metadata),
        Err(_) => None,
    };
    let prefix = prefix(path).ok_or_else(|| failed(std::io::ErrorKind::InvalidInput.into()))?;
    let mut builder = tempfile::Builder::new();
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
    if let Some(existing) = existing {
        copy_attributes(path, temporary.path());
        like((path, &existing), temporary.path()).map_err(failed)?;
    }
    Ok(temporary)
}

/// Whether a name is one that [`temporary_beside`] gives.
pub(super) fn is_temporary_name(name: &str) -> bool {
    let middle = name.strip_prefix('.').and_then(|rest| rest.strip_suffix(".tmp"));
    let random = middle.and_then(|middle| middle.rsplit_once('.')).map(|(_, random)| random);
    random.is_some_and(|random| random.len() == 6 && random.bytes().all(|c| c.is_ascii_alphanumeric()))
}

/// Whether it gives that name to a file beside `path`.
pub(super) fn is_temporary_of(temporary: &Path, path: &Path) -> bool {
    let name = temporary.file_name().and_then(|name| name.to_str()).filter(|name| is_temporary_name(name));
    let prefix = prefix(path);
    name.zip(prefix)
        .is_some_and(|(name, prefix)| name.len() == prefix.len() + "XXXXXX.tmp".len() && name.starts_with(&prefix))
}

/// A prefix of the name is enough to recognise it, and stays below the length limit for names.
fn prefix(path: &Path) -> Option<String> {
    let prefix: String = path.file_name()?.to_string_lossy().chars().take(40).collect();
    Some(format!(".{prefix}."))
}

/// Gives a new file or folder the owner, the group, the permissions and the access control list of an existing one, as far
/// as this user may: those of the group, and the list, only together with the group.
pub(super) fn like((path, existing): (&Path, &fs::Metadata), new: &Path) -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
        let own = fs::metadata(new)?;
        let user = existing.uid();
        let group = existing.gid();
        let mut mode = existing.mode() & 0o7777;
        let mut list = AccessList::of(path);
        if (own.uid(), own.gid()) != (user, group) && chown(new, Some(user), Some(group)).is_err() {
            let is_of_group = own.gid() == group || chown(new, None, Some(group)).is_ok();
            // Whoever runs with the rights of the owner or the group gets them from the old file, not from the new one.
            mode &= if is_of_group { 0o1777 } else { 0o1707 };
            list = list.filter(|_| is_of_group);
        }
        AccessList::remove(new);
        // With a list, the permissions show its mask in place of what the group may.
        let plain = if list.is_some() { mode & !0o070 } else { mode };
        fs::set_permissions(new, fs::Permissions::from_mode(plain))?;
        match list.map(|list| list.set(new)) {
            // Without it, the group may nothing: never more than before.
            None | Some(Err(_)) => Ok(()),
            Some(Ok(())) => fs::set_permissions(new, fs::Permissions::from_mode(mode)),
        }
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        fs::set_permissions(new, existing.permissions())
    }
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
    let no_pattern = |error: &str| {
        Problem::error(say!("file-no-pattern", pattern = text, error = error)).remedy(say!("file-correct-pattern"))
    };
    let mut files: Vec<PathBuf> = if is_deep(pattern) {
        files_below(pattern).map_err(|fault| match fault {
            Fault::Pattern(error) => no_pattern(error),
            Fault::TooMany => {
                Problem::error(say!("file-too-many-folders", pattern = text)).remedy(say!("file-narrower-pattern"))
            }
        })?
    } else {
        let matches = glob::glob(&text).map_err(|error| no_pattern(error.msg))?;
        matches.filter_map(Result::ok).filter(|path| path.is_file()).collect()
    };
    files.sort();
    files.dedup();
    if files.is_empty() {
        return Err(Problem::error(say!("file-no-match", pattern = text))
            .remedy(say!("file-check-pattern"))
            .transient());
    }
    Ok(files)
}
