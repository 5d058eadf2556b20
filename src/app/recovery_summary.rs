//! A summary of a recovery by name, shown before the user decides.

use crate::base::text::{Text, in_a_row};
use crate::document::Document;

/// The number of names listed for each category.
const NAMED: usize = 4;

/// The nodes that differ between the saved and the recovered document: "Added late, top", "Changed flights", "Removed
/// old".
pub(super) fn differences(saved: &Document, left: &Document) -> Vec<Text> {
    let names = |of: &Document| of.nodes().map(|(_, node)| node.name.clone()).collect::<Vec<_>>();
    let found = |of: &Document, name: &str| of.find(name).and_then(|id| of.node(id)).cloned();
    let before = names(saved);
    let after = names(left);
    let (kept, added): (Vec<String>, Vec<String>) = after.into_iter().partition(|name| before.contains(name));
    let removed = before.into_iter().filter(|name| found(left, name).is_none()).collect();
    let differs = |name: &String| match (found(saved, name), found(left, name)) {
        (Some(old), Some(new)) => (old.kind, old.settings) != (new.kind, new.settings),
        _ => false,
    };
    let changed: Vec<String> = kept.into_iter().filter(differs).collect();
    let mut lines: Vec<Text> =
        [("recovery-added", added), ("recovery-changed", changed), ("recovery-removed", removed)]
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(id, names)| Text::message(id).with("names", &name_list(&names)))
            .collect();
    if lines.is_empty() {
        lines.push(say!("recovery-otherwise"));
    }
    lines
}

fn name_list(names: &[String]) -> Text {
    let shown = in_a_row(names.iter().take(NAMED));
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => say!("and-others", names = shown, count = more),
    }
}

/// "just now", "5 minutes ago", "2 days ago".
pub fn ago(seconds: u64) -> String {
    match seconds {
        0..60 => tr!("just-now").to_owned(),
        60..3600 => tr!("minutes-ago", count = seconds / 60),
        3600..86_400 => tr!("hours-ago", count = seconds / 3600),
        _ => tr!("days-ago", count = seconds / 86_400),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::document_from;

    fn project(nodes: &[(&str, &str)]) -> Document {
        let node = |(name, condition): &(&str, &str)| {
            format!("{name:?}: (kind: \"filter\", version: 1, settings: (condition: {condition:?})),")
        };
        let nodes: String = nodes.iter().map(node).collect();
        document_from(&format!("(format: 1, nodes: {{{nodes}}})")).unwrap().document
    }

    #[test]
    fn nodes_are_told_by_name() {
        let saved = project(&[("a", "x > 1"), ("b", "x > 1"), ("c", "x > 1")]);
        let left = project(&[("a", "x > 1"), ("b", "x > 2"), ("d", "x > 1")]);
        assert_eq!(differences(&saved, &left), ["Added: d", "Changed: b", "Removed: c"]);
        let many = project(&[("a", ""), ("b", ""), ("c", ""), ("d", ""), ("e", ""), ("f", "")]);
        assert_eq!(differences(&Document::default(), &many), ["Added: a, b, c, d and 2 others"]);
        assert_eq!(differences(&saved, &saved), ["Changed wires, layout or parameters"]);
    }

    #[test]
    fn times_are_told_in_the_largest_unit() {
        for (seconds, words) in [
            (3, "just now"),
            (60, "1 minute ago"),
            (7300, "2 hours ago"),
            (86_400, "1 day ago"),
            (200_000, "2 days ago"),
        ] {
            assert_eq!(ago(seconds), words);
        }
    }
}
