//! The list of connections: the name of each, where it is defined and what it leads to.

use egui::{Align2, FontId, RichText, ScrollArea, Sense, Ui, WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use super::field;
use super::state::State;
use crate::app::{App, ConnectionEntry, Origin};
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, elided_job};

/// The height of an entry of two lines.
const ENTRY: f32 = 40.0;

pub(super) fn show(state: &mut State, ui: &mut Ui, app: &App) {
    let databases = &app.person.databases;
    if let Some(problem) = &databases.file_problem {
        let colours = theme::current(ui);
        ui.label(RichText::new(widgets::breakable(&problem.words())).small().color(colours.error));
        ui.add_space(UNIT);
    }
    let shown = state.entry(app).map(|entry| entry.name.clone());
    let height = ui.available_height() - ROW - 3.0 * UNIT;
    ScrollArea::vertical().id_salt("list").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for entry in databases.list.iter().flatten() {
            let is_changed = state.is_changed(Some(&entry.name));
            if row(ui, &entry.name, &about(entry, is_changed), Some(&entry.name) == shown.as_ref()) {
                state.choose(&entry.name);
            }
        }
        if state.has_new() {
            let name = state.draft(None, None).name;
            let about = (tr!("connection-not-saved").to_owned(), Mood::Warning);
            if row(ui, &name, &about, state.is_new) {
                state.begin(app);
            }
        }
    });
    ui.add_space(UNIT);
    if widgets::button(ui, icon::PLUS, tr!("connection-add")).clicked() {
        state.begin(app);
        state.focus = Some(field::id(None, "host"));
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Mood {
    Calm,
    Warning,
    Error,
}

/// The second line of an entry.
fn about(entry: &ConnectionEntry, is_changed: bool) -> (String, Mood) {
    if is_changed {
        return (tr!("connection-not-saved").to_owned(), Mood::Warning);
    }
    match (&entry.problem, &entry.leads_to) {
        (Some(problem), _) => (problem.message.to_string(), Mood::Error),
        (None, leads_to) => {
            let place = leads_to.as_ref().map_or("", |(_, place)| place.as_str());
            (format!("{} · {}", origin_words(entry.origin), short(place)), Mood::Calm)
        }
    }
}

/// Where a connection is defined.
pub(super) fn origin_words(origin: Origin) -> &'static str {
    match origin {
        Origin::Environment => tr!("connection-from-environment"),
        Origin::File => tr!("connection-from-machine"),
        Origin::Project => tr!("connection-from-project"),
    }
}

/// The end of a path says more than its beginning.
fn short(place: &str) -> &str {
    if place.starts_with('/') { place.rsplit('/').next().unwrap_or(place) } else { place }
}

fn row(ui: &mut Ui, name: &str, (about, mood): &(String, Mood), is_chosen: bool) -> bool {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::click());
    response.widget_info(|| {
        let words = [name, about].join(tr!("pause"));
        WidgetInfo::selected(WidgetType::SelectableLabel, ui.is_enabled(), is_chosen, words)
    });
    if is_chosen {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.selected());
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let colour = match mood {
        Mood::Calm => palette.weak,
        Mood::Warning => palette.warning,
        Mood::Error => palette.error,
    };
    let painter = ui.painter_at(rect);
    let inner = rect.shrink2(vec2(2.0 * UNIT, 0.0));
    for (y, words, size, colour) in
        [(rect.top() + 12.0, name, BODY, palette.text), (rect.bottom() - 12.0, about.as_str(), SMALL, colour)]
    {
        let galley = painter.layout_job(elided_job(words, FontId::proportional(size), colour, inner.width()));
        let at = Align2::LEFT_CENTER.anchor_size(pos2(inner.left(), y), galley.size());
        painter.galley(at.min, galley, colour);
    }
    response.on_hover_text(about).clicked()
}
