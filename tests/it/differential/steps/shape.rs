//! Nodes that make other rows: group by, pivot, unpivot.

use super::super::dice::Dice;
use super::super::pipeline::Relation;
use super::super::tables::{Column, Kind, TEXTS, quoted};
use super::{Node, list, one, ron};

/// A function of many values: its word in the settings, its SQL (`#` is the column), what it gives.
fn function(kind: Kind, dice: &mut Dice) -> (&'static str, String, Kind) {
    // A sum of nothing is 0 here; one that leaves 64 bits is null, where SQLite's `sum` fails: it is made of two halves.
    const HALVES: &str = "coalesce(sum(# / 4294967296) * 4294967296 + sum(# % 4294967296), 0)";
    let whole = format!("CASE WHEN typeof({HALVES}) = 'integer' THEN {HALVES} END");
    let sum = match kind {
        Kind::Integer => Some(("Sum", whole, Kind::Integer)),
        Kind::Number => Some(("Sum", "total(#)".to_owned(), Kind::Number)),
        _ => None,
    };
    let mean = sum.is_some().then(|| ("Mean", "avg(#)".to_owned(), Kind::Number));
    let mut functions = vec![
        ("Count", "count(#)".to_owned(), Kind::Integer),
        ("DistinctCount", "count(DISTINCT #)".to_owned(), Kind::Integer),
        ("Min", "min(#)".to_owned(), kind),
        ("Max", "max(#)".to_owned(), kind),
    ];
    functions.extend(sum);
    functions.extend(mean);
    dice.pick(&functions)
}

pub fn group_by(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let mut keys: Vec<_> = from.columns.iter().filter(|_| dice.once_in(3)).cloned().collect();
    keys.truncate(3);
    let mut columns = keys.clone();
    let mut values: Vec<_> = keys.iter().map(|key| quoted(&key.name)).collect();
    let mut settings = Vec::new();
    for n in 0..1 + dice.below(3) {
        let column = dice.pick(&from.columns);
        let (word, sql, kind) =
            if dice.once_in(5) { ("Rows", "count(*)".to_owned(), Kind::Integer) } else { function(column.kind, dice) };
        let new = format!("{name} {n}");
        settings.push(format!("(column: {}, function: {word}, name: {})", ron(&column.name), ron(&new)));
        values.push(format!("{} AS {}", sql.replace('#', &quoted(&column.name)), quoted(&new)));
        columns.push(Column { name: new, kind });
    }
    let names = list(keys.iter().map(|key| ron(&key.name)));
    let settings = format!("(keys: [{names}], aggregations: [{}])", settings.join(", "));
    let group = if keys.is_empty() {
        String::new()
    } else {
        format!(" GROUP BY {}", list(keys.iter().map(|key| quoted(&key.name))))
    };
    let sql = format!("SELECT {} FROM {}{group}", values.join(", "), from.node);
    let (node, table) = one(name, from, "group_by", settings, columns, sql);
    (node, Relation { order: None, ..table })
}

pub fn unpivot(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let kind = dice.pick(&from.columns).kind;
    let (values, ids): (Vec<_>, Vec<_>) = from.columns.iter().cloned().partition(|column| column.kind == kind);
    let mut columns = ids.clone();
    columns.push(Column { name: "of".into(), kind: Kind::Text });
    columns.push(Column { name: "worth".into(), kind });
    if ids.iter().any(|id| id.name == "of" || id.name == "worth") {
        return super::sort(name, from, dice);
    }
    let kept: Vec<_> = ids.iter().map(|id| quoted(&id.name) + ", ").collect();
    let selects = values.iter().map(|value| {
        let text = value.name.replace('\'', "''");
        format!("SELECT {}'{text}' AS of, {} AS worth FROM {}", kept.concat(), quoted(&value.name), from.node)
    });
    let settings = format!(
        "(values: [{}], ids: [{}], name_column: \"of\", value_column: \"worth\")",
        list(values.iter().map(|value| ron(&value.name))),
        list(ids.iter().map(|id| ron(&id.name)))
    );
    let sql = selects.collect::<Vec<_>>().join(" UNION ALL ");
    let (node, table) = one(name, from, "unpivot", settings, columns, sql);
    (node, Relation { order: None, ..table })
}

pub fn pivot(name: &str, from: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let texts: Vec<_> = from.columns.iter().filter(|column| column.kind == Kind::Text).cloned().collect();
    if texts.is_empty() {
        return super::sort(name, from, dice);
    }
    let spread = dice.pick(&texts);
    let value = dice.pick(&from.columns);
    let rows: Vec<_> = from
        .columns
        .iter()
        .filter(|column| **column != spread && **column != value && dice.once_in(2))
        .cloned()
        .collect();
    let (word, sql, kind) = function(value.kind, dice);
    let mut columns = rows.clone();
    let mut selected: Vec<_> = rows.iter().map(|row| quoted(&row.name)).collect();
    let mut listed = Vec::new();
    for text in [TEXTS[1], TEXTS[2]] {
        let new = format!("{name} is {text}");
        let here = format!("{} = '{text}'", quoted(&spread.name));
        // A cell without rows is null, whatever the function.
        let cell = sql.replace('#', &format!("CASE WHEN {here} THEN {} END", quoted(&value.name)));
        selected.push(format!("CASE WHEN count(CASE WHEN {here} THEN 1 END) > 0 THEN {cell} END AS {}", quoted(&new)));
        listed.push(format!("(value: {}, name: {})", ron(text), ron(&new)));
        columns.push(Column { name: new, kind });
    }
    let settings = format!(
        "(rows: [{}], columns_from: {}, values_from: {}, function: {word}, listed: [{}])",
        list(rows.iter().map(|row| ron(&row.name))),
        ron(&spread.name),
        ron(&value.name),
        listed.join(", ")
    );
    let group = if rows.is_empty() {
        String::new()
    } else {
        format!(" GROUP BY {}", list(rows.iter().map(|row| quoted(&row.name))))
    };
    let sql = format!("SELECT {} FROM {}{group}", selected.join(", "), from.node);
    let (node, table) = one(name, from, "pivot", settings, columns, sql);
    (node, Relation { order: None, ..table })
}
