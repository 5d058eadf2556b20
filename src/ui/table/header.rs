//! The head of a column: type, name, a picture of its values, distinct values and nulls.

use egui::{FontId, Painter, Rect, Ui, pos2, vec2};

use super::head_values::{ColumnStats, FOOT, SMALL_HEAD, fitting, frequent_values, histogram};
use super::widths::PADDING;
use crate::base::ColumnInfo;
use crate::base::number::{grouped, percent};
use crate::engine::ColumnProfile;
use crate::ui::fonts;
use crate::ui::style::TABLE;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{elided_job, type_icon};

/// The same with the ends of the histogram, or with several frequent values.
const LARGE_HEAD: f32 = 146.0;

pub fn height(large: bool) -> f32 {
    if large { LARGE_HEAD } else { SMALL_HEAD }
}

/// Draws the head of a column into `rect`. `right` aligns numbers, `chip` leaves out the line of figures for a suggestion chip,
/// and `near` is the part under the pointer.
pub fn paint(
    ui: &Ui,
    painter: &Painter,
    rect: Rect,
    column: &ColumnInfo,
    known: Option<ColumnStats<'_>>,
    (right, chip): (bool, bool),
    near: Option<usize>,
) {
    let palette = theme::current(ui);
    let inner = rect.shrink2(vec2(PADDING, 0.0));
    let icon = type_icon(&column.data_type);
    let room = inner.width() - 18.0;
    // Must be made outside the closure, which holds the lock that the font lookup needs.
    let job = elided_job(&column.name, fonts::strong(ui.ctx(), TABLE), palette.text, room);
    let name = ui.fonts_mut(|f| f.layout_job(job));
    let x = if right { inner.right() - name.size().x } else { inner.left() + 18.0 };
    let middle = rect.top() + 13.0;
    let sign = pos2(x - 18.0, middle);
    painter.text(sign, egui::Align2::LEFT_CENTER, icon, FontId::proportional(13.0), palette.weak);
    painter.galley(pos2(x, middle - name.size().y / 2.0), name, palette.text);
    let foot = Rect::from_min_max(pos2(inner.left(), rect.bottom() - FOOT), pos2(inner.right(), rect.bottom() - 4.0));
    let Some(known) = known else {
        fitting(painter, foot, &[column.data_type.name().to_string()], palette.weak, right);
        return;
    };
    let palette = &if known.old { palette.outdated(1.0) } else { *palette };
    match &known.stats.histogram[..] {
        [] => frequent_values(painter, rect, known, palette, near),
        bars => histogram(painter, rect, known.stats, bars, palette, right, near),
    }
    if !chip {
        fitting(painter, foot, &figures(column, known), palette.weak, right);
    }
    nulls(painter, rect, known, palette);
}

/// The wordings of the line of figures, the longest first.
fn figures(column: &ColumnInfo, ColumnStats { stats, rows, .. }: ColumnStats<'_>) -> Vec<String> {
    let kind = column.data_type.name().to_string();
    if rows > 0 && stats.nulls == rows {
        let only = tr!("only-null").to_owned();
        return vec![format!("{kind} · {only}"), only];
    }
    let nulls = (stats.nulls > 0).then(|| tr!("sketch-null", share = percent(stats.nulls, rows)));
    let Some(distinct) = stats.distinct else {
        return nulls.map(|nulls| vec![format!("{kind} · {nulls}"), nulls]).unwrap_or_else(|| vec![kind]);
    };
    let distinct = match distinct {
        // An estimate above the number of rows means that all differ.
        _ if !stats.rough && distinct > 1 && distinct == rows - stats.nulls => tr!("all-different").to_owned(),
        _ => tr!("distinct-values", count = distinct_words(stats)),
    };
    match nulls {
        Some(nulls) => vec![format!("{kind} · {distinct} · {nulls}"), format!("{distinct} · {nulls}"), distinct, nulls],
        None => vec![format!("{kind} · {distinct}"), distinct],
    }
}

/// The number of distinct values; an estimate is rounded and marked.
pub fn distinct_words(stats: &ColumnProfile) -> String {
    let distinct = stats.distinct.unwrap_or_default();
    if !stats.rough || distinct < 20 {
        return grouped(distinct);
    }
    let step = 10u64.pow(distinct.ilog10().saturating_sub(1));
    format!("≈ {}", grouped((distinct + step / 2) / step * step))
}

/// The share of nulls as a bar at the lower edge.
fn nulls(painter: &Painter, rect: Rect, ColumnStats { stats, rows, .. }: ColumnStats<'_>, palette: &Palette) {
    if rows == 0 {
        return;
    }
    let bar =
        Rect::from_min_max(pos2(rect.left() + 1.0, rect.bottom() - 3.0), pos2(rect.right() - 1.0, rect.bottom() - 1.0));
    let share = (stats.nulls as f64 / rows as f64) as f32;
    painter.rect_filled(bar, 0, theme::mix(palette.surface, palette.weak, 0.4));
    if stats.nulls > 0 {
        // A single null stays visible.
        let width = (bar.width() * share).max(2.0);
        let part = Rect::from_min_max(pos2(bar.right() - width, bar.top()), bar.max);
        painter.rect_filled(part, 0, palette.warning);
    }
}

#[cfg(test)]
mod tests {
    use super::super::head_values::value_at;
    use super::*;
    use crate::base::Type;

    #[test]
    fn estimates_are_round_and_say_so() {
        let words = |distinct, rough| {
            distinct_words(&ColumnProfile { distinct: Some(distinct), rough, ..ColumnProfile::default() })
        };
        assert_eq!(words(2_087, false), "2,087");
        assert_eq!(words(2_087, true), "≈ 2,100");
        assert_eq!(words(4, true), "4");
        assert_eq!(words(10_149_999, true), "≈ 10,000,000");
    }

    #[test]
    fn figures_are_said_as_long_as_there_is_room() {
        let column = ColumnInfo::new("n", Type::Integer);
        let of = |stats: ColumnProfile, rows| figures(&column, ColumnStats { stats: &stats, rows, old: false });
        let stats = ColumnProfile { nulls: 1, distinct: Some(2), ..ColumnProfile::default() };
        let expected = ["integer · 2 distinct · 25% null", "2 distinct · 25% null", "2 distinct", "25% null"];
        assert_eq!(of(stats.clone(), 4), expected);
        assert_eq!(of(stats.clone(), 3)[2], "all different");
        assert_eq!(of(ColumnProfile { nulls: 3, ..stats.clone() }, 3)[1], "only null");
        assert_eq!(of(ColumnProfile { distinct: None, ..stats }, 3), ["integer · 33% null", "33% null"]);
    }

    #[test]
    fn a_small_head_has_one_frequent_value_and_a_large_one_several() {
        let top = ["a", "b", "c", "d", "e", "f", "g"].map(|name| (name.to_owned(), 5)).to_vec();
        let stats = ColumnProfile { top, ..ColumnProfile::default() };
        let at = |large, y| {
            let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(120.0, height(large)));
            value_at(rect, &stats, pos2(40.0, y))
        };
        assert_eq!([at(false, 5.0), at(false, 30.0), at(false, 50.0)], [None, Some(0), None]);
        assert_eq!([at(true, 30.0), at(true, 50.0), at(true, 120.0)], [Some(0), Some(1), Some(5)]);
        let alone = ColumnProfile { top: vec![("a".into(), 1), ("b".into(), 1)], ..ColumnProfile::default() };
        let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(120.0, height(true)));
        assert_eq!(value_at(rect, &alone, pos2(40.0, 30.0)), None, "none is more frequent");
    }
}
