//! Writes a document as the file's text: canonical and byte-stable.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::annotations::{Picked, Shape};
use super::elements::{Activity, Node, NodeId, PortRef, Wire};
use super::model::Document;
use super::read::FORMAT;
use super::ron_string::quoted;
use super::ron_text::pretty;

/// The project's text. Nodes and layout are sorted by name; wires by the name and port of their target, wires into one
/// port in input order.
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
    if !document.connections().is_empty() {
        out.push_str("    connections: {\n");
        for (name, connection) in document.connections() {
            let parts = connection.0.iter().map(|(part, text)| format!("{}: {}", quoted(part), quoted(text)));
            let parts: Vec<String> = parts.collect();
            let _ = writeln!(out, "        {}: {{{}}},", quoted(name), parts.join(", "));
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
        let running =
            if node.running.is_default() { String::new() } else { format!(", running: {}", node.running.text()) };
        let _ = writeln!(out, "{head}{text}{state}{running}),");
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
    write_marks(&mut out, &by_name);
    write_annotations(&mut out, document, Shape::Frame);
    write_annotations(&mut out, document, Shape::Note);
    write_dots(&mut out, document);
    out.push_str(")\n");
    out
}

/// The text of the picked items and the wires between them: used for copying to the clipboard, and a valid project
/// itself.
pub fn write_selection(document: &Document, picked: &Picked) -> String {
    write(&document.part(picked))
}

fn write_marks(out: &mut String, by_name: &BTreeMap<&str, (NodeId, &Node)>) {
    let marked: Vec<_> = by_name.iter().filter(|(_, (_, node))| !node.mark.is_empty()).collect();
    if marked.is_empty() {
        return;
    }
    out.push_str("    marks: {\n");
    for (name, (_, node)) in marked {
        let color = node.mark.color.map(|color| format!("color: {color:?}"));
        let comment = (!node.mark.comment.is_empty()).then(|| format!("comment: {}", quoted(&node.mark.comment)));
        let sketch = node.mark.sketch.then(|| "sketch: true".to_owned());
        let fields: Vec<String> = color.into_iter().chain(comment).chain(sketch).collect();
        let _ = writeln!(out, "        {}: ({}),", quoted(name), fields.join(", "));
    }
    out.push_str("    },\n");
}

/// Sorted by position, so that adding one changes one line.
fn write_annotations(out: &mut String, document: &Document, shape: Shape) {
    let mut annotations: Vec<_> =
        document.annotations.values().filter(|annotation| annotation.shape == shape).collect();
    if annotations.is_empty() {
        return;
    }
    annotations.sort_by_key(|annotation| (annotation.at, annotation.size, &annotation.text, annotation.color));
    let (section, word) = match shape {
        Shape::Frame => ("frames", "title"),
        Shape::Note => ("notes", "text"),
    };
    let _ = writeln!(out, "    {section}: [");
    for annotation in annotations {
        let (text, at, (width, height)) = (quoted(&annotation.text), annotation.at, annotation.size);
        let place = format!("at: ({}, {}), size: ({width}, {height})", at.x, at.y);
        let _ = writeln!(out, "        ({word}: {text}, color: {:?}, {place}),", annotation.color);
    }
    out.push_str("    ],\n");
}

/// The dots of each output in the order in which its wires pass them; unused dots are omitted.
fn write_dots(out: &mut String, document: &Document) {
    let mut lines: Vec<(String, String)> = Vec::new();
    for (node, dot) in document.dots() {
        let from = PortRef::new(node, &dot.port);
        let is_wire = |to: &&PortRef| document.wires().contains(&Wire::new(from.clone(), (*to).clone()));
        let mut ends: Vec<String> = dot.to.iter().filter(is_wire).map(|to| quoted(&end(document, to))).collect();
        ends.sort();
        if !ends.is_empty() {
            let from = end(document, &from);
            let x = dot.at.x;
            let y = dot.at.y;
            let ends = ends.join(", ");
            let line = format!("(from: {}, at: ({x}, {y}), to: [{ends}])", quoted(&from));
            lines.push((from, line));
        }
    }
    if lines.is_empty() {
        return;
    }
    lines.sort_by(|a, b| a.0.split('.').cmp(b.0.split('.')));
    out.push_str("    dots: [\n");
    for (_, line) in lines {
        let _ = writeln!(out, "        {line},");
    }
    out.push_str("    ],\n");
}

/// A wire's end as written in the file.
fn end(document: &Document, port: &PortRef) -> String {
    let name = document.node(port.node).map_or("", |n| n.name.as_str());
    if port.port.is_empty() { name.to_owned() } else { format!("{name}.{}", port.port) }
}

fn wire_lines(document: &Document) -> Vec<(String, String)> {
    let mut lines: Vec<(String, String)> =
        document.wires().iter().map(|w| (end(document, &w.from), end(document, &w.to))).collect();
    lines.extend(document.loose_wires().iter().map(|w| (w.from.clone(), w.to.clone())));
    // A stable sort: the order of wires into one port is the order of its input tables.
    lines.sort_by(|a, b| a.1.split('.').cmp(b.1.split('.')));
    lines
}
