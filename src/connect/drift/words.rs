//! What is said about columns that differ.

use super::changes::{Added, Widened};
use super::tally::Tally;
use crate::base::text::in_a_row;
use crate::base::{Fix, Problem, Text, suggest};

/// The setting of a node that says what happens where columns differ.
const SETTING: &str = "columns";

/// The fix that chooses another way.
fn choice(drift: &str, label: Text) -> Fix {
    Fix::Set { setting: SETTING.to_owned(), old: String::new(), new: drift.to_owned(), label }
}

/// Offers the ways in which a column that differs is accepted.
pub(super) fn offering(problem: Problem) -> Problem {
    let problem = problem.fix(choice("Evolve", say!("fix-columns-evolve")));
    problem.fix(choice("DropValues", say!("fix-columns-drop-values")))
}

/// Offers to write columns under other names: those that arrive, each with its other name.
pub(super) fn renaming(problem: Problem, names: &[(String, String)]) -> Problem {
    if names.is_empty() {
        return problem;
    }
    let quoted = |text: &str| ron::to_string(text).unwrap_or_else(|_| format!("{text:?}"));
    let pair = |(column, name): &(String, String)| format!("(column:{},name:{})", quoted(column), quoted(name));
    let new = format!("[{}]", names.iter().map(pair).collect::<Vec<_>>().join(","));
    let told = |(column, name): &(String, String)| {
        let (column, name) = (short(column), short(name));
        say!("drift-other-name", column = column, name = name)
    };
    let label = say!("fix-columns-names", names = in_a_row(names.iter().take(TOLD).map(told)));
    problem.fix(Fix::Set { setting: "names".to_owned(), old: String::new(), new, label })
}

/// How many names are told on a button, and how much of each.
const TOLD: usize = 2;
const SHOWN: usize = 16;

/// The beginning and the end of a name, by which it is recognised.
fn short(name: &str) -> String {
    let signs: Vec<char> = name.chars().collect();
    if signs.len() <= SHOWN {
        return name.to_owned();
    }
    let half = SHOWN / 2;
    let (begin, end): (String, String) = (signs[..half].iter().collect(), signs[signs.len() - half..].iter().collect());
    format!("{begin}…{end}")
}

/// The problem of a column that the table lacks. `gone` are its columns for which nothing arrives.
pub(super) fn lacks<'a>(table: &str, name: &str, gone: &[&'a str], all: impl Iterator<Item = &'a str>) -> Problem {
    let problem = Problem::error(say!("database-table-lacks", table = table, name = name));
    if let Some(near) = suggest::nearest(name, gone.iter().copied()) {
        return problem.remedy(say!("drift-renamed", name = name, gone = near)).at("table");
    }
    let found = problem.clone().among(name, all);
    found.unwrap_or_else(|| problem.remedy(say!("database-rename-columns"))).at("table")
}

/// The problem of a column whose values would change.
pub(super) fn would_change(name: &str, own: &str, there: &str) -> Problem {
    let problem = Problem::error(say!("database-would-change", name = name, own = own, there = there));
    problem.remedy(say!("database-cast-first")).at("table")
}

/// The problem of a column that the database computes.
pub(super) fn generated(name: &str) -> Problem {
    Problem::error(say!("server-generated", name = name)).remedy(say!("server-leave-out")).at("table")
}

/// The problem of a column that has no value and needs one.
pub(super) fn required(table: &str, name: &str) -> Problem {
    let problem = Problem::error(say!("server-column-required", table = table, name = name));
    problem.remedy(say!("server-add-column")).at("table")
}

/// The problem of a value that its column does not hold.
pub(super) fn unfit(name: &str, row: u64, value: &str, data_type: &str) -> Problem {
    let message = say!("server-value-not-held", column = name, row = row, value = value, data_type = data_type);
    Problem::error(message).remedy(say!("database-cast-first"))
}

/// The problem of a column whose first value arrives when its type can no longer be found out.
pub(super) fn seen_late(name: &str, row: u64, value: &str) -> Problem {
    let message = say!("drift-seen-late", column = name, row = row, value = value);
    Problem::error(message).remedy(say!("drift-convert-first"))
}

fn warning(message: Text, remedy: Text) -> Problem {
    Problem::warning(message).remedy(remedy).at(SETTING)
}

/// Columns that the table gets. `renamed` are those of which one is near to the name of a column that is gone.
pub(super) fn adds(table: &str, added: &[Added], renamed: Option<(&str, &str)>) -> Problem {
    let typed = |added: &Added| say!("drift-typed", name = added.name.as_str(), data_type = added.data_type.as_str());
    let message = say!("drift-adds", table = table, columns = in_a_row(added.iter().map(typed)));
    let remedy = match renamed {
        Some((name, gone)) => say!("drift-renamed", name = name, gone = gone),
        None => say!("drift-adds-remedy"),
    };
    warning(message, remedy)
}

/// Columns that the table lacks and does not get, since their type shows only with a value.
pub(super) fn not_added(table: &str, names: &[&str]) -> Problem {
    let names = in_a_row(names.iter().map(|name| say!("quoted", name = *name)));
    warning(say!("drift-not-added", table = table, columns = names), say!("drift-not-added-remedy"))
}

/// Columns of the table for which nothing arrives.
pub(super) fn gone(table: &str, names: &[&str]) -> Problem {
    let names = in_a_row(names.iter().map(|name| say!("quoted", name = *name)));
    warning(say!("drift-gone", table = table, columns = names), say!("drift-gone-remedy"))
}

/// Columns of the table that become wider if a value needs it.
pub(super) fn may_widen(table: &str, widened: &[Widened]) -> Problem {
    let told =
        |it: &Widened| say!("drift-from-to", name = it.name.as_str(), from = it.from.as_str(), to = it.to.as_str());
    let message = say!("drift-may-widen", table = table, columns = in_a_row(widened.iter().map(told)));
    warning(message, say!("drift-only-if-needed"))
}

/// Columns whose values may not fit; with what then happens to them.
pub(super) fn may_not_fit(table: &str, names: &[&str], drops_rows: bool) -> Problem {
    let names = in_a_row(names.iter().map(|name| say!("quoted", name = *name)));
    let remedy = if drops_rows { say!("drift-such-rows") } else { say!("drift-such-values") };
    warning(say!("drift-may-not-fit", table = table, columns = names), remedy)
}

/// Columns that the table lacks.
pub(super) fn leaves_out(table: &str, names: &[&str]) -> Problem {
    let names = in_a_row(names.iter().map(|name| say!("quoted", name = *name)));
    warning(say!("drift-leaves-out", table = table, columns = names), say!("drift-evolve-instead"))
}

pub(super) fn rows_dropped(table: &str, tally: &Tally) -> Problem {
    let message = say!("drift-rows-dropped", table = table, count = tally.count, rows = tally.rows());
    warning(message, say!("drift-evolve-instead"))
}

pub(super) fn values_dropped(name: &str, data_type: &str, tally: &Tally) -> Problem {
    let (count, values) = (tally.count, tally.values());
    let message = say!("drift-values-dropped", name = name, data_type = data_type, count = count, values = values);
    warning(message, say!("drift-evolve-instead"))
}

pub(super) fn left_out(name: &str, table: &str, tally: &Tally) -> Problem {
    let (count, values) = (tally.count, tally.values());
    let message = say!("drift-left-out", name = name, table = table, count = count, values = values);
    warning(message, say!("drift-evolve-instead"))
}

pub(super) fn widened(name: &str, table: &str, types: &str, tally: &Tally) -> Problem {
    let message = say!("drift-widens", table = table, name = name, types = types, value = tally.values());
    warning(message, say!("drift-widens-remedy"))
}
