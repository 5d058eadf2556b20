//! The catalogue: every kind by category, searched, dragged or double-clicked onto the canvas.

use egui::{Align2, RichText, ScrollArea, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::{App, Command, Connect};
use crate::base::fuzzy::Search;
use crate::nodes::{Category, KINDS, KindInfo};
use crate::ui::node_graph::{DragKind, icons};
use crate::ui::theme::{self, ROW, UNIT};

/// The search text.
#[derive(Default)]
pub struct Catalogue {
    query: String,
}

impl Catalogue {
    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        let colours = theme::palette(app.preferences.theme);
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 8)).show(ui, |ui| {
            let field = egui::TextEdit::singleline(&mut self.query)
                .hint_text("Search nodes")
                .desired_width(f32::INFINITY)
                .margin(egui::Margin::symmetric(8, 4));
            let response = ui.add(field);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Search nodes"));
        });
        let mut search = Search::new(&self.query);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let mut any = false;
            for category in Category::ALL {
                let mut found: Vec<(u32, &KindInfo)> = KINDS
                    .iter()
                    .filter(|k| k.meta.category == category)
                    .filter_map(|k| Some((score(&mut search, k)?, k)))
                    .collect();
                if found.is_empty() {
                    continue;
                }
                any = true;
                if !search.is_empty() {
                    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
                }
                ui.add_space(UNIT);
                ui.horizontal(|ui| {
                    ui.set_height(20.0);
                    ui.add_space(3.0 * UNIT);
                    ui.label(RichText::new(category.title()).small().color(colours.weak));
                });
                for (_, kind) in found {
                    row(ui, app, kind, out);
                }
            }
            if !any {
                ui.horizontal(|ui| {
                    ui.add_space(3.0 * UNIT);
                    ui.label(RichText::new("Nothing fits").color(colours.weak));
                });
            }
            ui.add_space(2.0 * UNIT);
        });
    }
}

fn score(search: &mut Search, kind: &KindInfo) -> Option<u32> {
    let title = search.score(kind.meta.title).map(|s| s * 2 + 20);
    title.max(search.score(&kind.meta.words.join(" "))).max(search.score(kind.meta.id))
}

fn row(ui: &mut Ui, app: &App, kind: &'static KindInfo, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, kind.meta.title));
    response.dnd_set_drag_payload(DragKind(kind.meta.id.to_owned()));
    if response.hovered() || response.dragged() {
        ui.painter().rect_filled(rect.shrink2(Vec2::new(UNIT, 0.0)), theme::RADIUS, colours.hover);
    }
    let font = egui::TextStyle::Body.resolve(ui.style());
    let at = rect.left_center() + Vec2::new(5.0 * UNIT, 0.0);
    let colour = colours.category(Some(kind.meta.category));
    ui.painter().text(at, Align2::CENTER_CENTER, icons::icon(kind.meta.id), font.clone(), colour);
    let at = rect.left_center() + Vec2::new(9.0 * UNIT, 0.0);
    ui.painter().text(at, Align2::LEFT_CENTER, kind.meta.title, font, colours.text);
    if response.double_clicked() {
        let at = app.view.pointer.unwrap_or_default();
        out.push(Command::AddNode { kind: kind.meta.id.into(), settings: None, at, connect: Connect::Not });
    }
    response.on_hover_text(format!("{}\nDrag it onto the canvas, or double-click", kind.meta.about));
}
