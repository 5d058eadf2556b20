//! Sort arrows in the heads and filter fields below them. They only affect the view.

use egui::{CornerRadius, FontId, Id, Rect, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use super::Grid;
use super::types::{Areas, Seen};
use crate::app::table_view::TableView;
use crate::app::{Command, TableCommand};
use crate::engine::{OutputRef, Table};
use crate::nodes::short_condition;
use crate::ui::style::{SMALL, hairline};
use crate::ui::{theme, widgets};

impl Grid {
    /// The sort arrow of a column, visible while it sorts or is hovered.
    #[expect(clippy::too_many_arguments, reason = "a struct for one call would only repeat their names")]
    pub(super) fn arrow(
        &mut self,
        ui: &Ui,
        seen: &Seen,
        name: &str,
        right: bool,
        (part, id): (Rect, Id),
        output: OutputRef,
        out: &mut Vec<Command>,
    ) {
        let palette = theme::current(ui);
        let middle = seen.rect.top() + 13.0;
        let x = if right { seen.rect.left() + 10.0 } else { seen.rect.right() - 12.0 };
        let place = Rect::from_center_size(pos2(x, middle), vec2(18.0, 18.0));
        if !part.contains_rect(place) {
            return;
        }
        let order = self.view.order(name);
        let response = ui.interact(place, id.with(("arrow", seen.column)), Sense::click());
        let words = tr!("sort-by", name = name);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &words));
        let is_near = ui.rect_contains_pointer(seen.rect.intersect(part)) && self.dragged.is_none();
        if order.is_some() || is_near || response.has_focus() {
            let warm = response.hovered() || response.has_focus();
            let ground = if warm { palette.hover } else { palette.panel };
            ui.painter().rect_filled(place, CornerRadius::same(3), ground);
            let (sign, color) = match order {
                Some(false) => (icon::ARROW_UP, palette.accent),
                Some(true) => (icon::ARROW_DOWN, palette.accent),
                None => (icon::ARROWS_DOWN_UP, palette.weak),
            };
            ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, sign, FontId::proportional(13.0), color);
        }
        if response.clicked() {
            let mut view = self.view.clone();
            view.turn(name, ui.input(|i| i.modifiers.shift));
            out.push(Command::Table(TableCommand::SetView { output, view }));
        }
        response.on_hover_text(tr!("sort-about"));
    }

    /// The filter fields of the columns.
    pub(super) fn fields(
        &mut self,
        ui: &mut Ui,
        areas: &Areas,
        table: &Table,
        output: OutputRef,
        id: Id,
        out: &mut Vec<Command>,
    ) {
        if !self.filtering {
            return;
        }
        let palette = theme::current(ui);
        let strip = Rect::from_min_max(pos2(areas.numbers.left(), areas.fields.top()), areas.fields.max);
        let strip = strip.with_max_x(self.end_across(areas));
        ui.painter().rect_filled(strip, 0, palette.panel);
        ui.painter().hline(strip.x_range(), strip.bottom() - 0.5, hairline(palette));
        let sign = pos2(areas.fields.left() - 8.0, strip.center().y);
        ui.painter().text(sign, egui::Align2::RIGHT_CENTER, icon::FUNNEL, FontId::proportional(13.0), palette.weak);
        for seen in self.seen(areas.fields, areas) {
            let Some(column) = table.columns().get(seen.column) else { continue };
            let part = areas.part(areas.fields, seen.stays);
            if seen.rect.intersect(part).width() < 8.0 {
                continue;
            }
            let mut typed = self.view.filters.get(&column.name).cloned().unwrap_or_default();
            let problem = short_condition(column, &typed).err();
            let builder = UiBuilder::new().max_rect(seen.rect.shrink2(vec2(3.0, 3.0))).id_salt(("field", seen.column));
            let mut cell = ui.new_child(builder);
            cell.set_clip_rect(part.intersect(ui.clip_rect()));
            let color = if problem.is_some() { palette.error } else { palette.text };
            let field = TextEdit::singleline(&mut typed)
                .id(id.with(("filter", &column.name)))
                .font(FontId::proportional(SMALL))
                .text_color(color)
                .hint_text(tr!("filter"))
                .margin(egui::Margin::symmetric(5, 2))
                .desired_width(f32::INFINITY);
            let response = cell.add(field);
            widgets::name(ui, response.id, &tr!("filter-named", name = column.name));
            if response.changed() {
                let mut view = self.view.clone();
                if typed.is_empty() {
                    drop(view.filters.remove(&column.name))
                } else {
                    drop(view.filters.insert(column.name.clone(), typed))
                }
                self.view = TableView::clone(&view);
                out.push(Command::Table(TableCommand::SetView { output, view }));
            }
            match problem {
                Some(problem) => response.on_hover_text(problem.to_string()),
                None => response.on_hover_text(tr!("filter-hint")),
            };
        }
    }
}
