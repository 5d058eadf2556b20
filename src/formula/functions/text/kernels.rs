//! Text functions that polars lacks or defines differently, computed row by row.

use std::borrow::Cow;

use polars::prelude::Expr;

use crate::formula::rows::{Cell, integer_rows, text_rows};

use Cell::{Integer, Text};

/// The longest text that repeating and padding produce: a longer one is considered a mistake.
pub(super) const LONGEST: usize = 1 << 20;

pub(super) fn initcap(text: Expr) -> Expr {
    text_rows(vec![text], |cells| match cells {
        [Text(text)] => Some(title(text).into()),
        _ => None,
    })
}

/// Every word with its first letter in title case: one capital, even if the letter is a ligature of two.
fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = true;
    for c in text.chars() {
        match c {
            'Ǆ' | 'ǅ' | 'ǆ' if start => out.push('ǅ'),
            'Ǉ' | 'ǈ' | 'ǉ' if start => out.push('ǈ'),
            'Ǌ' | 'ǋ' | 'ǌ' if start => out.push('ǋ'),
            'Ǳ' | 'ǲ' | 'ǳ' if start => out.push('ǲ'),
            c if start => {
                let mut capital = c.to_uppercase();
                out.extend(capital.next());
                out.extend(capital.flat_map(char::to_lowercase));
            }
            c => out.extend(c.to_lowercase()),
        }
        start = c == ' ';
    }
    out
}

/// Character by character: combining accents move to another letter.
pub(super) fn reverse(text: Expr) -> Expr {
    text_rows(vec![text], |cells| match cells {
        [Text(text)] => Some(text.chars().rev().collect::<String>().into()),
        _ => None,
    })
}

pub(super) fn substring(inputs: Vec<Expr>) -> Expr {
    text_rows(inputs, |cells| match cells {
        [Text(text), Integer(start)] => Some(slice(text, *start, i64::MAX).into()),
        [Text(text), Integer(start), Integer(length)] => Some(slice(text, *start, *length).into()),
        _ => None,
    })
}

pub(super) fn left(text: Expr, count: Expr) -> Expr {
    text_rows(vec![text, count], |cells| match cells {
        [Text(text), Integer(count)] => Some(slice(text, 1, *count).into()),
        _ => None,
    })
}

pub(super) fn right(text: Expr, count: Expr) -> Expr {
    text_rows(vec![text, count], |cells| match cells {
        [Text(_), Integer(count)] if *count <= 0 => Some("".into()),
        [Text(text), Integer(count)] => Some(slice(text, count.saturating_neg(), i64::MAX).into()),
        _ => None,
    })
}

/// As in SQL: positions start at 1; 0 means 1; a negative start counts from the end, and positions before the start are
/// skipped.
fn slice(text: &str, start: i64, length: i64) -> &str {
    let from = match start {
        1.. => start - 1,
        0 => 0,
        _ => start.saturating_add(text.chars().count() as i64),
    };
    // Without a length, up to the end, however far before the text it starts.
    let to = if length == i64::MAX { length } else { from.saturating_add(length.max(0)).max(0) };
    let byte = |place: i64| match usize::try_from(place) {
        Ok(place) if text.is_ascii() => place.min(text.len()),
        Ok(place) => text.char_indices().nth(place).map_or(text.len(), |(byte, _)| byte),
        Err(_) => 0,
    };
    let from = byte(from);
    let to = byte(to);
    &text[from..to.max(from)]
}

pub(super) fn replace(inputs: Vec<Expr>) -> Expr {
    text_rows(inputs, |cells| match *cells {
        [Text(text), Text(search), Text(replacement)] => Some(if search.is_empty() || !text.contains(search) {
            Cow::Borrowed(text)
        } else {
            text.replace(search, replacement).into()
        }),
        _ => None,
    })
}

pub(super) fn translate(inputs: Vec<Expr>) -> Expr {
    text_rows(inputs, |cells| match *cells {
        [Text(text), Text(from), Text(to)] => Some(
            text.chars()
                .filter_map(|c| match from.chars().position(|other| other == c) {
                    Some(place) => to.chars().nth(place),
                    None => Some(c),
                })
                .collect::<String>()
                .into(),
        ),
        _ => None,
    })
}

pub(super) fn split_part(inputs: Vec<Expr>) -> Expr {
    text_rows(inputs, |cells| match *cells {
        [Text(text), Text(delimiter), Integer(part)] => {
            let place = usize::try_from(part.unsigned_abs()).ok()?.checked_sub(1)?;
            let found = match (delimiter.is_empty(), part > 0) {
                (true, _) => (place == 0).then_some(text),
                (false, true) => text.split(delimiter).nth(place),
                (false, false) => text.rsplit(delimiter).nth(place),
            };
            Some(found.unwrap_or("").into())
        }
        _ => None,
    })
}

/// `inputs`: text, length, and the fill text, a space if it is missing.
pub(super) fn pad(inputs: Vec<Expr>, at_start: bool) -> Expr {
    text_rows(inputs, move |cells| {
        let (text, length, fill) = match *cells {
            [Text(text), Integer(length)] => (text, length, " "),
            [Text(text), Integer(length), Text(fill)] => (text, length, fill),
            _ => return None,
        };
        let length = usize::try_from(length.max(0)).ok().filter(|length| *length <= LONGEST)?;
        let missing = length.saturating_sub(text.chars().count());
        if missing == 0 || fill.is_empty() {
            return Some(slice(text, 1, length as i64).into());
        }
        let filling = fill.chars().cycle().take(missing);
        Some(if at_start {
            filling.chain(text.chars()).collect::<String>().into()
        } else {
            text.chars().chain(filling).collect::<String>().into()
        })
    })
}

pub(super) fn repeat(text: Expr, count: Expr) -> Expr {
    text_rows(vec![text, count], |cells| match *cells {
        [Text(text), Integer(count)] => {
            let count = usize::try_from(count.max(0)).ok()?;
            (count.checked_mul(text.len())? <= LONGEST).then(|| text.repeat(count).into())
        }
        _ => None,
    })
}

pub(super) fn position(text: Expr, part: Expr) -> Expr {
    integer_rows(vec![text, part], |cells| match *cells {
        [Text(text), Text(part)] => Some(text.find(part).map_or(0, |byte| text[..byte].chars().count() as i64 + 1)),
        _ => None,
    })
}

pub(super) fn ascii(text: Expr) -> Expr {
    integer_rows(vec![text], |cells| match *cells {
        [Text(text)] => Some(text.chars().next().map_or(0, |c| i64::from(u32::from(c)))),
        _ => None,
    })
}

pub(super) fn levenshtein(text: Expr, other: Expr) -> Expr {
    integer_rows(vec![text, other], |cells| match *cells {
        [Text(text), Text(other)] => Some(strsim::levenshtein(text, other) as i64),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_count_as_sql_does() {
        for (start, length, expected) in [
            (1, 2, "日本"),
            (0, 2, "日本"),
            (2, 99, "本語x"),
            (-2, 9, "語x"),
            (-9, 7, "日本"),
            (3, 0, ""),
            (3, -1, ""),
            (9, 1, ""),
            (i64::MIN, 5, ""),
            (i64::MAX, i64::MAX, ""),
            (i64::MIN, i64::MAX, "日本語x"),
        ] {
            assert_eq!(slice("日本語x", start, length), expected, "{start}, {length}");
        }
        assert_eq!(slice("abc", -5, 3), "a");
    }

    #[test]
    fn capitals_of_titles() {
        for (text, expected) in [("ß ǆ", "Ss ǅ"), ("o'neil-SMITH jr", "O'neil-smith Jr"), ("  é", "  É"), ("", "")]
        {
            assert_eq!(title(text), expected);
        }
    }
}
