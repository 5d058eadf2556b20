//! Draws the completion list.

use std::ops::Range;

use egui::{
    Area, CornerRadius, FontId, Frame, Id, Order, Pos2, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2,
};
use egui_phosphor::regular as icon;

use super::super::suggestion_list::{LINE, MARGIN, VISIBLE_LINES};
use super::{Suggestions, WIDTH};
use crate::formula::{Completion, CompletionKind, find_function};
use crate::ui::style::{SMALL, TABLE, hairline};
use crate::ui::theme::{self, RADIUS};
use crate::ui::widgets::{self, elided_job};

/// Draws the list at `place`. Returns the clicked completion.
pub fn show(ui: &Ui, id: Id, state: &mut Suggestions, place: Pos2) -> Option<(Range<usize>, String)> {
    if !state.is_open() {
        return None;
    }
    let area = Area::new(id.with("completions")).order(Order::Foreground).fixed_pos(place);
    let inner = area.show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(MARGIN as i8).show(ui, |ui| {
            ui.set_width(WIDTH);
            ui.spacing_mut().item_spacing.y = 0.0;
            let chosen = list(ui, state);
            match state.found.get(state.at) {
                None => drop(widgets::small(ui, tr!("complete-nothing"))),
                Some(completion) if state.foot() > 0.0 => foot(ui, completion, &state.rows, state.foot()),
                Some(_) => {}
            }
            chosen
        });
        frame.inner
    });
    if inner.inner.is_some() {
        state.open = false;
    }
    inner.inner
}

fn list(ui: &mut Ui, state: &Suggestions) -> Option<(Range<usize>, String)> {
    let mut chosen = None;
    ScrollArea::vertical().max_height(LINE * VISIBLE_LINES).auto_shrink([false, true]).show(ui, |ui| {
        for (index, completion) in state.found.iter().enumerate() {
            let is_marked = index == state.at && state.takes_tab();
            let response = item(ui, completion, is_marked);
            if is_marked {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                chosen = Some((completion.replace.clone(), completion.insert.clone()));
            }
        }
    });
    chosen
}

/// The help of the highlighted entry, in a constant height: for a function its result, for a value the `rows` that were counted.
fn foot(ui: &mut Ui, completion: &Completion, rows: &str, height: f32) {
    let palette = theme::current(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let function = find_function(&completion.label).filter(|_| completion.kind == CompletionKind::Function);
    let example = function.map(|function| format!("{} → {}", function.example.0, function.example.1));
    let about = match (completion.kind, completion.about) {
        (CompletionKind::Value, _) => rows,
        (_, "") => completion.detail.as_str(),
        (_, about) => about,
    };
    let example = example.unwrap_or_default();
    let line = rect.top() + 2.0;
    ui.painter().hline(rect.x_range(), line, hairline(palette));
    let mut top = line + 4.0;
    for (words, font, rows) in
        [(about, FontId::proportional(SMALL), 2), (example.as_str(), FontId::monospace(SMALL - 0.5), 1)]
    {
        let mut job = elided_job(words, font, palette.weak, rect.width() - 12.0);
        (job.wrap.max_rows, job.wrap.break_anywhere) = (rows, rows == 1);
        let galley = ui.fonts_mut(|f| f.layout_job(job));
        let height = galley.size().y;
        ui.painter().galley(pos2(rect.left() + 6.0, top), galley, palette.weak);
        top += height + 1.0;
    }
}

fn item(ui: &mut Ui, completion: &Completion, current: bool) -> egui::Response {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    // A value is shown as it will be inserted.
    let is_value = completion.kind == CompletionKind::Value;
    let label = if is_value { &completion.insert } else { &completion.label };
    let name = match is_value {
        true => tr!("complete-value", value = label.as_str(), rows = completion.detail.as_str()),
        false => tr!("complete-named", name = label.as_str()),
    };
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, current, &name));
    if current || response.hovered() {
        let fill = if current { palette.selected() } else { palette.hover };
        ui.painter().rect_filled(rect, CornerRadius::same(RADIUS), fill);
    }
    let icon = match completion.kind {
        CompletionKind::Column => icon::COLUMNS,
        CompletionKind::Function => icon::FUNCTION,
        CompletionKind::Parameter => icon::SLIDERS_HORIZONTAL,
        CompletionKind::Keyword => icon::TEXT_AA,
        CompletionKind::Value => icon::LIST_BULLETS,
    };
    let at = pos2(rect.left() + 14.0, rect.center().y);
    ui.painter().text(at, egui::Align2::CENTER_CENTER, icon, FontId::proportional(13.0), palette.weak);
    let left = rect.left() + 28.0;
    let room = rect.right() - 8.0 - left;
    let job = elided_job(label, FontId::monospace(TABLE), palette.text, room * 0.7);
    let shown = ui.fonts_mut(|f| f.layout_job(job));
    let detail_room = room - shown.size().x - 12.0;
    ui.painter().galley(pos2(left, rect.center().y - shown.size().y / 2.0), shown, palette.text);
    if detail_room > 24.0 {
        // The name already stands before it.
        let own = completion.detail.strip_prefix(label.as_str()).filter(|rest| rest.starts_with('('));
        let detail =
            elided_job(own.unwrap_or(&completion.detail), FontId::proportional(SMALL), palette.weak, detail_room);
        let detail = ui.fonts_mut(|f| f.layout_job(detail));
        let at = pos2(rect.right() - 8.0 - detail.size().x, rect.center().y - detail.size().y / 2.0);
        ui.painter().galley(at, detail, palette.weak);
    }
    response
}
