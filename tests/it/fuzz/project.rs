//! Projects: what opens is written canonically, and what was written opens to the same.

use std::collections::BTreeSet;

use tablewire::document::{Document, edits_between, merge, with_ids_of, write};
use tablewire::nodes::{self, Kind};

use super::{Target, files};

pub fn target() -> Target {
    let mut corpus = files("");
    corpus.extend(nodes::KINDS.iter().map(|kind| kind.example.as_bytes().to_vec()));
    corpus.push(
        b"(format: 1, nodes: {\"a\": (kind: \"filter\"), \"b\": (kind: \"sort\")}, wires: [(from: \"a\", to: \"b\")])"
            .to_vec(),
    );
    let mut words: Vec<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    words.extend(nodes::KINDS.iter().map(|kind| format!("\"{}\"", kind.meta.id)));
    Target { name: "project", corpus, words, make: None, check, libraries_may_panic: false, cases: 300 }
}

const WORDS: &[&str] = &[
    "format: 1,",
    "format: 2,",
    "nodes: {",
    "wires: [",
    "layout: {",
    "marks: {",
    "frames: [",
    "notes: [",
    "dots: [",
    "opened: [\"a\"],",
    "parameters: {",
    "kind: ",
    "version: ",
    "settings: ",
    "state: Disabled,",
    "state: Bypassed,",
    "running: (retries: 3),",
    "running: (on_failure: Continue),",
    "(from: \"a\", to: \"b\"),",
    "at: (1, 2),",
    "size: (3, 4),",
    "color: Red,",
    "comment: \"x\",",
    "sketch: true,",
    "title: \"t\",",
    "text: \"t\",",
    "None",
    "Some(",
    "r#\"",
    "\"#",
    "'x'",
    "// c\n",
    "/* c */",
    "/*",
    "*/",
    "\"a\": ",
    "\"A b\": ",
    "\"ä.b\"",
    "\"\"",
    "()",
    "[]",
    "{}",
    "<<<<<<< a\n",
    "=======\n",
    ">>>>>>> b\n",
    "\u{feff}",
    "\\u{1F600}",
    "\\n",
    "\\x41",
    "#![enable(implicit_some)]",
    "i32",
    "0x1F",
    "1_000",
    "1e400",
    "-0",
    "true",
    "\u{202e}",
    "日本",
    "\u{0}",
];

fn check(input: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(input);
    let opened = match nodes::document_from(&text) {
        Ok(opened) => opened,
        Err(error) => {
            let lines = text.lines().count().max(1);
            let is_inside = error.place().is_none_or(|(line, _)| (1..=lines + 1).contains(&line));
            return if is_inside { Ok(()) } else { Err(format!("{error} is outside of {lines} lines")) };
        }
    };
    let document = opened.document;
    let written = write(&document);
    let again = nodes::document_from(&written).map_err(|error| format!("{error} in what was written:\n{written}"))?;
    let of_wires = |id: &str| id == "read-wire-nowhere";
    if let Some(problem) = again.problems.iter().find(|problem| !problem.message.id().is_some_and(of_wires)) {
        return Err(format!("what was written has a problem: {problem}\n{written}"));
    }
    let rewritten = write(&again.document);
    if rewritten != written {
        return Err(format!("written:\n{written}\nwritten again:\n{rewritten}"));
    }
    let same = with_ids_of(&document, &again.document);
    let left = edits_between(&document, &same);
    if !left.is_empty() {
        return Err(format!("it opens to another document: {left:?}\n{written}"));
    }
    nodes_are_read(&document)?;
    changes_are_edits(&document)
}

/// Settings that a kind understands are written as they are read, and can be shown.
fn nodes_are_read(document: &Document) -> Result<(), String> {
    for (_, node) in document.nodes() {
        let Ok(kind) = Kind::read(&node.kind, node.version, node.settings.text()) else { continue };
        let (meta, text) = (kind.meta(), kind.text());
        match Kind::read(meta.id, meta.version, &text) {
            Ok(again) if again == kind || text.contains("NaN") => {}
            other => return Err(format!("{}: {text} is read as {other:?}", node.name)),
        }
        kind.ports();
        let _ = kind.summary().to_string();
        nodes::describe::record(&kind);
    }
    Ok(())
}

/// From any project to any other lead edits that are undone, and a merge with one side unchanged is the other side.
fn changes_are_edits(document: &Document) -> Result<(), String> {
    let base =
        "(format: 1, nodes: {\"a\": (kind: \"filter\"), \"b\": (kind: \"sort\")}, wires: [(from: \"a\", to: \"b\")])";
    let base = nodes::document_from(base).expect("a project").document;
    let to = with_ids_of(&base, document);
    let mut changed = base.clone();
    let edits = edits_between(&base, &to);
    let inverses = changed.apply_all(edits).map_err(|error| format!("the edits do not apply: {error}"))?;
    if write(&changed) != write(&to) {
        return Err(format!("the edits make\n{}\ninstead of\n{}", write(&changed), write(&to)));
    }
    changed.apply_all(inverses).map_err(|error| format!("the edits are not undone: {error}"))?;
    if write(&changed) != write(&base) {
        return Err(format!("undone:\n{}", write(&changed)));
    }
    for (mine, theirs) in [(&base, document), (document, &base)] {
        let merged = merge(&base, mine, theirs, &BTreeSet::new()).document;
        if write(&merged) != write(document) {
            return Err(format!("merged:\n{}\ninstead of\n{}", write(&merged), write(document)));
        }
    }
    Ok(())
}
