//! Versions that are kept, forgotten and restored.

use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::versions;
use super::*;
use crate::connect::source::Address;
use crate::connect::target::{Keep, KeptBy};
use crate::connect::write::journal::Journal;
use crate::connect::write::staging::Staging;
use crate::connect::write::withdrawal::Withdrawal;

fn replace(path: &Path, text: &str) {
    crate::connect::write_atomic(path, text.as_bytes()).unwrap();
}

fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// Keeps the files at `outputs` as the versions of one run; returns its id.
fn keep(notes: &Path, outputs: &[&Path], count: usize) -> String {
    let keep = Keep { count, run: KeptBy::now("/p/a.ron".into(), None, None) };
    let (mut journal, withdrawal) = (Journal::create_in(notes).unwrap(), Withdrawal::default());
    let mut folders = Vec::new();
    let mut staging = Staging { journal: &mut journal, withdrawal: &withdrawal, folders: &mut folders };
    let addresses: Vec<Address> = outputs.iter().map(|output| Address::from(*output)).collect();
    for output in outputs {
        let version = stage(output, output, &keep, &addresses, &mut staging).unwrap();
        assert!(!kept_runs(&[output.to_path_buf()]).iter().any(|kept| kept.run == keep.run), "it is not committed");
        place::publish(&version).unwrap();
        prune(output, &keep, &mut staging).unwrap();
    }
    keep.run.id
}

fn before(notes: &Path, output: &Path) {
    let keep = Keep { count: 9, run: KeptBy::now("/p/a.ron".into(), None, None) };
    let (mut journal, withdrawal) = (Journal::create_in(notes).unwrap(), Withdrawal::default());
    let mut staging = Staging { journal: &mut journal, withdrawal: &withdrawal, folders: &mut Vec::new() };
    keep_before(output, &keep, &mut staging).unwrap();
}

fn kept_ids(output: &Path) -> Vec<String> {
    kept_runs(&[output.to_path_buf()]).into_iter().map(|kept| kept.run.id).collect()
}

fn of(output: &Path, id: &str) -> Vec<KeptOutput> {
    let kept = kept_runs(&[output.to_path_buf()]).into_iter().find(|kept| kept.run.id == id);
    kept.expect("it is kept").outputs
}

#[test]
fn versions_are_kept_forgotten_and_put_back() {
    let (folder, notes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join("out.csv");
    replace(&path, "old");
    before(notes.path(), &path);
    assert_eq!(kept_before(&path).map(|kept| text(&kept.version)).as_deref(), Some("old"));
    let ids: Vec<String> = (1..=4)
        .map(|run| {
            replace(&path, &format!("run {run}"));
            keep(notes.path(), &[&path], 3)
        })
        .collect();
    assert_eq!(kept_ids(&path), [&*ids[3], &*ids[2], &*ids[1]], "newest first");
    assert_eq!(kept_before(&path), None, "the oldest goes first");
    for _ in 0..2 {
        restore(&of(&path, &ids[1])).unwrap();
        assert_eq!(text(&path), "run 2");
    }
    let names: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    assert_eq!(fs::read_dir(notes.path()).unwrap().count(), 0);
}

#[test]
fn who_appends_to_the_current_file_changes_no_version() {
    use std::io::Write;
    let (folder, notes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join("out.csv");
    replace(&path, "old\n");
    before(notes.path(), &path);
    replace(&path, "new\n");
    let id = keep(notes.path(), &[&path], 9);
    let append = || fs::File::options().append(true).open(&path).unwrap().write_all(b"by hand\n").unwrap();
    append();
    restore(&of(&path, &id)).unwrap();
    assert_eq!(text(&path), "new\n");
    append();
    restore(&of(&path, &id)).unwrap();
    assert_eq!(text(&path), "new\n", "nor one that was restored");
}

#[test]
fn a_version_that_has_changed_is_refused_and_nothing_is_put_back() {
    let (folder, notes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let [a, b] = ["a.csv", "b.csv"].map(|name| folder.path().join(name));
    [&a, &b].iter().for_each(|path| replace(path, "old"));
    let id = keep(notes.path(), &[&a, &b], 9);
    [&a, &b].iter().for_each(|path| replace(path, "new"));
    let kept = of(&a, &id);
    assert_eq!(kept.len(), 2, "one output leads to the others of the run");
    fs::write(&kept[1].version, "bad").unwrap();
    let problem = restore(&kept).unwrap_err();
    assert!(problem.message.contains("has changed since it was kept") && problem.remedy.is_some(), "{problem}");
    assert_eq!((text(&a), text(&b)), ("new".into(), "new".into()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    fs::remove_file(&kept[1].version).unwrap();
    fs::remove_file(place::manifest_of(&kept[1].version)).unwrap();
    assert_eq!(kept_runs(&[a]), [], "a run of which one output is missing is not offered");
}

#[test]
fn a_clock_that_was_set_back_loses_no_version_that_was_just_kept() {
    let (folder, notes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = folder.path().join("out.csv");
    replace(&path, "one");
    let first = keep(notes.path(), &[&path], 9);
    let version = &versions(&path)[0];
    let later = version.path.with_file_name(first.replacen("20", "29", 1));
    fs::rename(&version.path, &later).unwrap();
    fs::rename(place::manifest_of(&version.path), place::manifest_of(&later)).unwrap();
    replace(&path, "two");
    let second = keep(notes.path(), &[&path], 1);
    assert!(kept_ids(&path).contains(&second));
}

#[test]
fn versions_of_an_older_program_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.csv");
    replace(&path, "new");
    let kept = folder.path().join(".tablewire/out.csv");
    fs::create_dir_all(&kept).unwrap();
    for (run, content) in [(0, "before"), (3, "three"), (12, "twelve")] {
        fs::write(kept.join(run.to_string()), content).unwrap();
    }
    assert_eq!(kept_numbers(&path), [0, 3, 12]);
    restore(&[kept_by_number(&path, 3).unwrap()]).unwrap();
    assert_eq!(text(&path), "three");
    restore(&[kept_before(&path).unwrap()]).unwrap();
    assert_eq!(text(&path), "before");
    let notes = tempfile::tempdir().unwrap();
    keep(notes.path(), &[&path], 2);
    assert_eq!((kept_numbers(&path), kept_ids(&path).len()), (vec![12], 1));
}

#[cfg(unix)]
#[test]
fn who_may_replace_the_output_may_keep_versions_of_it() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, notes) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path: PathBuf = folder.path().join("out.csv");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o2770)).unwrap();
    replace(&path, "one");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    keep(notes.path(), &[&path], 2);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o7777;
    assert_eq!(mode(&folder.path().join(".tablewire/out.csv")), 0o2770);
    assert_eq!(mode(&versions(&path)[0].path), 0o640);
}
