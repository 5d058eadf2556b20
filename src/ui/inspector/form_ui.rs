//! Draws forms: each method places a field and draws its control.

use std::ops::RangeInclusive;

use egui::{FontId, Id, Pos2, Rect, Sense, Ui, UiBuilder, pos2, vec2};

use super::column_list::Source;
use super::row_layout::{FieldPlace, GAP};
use super::setting::{self, FormActions, FormContext, Slot};
use super::worksheet::ListOf;
use super::{
    column, columns, connection_field, formula, key_pairs, number_field, path_field, rows, scalar_fields, table_editor,
    worksheet,
};
use crate::base::{ColumnInfo, Type};
use crate::formula::{Formula, Want};
use crate::nodes::form::{Field, Form, PathUse, Rows, RowsStyle};
use crate::nodes::section_title;
use crate::ui::style::SMALL;
use crate::ui::theme::{self, ROW};
use crate::ui::widgets;

/// How fields are placed.
enum Layout {
    /// One below the other, with labels.
    Page,
    /// At the places of a row.
    Row(RowCursor),
}

/// The places of a row's fields and the position of the next one.
pub struct RowCursor {
    /// Counted from 1, for accessible names.
    pub number: usize,
    pub fixed: bool,
    pub origin: Pos2,
    pub places: Vec<FieldPlace>,
    next: usize,
    top: f32,
    bottom: f32,
}

impl RowCursor {
    pub fn new(number: usize, fixed: bool, origin: Pos2, places: Vec<FieldPlace>) -> Self {
        RowCursor { number, fixed, origin, places, next: 0, top: origin.y, bottom: origin.y + ROW }
    }
}

/// A form that is being drawn.
pub struct FormUi<'a, 's> {
    ui: &'a mut Ui,
    context: &'s FormContext<'s>,
    actions: &'a mut FormActions,
    /// "aggregations[2]." inside a row.
    prefix: String,
    layout: Layout,
    folded: bool,
    /// The title of the section until its first field. A field with the same label needs none.
    title: &'static str,
}

impl<'a, 's> FormUi<'a, 's> {
    /// A form over the width of `ui`.
    pub fn page(ui: &'a mut Ui, context: &'s FormContext<'s>, actions: &'a mut FormActions) -> Self {
        FormUi { ui, context, actions, prefix: String::new(), layout: Layout::Page, folded: false, title: "" }
    }

    /// The form of one row.
    pub fn row(
        ui: &'a mut Ui,
        context: &'s FormContext<'s>,
        actions: &'a mut FormActions,
        prefix: String,
        row: RowCursor,
    ) -> Self {
        FormUi { ui, context, actions, prefix, layout: Layout::Row(row), folded: false, title: "" }
    }

    /// The lower edge of the row's fields, in points.
    pub fn bottom(&self) -> f32 {
        match &self.layout {
            Layout::Row(row) => row.bottom,
            Layout::Page => self.ui.cursor().top(),
        }
    }

    fn field(&mut self, field: Field, draw: impl FnOnce(&mut Ui, &mut Slot<'_, '_>)) {
        self.labelled(field, field.label(), draw);
    }

    fn labelled(&mut self, field: Field, label: &'static str, draw: impl FnOnce(&mut Ui, &mut Slot<'_, '_>)) {
        if self.folded {
            return;
        }
        let path = format!("{}{}", self.prefix, field.name);
        let title = std::mem::take(&mut self.title);
        let row = match &self.layout {
            Layout::Row(row) => Some((row.number, row.fixed)),
            Layout::Page => None,
        };
        let mut slot = Slot {
            context: self.context,
            field,
            label: if label == title { "" } else { label },
            hint: field.hint(),
            id: Id::new(("setting", self.context.node, &path)),
            name: row.map_or_else(|| label.to_owned(), |(number, _)| format!("{label} {number}")),
            compact: row.is_some(),
            fixed: row.is_some_and(|(_, fixed)| fixed),
            focus: self.context.go_to.as_deref() == Some(&path),
            hides_problem: self.context.delays_problems(self.ui, &path),
            actions: &mut *self.actions,
            path,
        };
        match &mut self.layout {
            Layout::Page => setting::on_page(self.ui, &mut slot, draw),
            Layout::Row(row) => in_row(self.ui, row, &mut slot, draw),
        }
    }
}

fn in_row(ui: &mut Ui, row: &mut RowCursor, slot: &mut Slot<'_, '_>, draw: impl FnOnce(&mut Ui, &mut Slot<'_, '_>)) {
    let Some(place) = row.places.get(row.next).copied() else { return };
    if row.next > 0 && row.places[row.next - 1].line != place.line {
        row.top = row.bottom + 4.0;
        row.bottom = row.top + ROW;
    }
    row.next += 1;
    let rect = Rect::from_min_size(pos2(row.origin.x + place.x, row.top), vec2(place.width, ROW));
    let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).id(slot.id.with("cell")));
    if place.label > 0.0 {
        let label = Rect::from_min_max(rect.min, pos2(rect.left() + place.label, rect.bottom()));
        label_before(ui, slot, label);
        cell = ui.new_child(
            UiBuilder::new().max_rect(rect.with_min_x(label.right() + GAP)).id(slot.id.with("labelled cell")),
        );
    }
    draw(&mut cell, slot);
    row.bottom = row.bottom.max(cell.min_rect().bottom());
    if slot.focus {
        ui.scroll_to_rect(rect, None);
    }
}

/// Painted without an accessible name: the control already has the label as its name.
fn label_before(ui: &Ui, slot: &Slot<'_, '_>, rect: Rect) {
    let color = theme::current(ui).weak;
    let job = widgets::elided_job(slot.field.heading(), FontId::proportional(SMALL), color, rect.width());
    let galley = ui.fonts_mut(|f| f.layout_job(job));
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, color);
    if !slot.hint.is_empty() {
        ui.interact(rect, slot.id.with("label"), Sense::hover()).on_hover_text(slot.hint);
    }
}

impl Form for FormUi<'_, '_> {
    fn columns_in(&self, port: usize) -> Vec<ColumnInfo> {
        self.context.inputs.get(port).cloned().unwrap_or_default()
    }

    fn section(&mut self, name: &'static str, open: bool) {
        self.folded = false;
        self.title = section_title(name);
        if name.is_empty() {
            return;
        }
        let id = Id::new(("inspector section", name));
        if self.context.open.contains(name) {
            self.ui.data_mut(|d| d.insert_persisted(id, true));
        }
        self.folded = !widgets::section(self.ui, id, section_title(name), open).0;
    }

    fn note(&mut self, text: &str) {
        if !self.folded && matches!(self.layout, Layout::Page) {
            let color = crate::ui::theme::current(self.ui).weak;
            self.ui.add(egui::Label::new(egui::RichText::new(widgets::breakable(text)).small().color(color)).wrap());
            self.ui.add_space(4.0);
        }
    }

    fn text(&mut self, field: Field, value: &mut String) {
        self.text_or(field, value, "");
    }

    fn text_or(&mut self, field: Field, value: &mut String, otherwise: &str) {
        self.field(field, |ui, slot| scalar_fields::text(ui, slot, value, otherwise));
    }

    fn sheet(&mut self, field: Field, value: &mut String, path: &str) {
        self.field(field, |ui, slot| worksheet::edit(ui, slot, value, path, ListOf::Sheets));
    }

    fn table_name(&mut self, field: Field, value: &mut String, path: &str) {
        self.field(field, |ui, slot| worksheet::edit(ui, slot, value, path, ListOf::Tables));
    }

    fn connection(&mut self, field: Field, value: &mut String) {
        self.field(field, |ui, slot| connection_field::edit(ui, slot, value));
    }

    fn long_text(&mut self, field: Field, value: &mut String) {
        self.field(field, |ui, slot| scalar_fields::long_text(ui, slot, value));
    }

    fn flag(&mut self, field: Field, value: &mut bool) {
        if self.folded {
            return;
        }
        // The label of a flag stands behind its check box.
        match self.layout {
            Layout::Page => {
                self.labelled(field, "", |ui, slot| scalar_fields::flag(ui, slot, value));
            }
            Layout::Row(_) => self.field(field, |ui, slot| scalar_fields::flag(ui, slot, value)),
        }
    }

    fn integer(&mut self, field: Field, value: &mut i64, range: RangeInclusive<i64>) {
        self.field(field, |ui, slot| number_field::integer(ui, slot, value, range));
    }

    fn number(&mut self, field: Field, value: &mut f64, range: RangeInclusive<f64>) {
        self.field(field, |ui, slot| number_field::number(ui, slot, value, range));
    }

    fn share(&mut self, field: Field, value: &mut f64) {
        self.field(field, |ui, slot| number_field::share(ui, slot, value));
    }

    fn percent(&mut self, field: Field, value: &mut f64) {
        self.field(field, |ui, slot| number_field::percent(ui, slot, value));
    }

    fn choice(&mut self, field: Field, value: &mut usize, options: &[&'static str]) {
        self.field(field, |ui, slot| scalar_fields::choice(ui, slot, value, options));
    }

    fn formula(&mut self, field: Field, value: &mut Formula, want: Want) {
        self.field(field, |ui, slot| formula::edit(ui, slot, value, want));
    }

    fn column(&mut self, field: Field, value: &mut String, port: usize) {
        self.column_or(field, value, port, "");
    }

    fn column_or(&mut self, field: Field, value: &mut String, port: usize, otherwise: &'static str) {
        self.field(field, |ui, slot| column::edit_or(ui, slot, value, Source::Input(port), otherwise));
    }

    fn own_column(&mut self, field: Field, value: &mut String) {
        self.field(field, |ui, slot| column::edit(ui, slot, value, Source::Own));
    }

    fn columns(&mut self, field: Field, value: &mut Vec<String>, port: usize) {
        self.field(field, |ui, slot| columns::edit(ui, slot, value, port));
    }

    fn data_type(&mut self, field: Field, value: &mut Option<Type>) {
        self.field(field, |ui, slot| scalar_fields::data_type(ui, slot, value));
    }

    fn path(&mut self, field: Field, value: &mut String, r#use: PathUse) {
        self.field(field, |ui, slot| path_field::edit(ui, slot, value, r#use));
    }

    fn rows(&mut self, field: Field, style: RowsStyle, items: &mut dyn Rows) {
        self.field(field, |ui, slot| rows::edit(ui, slot, style, items));
    }

    fn pairs(&mut self, field: Field, style: RowsStyle, items: &mut dyn Rows) {
        self.field(field, |ui, slot| {
            rows::edit(ui, slot, style, items);
            key_pairs::show(ui, slot, items);
        });
    }

    fn cells(&mut self, field: Field, headers: &mut Vec<String>, items: &mut Vec<Vec<String>>) {
        self.field(field, |ui, slot| table_editor::edit(ui, slot, headers, items));
    }
}
