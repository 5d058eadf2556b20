//! Completions at the cursor: columns, functions, parameters and keywords.

use std::ops::Range;

use super::call::{Call, Callee, call_at};
use super::functions::{self, Shape};
use super::scan::{Kind, Piece, scan};
use super::used::{quote_column, written_name};
use super::words::STRUCTURAL;
use crate::base::ColumnInfo;
use crate::base::fuzzy::Search;

/// One completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the text that it replaces.
    pub replace: Range<usize>,
    /// The text to insert.
    pub insert: String,
    /// The label in the list.
    pub label: String,
    /// A column's type, a function's signature, the role of a keyword.
    pub detail: String,
    /// A function's description.
    pub about: &'static str,
    pub kind: CompletionKind,
}

/// The kind of completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompletionKind {
    Column,
    Function,
    Parameter,
    Keyword,
    /// A value of a column.
    Value,
}

/// The completions at byte `cursor`, best first. There are none inside a text, a number or a comment.
pub fn complete<'p>(
    text: &str,
    cursor: usize,
    columns: &[ColumnInfo],
    parameters: impl IntoIterator<Item = &'p str>,
) -> Vec<Completion> {
    let cursor = floor_boundary(text, cursor);
    let pieces = scan(text);
    let at = pieces.iter().find(|piece| piece.span.start < cursor && cursor <= piece.span.end);
    let Some(place) = place(text, cursor, at) else { return Vec::new() };
    let mut search = Search::new(&place.typed);
    let mut found: Vec<(u32, usize, Completion)> = Vec::new();
    let mut offer = |rank: usize, name: &str, about: &'static str, offered: &dyn Fn() -> (String, String), kind| {
        // A name that starts with the typed text ranks above one that only contains its letters.
        let begins = name.to_lowercase().starts_with(&place.typed.to_lowercase());
        // Functions are also found by their description, in languages other than that of their names.
        let by_about = !place.typed.is_ascii() && about.contains(&place.typed);
        if let Some(score) = search.score(name).or(by_about.then_some(0)) {
            let replace = place.replace.clone();
            let score = if begins { score.saturating_add(1000) } else { score };
            let (insert, detail) = offered();
            let completion = Completion { replace, insert, label: name.to_owned(), detail, about, kind };
            found.push((score, rank, completion));
        }
    };
    if place.wants != Wants::Columns {
        for name in parameters {
            let offered = || (format!("${{{name}}}"), tr!("formula-parameter").to_owned());
            offer(2, name, "", &offered, CompletionKind::Parameter);
        }
    }
    if place.wants != Wants::Parameters {
        let expected = expected_shape(text, cursor);
        for column in columns {
            // Columns of the expected type come first.
            let rank = usize::from(expected.is_some_and(|shape| !shape.fits(&column.data_type)));
            let offered = || (quote_column(&column.name), column.data_type.name().to_string());
            offer(rank, &column.name, "", &offered, CompletionKind::Column);
        }
    }
    if place.wants == Wants::All {
        for function in functions::functions() {
            let offered = || (format!("{}(", function.name), function.signature().to_string());
            offer(3, function.name, function.about(), &offered, CompletionKind::Function);
        }
        if !place.typed.is_empty() {
            for word in STRUCTURAL {
                let offered = || ((*word).to_owned(), tr!("formula-sql-word").to_owned());
                offer(4, word, "", &offered, CompletionKind::Keyword);
            }
        }
    }
    // A stable sort: equal scores keep the order of the table, the catalogue and the project.
    found.sort_by_key(|(score, rank, _)| (std::cmp::Reverse(*score), *rank));
    found.into_iter().map(|(_, _, completion)| completion).collect()
}

/// Whether the cursor is inside a quoted name, where blanks and signs are part of the name.
pub fn is_in_quoted_name(text: &str, cursor: usize) -> bool {
    let is_here = |piece: &Piece| piece.span.start < cursor && (cursor < piece.span.end || !piece.closed);
    scan(text).iter().any(|piece| piece.kind == Kind::Quoted && is_here(piece))
}

/// The type expected by the function around the cursor.
fn expected_shape(text: &str, cursor: usize) -> Option<Shape> {
    let Call { callee: Callee::Function(function), place, .. } = call_at(text, cursor)? else { return None };
    function.signatures.iter().find_map(|way| Some(way.parameter(place)?.shape))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wants {
    All,
    Columns,
    Parameters,
}

struct Place {
    replace: Range<usize>,
    typed: String,
    wants: Wants,
}

fn place(text: &str, cursor: usize, at: Option<&Piece>) -> Option<Place> {
    let Some(piece) = at else {
        return Some(Place { replace: cursor..cursor, typed: String::new(), wants: Wants::All });
    };
    let typed = &text[piece.span.start..cursor];
    let inside = !piece.closed || cursor < piece.span.end;
    match piece.kind {
        Kind::Word => Some(Place { replace: piece.span.clone(), typed: typed.to_owned(), wants: Wants::All }),
        // An unclosed quote extends to the end of the text: only what is typed so far is replaced.
        Kind::Quoted if inside => {
            let end = if piece.closed { piece.span.end } else { cursor };
            Some(Place { replace: piece.span.start..end, typed: written_name(typed), wants: Wants::Columns })
        }
        Kind::Parameter if inside => {
            let typed = typed.trim_start_matches("${").trim_start_matches('$').to_owned();
            let end = if piece.closed { piece.span.end } else { cursor };
            Some(Place { replace: piece.span.start..end, typed, wants: Wants::Parameters })
        }
        Kind::Symbol if typed == "$" => {
            Some(Place { replace: piece.span.start..cursor, typed: String::new(), wants: Wants::Parameters })
        }
        Kind::Space | Kind::Symbol => Some(Place { replace: cursor..cursor, typed: String::new(), wants: Wants::All }),
        _ => None,
    }
}

fn floor_boundary(text: &str, cursor: usize) -> usize {
    let mut cursor = cursor.min(text.len());
    while !text.is_char_boundary(cursor) {
        cursor -= 1;
    }
    cursor
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Type;

    #[test]
    fn completions() {
        let columns = [
            ColumnInfo::new("dep_delay", Type::Integer),
            ColumnInfo::new("dest", Type::Text),
            ColumnInfo::new("a b", Type::Date),
        ];
        let first = |text: &str| {
            let cursor = text.find('|').unwrap();
            let text = text.replacen('|', "", 1);
            let found = complete(&text, cursor, &columns, ["year", "day"]);
            found.first().map(|c| format!("{}{}{}", &text[..c.replace.start], c.insert, &text[c.replace.end..]))
        };
        for (text, expected) in [
            ("de|", Some("dep_delay")),
            ("1 + dest|x", None),
            ("delay| > 5", Some("dep_delay > 5")),
            ("upp|", Some("upper(")),
            ("${ye|} = 1", Some("${year} = 1")),
            ("x = ${d|", Some("x = ${day}")),
            ("$|", Some("${year}")),
            ("\"a|\" = 1", Some("\"a b\" = 1")),
            ("'te|xt'", None),
            ("12|", None),
            ("a > |", Some("a > dep_delay")),
            ("year(|", Some("year(\"a b\"")),
            ("upper(de|", Some("upper(dest")),
            ("left(dest, |", Some("left(dest, dep_delay")),
        ] {
            if let Some(expected) = expected {
                assert_eq!(first(text).as_deref(), Some(expected), "{text}");
            }
        }
        assert!(complete("'text'", 3, &columns, []).is_empty());
        assert!(complete("12", 2, &columns, []).is_empty());
        // A cursor inside a character or after the end is allowed.
        complete("é", 1, &columns, []);
        complete("a", 99, &columns, []);
    }
}
