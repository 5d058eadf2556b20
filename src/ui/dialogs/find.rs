//! Finds nodes by name, kind, columns and contents (formulas, settings, files, comments), and frames and notes by their text.

use std::collections::BTreeSet;

use egui_phosphor::regular as icon;

use crate::app::view::CameraRequest;
use crate::app::{AnnotationCommand, App, CanvasCommand, Command, SelectMode, WindowCommand};
use crate::document::{AnnotationId, NodeId, Shape};
use crate::nodes::{Kind, settings_summary};
use crate::ui::picker::{Item, Picker};
use crate::ui::theme::Palette;
use crate::ui::{inspector, theme, widgets};

use super::card::card;

/// Longer settings contain cells, which the table search covers.
const LONG_SETTING: usize = 64 << 10;
/// The length of an excerpt in a result, and the characters before the match, in characters.
const EXCERPT: usize = 64;
const EXCERPT_BEFORE: usize = 20;

pub(super) fn show(picker: &mut Picker, ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let items = items(app, colours, picker.query());
    let (found, items): (Vec<SearchResult>, Vec<Item>) = items.into_iter().unzip();
    card(ctx, app, 520.0, out, |ui, out| {
        if let Some(index) = picker.show(ui, colours, tr!("find-node-or-column"), &items) {
            out.push(Command::Window(WindowCommand::CloseDialog));
            found[index].go(ui.ctx(), out);
        }
    });
}

/// A search result.
pub(super) enum SearchResult {
    Node(NodeId),
    Column(NodeId, String),
    Setting { node: NodeId, path: String, label: String, value: String },
    Comment(NodeId),
    Annotation(AnnotationId),
}

/// Everything in the project that can be found, as list items for `query`.
pub(super) fn items<'a>(app: &App, colours: &Palette, query: &str) -> Vec<(SearchResult, Item<'a>)> {
    let listed = |place: SearchResult| {
        let item = item(app, colours, query, &place);
        (place, item)
    };
    results(app, !query.is_empty()).into_iter().map(listed).collect()
}

fn item<'a>(app: &App, colours: &Palette, query: &str, place: &SearchResult) -> Item<'a> {
    let item = |icon, icon_colour, title: String, about: String, right: String| Item {
        icon,
        icon_colour,
        title,
        about,
        right,
        words: &[],
        enabled: true,
    };
    if let SearchResult::Annotation(id) = place {
        let Some(annotation) = app.document().annotation(*id) else {
            return item("", colours.weak, String::new(), String::new(), String::new());
        };
        let (icon, right) = match annotation.shape {
            Shape::Frame => (icon::FRAME_CORNERS, tr!("frame-title")),
            Shape::Note => (icon::NOTE, tr!("note-title")),
        };
        return item(
            icon,
            colours.hue(annotation.color),
            excerpt(&annotation.text, query),
            String::new(),
            right.to_owned(),
        );
    }
    let id = place.node().unwrap_or(NodeId(u64::MAX));
    let node = app.document().node(id);
    let (kind, name) = node.map_or(("", ""), |node| (node.kind.as_str(), node.name.as_str()));
    let comment = node.map_or("", |node| node.mark.comment.as_str());
    let category = app.project.node_info.get(id).and_then(|face| face.category);
    let sign = (widgets::kind_icon(kind), colours.category(category));
    match place {
        SearchResult::Column(_, column) => {
            let right = tr!("column-first-in", name = name);
            item(icon::COLUMNS, colours.weak, column.clone(), String::new(), right)
        }
        SearchResult::Setting { label, value, .. } => {
            let right = tr!("setting-of", setting = label, name = name);
            item(sign.0, sign.1, excerpt(value, query), String::new(), right)
        }
        SearchResult::Comment(_) => {
            let right = tr!("comment-of", name = name);
            item(icon::CHAT_TEXT, colours.weak, excerpt(comment, query), String::new(), right)
        }
        SearchResult::Node(_) | SearchResult::Annotation(_) => {
            let title = Kind::info(kind).map_or(tr!("word-node-title"), |info| info.meta.title());
            // During a search, the comment is a result of its own.
            let about = if query.is_empty() { comment.replace('\n', " ") } else { String::new() };
            item(sign.0, sign.1, name.to_owned(), about, title.to_owned())
        }
    }
}

/// The part of a text that contains the match, in one line.
fn excerpt(text: &str, query: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let letters: Vec<char> = line.chars().collect();
    if letters.len() <= EXCERPT {
        return line;
    }
    let lower: Vec<char> = letters.iter().map(|letter| letter.to_lowercase().next().unwrap_or(*letter)).collect();
    let place = |word: &str| {
        let word: Vec<char> = word.to_lowercase().chars().collect();
        lower.windows(word.len().max(1)).position(|window| window == word)
    };
    let found = place(query).or_else(|| query.split_whitespace().find_map(place)).unwrap_or(0);
    let begin = found.saturating_sub(EXCERPT_BEFORE).min(letters.len() - EXCERPT);
    let begin = if found < EXCERPT - EXCERPT_BEFORE { 0 } else { begin };
    let end = (begin + EXCERPT).min(letters.len());
    let part: String = letters[begin..end].iter().collect();
    let before = if begin > 0 { "…" } else { "" };
    let after = if end < letters.len() { "…" } else { "" };
    format!("{before}{}{after}", part.trim())
}

impl SearchResult {
    fn node(&self) -> Option<NodeId> {
        match self {
            SearchResult::Node(id)
            | SearchResult::Column(id, _)
            | SearchResult::Comment(id)
            | SearchResult::Setting { node: id, .. } => Some(*id),
            SearchResult::Annotation(_) => None,
        }
    }

    /// Selects the result and scrolls it into view. A setting gets the text cursor.
    pub(super) fn go(&self, ctx: &egui::Context, out: &mut Vec<Command>) {
        out.push(Command::Canvas(CanvasCommand::Open));
        if let SearchResult::Annotation(annotation) = self {
            let annotations = [*annotation].into();
            let mode = SelectMode::Replace;
            out.push(Command::Annotation(AnnotationCommand::Select { annotations, mode }));
            return out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::RevealAnnotation(*annotation))));
        }
        let Some(node) = self.node() else { return };
        out.push(Command::Canvas(CanvasCommand::Select {
            nodes: [node].into(),
            wires: Vec::new(),
            mode: SelectMode::Replace,
        }));
        out.push(Command::Canvas(CanvasCommand::Reveal(CameraRequest::Reveal(node))));
        if let SearchResult::Setting { path, .. } = self {
            inspector::go_to::request(ctx, node, path.split('[').next().unwrap_or(path));
        }
    }
}

/// All nodes, then each column at its first occurrence in wire direction, then frames and notes. With `written`, also settings
/// and comments of nodes.
fn results(app: &App, written: bool) -> Vec<SearchResult> {
    let mut nodes: Vec<_> = app.document().nodes().collect();
    nodes.sort_by_key(|(_, node)| (node.position.x, node.position.y));
    let mut found: Vec<SearchResult> = nodes.iter().map(|(id, _)| SearchResult::Node(*id)).collect();
    let mut known = BTreeSet::new();
    for (id, _) in &nodes {
        let tables = app.project.results.get(*id).map_or(&[][..], |result| &result.columns);
        for column in tables.iter().flatten().flatten() {
            if known.insert(&column.name) {
                found.push(SearchResult::Column(*id, column.name.clone()));
            }
        }
    }
    found.extend(app.document().annotations().into_iter().map(|(id, _)| SearchResult::Annotation(id)));
    if !written {
        return found;
    }
    for (id, node) in nodes {
        if !node.mark.comment.trim().is_empty() {
            found.push(SearchResult::Comment(id));
        }
        if node.settings.text().len() > LONG_SETTING {
            continue;
        }
        for summary in settings_summary(&node.kind, node.settings.text()) {
            let value = summary.values.into_iter().map(|(_, value)| value).filter(|value| !value.trim().is_empty());
            let value = value.collect::<Vec<_>>().join(" · ");
            if !value.is_empty() {
                found.push(SearchResult::Setting { node: id, path: summary.path, label: summary.label, value });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_that_fits_is_shown() {
        assert_eq!(excerpt("dep_delay > 15", "delay"), "dep_delay > 15");
        let long = format!("{} AND carrier = 'UA' AND {}", "a > 1 AND ".repeat(20).trim(), "b < 2 ".repeat(20).trim());
        let shown = excerpt(&long, "CARRIER");
        assert!(shown.contains("carrier = 'UA'") && shown.starts_with('…') && shown.ends_with('…'), "{shown}");
        assert!(shown.chars().count() <= EXCERPT + 2);
        assert!(excerpt(&long, "").starts_with("a > 1"), "{}", excerpt(&long, ""));
        assert_eq!(excerpt("one\ntwo", "two"), "one two");
    }
}
