//! A value as it is drawn: null, blanks and line ends can be told from nothing.

use std::borrow::Cow;

use egui::text::{LayoutJob, TextFormat, TextWrapping};

use crate::engine::Cell;
use crate::ui::style::table_font;
use crate::ui::theme::Palette;

/// Longer values are cut before they are laid out: nobody reads them in one line.
const LONGEST: usize = 240;

/// The words of a value in one line; `None` for null.
pub fn words<'a>(cell: &'a Cell<'_>) -> Option<Cow<'a, str>> {
    Some(match cell {
        Cell::Null => return None,
        Cell::Boolean(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        Cell::Integer(value) => Cow::Owned(value.to_string()),
        Cell::Number(value) => Cow::Owned(number(*value)),
        Cell::Text(text) => Cow::Borrowed(cut(text)),
        Cell::Other(text) => Cow::Borrowed(cut(text)),
    })
}

/// All of a value, for the clipboard; null is empty.
pub fn copied(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Text(text) => quoted(text),
        Cell::Other(text) => quoted(text),
        // All digits, not only those that are shown.
        Cell::Number(value) if value.is_finite() => value.to_string(),
        other => words(other).map(Cow::into_owned).unwrap_or_default(),
    }
}

/// Text as spreadsheets take it: in quotes where it would fall apart otherwise.
pub fn quoted(text: &str) -> String {
    match text.contains(['\t', '\n', '\r', '"']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}

fn cut(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// Digits enough to tell values apart, none that say nothing.
fn number(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "∞" } else { "−∞" }.into();
    }
    let size = value.abs();
    if value != 0.0 && !(1e-5..1e15).contains(&size) {
        return format!("{value:e}");
    }
    let short = format!("{value:.6}");
    let short = short.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.to_owned() }
}

/// The layout of a value in a column `width` points wide.
pub fn layout(cell: &Cell<'_>, palette: &Palette, width: f32) -> LayoutJob {
    let mut job = LayoutJob {
        wrap: TextWrapping::truncate_at_width(width.max(4.0)),
        break_on_newline: false,
        ..LayoutJob::default()
    };
    let mut add = |text: &str, color| job.append(text, 0.0, TextFormat::simple(table_font(), color));
    let faint = palette.faint;
    let Some(words) = words(cell) else {
        add("null", faint);
        return job;
    };
    let color = match cell {
        Cell::Boolean(false) => palette.weak,
        _ => palette.text,
    };
    let blank = matches!(cell, Cell::Text(text) if text.is_empty());
    if blank {
        add("empty", faint);
        return job;
    }
    let solid = words.trim_end_matches(' ').len();
    for (index, line) in words[..solid].split('\n').enumerate() {
        if index > 0 {
            add("⏎", faint);
        }
        add(&line.replace('\t', "→"), color);
    }
    add(&"·".repeat(words.len() - solid), faint);
    job
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::DARK;

    #[test]
    fn numbers_are_short_and_true() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.5, "12.5"),
            (1.0 / 3.0, "0.333333"),
            (1e21, "1e21"),
            (-2e-9, "-2e-9"),
            (336_776.0, "336776"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(number(value), text);
        }
    }

    #[test]
    fn blanks_and_line_ends_are_seen() {
        let shown = |cell: Cell<'_>| layout(&cell, &DARK, 500.0).text;
        assert_eq!(shown(Cell::Null), "null");
        assert_eq!(shown(Cell::Text("".into())), "empty");
        assert_eq!(shown(Cell::Text("a  ".into())), "a··");
        assert_eq!(shown(Cell::Text("a\nb\tc".into())), "a⏎b→c");
        assert_eq!(copied(&Cell::Text("a\tb\"".into())), "\"a\tb\"\"\"");
        assert_eq!(copied(&Cell::Null), "");
    }
}
