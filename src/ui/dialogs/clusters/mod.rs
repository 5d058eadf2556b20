//! The dialog of the user's Spark clusters: a list at the left, the form of one at the right. Each change is kept at once.

mod form;
mod settings;
mod state;
mod test_line;

use egui::{Align, Align2, FontId, Layout, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder};
use egui::{WidgetInfo, WidgetType, pos2, vec2};
use egui_phosphor::regular as icon;

use super::card::{answers, card};
use super::named_rows::title;
use crate::app::{App, ClusterCommand, Command, SavedCluster, WindowCommand};
use crate::base::name;
use crate::engine::shown_address;
use crate::ui::style::{BODY, SMALL};
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets::{self, elided_job};
pub(super) use state::State;
use state::set;

/// The width of the dialog, of its list and of the space between list and form.
const WIDTH: f32 = 760.0;
const LIST: f32 = 190.0;
const GAP: f32 = 20.0;
/// The height of an entry of the list with two lines.
const ENTRY: f32 = 40.0;

pub(super) fn show(state: &mut State, ctx: &egui::Context, app: &App, fresh: bool, out: &mut Vec<Command>) {
    if fresh {
        *state = State { chosen: app.run_cluster().map(|cluster| cluster.name.clone()), ..State::default() };
    }
    let clusters = &app.person.preferences.clusters;
    let chosen = clusters.iter().position(|cluster| Some(&cluster.name) == state.chosen.as_ref()).unwrap_or(0);
    let shown = clusters.get(chosen);
    card(ctx, app, WIDTH, out, |ui, out| {
        title(ui, app, tr!("clusters"), tr!("clusters-about"));
        let height = (ui.ctx().content_rect().height() * 0.86 - 240.0).clamp(160.0, 420.0);
        let width = ui.available_width();
        let (place, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let left = Rect::from_min_size(place.min, vec2(LIST.min(width * 0.3), height));
        let right = Rect::from_min_max(pos2(left.right() + GAP, place.top()), place.max);
        let colours = theme::current(ui);
        ui.painter().vline(left.right() + GAP / 2.0, place.y_range(), egui::Stroke::new(1.0, colours.line));
        inside(ui, left, "clusters", |ui| list(state, ui, app, shown, out));
        inside(ui, right, "cluster", |ui| match shown {
            Some(cluster) => form::show(state, ui, app, (chosen, cluster), out),
            None => {
                ui.label(RichText::new(tr!("clusters-none")).color(colours.weak));
            }
        });
        ui.add_space(3.0 * UNIT);
        answers(ui, |ui| {
            if widgets::primary_button(ui, "", tr!("done")).clicked() {
                out.push(Command::Window(WindowCommand::CloseDialog));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| foot(state, ui, app, out));
        });
    });
}

fn inside(ui: &mut Ui, place: Rect, salt: &str, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::top_down(Align::Min);
    let mut part = ui.new_child(UiBuilder::new().max_rect(place).id_salt(salt).layout(layout));
    part.set_clip_rect(place.expand(2.0).intersect(ui.clip_rect()));
    content(&mut part);
}

fn list(state: &mut State, ui: &mut Ui, app: &App, shown: Option<&SavedCluster>, out: &mut Vec<Command>) {
    let clusters = &app.person.preferences.clusters;
    let height = ui.available_height() - ROW - 3.0 * UNIT;
    ScrollArea::vertical().id_salt("list").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for cluster in clusters {
            if entry(ui, cluster, Some(&cluster.name) == shown.map(|shown| &shown.name)) {
                state.choose(&cluster.name);
            }
        }
    });
    ui.add_space(UNIT);
    if widgets::button(ui, icon::PLUS, tr!("cluster-add")).clicked() {
        let is_taken = |name: &str| clusters.iter().any(|cluster| cluster.name == name);
        let name = name::unique("cluster", is_taken);
        state.choose(&name);
        state.focus = Some(form::id(clusters.len(), "address"));
        out.push(set(None, Some(SavedCluster { name, ..SavedCluster::default() })));
    }
}

/// A cluster with its address. Returns whether it was chosen.
fn entry(ui: &mut Ui, cluster: &SavedCluster, is_chosen: bool) -> bool {
    let palette = theme::current(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ENTRY), Sense::click());
    let problem = cluster.problems().into_iter().next();
    let (about, colour) = match &problem {
        Some(problem) if cluster.address.trim().is_empty() => (problem.message.to_string(), palette.weak),
        Some(problem) => (problem.message.to_string(), palette.warning),
        None => (shown_address(&cluster.address).to_owned(), palette.weak),
    };
    response.widget_info(|| {
        let words = [cluster.name.as_str(), &about].join(tr!("pause"));
        WidgetInfo::selected(WidgetType::SelectableLabel, ui.is_enabled(), is_chosen, words)
    });
    if is_chosen {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.selected());
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, theme::RADIUS, palette.hover);
    }
    let painter = ui.painter_at(rect);
    let inner = rect.shrink2(vec2(2.0 * UNIT, 0.0));
    for (y, words, size, colour) in [
        (rect.top() + 12.0, cluster.name.as_str(), BODY, palette.text),
        (rect.bottom() - 12.0, about.as_str(), SMALL, colour),
    ] {
        let galley = painter.layout_job(elided_job(words, FontId::proportional(size), colour, inner.width()));
        let at = Align2::LEFT_CENTER.anchor_size(pos2(inner.left(), y), galley.size());
        painter.galley(at.min, galley, colour);
    }
    response.clicked()
}

/// What was removed, with a way back.
fn foot(state: &mut State, ui: &mut Ui, app: &App, out: &mut Vec<Command>) {
    let Some((_, removed)) = &app.person.clusters.removed else { return };
    let undo = widgets::button(ui, icon::ARROW_U_UP_LEFT, tr!("cluster-take-back"));
    widgets::name(ui, undo.id, &tr!("cluster-bring-back", name = removed.name));
    if undo.clicked() {
        state.choose(&removed.name);
        out.push(Command::Cluster(ClusterCommand::TakeBack));
    }
    widgets::small(ui, &tr!("cluster-removed", name = removed.name));
}
