//! Faults at every file call of a run and of a rollback: killed there, or the call fails, alone or with all later ones.
//! After the next start all outputs are old or all are new, every version is whole, and nothing else is left.
//!
//! Each try is a process of its own: this test, started again. `TABLEWIRE_FAULTS` is how many calls are tried per kind of
//! fault, spread over all (default 6); `all` tries every one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use polars::prelude::*;

use super::fault::{FAULT, KILLED, calls};
use super::recovery::{recover_commits, unfinished_commits};
use super::transaction::Transaction;
use super::versions::{kept_before, kept_runs, restore};
use super::withdrawal::Withdrawal;
use crate::base::environment;
use crate::connect::target::{Compression, Existing, FileTarget, Keep, KeptBy, ParquetTarget, TargetFormat};

/// The folder in which the started process works, and what it does there.
const INSIDE: &str = "TABLEWIRE_TEST_INSIDE";
const SCENE: &str = "TABLEWIRE_TEST_SCENE";

const OUTPUTS: [&str; 3] = ["one.parquet", "deep/two.parquet", "three.parquet"];

/// Three outputs of `height` rows, one of them in a folder that may have to be made; `count` versions of each are kept.
fn run(folder: &Path, height: i32, count: usize) -> Result<(), String> {
    let withdrawal = Withdrawal::default();
    let mut transaction = Transaction::begin(&withdrawal);
    let mut plans = Vec::new();
    for name in OUTPUTS {
        let target = FileTarget {
            path: folder.join(name),
            format: TargetFormat::Parquet(ParquetTarget { compression: Compression::None }),
            existing: Existing::Overwrite,
            create_folders: true,
        };
        let rows = df!("x" => (0..height).collect::<Vec<_>>()).expect("a table").lazy();
        plans.push(transaction.add(rows, &target).map_err(|problem| problem.to_string())?.logical_plan);
    }
    LazyFrame::collect_all_with_engine(plans, Engine::Streaming, OptFlags::default()).map_err(|e| e.to_string())?;
    let keep = Keep { count, run: KeptBy::now("/p/a.ron".into(), None, None) };
    transaction.commit(Some(&keep)).map(drop).map_err(|(_, problem)| problem.to_string())
}

fn outputs(folder: &Path) -> Vec<PathBuf> {
    OUTPUTS.iter().map(|name| folder.join(name)).collect()
}

/// The process that is started: does what the environment specifies, and prints the number of calls.
#[test]
fn inside() {
    let (Some(folder), Some(scene)) = (environment::path(INSIDE), environment::text(SCENE)) else { return };
    recover_commits();
    let done = match scene.as_str() {
        "run" => run(&folder, 2, 9),
        "run, keep one" => run(&folder, 2, 1),
        "rollback" => {
            let kept = kept_runs(&outputs(&folder)).pop().map(|kept| kept.outputs);
            restore(&kept.unwrap_or_default()).map(drop).map_err(|problem| problem.to_string())
        }
        _ => Ok(()),
    };
    println!("calls {} {done:?}", calls());
}

/// How such a process ended: its calls; `None` if it was killed at one.
fn started(folder: &Path, scene: &str, fault: &str) -> Option<u64> {
    let mut command = Command::new(std::env::current_exe().expect("a test knows itself"));
    command.args(["connect::write::fault_tests::inside", "--exact", "--nocapture"]);
    command.env(INSIDE, folder.join("out")).env(SCENE, scene).env(FAULT, fault);
    command.env(environment::STATE, folder.join("state"));
    let ended = command.output().expect("starts");
    let text = String::from_utf8_lossy(&ended.stdout).into_owned();
    if ended.status.code() == Some(KILLED) {
        return None;
    }
    let calls = text.lines().find_map(|line| line.strip_prefix("calls ")?.split(' ').next()?.parse().ok());
    Some(calls.unwrap_or_else(|| panic!("{scene} {fault}: {text} {}", String::from_utf8_lossy(&ended.stderr))))
}

fn height(path: &Path) -> Option<usize> {
    let file = fs::File::open(path).ok()?;
    Some(ParquetReader::new(file).finish().expect("a whole table").height())
}

/// All files below a folder, and folders in which there is nothing.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| {
            let path = entry.path();
            let below = if path.is_dir() { files(&path) } else { Vec::new() };
            if below.is_empty() { vec![path] } else { below }
        })
        .collect()
}

/// Files of versions that have appeared, whether or not their run still has all of its own: the next run that keeps
/// versions removes them.
fn versions(out: &Path) -> Vec<PathBuf> {
    let is_manifest = |path: &PathBuf| path.extension().is_some_and(|it| it == "json");
    let manifests = files(out).into_iter().filter(|path| is_manifest(path) && path.with_extension("").exists());
    manifests.flat_map(|path| [path.with_extension(""), path]).collect()
}

/// Fails unless outputs are old or new, versions whole, and there is nothing else.
fn check(folder: &Path, about: &str, old: Option<usize>, new: usize) -> Result<(), String> {
    let out = folder.join("out");
    let heights: Vec<Option<usize>> = outputs(&out).iter().map(|path| height(path)).collect();
    let is_whole = heights.iter().all(|it| *it == old) || heights.iter().all(|it| *it == Some(new));
    if !is_whole {
        return Err(format!("{about}: {heights:?}"));
    }
    let kept = kept_runs(&outputs(&out));
    for kept in &kept {
        let heights: Vec<_> = kept.outputs.iter().map(|kept| height(&kept.version)).collect();
        if heights.len() != 3 || heights.iter().any(|it| *it != heights[0]) {
            return Err(format!("{about}: a version of {heights:?}"));
        }
    }
    let mut expected: Vec<PathBuf> = outputs(&out).into_iter().filter(|path| path.exists()).collect();
    match about.contains("keep one") {
        true => expected.extend(versions(&out)),
        false => {
            let versions = kept.iter().flat_map(|kept| kept.outputs.iter().map(|kept| kept.version.clone()));
            let before = outputs(&out).into_iter().filter_map(|path| Some(kept_before(&path)?.version));
            expected.extend(versions.chain(before).flat_map(|version| [version.with_extension("json"), version]));
        }
    }
    expected.sort();
    let mut found = files(&out);
    found.sort();
    let notes = files(&folder.join("state/runs")).into_iter();
    let left: Vec<PathBuf> = found.into_iter().filter(|path| !expected.contains(path)).chain(notes).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("{about}: {left:?} are left")) }
}

fn tries(calls: u64) -> Vec<u64> {
    let count = match environment::text("TABLEWIRE_FAULTS").as_deref() {
        Some("all") => calls,
        Some(count) => count.parse().expect("a number"),
        None => 6,
    };
    let count = count.clamp(1, calls);
    (0..count).map(|n| 1 + n * calls / count).collect()
}

const KINDS: [(&str, &str); 5] = [("kill", ""), ("EIO", ""), ("ENOSPC", ""), ("ENOSPC", "+"), ("EROFS", "+")];

/// Tries a scene in a folder that `prepare` fills; returns how many faults there were.
fn tried(scene: &str, old: Option<usize>, new: usize, prepare: &dyn Fn(&Path)) -> usize {
    let place = || {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("out")).expect("a folder");
        prepare(folder.path());
        folder
    };
    let calls = started(place().path(), scene, "none:1").expect("it ends");
    assert!(calls > 10, "{scene}: {calls} calls");
    let (mut count, mut failed) = (0, Vec::new());
    for (kind, rest) in KINDS {
        for at in tries(calls) {
            let folder = place();
            let fault = format!("{kind}:{at}{rest}");
            started(folder.path(), scene, &fault);
            started(folder.path(), "start", "none:1").expect("the next start ends");
            failed.extend(check(folder.path(), &format!("{scene} {fault}"), old, new).err());
            count += 1;
        }
    }
    assert!(failed.is_empty(), "{} of {count}: {failed:#?}", failed.len());
    count
}

#[test]
fn a_fault_at_any_call_of_a_run_leaves_all_outputs_old_or_new() {
    let first = tried("run", None, 2, &|_| ());
    let again = tried("run", Some(1), 2, &|folder| {
        let out = folder.join("out");
        fs::create_dir(out.join("deep")).expect("a folder");
        write_old(&out);
    });
    println!("{} faults", first + again);
}

#[test]
fn a_fault_at_any_call_of_a_run_that_forgets_versions_leaves_all_outputs_old_or_new() {
    let count = tried("run, keep one", Some(1), 2, &|folder| {
        started(folder, "run", "none:1").expect("it ends");
        write_old(&folder.join("out"));
    });
    println!("{count} faults");
}

/// Replaces all outputs by ones with a single row, as somebody else does.
fn write_old(out: &Path) {
    for path in outputs(out) {
        let mut rows = df!("x" => [0]).expect("a table");
        let new = path.with_extension("new");
        ParquetWriter::new(fs::File::create(&new).expect("a file")).finish(&mut rows).expect("written");
        fs::rename(new, path).expect("replaced");
    }
}

#[test]
fn a_fault_at_any_call_of_a_rollback_leaves_all_outputs_old_or_new() {
    let count = tried("rollback", Some(1), 2, &|folder| {
        started(folder, "run", "none:1").expect("it ends");
        write_old(&folder.join("out"));
    });
    println!("{count} faults");
}

/// A fault that outlasts the next start as well: nothing is forgotten, and the start after it cleans up.
#[test]
fn what_cannot_be_undone_now_is_tried_again() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("out/deep")).expect("a folder");
    write_old(&folder.path().join("out"));
    let calls = started(folder.path(), "start", "none:1").and_then(|_| {
        let other = tempfile::tempdir().expect("a folder");
        fs::create_dir(other.path().join("out")).expect("a folder");
        started(other.path(), "run", "none:1")
    });
    let calls = calls.expect("it ends");
    for back in (1..calls / 2).step_by(4) {
        started(folder.path(), "run", &format!("EIO:{}+", calls - back));
        started(folder.path(), "start", "EIO:1+");
        started(folder.path(), "start", "kill:6");
        started(folder.path(), "start", "none:1").expect("it ends");
        assert_eq!(check(folder.path(), &format!("{back} before the end"), Some(1), 2), Ok(()));
    }
    assert_eq!(unfinished_commits().len(), 0);
}
