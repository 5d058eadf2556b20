//! Invisible characters made visible, so that a terminal shows what names and data hold and does not obey it.

use std::borrow::Cow;

/// Whether a terminal does something other than showing it: control characters, and those that turn the direction of
/// writing.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn without(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) { out.extend(c.escape_default()) } else { out.push(c) }
    }
    out.into()
}

/// In one line: "a\nb" for a line break.
pub fn in_a_line(text: &str) -> Cow<'_, str> {
    without(text, is_hidden)
}

/// Line breaks and tabs stay.
pub fn in_lines(text: &str) -> Cow<'_, str> {
    without(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t'))
}

/// JSON text in which no such character stands for itself: the same value.
pub fn in_json(text: &str) -> Cow<'_, str> {
    let is_raw = |c: char| is_hidden(c) && c >= '\u{7f}';
    if !text.contains(is_raw) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_raw(c) { out.push_str(&format!("\\u{:04x}", c as u32)) } else { out.push(c) }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_shown() {
        for (text, line, lines) in [
            ("plain é 日本", "plain é 日本", "plain é 日本"),
            ("\u{1b}[31mred\u{7}", "\\u{1b}[31mred\\u{7}", "\\u{1b}[31mred\\u{7}"),
            ("a\nb\tc\r", "a\\nb\\tc\\r", "a\nb\tc\\r"),
            ("\u{9b}2J", "\\u{9b}2J", "\\u{9b}2J"),
            ("a\u{202e}b", "a\\u{202e}b", "a\\u{202e}b"),
        ] {
            assert_eq!((in_a_line(text).as_ref(), in_lines(text).as_ref()), (line, lines), "{text:?}");
        }
        for text in ["a\u{9b}\u{202e}\u{1b}\n", "plain"] {
            let json = serde_json::to_string(text).unwrap();
            let shown = in_json(&json);
            assert!(!shown.contains(is_hidden), "{shown}");
            assert_eq!(serde_json::from_str::<String>(&shown).unwrap(), text);
        }
    }
}
