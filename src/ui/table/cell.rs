//! How a cell's value is drawn. Null, blanks and line ends are visible.

use std::borrow::Cow;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Galley, Ui};

use crate::engine::Cell;
use crate::ui::style::table_font;
use crate::ui::theme::Palette;

/// Longer values are cut before layout, in characters.
const LONGEST: usize = 240;

/// The text of a value in one line; `None` for null.
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

/// Whether the text of a number is rounded.
pub fn is_rounded(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Number(value) if number(*value).parse() != Ok(*value) && value.is_finite())
}

fn cut(text: &str) -> &str {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// Formats a number with as many digits as are useful.
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
    // At least six significant digits, also after leading zeros.
    let digits = if value == 0.0 { 6 } else { (5 - size.log10().floor() as i32).max(6) as usize };
    let short = format!("{value:.digits$}");
    let short = short.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".into() } else { short.to_owned() }
}

/// Whether a value is present but empty: text without letters, or no bytes.
pub fn is_empty(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Text(text) => text.is_empty(),
        Cell::Other(text) => text.is_empty(),
        _ => false,
    }
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
        add(tr!("cell-null"), faint);
        return job;
    };
    let color = match cell {
        Cell::Boolean(false) => palette.weak,
        _ => palette.text,
    };
    let blank = is_empty(cell);
    if blank {
        add(tr!("cell-empty"), faint);
        return job;
    }
    let solid = words.trim_end_matches(' ').len();
    let blanks = words[..solid].len() - words[..solid].trim_start_matches(' ').len();
    add(&"·".repeat(blanks), faint);
    let mut plain = String::new();
    for letter in words[blanks..solid].chars() {
        match sign(letter) {
            None => plain.push(letter),
            Some(sign) => {
                add(&std::mem::take(&mut plain), color);
                add(&sign, faint);
            }
        }
    }
    add(&plain, color);
    add(&"·".repeat(words.len() - solid), faint);
    job
}

/// Replaces the digits of a number that does not fit.
pub const MARK: char = '#';

/// A value laid out in `width` points. A number that does not fit is replaced by marks, because its first digits would be another
/// number.
pub fn galley(ui: &Ui, cell: &Cell<'_>, palette: &Palette, width: f32, is_number: bool) -> Arc<Galley> {
    let galley = ui.fonts_mut(|f| f.layout_job(layout(cell, palette, width)));
    if !galley.elided || !is_number || *cell == Cell::Null {
        return galley;
    }
    ui.fonts_mut(|f| {
        let font = table_font();
        let fit = (width / f.glyph_width(&font, MARK)) as usize;
        f.layout_no_wrap(MARK.to_string().repeat(fit.max(1)), font, palette.weak)
    })
}

/// A value as text for screen readers.
pub fn spoken(cell: &Cell<'_>) -> String {
    match cell {
        cell if is_empty(cell) => tr!("cell-empty").into(),
        cell => words(cell).map_or(tr!("cell-null").into(), |words| words.into_owned()),
    }
}

/// A text in one line, with special characters replaced by symbols.
pub fn plain(text: &str) -> String {
    cut(text).chars().fold(String::new(), |mut words, letter| {
        match sign(letter) {
            Some(sign) => words.push_str(&sign),
            None => words.push(letter),
        }
        words
    })
}

/// The symbol for an invisible character, or one that would change the order of others.
fn sign(letter: char) -> Option<Cow<'static, str>> {
    Some(match letter {
        '\n' => "⏎".into(),
        '\t' => "→".into(),
        '\u{a0}' => "⍽".into(),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => format!("\\x{:02X}", letter as u32).into(),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {
            format!("U+{:04X}", letter as u32).into()
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::DARK;

    #[test]
    fn numbers_are_short_and_true() {
        for (value, text) in [
            (0.000_012_345_678, "0.0000123457"),
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
        assert_eq!(shown(Cell::Other(String::new())), "empty", "no bytes");
        assert_eq!(shown(Cell::Text("a  ".into())), "a··");
        assert_eq!(shown(Cell::Text("a\nb\tc".into())), "a⏎b→c");
        assert_eq!(shown(Cell::Text("  a b".into())), "··a b");
        assert_eq!(shown(Cell::Text("   ".into())), "···");
        assert_eq!(shown(Cell::Text("a\0b\u{200b}\u{202e}c".into())), "a\\x00bU+200BU+202Ec");
        assert_eq!(shown(Cell::Text("日本 שלום".into())), "日本 שלום");
    }

    #[test]
    fn rounded_numbers_are_known() {
        assert!(is_rounded(&Cell::Number(0.1 + 0.2)) && !is_rounded(&Cell::Number(0.3)));
        assert!(is_rounded(&Cell::Number(1.0 / 3.0)) && !is_rounded(&Cell::Number(0.5)));
        assert!(!is_rounded(&Cell::Number(f64::NAN)) && !is_rounded(&Cell::Number(1e21)));
    }

    #[test]
    fn a_number_that_does_not_fit_is_marks() {
        let ctx = egui::Context::default();
        crate::ui::fonts::install(&ctx);
        let output = ctx.run_ui(Default::default(), |ui| {
            let shown = |cell: &Cell<'_>, width| galley(ui, cell, &DARK, width, true).text().to_owned();
            let number = Cell::Integer(1_234_567);
            assert_eq!(shown(&number, 200.0), "1234567");
            let cut = shown(&number, 30.0);
            assert!(cut.len() > 1 && cut.chars().all(|letter| letter == MARK), "{cut}");
            assert_eq!(shown(&number, 2.0), "#", "never empty");
            assert_eq!(shown(&Cell::Number(0.5), 2.0), "#");
            let text = galley(ui, &Cell::Text("1234567".into()), &DARK, 30.0, false).text().to_owned();
            assert!(text.starts_with('1'), "a text is cut at its end: {text}");
        });
        output.drop_without_applying_deltas();
    }
}
