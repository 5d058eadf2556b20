//! Outputs that are more than a file of one's own: links, devices, pipes, files of others, the project itself.
#![cfg(unix)]

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use crate::program::{PEOPLE, Place, project};

/// People, written to `path`, in a format.
fn copying(kind: &str, path: &str) -> Place {
    let place = Place::new();
    place.put("people.csv", PEOPLE);
    let settings = format!("(path: {path:?}, create_folders: true)");
    let nodes = [("people", "read_csv", "(path: \"people.csv\")"), ("out", kind, &settings)];
    place.put("p.ron", &project(&nodes, &[("people", "out")]));
    std::fs::create_dir(place.path("out")).expect("a folder");
    place
}

#[track_caller]
fn both_refuse(place: &Place, parts: &[&str]) {
    let checked = place.run(&["check", "p.ron"]);
    checked.code(1);
    assert!(checked.out.lines().any(|line| parts.iter().all(|part| line.contains(part))), "{checked:#?}");
    place.run(&["run", "p.ron"]).code(1).err_line(parts);
}

#[test]
fn the_project_and_what_it_reads_are_never_replaced_whichever_way_leads_there() {
    for path in ["p.ron", "./none/../p.ron", "out/../p.ron", "link.ron", "second.ron"] {
        let place = copying("write_csv", path);
        symlink("p.ron", place.path("link.ron")).expect("a link");
        std::fs::hard_link(place.path("p.ron"), place.path("second.ron")).expect("a second name");
        let text = place.text("p.ron");
        both_refuse(&place, &["is the project itself", "another file"]);
        assert_eq!((place.text("p.ron"), place.text("link.ron")), (text.clone(), text), "{path}");
    }
    for path in ["people.csv", "none/deep/../../people.csv", "link.csv", "second.csv", "folder/people.csv"] {
        let place = copying("write_csv", path);
        symlink("people.csv", place.path("link.csv")).expect("a link");
        symlink(".", place.path("folder")).expect("a link");
        std::fs::hard_link(place.path("people.csv"), place.path("second.csv")).expect("a second name");
        both_refuse(&place, &["is also read by the node \"people\""]);
        assert_eq!(place.text("people.csv"), PEOPLE, "{path}");
    }
}

#[test]
fn two_outputs_that_become_one_file_are_refused() {
    for (one, two) in [("a/../x.csv", "x.csv"), ("none/x.csv", "none/deep/../x.csv"), ("link.csv", "x.csv")] {
        let place = Place::new();
        place.put("people.csv", PEOPLE);
        symlink("x.csv", place.path("link.csv")).expect("a link to what does not exist yet");
        let settings = [one, two].map(|path| format!("(path: {path:?}, create_folders: true)"));
        let nodes = [
            ("people", "read_csv", "(path: \"people.csv\")"),
            ("one", "write_csv", settings[0].as_str()),
            ("two", "write_csv", settings[1].as_str()),
        ];
        place.put("p.ron", &project(&nodes, &[("people", "one"), ("people", "two")]));
        both_refuse(&place, &["also written by"]);
        assert!(!place.path("x.csv").exists());
    }
}

#[test]
fn links_are_followed_to_their_end_and_stay() {
    let place = copying("write_csv", "first.csv");
    symlink("second.csv", place.path("first.csv")).expect("a link");
    symlink("out/new.csv", place.path("second.csv")).expect("a link");
    for _ in 0..2 {
        place.run(&["run", "p.ron"]).code(0);
        assert_eq!(place.text("out/new.csv"), PEOPLE);
        assert!(["first.csv", "second.csv"].iter().all(|name| place.path(name).is_symlink()));
        assert_eq!(place.names("out"), ["new.csv"]);
    }
    let place = copying("write_csv", "around.csv");
    symlink("round.csv", place.path("around.csv")).expect("a link");
    symlink("around.csv", place.path("round.csv")).expect("a link");
    both_refuse(&place, &["form a loop"]);
    assert!(place.path("around.csv").is_symlink());
}

#[test]
fn devices_are_written_into_and_pipes_and_sockets_are_refused() {
    let place = copying("write_csv", "/dev/null");
    place.run(&["run", "p.ron"]).code(0);
    assert!(!std::fs::metadata("/dev/null").expect("a device").is_file());
    let place = copying("write_csv", "pipe");
    let made = std::process::Command::new("mkfifo").arg(place.path("pipe")).status();
    assert!(made.is_ok_and(|made| made.success()));
    both_refuse(&place, &["pipe is not a file", "/dev/stdout"]);
    let place = copying("write_csv", "socket");
    let _bound = std::os::unix::net::UnixListener::bind(place.path("socket")).expect("a socket");
    both_refuse(&place, &["socket is not a file"]);
    let place = copying("write_excel", "/dev/stdout");
    both_refuse(&place, &["A workbook cannot be written to", "Write to a file"]);
}

#[test]
fn standard_output_takes_the_table_and_nothing_else() {
    for (kind, begins) in [("write_csv", "name,age,city\n"), ("write_json", "[")] {
        let place = copying(kind, "/dev/stdout");
        let said = place.run(&["run", "p.ron"]);
        said.code(0);
        assert!(said.out.starts_with(begins) && !said.out.contains('\t'), "{said:#?}");
        assert!(said.err.contains("1 file written") || said.err.contains("/dev/stdout"), "{said:#?}");
    }
    // A file that it was directed to keeps what it holds.
    let place = copying("write_csv", "/dev/stdout");
    place.put("log.txt", "before\n");
    let log = std::fs::File::options().append(true).open(place.path("log.txt")).expect("a file");
    assert!(place.command(&["run", "p.ron"]).stdout(log).status().expect("starts").success());
    assert_eq!(place.text("log.txt"), format!("before\n{PEOPLE}"));
    let place = copying("write_csv", "/dev/stdout");
    place.run(&["run", "p.ron", "--events", "json"]).code(1).err_line(&["--events", "/dev/stdout"]);
}

#[test]
fn owner_and_permissions_of_the_old_file_stay() {
    let place = copying("write_csv", "out/shared.csv");
    place.put("out/shared.csv", "old\n");
    let path = place.path("out/shared.csv");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).expect("may be set");
    // Only the administrator may give files away.
    let is_given = std::os::unix::fs::chown(&path, Some(1001), Some(1002)).is_ok();
    let of = || std::fs::metadata(&path).map(|file| (file.uid(), file.gid(), file.mode() & 0o7777)).expect("a file");
    let before = of();
    assert!(!is_given || before.0 == 1001);
    for keep in [&["run", "p.ron"][..], &["run", "p.ron", "--keep", "3"], &["rollback", "p.ron", "--to", "0"]] {
        place.run(keep).code(0);
        assert_eq!(of(), before, "{keep:?}");
    }
    assert_eq!(place.text("out/shared.csv"), PEOPLE);
}

#[test]
fn an_input_that_changes_while_it_is_read_is_said() {
    let place = Place::new();
    let rows: String = (0..300_000).map(|n: u64| format!("{n},{}\n", n.wrapping_mul(2_654_435_761) % 1_003)).collect();
    let run = |running: &str| {
        place.put("t.csv", &format!("n,word\n{rows}"));
        place.put(
            "p.ron",
            &format!(
                r#"(format: 1, nodes: {{
                "t": (kind: "read_csv", settings: (path: "t.csv"), running: {running}),
                "a": (kind: "sort", settings: (keys: [(column: "word")])),
                "out": (kind: "write_csv", settings: (path: "out.csv")),
            }}, wires: [(from: "t", to: "a"), (from: "a", to: "out")])"#
            ),
        );
        let mut child = place.command(&["run", "p.ron", "--no-cache", "--events", "json"]);
        let mut child = child.stdout(std::process::Stdio::piped()).spawn().expect("starts");
        let out = child.stdout.take().expect("a pipe");
        let mut changes = 1;
        let lines: Vec<String> = std::io::BufRead::lines(std::io::BufReader::new(out))
            .map_while(Result::ok)
            .inspect(|line| {
                if line.contains("\"reading\"") && changes > 0 {
                    changes -= 1;
                    let file = std::fs::File::options().append(true).open(place.path("t.csv"));
                    std::io::Write::write_all(&mut file.expect("a file"), b"1,2\n").expect("appended");
                }
            })
            .collect();
        (child.wait().expect("ends").code(), lines)
    };
    let told = |lines: &[String]| {
        lines.iter().find(|line| line.contains("t.csv changed while it was read")).cloned().unwrap_or_default()
    };
    let (code, lines) = run("()");
    let warning = told(&lines);
    assert!(warning.contains("\"warning\"") && warning.contains("transient_source"), "{lines:#?}");
    assert_eq!(code, Some(0));
    // A node that is to be tried again is.
    let (code, lines) = run("(retries: 2, delay: 0.01)");
    assert!(told(&lines).contains("\"retrying\""), "{lines:#?}");
    assert_eq!(code, Some(0));
    assert_eq!(place.text("out.csv").lines().count(), 300_002, "the second attempt has all rows");
}
