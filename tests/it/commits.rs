//! Several runs at once, and what crashed runs have left: outputs of one run only, and nothing that is newer is lost.

use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::program::{Place, STATE, project};

const OUTPUTS: [&str; 3] = ["one.csv", "two.csv", "three.csv"];

/// A project that writes the parameter `n` to three files.
fn numbered() -> String {
    let file = |name: &str| format!("(path: {name:?})");
    let text = project(
        &[
            ("data", "read_csv", "(path: \"data.csv\")"),
            ("number", "formula", "(columns: [(name: \"n\", expression: \"${n}\")])"),
            ("one", "write_csv", &file("out/one.csv")),
            ("two", "write_csv", &file("out/two.csv")),
            ("three", "write_csv", &file("out/three.csv")),
        ],
        &[("data", "number"), ("number", "one"), ("number", "two"), ("number", "three")],
    );
    text.replacen("format: 1,", "format: 1,\n    parameters: {\"n\": (type: Integer, default: \"0\")},", 1)
}

fn place() -> Place {
    let place = Place::new();
    place.put("data.csv", "x\n1\n2\n").put("p.ron", &numbered());
    std::fs::create_dir(place.path("out")).expect("a folder");
    place
}

/// The number that a file holds; `None` if it does not exist.
fn number(path: &Path) -> Option<String> {
    let text = std::fs::read_to_string(path).ok()?;
    let number = text.lines().nth(1)?.split(',').nth(1)?;
    Some(number.to_owned())
}

fn numbers(place: &Place) -> Vec<Option<String>> {
    OUTPUTS.iter().map(|name| number(&place.path("out").join(name))).collect()
}

#[track_caller]
fn is_one_run(numbers: &[Option<String>]) -> bool {
    numbers.iter().all(|it| it.is_some() && *it == numbers[0])
}

/// Starts a run that writes `n`, with a state folder of its own as another user has.
fn start(place: &Place, n: u32, state: &str) -> Child {
    let set = format!("n={n}");
    let mut command = place.command(&["run", "p.ron", "--set", &set, "--keep", "4", "--no-cache"]);
    command.env("TABLEWIRE_STATE", place.path(state));
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("starts")
}

/// The versions beside an output, as (id, number).
fn versions(place: &Place, name: &str) -> Vec<(String, Option<String>)> {
    let folder = format!("out/.tablewire/{name}");
    let names = place.names(&folder).into_iter();
    let ids = names.filter(|name| !name.contains('.') && !name.ends_with("-before"));
    ids.map(|id| (id.clone(), number(&place.path(&folder).join(&id)))).collect()
}

/// `TABLEWIRE_ROUNDS` sets how often (default 20); two to four runs at once, of one user or of several.
#[test]
fn of_several_runs_at_once_the_outputs_are_of_one_and_so_is_every_version() {
    let rounds: u32 = std::env::var("TABLEWIRE_ROUNDS").map_or(20, |text| text.parse().expect("a number"));
    let place = place();
    for round in 0..rounds {
        let count = 2 + round % 3;
        let runs = (0..count).map(|n| start(&place, 10 * round + n, &format!("{STATE}{}", n % 2)));
        let runs: Vec<Child> = runs.collect();
        for mut run in runs {
            assert!(run.wait().expect("ends").success(), "{round}");
        }
        let found = numbers(&place);
        assert!(is_one_run(&found), "{round}: {found:?}");
        let kept: Vec<Vec<_>> = OUTPUTS.iter().map(|name| versions(&place, name)).collect();
        assert!(
            kept.iter().all(|kept| kept.len() == 4 || round == 0 && kept.len() as u32 == count),
            "{round}: {kept:?}"
        );
        for (id, number) in kept.iter().flatten() {
            let other = kept.iter().flatten().filter(|(other, _)| other == id).all(|(_, other)| other == number);
            assert!(other, "{round}: {id} holds several runs: {kept:?}");
        }
        let hidden: Vec<String> = place.names("out").into_iter().filter(|name| name.starts_with('.')).collect();
        assert_eq!(hidden, [".tablewire"], "{round}");
    }
}

/// Kills runs at moments spread over their whole time, while others go on; `TABLEWIRE_KILLS` sets how often (default 10).
#[test]
fn a_killed_run_holds_up_nobody_and_its_recovery_loses_nothing_newer() {
    let kills: u32 = std::env::var("TABLEWIRE_KILLS").map_or(10, |text| text.parse().expect("a number"));
    let place = place();
    let begun = std::time::Instant::now();
    start(&place, 1, "state0").wait().expect("ends");
    let whole = begun.elapsed();
    for kill in 0..kills {
        let mut killed = start(&place, 100 + 2 * kill, "state0");
        let share = 0.5 + (f64::from(kill) * 0.618_034).fract() * 0.7;
        std::thread::sleep(whole.mul_f64(share));
        crate::program::kill(&mut killed);
        // Somebody else, who knows nothing of the notes of the first.
        let other = 101 + 2 * kill;
        assert!(start(&place, other, "state1").wait().expect("ends").success());
        let newer = vec![Some(other.to_string()); 3];
        assert_eq!(numbers(&place), newer, "{kill}");
        // The next start of the first.
        place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
        let mut next = place.command(&["run", "other.ron"]);
        let next = crate::program::said(next.env("TABLEWIRE_STATE", place.path("state0")).output().expect("starts"));
        next.code(0);
        assert_eq!(numbers(&place), newer, "{kill}: {next:#?}");
        let hidden: Vec<String> = place.names("out").into_iter().filter(|name| name.starts_with('.')).collect();
        assert_eq!(hidden, [".tablewire"], "{kill}: {next:#?}");
        assert_eq!(place.names("state0/runs"), [""; 0], "{kill}: {next:#?}");
    }
}

/// The note of a run that was killed after it replaced one of two files: written by hand.
#[cfg(unix)]
fn interrupted(place: &Place) -> PathBuf {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let out = std::fs::canonicalize(place.path("out")).expect("a folder");
    let id = |path: &Path| {
        let file = std::fs::metadata(path).expect("a file");
        let modified = file.mtime() as u64 * 1_000_000_000 + file.mtime_nsec() as u64;
        serde_json::json!({ "inode": file.ino(), "len": file.len(), "modified": modified })
    };
    let step = |name: &str, temporary: &str, is_done: bool| {
        let (target, temporary) = (out.join(name), out.join(temporary));
        std::fs::write(&target, "x,n\n1,old\n").expect("a file");
        std::fs::write(&temporary, "x,n\n1,new\n").expect("a file");
        let (new, old) = (id(&temporary), id(&target));
        let backup = temporary.with_extension("old");
        if is_done {
            std::fs::hard_link(&target, &backup).and_then(|()| std::fs::rename(&temporary, &target)).expect("moved");
        }
        let step = serde_json::json!({
            "temporary": temporary, "target": target, "backup": backup, "new": new, "old": old, "version": null,
        });
        let ticket = |of: &serde_json::Value| serde_json::json!({ "driver": "file", "text": of.to_string() });
        (ticket(&serde_json::json!(temporary)), ticket(&step))
    };
    let (one, two) = (step("one.csv", ".one.csv.AAAAAA.tmp", true), step("two.csv", ".two.csv.BBBBBB.tmp", false));
    let lines = [
        serde_json::json!({ "Staged": one.0 }),
        serde_json::json!({ "Staged": two.0 }),
        serde_json::json!({ "Commit": [one.1, two.1] }),
    ];
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    place.put(&format!("{STATE}/runs/run-left.jsonl"), &text);
    let note = place.path(&format!("{STATE}/runs/run-left.jsonl"));
    std::fs::set_permissions(&note, std::fs::Permissions::from_mode(0o600)).expect("may be set");
    note
}

#[cfg(unix)]
fn two(place: &Place) -> [Option<String>; 2] {
    ["one.csv", "two.csv"].map(|name| number(&place.path("out").join(name)))
}

#[cfg(unix)]
#[test]
fn check_and_preview_say_what_is_unfinished_and_a_rollback_finishes_it_first() {
    let place = place();
    interrupted(&place);
    place.run(&["check", "p.ron"]).code(0).out(&["interrupted", "one.csv", "two.csv"]);
    place.run(&["preview", "p.ron", "number"]).code(0).err_line(&["warning", "interrupted", "one.csv"]);
    assert_eq!(two(&place), [Some("new".into()), Some("old".into())], "looking changes nothing");
    // No version is kept, so there is nothing to roll back to; but first things first.
    place.run(&["rollback", "p.ron"]).code(1);
    assert_eq!(two(&place), [Some("new".into()), Some("new".into())]);
    place.run(&["check", "p.ron"]).code(0);
    assert_eq!(place.names("out"), ["one.csv", "two.csv"]);
}

#[cfg(unix)]
#[test]
fn what_was_written_since_stays_and_is_said() {
    for by_rename in [false, true] {
        let place = place();
        interrupted(&place);
        if by_rename {
            place.put("out/two.csv.x", "x,n\n1,newer\n");
            std::fs::rename(place.path("out/two.csv.x"), place.path("out/two.csv")).expect("moved");
        } else {
            place.put("out/two.csv", "x,n\n1,newer\n");
        }
        place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
        let said = place.run(&["run", "other.ron"]);
        said.code(0).err_line(&["warning", "two.csv", "changed by something else", "Run the project again"]);
        assert_eq!(two(&place), [Some("new".into()), Some("newer".into())], "{said:#?}");
        assert_eq!(place.names("out"), ["adults.csv", "one.csv", "two.csv"]);
        assert_eq!(place.names(&format!("{STATE}/runs")), [""; 0]);
    }
}

#[cfg(unix)]
#[test]
fn a_note_that_was_planted_is_not_believed() {
    use std::os::unix::fs::PermissionsExt;
    let victim = |place: &Place| place.put("keep/precious.csv", "mine").path("keep/precious.csv");
    let run = |place: &Place| {
        place.put("people.csv", crate::program::PEOPLE).put("other.ron", &crate::program::adults());
        place.run(&["run", "other.ron"])
    };
    let plant = |place: &Place, line: serde_json::Value, mode: u32| {
        place.put(&format!("{STATE}/runs/run-planted.jsonl"), &format!("{line}\n"));
        let note = place.path(&format!("{STATE}/runs/run-planted.jsonl"));
        std::fs::set_permissions(&note, std::fs::Permissions::from_mode(mode)).expect("may be set");
    };
    let staged = |path: &Path| {
        let text = serde_json::json!(path).to_string();
        serde_json::json!({ "Staged": { "driver": "file", "text": text } })
    };
    // A file that no run of ours has made; a step that replaces a file of another name; a note that others may write.
    let place = Place::new();
    plant(&place, staged(&victim(&place)), 0o600);
    run(&place).code(0).err_line(&["is not trusted", "Delete it"]);
    assert_eq!(place.text("keep/precious.csv"), "mine");
    let place = Place::new();
    let (target, temporary) =
        (victim(&place), place.put("keep/.other.csv.AAAAAA.tmp", "evil").path("keep/.other.csv.AAAAAA.tmp"));
    plant(
        &place,
        serde_json::json!({ "Commit": [{ "temporary": temporary, "target": target, "backup": null }] }),
        0o600,
    );
    run(&place).code(0).err_line(&["is not trusted"]);
    assert_eq!(place.text("keep/precious.csv"), "mine");
    let place = Place::new();
    let own = place.put("keep/.precious.csv.AAAAAA.tmp", "").path("keep/.precious.csv.AAAAAA.tmp");
    plant(&place, staged(&own), 0o666);
    run(&place).code(0).err_line(&["is not trusted"]);
    assert!(own.exists());
    plant(&place, staged(&own), 0o600);
    run(&place).code(0);
    assert!(!own.exists(), "one of ours is removed");
}

#[cfg(unix)]
#[test]
fn a_run_without_a_state_folder_works_and_says_what_is_not_kept() {
    let place = place();
    // A link is not followed, a folder that everybody writes to is not ours, a file is no folder.
    std::fs::create_dir(place.path("elsewhere")).expect("a folder");
    std::os::unix::fs::symlink(place.path("elsewhere"), place.path("link")).expect("a link");
    place.put("file", "");
    for state in ["link", "/tmp", "file/below"] {
        let mut command = place.command(&["run", "p.ron", "--set", "n=7", "--keep", "2"]);
        let said = crate::program::said(command.env("TABLEWIRE_STATE", place.path(state)).output().expect("starts"));
        said.code(0).err_line(&["warning", "history"]).err_line(&["warning", "interrupted", "TABLEWIRE_STATE"]);
        assert_eq!(numbers(&place), vec![Some("7".into()); 3], "{state}");
        let back = place.command(&["rollback", "p.ron"]).env("TABLEWIRE_STATE", place.path(state)).output();
        let back = crate::program::said(back.expect("starts"));
        assert!(!back.err.contains("panic"), "{back:#?}");
    }
    assert_eq!(place.names("elsewhere"), [""; 0]);
    // Nor is there any without a home.
    let mut command = place.command(&["run", "p.ron", "--set", "n=8"]);
    command.env_remove("TABLEWIRE_STATE").env_remove("HOME").env("XDG_STATE_HOME", "").env("TMPDIR", place.path(""));
    let said = crate::program::said(command.output().expect("starts"));
    assert_eq!(said.code, 0, "{said:#?}");
    assert!(!place.path("tablewire").exists());
}

#[test]
fn a_history_that_was_lost_takes_no_version_with_it_and_mixes_no_numbers() {
    let place = place();
    let run = |n: &str, state: &str| {
        let mut command = place.command(&["run", "p.ron", "--set", &format!("n={n}"), "--keep", "3"]);
        crate::program::said(command.env("TABLEWIRE_STATE", place.path(state)).output().expect("starts")).code(0);
    };
    ["1", "2", "3"].iter().for_each(|n| run(n, "ours"));
    // After the loss numbers begin again, and somebody else counts from 1 as well.
    std::fs::remove_dir_all(place.path("ours")).expect("a folder");
    run("4", "ours");
    run("5", "theirs");
    let kept: Vec<_> = versions(&place, "one.csv").into_iter().filter_map(|(_, number)| number).collect();
    assert_eq!(kept, ["3", "4", "5"], "the oldest went, not those with the smallest numbers");
    let back = |to: &[&str]| {
        let mut command = place.command(&[&["rollback", "p.ron"], to].concat());
        crate::program::said(command.env("TABLEWIRE_STATE", place.path("ours")).output().expect("starts"))
    };
    back(&["--to", "1"]).code(0).err_line(&["Rolled back 3 files to run 1"]);
    assert_eq!(numbers(&place), vec![Some("4".into()); 3], "run 1 of this history");
    let id = versions(&place, "one.csv").remove(2).0;
    back(&["--to", &id]).code(0).err_line(&[&id]);
    assert_eq!(numbers(&place), vec![Some("5".into()); 3]);
    back(&["--to", "3"]).code(1).err_line(&["Versions are kept from"]);
    // Who changes a version is found out, and nothing is put back.
    let version = place.path("out/.tablewire/two.csv").join(&versions(&place, "two.csv")[0].0);
    std::fs::write(version, "x,n\n1,9\n").expect("a file");
    let id = versions(&place, "one.csv").remove(0).0;
    back(&["--to", &id]).code(1).err_line(&["has changed since it was kept"]);
    assert_eq!(numbers(&place), vec![Some("5".into()); 3]);
}
