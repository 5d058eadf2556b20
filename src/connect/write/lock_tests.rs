//! Locks of outputs that are held, waited for, and left behind.

use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::lock::{OLD, PATIENCE, TargetLocks, lock_path};
use super::withdrawal::Withdrawal;
use crate::base::Problem;
use crate::connect::process::Process;

const SHORT: Duration = Duration::from_millis(50);

fn lock(targets: &[PathBuf]) -> Result<TargetLocks, Problem> {
    TargetLocks::acquire(targets, SHORT, &Withdrawal::default(), |_| Ok(()))
}

#[test]
fn one_comes_first_and_nothing_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let targets = ["b.csv", "a.csv"].map(|name| folder.path().join(name));
    let by_another_way = [folder.path().join("../").join(folder.path().file_name().unwrap()).join("a.csv")];
    let held = lock(&targets).unwrap();
    let problem = lock(&by_another_way).unwrap_err();
    assert!(problem.message.contains("a.csv") && problem.cause.is_transient(), "{problem}");
    assert!(problem.remedy.as_ref().is_some_and(|it| it.contains(".a.csv.tablewire-lock")), "{problem}");
    let withdrawal = Withdrawal::default();
    withdrawal.withdraw();
    let stopped = TargetLocks::acquire(&targets, PATIENCE, &withdrawal, |_| Ok(()));
    assert_eq!(stopped.unwrap_err(), Problem::stopped());
    drop(held);
    drop(lock(&by_another_way).unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn who_waits_comes_next() {
    let folder = tempfile::tempdir().unwrap();
    let targets = ["a", "b", "c"].map(|name| folder.path().join(name));
    let counter = folder.path().join("counter");
    fs::write(&counter, "0").unwrap();
    std::thread::scope(|scope| {
        for n in 0..8 {
            let (mut own, counter) = (targets.clone(), &counter);
            own.rotate_left(n % 3);
            scope.spawn(move || {
                for _ in 0..10 {
                    let _held = TargetLocks::acquire(&own, PATIENCE, &Withdrawal::default(), |_| Ok(())).unwrap();
                    let number: u32 = fs::read_to_string(counter).unwrap().parse().unwrap();
                    fs::write(counter, (number + 1).to_string()).unwrap();
                }
            });
        }
    });
    assert_eq!(fs::read_to_string(&counter).unwrap(), "80");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_lock_that_was_left_behind_is_taken_over_and_another_machine_is_believed() {
    let folder = tempfile::tempdir().unwrap();
    let target = [folder.path().join("a.csv")];
    let path = lock_path(&target[0]);
    let own = Process::own();
    let put = |owner: &Process| fs::write(&path, serde_json::to_string(owner).unwrap()).unwrap();
    put(&Process { started: 1, ..own.clone() });
    drop(lock(&target).unwrap());
    assert!(!path.exists());
    put(&Process { host: "elsewhere".into(), boot: "another".into(), ..own });
    let problem = lock(&target).unwrap_err();
    assert!(problem.message.contains("elsewhere"), "{problem}");
    File::options().write(true).open(&path).unwrap().set_modified(SystemTime::now() - OLD - SHORT).unwrap();
    drop(lock(&target).unwrap());
    assert!(!path.exists());
    fs::create_dir(&path).unwrap();
    assert!(lock(&target).unwrap_err().message.contains("in the way"));
    fs::remove_dir(&path).unwrap();
    // One that is being written.
    fs::write(&path, "").unwrap();
    assert!(lock(&target).is_err());
}
