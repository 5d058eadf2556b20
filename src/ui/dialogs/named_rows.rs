//! Rows of a dialog that each define something under a name: headings, the field of the name, and fields of its parts.

use egui::{RichText, Ui, vec2};

use crate::app::App;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

pub(super) const GAP: f32 = 8.0;

/// The title of the dialog and what it is for.
pub(super) fn title(ui: &mut Ui, app: &App, title: &str, about: &str) {
    let colours = theme::palette(app.person.preferences.theme);
    ui.label(RichText::new(title).heading().color(colours.text));
    ui.label(RichText::new(about).small().color(colours.weak));
    ui.add_space(8.0);
}

/// The headings of the columns, each with its width in points.
pub(super) fn headings<'a>(ui: &mut Ui, columns: impl IntoIterator<Item = (&'a str, f32)>) {
    let weak = theme::current(ui).weak;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for (heading, width) in columns {
            let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), egui::Sense::hover());
            let font = egui::TextStyle::Small.resolve(ui.style());
            ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, heading, font, weak);
        }
    });
}

/// The new name once the field loses the focus: partial names would break what refers to it while typing. `of` tells apart
/// what dialogs name.
pub(super) fn name_field(ui: &mut Ui, of: &str, name: &str, width: f32) -> Option<String> {
    let id = egui::Id::new((of, name));
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
    let new = crate::base::name::slug(&typed);
    (new != name && !typed.trim().is_empty()).then_some(new)
}

/// A field for text; in the colour of errors if it holds something wrong.
pub(super) fn field(ui: &mut Ui, id: egui::Id, text: &mut String, width: f32, is_wrong: bool) -> egui::Response {
    let edit = widgets::text_field(text).id(id).desired_width(width);
    let edit = if is_wrong { edit.text_color(theme::current(ui).error) } else { edit };
    ui.add_sized(vec2(width, ROW), edit)
}
