//! How suggestions for a field are drawn: completions of a formula, values of a column, worksheets of a file.

use std::borrow::Cow;

use egui::{Align2, Area, CornerRadius, FontId, Frame, Id, Order, Pos2, Response, ScrollArea, Sense, Ui, WidgetInfo};
use egui::{WidgetType, pos2, vec2};

use crate::ui::style::{BODY, SMALL, TABLE, hairline};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::elided_job;

/// The height of an entry.
pub const LINE: f32 = 22.0;
/// The number of visible entries.
pub const VISIBLE_LINES: f32 = 8.0;
/// Between the entries and the border of the popup.
pub const MARGIN: f32 = 4.0;
/// Between the edge of an entry and its text.
const INSET: f32 = 6.0;
/// Between the text of an entry and its detail.
const GAP: f32 = 12.0;
/// The share of the width that the text of an entry keeps however long its detail is.
const TEXT: f32 = 0.7;

/// A suggestion as it is shown.
pub struct Suggestion<'a> {
    /// An icon before the text; may be empty.
    pub icon: &'a str,
    pub text: &'a str,
    /// The text is part of a formula, in a monospaced font.
    pub is_code: bool,
    /// The text is weak: not an ordinary entry.
    pub is_weak: bool,
    /// Weak text at the right end; may be empty.
    pub detail: Cow<'a, str>,
    /// The accessible name.
    pub name: String,
}

/// A popup with its top left corner at `place` and content of `width` points.
pub fn popup<R>(ui: &Ui, id: Id, place: Pos2, width: f32, content: impl FnOnce(&mut Ui) -> R) -> R {
    let area = Area::new(id).order(Order::Foreground).fixed_pos(place);
    let shown = area.show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(MARGIN as i8);
        frame.show(ui, |ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing.y = 0.0;
            content(ui)
        })
    });
    shown.inner.inner
}

/// A scrolling list of `count` suggestions. Returns the index of the clicked one.
pub fn entries<'a>(
    ui: &mut Ui,
    count: usize,
    highlighted: Option<usize>,
    suggestion: impl Fn(usize) -> Suggestion<'a>,
) -> Option<usize> {
    let mut chosen = None;
    ScrollArea::vertical().max_height(LINE * VISIBLE_LINES).auto_shrink([false, true]).show(ui, |ui| {
        for index in 0..count {
            let is_highlighted = highlighted == Some(index);
            let response = entry(ui, &suggestion(index), is_highlighted);
            if is_highlighted {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some(index);
            }
        }
    });
    chosen
}

fn entry(ui: &mut Ui, suggestion: &Suggestion<'_>, is_highlighted: bool) -> Response {
    let palette = theme::current(ui);
    // Not focusable: the arrow keys of the field move through the list, and Tab leads to the next field.
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::CLICK);
    let kind = WidgetType::SelectableLabel;
    response.widget_info(|| WidgetInfo::selected(kind, true, is_highlighted, &suggestion.name));
    if is_highlighted || response.hovered() {
        let fill = if is_highlighted { palette.selected() } else { palette.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
    }
    let mut left = rect.left() + INSET;
    if !suggestion.icon.is_empty() {
        let at = pos2(left + 8.0, rect.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, suggestion.icon, FontId::proportional(13.0), palette.weak);
        left += 22.0;
    }
    let room = rect.right() - INSET - left;
    let font = if suggestion.is_code { FontId::monospace(TABLE) } else { FontId::proportional(BODY) };
    let color = if suggestion.is_weak { palette.weak } else { palette.text };
    let lay_out = |words: &str, font: FontId, color, width: f32| {
        ui.fonts_mut(|f| f.layout_job(elided_job(words, font, color, width)))
    };
    let detail_font = FontId::proportional(SMALL);
    let wanted = lay_out(&suggestion.detail, detail_font.clone(), palette.weak, f32::INFINITY).size().x;
    let taken = if wanted > 0.0 { wanted + GAP } else { 0.0 };
    let text = lay_out(suggestion.text, font, color, (room - taken).max(room * TEXT));
    let rest = room - text.size().x - GAP;
    ui.painter().galley(pos2(left, rect.center().y - text.size().y / 2.0), text, color);
    if wanted > 0.0 && (rest >= wanted || rest > 24.0) {
        let detail = lay_out(&suggestion.detail, detail_font, palette.weak, rest);
        let at = pos2(rect.right() - INSET - detail.size().x, rect.center().y - detail.size().y / 2.0);
        ui.painter().galley(at, detail, palette.weak);
    }
    response
}

/// The help below the entries, `height` points high: up to two lines about the highlighted entry, and an example.
pub fn foot(ui: &mut Ui, about: &str, example: &str, height: f32) {
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let line = rect.top() + 2.0;
    ui.painter().hline(rect.x_range(), line, hairline(palette));
    let mut top = line + 4.0;
    for (words, font, rows) in [(about, FontId::proportional(SMALL), 2), (example, FontId::monospace(SMALL - 0.5), 1)] {
        let mut job = elided_job(words, font, palette.weak, rect.width() - 2.0 * INSET);
        (job.wrap.max_rows, job.wrap.break_anywhere) = (if height > LINE { rows } else { 1 }, rows == 1);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        let height = galley.size().y;
        ui.painter().galley(pos2(rect.left() + INSET, top), galley, palette.weak);
        top += height + 1.0;
    }
}
