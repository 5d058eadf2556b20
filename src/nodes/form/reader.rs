//! Reads a form control by control without drawing it: one method instead of one per control type.

use std::ops::RangeInclusive;

use crate::base::{ColumnInfo, Type};
use crate::formula::{Formula, Want};
use crate::nodes::form::{Field, Form, PathUse, Rows, RowsStyle};

/// What a control holds; it may be changed.
pub enum Control<'a> {
    Text(&'a mut String),
    LongText,
    Flag(&'a mut bool),
    /// With the allowed range.
    Integer(i64, RangeInclusive<i64>),
    Number(f64, RangeInclusive<f64>),
    Choice(&'a [&'static str]),
    Formula(&'a mut Formula),
    /// A column of the input port with this index.
    Column(&'a mut String, usize),
    Columns(&'a mut Vec<String>, usize),
    /// A column of the node's own table, referred to by one of its settings.
    OwnColumn(&'a mut String),
    DataType,
    Path(&'a mut String, PathUse),
    Rows(RowsStyle, &'a mut dyn Rows),
    /// The headers of a manually entered table.
    Cells(&'a mut Vec<String>),
}

/// Reads a form. Code that draws or describes forms implements [`Form`] itself, so that it cannot omit a control; the
/// implementation below turns a reader into a form, and cannot omit one either.
pub trait Reader {
    /// Called for each setting, in form order.
    fn control(&mut self, field: Field, control: Control<'_>);

    /// The input columns; none by default, so that lists of them show only the columns in the settings.
    fn arriving(&self, _port: usize) -> Vec<ColumnInfo> {
        Vec::new()
    }

    /// The section of the fields that follow.
    fn enter(&mut self, _section: &'static str) {}
}

impl<R: Reader> Form for R {
    fn columns_in(&self, port: usize) -> Vec<ColumnInfo> {
        self.arriving(port)
    }

    fn section(&mut self, name: &'static str, _: bool) {
        self.enter(name);
    }

    fn note(&mut self, _: &str) {}

    fn text(&mut self, field: Field, value: &mut String) {
        self.control(field, Control::Text(value));
    }

    fn long_text(&mut self, field: Field, _: &mut String) {
        self.control(field, Control::LongText);
    }

    fn flag(&mut self, field: Field, value: &mut bool) {
        self.control(field, Control::Flag(value));
    }

    fn integer(&mut self, field: Field, value: &mut i64, range: RangeInclusive<i64>) {
        self.control(field, Control::Integer(*value, range));
    }

    fn number(&mut self, field: Field, value: &mut f64, range: RangeInclusive<f64>) {
        self.control(field, Control::Number(*value, range));
    }

    fn choice(&mut self, field: Field, _: &mut usize, options: &[&'static str]) {
        self.control(field, Control::Choice(options));
    }

    fn formula(&mut self, field: Field, value: &mut Formula, _: Want) {
        self.control(field, Control::Formula(value));
    }

    fn column(&mut self, field: Field, value: &mut String, port: usize) {
        self.control(field, Control::Column(value, port));
    }

    fn columns(&mut self, field: Field, value: &mut Vec<String>, port: usize) {
        self.control(field, Control::Columns(value, port));
    }

    fn own_column(&mut self, field: Field, value: &mut String) {
        self.control(field, Control::OwnColumn(value));
    }

    fn data_type(&mut self, field: Field, _: &mut Option<Type>) {
        self.control(field, Control::DataType);
    }

    fn path(&mut self, field: Field, value: &mut String, r#use: PathUse) {
        self.control(field, Control::Path(value, r#use));
    }

    fn rows(&mut self, field: Field, style: RowsStyle, rows: &mut dyn Rows) {
        self.control(field, Control::Rows(style, rows));
    }

    fn cells(&mut self, field: Field, headers: &mut Vec<String>, _: &mut Vec<Vec<String>>) {
        self.control(field, Control::Cells(headers));
    }
}
