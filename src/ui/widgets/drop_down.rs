//! A choice of one option: segments side by side if they fit, else a drop-down list.

use egui::{
    Color32, CornerRadius, FontId, Id, Popup, Rect, Response, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
};
use egui::{WidgetType, pos2, vec2};

use crate::ui::popups;
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, RADIUS, ROW};

/// The content of a drop-down button.
#[derive(Clone, Copy, Default)]
pub struct DropDownContent<'a> {
    /// May be empty.
    pub icon: &'a str,
    pub text: &'a str,
    /// The text is a placeholder.
    pub blank: bool,
    pub wrong: bool,
    /// In a row with other fields.
    pub compact: bool,
}

/// A drop-down button, `width` points wide; `name` is its accessible name.
pub fn drop_down_button(ui: &mut Ui, id: Id, name: &str, shown: DropDownContent<'_>, width: f32) -> Response {
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(WidgetType::ComboBox, ui.is_enabled(), name);
        info.current_text_value = Some(if shown.blank { String::new() } else { shown.text.to_owned() });
        info
    });
    let visuals = ui.style().interact(&response);
    let line = if shown.wrong { Stroke::new(1.0, palette.error) } else { visuals.bg_stroke };
    ui.painter().rect(rect, CornerRadius::same(RADIUS), visuals.weak_bg_fill, line, StrokeKind::Inside);
    let mut left = rect.left() + if shown.compact { 6.0 } else { 8.0 };
    if !shown.icon.is_empty() {
        let at = pos2(left, rect.center().y);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, shown.icon, FontId::proportional(14.0), palette.weak);
        left += 18.0;
    }
    let color = match (shown.blank, shown.wrong) {
        (true, _) => palette.weak,
        (false, true) => palette.error,
        (false, false) => palette.text,
    };
    let caret_left = rect.right() - 20.0;
    let job = super::elided_job(shown.text, FontId::proportional(BODY), color, caret_left - left);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    let elided = galley.elided;
    let at = pos2(rect.right() - 12.0, rect.center().y);
    let caret = egui_phosphor::regular::CARET_DOWN;
    ui.painter().text(at, egui::Align2::CENTER_CENTER, caret, FontId::proportional(12.0), palette.weak);
    ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, color);
    popups::set_owner(ui.ctx(), id.with("popup"), id);
    let open = Popup::is_id_open(ui.ctx(), id.with("popup"));
    if elided && !open { response.on_hover_text(shown.text) } else { response }
}

/// A drop-down list, `width` points wide. `options` are icons (may be empty) and texts. Returns whether another option was
/// chosen.
pub fn drop_down(
    ui: &mut Ui,
    id: Id,
    name: &str,
    value: &mut usize,
    options: &[(&str, &str)],
    width: f32,
    compact: bool,
) -> bool {
    let before = *value;
    let (icon, text) = options.get(before).copied().unwrap_or_default();
    // In a row only the text is shown; the open list has the icons.
    let icon = if compact { "" } else { icon };
    let button =
        drop_down_button(ui, id, name, DropDownContent { icon, text, compact, ..DropDownContent::default() }, width);
    Popup::menu(&button).id(id.with("popup")).width(width).show(|ui| {
        ScrollArea::vertical().max_height(ROW * 14.0).show(ui, |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Extend);
            for (index, (icon, words)) in options.iter().enumerate() {
                let chosen = index == before;
                let entry = if icon.is_empty() {
                    egui::Button::selectable(chosen, *words)
                } else {
                    egui::Button::selectable(chosen, (*icon, *words))
                };
                let response = ui.add(entry.min_size(vec2(ui.available_width(), ROW)));
                super::name(ui, response.id, words);
                popups::name(ui.ctx(), response.id, words);
                if chosen && button.clicked() {
                    response.request_focus();
                }
                if response.clicked() {
                    *value = index;
                }
            }
            popups::scroll_to_focus(ui);
        });
    });
    *value != before
}

/// The padding of a segment's text, in points.
const SEGMENT: f32 = 8.0;

/// The width that the text of each segment needs.
fn wanted_widths(ui: &Ui, options: &[&str]) -> Vec<f32> {
    let font = FontId::proportional(BODY);
    let words = |words: &&str| ui.painter().layout_no_wrap((*words).to_owned(), font.clone(), Color32::PLACEHOLDER);
    options.iter().map(|option| words(option).size().x + 2.0 * SEGMENT).collect()
}

/// The widths of segments: equal if all texts fit then, else in proportion to their texts.
fn segment_widths(ui: &Ui, options: &[&str], width: f32) -> Vec<f32> {
    let wanted = wanted_widths(ui, options);
    let count = options.len().max(1) as f32;
    if wanted.iter().all(|own| *own <= width / count) {
        return vec![width / count; options.len()];
    }
    let more = (width - wanted.iter().sum::<f32>()) / count;
    wanted.into_iter().map(|own| own + more).collect()
}

/// Whether the texts of all options fit side by side in `width` points.
pub fn fit_side_by_side(ui: &Ui, options: &[&str], width: f32) -> bool {
    wanted_widths(ui, options).iter().sum::<f32>() <= width
}

/// Segments side by side in `width` points. Returns whether another option was chosen.
pub fn segments(ui: &mut Ui, name: &str, value: &mut usize, options: &[&str], width: f32) -> bool {
    let before = *value;
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    let id = ui.next_auto_id();
    ui.skip_ahead_auto_ids(1);
    let radius = CornerRadius::same(RADIUS);
    let line = Stroke::new(1.0, palette.edge());
    ui.painter().rect(rect, radius, palette.background, line, StrokeKind::Inside);
    let mut right = rect.left();
    for (index, (words, part)) in options.iter().zip(segment_widths(ui, options, width)).enumerate() {
        let left = right;
        right += part;
        let cell = Rect::from_min_max(pos2(left.round(), rect.top()), pos2((left + part).round(), rect.bottom()));
        let response = segment(ui, cell, id.with(index), words, index == before);
        response
            .widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, ui.is_enabled(), index == before, *words));
        let response = response.on_hover_text(tr!("setting-problem", setting = name, problem = words));
        if response.clicked() {
            *value = index;
        }
    }
    *value != before
}

fn segment(ui: &Ui, cell: Rect, id: Id, words: &str, chosen: bool) -> Response {
    let palette = theme::current(ui);
    let response = ui.interact(cell, id, Sense::click());
    let warm = response.hovered() || response.has_focus();
    let inner = cell.shrink(2.0);
    let radius = CornerRadius::same(RADIUS - 1);
    if chosen {
        let line = Stroke::new(1.0, palette.accent);
        ui.painter().rect(inner, radius, palette.selected(), line, StrokeKind::Inside);
    } else if warm {
        ui.painter().rect_filled(inner, radius, palette.hover);
    }
    let color = if chosen || warm { palette.text } else { palette.weak };
    let size = if cell.width() < 64.0 { SMALL } else { BODY };
    let job = super::elided_job(words, FontId::proportional(size), color, inner.width() - 4.0);
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    ui.painter().galley(cell.center() - galley.size() / 2.0, galley, color);
    response
}
