//! The differences between two projects, by node and setting.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::elements::{Activity, ConnectionDefault, Node, NodeId, PortRef};
use super::model::Document;
use super::ron_text::{fields, items, one_line};

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// `None`: the project as a whole.
    pub node: Option<String>,
    pub what: What,
    /// `None`: it was missing, or at its default.
    pub before: Option<String>,
    pub after: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// The node itself: before and after are its kinds.
    Node,
    Name,
    Kind,
    State,
    Running,
    /// The path of the setting: `aggregations[1].column`.
    Setting(String),
    /// An input wire of the node.
    Wire,
    Parameter(String),
    /// The project's default of a connection.
    Connection(String),
    /// A file that the node read.
    File(String),
}

/// All differences: nodes by name, then parameters and connections. Positions on the canvas are ignored.
pub fn differences(before: &Document, after: &Document) -> Vec<Difference> {
    let old = by_name(before);
    let new = by_name(after);
    let renamed = renamed(&old, &new);
    let mut found = Vec::new();
    for (name, (old_id, old_node)) in &old {
        let now = renamed.get(name).copied().unwrap_or(name);
        match new.get(now) {
            None => found.push(change(name, What::Node, Some(&old_node.kind), None)),
            Some((new_id, new_node)) => {
                of_node(old_node, new_node, &mut found);
                let before: BTreeSet<(String, String)> = arriving(before, *old_id, &renamed);
                let after = arriving(after, *new_id, &BTreeMap::new());
                wires(now, &before, &after, &mut found);
            }
        }
    }
    for (name, (id, node)) in new.iter().filter(|(name, _)| !old.contains_key(*name)) {
        if !renamed.values().any(|now| now == name) {
            found.push(change(name, What::Node, None, Some(&node.kind)));
            wires(name, &BTreeSet::new(), &arriving(after, *id, &BTreeMap::new()), &mut found);
        }
    }
    let parameters: BTreeSet<&String> = before.parameters().keys().chain(after.parameters().keys()).collect();
    for name in parameters {
        let default = |document: &Document| document.parameters().get(name).map(|parameter| parameter.default.clone());
        let old = default(before);
        let new = default(after);
        if before.parameters().get(name) != after.parameters().get(name) {
            found.push(Difference { node: None, what: What::Parameter(name.clone()), before: old, after: new });
        }
    }
    let connections: BTreeSet<&String> = before.connections().keys().chain(after.connections().keys()).collect();
    for name in connections {
        let summary = |document: &Document| document.connections().get(name).map(ConnectionDefault::summary);
        let (old, new) = (summary(before), summary(after));
        if old != new {
            found.push(Difference { node: None, what: What::Connection(name.clone()), before: old, after: new });
        }
    }
    found
}

fn by_name(document: &Document) -> BTreeMap<&str, (NodeId, &Node)> {
    document.nodes().map(|(id, node)| (node.name.as_str(), (id, node))).collect()
}

/// The old and new names of nodes that differ only in their names.
pub(super) fn renamed_nodes<'a>(before: &'a Document, after: &'a Document) -> BTreeMap<&'a str, &'a str> {
    renamed(&by_name(before), &by_name(after))
}

fn renamed<'a>(
    old: &BTreeMap<&'a str, (NodeId, &Node)>,
    new: &BTreeMap<&'a str, (NodeId, &Node)>,
) -> BTreeMap<&'a str, &'a str> {
    let mut fresh: Vec<(&str, &Node)> =
        new.iter().filter(|(name, _)| !old.contains_key(*name)).map(|(name, (_, node))| (*name, *node)).collect();
    let mut renamed = BTreeMap::new();
    for (name, (_, node)) in old.iter().filter(|(name, _)| !new.contains_key(*name)) {
        let same = |other: &Node| other.kind == node.kind && other.settings.text() == node.settings.text();
        if let Some(at) = fresh.iter().position(|(_, other)| same(other)) {
            renamed.insert(*name, fresh.remove(at).0);
        }
    }
    renamed
}

fn change(node: &str, what: What, before: Option<&str>, after: Option<&str>) -> Difference {
    Difference { node: Some(node.to_owned()), what, before: before.map(str::to_owned), after: after.map(str::to_owned) }
}

fn of_node(old: &Node, new: &Node, found: &mut Vec<Difference>) {
    let name = &new.name;
    if old.name != new.name {
        found.push(change(name, What::Name, Some(&old.name), Some(name)));
    }
    if old.kind != new.kind {
        found.push(change(name, What::Kind, Some(&old.kind), Some(&new.kind)));
    }
    if old.activity != new.activity {
        let word = |activity| match activity {
            Activity::Active => "used",
            Activity::Bypassed => "bypassed",
            Activity::Disabled => "disabled",
        };
        found.push(change(name, What::State, Some(word(old.activity)), Some(word(new.activity))));
    }
    if old.running != new.running {
        let text = |node: &Node| (!node.running.is_default()).then(|| node.running.text());
        found.push(change(name, What::Running, text(old).as_deref(), text(new).as_deref()));
    }
    settings(name, "", Some(old.settings.text()), Some(new.settings.text()), found);
}

/// Descends into records and lists as far as their structure matches.
fn settings(node: &str, path: &str, old: Option<&str>, new: Option<&str>, found: &mut Vec<Difference>) {
    if old.map(one_line) == new.map(one_line) {
        return;
    }
    let both = old.zip(new);
    if let Some((old, new)) = both.and_then(|(old, new)| fields(old).zip(fields(new))) {
        let names: Vec<&str> = old.iter().chain(&new).map(|(name, _)| *name).collect();
        let value =
            |of: &[(&'_ str, &'_ str)], name: &str| of.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        let mut seen = BTreeSet::new();
        for name in names.into_iter().filter(|name| seen.insert(*name)) {
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            settings(node, &path, value(&old, name).as_deref(), value(&new, name).as_deref(), found);
        }
        return;
    }
    if let Some((old, new)) = both.and_then(|(old, new)| items(old).zip(items(new)))
        && old.len() == new.len()
    {
        for (index, (old, new)) in old.iter().zip(&new).enumerate() {
            settings(node, &format!("{path}[{index}]"), Some(old), Some(new), found);
        }
        return;
    }
    let plain = |text: &str| ron::from_str::<String>(text).unwrap_or_else(|_| one_line(text));
    let old = old.map(plain);
    let new = new.map(plain);
    found.push(change(node, What::Setting(path.to_owned()), old.as_deref(), new.as_deref()));
}

/// The input wires of a node: origin, by its new name, and port.
fn arriving(document: &Document, id: NodeId, renamed: &BTreeMap<&str, &str>) -> BTreeSet<(String, String)> {
    let dotted = |end: &PortRef| {
        let name = document.node(end.node).map_or("?", |node| node.name.as_str());
        let name = renamed.get(name).copied().unwrap_or(name);
        if end.port.is_empty() { name.to_owned() } else { format!("{name}.{}", end.port) }
    };
    document.wires_into(id).map(|wire| (dotted(&wire.from), wire.to.port.clone())).collect()
}

fn wires(node: &str, old: &BTreeSet<(String, String)>, new: &BTreeSet<(String, String)>, found: &mut Vec<Difference>) {
    let words =
        |(from, port): &(String, String)| if port.is_empty() { from.clone() } else { format!("{from} to {port}") };
    let gone = old.difference(new).map(|wire| change(node, What::Wire, Some(&words(wire)), None));
    let come = new.difference(old).map(|wire| change(node, What::Wire, None, Some(&words(wire))));
    found.extend(gone.chain(come));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;

    /// The differences as text, "node what: before -> after".
    fn compare(before: &str, after: &str) -> Vec<String> {
        let document = |inner: &str| read(&format!("(format: 1, {inner})")).unwrap().document;
        let words = |found: Difference| {
            let side = |side: Option<String>| side.unwrap_or_else(|| "-".into());
            let what = match &found.what {
                What::Setting(path) | What::Parameter(path) | What::File(path) => path.clone(),
                what => format!("{what:?}").to_lowercase(),
            };
            format!("{} {what}: {} -> {}", found.node.unwrap_or_default(), side(found.before), side(found.after))
        };
        differences(&document(before), &document(after)).into_iter().map(words).collect()
    }

    #[test]
    fn differences_are_told_by_node_and_setting() {
        let filter =
            |condition: &str| format!(r#"nodes: {{"late": (kind: "filter", settings: (condition: "{condition}"))}}"#);
        let group =
            |columns: &str| format!(r#"nodes: {{"g": (kind: "group_by", settings: (aggregations: [{columns}]))}}"#);
        let wired = |wires: &str| {
            format!(r#"nodes: {{"a": (kind: "x"), "b": (kind: "y"), "c": (kind: "z")}}, wires: [{wires}]"#)
        };
        for (before, after, expected) in [
            (filter("a > 15"), filter("a > 15"), &[][..]),
            (filter("a > 15"), filter("a > 30"), &["late condition: a > 15 -> a > 30"]),
            (
                r#"nodes: {"f": (kind: "filter")}"#.into(),
                r#"nodes: {"f": (kind: "filter", settings: (condition: "x"), state: Disabled, running: (retries: 2))}"#
                    .into(),
                &["f state: used -> disabled", "f running: - -> (retries: 2)", "f condition: - -> x"],
            ),
            (
                group(r#"(column: "a", function: Sum), (column: "b")"#),
                group(r#"(column: "a", function: Mean), (column: "b")"#),
                &["g aggregations[0].function: Sum -> Mean"],
            ),
            (
                group(r#"(column: "a")"#),
                group(r#"(column: "a"), (column: "b")"#),
                &[r#"g aggregations: [(column: "a")] -> [(column: "a"), (column: "b")]"#],
            ),
            (
                r#"nodes: {"old": (kind: "sort", settings: (n: 1))}"#.into(),
                r#"nodes: {"new": (kind: "sort", settings: (n: 1)), "more": (kind: "limit")}"#.into(),
                &["new name: old -> new", "more node: - -> limit"],
            ),
            (
                wired(r#"(from: "a", to: "c")"#),
                wired(r#"(from: "b.others", to: "c.right")"#),
                &["c wire: a -> -", "c wire: - -> b.others to right"],
            ),
            (
                r#"parameters: {"year": (type: Integer, default: "2013")}"#.into(),
                r#"parameters: {"year": (type: Integer, default: "2014"), "n": (default: "x")}"#.into(),
                &[" n: - -> x", " year: 2013 -> 2014"],
            ),
            (
                r#"layout: {}, nodes: {"a": (kind: "x")}"#.into(),
                r#"layout: {"a": (9, 9)}, nodes: {"a": (kind: "x")}"#.into(),
                &[],
            ),
        ] {
            assert_eq!(compare(&before, &after), expected, "{before} {after}");
        }
    }
}
