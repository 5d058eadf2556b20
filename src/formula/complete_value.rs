//! Detects a value being typed in a comparison with a column, and completes it with values of that column.

use std::ops::Range;

use super::complete::{Completion, CompletionKind};
use super::scan::{Kind, Piece, scan, unquote};
use super::used::written_name;
use super::words::{is_structural, is_typed};
use super::{iso, written_value};
use crate::base::Type;

/// A value being typed in a comparison with a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValuePlace {
    pub column: String,
    /// The bytes of the value typed so far.
    pub replace: Range<usize>,
    /// The comparison needs a specific value (`=`, `<>`, `IN`, `LIKE`), not a bound (`<`, `BETWEEN`).
    pub is_exact: bool,
    /// The content of the value, without its quotes and the keyword before them.
    typed: String,
    /// The part typed before the cursor.
    begun: String,
    /// It starts with a letter or a quote: in its current form it is not a value.
    is_halfway: bool,
    /// It has no quotes.
    is_bare: bool,
    is_pattern: bool,
    /// The values of an IN list, without the one being typed.
    listed: Vec<String>,
}

impl ValuePlace {
    /// Whether the typed text is already a value: one of `values`, letter for letter.
    pub fn is_one_of<'v>(&self, data_type: &Type, mut values: impl Iterator<Item = &'v str>) -> bool {
        let lacks_quotes = self.is_bare && !data_type.is_numeric() && *data_type != Type::Boolean;
        !lacks_quotes && !self.typed.is_empty() && values.any(|value| self.body(value) == self.typed)
    }

    /// Whether nothing has been typed yet.
    pub fn is_empty(&self) -> bool {
        self.replace.is_empty()
    }

    /// Whether Tab accepts `completion` without a selection: the typed text is not a value in its current form.
    pub fn completes(&self, completion: &Completion) -> bool {
        self.is_halfway && !self.begun.is_empty() && starts_with(&completion.label, &self.begun)
    }

    /// Whether `completion` starts with exactly the typed letters.
    pub fn begins(&self, completion: &Completion) -> bool {
        completion.label.starts_with(&self.begun)
    }

    /// The content of a value between its quotes, before quotes are doubled.
    fn body(&self, value: &str) -> String {
        if self.is_pattern {
            value.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
        } else {
            value.to_owned()
        }
    }

    fn written(&self, data_type: &Type, value: &str) -> Option<String> {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        let written = match data_type {
            Type::Text => return Some(quoted(&self.body(value))),
            _ if self.is_pattern => return None,
            Type::DateTime(Some(_)) => return iso::moment(value).map(|_| quoted(value)),
            Type::Integer | Type::Number | Type::Decimal(..) | Type::Boolean => written_value(data_type, value),
            Type::Date | Type::DateTime(None) | Type::Time => written_value(data_type, value),
            _ => return None,
        };
        // Infinity, for example, has no literal.
        (!written.starts_with('\'')).then_some(written)
    }
}

/// `values` of the column, each with its description, as completions: first those that start with the typed text, then
/// those that contain it. Within each group the order is kept.
pub fn complete_values<'v>(
    place: &ValuePlace,
    data_type: &Type,
    values: impl Iterator<Item = (&'v str, String)>,
) -> Vec<Completion> {
    let begun = place.begun.to_lowercase();
    let mut found = Vec::new();
    for (value, detail) in values {
        let body = place.body(value);
        let Some(at) = body.to_lowercase().find(&begun) else { continue };
        let Some(insert) = place.written(data_type, value) else { continue };
        if place.listed.contains(&insert) {
            continue;
        }
        let rank = match at {
            0 if body.starts_with(&place.begun) => 0,
            0 => 1,
            _ => 2,
        };
        let replace = place.replace.clone();
        let completion = Completion { replace, insert, label: body, detail, about: "", kind: CompletionKind::Value };
        found.push((rank, completion));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, completion)| completion).collect()
}

fn starts_with(label: &str, begun: &str) -> bool {
    label.to_lowercase().starts_with(&begun.to_lowercase())
}

/// The value being typed at byte `cursor`, if it is compared with a column.
pub fn value_place(text: &str, cursor: usize) -> Option<ValuePlace> {
    if !text.is_char_boundary(cursor) {
        return None;
    }
    let pieces = scan(text);
    // The typed text extends back to the last blank, sign or bracket.
    let first = pieces.iter().position(|piece| piece.span.end >= cursor).unwrap_or(pieces.len());
    let (start, replace) = written(text, cursor, &pieces, first)?;
    let before = Before { text, pieces: pieces[..start].iter().filter(|piece| !is_blank(piece)).collect() };
    let found = before.compared()?;
    let value = &text[replace.clone()];
    let body = |value: &str| match value.find('\'') {
        Some(quote) => unquote(&value[quote..]),
        None => value.to_owned(),
    };
    let begun = body(&text[replace.start..cursor]);
    let is_halfway = value.starts_with(|c: char| c.is_alphabetic() || c == '\'');
    let is_bare = !value.contains('\'');
    Some(ValuePlace {
        column: found.column,
        is_exact: found.is_exact,
        typed: body(value),
        begun,
        is_halfway,
        is_bare,
        is_pattern: found.is_pattern,
        listed: found.listed,
        replace,
    })
}

fn is_blank(piece: &Piece) -> bool {
    matches!(piece.kind, Kind::Space | Kind::Comment)
}

/// Where the value being typed starts: its piece, and its bytes. `None` inside pieces that cannot be a value, and after
/// a closed one.
fn written(text: &str, cursor: usize, pieces: &[Piece], at: usize) -> Option<(usize, Range<usize>)> {
    let of = |piece: &Piece| &text[piece.span.clone()];
    let Some(piece) = pieces.get(at) else { return Some((pieces.len(), cursor..cursor)) };
    match piece.kind {
        Kind::Text if piece.closed && cursor == piece.span.end => None,
        Kind::Text => {
            // A quote is missing somewhere: it is the closing quote of this text, and what follows does not belong to
            // it.
            let is_open = !piece.closed || pieces.iter().any(|other| other.kind == Kind::Text && !other.closed);
            let end = if is_open { cursor } else { piece.span.end };
            let word = at.checked_sub(2).map(|before| &pieces[before]);
            let typed = word.filter(|word| word.kind == Kind::Word && is_typed(of(word)));
            match typed.filter(|_| pieces[at - 1].kind == Kind::Space) {
                Some(word) => Some((at - 2, word.span.start..end)),
                None => Some((at, piece.span.start..end)),
            }
        }
        _ if matches!(piece.kind, Kind::Word | Kind::Number) || of(piece) == "-" => {
            // `-5`, `2013-01-31`, `12:30`: signs and digits without a blank between them.
            let joins =
                |piece: &Piece| matches!(piece.kind, Kind::Word | Kind::Number) || matches!(of(piece), "-" | ":" | ".");
            let mut start = at;
            while start > 0 && joins(&pieces[start - 1]) {
                start -= 1;
            }
            Some((start, pieces[start].span.start..piece.span.end))
        }
        // After a sign or a blank: the value is still empty.
        Kind::Symbol if cursor == piece.span.end => Some((at + 1, cursor..cursor)),
        Kind::Space => Some((at + 1, cursor..cursor)),
        _ => None,
    }
}

struct Compared {
    column: String,
    is_exact: bool,
    is_pattern: bool,
    listed: Vec<String>,
}

/// The pieces before a value, without blanks and comments.
struct Before<'t> {
    text: &'t str,
    pieces: Vec<&'t Piece>,
}

impl Before<'_> {
    fn get(&self, at: usize) -> Option<&str> {
        self.pieces.get(at).map(|piece| &self.text[piece.span.clone()])
    }

    fn is(&self, at: Option<usize>, word: &str) -> bool {
        at.and_then(|at| self.get(at)).is_some_and(|own| own.eq_ignore_ascii_case(word))
    }

    /// The column the value is compared with.
    fn compared(&self) -> Option<Compared> {
        let last = self.pieces.len().checked_sub(1)?;
        let back = |count: usize| last.checked_sub(count);
        let plain = |column, is_exact, is_pattern| {
            Some(Compared { column: self.column(column)?, is_exact, is_pattern, listed: Vec::new() })
        };
        let sign = self.get(last)?.to_uppercase();
        match sign.as_str() {
            "=" | "==" | "<>" | "!=" | "<=>" => plain(back(1), true, false),
            "<" | "<=" | ">" | ">=" => plain(back(1), false, false),
            "LIKE" | "ILIKE" => plain(if self.is(back(1), "NOT") { back(2) } else { back(1) }, true, true),
            "FROM" if self.is(back(1), "DISTINCT") => {
                let is = if self.is(back(2), "NOT") { back(3) } else { back(2) };
                is.filter(|_| self.is(is, "IS")).and_then(|is| plain(is.checked_sub(1), true, false))
            }
            "BETWEEN" => plain(if self.is(back(1), "NOT") { back(2) } else { back(1) }, false, false),
            "AND" => self.second_bound(last),
            "(" | "," => self.list(last),
            _ => None,
        }
    }

    /// `c BETWEEN 1 AND`.
    fn second_bound(&self, last: usize) -> Option<Compared> {
        let between = (0..last).rev().take(5).find(|at| self.is(Some(*at), "BETWEEN"))?;
        let is_value = |piece: &&Piece| {
            matches!(piece.kind, Kind::Text | Kind::Number | Kind::Parameter)
                || matches!(&self.text[piece.span.clone()], "-")
                || is_typed(&self.text[piece.span.clone()])
        };
        if between + 1 >= last || !self.pieces[between + 1..last].iter().all(is_value) {
            return None;
        }
        let not = between.checked_sub(1).filter(|at| self.is(Some(*at), "NOT"));
        let column = self.column(not.unwrap_or(between).checked_sub(1))?;
        Some(Compared { column, is_exact: false, is_pattern: false, listed: Vec::new() })
    }

    /// `c IN (1, 2,`.
    fn list(&self, last: usize) -> Option<Compared> {
        let open = (0..=last).rev().find(|at| matches!(self.get(*at), Some("(" | ")")))?;
        let word = open.checked_sub(1)?;
        if self.get(open) != Some("(") || !self.is(Some(word), "IN") {
            return None;
        }
        let not = word.checked_sub(1).filter(|at| self.is(Some(*at), "NOT"));
        let column = self.column(not.unwrap_or(word).checked_sub(1))?;
        let values = self.pieces[open + 1..=last].split(|piece| &self.text[piece.span.clone()] == ",");
        let value = |pieces: &[&Piece]| {
            let (first, last) = pieces.first().zip(pieces.last())?;
            Some(self.text[first.span.start..last.span.end].to_owned())
        };
        let listed = values.filter_map(value).collect();
        Some(Compared { column, is_exact: true, is_pattern: false, listed })
    }

    /// The column at this piece, if it stands alone: not part of `a + b` or `s.field`.
    fn column(&self, at: Option<usize>) -> Option<String> {
        let at = at?;
        let piece = self.pieces[at];
        let name = self.get(at)?;
        let is_name = match piece.kind {
            Kind::Word => !is_structural(name),
            Kind::Quoted => piece.closed,
            _ => false,
        };
        let starts = |before: &str| {
            matches!(before, "(" | "," | "&&")
                || ["AND", "OR", "NOT", "WHEN", "THEN", "ELSE"].iter().any(|word| word.eq_ignore_ascii_case(before))
        };
        let is_alone = at.checked_sub(1).and_then(|before| self.get(before)).is_none_or(starts);
        (is_name && is_alone).then(|| written_name(name))
    }
}

#[cfg(test)]
mod tests;
