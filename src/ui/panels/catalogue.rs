//! The catalogue: kinds by category, which can be searched, dragged or double-clicked onto the canvas.

use egui::{Align2, RichText, ScrollArea, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use super::databases::DatabasesPanel;
use crate::app::{App, Command, DatabaseCommand, NodeCommand};
use crate::nodes::{Category, KindInfo, find_kinds};
use crate::ui::highlight::{self, HighlightTarget};
use crate::ui::node_graph::{DragKind, icons};
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, search_field};

/// The search text, and the databases that may be shown instead.
#[derive(Default)]
pub struct Catalogue {
    query: String,
    databases: DatabasesPanel,
}

impl Catalogue {
    /// Draws the panel.
    pub fn show(&mut self, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
        let mut shown = usize::from(app.person.databases.is_shown);
        egui::Frame::new().inner_margin(egui::Margin { left: 8, right: 8, top: 8, bottom: 0 }).show(ui, |ui| {
            let words = [tr!("catalogue-nodes"), tr!("catalogue-databases")];
            let width = ui.available_width();
            if widgets::segments(ui, tr!("catalogue-shows"), &mut shown, &words, width) {
                out.push(Command::Database(DatabaseCommand::ShowPanel(shown == 1)));
            }
        });
        if app.person.databases.is_shown {
            ui.add_space(2.0 * UNIT);
            return self.databases.show(ui, app, out);
        }
        let colours = theme::palette(app.person.preferences.theme);
        let field = egui::Frame::new()
            .inner_margin(egui::Margin::symmetric(8, 8))
            .show(ui, |ui| search_field(ui, ui.id().with("search"), tr!("search-nodes"), &mut self.query));
        let found = find_kinds(&self.query);
        if field.inner.lost_focus()
            && ui.input(|i| i.key_pressed(egui::Key::Enter))
            && let Some(first) = found.first().filter(|_| !self.query.trim().is_empty())
        {
            add(app, first, out);
            self.query.clear();
        }
        // The category of the best match comes first.
        let mut categories: Vec<Category> = Vec::new();
        for kind in &found {
            if !categories.contains(&kind.meta.category) {
                categories.push(kind.meta.category);
            }
        }
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for category in categories {
                ui.add_space(UNIT);
                ui.horizontal(|ui| {
                    ui.set_height(20.0);
                    ui.add_space(3.0 * UNIT);
                    ui.label(RichText::new(category.title()).small().color(colours.weak));
                });
                found.iter().filter(|kind| kind.meta.category == category).for_each(|kind| row(ui, app, kind, out));
            }
            if found.is_empty() {
                ui.horizontal(|ui| {
                    ui.add_space(3.0 * UNIT);
                    ui.label(RichText::new(tr!("nothing-fits")).color(colours.weak));
                });
            }
            ui.add_space(2.0 * UNIT);
        });
    }
}

/// Adds a node after the selected one, connected if possible.
fn add(app: &App, kind: &KindInfo, out: &mut Vec<Command>) {
    let (at, connect) = app.after_selected();
    out.push(Command::Node(NodeCommand::Add { kind: kind.meta.id.into(), settings: None, at, connect }));
}

fn row(ui: &mut Ui, app: &App, kind: &'static KindInfo, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, kind.meta.title()));
    response.dnd_set_drag_payload(DragKind(kind.meta.id.to_owned()));
    if response.hovered() || response.dragged() {
        ui.painter().rect_filled(rect.shrink2(Vec2::new(UNIT, 0.0)), theme::RADIUS, colours.hover);
    }
    let font = egui::TextStyle::Body.resolve(ui.style());
    let at = rect.left_center() + Vec2::new(5.0 * UNIT, 0.0);
    let colour = colours.category(Some(kind.meta.category));
    ui.painter().text(at, Align2::CENTER_CENTER, icons::icon(kind.meta.id), font.clone(), colour);
    let at = rect.left_center() + Vec2::new(9.0 * UNIT, 0.0);
    ui.painter().text(at, Align2::LEFT_CENTER, kind.meta.title(), font, colours.text);
    if response.double_clicked() {
        add(app, kind, out);
    }
    if ui.clip_rect().contains_rect(rect) {
        highlight::record(ui.ctx(), HighlightTarget::Kind(kind.meta.id), rect.shrink2(Vec2::new(UNIT, 0.0)));
    } else if app.guide_asks_for(kind.meta.id) {
        ui.scroll_to_rect(rect, None);
    }
    response.on_hover_text(format!("{}\n{}", kind.meta.about(), tr!("catalogue-how")));
}
