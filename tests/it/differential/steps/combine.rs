//! Nodes of two tables.

use super::super::dice::Dice;
use super::super::pipeline::Relation;
use super::super::tables::{Column, Kind, quoted};
use super::{Node, list, ron};

pub fn union(name: &str, first: &Relation, second: &Relation, dice: &mut Dice) -> (Node, Relation) {
    // A wire cannot come twice from the same output.
    let tables: Vec<&Relation> = if first.address() == second.address() { vec![first] } else { vec![first, second] };
    let mut columns = first.columns.clone();
    for column in tables.iter().skip(1).flat_map(|table| &table.columns) {
        match columns.iter_mut().find(|old| old.name == column.name) {
            None => columns.push(column.clone()),
            Some(old) if old.kind == column.kind => {}
            Some(old) if is_number(old.kind) && is_number(column.kind) => old.kind = Kind::Number,
            // There is no common type: the union would be refused.
            Some(_) => return super::sort(name, first, dice),
        }
    }
    let selects = tables.iter().map(|table| {
        let values = columns.iter().map(|column| {
            let there = table.columns.iter().any(|own| own.name == column.name);
            let name = quoted(&column.name);
            match (there, column.kind) {
                (false, _) => format!("NULL AS {name}"),
                (true, Kind::Number) => format!("CAST({name} AS REAL) AS {name}"),
                (true, _) => name,
            }
        });
        format!("SELECT {} FROM {}", list(values), table.node)
    });
    let sql = selects.collect::<Vec<_>>().join(" UNION ALL ");
    let inputs = tables.iter().map(|table| (table.address(), "")).collect();
    let node = Node { kind: "union", settings: "()".into(), inputs, sql };
    (node, Relation { node: name.to_owned(), port: ("", 0), columns, order: None })
}

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Integer | Kind::Number)
}

pub fn join(name: &str, left: &Relation, right: &Relation, dice: &mut Dice) -> (Node, Relation) {
    let mut keys: Vec<(Column, Column)> = Vec::new();
    for _ in 0..1 + dice.below(2) {
        let key = dice.pick(&left.columns);
        let partners: Vec<_> = right.columns.iter().filter(|column| column.kind == key.kind).cloned().collect();
        if partners.is_empty() {
            continue;
        }
        let partner = dice.pick(&partners);
        if keys.iter().all(|(a, b)| a.name != key.name && b.name != partner.name) {
            keys.push((key, partner));
        }
    }
    if keys.is_empty() {
        return super::sort(name, left, dice);
    }
    let how = dice.pick(&["Inner", "Left", "Right", "Full", "Semi", "Anti"]);
    let on = keys.iter().map(|(a, b)| format!("l.{} = r.{}", quoted(&a.name), quoted(&b.name)));
    let on = on.collect::<Vec<_>>().join(" AND ");
    let pairs = list(keys.iter().map(|(a, b)| format!("(left: {}, right: {})", ron(&a.name), ron(&b.name))));
    let (l, r) = (format!("{} AS l", left.node), format!("{} AS r", right.node));
    let (columns, sql) = if how == "Semi" || how == "Anti" {
        let not = if how == "Anti" { "NOT " } else { "" };
        (left.columns.clone(), format!("SELECT * FROM {l} WHERE {not}EXISTS (SELECT 1 FROM {r} WHERE {on})"))
    } else {
        let mut columns = left.columns.clone();
        let mut values: Vec<String> = left
            .columns
            .iter()
            .map(|column| match keys.iter().find(|(key, _)| key.name == column.name) {
                Some((a, b)) => {
                    let name = quoted(&a.name);
                    format!("coalesce(l.{name}, r.{}) AS {name}", quoted(&b.name))
                }
                None => format!("l.{}", quoted(&column.name)),
            })
            .collect();
        for column in right.columns.iter().filter(|column| keys.iter().all(|(_, key)| key.name != column.name)) {
            let mut new = column.clone();
            if left.columns.iter().any(|own| own.name == column.name) {
                new.name += "_right";
            }
            if columns.iter().any(|own| own.name == new.name) {
                // Two columns of one name would be refused.
                return super::sort(name, left, dice);
            }
            values.push(format!("r.{} AS {}", quoted(&column.name), quoted(&new.name)));
            columns.push(new);
        }
        let join = if how == "Inner" { "JOIN".to_owned() } else { format!("{} JOIN", how.to_uppercase()) };
        (columns, format!("SELECT {} FROM {l} {join} {r} ON {on}", list(values.into_iter())))
    };
    let settings = format!("(how: {how}, keys: [{pairs}])");
    let inputs = vec![(left.address(), ""), (right.address(), ".right")];
    let node = Node { kind: "join", settings, inputs, sql };
    (node, Relation { node: name.to_owned(), port: ("", 0), columns, order: None })
}
