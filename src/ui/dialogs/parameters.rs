//! The parameters of the project: name, type, default.

use egui::{Button, ComboBox, Grid, RichText, TextEdit, WidgetInfo, WidgetType};
use egui_phosphor::regular as icon;

use crate::app::{App, Command};
use crate::document::{Parameter, ParameterType};
use crate::nodes::parse_parameter;
use crate::ui::theme;

use super::card;

pub(super) fn show(ctx: &egui::Context, app: &App, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    card(ctx, app, 560.0, out, |ui, out| {
        ui.label(RichText::new("Parameters").heading().color(colours.text));
        ui.label(
            RichText::new("Formulas and paths name them as ${name}; the command line sets them with --set name=value")
                .small()
                .color(colours.weak),
        );
        ui.add_space(8.0);
        let parameters = app.document().parameters();
        if parameters.is_empty() {
            ui.label(RichText::new("There are none yet").color(colours.weak));
        } else {
            Grid::new("parameters").num_columns(4).spacing([8.0, 6.0]).show(ui, |ui| {
                for heading in ["Name", "Type", "Default", ""] {
                    ui.label(RichText::new(heading).small().color(colours.weak));
                }
                ui.end_row();
                for (name, parameter) in parameters {
                    row(ui, app, name, parameter, out);
                    ui.end_row();
                }
            });
        }
        ui.add_space(8.0);
        if ui.button(format!("{}  Add parameter", icon::PLUS)).clicked() {
            let name = crate::base::name::unique("parameter", |n| parameters.contains_key(n));
            out.push(Command::SetParameter { old: None, new: Some((name, Parameter::default())) });
        }
    });
}

fn row(ui: &mut egui::Ui, app: &App, name: &str, parameter: &Parameter, out: &mut Vec<Command>) {
    let colours = theme::palette(app.preferences.theme);
    let change = |name: &str, new_name: String, new: Parameter| Command::SetParameter {
        old: Some(name.to_owned()),
        new: Some((new_name, new)),
    };
    // A name is taken over when the field is left: half-typed names would come and go in every formula.
    let id = egui::Id::new(("parameter_name", name));
    let mut typed = ui.data_mut(|d| d.get_temp::<String>(id)).unwrap_or_else(|| name.to_owned());
    let field = ui.add(TextEdit::singleline(&mut typed).desired_width(150.0));
    field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, format!("Name of {name}")));
    if field.changed() {
        ui.data_mut(|d| d.insert_temp(id, typed.clone()));
    }
    if field.lost_focus() {
        ui.data_mut(|d| d.remove::<String>(id));
        let wanted = crate::base::name::slug(&typed);
        if wanted != name && !typed.trim().is_empty() {
            out.push(change(name, wanted, parameter.clone()));
        }
    }
    let mut kind = parameter.kind;
    ComboBox::from_id_salt(("parameter_type", name)).width(90.0).selected_text(kind.word()).show_ui(ui, |ui| {
        for option in ParameterType::ALL {
            ui.selectable_value(&mut kind, option, option.word());
        }
    });
    let mut default = parameter.default.clone();
    let wrong = parse_parameter(name, parameter, &default).err();
    let mut edit = TextEdit::singleline(&mut default).desired_width(180.0);
    if wrong.is_some() {
        edit = edit.text_color(colours.error);
    }
    let field = ui.add(edit);
    field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, format!("Default of {name}")));
    if let Some(problem) = wrong {
        field.on_hover_text(problem.to_string());
    }
    if kind != parameter.kind || default != parameter.default {
        out.push(change(name, name.to_owned(), Parameter { kind, default }));
    }
    let remove = ui.add(Button::new(icon::TRASH).frame_when_inactive(false));
    remove.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("Remove {name}")));
    if remove.on_hover_text("Remove").clicked() {
        out.push(Command::SetParameter { old: Some(name.to_owned()), new: None });
    }
}
