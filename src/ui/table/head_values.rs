//! The picture of values in the head of a column: a histogram, or the most frequent values.

use egui::{Color32, FontId, Painter, Rect, pos2, vec2};

use super::cell;
use super::widths::PADDING;
use crate::base::number::percent;
use crate::engine::ColumnProfile;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::elided_job;

/// The height of a small head: name, histogram, a line of figures, and the bar of nulls, in points.
pub const SMALL_HEAD: f32 = 62.0;

/// The top of the picture, and the space below it.
const TOP: f32 = 25.0;

pub const FOOT: f32 = 19.0;

/// The line below a large histogram with its minimum and maximum.
const ENDS: f32 = 15.0;

const WIDEST_BAR: f32 = 12.0;

/// The height of a frequent value.
const LINE: f32 = 16.0;

/// In a narrower column, the shares of frequent values are left out.
const VALUE: f32 = 30.0;

/// The statistics of a column's values.
#[derive(Clone, Copy)]
pub struct ColumnStats<'a> {
    pub stats: &'a ColumnProfile,
    pub rows: u64,
    /// They belong to an older table.
    pub old: bool,
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
pub fn fitting(painter: &Painter, rect: Rect, wordings: &[String], color: Color32, right: bool) {
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

/// The histogram of numbers and dates, with its ends if there is room.
pub fn histogram(
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
pub fn frequent_values(painter: &Painter, rect: Rect, known: ColumnStats<'_>, palette: &Palette, near: Option<usize>) {
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
        let first = places.next();
        let second = places.next();
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
    let galley = painter.layout_job(elided_job(&cell::plain(words), font(), color, place.width()));
    painter.galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, color);
}

#[cfg(test)]
mod tests {
    use super::*;

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
                let rect = Rect::from_min_size(pos2(0.0, 0.0), vec2(width, 146.0));
                shares_fit(ui.painter(), rect, known)
            };
            assert!(fit(92.0), "the usual column has room");
            assert!(!fit(48.0), "in the narrowest the value comes first");
        });
        output.drop_without_applying_deltas();
    }
}
