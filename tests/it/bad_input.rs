//! Bad input: each a line that names node, setting and remedy; the input is never changed, and an output that was there
//! before is intact.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::program::{PEOPLE, Place, adults, project};

const OLD: &str = "the old output\n";

/// A folder with people, an old output and the project `text`.
fn place(text: &str) -> Place {
    let place = Place::with_people();
    place.put("out/adults.csv", OLD).put("p.ron", text);
    place
}

/// Every file below a folder with its bytes; the state folder may change.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "state") {
            found.extend(contents(&path));
        } else if path.is_file() {
            found.insert(path.clone(), std::fs::read(&path).expect("a file"));
        }
    }
    found
}

/// Runs a project that cannot run: one line of standard error has all of `parts`, and no file has changed.
#[track_caller]
fn refused(place: &Place, parts: &[&str]) {
    let before = contents(place.folder());
    let said = place.run(&["run", "p.ron"]);
    said.code(1).err_line(parts);
    assert_eq!(said.out, "", "{said:#?}");
    assert!(!said.err.contains("anicked") && !said.err.contains("Internal error"), "{said:#?}");
    assert!(contents(place.folder()) == before, "files have changed: {:?}", place.names("out"));
}

/// Tries every case, and shows all that are not refused as they should.
#[track_caller]
fn all_refused(cases: &[(String, &[&str])]) {
    let attempt = |(text, parts): &(String, &[&str])| {
        let place = place(text);
        std::panic::catch_unwind(|| refused(&place, parts)).is_ok()
    };
    let failed: Vec<_> = cases.iter().filter(|case| !attempt(case)).map(|(_, parts)| parts).collect();
    assert!(failed.is_empty(), "not refused as they should: {failed:#?}");
}

#[test]
fn a_file_that_is_no_project() {
    for (text, parts) in [
        ("", &["p.ron", "The file is empty"][..]),
        (
            "(\n    format: 1,\n    nodes: {\n        \"a\" (kind: \"filter\"),\n    },\n)\n",
            &["p.ron", "line 4, column"],
        ),
        ("(format: 1, nodse: {})", &["p.ron", "line 1", "nodse"]),
        ("(format: 999, anything: [new])", &["p.ron", "format 999", "newer version"]),
        ("(format: 1, nodes: {}, wires: [])", &["p.ron", "The project has no sinks", "write_csv"]),
    ] {
        refused(&place(text), parts);
    }
    let place = place("");
    std::fs::write(place.path("p.ron"), b"(format: 1, \xff)").expect("a file");
    refused(&place, &["p.ron", "not UTF-8", "line 1"]);
    place.run(&["check", "."]).code(1).err_line(&["it is a folder"]);
}

#[test]
fn a_project_with_a_problem_says_where_and_what_to_do() {
    let adults = adults();
    let with = |from: &str, to: &str| {
        assert!(adults.contains(from), "{from}");
        adults.replace(from, to)
    };
    let cases: &[(String, &[&str])] = &[
        // A missing file, a folder in place of a file, no path.
        (with("people.csv", "poeple.csv"), &["people.path: ", "no file", "poeple.csv", "Check"]),
        (with("\"people.csv\"", "\"out\""), &["people.path: ", "is a folder"]),
        (with("\"people.csv\"", "\"\""), &["people.path: ", "No file is selected", "Choose"]),
        (with("people.csv", "${folder}/people.csv"), &["people.path: ", "no parameter \"folder\"", "parameters"]),
        // Kinds and settings.
        (with("\"sort\"", "\"sotr\""), &["oldest_first: ", "Unknown kind \"sotr\"", "Did you mean \"sort\"?"]),
        (with("\"sort\", version: 1", "\"sort\", version: 77"), &["oldest_first: ", "version 77", "newer version"]),
        (with("(keys: [", "(kyes: ["), &["oldest_first: ", "setting", "kyes"]),
        // Columns and types.
        (with("(column: \"age\"", "(column: \"agee\""), &["oldest_first.keys", "\"agee\"", "Did you mean \"age\"?"]),
        (with("age >= 18", "agee >= 18"), &["adults.condition: ", "agee", "Did you mean"]),
        (with("age >= 18", "age + 1"), &["adults.condition: "]),
        (with("age >= 18", "age >= 'x' AND"), &["adults.condition: "]),
        (with("age >= 18", "city >= 18"), &["adults.condition: "]),
        // Wires.
        (with("(from: \"people\"", "(from: \"peple\""), &["adults: ", "\"peple\"", "Did you mean \"people\"?"]),
        (with("from: \"adults\"", "from: \"adults.matchign\""), &["oldest_first: ", "Did you mean \"matching\"?"]),
        (
            with("(from: \"people\", to: \"adults\")", "(from: \"oldest_first\", to: \"adults\")"),
            &["adults: ", "depends on itself", "Remove"],
        ),
        (with("(from: \"people\", to: \"adults\"),", ""), &["adults: ", "Nothing is connected", "Connect a wire"]),
        // Targets.
        (with("out/adults.csv", "people.csv"), &["out.path: ", "read by the node \"people\"", "another file"]),
        (with("out/adults.csv", "out/../people.csv"), &["out.path: ", "read by the node \"people\"", "another file"]),
        (with("out/adults.csv", "people.csv/adults.csv"), &["out.path: ", "part of the path is a file"]),
        (with("out/adults.csv", "out"), &["out.path: ", "it is a folder", "Choose a file"]),
        (with("create_folders: true", "existing: Fail"), &["out.path: ", "already exists", "overwrite"]),
        (
            with("\"out/adults.csv\", create_folders: true", "\"no/such/a.csv\", create_folders: false"),
            &["out.path: ", "no folder", "Create folders"],
        ),
    ];
    all_refused(cases);
}

#[test]
fn two_nodes_that_write_the_same_file() {
    let out = "(path: \"out/adults.csv\")";
    let nodes =
        [("one", "write_csv", out), ("people", "read_csv", "(path: \"people.csv\")"), ("two", "write_csv", out)];
    refused(
        &place(&project(&nodes, &[("people", "one"), ("people", "two")])),
        &["two.path: ", "\"one\"", "different file"],
    );
}

/// Problems that appear only during a run are reported at their node, and the other outputs do not change either.
#[test]
fn a_failure_in_the_middle_of_a_run() {
    let good = ("good", "write_csv", "(path: \"out/good.csv\")");
    let out = ("out", "write_csv", "(path: \"out/adults.csv\")");
    let people = ("people", "read_csv", "(path: \"people.csv\")");
    let twice = ("twice", "read_csv", "(path: \"twice.csv\")");
    let join = ("checked", "join", "(keys: [(left: \"city\")], expect: OneToOne)");
    let wires = [("people", "checked"), ("twice", "checked.right"), ("checked", "out"), ("people", "good")];
    let place = place(&project(&[join, good, out, people, twice], &wires));
    place.put("out/good.csv", OLD).put("twice.csv", "city,n\nLondon,1\nParis,2\nLondon,3\n");
    refused(&place, &["checked.expect: ", "unique on the right", "London", "Remove the duplicates"]);

    let typed = ("typed", "select", "(columns: [(column: \"city\", type: Integer)])");
    let sorted = ("sorted", "sort", "(keys: [(column: \"city\")])");
    let wires = [("people", "typed"), ("typed", "sorted"), ("sorted", "out"), ("people", "good")];
    place.put("p.ron", &project(&[good, out, people, sorted, typed], &wires));
    refused(&place, &["typed", "city"]);
}

/// The rest of a project works although a part of it is broken.
#[test]
fn the_healthy_part_still_works() {
    let place = place(&adults().replace("column: \"age\"", "column: \"aeg\""));
    place.run(&["preview", "p.ron", "adults", "--format", "csv"]).code(0).out(&["Blaise,39,Paris"]);
    place.run(&["check", "p.ron"]).code(1).out(&["oldest_first.keys"]);
    assert_eq!(place.text("people.csv"), PEOPLE);
}

/// An unknown kind is kept unchanged by `fmt` and by saving.
#[test]
fn an_unknown_kind_survives_fmt() {
    let unknown = "(kind: \"teleport\", version: 3, settings: ( to:'x',  /* stays */ b: [1,\n2], ))";
    let text = format!("(format: 1, nodes: {{ \"t\": {unknown} }})");
    let place = place(&text);
    place.run(&["fmt", "p.ron"]).code(0);
    assert!(place.text("p.ron").contains(unknown), "{}", place.text("p.ron"));
}

/// A disk of 256 kB, where the machine lets us have one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let place = place(&project(
        &[("n", "read_csv", "(path: \"n.csv\")"), ("out", "write_csv", "(path: \"disk/n.csv\")")],
        &[("n", "out")],
    ));
    let mut rows = String::from("n,text\n");
    (0..50_000).for_each(|n| rows.push_str(&format!("{n},some text that takes room {n}\n")));
    place.put("n.csv", &rows).put("disk/.keep", "");
    let program = env!("CARGO_BIN_EXE_tablewire");
    let script = format!(
        "mount -t tmpfs -o size=256k none disk || exit 99; echo old > disk/n.csv; {program} run p.ron; code=$?; \
         cat disk/n.csv; ls -A disk; exit $code"
    );
    let mut command = std::process::Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]);
    let Ok(output) = place.settled(command).output() else {
        eprintln!("SKIPPED a_full_disk: there is no unshare on this machine");
        return;
    };
    let said = crate::program::said(output);
    if said.code == 99 || said.err.contains("unshare:") {
        eprintln!("SKIPPED a_full_disk: this machine lets nobody mount a small disk: {}", said.err.trim());
        return;
    }
    said.code(1).err_line(&["out", "the disk is full", "Free some space"]);
    assert_eq!(said.out, "old\nn.csv\n", "{said:#?}");
}
