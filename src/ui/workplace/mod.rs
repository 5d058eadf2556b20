//! The panels around the canvas: each has its share of the window, which a hand changes by the edge and a double click
//! gives back.

pub mod plan;
pub mod window;

use egui::{Button, Frame, Id, Panel, RichText, Stroke, Ui};

use crate::app::window_layout::{Display, Part};
use crate::app::{App, Command, WindowCommand};

use super::style::SMALL;
use super::{theme, widgets};
use plan::{Size, TABS};

/// The parts that the person shows.
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

/// Draws a panel by its size; a drag of its edge becomes its new share.
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
    // egui remembers points, of another window maybe: the share says.
    ui.data_mut(|data| data.remove::<egui::PanelState>(id));
    let edge = ui.ctx().read_response(id.with("__resize"));
    let panel = panel.default_size(size.size).size_range(size.least..=size.most).resizable(true).frame(frame);
    let drawn = panel.show(ui, |ui| {
        // A panel is as large as its content; the content shall be as large as the panel.
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

/// Which of the panels below the canvas is seen where they lie in one place.
#[derive(Debug, Default)]
pub struct Dock {
    chosen: Option<Part>,
    known: Vec<Part>,
    /// The wishes about the table that were seen.
    wishes: Option<u64>,
}

impl Dock {
    /// The one that is seen: chosen by its tab, or opened last, or wished for.
    pub fn follow(&mut self, app: &App) -> Part {
        let below = [Part::Table, Part::Runs, Part::Problems];
        let shown: Vec<Part> = shown(app).into_iter().filter(|part| below.contains(part)).collect();
        let opened = shown.iter().find(|part| !self.known.contains(part) && !self.known.is_empty());
        let wishes = app.project.view.table_request.map(|(_, count)| count);
        if let Some(opened) = opened {
            self.chosen = Some(*opened);
        } else if wishes != self.wishes {
            self.chosen = Some(Part::Table);
        }
        self.wishes = wishes;
        let chosen = self.chosen.filter(|part| shown.contains(part)).or(shown.first().copied());
        self.known = shown;
        self.chosen = chosen;
        chosen.unwrap_or(Part::Table)
    }

    /// A tab for each.
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
                    if widgets::quiet(ui, true, tab).clicked() {
                        self.chosen = Some(part);
                    }
                }
                let line = ui.max_rect();
                ui.painter().hline(line.x_range(), line.bottom() - 0.5, Stroke::new(1.0, palette.line));
            },
        );
    }
}
