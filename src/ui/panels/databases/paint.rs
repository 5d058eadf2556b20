//! How a row of the tree looks.

use egui::{Align2, Color32, FontId, Label, Rect, Response, RichText, Ui, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use super::rows::{Row, What};
use crate::app::Origin;
use crate::base::Problem;
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, elided_job, thousands};

/// How far a row below another one is to the right, in points.
const STEP: f32 = 14.0;
/// The room at both sides.
const SIDE: f32 = 8.0;

/// The height of a row; that of a problem depends on its words.
pub(super) fn height(ui: &Ui, row: &Row, width: f32) -> f32 {
    match &row.what {
        What::Problem(problem) => {
            let words = widgets::breakable(&problem.words());
            let galley =
                ui.painter().layout(words, FontId::proportional(SMALL), Color32::PLACEHOLDER, width - 2.0 * SIDE);
            galley.size().y + 2.0 * UNIT
        }
        _ => ROW,
    }
}

/// The words of a problem over the whole width.
pub(super) fn problem_text(ui: &mut Ui, problem: &Problem) -> Response {
    let colours = theme::current(ui);
    let words = problem.words();
    let frame = egui::Frame::new().inner_margin(egui::Margin::symmetric(SIDE as i8, UNIT as i8));
    let shown = frame.show(ui, |ui| {
        let text = RichText::new(widgets::breakable(&words)).font(FontId::proportional(SMALL)).color(colours.error);
        ui.add(Label::new(text).wrap())
    });
    widgets::name(ui, shown.inner.id, &words);
    shown.inner
}

/// The place of the sign that shows whether a row is open.
pub(super) fn caret(rect: Rect, depth: usize) -> Rect {
    let left = rect.left() + SIDE + depth as f32 * STEP;
    Rect::from_center_size(pos2(left + 5.0, rect.center().y), vec2(12.0, 12.0))
}

/// Whether the button that asks again stands at the right.
pub(super) fn has_button(row: &Row, response: &Response) -> bool {
    matches!(row.what, What::Connection { .. }) && (row.is_open || response.contains_pointer())
}

pub(super) fn row(ui: &mut Ui, rect: Rect, row: &Row, response: &Response) {
    let palette = theme::current(ui);
    let look = Look::of(row);
    response.widget_info(|| {
        let kind = if row.place.open().is_some() { WidgetType::Button } else { WidgetType::Label };
        WidgetInfo::labeled(kind, true, look.spoken.clone())
    });
    let is_of_hand = row.place.open().is_some();
    if is_of_hand && (response.hovered() || response.has_focus() || response.dragged()) {
        ui.painter().rect_filled(rect.shrink2(vec2(UNIT, 0.0)), theme::RADIUS, palette.hover);
    }
    if is_of_hand {
        let sign = if row.is_open { icon::CARET_DOWN } else { icon::CARET_RIGHT };
        let at = caret(rect, row.depth).center();
        ui.painter().text(at, Align2::CENTER_CENTER, sign, FontId::proportional(10.0), palette.weak);
    }
    let mut left = caret(rect, row.depth).right() + 4.0;
    if matches!(row.what, What::Asking) {
        widgets::busy_at(ui, pos2(left + 6.0, rect.center().y), 12.0, palette.accent);
        left += 18.0;
    } else if !look.icon.is_empty() {
        let colour = if row.depth == 0 { palette.accent } else { palette.weak };
        let at = pos2(left + 6.0, rect.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, look.icon, FontId::proportional(13.0), colour);
        left += 18.0;
    }
    if matches!(row.what, What::Column { .. }) {
        // As far to the right as if it had a sign.
        left += 18.0;
    }
    // What stands at the right has its half, and what the words leave.
    let right = rect.right() - SIDE;
    let font = FontId::proportional(SMALL);
    let words = ui.painter().layout_no_wrap(look.words.clone(), FontId::proportional(BODY), palette.text);
    let most = ((right - left) * 0.5).max(right - left - words.size().x - 8.0);
    let detail = ui.fonts_mut(|f| f.layout_job(elided_job(&look.detail, font, palette.weak, most)));
    let has_button = has_button(row, response);
    let detail_width = if look.detail.is_empty() || has_button { 0.0 } else { detail.size().x + 8.0 };
    let kept = if has_button { 24.0 } else { detail_width };
    let colour = if look.is_weak { palette.weak } else { palette.text };
    let words = elided_job(&look.words, FontId::proportional(BODY), colour, right - left - kept);
    let words = ui.fonts_mut(|f| f.layout_job(words));
    let is_cut = words.elided || detail.elided;
    ui.painter().galley(pos2(left, rect.center().y - words.size().y / 2.0), words, colour);
    if detail_width > 0.0 {
        let at = pos2(right - detail.size().x, rect.center().y - detail.size().y / 2.0);
        ui.painter().galley(at, detail, palette.weak);
    }
    if !look.tooltip.is_empty() || is_cut {
        let words = if look.tooltip.is_empty() { look.spoken } else { look.tooltip };
        response.clone().on_hover_text(words);
    }
}

/// What is written in a row.
#[derive(Default)]
struct Look {
    icon: &'static str,
    words: String,
    /// At the right, in small letters.
    detail: String,
    /// For who cannot see it.
    spoken: String,
    tooltip: String,
    is_weak: bool,
}

impl Look {
    fn of(row: &Row) -> Look {
        let pause = tr!("pause");
        let mut look = match &row.what {
            What::Connection { name, origin, leads_to } => Look {
                icon: icon::DATABASE,
                words: name.clone(),
                detail: origin_words(*origin).to_owned(),
                spoken: [name.as_str(), origin_words(*origin)].join(pause),
                tooltip: leads_to.clone(),
                ..Look::default()
            },
            What::Schema { name, tables } => Look {
                icon: icon::FOLDER,
                words: name.clone(),
                detail: thousands(*tables as u64),
                spoken: [name.as_str(), &tr!("database-tables", count = tables)].join(pause),
                ..Look::default()
            },
            What::Table { name, is_view, rows } => {
                let kind = if *is_view { tr!("database-view") } else { tr!("database-table") };
                let about = rows.map(|rows| tr!("database-about-rows", rows = thousands(rows)));
                let spoken = [Some(name.clone()), Some(kind.to_owned()), about.clone()];
                let tooltip = [Some(name.clone()), about, Some(tr!("database-table-how").to_owned())];
                Look {
                    icon: if *is_view { icon::EYE } else { icon::TABLE },
                    words: name.clone(),
                    detail: rows.map(|rows| format!("≈ {}", thousands(rows))).unwrap_or_default(),
                    spoken: spoken.into_iter().flatten().collect::<Vec<_>>().join(pause),
                    tooltip: tooltip.into_iter().flatten().collect::<Vec<_>>().join("\n"),
                    ..Look::default()
                }
            }
            What::Column { name, data_type } => Look {
                words: name.clone(),
                detail: data_type.clone(),
                spoken: [name.as_str(), data_type].join(pause),
                ..Look::default()
            },
            What::Asking => Look { words: tr!("database-asking").to_owned(), is_weak: true, ..Look::default() },
            What::Words(words) => Look { words: (*words).to_owned(), is_weak: true, ..Look::default() },
            What::Problem(_) => Look::default(),
        };
        if look.spoken.is_empty() {
            look.spoken.clone_from(&look.words);
        }
        look
    }
}

fn origin_words(origin: Origin) -> &'static str {
    match origin {
        Origin::Environment => tr!("connection-from-environment"),
        Origin::File => tr!("connection-from-machine"),
        Origin::Project => tr!("connection-from-project"),
    }
}
