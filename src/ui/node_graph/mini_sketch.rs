//! What an opened node shows instead of its first rows: how the values of its first columns are distributed over the whole
//! table, from the statistics that the table panel shows.

use egui::{Align2, Color32, Rect, Stroke, pos2, vec2};

use crate::base::ColumnInfo;
use crate::base::number::percent;
use crate::engine::{ColumnProfile, Profile};

use super::brush::{Brush, mix};
use super::layout::TABLE_COLUMNS;
use super::look::{self, Look};
use super::mini_table::legible;
use super::mini_text;

const NAME: f32 = 11.0;
const SMALL: f32 = 9.5;
/// The share of the width that the words of a column take.
const WORDS: f32 = 0.4;
/// Bars of a histogram are not wider.
const BAR: f32 = 12.0;
/// Most frequent values of a column that are shown.
const TOP: usize = 2;

/// Paints what is known of an output; nothing where it has no table yet.
pub fn shown(brush: &mut Brush, area: Rect, look: &Look, tab: usize) -> bool {
    let Some(output) = look.output(tab) else { return false };
    match (&output.table, &output.profile, &output.earlier) {
        (Some(table), Some(profile), _) => paint(brush, area, table.columns(), profile, look.is_stale(tab)),
        (_, _, Some((columns, profile))) => paint(brush, area, columns, profile, true),
        (Some(_), None, None) => {
            let (color, size) = (brush.palette.weak, legible(NAME, brush.lens.zoom));
            brush.text(area.center(), Align2::CENTER_CENTER, tr!("sketch-counting"), size, area.width(), color);
        }
        (None, ..) => return false,
    }
    true
}

/// Paints the columns below each other, in canvas units; pale where they are those of an older table.
fn paint(brush: &mut Brush, area: Rect, columns: &[ColumnInfo], profile: &Profile, stale: bool) {
    let shown = columns.len().min(TABLE_COLUMNS);
    let palette = brush.palette;
    if shown == 0 {
        let size = legible(NAME, brush.lens.zoom);
        brush.text(area.center(), Align2::CENTER_CENTER, tr!("sketch-no-columns"), size, area.width(), palette.weak);
        return;
    }
    let height = area.height() / TABLE_COLUMNS as f32;
    for (index, (column, stats)) in columns.iter().zip(&profile.columns).take(shown).enumerate() {
        let min = pos2(area.left(), area.top() + height * index as f32);
        let band = Rect::from_min_size(min, vec2(area.width(), height));
        if index > 0 {
            let line = Rect::from_min_size(band.min, vec2(band.width(), 0.75));
            brush.rect(brush.lens.rect_to_screen(line), 0, mix(palette.raised, palette.line, 0.6), Stroke::NONE);
        }
        let band = band.shrink2(vec2(2.0, 4.0));
        let (left, right) = band.split_left_right_at_fraction(WORDS);
        words(brush, left, column, stats, profile.rows, stale);
        values(brush, right, stats, profile.rows, stale);
    }
    // From some way off there is no line for it.
    if columns.len() > shown && legible(SMALL, brush.lens.zoom) == SMALL {
        let at = pos2(area.right() - 2.0, area.bottom() + 4.0);
        let more = format!("+{}", columns.len() - shown);
        brush.text(at, Align2::RIGHT_CENTER, &more, SMALL, 40.0, palette.weak);
    }
}

/// The name, and below it from where to where the values reach or how many there are; nulls.
fn words(brush: &mut Brush, area: Rect, column: &ColumnInfo, stats: &ColumnProfile, rows: u64, stale: bool) {
    let palette = brush.palette;
    let name = if stale { palette.faint } else { palette.text };
    let width = area.width() - 8.0;
    let size = legible(NAME, brush.lens.zoom);
    if size > NAME {
        // From some way off there is room for one line.
        brush.text(area.left_center(), Align2::LEFT_CENTER, &column.name, size, width, name);
        return;
    }
    let (upper, lower) = (area.top() + area.height() * 0.28, area.top() + area.height() * 0.76);
    brush.text(pos2(area.left(), upper), Align2::LEFT_CENTER, &column.name, NAME, width, name);
    let about = about(stats, rows);
    let color = if stats.nulls > 0 { palette.warning } else { palette.weak };
    let color = if stale { palette.faint } else { color };
    brush.text(pos2(area.left(), lower), Align2::LEFT_CENTER, &about, SMALL, width, color);
}

/// What is said of a column in a few words: its nulls, where there are any, then its range or its distinct values.
fn about(stats: &ColumnProfile, rows: u64) -> String {
    if stats.nulls > 0 {
        return tr!("sketch-null", share = percent(stats.nulls, rows.max(1)));
    }
    match (&stats.range, stats.distinct) {
        (Some((from, to)), _) if !stats.histogram.is_empty() && from == to => brief(from),
        (Some((from, to)), _) if !stats.histogram.is_empty() => format!("{} – {}", brief(from), brief(to)),
        (_, Some(distinct)) => tr!("sketch-distinct", count = look::thousands(distinct)),
        _ => String::new(),
    }
}

/// A number in no more digits than are looked at; other words as they are.
fn brief(words: &str) -> String {
    let number = words.contains('.').then(|| words.parse::<f64>().ok()).flatten();
    number.map_or_else(|| words.to_owned(), mini_text::number)
}

fn values(brush: &mut Brush, area: Rect, stats: &ColumnProfile, rows: u64, stale: bool) {
    let palette = brush.palette;
    let most = stats.histogram.iter().copied().max().unwrap_or_default();
    let color = mix(palette.raised, palette.accent, if stale { 0.25 } else { 0.6 });
    if most > 0 {
        let width = (area.width() / stats.histogram.len() as f32).min(BAR);
        for (index, count) in stats.histogram.iter().enumerate().filter(|(_, count)| **count > 0) {
            // A step that is not empty can be seen.
            let height = ((*count as f64 / most as f64) as f32 * area.height()).max(1.0);
            let left = area.left() + width * index as f32;
            let bar = Rect::from_min_max(pos2(left, area.bottom() - height), pos2(left + width - 0.75, area.bottom()));
            brush.rect(brush.lens.rect_to_screen(bar), 0, color, Stroke::NONE);
        }
        return;
    }
    top(brush, area, stats, rows, color, if stale { palette.faint } else { palette.text });
}

/// The most frequent values as bars with their words on them.
fn top(brush: &mut Brush, area: Rect, stats: &ColumnProfile, rows: u64, color: Color32, text: Color32) {
    let Some((_, most)) = stats.top.first() else { return };
    // Where no value comes twice, they are examples.
    let is_example = *most == 1;
    let size = legible(SMALL, brush.lens.zoom);
    let shown = if size > SMALL { 1 } else { TOP };
    let height = area.height() / shown as f32;
    let pale = mix(brush.palette.raised, color, 0.55);
    for (index, (value, count)) in stats.top.iter().take(shown).enumerate() {
        let min = pos2(area.left(), area.top() + height * index as f32);
        let share = (*count as f64 / (*most).max(1) as f64) as f32;
        let bar = Rect::from_min_size(min, vec2((area.width() * share).max(1.0), height - 1.0));
        let middle = bar.center().y;
        let share = if is_example { String::new() } else { percent(*count, rows.max(1)) };
        if !is_example {
            brush.rect(brush.lens.rect_to_screen(bar), 0, pale, Stroke::NONE);
        }
        let right =
            brush.text(pos2(area.right(), middle), Align2::RIGHT_CENTER, &share, size, 40.0 * size / SMALL, text);
        let room = area.width() - right.width() / brush.lens.zoom - 8.0;
        let value = if value.is_empty() { tr!("sketch-empty") } else { value.as_str() };
        brush.text(pos2(area.left() + 3.0, middle), Align2::LEFT_CENTER, value, size, room, text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_words_say_the_most_telling() {
        let range = Some(("1".to_owned(), "9".to_owned()));
        let numbers = ColumnProfile { range, histogram: vec![1, 2], distinct: Some(3), ..ColumnProfile::default() };
        assert_eq!(about(&numbers, 3), "1 – 9");
        assert_eq!((brief("59.085123966942145").as_str(), brief("2013-01-01")), ("59.0851", "2013-01-01".to_owned()));
        assert_eq!(about(&ColumnProfile { nulls: 1, ..numbers }, 4), "25% null");
        let one = Some(("5".to_owned(), "5".to_owned()));
        assert_eq!(about(&ColumnProfile { range: one, histogram: vec![3], ..ColumnProfile::default() }, 3), "5");
        let words = ColumnProfile { distinct: Some(1234), top: vec![("a".into(), 2)], ..ColumnProfile::default() };
        assert_eq!(about(&words, 5), "1,234 distinct");
        assert_eq!(about(&ColumnProfile::default(), 0), "");
    }
}
