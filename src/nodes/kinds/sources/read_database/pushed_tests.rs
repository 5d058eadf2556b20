//! Conditions that the database decides, and the same conditions decided here: equal rows, in equal order.

use polars::prelude::*;

use super::ReadDatabase;
use crate::base::NodeId;
use crate::connect;
use crate::formula::Formula;
use crate::nodes::kinds::rows::filter::Filter;
use crate::nodes::kit::checks::files::{Folder, show};
use crate::nodes::kit::kind::NodeKind;
use crate::nodes::kit::lower::{Inputs, Lower, Parameters, Purpose};
use crate::nodes::{Frame, problem_of};

/// The rows of a filter over the database, and over the same rows in memory.
fn both(
    folder: &Folder,
    of: &ReadDatabase,
    condition: &str,
    limit: u32,
) -> (Result<DataFrame, String>, Result<DataFrame, String>) {
    let parameters = Parameters::new();
    let reach = folder.reach();
    let cx = Lower::new(&reach, &parameters, Purpose::Data);
    let source = of.lower(&cx, Inputs::new(&of.ports())).expect("a table").0.remove(0);
    let whole = connect::collect(source.lazy.clone()).expect("rows");
    let filtered = |frame: Frame| {
        let filter = Filter { condition: Formula::new(condition) };
        let mut inputs = Inputs::new(&filter.ports());
        inputs.push(0, "t", frame);
        let outputs = filter.lower(&cx, inputs).unwrap_or_else(|error| panic!("{condition}: {error:?}"));
        let limited = outputs.0.into_iter().next().expect("matching").lazy.limit(limit);
        connect::collect(limited).map_err(|error| problem_of(&error).to_string())
    };
    (filtered(source), filtered(Frame::new(whole.lazy()).expect("a table")))
}

/// A condition over the columns of the table below.
pub(super) fn condition(random: &mut impl FnMut(usize) -> usize, depth: usize) -> String {
    if depth > 0 && random(3) > 0 {
        let left = condition(random, depth - 1);
        let right = condition(random, depth - 1);
        return match random(5) {
            0 => format!("NOT ({left})"),
            1 | 2 => format!("({left}) OR ({right})"),
            _ => format!("({left}) AND ({right})"),
        };
    }
    let sign = ["=", "<>", "<", "<=", ">", ">="][random(6)];
    let texts = ["'a'", "'A'", "'ä'", "'a '", "''", "'Z'", "'z'", "'é'", "'10'", "'9'", "'日本'"];
    let text = texts[random(texts.len())];
    let other = texts[random(texts.len())];
    let integer = ["0", "1", "-1", "7", "9223372036854775807", "-9223372036854775808", "9007199254740993"][random(7)];
    let number = ["0.0", "-0.0", "0.5", "1e300", "-2.25", "7"][random(6)];
    let date = ["2013-06-01", "1999-12-31", "2024-02-29", "0001-01-01"][random(4)];
    match random(21) {
        0 => format!("i {sign} {integer}"),
        1 => format!("{integer} {sign} i"),
        2 => format!("r {sign} {number}"),
        3 => format!("t {sign} {text}"),
        4 => format!("n {sign} {text}"),
        5 => format!("u {sign} {text}"),
        6 => format!("d {sign} DATE '{date}'"),
        7 => format!("m {sign} TIMESTAMP '{date} 00:00:00'"),
        8 => ["b", "NOT b", "b = true", "b <> false"][random(4)].to_owned(),
        9 => format!("{} IS {}NULL", ["i", "r", "t", "d", "b"][random(5)], ["", "NOT "][random(2)]),
        10 => format!("t IN ({text}, {other})"),
        11 => format!("i IN ({integer}, 3, 1)"),
        12 => format!("i {sign} {number}"),
        13 => format!("i IN ({integer}, NULL, 7)"),
        14 => format!("r IN ({number}, 0.5, -1.0)"),
        15 => format!("n IN ({text}, {other}, 'b')"),
        16 => format!("u IN ({text}, {other}, NULL)"),
        17 => format!("d IN (DATE '{date}', DATE '2013-06-01')"),
        18 => format!("i NOT IN ({integer}, 3)"),
        19 => format!("NOT (CASE WHEN i {sign} {integer} THEN true END)"),
        _ => format!("length(t) {sign} 1"),
    }
}

/// Conditions over the same columns that a database decides by a list.
const LISTS: [&str; 8] = [
    "i IN (1, 3)",
    "i IN (1, NULL)",
    "r IN (0.5, -0.0)",
    "t IN ('a', 'A', 'ä ')",
    "u IN ('a', NULL)",
    "d IN (DATE '2013-06-01', DATE '1999-12-31')",
    "b IN (true, NULL) AND i > 0",
    "i IN (1, 3) OR t IN ('a') AND r > 1",
];

/// Checks that those conditions are a list in the statement that is sent, and nothing of them stays here.
pub(super) fn check_lists(folder: &Folder, of: &ReadDatabase) {
    for condition in LISTS {
        let parameters = Parameters::new();
        let reach = folder.reach();
        let cx = Lower::new(&reach, &parameters, Purpose::Data).of_node(NodeId(1));
        let source = of.lower(&cx, Inputs::new(&of.ports())).expect("a table").0.remove(0);
        let filter = Filter { condition: Formula::new(condition) };
        let mut inputs = Inputs::new(&filter.ports());
        inputs.push(0, "t", source);
        let filtered = filter.lower(&cx, inputs).expect("rows").0.remove(0);
        connect::collect(filtered.lazy).expect("rows");
        let sent = reach.sent.take().remove(&NodeId(1)).expect("a statement");
        let is_list = sent.statements.last().is_some_and(|statement| statement.contains(" IN ("));
        assert!(is_list && sent.stays.is_empty(), "{condition}: {sent:?}");
    }
}

/// Random numbers below a limit, always the same.
pub(super) fn random() -> impl FnMut(usize) -> usize {
    let mut state = 88_172_645_463_325_252_u64;
    move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    }
}

/// Compares `cases` random conditions over the columns of a table: i, r, t, n, u, d, m, b.
pub(super) fn check(folder: &Folder, of: &ReadDatabase, cases: usize, random: &mut impl FnMut(usize) -> usize) {
    for case in 0..cases {
        let depth = case % 4;
        let condition = condition(random, depth);
        let limit = if case.is_multiple_of(3) { 5 } else { 1_000 };
        let (pushed, here) = both(folder, of, &condition, limit);
        match (pushed, here) {
            (Ok(pushed), Ok(here)) => {
                assert!(pushed.equals_missing(&here), "{condition}\n{}\ninstead of\n{}", show(&pushed), show(&here));
            }
            (pushed, here) => assert_eq!(pushed.err(), here.err(), "{condition}"),
        }
    }
}
