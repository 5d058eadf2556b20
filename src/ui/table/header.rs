//! The head of a column: type, name, nulls, and what its values look like.

use egui::{FontId, Painter, Rect, Ui, pos2, vec2};

use super::widths::PADDING;
use crate::base::ColumnInfo;
use crate::base::number::{grouped, percent};
use crate::engine::{ColumnProfile, Profile};
use crate::ui::fonts;
use crate::ui::style::{SMALL, TABLE};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{elided_job, type_icon};

/// Name, a small picture of the values, and the bar of nulls.
pub const HEIGHT: f32 = 48.0;

/// Draws the head of a column into `rect`; `right` for columns of numbers.
pub fn paint(
    ui: &Ui,
    painter: &Painter,
    rect: Rect,
    column: &ColumnInfo,
    profile: Option<&Profile>,
    index: usize,
    right: bool,
) {
    let palette = theme::current(ui);
    let inner = rect.shrink2(vec2(PADDING, 0.0));
    let icon = type_icon(&column.data_type);
    let room = inner.width() - 18.0;
    // Made outside the closure: asking for the font inside it would wait for the lock that it holds.
    let job = elided_job(&column.name, fonts::strong(ui.ctx(), TABLE), palette.text, room);
    let name = ui.fonts_mut(|f| f.layout_job(job));
    let x = if right { inner.right() - name.size().x } else { inner.left() + 18.0 };
    let middle = rect.top() + 13.0;
    let sign = pos2(x - 18.0, middle);
    painter.text(sign, egui::Align2::LEFT_CENTER, icon, FontId::proportional(13.0), palette.weak);
    painter.galley(pos2(x, middle - name.size().y / 2.0), name, palette.text);
    let picture = picture(rect);
    let stats = profile.and_then(|p| Some((p, p.columns.get(index)?)));
    match stats {
        Some((profile, stats)) => {
            values(painter, picture, stats, profile.rows, palette, right);
            nulls(painter, rect, stats, profile.rows, palette);
        }
        None => {
            let word = column.data_type.name().to_string();
            line(painter, picture, &word, palette.weak, right);
        }
    }
}

/// Where the picture of the values is.
pub fn picture(rect: Rect) -> Rect {
    let inner = rect.shrink2(vec2(PADDING, 0.0));
    Rect::from_min_max(pos2(inner.left(), rect.top() + 25.0), pos2(inner.right(), rect.bottom() - 5.0))
}

/// The left edge of the first of `count` bars, and the width of each.
pub fn bars(picture: Rect, count: usize, right: bool) -> (f32, f32) {
    let width = (picture.width() / count as f32).min(8.0);
    (if right { picture.right() - width * count as f32 } else { picture.left() }, width)
}

fn line(painter: &Painter, rect: Rect, text: &str, color: egui::Color32, right: bool) {
    let job = elided_job(text, FontId::proportional(SMALL - 1.0), color, rect.width());
    let galley = painter.layout_job(job);
    let x = if right { rect.right() - galley.size().x } else { rect.left() };
    painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, color);
}

/// Bars over the range of numbers and dates; the most frequent value of text.
fn values(painter: &Painter, rect: Rect, stats: &ColumnProfile, rows: u64, palette: &Palette, right: bool) {
    let most = stats.histogram.iter().copied().max().unwrap_or_default();
    if most > 0 {
        let (left, width) = bars(rect, stats.histogram.len(), right);
        let color = theme::mix(palette.raised, palette.accent, 0.55);
        for (index, bin) in stats.histogram.iter().enumerate() {
            let height = (*bin as f64 / most as f64) as f32 * rect.height();
            if *bin == 0 {
                continue;
            }
            // A bin that is not empty can be seen.
            let height = height.max(1.0);
            let x = left + width * index as f32;
            let gap = if width > 3.0 { 1.0 } else { 0.0 };
            let bar = Rect::from_min_max(pos2(x, rect.bottom() - height), pos2(x + width - gap, rect.bottom()));
            painter.rect_filled(bar, 0, color);
        }
        return;
    }
    if let Some((value, count)) = stats.top.first() {
        let value = if value.is_empty() { tr!("cell-empty") } else { value.as_str() };
        let unique = stats.distinct.is_some_and(|d| d > 1 && *count == 1);
        let words =
            if unique { tr!("all-different").to_owned() } else { format!("{value}  {}", percent(*count, rows)) };
        let distinct = stats.distinct.filter(|_| !unique).map(grouped).unwrap_or_default();
        let used = rect.width().min(words.chars().map(|c| if c.is_ascii() { 6.0 } else { 12.0 }).sum::<f32>());
        line(painter, rect, &words, palette.weak, right);
        // Where there is room beside the most frequent value: how many there are.
        if !distinct.is_empty() && !right && used + 78.0 < rect.width() {
            line(painter, rect, &tr!("distinct-values", count = distinct), palette.weak, true);
        }
    } else if stats.nulls == rows && rows > 0 {
        line(painter, rect, tr!("only-null"), palette.weak, right);
    }
}

/// The share of nulls as a bar along the lower edge.
fn nulls(painter: &Painter, rect: Rect, stats: &ColumnProfile, rows: u64, palette: &Palette) {
    if rows == 0 {
        return;
    }
    let bar =
        Rect::from_min_max(pos2(rect.left() + 1.0, rect.bottom() - 3.0), pos2(rect.right() - 1.0, rect.bottom() - 1.0));
    let share = (stats.nulls as f64 / rows as f64) as f32;
    painter.rect_filled(bar, 0, theme::mix(palette.raised, palette.weak, 0.4));
    if stats.nulls > 0 {
        // Even one null in millions is worth a visible mark.
        let width = (bar.width() * share).max(2.0);
        let part = Rect::from_min_max(pos2(bar.right() - width, bar.top()), bar.max);
        painter.rect_filled(part, 0, palette.warning);
    }
}
