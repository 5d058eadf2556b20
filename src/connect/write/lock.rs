//! Locks of outputs: runs that replace the same file take turns, also across users and machines.
//!
//! A lock is a file beside the output. It names the process that holds it, and carries a lock of the operating system
//! while that process lives; so an abandoned lock is recognised and taken over.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::disk;
use super::withdrawal::Withdrawal;
use crate::base::{KeyBuilder, Problem};
use crate::connect::files::temporary_beside;
use crate::connect::io_problem::{FileOperation, io_problem};
use crate::connect::links::{folder_of, real_path};
use crate::connect::process::{Life, Process};

/// The extension of lock files.
const ENDING: &str = ".tablewire-lock";

/// How long a run waits for others.
pub(super) const PATIENCE: Duration = Duration::from_secs(60);

/// The pause between two attempts.
const PAUSE: Duration = Duration::from_millis(10);

/// A lock whose process cannot be examined counts as abandoned once it has not been renewed for this long.
pub(super) const OLD: Duration = Duration::from_secs(120);

/// The locks of several outputs. They are released when this is dropped.
#[derive(Debug)]
pub(super) struct TargetLocks(Vec<TargetLock>);

#[derive(Debug)]
struct TargetLock {
    path: PathBuf,
    /// Locked with the system, where that is supported.
    file: File,
}

impl TargetLocks {
    /// Locks `targets`, in the same order in every process. Waits for others up to `patience`, or until it is
    /// withdrawn. `note` receives the name of each file that is about to be created.
    pub fn acquire(
        targets: &[PathBuf],
        patience: Duration,
        withdrawal: &Withdrawal,
        mut note: impl FnMut(&Path) -> Result<(), Problem>,
    ) -> Result<TargetLocks, Problem> {
        let mut paths: Vec<(PathBuf, &PathBuf)> = targets.iter().map(|target| (lock_path(target), target)).collect();
        paths.sort();
        paths.dedup_by(|a, b| a.0 == b.0);
        let mut locks = TargetLocks(Vec::new());
        let until = Instant::now() + patience;
        for (path, target) in paths {
            loop {
                match attempt(&path, &mut note).map_err(|failed| failed.problem(&path))? {
                    Attempt::Locked(file) => {
                        locks.0.push(TargetLock { path, file });
                        break;
                    }
                    Attempt::Held(owner) if Instant::now() >= until => return Err(held_by(target, &path, owner)),
                    Attempt::Held(_) if withdrawal.is_withdrawn_within(PAUSE) => return Err(Problem::stopped()),
                    Attempt::Held(_) => {}
                }
            }
        }
        Ok(locks)
    }

    /// Releases them; returns whether a file of one is left, for recovery to remove.
    pub fn release(mut self) -> bool {
        self.unlock()
    }

    fn unlock(&mut self) -> bool {
        let mut is_left = false;
        while let Some(lock) = self.0.pop() {
            // Only if it is still ours: another process may have taken it over as abandoned. Removed before it is
            // unlocked, so that nobody locks a file that no longer has a name.
            is_left |= is_at(&lock.file, &lock.path) && disk::remove_if_there(&lock.path).is_err();
        }
        is_left
    }

    /// Shows other processes that this one is still working.
    pub fn renew(&self) {
        for lock in &self.0 {
            // Who cannot see it asks the process.
            let _ = lock.file.set_modified(SystemTime::now());
        }
    }
}

impl Drop for TargetLocks {
    fn drop(&mut self) {
        self.unlock();
    }
}

/// The lock file of an output, whatever path refers to it.
pub(super) fn lock_path(target: &Path) -> PathBuf {
    let name = target.file_name().unwrap_or_default();
    let folder = real_path(folder_of(target));
    let mut lock = std::ffi::OsString::from(".");
    lock.push(name);
    lock.push(ENDING);
    if lock.len() > 200 {
        let key = KeyBuilder::new("lock").bytes(name.as_encoded_bytes()).finish();
        return folder.join(format!(".{key}{ENDING}"));
    }
    folder.join(lock)
}

enum Attempt {
    Locked(File),
    /// Another process has it; which one, if that can be read.
    Held(Option<Process>),
}

enum Failed {
    Problem(Problem),
    Io(io::Error),
}

impl Failed {
    fn problem(self, path: &Path) -> Problem {
        match self {
            Failed::Problem(problem) => problem,
            Failed::Io(error) => io_problem(FileOperation::Write, path, &error).at("path"),
        }
    }
}

fn attempt(path: &Path, note: &mut dyn FnMut(&Path) -> Result<(), Problem>) -> Result<Attempt, Failed> {
    // Reading a pipe that somebody has put there would take for ever.
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        let problem = Problem::error(say!("write-lock-in-the-way", path = path.display()));
        return Err(Failed::Problem(problem.remedy(say!("write-lock-remove")).at("path")));
    }
    let left_behind = match open(path) {
        Ok(file) => match judge(file, path).map_err(Failed::Io)? {
            Judgement::LeftBehind(file) => Some(file),
            Judgement::Gone => None,
            Judgement::Held(owner) => return Ok(Attempt::Held(owner)),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(Failed::Io(error)),
    };
    // It appears under its name when it is locked and says whose it is.
    let mut new = temporary_beside(path, note).map_err(Failed::Problem)?;
    let text = serde_json::to_string(&Process::own()).unwrap_or_default();
    disk::before("lock").and_then(|()| new.write_all(text.as_bytes())).map_err(Failed::Io)?;
    readable(&new).map_err(Failed::Io)?;
    // Where the system has no locks here, others go by the process.
    let _ = new.as_file().try_lock();
    disk::before("place lock").map_err(Failed::Io)?;
    let placed = match &left_behind {
        Some(_) => new.persist(path),
        None => new.persist_noclobber(path),
    };
    match placed {
        Ok(file) => Ok(Attempt::Locked(file)),
        // Another process was faster.
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Ok(Attempt::Held(None)),
        Err(error) => Err(Failed::Io(error.error)),
    }
}

/// Some systems lock only files that are open for writing; other users may only read it.
fn open(path: &Path) -> io::Result<File> {
    let may_write = File::options().read(true).write(true).open(path);
    may_write.or_else(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => File::open(path),
        _ => Err(error),
    })
}

enum Judgement {
    /// Locked with the system as long as the file is open: of several who find it, one replaces it.
    LeftBehind(File),
    Gone,
    Held(Option<Process>),
}

fn judge(file: File, path: &Path) -> io::Result<Judgement> {
    let is_locked = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => return Ok(Judgement::Held(owner_of(path))),
        Err(TryLockError::Error(_)) => false,
    };
    if !is_at(&file, path) {
        return Ok(Judgement::Gone);
    }
    let owner = owner_of(path);
    let age = file.metadata()?.modified().ok().and_then(|at| at.elapsed().ok()).unwrap_or_default();
    let is_left = match &owner {
        // On the same system its locks are reliable; between systems they may not be.
        Some(owner) if is_locked && owner.is_near(&Process::own()) => true,
        Some(owner) if owner.life() == Life::Gone => true,
        Some(owner) if owner.life() == Life::Alive => false,
        _ => is_locked && age > OLD,
    };
    Ok(if is_left { Judgement::LeftBehind(file) } else { Judgement::Held(owner) })
}

fn owner_of(path: &Path) -> Option<Process> {
    serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
}

/// Whether an open file still has this name.
fn is_at(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let id = |metadata: io::Result<fs::Metadata>| metadata.ok().map(|file| (file.dev(), file.ino()));
        id(file.metadata()).is_some_and(|own| id(fs::symlink_metadata(path)) == Some(own))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}

fn held_by(target: &Path, lock: &Path, owner: Option<Process>) -> Problem {
    let owner = owner.unwrap_or_default();
    let (path, lock) = (target.display(), lock.display());
    let problem = match owner.host.is_empty() {
        true => Problem::error(say!("write-locked", path = path)),
        false => {
            Problem::error(say!("write-locked-by", path = path, process = owner.id.to_string(), host = owner.host))
        }
    };
    problem.remedy(say!("write-wait-or-remove", lock = lock)).at("path").transient()
}
