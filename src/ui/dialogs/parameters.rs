//! The project parameters dialog: name, type and default.

use egui::{RichText, Ui, vec2};
use egui_phosphor::regular as icon;

use crate::app::{App, Command, ProjectCommand, WindowCommand};
use crate::document::{Parameter, ParameterType};
use crate::nodes::parse_parameter;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

use super::card::card;

/// The widths of name, type and default.
const WIDTHS: [f32; 3] = [170.0, 110.0, 220.0];
const GAP: f32 = 8.0;

pub(super) fn show(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, 560.0, out, |ui, out| {
        ui.label(RichText::new(tr!("parameters")).heading().color(colours.text));
        ui.label(RichText::new(tr!("parameters-about")).small().color(colours.weak));
        ui.add_space(8.0);
        let parameters = app.document().parameters();
        if parameters.is_empty() {
            ui.label(RichText::new(tr!("parameters-none")).color(colours.weak));
        } else {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for (heading, width) in
                    [tr!("parameter-name"), tr!("parameter-type"), tr!("parameter-default")].into_iter().zip(WIDTHS)
                {
                    let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), egui::Sense::hover());
                    let font = egui::TextStyle::Small.resolve(ui.style());
                    ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, heading, font, colours.weak);
                }
            });
            for (name, parameter) in parameters {
                row(ui, app, name, parameter, out);
            }
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if widgets::button(ui, icon::PLUS, tr!("parameter-add")).clicked() {
                let name = crate::base::name::unique("parameter", |n| parameters.contains_key(n));
                out.push(Command::Project(ProjectCommand::SetParameter {
                    old: None,
                    new: Some((name, Parameter::default())),
                }));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if widgets::primary_button(ui, "", tr!("done")).clicked() {
                    out.push(Command::Window(WindowCommand::CloseDialog));
                }
            });
        });
    });
}

fn row(ui: &mut Ui, app: &App, name: &str, parameter: &Parameter, out: &mut Vec<Command>) {
    let [name_width, type_width, default_width] = WIDTHS;
    let change = |name: &str, new_name: String, new: Parameter| {
        Command::Project(ProjectCommand::SetParameter { old: Some(name.to_owned()), new: Some((new_name, new)) })
    };
    let mut default = parameter.default.clone();
    let wrong = parse_parameter(name, parameter, &default).err();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        if let Some(wanted) = name_field(ui, name, name_width) {
            out.push(change(name, wanted, parameter.clone()));
        }
        let words = ParameterType::ALL.map(|kind| kind.data_type().name().to_string());
        let words: Vec<(&str, &str)> = words.iter().map(|word| ("", word.as_str())).collect();
        let mut kind = ParameterType::ALL.iter().position(|kind| *kind == parameter.kind).unwrap_or(0);
        let id = egui::Id::new(("parameter_type", name));
        if widgets::drop_down(ui, id, &tr!("type-of", name = name), &mut kind, &words, type_width, false) {
            out.push(change(
                name,
                name.to_owned(),
                Parameter { kind: ParameterType::ALL[kind], default: default.clone() },
            ));
        }
        let field = field(ui, egui::Id::new(("parameter_default", name)), &mut default, default_width, wrong.is_some());
        widgets::name(ui, field.id, &tr!("default-of", name = name));
        if field.changed() {
            out.push(change(name, name.to_owned(), Parameter { kind: parameter.kind, default }));
        }
        if widgets::small_icon_button(ui, icon::TRASH, &tr!("remove-named", name = name)).clicked() {
            out.push(Command::Project(ProjectCommand::SetParameter { old: Some(name.to_owned()), new: None }));
        }
    });
    if let Some(problem) = wrong {
        let colours = theme::palette(app.person.preferences.theme);
        ui.label(RichText::new(problem.to_string()).small().color(colours.error));
    }
}

/// The new name once the field loses the focus. Partial names would break formulas while typing.
fn name_field(ui: &mut Ui, name: &str, width: f32) -> Option<String> {
    let id = egui::Id::new(("parameter_name", name));
    let mut typed = ui.data_mut(|d| d.get_temp::<String>(id)).unwrap_or_else(|| name.to_owned());
    let field = field(ui, id.with("field"), &mut typed, width, false);
    widgets::name(ui, field.id, &tr!("name-of", name = name));
    if field.changed() {
        ui.data_mut(|d| d.insert_temp(id, typed.clone()));
    }
    if !field.lost_focus() {
        return None;
    }
    ui.data_mut(|d| d.remove::<String>(id));
    let wanted = crate::base::name::slug(&typed);
    (wanted != name && !typed.trim().is_empty()).then_some(wanted)
}

fn field(ui: &mut Ui, id: egui::Id, text: &mut String, width: f32, wrong: bool) -> egui::Response {
    let edit = widgets::text_field(text).id(id).desired_width(width);
    let edit = if wrong { edit.text_color(theme::current(ui).error) } else { edit };
    ui.add_sized(vec2(width, ROW), edit)
}
