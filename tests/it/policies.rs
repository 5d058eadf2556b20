//! What nodes say about their running: tried again, limited in time, gone on without.

use std::process::Stdio;
use std::time::Duration;

use crate::program::{PEOPLE, Place, project, said};

/// A reader called `late` of `late.csv`, with a policy, and its output; beside it a branch that always works.
fn beside(running: &str) -> Place {
    let place = Place::with_people();
    let late = format!("(path: \"late.csv\"), running: {running}");
    let text = project(
        &[
            ("late", "read_csv", late.as_str()),
            ("late_out", "write_csv", "(path: \"out/late.csv\")"),
            ("people", "read_csv", "(path: \"people.csv\")"),
            ("people_out", "write_csv", "(path: \"out/people.csv\")"),
        ],
        &[("late", "late_out"), ("people", "people_out")],
    );
    place.put("p.ron", &text).put("out/late.csv", "old\n").put("out/people.csv", "old\n");
    place
}

#[test]
fn a_file_that_appears_later_is_waited_for() {
    let place = beside("(retries: 20, delay: 0.05)");
    let child = place.command(&["run", "p.ron"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    std::thread::sleep(Duration::from_millis(300));
    place.put("late.part", PEOPLE);
    std::fs::rename(place.path("late.part"), place.path("late.csv")).expect("renames");
    let said = said(child.wait_with_output().expect("ends"));
    said.code(0).err_line(&["late", "There is no file", "Retrying in 50 ms (1 of 20)"]);
    assert!(place.text("out/late.csv").starts_with("name,") && place.text("out/people.csv").starts_with("name,"));
}

#[test]
fn retries_come_to_an_end() {
    let place = beside("(retries: 2, delay: 0.01)");
    let said = place.run(&["run", "p.ron"]);
    said.code(1).err_line(&["(1 of 2)"]).err_line(&["(2 of 2)"]).err_line(&["late.path: There is no file"]);
    assert!(!said.err.contains("(3 of"), "{said:#?}");
    assert_eq!((place.text("out/late.csv"), place.text("out/people.csv")), ("old\n".into(), "old\n".into()));
}

#[test]
fn what_cannot_heal_is_not_tried_again() {
    let place = Place::with_people();
    let text = project(
        &[
            ("people", "read_csv", "(path: \"people.csv\")"),
            ("old", "filter", "(condition: \"agee > 40\"), running: (retries: 5)"),
            ("out", "write_csv", "(path: \"old.csv\"), running: (retries: 5)"),
        ],
        &[("people", "old"), ("old", "out")],
    );
    let said = place.put("p.ron", &text).run(&["run", "p.ron"]);
    said.code(1).err_line(&["old.condition: ", "agee"]);
    assert!(!said.err.contains("Retrying in"), "{said:#?}");
}

#[test]
fn a_healthy_branch_is_written_beside_a_failed_one() {
    let place = beside("(retries: 1, delay: 0.01, on_failure: Skip)");
    let words = place.run(&["run", "p.ron"]);
    words.code(3).err_line(&["(1 of 1)"]).err_line(&["Going on without late; not written: late_out"]);
    words.err_line(&["Finished with failures, 1 file written"]).out(&["out/people.csv"]);
    assert_eq!(place.text("out/late.csv"), "old\n");
    assert!(place.text("out/people.csv").starts_with("name,"));
    place.run(&["runs"]).out(&["finished with failures"]);
    let events = place.run(&["run", "p.ron", "--events", "json"]);
    events.code(3).out(&[
        "{\"event\":\"retrying\",\"node\":\"late\",\"number\":1,\"of\":1",
        "{\"event\":\"skipped\",\"nodes\":[\"late\"],\"lost\":[\"late_out\"]}",
        "\"outcome\":\"finished_with_failures\"",
    ]);
}

#[test]
fn a_failure_while_rows_flow_leaves_the_other_outputs() {
    let place = Place::with_people();
    // The text of a city is no number, which only the rows tell.
    let text = project(
        &[
            ("people", "read_csv", "(path: \"people.csv\")"),
            (
                "number",
                "formula",
                "(columns: [(name: \"n\", expression: \"CAST(city AS INTEGER)\")]), running: (on_failure: Skip)",
            ),
            ("bad", "write_csv", "(path: \"bad.csv\")"),
            ("good", "write_csv", "(path: \"good.csv\")"),
            (
                "blocked",
                "write_csv",
                "(path: \"no/such/folder.csv\", create_folders: false), running: (on_failure: Skip)",
            ),
        ],
        &[("people", "number"), ("number", "bad"), ("people", "good"), ("people", "blocked")],
    );
    let said = place.put("p.ron", &text).run(&["run", "p.ron"]);
    said.code(3).err_line(&["Going on without", "blocked"]).out(&["good.csv"]);
    assert!(place.text("good.csv").starts_with("name,"));
    assert!(!place.path("no").exists());
}

#[test]
fn a_run_fails_where_nothing_is_left_to_write() {
    let place = beside("(on_failure: Skip)");
    let said = place.run(&["run", "p.ron", "--only", "late_out"]);
    said.code(1).err_line(&["late.path: There is no file"]);
}

/// Everything joined with everything, which takes seconds, beside a table that is there at once.
fn slow(limit: &str, on_failure: &str) -> Place {
    let place = Place::with_people();
    let rows: String = (0..15_000).map(|n| format!("1,{n}\n")).collect();
    let all = format!("(keys: [(left: \"key\", right: \"key\")]), running: (limit: {limit}, on_failure: {on_failure})");
    let text = project(
        &[
            ("a", "read_csv", "(path: \"n.csv\")"),
            ("b", "read_csv", "(path: \"n.csv\")"),
            ("all", "join", all.as_str()),
            ("counted", "group_by", "(keys: [\"key\"], aggregations: [(column: \"n\", function: Sum, name: \"sum\")])"),
            ("out", "write_csv", "(path: \"sum.csv\")"),
            ("people", "read_csv", "(path: \"people.csv\")"),
            ("good", "write_csv", "(path: \"good.csv\")"),
        ],
        &[("a", "all"), ("b", "all.right"), ("all", "counted"), ("counted", "out"), ("people", "good")],
    );
    place.put("n.csv", &format!("key,n\n{rows}")).put("p.ron", &text);
    place
}

#[test]
fn a_node_that_takes_too_long_is_stopped_and_named() {
    let place = slow("0.2", "Stop");
    let said = place.run(&["run", "p.ron"]);
    said.code(1).err_line(&["all: ", "exceeded its time limit of 0.2 s", "Running"]);
    assert_eq!(place.names("."), ["n.csv", "p.ron", "people.csv"], "nothing is left lying about");
    let place = slow("0.2", "Skip");
    place.run(&["run", "p.ron"]).code(3).err_line(&["Going on without all; not written: out"]).out(&["good.csv"]);
    assert_eq!(place.names("."), ["good.csv", "n.csv", "p.ron", "people.csv"]);
}

#[test]
fn a_source_that_is_too_slow_is_named() {
    let place = Place::new();
    let rows: String = (0..200_000).map(|n| format!("{n},text {n}\n")).collect();
    let text = project(
        &[
            ("data", "read_csv", "(path: \"data.csv\"), running: (limit: 0.001)"),
            ("out", "write_csv", "(path: \"out.csv\")"),
        ],
        &[("data", "out")],
    );
    place.put("data.csv", &format!("n,text\n{rows}")).put("p.ron", &text);
    place.run(&["run", "p.ron"]).code(1).err_line(&["data: ", "time limit of 0.001 s"]);
}
