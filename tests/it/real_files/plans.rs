//! Filters behind joins: a condition about one table leaves no row of it standing that it does not want, and whatever the
//! plan becomes by that, the result is the filter's over the joined table.

mod forms;
mod tables;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use tablewire::engine::{self, RunEvent, RunOptions, RunOutcome, Snapshot};
use tablewire::nodes;

use crate::program::project;
use forms::FORMS;

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
    let folder = tempfile::tempdir().expect("a temporary folder");
    tables::write(folder.path());
    let mut wrong = Vec::new();
    for joining in &JOINS {
        run(folder.path(), &joined(joining.how), &[]);
    }
    for form in FORMS {
        let matching = SIDES.map(|side| alone(folder.path(), side, &about(form, side)));
        for joining in &JOINS {
            for (condition, wanted) in conditions(form, joining) {
                let said = checked(folder.path(), joining.how, &condition, wanted.map(|is| is.then_some(matching)));
                wrong.extend(said.err().map(|why| format!("{} join, {condition}: {why}", joining.how)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

/// The conditions to try of a form, and whether each reaches the left and the right file.
fn conditions(form: &str, joining: &Joining) -> Vec<(String, [bool; 2])> {
    let (left, right, [reaches_left, reaches_right]) = (about(form, "l"), about(form, "r"), joining.reaches);
    let mut all = vec![(left.clone(), [reaches_left, false])];
    if joining.both {
        all.push((right.clone(), [false, reaches_right]));
        all.push((format!("({left}) AND ({right})"), joining.reaches));
        all.push((format!("({left}) AND l_n + r_n > 50"), [reaches_left, false]));
        all.push((format!("(({left}) AND r_n > 20) OR (({left}) AND r_s = 'b1')"), [reaches_left, false]));
        all.push((format!("({left}) OR ({right})"), [false, false]));
    }
    all
}

/// Runs the filter behind the join and over the joined table; of a file that the condition reaches, only rows that it wants
/// may be read.
fn checked(folder: &Path, how: &str, condition: &str, wanted: [Option<[u64; 2]>; 2]) -> Result<(), String> {
    let settings = format!("(condition: {condition:?})");
    let join = format!("(how: {how}, keys: [(left: \"l_k\", right: \"r_k\")])");
    let passed = run(
        folder,
        &project(
            &[LEFT, RIGHT, ("j", "join", &join), ("f", "filter", &settings), ("out", "write_csv", "(path: \"a.csv\")")],
            &[("l", "j"), ("r", "j.right"), ("j", "f"), ("f", "out")],
        ),
        &["l", "r"],
    );
    let joined = format!("(path: \"{how}.parquet\")");
    // Whole, and so behind a limit: nothing is pushed past it.
    run(
        folder,
        &project(
            &[
                ("j", "read_parquet", &joined),
                ("all", "limit", "(count: 1000000000)"),
                ("f", "filter", &settings),
                ("out", "write_csv", "(path: \"b.csv\")"),
            ],
            &[("j", "all"), ("all", "f"), ("f", "out")],
        ),
        &[],
    );
    let text = |name: &str| std::fs::read_to_string(folder.join(name)).expect("an output");
    if text("a.csv") != text("b.csv") {
        return Err(format!("other rows:\n{}\nthan of the joined table:\n{}", text("a.csv"), text("b.csv")));
    }
    for (side, wanted) in wanted.into_iter().enumerate() {
        let Some(matching) = wanted else { continue };
        if passed[side] > matching[side] {
            return Err(format!("{} rows leave {}, where {} would do", passed[side], SIDES[side], matching[side]));
        }
    }
    Ok(())
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
        engine::run(&snapshot, &RunOptions::default(), &mut |event| events.push(event), &AtomicBool::new(false));
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
