//! The panels around the canvas. Each has a share of the window, which can be dragged at the edge and reset by a double click.

pub mod panel_sizes;
pub mod window_geometry;

use egui::{Button, Frame, Id, Panel, RichText, Stroke, Ui};

use crate::app::window_layout::{Display, Part};
use crate::app::{App, Command, WindowCommand};

use super::style::SMALL;
use super::{theme, widgets};
use panel_sizes::{Size, TABS};

/// The panels that are switched on.
pub fn shown(app: &App) -> Vec<Part> {
    let likes = &app.person.preferences;
    let parts = [
        (Part::Catalogue, likes.catalogue),
        (Part::Inspector, likes.inspector),
        (Part::History, likes.history),
        (Part::Table, likes.table),
        (Part::Runs, likes.runs),
        (Part::Problems, likes.problems),
    ];
    parts.into_iter().filter_map(|(part, is_shown)| is_shown.then_some(part)).collect()
}

/// Draws a panel with its planned size; dragging its edge changes its share.
pub fn panel(
    ui: &mut Ui,
    display: Display,
    size: Size,
    frame: Frame,
    out: &mut Vec<Command>,
    add: impl FnOnce(&mut Ui),
) {
    let window = ui.ctx().content_rect().size();
    let (name, whole) = match size.part {
        Part::Catalogue => ("catalogue", window.x),
        Part::Inspector => ("inspector", window.x),
        Part::History => ("history", window.x),
        Part::Table => ("table", window.y),
        Part::Runs => ("runs", window.y),
        Part::Problems => ("problems", window.y),
    };
    let panel = match size.part {
        Part::Catalogue => Panel::left(name),
        Part::Inspector | Part::History => Panel::right(name),
        Part::Table | Part::Runs | Part::Problems => Panel::bottom(name),
    };
    let id = Id::from(name);
    // Discards egui's stored size, which may belong to another window.
    ui.data_mut(|data| data.remove::<egui::PanelState>(id));
    let edge = ui.ctx().read_response(id.with("__resize"));
    let panel = panel.default_size(size.size).size_range(size.least..=size.most).resizable(true).frame(frame);
    let drawn = panel.show(ui, |ui| {
        // Makes the content fill the panel.
        ui.set_min_height(ui.available_height());
        add(ui);
    });
    let Some(edge) = edge else { return };
    let rect = drawn.response.rect;
    let now = if matches!(size.part, Part::Table | Part::Runs | Part::Problems) { rect.height() } else { rect.width() };
    let share = match (edge.double_clicked(), edge.drag_stopped()) {
        (true, _) => None,
        (false, true) => Some(now / whole),
        (false, false) => return,
    };
    out.push(Command::Window(WindowCommand::SetShare { display, part: size.part, share }));
}

/// The visible panel where the panels below the canvas share one place.
#[derive(Debug, Default)]
pub struct PanelTabs {
    chosen: Option<Part>,
    known: Vec<Part>,
    /// The last table request that was handled.
    table_request: Option<u64>,
}

impl PanelTabs {
    /// The visible panel: chosen by its tab, opened last, or requested.
    pub fn follow(&mut self, app: &App) -> Part {
        let below = [Part::Table, Part::Runs, Part::Problems];
        let shown: Vec<Part> = shown(app).into_iter().filter(|part| below.contains(part)).collect();
        let opened = shown.iter().find(|part| !self.known.contains(part) && !self.known.is_empty());
        let request = app.project.view.table_request.map(|(_, count)| count);
        if let Some(opened) = opened {
            self.chosen = Some(*opened);
        } else if request != self.table_request {
            self.chosen = Some(Part::Table);
        }
        self.table_request = request;
        let chosen = self.chosen.filter(|part| shown.contains(part)).or(shown.first().copied());
        self.known = shown;
        self.chosen = chosen;
        chosen.unwrap_or(Part::Table)
    }

    /// A tab for each panel.
    pub fn tabs(&mut self, ui: &mut Ui) {
        let palette = theme::current(ui);
        ui.allocate_ui_with_layout(
            egui::vec2(ui.available_width(), TABS),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_min_height(TABS);
                ui.spacing_mut().item_spacing.x = 2.0;
                ui.add_space(8.0);
                for part in self.known.clone() {
                    let is_chosen = self.chosen == Some(part);
                    let color = if is_chosen { palette.text } else { palette.weak };
                    let words = match part {
                        Part::Runs => tr!("below-runs"),
                        Part::Problems => tr!("below-problems"),
                        _ => tr!("below-table"),
                    };
                    let tab = Button::new(RichText::new(words).size(SMALL).color(color)).selected(is_chosen);
                    if widgets::frameless_button(ui, true, tab).clicked() {
                        self.chosen = Some(part);
                    }
                }
                let line = ui.max_rect();
                ui.painter().hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, palette.line));
            },
        );
    }
}
