//! From a document to the file's text: canonical and byte-stable.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::model::{Activity, Document, Node, NodeId, PortRef};
use super::read::FORMAT;
use super::ron_string::quoted;
use super::ron_text::pretty;

/// The project's text. Nodes and layout are sorted by name; wires by the name and port of their target, wires into one port
/// in their order of arrival.
pub fn write(document: &Document) -> String {
    let by_name: BTreeMap<&str, (NodeId, &Node)> = document.nodes().map(|(id, n)| (n.name.as_str(), (id, n))).collect();
    let mut out = format!("(\n    format: {FORMAT},\n");
    if !document.parameters().is_empty() {
        out.push_str("    parameters: {\n");
        for (name, parameter) in document.parameters() {
            let default = quoted(&parameter.default);
            let _ = writeln!(out, "        {}: (type: {:?}, default: {default}),", quoted(name), parameter.kind);
        }
        out.push_str("    },\n");
    }
    out.push_str("    nodes: {\n");
    for (name, (_, node)) in &by_name {
        let head =
            format!("        {}: (kind: {}, version: {}, settings: ", quoted(name), quoted(&node.kind), node.version);
        let text = node.settings.text();
        let column = head.chars().count() + 1;
        let text = if node.settings.is_verbatim() { text.to_owned() } else { pretty(text, 8, column) };
        let state = match node.activity {
            Activity::Active => String::new(),
            other => format!(", state: {other:?}"),
        };
        let _ = writeln!(out, "{head}{text}{state}),");
    }
    out.push_str("    },\n    wires: [\n");
    for (from, to) in wire_lines(document) {
        let _ = writeln!(out, "        (from: {}, to: {}),", quoted(&from), quoted(&to));
    }
    out.push_str("    ],\n    layout: {\n");
    for (name, (_, node)) in &by_name {
        let _ = writeln!(out, "        {}: ({}, {}),", quoted(name), node.position.x, node.position.y);
    }
    out.push_str("    },\n");
    let opened: Vec<String> = by_name.iter().filter(|(_, (_, n))| n.opened).map(|(name, _)| quoted(name)).collect();
    if !opened.is_empty() {
        let _ = writeln!(out, "    opened: {},", pretty(&format!("[{}]", opened.join(",")), 4, 12));
    }
    out.push_str(")\n");
    out
}

/// The text of some nodes and the wires among them: what copy puts on the clipboard, itself a project.
pub fn write_selection(document: &Document, nodes: &BTreeSet<NodeId>) -> String {
    write(&document.part(nodes))
}

fn wire_lines(document: &Document) -> Vec<(String, String)> {
    let end = |port: &PortRef| {
        let name = document.node(port.node).map_or("", |n| n.name.as_str());
        if port.port.is_empty() { name.to_owned() } else { format!("{name}.{}", port.port) }
    };
    let mut lines: Vec<(String, String)> = document.wires().iter().map(|w| (end(&w.from), end(&w.to))).collect();
    lines.extend(document.loose_wires().iter().map(|w| (w.from.clone(), w.to.clone())));
    // Stable: the order among wires into one port is the order in which its tables are taken.
    lines.sort_by(|a, b| a.1.split('.').cmp(b.1.split('.')));
    lines
}
