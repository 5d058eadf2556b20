//! Reads a document from the file's text: parses records, resolves names, preserves unknown content.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::annotations::{Annotation, AnnotationId, Dot, Shape};
use super::comments::without_trailing;
use super::conflict::conflicts;
use super::elements::{LooseWire, Node, NodeId, PortRef, Position, Wire};
use super::mark::Mark;
use super::model::Document;
use super::records::{DotRecord, FileRecord, FormatOnly, MarkRecord, NodeRecord, Raw, WireRecord};
use super::settings::Settings;
use crate::base::{Problem, Text, name};

/// The file format version that this program writes, and the newest that it reads.
pub const FORMAT: u32 = 1;

/// An opened project, perhaps with problems that belong to no node.
#[derive(Debug)]
pub struct Opened {
    pub document: Document,
    pub problems: Vec<Problem>,
}

/// The file is not a valid project; line and column count from one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text())]
pub enum ReadError {
    Syntax {
        line: usize,
        column: usize,
        message: String,
    },
    Newer {
        found: u32,
    },
    /// The file is empty.
    Empty,
    /// It contains merge conflict markers; the first line of the first of `count` conflicts.
    Conflict {
        line: usize,
        count: usize,
    },
}

impl ReadError {
    /// The location of the error: line and, if known, column.
    pub fn place(&self) -> Option<(usize, Option<usize>)> {
        match self {
            ReadError::Syntax { line, column, .. } => Some((*line, Some(*column))),
            ReadError::Conflict { line, .. } => Some((*line, None)),
            ReadError::Newer { .. } | ReadError::Empty => None,
        }
    }

    pub fn text(&self) -> Text {
        match self {
            ReadError::Syntax { line, column, message } => {
                say!("read-syntax", line = line.to_string(), column = column.to_string(), error = message)
            }
            ReadError::Newer { found } => say!("read-newer", found = found, known = FORMAT),
            ReadError::Empty => say!("read-empty"),
            ReadError::Conflict { line, count } => say!("read-conflict", line = line.to_string(), count = count),
        }
    }
}

/// Reads a project. Internal problems (a wire to nowhere, an invalid or duplicate name) do not prevent it from opening.
pub fn read(text: &str) -> Result<Opened, ReadError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let options = ron::Options::default();
    if let Ok(FormatOnly { format }) = options.from_str::<FormatOnly>(text)
        && format > FORMAT
    {
        return Err(ReadError::Newer { found: format });
    }
    let record: FileRecord = options.from_str(text).map_err(|error| {
        let syntax = ReadError::Syntax {
            line: error.span.start.line,
            column: error.span.start.col,
            message: error.code.to_string(),
        };
        match conflicts(text).as_slice() {
            _ if text.trim().is_empty() => ReadError::Empty,
            [line, ..] => ReadError::Conflict { line: *line, count: conflicts(text).len() },
            [] => syntax,
        }
    })?;
    Ok(resolve(record))
}

fn resolve(record: FileRecord) -> Opened {
    let mut problems = Vec::new();
    let mut document = Document::default();
    let layout: HashMap<String, (i32, i32)> = record.layout.0.into_iter().collect();
    let mut marks: HashMap<String, MarkRecord> = record.marks.0.into_iter().collect();
    let opened: HashSet<String> = record.opened.into_iter().collect();
    let mut names = name::Names::default();
    let mut ids: BTreeMap<String, NodeId> = BTreeMap::new();
    for (written, node) in record.nodes.0 {
        let mut final_name = written.clone();
        if !name::is_valid(&final_name) {
            final_name = name::slug(&final_name);
            problems.push(
                Problem::warning(say!("read-node-name", name = written)).remedy(say!("read-as", name = final_name)),
            );
        }
        if !ids.contains_key(&written) && !names.is_taken(&final_name) {
            names.take(&final_name);
        } else {
            let renamed = names.give(&name::slug(&final_name));
            problems.push(
                Problem::warning(say!("read-two-nodes", name = written)).remedy(say!("read-second-as", name = renamed)),
            );
            final_name = renamed;
        }
        let id = document.fresh_id();
        let settings = match node.settings {
            Some(Raw(raw)) => Settings::verbatim(without_trailing(raw.get_ron())),
            // The same text that is written and read again.
            None => Settings::verbatim("()"),
        };
        let (x, y) = layout.get(&written).copied().unwrap_or((2 + 18 * (id.0 as i32 % 6), 2 + 10 * (id.0 as i32 / 6)));
        let position = Position::new(x, y);
        let opened = opened.contains(&written);
        let mark = marks
            .remove(&written)
            .map(|MarkRecord { color, comment, sketch }| Mark { color, comment, sketch })
            .unwrap_or_default();
        let NodeRecord { kind, version, state: activity, running, .. } = node;
        let node = Node { name: final_name, kind, version, settings, activity, running, position, opened, mark };
        document.nodes.insert(id, node);
        document.next_id = id.0 + 1;
        ids.entry(written).or_insert(id);
    }
    // Wires also find a node by a name assigned here: that name is written, and found the next time.
    for (id, node) in &document.nodes {
        ids.entry(node.name.clone()).or_insert(*id);
    }
    for (written, parameter) in record.parameters.0 {
        if document.parameters.insert(written.clone(), parameter).is_some() {
            let problem = Problem::warning(say!("read-two-parameters", name = written));
            problems.push(problem.remedy(say!("read-last-counts")));
        }
    }
    for (written, connection) in record.connections.0 {
        if document.connections.insert(written.clone(), connection).is_some() {
            let problem = Problem::warning(say!("read-two-connections", name = written));
            problems.push(problem.remedy(say!("read-last-counts")));
        }
    }
    let mut known = HashSet::new();
    let mut compared = 0;
    for WireRecord { from, to } in record.wires {
        match (wire_end(&ids, &from), wire_end(&ids, &to)) {
            (Some(from_end), Some(to_end)) if from_end.node != to_end.node => {
                let wire = Wire::new(from_end, to_end);
                if !known.insert(wire.clone()) {
                    let problem = Problem::warning(say!("read-wire-twice", from = from, to = to));
                    problems.push(problem.remedy(say!("read-one-kept")));
                } else {
                    document.wires.push(wire);
                }
            }
            (_, found_to) => {
                // If the wire ends at a node, the plan of the pipeline reports it as a problem of that node.
                if found_to.is_none() {
                    compared += ids.len();
                    problems.push(leads_nowhere(&ids, &from, &to, compared < QUICK));
                }
                document.loose.push(LooseWire { from, to });
            }
        }
    }
    // In the order in which they are written.
    document.loose.sort_by(|a, b| a.to.split('.').cmp(b.to.split('.')));
    let frames = record.frames.into_iter().map(|f| (Shape::Frame, f.title, f.color, f.at, f.size));
    let notes = record.notes.into_iter().map(|n| (Shape::Note, n.text, n.color, n.at, n.size));
    for (shape, text, color, (x, y), size) in frames.chain(notes) {
        let annotation = Annotation { shape, text, color, at: Position::new(x, y), size }.fitted();
        let id = take_annotation_id(&mut document);
        document.annotations.insert(id, annotation);
    }
    place_dots(&mut document, &ids, &known, record.dots);
    Opened { document, problems }
}

fn take_annotation_id(document: &mut Document) -> AnnotationId {
    document.next_id += 1;
    AnnotationId(document.next_id - 1)
}

/// Dots of missing wires are neither kept nor reported: no table depends on them.
fn place_dots(document: &mut Document, ids: &BTreeMap<String, NodeId>, wires: &HashSet<Wire>, records: Vec<DotRecord>) {
    for DotRecord { from, at: (x, y), to } in records {
        let Some(from) = wire_end(ids, &from) else { continue };
        let mut ends: Vec<PortRef> = Vec::new();
        for end in to.iter().filter_map(|to| wire_end(ids, to)) {
            if wires.contains(&Wire::new(from.clone(), end.clone())) && !ends.contains(&end) {
                ends.push(end);
            }
        }
        if !ends.is_empty() {
            let id = take_annotation_id(document);
            let dot = Dot { id, port: from.port, at: Position::new(x, y), to: ends };
            document.dots.entry(from.node).or_default().push(dot);
        }
    }
}

/// The maximum number of names compared for suggestions.
const QUICK: usize = 200_000;

fn leads_nowhere(ids: &BTreeMap<String, NodeId>, from: &str, to: &str, suggests: bool) -> Problem {
    let node = to.split('.').next().unwrap_or_default();
    let names = ids.keys().filter(|_| suggests).map(String::as_str);
    let remedy = match crate::base::suggest::nearest(node, names) {
        Some(near) => say!("did-you-mean-quoted", name = near),
        None => say!("read-correct-wire"),
    };
    Problem::warning(say!("read-wire-nowhere", from = from, to = to, node = node)).remedy(remedy)
}

fn wire_end(ids: &BTreeMap<String, NodeId>, text: &str) -> Option<PortRef> {
    let (node, port) = text.split_once('.').unwrap_or((text, ""));
    Some(PortRef::new(*ids.get(node)?, port))
}
