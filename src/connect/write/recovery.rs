//! What the next start does with the notes of crashed runs.

use std::fs::{self, TryLockError};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{self, Emptied};
use super::file_driver::FILES;
use super::journal::{NOTE, Noted, Phase, UNNAMED, folder, note_of_recovery, note_taken_back, read_note};
use super::lock::{TargetLocks, lock_path};
use super::stores::{NotCommitted, Prepared, Stores};
use super::withdrawal::Withdrawal;
use crate::base::text::in_a_row;
use crate::base::{Cancellation, Problem};
use crate::connect::adbc::ADBC;
use crate::connect::duckdb::DUCKDB;
use crate::connect::mysql::MYSQL;
use crate::connect::owned::open_own;
use crate::connect::postgres::POSTGRES;
use crate::connect::process::Life;
use crate::connect::sqlite::SQLITE;
use crate::connect::target::{Driver, Removal, Standing, Ticket};

/// The drivers whose outputs can be finished or undone after a crash.
pub(super) const DRIVERS: &[&dyn Driver] = &[&FILES, SQLITE, POSTGRES, MYSQL, DUCKDB, ADBC];

/// How long to wait for runs that are replacing the same outputs.
const PATIENCE: Duration = Duration::from_secs(5);

/// Finishes or undoes what crashed runs have left: complete outputs are moved into place, incomplete ones removed. What
/// others have written since stays. Returns warnings: what was done, and what could not be; does not touch a run that
/// is still in progress.
pub fn recover_commits() -> Vec<Problem> {
    remove_unnamed();
    notes().iter().flat_map(|path| recover(path, DRIVERS)).collect()
}

/// What crashed runs have left and no start has cleaned up yet, as warnings. Changes nothing.
pub fn unfinished_commits() -> Vec<Problem> {
    let unfinished = |path: &PathBuf| -> Option<Problem> {
        let Opened::Left(_, noted) = opened(path) else { return None };
        let targets = targets(&noted, DRIVERS);
        let problem = match noted.phase {
            Phase::Done => return None,
            Phase::Committing => Problem::warning(say!("write-unfinished", files = in_a_row(names(&targets)))),
            Phase::Writing if noted.staged.is_empty() => return None,
            Phase::Writing => Problem::warning(say!("write-unfinished-files")),
        };
        Some(problem.remedy(say!("write-finish")))
    };
    notes().iter().filter_map(unfinished).collect()
}

/// Removes notes of runs that were killed before they had anything to note.
fn remove_unnamed() {
    let entries = folder().and_then(fs::read_dir).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let is_unnamed = path.extension().is_none()
            && path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with(UNNAMED));
        // A run that has just created it and not locked it yet finds it locked, and creates another.
        if is_unnamed
            && let Some(file) = open_own(&path)
            && file.try_lock().is_ok()
        {
            let _ = disk::remove_file(&path);
        }
    }
}

fn notes() -> Vec<PathBuf> {
    let entries = folder().and_then(fs::read_dir).into_iter().flatten();
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut notes: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|it| it == NOTE)).collect();
    // In the same order each time.
    notes.sort();
    notes
}

enum Opened {
    /// Its run is gone. Locked as long as the file is open.
    Left(fs::File, Box<Noted>),
    Alive,
    NotOurs,
}

fn opened(path: &Path) -> Opened {
    let Some(mut file) = open_own(path) else {
        return if path.exists() { Opened::NotOurs } else { Opened::Alive };
    };
    let is_locked = match file.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock) => return Opened::Alive,
        Err(TryLockError::Error(_)) => false,
    };
    let mut text = String::new();
    if file.read_to_string(&mut text).is_err() {
        return Opened::NotOurs;
    }
    let noted = read_note(&text);
    // Without locks the state of the process decides; a note of an older version does not name it.
    let lives = noted.owner.as_ref().is_some_and(|owner| owner.life() != Life::Gone);
    if !is_locked && lives { Opened::Alive } else { Opened::Left(file, Box::new(noted)) }
}

/// [`recover_commits`] for one note.
pub(super) fn recover(path: &Path, drivers: &[&dyn Driver]) -> Vec<Problem> {
    let (note, noted) = match opened(path) {
        Opened::Left(file, noted) => (file, noted),
        Opened::Alive => return Vec::new(),
        Opened::NotOurs => return vec![not_believed(path, say!("write-note-of-others"))],
    };
    let driver_of = |ticket: &Ticket| drivers.iter().find(|driver| driver.name() == ticket.driver);
    for ticket in noted.staged.iter().chain(&noted.prepared) {
        match driver_of(ticket).map(|driver| driver.check(&ticket.text)) {
            None => {
                let problem = Problem::warning(say!("write-unknown-driver", driver = ticket.driver.as_str()));
                return vec![problem.remedy(say!("history-use-newer"))];
            }
            Some(Err(problem)) => return vec![not_believed(path, problem.message)],
            Some(Ok(())) => {}
        }
    }
    let locked: Vec<PathBuf> = targets(&noted, drivers).into_iter().filter(|target| folder_exists(target)).collect();
    let about = |path: &Path| note_of_recovery(&note, path);
    let locks = match TargetLocks::acquire(&locked, PATIENCE, &Withdrawal::default(), about) {
        Ok(locks) => locks,
        // The note stays: the next start tries again.
        Err(problem) => return vec![later(problem)],
    };
    let (staged, prepared) = (Prepared::all(&noted.staged, drivers), Prepared::all(&noted.prepared, drivers));
    let mut said = Vec::new();
    let done = match noted.phase {
        Phase::Writing => undo(&prepared).map(|()| Done::Nothing),
        Phase::Committing => finish(&prepared, &mut said),
        Phase::Done => prepared.iter().try_for_each(|it| it.driver.settle(it.ticket)).map(|()| Done::Nothing),
    };
    if let Ok(Done::TakenBack) = &done {
        // If something stays beside the outputs, the next start must not take that for an output.
        said.extend(note_taken_back(&note).err());
    }
    let done = match done {
        Ok(done) => done,
        Err(problem) => {
            said.push(later(problem));
            return said;
        }
    };
    drop(locks);
    // The last first: a file that was made for several outputs is empty then.
    let remove = |output: &Prepared<'_>| output.driver.remove(output.ticket);
    let removed: Vec<(Removal, &Prepared)> = staged.iter().rev().map(|output| (remove(output), output)).collect();
    let folders = noted.folders.iter().rev().filter(|folder| folder.is_absolute());
    let is_folder_left = folders.filter(|folder| disk::remove_empty(folder) == Emptied::Left).count() > 0;
    let left = removed.iter().filter(|(removal, _)| *removal == Removal::Left);
    said.extend(left.map(|(_, output)| left_behind(output)));
    // What could not be removed is tried again at the next start.
    if !is_folder_left && !removed.iter().any(|(removal, _)| *removal == Removal::Left) {
        let _ = disk::remove_file(path);
    }
    match done {
        Done::Finished(files) if files.is_empty() => said.push(Problem::warning(say!("write-recovered-in-place"))),
        Done::Finished(files) => {
            said.push(Problem::warning(say!("write-recovered", files = in_a_row(files))));
        }
        Done::TakenBack => said.push(Problem::warning(say!("write-undone"))),
        Done::Nothing if noted.phase == Phase::Done => {}
        Done::Nothing if removed.iter().any(|(removal, _)| *removal == Removal::Removed) => {
            said.push(Problem::warning(say!("write-undone")));
        }
        Done::Nothing => {}
    }
    said
}

/// How an interrupted commit was ended.
enum Done {
    /// The outputs that were moved into place.
    Finished(Vec<String>),
    TakenBack,
    Nothing,
}

fn undo(prepared: &[Prepared<'_>]) -> Result<(), Problem> {
    prepared.iter().rev().try_for_each(|output| output.driver.undo(output.ticket))
}

/// Finishes a commit, or takes it back if that is impossible. Outputs that others have written since stay as they are,
/// and are reported. As soon as a store has committed, nothing is taken back: an error says to try again later.
fn finish(prepared: &[Prepared<'_>], said: &mut Vec<Problem>) -> Result<Done, Problem> {
    let standings = prepared.iter().map(|output| output.driver.standing(output.ticket));
    let standings = standings.collect::<Result<Vec<_>, _>>()?;
    let all = || prepared.iter().zip(&standings);
    let are = |wanted: Standing| all().filter(move |(_, standing)| **standing == wanted).map(|(output, _)| *output);
    for output in are(Standing::Changed) {
        said.push(Problem::warning(say!("write-changed-since", path = output.name())).remedy(say!("write-run-again")));
    }
    let is_fixed = are(Standing::InPlace).any(|output| output.is_in_store());
    if standings.contains(&Standing::Lost) && !is_fixed {
        return undo(prepared).map(|()| Done::TakenBack);
    }
    for output in are(Standing::Lost) {
        said.push(Problem::warning(say!("write-lost-since", path = output.name())).remedy(say!("write-run-again")));
    }
    if standings.iter().all(|standing| *standing == Standing::Changed) {
        return undo(prepared).map(|()| Done::Nothing);
    }
    let waiting: Vec<Prepared> = are(Standing::Waiting).collect();
    let mut finished: Vec<String> = Vec::new();
    match carry_on(&waiting, is_fixed, &mut finished) {
        Ok(()) => {}
        Err(NotCommitted::Left(_, problem)) => return Err(problem),
        Err(NotCommitted::Unchanged(_, problem)) => {
            // Half of them would be worse than none. If that fails as well, the note stays.
            undo(prepared)?;
            said.push(problem);
            return Ok(Done::TakenBack);
        }
    }
    for (output, standing) in all() {
        // Outputs that others have replaced need no settling; only our own files beside them are removed.
        let is_others = matches!(standing, Standing::Changed | Standing::Lost);
        if is_others { output.driver.undo(output.ticket)? } else { output.driver.settle(output.ticket)? }
    }
    Ok(Done::Finished(finished))
}

/// Moves what waits into its place, in the order of a run: the changes of stores first, then other outputs, then the commits of
/// the stores.
fn carry_on(waiting: &[Prepared<'_>], is_fixed: bool, finished: &mut Vec<String>) -> Result<(), NotCommitted> {
    let failed = |index: usize, problem: Problem| match is_fixed {
        true => NotCommitted::Left(index, problem),
        false => NotCommitted::Unchanged(index, problem),
    };
    let stores = Stores::begin(waiting, &Cancellation::default());
    let stores = stores.map_err(|(index, problem)| failed(index, problem))?;
    for output in waiting.iter().filter(|output| !output.is_in_store()) {
        let address = output.driver.finish(output.ticket).map_err(|problem| failed(output.index, problem))?;
        finished.extend(address.map(|address| address.to_string()));
    }
    stores.commit(is_fixed)?;
    finished.extend(waiting.iter().filter(|output| output.is_in_store()).map(Prepared::name));
    Ok(())
}

/// What an interrupted run has staged, and what cannot be removed now.
pub(super) fn left_behind(output: &Prepared<'_>) -> Problem {
    if output.is_in_store() {
        return Problem::warning(say!("write-left-in-store", address = output.name()))
            .remedy(say!("write-removed-later"));
    }
    Problem::warning(say!("write-left", file = output.ticket.trim_matches('"'))).remedy(say!("write-remove-it"))
}

fn targets(noted: &Noted, drivers: &[&dyn Driver]) -> Vec<PathBuf> {
    let address = |ticket: &Ticket| {
        let driver = drivers.iter().find(|driver| driver.name() == ticket.driver)?;
        driver.address(&ticket.text)?.file().map(Path::to_path_buf)
    };
    let mut targets: Vec<PathBuf> = noted.prepared.iter().filter_map(address).collect();
    // Only abandoned locks are removed.
    targets.extend(noted.locks.iter().filter(|target| target.is_absolute() && lock_path(target).exists()).cloned());
    targets
}

fn folder_exists(target: &Path) -> bool {
    target.parent().is_some_and(Path::is_dir)
}

fn names(targets: &[PathBuf]) -> Vec<String> {
    targets.iter().map(|target| target.display().to_string()).collect()
}

/// The next start tries again.
fn later(problem: Problem) -> Problem {
    let message = say!("write-recovery-failed", problem = problem.message);
    Problem::warning(message).remedy(problem.remedy.unwrap_or_else(|| say!("file-try-again")))
}

fn not_believed(path: &Path, why: crate::base::Text) -> Problem {
    let message = say!("write-note-ignored", path = path.display(), why = why);
    Problem::warning(message).remedy(say!("write-remove-note"))
}
