//! A short description of a change to a node's settings: for the history and the undo label.

use crate::base::Text;
use crate::base::text::{in_a_row, listed};
use crate::document::{Settings, fields, items};
use crate::nodes::Kind;
use crate::nodes::form::field::setting_words;
use crate::nodes::form::settings_summary::value_text;

/// Longer settings are not compared: they contain cells, which do not fit in a label.
const LONG: usize = 256 << 10;
/// The number of settings that are listed; the others are counted.
const NAMED: usize = 2;
/// The most characters of a value; the list shows fewer.
const LETTERS: usize = 120;

/// The change between two settings of a kind, both as stored in a file: the node's new summary as on its card
/// ("dep_delay > 20") if that has changed, otherwise by setting ("Delimiter ;"). `None` if nothing has changed.
pub fn change_words(kind: &str, version: u32, old: &Settings, new: &Settings) -> Option<Text> {
    let before = old;
    let after = new;
    let old = old.text();
    let new = new.text();
    if old.len().max(new.len()) > LONG {
        return (old != new).then(|| say!("change-cells-many"));
    }
    let summary = |of: &Settings| Kind::of_settings(kind, version, of).ok().map(|kind| kind.summary());
    let now = summary(after).filter(|now| kind != "table" && !now.is_empty() && summary(before).as_ref() != Some(now));
    now.or_else(|| setting_words_of(kind, old, new))
}

/// "Filter late"; only "filter" if the name adds nothing to the kind.
pub fn kind_and_name(kind: &str, name: &str) -> Text {
    match Kind::info(kind).filter(|info| !name.starts_with(info.meta.id)) {
        Some(info) => say!("step-node", kind = info.meta.title_text(), name = name),
        None => name.to_owned().into(),
    }
}

/// The settings that have changed, by name.
fn setting_words_of(kind: &str, old: &str, new: &str) -> Option<Text> {
    let old = fields(old).unwrap_or_default();
    let new = fields(new).unwrap_or_default();
    let value =
        |of: &[(&'_ str, &'_ str)], name: &str| of.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
    let gone = old.iter().filter(|(name, _)| !new.iter().any(|(other, _)| other == name));
    let names = new.iter().chain(gone).map(|(name, _)| *name);
    let changed = names.filter_map(|name| {
        let old = value(&old, name);
        let new = value(&new, name);
        (old != new).then_some((name, old, new))
    });
    let changed: Vec<(&str, Option<String>, Option<String>)> = changed.collect();
    let words = changed.iter().take(NAMED).map(|(name, old, new)| setting(kind, name, old.as_deref(), new.as_deref()));
    let words: Vec<Text> = words.collect();
    match (changed.len(), words.is_empty()) {
        (_, true) => None,
        (count, _) if count > NAMED => Some(say!("change-and-more", what = in_a_row(words), count = count - NAMED)),
        _ => Some(in_a_row(words)),
    }
}

/// How one setting has changed.
fn setting(kind: &str, name: &str, old: Option<&str>, new: Option<&str>) -> Text {
    let label = || setting_words(kind, name);
    let Some(new) = new else { return say!("change-to-default", setting = label()) };
    let old = old.unwrap_or("[]");
    if let Some((before, after)) = items(old).zip(items(new)) {
        return list(kind, name, &before, &after);
    }
    match value(kind, name, new) {
        None => say!("change-emptied", setting = label()),
        Some(words) => say!("change-to", setting = label(), to = words),
    }
}

fn list(kind: &str, name: &str, before: &[&str], after: &[&str]) -> Text {
    let label = setting_words(kind, name);
    if after.iter().chain(before).any(|row| row.starts_with('[')) {
        return cells(before, after);
    }
    if after.is_empty() {
        return say!("change-emptied", setting = label);
    }
    let rows = before.iter().zip(after).enumerate().filter(|(_, (old, new))| old != new);
    let mut rows = rows.map(|(index, (old, new))| (index, *old, *new));
    if before.len() == after.len()
        && let Some((index, old, new)) = rows.next()
        && let Some(row) = fields(new)
    {
        // One field of one row, labelled as in the form.
        let was = fields(old).unwrap_or_default();
        let field = row.iter().find(|field| !was.contains(field)).or(row.first());
        let place = if after.len() > 1 { format!("{name}[{index}]") } else { name.to_owned() };
        return match field.and_then(|(inner, text)| Some((inner, value(kind, inner, text)?))) {
            Some((inner, to)) if rows.next().is_none() => {
                say!("change-to", setting = setting_words(kind, &format!("{place}.{inner}")), to = to)
            }
            _ => say!("change-several", setting = label),
        };
    }
    let words = |rows: &[&str]| in_a_row(rows.iter().take(4).filter_map(|row| row_words(kind, name, row)));
    match (missing(before, after).as_slice(), missing(after, before).as_slice()) {
        ([], []) => say!("change-order", setting = label),
        (added, []) => say!("change-added", setting = label, what = words(added)),
        ([], removed) => say!("change-removed", setting = label, what = words(removed)),
        _ if fields(after[0]).is_some() => say!("change-several", setting = label),
        _ => say!("change-to", setting = label, to = words(after)),
    }
}

/// The rows of `of` that are not in `from`.
fn missing<'a>(from: &[&str], of: &[&'a str]) -> Vec<&'a str> {
    of.iter().copied().filter(|row| !from.contains(row)).collect()
}

/// A row of a list: its text, or the values of its fields.
fn row_words(kind: &str, name: &str, row: &str) -> Option<Text> {
    let Some(fields) = fields(row) else { return value(kind, name, row) };
    let words: Vec<Text> = fields.iter().filter_map(|(name, text)| value(kind, name, text)).collect();
    (!words.is_empty())
        .then(|| words.into_iter().reduce(|row, next| say!("change-row", row = row, next = next)))
        .flatten()
}

/// Typed cells: which one, or how many.
fn cells(before: &[&str], after: &[&str]) -> Text {
    if before.len() != after.len() {
        let more = after.len() > before.len();
        let count = after.len().abs_diff(before.len());
        return if more {
            say!("change-rows-added", count = count)
        } else {
            say!("change-rows-removed", count = count)
        };
    }
    let mut changed = Vec::new();
    for (row, (old, new)) in before.iter().zip(after).enumerate().filter(|(_, (old, new))| old != new) {
        let old = items(old).unwrap_or_default();
        let new = items(new).unwrap_or_default();
        let columns = (0..old.len().max(new.len())).filter(|column| old.get(*column) != new.get(*column));
        changed.extend(columns.map(|column| (row, column, new.get(column).copied().unwrap_or("\"\"").to_owned())));
    }
    match changed.as_slice() {
        [(row, column, text)] => {
            let text = value("table", "rows", text).unwrap_or_else(|| say!("change-nothing"));
            say!("change-cell", row = row + 1, column = column + 1, to = text)
        }
        cells => say!("change-cells", count = cells.len()),
    }
}

/// The text of a value; `None` if it is empty.
fn value(kind: &str, name: &str, text: &str) -> Option<Text> {
    let words = value_text(kind, name, text);
    let plain = match &words {
        Text::Verbatim(plain) => plain.split_whitespace().collect::<Vec<_>>().join(" "),
        Text::Message(_) => return Some(words),
    };
    match plain.char_indices().nth(LETTERS) {
        _ if plain.is_empty() => None,
        Some((at, _)) => Some(format!("{}…", &plain[..at]).into()),
        None => Some(plain.into()),
    }
}

/// Several names of files or nodes, of which the first are listed.
pub fn some_of(names: &[String]) -> Text {
    match names {
        [] | [_] | [_, _] => listed(names.iter()),
        [first, rest @ ..] => say!("change-and-more", what = first, count = rest.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_in_the_words_of_the_form() {
        for (kind, old, new, words) in [
            ("filter", "()", r#"(condition:"dep_delay > 20")"#, "Rows where dep_delay > 20"),
            ("filter", r#"(condition:"a")"#, "()", "Rows where reset to default"),
            ("read_csv", r#"(path:"a.csv")"#, r#"(path:"b.csv")"#, "File b.csv"),
            ("read_csv", r#"(path:"a.csv")"#, r#"(path:"a.csv",delimiter:";")"#, "Delimiter ;"),
            ("read_csv", "()", "(header:false)", "First row contains column names no"),
            ("group_by", "()", r#"(keys:["carrier"])"#, "Group by + carrier"),
            ("group_by", r#"(keys:["a","b"])"#, r#"(keys:["b"])"#, "Group by − a"),
            ("group_by", r#"(keys:["a","b"])"#, r#"(keys:["b","a"])"#, "Order of Group by"),
            (
                "group_by",
                r#"(aggregations:[(column:"a",function:Sum),(column:"b",function:Sum)])"#,
                r#"(aggregations:[(column:"a",function:Sum),(column:"b",function:Mean)])"#,
                "Aggregations 2, Function Mean",
            ),
            ("group_by", "()", r#"(aggregations:[(column:"delay",function:Mean)])"#, "Aggregations + delay Mean"),
            ("table", r#"(rows:[["a","1"]])"#, r#"(rows:[["a","2"]])"#, "Cell 1 2: 2"),
            ("table", r#"(rows:[["a","1"]])"#, r#"(rows:[["a",""]])"#, "Cell 1 2: nothing"),
            ("table", r#"(rows:[["a","1"]])"#, r#"(rows:[["b","2"]])"#, "2 cells"),
            ("table", r#"(rows:[["a","1"]])"#, r#"(rows:[["a","1"],["b","2"],["c"]])"#, "2 rows added"),
        ] {
            assert_eq!(setting_words_of(kind, old, new).unwrap_or_default().to_string(), words, "{old} {new}");
        }
        assert_eq!(change_words("filter", 1, &Settings::canonical("()"), &Settings::canonical("()")), None);
        let now = change_words(
            "filter",
            1,
            &Settings::canonical(r#"(condition:"a > 1")"#),
            &Settings::canonical(r#"(condition:"a > 2")"#),
        );
        assert_eq!(now.unwrap_or_default().to_string(), "a > 2", "as the card says it");
    }
}
