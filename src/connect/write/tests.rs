//! Crashes and failures between the steps of a commit.

use std::fs;
use std::path::Path;

use polars::prelude::*;

use super::file_driver::FILES;
use super::journal::Journal;
use super::recovery::{DRIVERS, recover};
use super::step::Step;
use super::transaction::Transaction;
use super::withdrawal::Withdrawal;
use crate::connect::files::temporary_beside;
use crate::connect::target::{Compression, Existing, FileTarget, ParquetTarget, TargetFormat, Ticket};

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file");
}

/// A note as the program writes it: for its user only.
fn write_note(path: &Path, text: &str) {
    let file = tempfile::NamedTempFile::new_in(path.parent().expect("a folder")).expect("a file");
    fs::write(file.path(), text).expect("written");
    file.persist(path).expect("a note");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}

/// Two outputs, the second without an old file, and the steps to put them in place.
fn prepared(folder: &Path) -> [Step; 2] {
    let at = |name: &str| folder.join(name);
    write(&at("a"), "old a");
    write(&at(".a.AAAAAA.tmp"), "new a");
    write(&at(".b.BBBBBB.tmp"), "new b");
    let step = |temporary: &str, target: &str| Step::of(&at(temporary), &at(target), None).expect("a step");
    [step(".a.AAAAAA.tmp", "a"), step(".b.BBBBBB.tmp", "b")]
}

fn tickets(steps: &[Step]) -> Vec<Ticket> {
    steps.iter().map(|step| FILES.ticket(step).expect("a ticket")).collect()
}

/// The journal of a crashed process: its file without its lock.
fn left_behind(folder: &Path, note: impl FnOnce(&mut Journal)) -> std::path::PathBuf {
    let mut journal = Journal::create_in(folder).expect("a journal");
    note(&mut journal);
    let path = folder.join("left.jsonl");
    fs::copy(journal.path().expect("a note"), &path).expect("a copy");
    path
}

#[test]
fn a_crash_before_the_commit_leaves_the_old_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let steps = prepared(folder.path());
    let note = left_behind(folder.path(), |journal| {
        steps.iter().for_each(|step| journal.note_temporary(&step.temporary).expect("noted"));
    });
    let said = recover(&note, DRIVERS).remove(0);
    assert!(said.message.contains("unchanged"), "{said}");
    assert_eq!(read(&steps[0].target), "old a");
    assert!(!steps[0].temporary.exists() && !steps[1].temporary.exists() && !note.exists());
}

#[test]
fn a_crash_between_two_renames_is_finished() {
    for done in 0..=2 {
        let folder = tempfile::tempdir().expect("a folder");
        let steps = prepared(folder.path());
        let note = left_behind(folder.path(), |journal| journal.note_commit(&tickets(&steps)));
        steps[..done].iter().for_each(|step| step.carry_out().expect("carried out"));
        let said = recover(&note, DRIVERS).remove(0);
        assert!(said.message.contains("interrupted run"), "{said}");
        assert_eq!((read(&steps[0].target), read(&steps[1].target)), ("new a".into(), "new b".into()));
        let names: Vec<_> = fs::read_dir(folder.path()).expect("a folder").flatten().map(|e| e.file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
}

#[test]
fn steps_are_taken_back() {
    for done in 0..=2 {
        let folder = tempfile::tempdir().expect("a folder");
        let steps = prepared(folder.path());
        steps[..done].iter().for_each(|step| step.carry_out().expect("carried out"));
        steps.iter().rev().for_each(|step| step.undo().expect("undone"));
        assert_eq!(read(&steps[0].target), "old a");
        assert!(!steps[1].target.exists() && !steps[0].backup.as_ref().is_some_and(|backup| backup.exists()));
    }
}

#[test]
fn a_run_that_is_still_going_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let steps = prepared(folder.path());
    let mut journal = Journal::create_in(folder.path()).expect("a journal");
    journal.note_commit(&tickets(&steps));
    assert_eq!(recover(journal.path().expect("a note"), DRIVERS), []);
    assert!(steps[0].temporary.exists());
}

#[test]
fn a_note_of_an_older_program_is_understood() {
    let folder = tempfile::tempdir().expect("a folder");
    let steps = prepared(folder.path());
    let note = folder.path().join("left.jsonl");
    let temporary = serde_json::json!({ "Temporary": steps[0].temporary }).to_string();
    write_note(&note, &format!("{temporary}\n"));
    assert!(recover(&note, DRIVERS).iter().any(|said| said.message.contains("unchanged")));
    assert!(!steps[0].temporary.exists() && !note.exists());
    let steps = prepared(folder.path());
    let old =
        |step: &Step| serde_json::json!({ "temporary": step.temporary, "target": step.target, "backup": step.backup });
    let commit = serde_json::json!({ "Commit": steps.iter().map(old).collect::<Vec<_>>() }).to_string();
    write_note(&note, &format!("{temporary}\n{commit}\n"));
    assert!(recover(&note, DRIVERS).iter().any(|said| said.message.contains("interrupted run")));
    assert_eq!((read(&steps[0].target), read(&steps[1].target)), ("new a".into(), "new b".into()));
}

#[test]
fn a_torn_note_is_ignored() {
    let folder = tempfile::tempdir().expect("a folder");
    let steps = prepared(folder.path());
    let note = left_behind(folder.path(), |journal| {
        steps.iter().for_each(|step| journal.note_temporary(&step.temporary).expect("noted"));
        journal.note_commit(&tickets(&steps));
    });
    let text = read(&note);
    write_note(&note, &text[..text.len() - 5]);
    recover(&note, DRIVERS).remove(0);
    assert_eq!(read(&steps[0].target), "old a");
}

#[test]
fn a_temporary_file_is_noted_before_it_exists() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut noted = Vec::new();
    let made = temporary_beside(&folder.path().join("out.csv"), |name| {
        noted.push((name.to_path_buf(), name.exists()));
        Ok(())
    });
    assert_eq!(noted, [(made.expect("a file").path().to_path_buf(), false)]);
    let refused = temporary_beside(&folder.path().join("out.csv"), |_| Err(crate::base::Problem::error("no note")));
    assert_eq!(refused.expect_err("is refused").message, "no note");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A transaction in `folder` that has written a file of two rows beside `new/out.parquet`, in a folder that it created.
fn written(folder: &Path, withdrawal: &Withdrawal) -> (Transaction, FileTarget) {
    let notes = folder.join("notes");
    let mut transaction =
        Transaction::with_drivers(Journal::create_in(&notes).expect("a journal"), withdrawal, DRIVERS);
    let target = FileTarget {
        path: folder.join("new").join("out.parquet"),
        format: TargetFormat::Parquet(ParquetTarget { compression: Compression::None }),
        existing: Existing::Overwrite,
        create_folders: true,
    };
    let rows = df!("x" => [1, 2]).expect("a table").lazy();
    let plan = transaction.add(rows, &target).expect("a plan");
    plan.collect_with_engine(Engine::Streaming).expect("written");
    (transaction, target)
}

#[test]
fn what_is_withdrawn_leaves_nothing_and_commits_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let withdrawal = Withdrawal::default();
    let (mut transaction, target) = written(folder.path(), &withdrawal);
    assert_eq!(names(folder.path()), ["new", "notes"]);
    // The writing thread is still alive and does not respond.
    assert!(withdrawal.withdraw());
    assert_eq!(names(folder.path()), ["notes"]);
    assert_eq!(names(&folder.path().join("notes")), [""; 0], "nothing is left to recover");
    let rows = df!("x" => [1]).expect("a table").lazy();
    assert!(transaction.add(rows, &FileTarget { path: folder.path().join("other"), ..target }).is_err());
    assert!(transaction.commit(None).is_err());
    assert_eq!(names(folder.path()), ["notes"]);
}

#[test]
fn what_was_committed_is_not_withdrawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let withdrawal = Withdrawal::default();
    let (transaction, target) = written(folder.path(), &withdrawal);
    transaction.commit(None).expect("committed");
    assert!(!withdrawal.withdraw());
    assert!(target.path.exists());
}

#[test]
fn a_note_stays_while_a_temporary_file_cannot_be_removed() {
    let folder = tempfile::tempdir().expect("a folder");
    let (transaction, target) = written(folder.path(), &Withdrawal::default());
    let beside = target.path.parent().expect("a folder").to_path_buf();
    // A folder of this name cannot be removed like a file.
    let temporary = beside.join(&names(&beside)[0]);
    fs::remove_file(&temporary).and_then(|()| fs::create_dir(&temporary)).expect("a folder");
    drop(transaction);
    let notes = folder.path().join("notes");
    let note = notes.join(&names(&notes)[0]);
    let said = recover(&note, DRIVERS).remove(0);
    assert!(said.message.contains("is not trusted") && said.remedy.is_some(), "{said}");
    assert!(note.exists());
    fs::remove_dir(&temporary).and_then(|()| fs::write(&temporary, "")).expect("a file");
    assert!(!recover(&note, DRIVERS).is_empty());
    assert!(!beside.exists(), "the folder that the run had made is gone too");
    assert_eq!(names(&notes).len(), 0);
}
