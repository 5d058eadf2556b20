//! The project parameters dialog: name, type and default.

use egui::{RichText, Ui};
use egui_phosphor::regular as icon;

use crate::app::{App, Command, ProjectCommand, WindowCommand};
use crate::document::{Parameter, ParameterType};
use crate::nodes::parse_parameter;
use crate::ui::theme;
use crate::ui::widgets;

use super::card::card;
use super::named_rows::{GAP, field, headings, name_field, title};

/// The widths of name, type and default.
const WIDTHS: [f32; 3] = [170.0, 110.0, 220.0];

pub(super) fn show(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.person.preferences.theme);
    card(ctx, app, 560.0, out, |ui, out| {
        title(ui, app, tr!("parameters"), tr!("parameters-about"));
        let parameters = app.document().parameters();
        if parameters.is_empty() {
            ui.label(RichText::new(tr!("parameters-none")).color(colours.weak));
        } else {
            let texts = [tr!("parameter-name"), tr!("parameter-type"), tr!("parameter-default")];
            headings(ui, texts.into_iter().zip(WIDTHS));
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
        if let Some(new_name) = name_field(ui, "parameter_name", name, name_width) {
            out.push(change(name, new_name, parameter.clone()));
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
