//! What the next start does with the notes of crashed runs.

use std::fs::{self, OpenOptions};
use std::path::Path;

use super::file_driver::FILES;
use super::journal::{NOTE, Noted, folder, read_note};
use crate::base::Problem;
use crate::base::text::in_a_row;
use crate::connect::sqlite::SQLITE;
use crate::connect::target::{Driver, Removal, Ticket};

/// The drivers whose outputs can be finished or undone after a crash.
pub(super) const DRIVERS: &[&dyn Driver] = &[&FILES, SQLITE];

/// Finishes or undoes what crashed runs have left: complete outputs are moved into place, incomplete ones removed.
/// Returns one warning for each action; does not touch a run that is still going.
pub fn recover_commits() -> Vec<Problem> {
    let Ok(entries) = fs::read_dir(folder()) else { return Vec::new() };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let notes = paths.filter(|path| path.extension().is_some_and(|it| it == NOTE));
    notes.filter_map(|path| recover(&path, DRIVERS)).collect()
}

/// [`recover_commits`] for one note.
pub(super) fn recover(path: &Path, drivers: &[&dyn Driver]) -> Option<Problem> {
    let file = OpenOptions::new().read(true).write(true).open(path).ok()?;
    if let Err(fs::TryLockError::WouldBlock) = file.try_lock() {
        return None;
    }
    let Noted { staged, prepared } = read_note(path)?;
    let driver_of = |ticket: &Ticket| drivers.iter().find(|driver| driver.name() == ticket.driver);
    if let Some(unknown) = staged.iter().chain(&prepared).find(|ticket| driver_of(ticket).is_none()) {
        let problem = Problem::warning(say!("write-unknown-driver", driver = unknown.driver.as_str()));
        return Some(problem.remedy(say!("history-use-newer")));
    }
    let of = |tickets: &[Ticket]| -> Vec<(&dyn Driver, String)> {
        tickets.iter().filter_map(|ticket| Some((*driver_of(ticket)?, ticket.text.clone()))).collect()
    };
    let (staged, prepared) = (of(&staged), of(&prepared));
    let mut finished = Vec::new();
    for (driver, ticket) in &prepared {
        match driver.finish(ticket) {
            Ok(address) => finished.extend(address.map(|address| address.to_string())),
            // The note stays: the next start tries again.
            Err(problem) => return Some(problem),
        }
    }
    prepared.iter().for_each(|(driver, ticket)| driver.settle(ticket));
    let removals: Vec<Removal> = staged.iter().map(|(driver, ticket)| driver.remove(ticket)).collect();
    // What could not be removed is tried again at the next start.
    if !removals.contains(&Removal::Left) {
        let _ = fs::remove_file(path);
    }
    if !prepared.is_empty() {
        return Some(Problem::warning(match finished.is_empty() {
            true => say!("write-recovered-in-place"),
            false => say!("write-recovered", files = in_a_row(finished)),
        }));
    }
    removals.contains(&Removal::Removed).then(|| Problem::warning(say!("write-undone")))
}
