//! The commands: arguments, what they print, how they end.

use std::io::Write;
use std::process::Stdio;

use crate::program::{Place, adults, project, said};

/// A folder with people and the project that writes the adults.
fn place() -> Place {
    let place = Place::with_people();
    place.put("adults.ron", &adults());
    place
}

/// (arguments, exit code, parts of standard output, parts of one line of standard error)
type Case = (&'static [&'static str], i32, &'static [&'static str], &'static [&'static str]);

fn check(place: &Place, cases: &[Case]) {
    for (arguments, code, out, err) in cases {
        let said = place.run(arguments);
        said.code(*code).out(out);
        if !err.is_empty() {
            said.err_line(err);
        }
        // Nothing but data goes to standard output.
        assert!(*code == 0 || arguments[0] == "check" || said.out.is_empty(), "{arguments:?} {said:#?}");
    }
}

#[test]
fn words_that_make_no_sense() {
    check(
        &Place::new(),
        &[
            (&["--help"], 0, &["Usage:", "tablewire run", "Exit codes"], &[]),
            (&["--version"], 0, &["tablewire 0."], &[]),
            (&["run", "--help"], 0, &["Examples:", "sink_done", "--only <NODE>"], &[]),
            (&["chekc"], 2, &[], &["no project chekc", "Did you mean the command \"check\"?"]),
            (&["run"], 2, &[], &["<FILE>", "Usage: tablewire run"]),
            (&["run", "a.ron", "--fast"], 2, &[], &["--fast", "Usage:"]),
            (&["preview", "a.ron", "node", "--format", "xml"], 2, &[], &["xml", "table, csv, json"]),
            (&["run", "nowhere.ron"], 1, &[], &["nowhere.ron", "Check the path"]),
            (&["fmt"], 2, &[], &["<FILE>"]),
        ],
    );
}

#[test]
fn without_a_display_the_next_command_is_named() {
    let place = place();
    place.run(&[]).code(2).err_line(&["no display", "tablewire run sample_projects/flights/late_carriers.ron"]);
    place.run(&["adults.ron"]).code(2).err_line(&["no display", "tablewire run adults.ron"]);
}

#[test]
fn the_catalogue() {
    check(
        &Place::new(),
        &[
            (&["nodes"], 0, &["Sources\n", "  filter", "Splits rows by a condition"], &[]),
            (&["nodes", "--format", "json"], 0, &["\"kind\": \"filter\"", "\"matching\""], &[]),
            (&["describe", "filter"], 0, &["Filter (filter)", "Outputs: matching, others", "condition"], &[]),
            (&["describe", "join", "--format", "json"], 0, &["\"settings\"", "\"name\": \"how\""], &[]),
            (&["describe", "fliter"], 1, &[], &["no kind of node \"fliter\"", "Did you mean \"filter\"?"]),
        ],
    );
    let said = Place::new().run(&["nodes", "--format", "json"]);
    let kinds: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(kinds.as_array().map(Vec::len), Some(tablewire::nodes::KINDS.len()));
    for kind in tablewire::nodes::KINDS {
        let said = Place::new().run(&["describe", kind.meta.id, "--format", "json"]);
        let kind: serde_json::Value = serde_json::from_str(&said.out).unwrap_or_else(|e| panic!("{e} in {said:#?}"));
        assert!(kind["settings"].is_array(), "{kind}");
    }
}

#[test]
fn looking_at_a_project() {
    let place = place();
    check(
        &place,
        &[
            (&["check", "adults.ron"], 0, &[], &["4 nodes: 0 errors"]),
            (&["check", "adults.ron", "--format", "json"], 0, &["[]"], &[]),
            (&["schema", "adults.ron", "people"], 0, &["age", "integer", "city", "text"], &[]),
            (&["schema", "adults.ron", "out", "--format", "json"], 0, &["\"name\": \"age\""], &[]),
            (&["preview", "adults.ron", "adults"], 0, &["Blaise", " 36 │ London", "integer"], &["3 rows"]),
            (&["preview", "adults.ron", "adults.others", "--format", "csv"], 0, &["Emmy,,Erlangen\n"], &[]),
            (&["preview", "adults.ron", "out", "--rows", "1"], 0, &["Oslo"], &["1 of 3 rows"]),
            (
                &["preview", "adults.ron", "people", "--rows", "2", "--format", "csv"],
                0,
                &["name,age,city\nAda,36,"],
                &[],
            ),
            (
                &["lineage", "adults.ron", "out", "age"],
                0,
                &["out · age ← oldest_first · age\n", "adults · age ← people · age\npeople · age\n"],
                &["age of out comes from age of people, through adults, oldest_first"],
            ),
            (
                &["lineage", "adults.ron", "people", "city", "--forward", "--format", "json"],
                0,
                &["\"table\": \"adults.others\"", "\"column\": \"city\""],
                &[],
            ),
            (&["lineage", "adults.ron", "people", "aeg"], 1, &[], &["no column \"aeg\"", "Did you mean \"age\"?"]),
            (&["preview", "adults.ron", "adluts"], 1, &[], &["no node \"adluts\"", "Did you mean \"adults\"?"]),
            (&["preview", "adults.ron", "adults.mathcing"], 1, &[], &["adults", "Did you mean \"matching\"?"]),
            (&["schema", "adults.ron", "people.other"], 1, &[], &["people", "no output \"other\""]),
        ],
    );
    assert_eq!(place.names(""), ["adults.ron", "people.csv"], "looking writes nothing");
}

#[test]
fn null_and_empty_differ_in_every_form() {
    let place = Place::new();
    place.put("t.csv", "a,b\n1,\"\"\n2,\n,x\n").put("p.ron", &project(&[("t", "read_csv", "(path: \"t.csv\")")], &[]));
    let preview = |format| place.run(&["preview", "p.ron", "t", "--format", format]).out;
    assert_eq!(preview("csv"), "a,b\n1,\"\"\n2,\n,x\n");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&preview("json")).expect("JSON");
    assert_eq!(rows[0], serde_json::json!({"a": 1, "b": ""}));
    assert_eq!(rows[1], serde_json::json!({"a": 2, "b": null}));
    assert!(preview("table").contains("null"), "{}", preview("table"));
}

#[test]
fn running_writes_all_and_reports_it() {
    let place = place();
    let said = place.run(&["run", "adults.ron"]);
    said.code(0).err_line(&["1 file written"]);
    assert_eq!(place.text("out/adults.csv"), "name,age,city\n\"\",50,Oslo\nBlaise,39,Paris\nAda,36,London\n");
    let size = place.text("out/adults.csv").len();
    assert_eq!(said.out, format!("3\t{size}\t{}\n", std::path::Path::new("out").join("adults.csv").display()));
    assert_eq!(place.names("out"), ["adults.csv"]);
}

#[test]
fn parameters_and_only() {
    let place = Place::with_people();
    let text =
        adults().replace("    nodes: {", "    parameters: {\"age\": (type: Integer, default: \"18\")},\n    nodes: {");
    place.put("adults.ron", &text.replace("age >= 18", "age >= ${age}"));
    place.run(&["run", "adults.ron", "--set", "age=38"]).code(0);
    assert_eq!(place.text("out/adults.csv").lines().count(), 3);
    place.run(&["run", "adults.ron", "--only", "adults"]).code(0).err_line(&["adults.matching: 3 rows"]);
    check(
        &place,
        &[
            (&["run", "adults.ron", "--set", "agee=3"], 1, &[], &["no parameter \"agee\"", "Did you mean \"age\"?"]),
            (&["run", "adults.ron", "--set", "age=old"], 1, &[], &["--set age=old", "not a valid integer"]),
            (&["run", "adults.ron", "--set", "age"], 2, &[], &["--set age", "NAME=VALUE"]),
            (&["run", "adults.ron", "--only", "ouut"], 1, &[], &["no node \"ouut\"", "Did you mean \"out\"?"]),
        ],
    );
}

#[test]
fn parts_of_a_project_run() {
    let place = place();
    check(
        &place,
        &[
            (&["run", "adults.ron", "--to", "adults"], 0, &[], &["adults.matching: 3 rows"]),
            (&["run", "adults.ron", "--to", "nobody"], 1, &[], &["no node \"nobody\""]),
        ],
    );
    assert_eq!(place.names(""), ["adults.ron", "people.csv"], "nothing was written");
    place.run(&["run", "adults.ron", "--from", "adults"]).code(0).err_line(&["1 file written"]);
    place.run(&["run", "adults.ron", "--only", "adults", "--only", "out"]).code(0).err_line(&["1 file written"]);
    let loose = project(&[("people", "read_csv", "(path: \"people.csv\")")], &[]);
    let quiet = adults().replacen("create_folders: true)", "create_folders: true), state: Disabled", 1);
    place.put("loose.ron", &loose).put("quiet.ron", &quiet);
    check(
        &place,
        &[
            (&["run", "loose.ron", "--from", "people"], 1, &[], &["people: No sink depends on it"]),
            (&["run", "quiet.ron", "--from", "adults"], 1, &[], &["adults: All sinks are disabled"]),
        ],
    );
}

#[test]
fn events_are_json_lines() {
    let place = place();
    let said = place.run(&["run", "adults.ron", "--events", "json"]);
    said.code(0);
    let events: Vec<serde_json::Value> =
        said.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |name: &str| events.iter().find(|event| event["event"] == name).unwrap_or_else(|| panic!("no {name}"));
    assert_eq!((&events[0]["event"], &events[0]["version"]), (&"started".into(), &3.into()));
    assert_eq!(of("started")["sinks"], serde_json::json!(["out"]));
    assert_eq!(of("sink_done")["rows"], 3);
    let passed = |e: &serde_json::Value| e["event"] == "progress" && e["node"] == "out" && e["rows"] == 3;
    assert!(events.iter().any(passed), "{events:#?}");
    let out = |e: &&serde_json::Value| e["event"] == "measured" && e["node"] == "out";
    let measured = events.iter().find(out).expect("what passed the sink");
    assert_eq!(measured["rows"], 3);
    assert!(measured["bytes"].as_u64() > Some(0) && measured["seconds"].as_f64() >= Some(0.0), "{measured}");
    let last = &events[events.len() - 1];
    assert_eq!((&last["event"], &last["outcome"]), (&"finished".into(), &"succeeded".into()));
    assert_eq!((&last["written"][0]["node"], &last["written"][0]["rows"]), (&"out".into(), &3.into()));

    place.put("people.csv", "name\nAda\n");
    let said = place.run(&["run", "adults.ron", "--events", "json"]);
    said.code(1).out(&["\"outcome\":\"failed\"", "\"node\":\"adults\"", "\"setting\":\"condition\"", "\"written\":[]"]);
}

#[test]
fn a_project_from_standard_input() {
    let place = place();
    let elsewhere = Place::new();
    let base = place.folder().to_string_lossy();
    let mut command = elsewhere.command(&["run", "-", "--base", &base]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    child.stdin.take().expect("piped").write_all(adults().as_bytes()).expect("read");
    said(child.wait_with_output().expect("ends")).code(0);
    assert_eq!(place.text("out/adults.csv").lines().count(), 4);
}

#[test]
fn fmt_is_canonical_and_careful() {
    let place = Place::new();
    let tidy = adults();
    let untidy = tidy.replace("    ", " ").replace("version: 1, ", "");
    place
        .put("a.ron", &untidy)
        .put("broken.ron", "(format: 1, nodes: {")
        .put("notes.ron", &format!("// mine\n{untidy}"));
    place.run(&["fmt", "--check", "a.ron"]).code(1).err_line(&["a.ron", "Not in its canonical form"]);
    assert_eq!(place.text("a.ron"), untidy);
    place.run(&["fmt", "a.ron"]).code(0);
    let once = place.text("a.ron");
    assert!(once.contains("\"people\": (kind: \"read_csv\", version: "), "{once}");
    place.run(&["fmt", "a.ron"]).code(0);
    place.run(&["fmt", "--check", "a.ron"]).code(0);
    assert_eq!(place.text("a.ron"), once);
    place.run(&["fmt", "broken.ron", "a.ron"]).code(1).err_line(&["broken.ron", "line 1, column"]);
    assert_eq!(place.text("broken.ron"), "(format: 1, nodes: {");
    place.run(&["fmt", "notes.ron"]).code(1).err_line(&["notes.ron", "comment in line 1", "--drop-comments"]);
    place.run(&["fmt", "--drop-comments", "notes.ron"]).code(0);
    assert_eq!(place.text("notes.ron"), once);
    assert_eq!(place.names(""), ["a.ron", "broken.ron", "notes.ron"], "no temporary files");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let place = Place::new();
    let mut rows = String::from("n\n");
    (0..200_000).for_each(|n| rows.push_str(&format!("{n}\n")));
    place.put("n.csv", &rows).put("p.ron", &project(&[("n", "read_csv", "(path: \"n.csv\")")], &[]));
    let line = format!("{} preview p.ron n --rows 200000 --format csv | head -n 2", env!("CARGO_BIN_EXE_tablewire"));
    let mut command = std::process::Command::new("sh");
    command.args(["-c", &line]);
    let said = said(place.settled(command).output().expect("a shell"));
    assert_eq!((said.out.as_str(), said.err.as_str()), ("n\n0\n", ""));
}

#[test]
fn problems_tell_programs_what_would_put_them_right() {
    let place = Place::with_people();
    place.put("adults.ron", &adults().replace("age >= 18", "aeg >= 18"));
    let fix = [r#""fixes": ["#, r#""old": "aeg""#, r#""new": "age""#, r#""setting": "condition""#];
    place.run(&["check", "adults.ron", "--format", "json"]).code(1).out(&fix);
}
