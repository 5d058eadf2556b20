//! Filters behind joins: a condition about one table leaves no row of it standing that it does not want, and whatever the
//! plan becomes by that, the result is the filter's over the joined table.

mod forms;
mod tables;

use std::collections::BTreeMap;
use std::path::Path;

use tablewire::base::Cancellation;
use tablewire::engine::{self, RunEvent, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes;
use tempfile::TempDir;

use crate::program::project;
use forms::{FAILING, FORMS};

/// A join, and which tables a condition about them reaches.
struct Joining {
    how: &'static str,
    /// Whether a condition about left columns reaches the left file, and one about right columns the right file.
    reaches: [bool; 2],
    /// Whether it has right columns.
    both: bool,
}

/// A full join needs all rows of both sides: who matches nobody is in it.
const JOINS: [Joining; 6] = [
    Joining { how: "Inner", reaches: [true, true], both: true },
    Joining { how: "Left", reaches: [true, false], both: true },
    Joining { how: "Right", reaches: [false, true], both: true },
    Joining { how: "Full", reaches: [false, false], both: true },
    Joining { how: "Semi", reaches: [true, false], both: false },
    Joining { how: "Anti", reaches: [true, false], both: false },
];

const SIDES: [&str; 2] = ["l", "r"];

#[test]
fn conditions_behind_joins_reach_the_files() {
    let folder = folder();
    tables::write(folder.path());
    let mut wrong = Vec::new();
    for joining in &JOINS {
        run(folder.path(), &joined(joining.how), &[]);
    }
    for form in FORMS {
        let matching = SIDES.map(|side| alone(folder.path(), side, &about(form, side)));
        for joining in &JOINS {
            wrong.extend(checked(folder.path(), joining.how, &conditions(form, joining), matching));
        }
    }
    assert!(wrong.is_empty(), "{} do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

/// A condition that fails at a row that the join, or another condition, leaves out does not fail there.
#[test]
fn conditions_that_may_fail_see_only_what_reaches_them() {
    let folder = folder();
    tables::write(folder.path());
    let mut wrong = Vec::new();
    let matching = alone(folder.path(), "l", "l_n > 60");
    for joining in &JOINS {
        run(folder.path(), &joined(joining.how), &[]);
        for form in FAILING {
            let form = about(form, "l");
            let beside = (format!("{form} AND l_n > 60"), [joining.reaches[0], false]);
            wrong.extend(checked(folder.path(), joining.how, &[(form, [false; 2]), beside], [matching, 0]));
        }
    }
    assert!(wrong.is_empty(), "{} do not hold:\n{}", wrong.len(), wrong.join("\n"));
    // Numbers where `kind` says so: the others are no numbers, and never asked.
    let place = crate::program::Place::new();
    place.put("a.csv", "kind,v\nn,1\nt,x\nn,3\n");
    let nodes = [
        ("a", "read_csv", "(path: \"a.csv\")"),
        ("numbers", "filter", "(condition: \"kind = 'n'\")"),
        ("large", "filter", "(condition: \"CAST(v AS INTEGER) > 2\")"),
        ("out", "write_csv", "(path: \"out.csv\")"),
    ];
    run(place.folder(), &project(&nodes, &[("a", "numbers"), ("numbers", "large"), ("large", "out")]), &[]);
    assert_eq!(place.text("out.csv"), "kind,v\nn,3\n");
}

/// Question 19 of the public benchmark asks for carrier and instruction in each of its three cases: both are known before
/// the join.
#[test]
fn what_every_case_of_question_19_asks_for_is_asked_of_the_order_lines() {
    let folder = folder();
    crate::pdsh::data::generate(0.01, &folder.path().join("data"));
    let question = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pdsh/q19.ron");
    let question = std::fs::read_to_string(question).expect("a question");
    let settings = "(condition: \"l_shipmode IN ('AIR', 'AIR REG') AND l_shipinstruct = 'DELIVER IN PERSON'\")";
    let alone = [
        ("lines", "read_csv", "(path: \"data/lineitem.csv\")"),
        ("f", "filter", settings),
        ("out", "write_csv", "(path: \"f.csv\")"),
    ];
    let wanted = run(folder.path(), &project(&alone, &[("lines", "f"), ("f", "out")]), &["f"]);
    assert!(wanted[0] > 0);
    assert_eq!(run(folder.path(), &question, &["lineitem"]), wanted);
}

/// The conditions to try of a form, and whether each reaches the left and the right file.
fn conditions(form: &str, joining: &Joining) -> Vec<(String, [bool; 2])> {
    let (left, right, [reaches_left, reaches_right]) = (about(form, "l"), about(form, "r"), joining.reaches);
    let mut all = vec![(left.clone(), [reaches_left, false])];
    if joining.both {
        all.push((right.clone(), [false, reaches_right]));
        all.push((format!("({left}) AND ({right})"), joining.reaches));
    }
    if joining.how == "Inner" {
        all.push((format!("({left}) AND l_n + r_n > 50"), [true, false]));
        all.push((format!("(({left}) AND r_n > 20) OR (({left}) AND r_s = 'b1')"), [true, false]));
        all.push((format!("({left}) OR ({right})"), [false, false]));
    }
    all
}

/// Runs filters behind a join and over the joined table: what is wrong. Of a file that a condition reaches, no more rows
/// may be read than it wants, of the two files so many.
fn checked(folder: &Path, how: &str, conditions: &[(String, [bool; 2])], wanted: [u64; 2]) -> Vec<String> {
    let join = format!("(how: {how}, keys: [(left: \"l_k\", right: \"r_k\")])");
    over_the_joined(folder, how, conditions);
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).expect("an output");
    let mut wrong = Vec::new();
    for (index, (condition, reaches)) in conditions.iter().enumerate() {
        let settings = format!("(condition: {condition:?})");
        let out = ("out", "write_csv", "(path: \"a.csv\")");
        let nodes = [LEFT, RIGHT, ("j", "join", &join), ("f", "filter", &settings), out];
        let wires = [("l", "j"), ("r", "j.right"), ("j", "f"), ("f", "out")];
        let passed = run(folder, &project(&nodes, &wires), &SIDES);
        let (found, expected) = (text("a.csv"), text(&format!("b{index}.csv")));
        if found != expected {
            wrong.push(format!("{how} join, {condition}: other rows:\n{found}\nthan of the joined table:\n{expected}"));
        }
        for side in (0..SIDES.len()).filter(|side| reaches[*side] && passed[*side] > wanted[*side]) {
            let (passed, wanted) = (passed[side], wanted[side]);
            wrong.push(format!("{how} join, {condition}: {passed} rows leave {}, not {wanted}", SIDES[side]));
        }
    }
    wrong
}

/// Writes what each condition leaves of the joined table. That is behind a limit, which nothing is pushed past.
fn over_the_joined(folder: &Path, how: &str, conditions: &[(String, [bool; 2])]) {
    let filters: Vec<[String; 4]> = (0..conditions.len())
        .map(|index| {
            let (condition, path) = (&conditions[index].0, format!("b{index}.csv"));
            [
                format!("f{index}"),
                format!("out{index}"),
                format!("(condition: {condition:?})"),
                format!("(path: {path:?})"),
            ]
        })
        .collect();
    let joined = format!("(path: \"{how}.parquet\")");
    let mut nodes = vec![("j", "read_parquet", joined.as_str()), ("all", "limit", "(count: 1000000000)")];
    let mut wires = vec![("j", "all")];
    for [filter, out, condition, path] in &filters {
        nodes.extend([(filter.as_str(), "filter", condition.as_str()), (out.as_str(), "write_csv", path.as_str())]);
        wires.extend([("all", filter.as_str()), (filter.as_str(), out.as_str())]);
    }
    run(folder, &project(&nodes, &wires), &[]);
}

/// In memory where the system has that: thousands of small files are written.
fn folder() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("a temporary folder")
}

const LEFT: (&str, &str, &str) = ("l", "read_parquet", "(path: \"l.parquet\")");
const RIGHT: (&str, &str, &str) = ("r", "read_parquet", "(path: \"r.parquet\")");

/// A project that writes the joined table.
fn joined(how: &str) -> String {
    let join = format!("(how: {how}, keys: [(left: \"l_k\", right: \"r_k\")])");
    let out = format!("(path: \"{how}.parquet\")");
    project(
        &[LEFT, RIGHT, ("j", "join", &join), ("out", "write_parquet", &out)],
        &[("l", "j"), ("r", "j.right"), ("j", "out")],
    )
}

/// How many rows of one table a condition wants.
fn alone(folder: &Path, side: &str, condition: &str) -> u64 {
    let settings = format!("(condition: {condition:?})");
    let source = if side == "l" { LEFT } else { RIGHT };
    let nodes = [source, ("f", "filter", &settings), ("out", "write_csv", "(path: \"c.csv\")")];
    run(folder, &project(&nodes, &[(side, "f"), ("f", "out")]), &["f"])[0]
}

/// Runs a project; how many rows have left these nodes.
fn run(folder: &Path, project: &str, nodes: &[&str]) -> Vec<u64> {
    let opened = nodes::document_from(project).expect("a project");
    assert_eq!(opened.problems, [], "{project}");
    let mut events = Vec::new();
    let snapshot = Snapshot::new(opened.document, folder);
    let outcome =
        engine::run(&snapshot, &RunOptions::default(), &mut |event| events.push(event), &Cancellation::default());
    assert_eq!(outcome, RunOutcome::Succeeded, "{project}\n{events:?}");
    let mut passed: BTreeMap<String, u64> = BTreeMap::new();
    for event in events {
        if let RunEvent::Measured { node, rows, .. } = event {
            *passed.entry(node).or_default() += rows;
        }
    }
    nodes.iter().map(|node| passed.get(*node).copied().unwrap_or_default()).collect()
}

/// A form with the columns of one table.
fn about(form: &str, side: &str) -> String {
    form.replace('$', &format!("{side}_"))
}
