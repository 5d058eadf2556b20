//! Line breaks in Chinese text: no line begins with closing punctuation. epaint handles Japanese punctuation only.

use std::sync::Arc;

use egui::{Color32, FontId, Galley, Ui};

/// Punctuation that must not begin a line.
const CLOSING: &str = "，。、：；？！）》〉」』】〕”’…";

/// Whether `text` contains such punctuation.
pub fn matter(text: &str) -> bool {
    text.contains(|c| CLOSING.contains(c))
}

/// Lays out `text` in lines of at most `width` points.
pub fn layout(ui: &Ui, text: &str, font: &FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut text = text.to_owned();
    loop {
        let galley = ui.fonts_mut(|f| f.layout(text.clone(), font.clone(), color, width));
        let rows: Vec<(String, bool)> = galley.rows.iter().map(|row| (row.text(), row.ends_with_newline)).collect();
        match wrong_break(&rows) {
            Some(at) => text.insert(byte(&text, at), '\n'),
            None => return galley,
        }
    }
}

/// The character index before which a line must break because the next of `rows` begins with punctuation: that of the character
/// before it. Each row has a flag for an explicit line break at its end. A row is never left empty.
fn wrong_break(rows: &[(String, bool)]) -> Option<usize> {
    let mut start = 0;
    for (n, (row, ends)) in rows.iter().enumerate() {
        let length = row.chars().count();
        let next = rows.get(n + 1).and_then(|(next, _)| next.chars().next());
        if !ends && next.is_some_and(|first| CLOSING.contains(first)) {
            let back = row.chars().rev().take_while(|c| CLOSING.contains(*c)).count() + 1;
            if back < length {
                return Some(start + length - back);
            }
        }
        start += length + usize::from(*ends);
    }
    None
}

/// The byte offset of the character `at`.
fn byte(text: &str, at: usize) -> usize {
    text.char_indices().nth(at).map_or(text.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(of: &[&str]) -> Vec<(String, bool)> {
        of.iter().map(|row| (row.trim_end_matches('\n').to_owned(), row.ends_with('\n'))).collect()
    }

    #[test]
    fn a_mark_takes_the_letter_before_it_along() {
        assert_eq!(wrong_break(&rows(&["拖到画布上", "，或使用"])), Some(4));
        assert_eq!(wrong_break(&rows(&["拖到画布上，", "或使用"])), None);
        assert_eq!(wrong_break(&rows(&["参数\n", "（画布）", "，或"])), Some(5), "both marks and a letter");
        assert_eq!(wrong_break(&rows(&["上", "，或"])), None, "no row is left empty");
        assert_eq!(wrong_break(&rows(&["上\n", "，或"])), None, "a break of the text stays");
    }

    #[test]
    fn no_line_begins_with_a_mark_at_any_width() {
        let ctx = egui::Context::default();
        crate::ui::fonts::install(&ctx);
        let text = "将 CSV、Excel、JSON 或 Parquet 文件拖到画布上，或使用航班示例数据（一年）。再看：每一步都看得见！";
        let output = ctx.run_ui(Default::default(), |ui| {
            let font = FontId::proportional(12.0);
            let mut mended = 0;
            for width in (60..480).step_by(7) {
                let plain = ui.fonts_mut(|f| f.layout(text.to_owned(), font.clone(), Color32::WHITE, width as f32));
                let begins =
                    |galley: &Galley| galley.rows.iter().any(|row| row.text().starts_with(|c| CLOSING.contains(c)));
                mended += usize::from(begins(&plain));
                let galley = layout(ui, text, &font, Color32::WHITE, width as f32);
                assert!(!begins(&galley), "{width}");
                assert!(galley.size().x <= width as f32 + 0.5, "{width}");
                assert_eq!(galley.text().replace('\n', ""), text);
            }
            assert!(mended > 5, "the text layout does not do it by itself: {mended}");
        });
        output.drop_without_applying_deltas();
    }
}
