//! The form of one cluster.

use egui::{Align, Id, Layout, ScrollArea, Ui, vec2};
use egui_phosphor::regular as icon;

use super::super::labelled::{complain, labelled, remark};
use super::state::{State, set};
use super::{settings, test_line};
use crate::app::{App, ClusterKind, Command, SavedCluster};
use crate::base::{Problem, Severity};
use crate::ui::theme::{self, ROW, UNIT};
use crate::ui::widgets;

/// The height for the answer of a test.
const ANSWER: f32 = 40.0;

/// The field of a setting of the cluster at this place in the list.
pub(super) fn id(place: usize, setting: &str) -> Id {
    Id::new(("cluster", place, setting))
}

pub(super) fn show(
    state: &mut State,
    ui: &mut Ui,
    app: &App,
    (place, cluster): (usize, &SavedCluster),
    out: &mut Vec<Command>,
) {
    let mut edited = cluster.clone();
    let problems = cluster.problems();
    let fields_height = ui.available_height() - ROW - ANSWER - 4.0 * UNIT;
    ScrollArea::vertical().id_salt(&cluster.name).max_height(fields_height).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = UNIT;
        // Room for the scroll bar.
        ui.set_max_width(ui.available_width() - 10.0);
        name(state, ui, app, (place, cluster), out);
        labelled(ui, tr!("cluster-kind"), |ui, width| {
            let mut kind = usize::from(edited.kind == ClusterKind::Connect);
            let words = [tr!("cluster-kind-master"), tr!("cluster-kind-connect")];
            if widgets::segments(ui, tr!("cluster-kind"), &mut kind, &words, width) {
                edited.kind = if kind == 0 { ClusterKind::Master } else { ClusterKind::Connect };
            }
        });
        let hint = match edited.kind {
            ClusterKind::Master => tr!("cluster-address-master"),
            ClusterKind::Connect => tr!("cluster-address-connect"),
        };
        let mut text = |label: &str, value: &mut String, hint: &str, setting: &str| {
            let problem = problems.iter().find(|problem| problem.setting.as_deref() == Some(setting));
            text(ui, label, id(place, setting), value, hint, problem);
        };
        text(tr!("cluster-address"), &mut edited.address, hint, "address");
        text(tr!("cluster-python"), &mut edited.python, tr!("cluster-python-hint"), "python");
        text(tr!("cluster-path-root"), &mut edited.path_root, tr!("cluster-path-root-hint"), "path_root");
        text(tr!("cluster-staging"), &mut edited.staging, tr!("cluster-staging-hint"), "staging");
        if let Some(id) = state.focus.take() {
            ui.ctx().memory_mut(|memory| memory.request_focus(id));
        }
        labelled(ui, "", |ui, _| {
            let about = tr!("cluster-ship-about");
            widgets::check(ui, &mut edited.ship, tr!("cluster-ship"), tr!("cluster-ship")).on_hover_text(about);
        });
        ui.add_space(UNIT);
        settings::show(ui, place, &mut edited.conf, &problems);
    });
    if edited != *cluster {
        out.push(set(Some(&cluster.name), Some(edited)));
    }
    ui.add_space(2.0 * UNIT);
    let row = vec2(ui.available_width(), ROW);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        if widgets::button(ui, icon::TRASH, tr!("cluster-remove")).clicked() {
            out.push(set(Some(&cluster.name), None));
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| test_line::button(ui, app, cluster, &problems, out));
    });
    ui.add_space(UNIT);
    test_line::answer(ui, app, cluster);
}

/// The name is kept once its field loses the focus: projects refer to it.
fn name(state: &mut State, ui: &mut Ui, app: &App, (place, cluster): (usize, &SavedCluster), out: &mut Vec<Command>) {
    let mut typed = state.name.clone().unwrap_or_else(|| cluster.name.clone());
    let response = labelled(ui, tr!("cluster-name"), |ui, width| {
        let id = id(place, "name");
        let response = ui.add(widgets::text_field(&mut typed).id(id).desired_width(width));
        widgets::name(ui, id, &tr!("name-of", name = cluster.name));
        response
    });
    let new = typed.trim();
    let is_taken = new != cluster.name && app.cluster(new).is_some();
    let wrong = match new {
        "" => Some(tr!("cluster-needs-name").to_owned()),
        name if is_taken => Some(tr!("cluster-exists", name = name)),
        _ => None,
    };
    if let Some(words) = &wrong {
        remark(ui, words, theme::current(ui).error);
    }
    if response.lost_focus() {
        state.name = None;
        if wrong.is_none() && new != cluster.name {
            let renamed = SavedCluster { name: new.to_owned(), ..cluster.clone() };
            state.choose(new);
            out.push(set(Some(&cluster.name), Some(renamed)));
        }
    } else if response.changed() {
        state.name = Some(typed);
    }
}

fn text(ui: &mut Ui, label: &str, id: Id, value: &mut String, hint: &str, problem: Option<&Problem>) {
    labelled(ui, label, |ui, width| {
        let field = widgets::text_field(value).id(id).hint_text(hint).desired_width(width);
        let is_wrong = problem.is_some_and(|problem| problem.severity == Severity::Error);
        let field = if is_wrong { field.text_color(theme::current(ui).error) } else { field };
        ui.add(field);
        widgets::name(ui, id, label);
    });
    if let Some(problem) = problem {
        complain(ui, problem);
    }
}
