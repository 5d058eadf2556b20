//! The distributions of the first columns in an expanded node, from the statistics of the whole table.

use egui::{Align2, Color32, Rect, Stroke, pos2, vec2};

use crate::base::ColumnInfo;
use crate::base::number::percent;
use crate::engine::{ColumnProfile, Profile};

use super::canvas_painter::{CanvasPainter, mix};
use super::layout::TABLE_COLUMNS;
use super::mini_text::{self, legible};
use super::node_status::{self, NodeStatus};

const NAME: f32 = 11.0;
const SMALL: f32 = 9.5;
/// The share of the width for the text of a column.
const WORDS: f32 = 0.4;
/// The maximum width of a histogram bar.
const BAR: f32 = 12.0;
/// The number of most frequent values that are shown.
const TOP: usize = 2;

/// Paints the distributions of an output. Returns false if it has no statistics yet.
pub fn shown(painter: &mut CanvasPainter, area: Rect, status: &NodeStatus, tab: usize) -> bool {
    let Some(output) = status.output(tab) else { return false };
    match (&output.table, &output.profile, &output.earlier) {
        (Some(table), Some(profile), _) => paint(painter, area, table.columns(), profile, status.is_stale(tab)),
        (_, _, Some((columns, profile))) => paint(painter, area, columns, profile, true),
        (Some(_), None, None) => {
            let color = painter.palette.weak;
            let size = legible(NAME, painter.transform.zoom);
            painter.text(area.center(), Align2::CENTER_CENTER, tr!("sketch-counting"), size, area.width(), color);
        }
        (None, ..) => return false,
    }
    true
}

/// Paints the columns below each other, in canvas units, faded if they belong to an older table.
fn paint(painter: &mut CanvasPainter, area: Rect, columns: &[ColumnInfo], profile: &Profile, stale: bool) {
    let shown = columns.len().min(TABLE_COLUMNS);
    let palette = painter.palette;
    if shown == 0 {
        let size = legible(NAME, painter.transform.zoom);
        painter.text(area.center(), Align2::CENTER_CENTER, tr!("sketch-no-columns"), size, area.width(), palette.weak);
        return;
    }
    let height = area.height() / TABLE_COLUMNS as f32;
    for (index, (column, stats)) in columns.iter().zip(&profile.columns).take(shown).enumerate() {
        let min = pos2(area.left(), area.top() + height * index as f32);
        let band = Rect::from_min_size(min, vec2(area.width(), height));
        if index > 0 {
            let line = Rect::from_min_size(band.min, vec2(band.width(), 0.75));
            painter.rect(
                painter.transform.rect_to_screen(line),
                0,
                mix(palette.surface, palette.line, 0.6),
                Stroke::NONE,
            );
        }
        let band = band.shrink2(vec2(2.0, 4.0));
        let (left, right) = band.split_left_right_at_fraction(WORDS);
        words(painter, left, column, stats, profile.rows, stale);
        values(painter, right, stats, profile.rows, stale);
    }
    // When zoomed out, there is no line for it.
    if columns.len() > shown && legible(SMALL, painter.transform.zoom) == SMALL {
        let at = pos2(area.right() - 2.0, area.bottom() + 4.0);
        let more = format!("+{}", columns.len() - shown);
        painter.text(at, Align2::RIGHT_CENTER, &more, SMALL, 40.0, palette.weak);
    }
}

/// The name of the column, its range or number of values, and nulls.
fn words(painter: &mut CanvasPainter, area: Rect, column: &ColumnInfo, stats: &ColumnProfile, rows: u64, stale: bool) {
    let palette = painter.palette;
    let name = if stale { palette.faint } else { palette.text };
    let width = area.width() - 8.0;
    let size = legible(NAME, painter.transform.zoom);
    if size > NAME {
        // When zoomed out, there is room for one line.
        painter.text(area.left_center(), Align2::LEFT_CENTER, &column.name, size, width, name);
        return;
    }
    let upper = area.top() + area.height() * 0.28;
    let lower = area.top() + area.height() * 0.76;
    painter.text(pos2(area.left(), upper), Align2::LEFT_CENTER, &column.name, NAME, width, name);
    let about = about(stats, rows);
    let color = if stats.nulls > 0 { palette.warning } else { palette.weak };
    let color = if stale { palette.faint } else { color };
    painter.text(pos2(area.left(), lower), Align2::LEFT_CENTER, &about, SMALL, width, color);
}

/// A short description of a column: nulls, if any, then its range or distinct values.
fn about(stats: &ColumnProfile, rows: u64) -> String {
    if stats.nulls > 0 {
        return tr!("sketch-null", share = percent(stats.nulls, rows.max(1)));
    }
    match (&stats.range, stats.distinct) {
        (Some((from, to)), _) if !stats.histogram.is_empty() && from == to => brief(from),
        (Some((from, to)), _) if !stats.histogram.is_empty() => format!("{} – {}", brief(from), brief(to)),
        (_, Some(distinct)) => tr!("sketch-distinct", count = node_status::thousands(distinct)),
        _ => String::new(),
    }
}

/// Shortens a number to the digits that matter; other text is unchanged.
fn brief(words: &str) -> String {
    let number = words.contains('.').then(|| words.parse::<f64>().ok()).flatten();
    number.map_or_else(|| words.to_owned(), mini_text::number)
}

fn values(painter: &mut CanvasPainter, area: Rect, stats: &ColumnProfile, rows: u64, stale: bool) {
    let palette = painter.palette;
    let most = stats.histogram.iter().copied().max().unwrap_or_default();
    let color = mix(palette.surface, palette.accent, if stale { 0.25 } else { 0.6 });
    if most > 0 {
        let width = (area.width() / stats.histogram.len() as f32).min(BAR);
        for (index, count) in stats.histogram.iter().enumerate().filter(|(_, count)| **count > 0) {
            // A bin that is not empty stays visible.
            let height = ((*count as f64 / most as f64) as f32 * area.height()).max(1.0);
            let left = area.left() + width * index as f32;
            let bar = Rect::from_min_max(pos2(left, area.bottom() - height), pos2(left + width - 0.75, area.bottom()));
            painter.rect(painter.transform.rect_to_screen(bar), 0, color, Stroke::NONE);
        }
        return;
    }
    top(painter, area, stats, rows, color, if stale { palette.faint } else { palette.text });
}

/// The most frequent values as bars with text.
fn top(painter: &mut CanvasPainter, area: Rect, stats: &ColumnProfile, rows: u64, color: Color32, text: Color32) {
    let Some((_, most)) = stats.top.first() else { return };
    // If no value occurs twice, these are examples.
    let is_example = *most == 1;
    let size = legible(SMALL, painter.transform.zoom);
    let shown = if size > SMALL { 1 } else { TOP };
    let height = area.height() / shown as f32;
    let pale = mix(painter.palette.surface, color, 0.55);
    for (index, (value, count)) in stats.top.iter().take(shown).enumerate() {
        let min = pos2(area.left(), area.top() + height * index as f32);
        let share = (*count as f64 / (*most).max(1) as f64) as f32;
        let bar = Rect::from_min_size(min, vec2((area.width() * share).max(1.0), height - 1.0));
        let middle = bar.center().y;
        let share = if is_example { String::new() } else { percent(*count, rows.max(1)) };
        if !is_example {
            painter.rect(painter.transform.rect_to_screen(bar), 0, pale, Stroke::NONE);
        }
        let right =
            painter.text(pos2(area.right(), middle), Align2::RIGHT_CENTER, &share, size, 40.0 * size / SMALL, text);
        let room = area.width() - right.width() / painter.transform.zoom - 8.0;
        let value = if value.is_empty() { tr!("sketch-empty") } else { value.as_str() };
        painter.text(pos2(area.left() + 3.0, middle), Align2::LEFT_CENTER, value, size, room, text);
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
