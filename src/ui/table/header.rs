//! The head of a column: type, name, a picture of its values, distinct values and nulls.

use egui::{Color32, FontId, Painter, Rect, Ui, pos2, vec2};

use super::widths::PADDING;
use crate::base::ColumnInfo;
use crate::base::number::{grouped, percent};
use crate::engine::ColumnProfile;
use crate::ui::fonts;
use crate::ui::style::{SMALL, TABLE};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{elided_job, type_icon};

/// Name, histogram, a line of figures, and the bar of nulls, in points.
const SMALL_HEAD: f32 = 62.0;
/// The same with the ends of the histogram, or with several frequent values.
const LARGE_HEAD: f32 = 146.0;
/// The top of the picture, and the space below it.
const TOP: f32 = 25.0;
const FOOT: f32 = 19.0;
/// The line below a large histogram with its minimum and maximum.
const ENDS: f32 = 15.0;
const WIDEST_BAR: f32 = 12.0;
/// The height of a frequent value.
const LINE: f32 = 16.0;
/// In a narrower column, the shares of frequent values are left out.
const VALUE: f32 = 30.0;

pub fn height(large: bool) -> f32 {
    if large { LARGE_HEAD } else { SMALL_HEAD }
}

/// The statistics of a column's values.
#[derive(Clone, Copy)]
pub struct ColumnStats<'a> {
    pub stats: &'a ColumnProfile,
    pub rows: u64,
    /// They belong to an older table.
    pub old: bool,
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
        [] => lines(painter, rect, known, palette, near),
        bars => histogram(painter, rect, known.stats, bars, palette, right, near),
    }
    if !chip {
        fitting(painter, foot, &figures(column, known), palette.weak, right);
    }
    nulls(painter, rect, known, palette);
}

/// The area of the picture of values.
fn picture(rect: Rect) -> Rect {
    let inner = rect.shrink2(vec2(PADDING, 0.0));
    Rect::from_min_max(pos2(inner.left(), rect.top() + TOP), pos2(inner.right(), rect.bottom() - FOOT))
}

/// The area of the histogram.
pub fn bars_area(rect: Rect) -> Rect {
    let mut area = picture(rect);
    if rect.height() > SMALL_HEAD {
        *area.bottom_mut() -= ENDS;
    }
    area
}

/// The left edge of the first of `count` bars in `area`, and the bar width.
pub fn bars(area: Rect, count: usize, right: bool) -> (f32, f32) {
    let width = (area.width() / count as f32).min(WIDEST_BAR);
    (if right { area.right() - width * count as f32 } else { area.left() }, width)
}

/// The places of the frequent values that fit.
fn value_lines(rect: Rect, count: usize) -> impl Iterator<Item = Rect> {
    let area = picture(rect);
    let fit = ((area.height() + 1.0) / LINE).floor().max(1.0) as usize;
    let line =
        move |index: usize| Rect::from_min_size(area.min + vec2(0.0, LINE * index as f32), vec2(area.width(), LINE));
    (0..count.min(fit)).map(line)
}

/// Whether some values are more frequent than others.
fn has_frequent(stats: &ColumnProfile) -> bool {
    stats.top.first().is_some_and(|(_, count)| *count > 1 || stats.top.len() == 1)
}

/// The frequent value at a position.
pub fn value_at(rect: Rect, stats: &ColumnProfile, at: egui::Pos2) -> Option<usize> {
    if !stats.histogram.is_empty() || !has_frequent(stats) {
        return None;
    }
    value_lines(rect, stats.top.len()).position(|line| line.contains(at))
}

fn font() -> FontId {
    FontId::proportional(SMALL - 1.0)
}

/// Paints the first of the wordings that fits, else the last one truncated.
fn fitting(painter: &Painter, rect: Rect, wordings: &[String], color: Color32, right: bool) {
    let mut galleys = wordings.iter().map(|words| painter.layout_no_wrap(words.clone(), font(), color));
    let galley = match galleys.find(|galley| galley.size().x <= rect.width() + 1.0) {
        Some(galley) => galley,
        None => {
            let Some(words) = wordings.last() else { return };
            painter.layout_job(elided_job(words, font(), color, rect.width()))
        }
    };
    let x = if right { rect.right() - galley.size().x } else { rect.left() };
    painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, color);
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

/// The histogram of numbers and dates, with its ends if there is room.
fn histogram(
    painter: &Painter,
    rect: Rect,
    stats: &ColumnProfile,
    all: &[u64],
    palette: &Palette,
    right: bool,
    near: Option<usize>,
) {
    let area = bars_area(rect);
    let most = all.iter().copied().max().unwrap_or_default().max(1);
    let (left, width) = bars(area, all.len(), right);
    let color = theme::mix(palette.surface, palette.accent, 0.55);
    for (index, bin) in all.iter().enumerate().filter(|(_, bin)| **bin > 0) {
        // A bin that is not empty stays visible.
        let height = ((*bin as f64 / most as f64) as f32 * area.height()).max(1.0);
        let x = left + width * index as f32;
        let gap = if width > 3.0 { 1.0 } else { 0.0 };
        let bar = Rect::from_min_max(pos2(x, area.bottom() - height), pos2(x + width - gap, area.bottom()));
        painter.rect_filled(bar, 0, if near == Some(index) { palette.accent } else { color });
    }
    if rect.height() <= SMALL_HEAD {
        return;
    }
    let Some((least, most)) = &stats.range else { return };
    let place =
        Rect::from_min_max(pos2(left, area.bottom()), pos2(left + width * all.len() as f32, area.bottom() + ENDS));
    let size = |words: &str| painter.layout_no_wrap(words.to_owned(), font(), palette.weak).size().x;
    if least == most {
        // A single bar is narrower than its value.
        let inner = rect.shrink2(vec2(PADDING, 0.0));
        let place = Rect::from_x_y_ranges(inner.x_range(), place.y_range());
        fitting(painter, place, std::slice::from_ref(least), palette.weak, right);
    } else if size(least) + size(most) + 8.0 <= place.width() {
        fitting(painter, place, std::slice::from_ref(least), palette.weak, false);
        fitting(painter, place, std::slice::from_ref(most), palette.weak, true);
    }
}

/// The most frequent values with their shares; the first and last values if all are different.
fn lines(painter: &Painter, rect: Rect, known: ColumnStats<'_>, palette: &Palette, near: Option<usize>) {
    let stats = known.stats;
    if !has_frequent(stats) {
        let Some((least, most)) = &stats.range else { return };
        let mut places = value_lines(rect, 2);
        let least = if least.is_empty() { tr!("cell-empty") } else { least.as_str() };
        // One ellipsis is enough.
        let room = picture(rect).width();
        let fits = |words: &String| painter.layout_no_wrap(words.clone(), font(), palette.weak).size().x <= room;
        let both = [format!("{least} … {most}"), format!("{least} …")].into_iter().find(fits);
        let ends = [both.unwrap_or_else(|| least.to_owned()), least.to_owned(), format!("… {most}")];
        let (first, second) = (places.next(), places.next());
        for (place, words) in match second {
            Some(_) => [first.zip(Some(&ends[1])), second.zip(Some(&ends[2]))],
            None => [first.zip(Some(&ends[0])), None],
        }
        .into_iter()
        .flatten()
        {
            elided(painter, place, words, palette.weak);
        }
        return;
    }
    let with_shares = shares_fit(painter, rect, known);
    for (index, (place, (value, count))) in value_lines(rect, stats.top.len()).zip(&stats.top).enumerate() {
        let share = (*count as f64 / known.rows.max(1) as f64) as f32;
        let strength = if near == Some(index) { 0.55 } else { 0.28 };
        let bar = place.shrink2(vec2(0.0, 1.0)).with_max_x(place.left() + (place.width() * share).max(2.0));
        painter.rect_filled(bar, 2, theme::mix(palette.panel, palette.accent, strength));
        // The text may lie on its bar, where the weak colour has too little contrast.
        let color = theme::mix(palette.weak, palette.text, 0.6);
        let share = painter.layout_no_wrap(percent(*count, known.rows), font(), color);
        let mut room = place.shrink2(vec2(3.0, 0.0));
        if with_shares {
            *room.right_mut() -= share.size().x + 6.0;
            let at = pos2(place.right() - share.size().x - 2.0, place.center().y - share.size().y / 2.0);
            painter.galley(at, share, color);
        }
        match value.as_str() {
            "" => elided(painter, room, tr!("cell-empty"), palette.faint),
            value => elided(painter, room, value, palette.text),
        }
    }
}

/// Whether the shares of all values fit; otherwise none is shown.
fn shares_fit(painter: &Painter, rect: Rect, known: ColumnStats<'_>) -> bool {
    let shares = known.stats.top.iter().map(|(_, count)| percent(*count, known.rows));
    let widths = shares.map(|share| painter.layout_no_wrap(share, font(), Color32::PLACEHOLDER).size().x);
    widths.fold(0.0, f32::max) + 6.0 + VALUE <= picture(rect).width() - 6.0
}

fn elided(painter: &Painter, place: Rect, words: &str, color: Color32) {
    let galley = painter.layout_job(elided_job(&super::cell::plain(words), font(), color, place.width()));
    painter.galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, color);
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

    #[test]
    fn shares_are_seen_of_all_frequent_values_or_of_none() {
        let ctx = egui::Context::default();
        crate::ui::fonts::install(&ctx);
        let top = [("a", 5), ("a long value that needs more room than there is", 4), ("b", 1)];
        let top = top.map(|(value, count)| (value.to_owned(), count)).to_vec();
        let stats = ColumnProfile { top, ..ColumnProfile::default() };
        let known = ColumnStats { stats: &stats, rows: 10, old: false };
        let output = ctx.run_ui(Default::default(), |ui| {
            let fit = |width| {
                let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, height(true)));
                shares_fit(ui.painter(), rect, known)
            };
            assert!(fit(92.0), "the usual column has room");
            assert!(!fit(48.0), "in the narrowest the value comes first");
        });
        output.drop_without_applying_deltas();
    }
}
