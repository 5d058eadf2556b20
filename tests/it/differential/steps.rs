//! Random nodes: the settings of a kind, and the SQL that means the same.

mod combine;
mod shape;

use super::dice::Dice;
use super::expression::{Both, expression};
use super::pipeline::Relation;
use super::tables::{Column, KINDS, Kind, NAMES, quoted};

/// A node in both languages.
#[derive(Clone, Debug)]
pub struct Node {
    pub kind: &'static str,
    pub settings: String,
    /// Address of each table and the input's name, with its dot, where it is not the first.
    pub inputs: Vec<(String, &'static str)>,
    pub sql: String,
}

/// A new node behind some of `tables`, and its table.
pub fn node(name: &str, tables: &[Relation], dice: &mut Dice) -> (Node, Relation) {
    // The latest tables are the likeliest, so that pipelines grow long.
    let from = &tables[tables.len() - 1 - dice.below(tables.len().min(3))];
    match dice.below(12) {
        0 => filter(name, from, dice),
        1 => formula(name, from, dice),
        2 => select(name, from, dice),
        3 => sort(name, from, dice),
        4 => limit(name, from, dice),
        5 => distinct(name, from, dice),
        6 => fill_missing(name, from, dice),
        7 => shape::group_by(name, from, dice),
        8 => shape::unpivot(name, from, dice),
        9 => shape::pivot(name, from, dice),
        10 => combine::union(name, from, &dice.pick(tables), dice),
        _ => combine::join(name, from, &dice.pick(tables), dice),
    }
}

/// A node with one input.
fn one(
    name: &str,
    from: &Relation,
    kind: &'static str,
    settings: String,
    columns: Vec<Column>,
    sql: String,
) -> (Node, Relation) {
    let node = Node { kind, settings, inputs: vec![(from.address(), "")], sql };
    let table = Relation { node: name.to_owned(), port: ("", 0), columns, order: from.order.clone() };
    (node, table)
}

fn filter(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let Both { ours, sql } = expression(Kind::Boolean, &from.columns, 3, dice);
    let others = dice.once_in(3);
    let condition = if others { format!("NOT coalesce({sql}, 0)") } else { sql };
    let sql = format!("SELECT * FROM {} WHERE {condition}", from.node);
    let (node, table) = one(name, from, "filter", format!("(condition: {})", ron(&ours)), from.columns.clone(), sql);
    (node, Relation { port: if others { ("others", 1) } else { ("", 0) }, order: None, ..table })
}

fn formula(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let kind = dice.pick(&KINDS);
    let Both { ours, sql } = expression(kind, &from.columns, 3, dice);
    let column = Column { name: dice.pick(&NAMES).to_owned(), kind };
    let mut columns = from.columns.clone();
    let mut selected: Vec<_> = columns.iter().map(|column| quoted(&column.name)).collect();
    let new = format!("{sql} AS {}", quoted(&column.name));
    match columns.iter().position(|old| old.name == column.name) {
        Some(place) => (columns[place], selected[place]) = (column.clone(), new),
        None => {
            columns.push(column.clone());
            selected.push(new);
        }
    }
    let settings = format!("(columns: [(name: {}, expression: {})])", ron(&column.name), ron(&ours));
    let sql = format!("SELECT {} FROM {}", selected.join(", "), from.node);
    let (node, table) = one(name, from, "formula", settings, columns, sql);
    (node, Relation { order: None, ..table })
}

fn select(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let (mut columns, mut selected, mut settings) = (Vec::new(), Vec::new(), Vec::new());
    let first = dice.below(from.columns.len());
    for n in 0..from.columns.len() {
        let old = &from.columns[(first + n) % from.columns.len()];
        if n > 0 && dice.once_in(4) {
            continue;
        }
        let mut new = old.clone();
        if dice.once_in(3) {
            let wanted = dice.pick(&NAMES).to_owned();
            let taken = |column: &Column| column.name == wanted;
            if !from.columns.iter().any(taken) && !columns.iter().any(taken) {
                new.name = wanted;
            }
        }
        let mut setting = format!("column: {}", ron(&old.name));
        let mut value = quoted(&old.name);
        if new.name != old.name {
            setting += &format!(", name: {}", ron(&new.name));
        }
        if dice.once_in(4) {
            let (kind, word, sql) = match old.kind {
                Kind::Integer => {
                    dice.pick(&[(Kind::Number, "Number", "CAST(# AS REAL)"), (Kind::Text, "Text", "CAST(# AS TEXT)")])
                }
                Kind::Boolean => (Kind::Integer, "Integer", "#"),
                Kind::Date => (Kind::Text, "Text", "#"),
                Kind::Number | Kind::Text => (old.kind, "", "#"),
            };
            if !word.is_empty() {
                (new.kind, value) = (kind, sql.replace('#', &value));
                setting += &format!(", type: {word}");
            }
        }
        selected.push(format!("{value} AS {}", quoted(&new.name)));
        settings.push(format!("({setting})"));
        columns.push(new);
    }
    let settings = format!("(columns: [{}], rest: Drop)", settings.join(", "));
    let sql = format!("SELECT {} FROM {}", selected.join(", "), from.node);
    let (node, table) = one(name, from, "select", settings, columns, sql);
    (node, Relation { order: None, ..table })
}

/// By every column, so that the order is certain.
fn order(columns: &[Column], dice: &mut Dice) -> (String, String) {
    let first = dice.below(columns.len());
    let (mut keys, mut terms) = (Vec::new(), Vec::new());
    for n in 0..columns.len() {
        let name = &columns[(first + n) % columns.len()].name;
        let (down, nulls_first) = (dice.once_in(2), dice.once_in(3));
        let order = if down { ", order: Descending" } else { "" };
        let nulls = if nulls_first { ", nulls: First" } else { "" };
        keys.push(format!("(column: {}{order}{nulls})", ron(name)));
        terms.push(format!(
            "{}{} NULLS {}",
            quoted(name),
            if down { " DESC" } else { "" },
            if nulls_first { "FIRST" } else { "LAST" }
        ));
    }
    (keys.join(", "), terms.join(", "))
}

fn sort(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let (keys, terms) = order(&from.columns, dice);
    let sql = format!("SELECT * FROM {} ORDER BY {terms}", from.node);
    let (node, table) = one(name, from, "sort", format!("(keys: [{keys}])"), from.columns.clone(), sql);
    (node, Relation { order: Some(terms), ..table })
}

/// Only of a sorted table; a limit of another one would be a matter of luck, and sorts instead.
fn limit(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let (count, offset) = (dice.below(6), dice.below(4));
    let Some(order) = &from.order else { return sort(name, from, dice) };
    let rows = format!("SELECT * FROM {} ORDER BY {order}", from.node);
    let (settings, sql) = match dice.below(2) {
        0 => (format!("(count: {count})"), format!("{rows} LIMIT {count}")),
        _ => (
            format!("(keep: Slice, offset: {offset}, count: {count})"),
            format!("{rows} LIMIT {count} OFFSET {offset}"),
        ),
    };
    one(name, from, "limit", settings, from.columns.clone(), sql)
}

fn distinct(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let some: Vec<_> = from.columns.iter().filter(|_| dice.once_in(2)).map(|column| column.name.clone()).collect();
    let all = list(from.columns.iter().map(|column| quoted(&column.name)));
    let (settings, sql) = if some.is_empty() {
        ("()".to_owned(), format!("SELECT DISTINCT * FROM {}", from.node))
    } else {
        // Which of the equal rows is first would be a matter of luck.
        let (names, keys) = (list(some.iter().map(|name| ron(name))), list(some.iter().map(|name| quoted(name))));
        (
            format!("(columns: [{names}], keep: r#None)"),
            format!(
                "SELECT {all} FROM (SELECT *, count(*) OVER (PARTITION BY {keys}) AS \"#\" FROM {}) WHERE \"#\" = 1",
                from.node
            ),
        )
    };
    let (node, table) = one(name, from, "distinct", settings, from.columns.clone(), sql);
    (node, Relation { order: None, ..table })
}

fn fill_missing(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let column = dice.pick(&from.columns);
    let (value, literal) = match column.kind {
        Kind::Integer => ("7", "7"),
        Kind::Number => ("0.25", "0.25"),
        Kind::Text => ("none", "'none'"),
        Kind::Boolean => ("true", "1"),
        Kind::Date => ("2013-01-31", "'2013-01-31'"),
    };
    let values = from.columns.iter().map(|other| match quoted(&other.name) {
        name if *other == column => format!("coalesce({name}, {literal}) AS {name}"),
        name => name,
    });
    let sql = format!("SELECT {} FROM {}", list(values), from.node);
    let settings = format!("(fills: [(columns: [{}], value: {})])", ron(&column.name), ron(value));
    let (node, table) = one(name, from, "fill_missing", settings, from.columns.clone(), sql);
    (node, Relation { order: None, ..table })
}

fn list(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

/// A RON string.
fn ron(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
