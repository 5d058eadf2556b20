//! What a path refers to: resolves links, `..` and folders that do not exist yet.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::io_problem::{FileOperation, io_problem};
use crate::base::Problem;

/// The maximum number of links that are followed, as by operating systems.
const MOST_LINKS: usize = 40;

/// What an output is written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A file that is replaced, or created.
    File(PathBuf),
    /// A stream of bytes: a device, or standard output as `/dev/stdout`.
    Stream(PathBuf),
}

/// What a write to `path` changes. Fails if that can be neither replaced nor written to.
pub(super) fn place_of(path: &Path) -> Result<Place, Problem> {
    let end = end_of_links(path).map_err(|error| io_problem(FileOperation::Write, path, &error))?;
    if is_descriptor(&end) {
        return Ok(Place::Stream(end));
    }
    let Ok(metadata) = fs::metadata(&end) else { return Ok(Place::File(end)) };
    match special(&metadata) {
        None => Ok(Place::File(end)),
        Some(Special::Writable) => Ok(Place::Stream(end)),
        Some(Special::Refused) => {
            let problem = Problem::error(say!("write-no-file", path = path.display()));
            Err(problem.remedy(say!("write-to-stdout")))
        }
    }
}

/// Whether `path` refers to this process's standard output.
pub fn is_standard_output(path: &Path) -> bool {
    let end = end_of_links(path).unwrap_or_default();
    ["/dev/fd/1", "/proc/self/fd/1"].iter().any(|own| end == Path::new(own))
        || end == Path::new("/proc").join(std::process::id().to_string()).join("fd/1")
}

/// What a write to `path` changes: the end of its links, or `path` itself.
pub(super) fn behind_link(path: &Path) -> PathBuf {
    end_of_links(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The path at the end of the links that `path` is the first of; it need not exist. Fails if they form a loop.
pub(super) fn end_of_links(path: &Path) -> io::Result<PathBuf> {
    let mut end = path.to_path_buf();
    for count in 0..MOST_LINKS {
        if is_descriptor(&end) {
            return Ok(end);
        }
        let Ok(next) = fs::read_link(&end) else {
            return Ok(match end.file_name() {
                Some(name) if count > 0 => real_path(folder_of(&end)).join(name),
                _ => end,
            });
        };
        end = folder_of(&end).join(next);
    }
    Err(io::Error::other(tr!("file-why-link-loop")))
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// One canonical name for one file, however it is written; also for a file that does not exist yet.
pub fn real_path(path: &Path) -> PathBuf {
    resolved(path, MOST_LINKS)
}

fn resolved(path: &Path, links: usize) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    let Ok(absolute) = std::path::absolute(path) else { return path.to_path_buf() };
    let mut real = PathBuf::new();
    for component in absolute.components() {
        match component {
            Component::ParentDir => drop(real.pop()),
            Component::CurDir => {}
            component => {
                real.push(component);
                if let Ok(known) = fs::canonicalize(&real) {
                    real = known;
                } else if let Some(link) = fs::read_link(&real).ok().filter(|_| links > 0) {
                    // It refers to something that does not exist yet.
                    real = resolved(&folder_of(&real).join(link), links - 1);
                }
            }
        }
    }
    real
}

/// Equal numbers mean the same file, whatever its names. `None` if there is no such file, or the system does not number
/// them.
pub fn file_number(path: &Path) -> Option<(u64, u64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(path).ok().filter(fs::Metadata::is_file).map(|file| (file.dev(), file.ino()))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

/// Whether a path names something that this or another process has open.
fn is_descriptor(path: &Path) -> bool {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    matches!(parts.as_slice(), ["/", "dev", "fd", _] | ["/", "proc", _, "fd", _] | ["/", "proc", _, "task", _, "fd", _])
}

/// The type of a file that is not a regular one.
enum Special {
    Writable,
    Refused,
}

#[cfg(unix)]
fn special(metadata: &fs::Metadata) -> Option<Special> {
    use std::os::unix::fs::FileTypeExt;
    let kind = metadata.file_type();
    if kind.is_char_device() {
        return Some(Special::Writable);
    }
    (kind.is_fifo() || kind.is_socket() || kind.is_block_device()).then_some(Special::Refused)
}

#[cfg(not(unix))]
fn special(_: &fs::Metadata) -> Option<Special> {
    None
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn one_file_has_one_name() {
        let place = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(place.path()).unwrap();
        fs::create_dir_all(root.join("a/b")).unwrap();
        symlink(root.join("a/b"), root.join("link")).unwrap();
        symlink("new.csv", root.join("dangling")).unwrap();
        symlink("round", root.join("around")).unwrap();
        symlink("around", root.join("round")).unwrap();
        for (path, expected) in [
            ("a/../x.csv", "x.csv"),
            ("none/../x.csv", "x.csv"),
            ("none/deep/../../a/b/x.csv", "a/b/x.csv"),
            ("link/x.csv", "a/b/x.csv"),
            ("link/../x.csv", "a/x.csv"),
            ("none/../link/x.csv", "a/b/x.csv"),
            ("dangling", "new.csv"),
            ("./a/./b", "a/b"),
        ] {
            assert_eq!(real_path(&root.join(path)), root.join(expected), "{path}");
        }
        assert_eq!(place_of(&root.join("dangling")), Ok(Place::File(root.join("new.csv"))));
        assert!(place_of(&root.join("around")).is_err());
        assert!(real_path(&root.join("around")).starts_with(&root));
    }

    #[test]
    fn only_files_are_replaced() {
        let place = tempfile::tempdir().unwrap();
        let socket = place.path().join("socket");
        let _bound = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let problem = place_of(&socket).unwrap_err();
        assert!(problem.message.contains("socket") && problem.remedy.is_some(), "{problem}");
        assert!(matches!(place_of(Path::new("/dev/null")), Ok(Place::Stream(_))));
        assert!(matches!(place_of(Path::new("/dev/fd/1")), Ok(Place::Stream(_))));
        #[cfg(target_os = "linux")]
        assert!(matches!(place_of(Path::new("/dev/stdout")), Ok(Place::Stream(_))));
    }
}
