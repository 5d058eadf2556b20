//! Reads a form without drawing it: which settings it has, of what sort, and in which section.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::base::{ColumnInfo, Problem, Type};
use crate::formula::{Formula, Want};
use crate::nodes::form::{Field, Form, PathUse, Rows, RowsStyle};

/// What sort of control a setting has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Flag,
    Number,
    Text,
    Choice,
    Column,
    DataType,
    /// Needs a line of its own.
    Wide,
}

/// One setting of a form.
#[derive(Clone, Debug)]
pub struct Probed {
    pub field: Field,
    pub sort: Sort,
    section: &'static str,
}

/// The form that records.
pub struct Probe<'a> {
    inputs: &'a [Vec<ColumnInfo>],
    section: &'static str,
    pub fields: Vec<Probed>,
}

impl<'a> Probe<'a> {
    pub fn new(inputs: &'a [Vec<ColumnInfo>]) -> Self {
        Probe { inputs, section: "", fields: Vec::new() }
    }

    /// Whether a problem with this setting finds its place in the form.
    pub fn has(&self, setting: Option<&str>) -> bool {
        setting.is_some_and(|setting| self.find(setting).is_some())
    }

    /// The sections that hold a setting with a problem: they must not be folded.
    pub fn sections_of(&self, problems: &[Problem]) -> BTreeSet<&'static str> {
        problems.iter().filter_map(|p| Some(self.find(p.setting.as_deref()?)?.section)).collect()
    }

    fn find(&self, setting: &str) -> Option<&Probed> {
        let head = setting.split(['.', '[']).next().unwrap_or_default();
        self.fields.iter().find(|probed| probed.field.name == head)
    }

    fn add(&mut self, field: Field, sort: Sort) {
        self.fields.push(Probed { field, sort, section: self.section });
    }
}

impl Form for Probe<'_> {
    fn columns_in(&self, port: usize) -> Vec<ColumnInfo> {
        self.inputs.get(port).cloned().unwrap_or_default()
    }

    fn section(&mut self, title: &'static str, _open: bool) {
        self.section = title;
    }

    fn note(&mut self, _text: &str) {}

    fn text(&mut self, field: Field, _value: &mut String) {
        self.add(field, Sort::Text);
    }

    fn long_text(&mut self, field: Field, _value: &mut String) {
        self.add(field, Sort::Wide);
    }

    fn flag(&mut self, field: Field, _value: &mut bool) {
        self.add(field, Sort::Flag);
    }

    fn integer(&mut self, field: Field, _value: &mut i64, _range: RangeInclusive<i64>) {
        self.add(field, Sort::Number);
    }

    fn number(&mut self, field: Field, _value: &mut f64, _range: RangeInclusive<f64>) {
        self.add(field, Sort::Number);
    }

    fn choice(&mut self, field: Field, _value: &mut usize, _options: &[&'static str]) {
        self.add(field, Sort::Choice);
    }

    fn formula(&mut self, field: Field, _value: &mut Formula, _want: Want) {
        self.add(field, Sort::Wide);
    }

    fn column(&mut self, field: Field, _value: &mut String, _port: usize) {
        self.add(field, Sort::Column);
    }

    fn columns(&mut self, field: Field, _value: &mut Vec<String>, _port: usize) {
        self.add(field, Sort::Wide);
    }

    fn data_type(&mut self, field: Field, _value: &mut Option<Type>) {
        self.add(field, Sort::DataType);
    }

    fn path(&mut self, field: Field, _value: &mut String, _use: PathUse) {
        self.add(field, Sort::Wide);
    }

    fn rows(&mut self, field: Field, _style: RowsStyle, _rows: &mut dyn Rows) {
        self.add(field, Sort::Wide);
    }

    fn cells(&mut self, field: Field, _headers: &mut Vec<String>, _rows: &mut Vec<Vec<String>>) {
        self.add(field, Sort::Wide);
    }
}

/// Sets one flag of a row, for the box that ticks a whole column.
pub struct Tick {
    pub name: &'static str,
    /// `None` only looks.
    pub set: Option<bool>,
    pub seen: bool,
}

impl Form for Tick {
    fn columns_in(&self, _port: usize) -> Vec<ColumnInfo> {
        Vec::new()
    }

    fn flag(&mut self, field: Field, value: &mut bool) {
        if field.name == self.name {
            self.seen = *value;
            *value = self.set.unwrap_or(*value);
        }
    }

    fn section(&mut self, _title: &'static str, _open: bool) {}
    fn note(&mut self, _text: &str) {}
    fn text(&mut self, _field: Field, _value: &mut String) {}
    fn long_text(&mut self, _field: Field, _value: &mut String) {}
    fn integer(&mut self, _field: Field, _value: &mut i64, _range: RangeInclusive<i64>) {}
    fn number(&mut self, _field: Field, _value: &mut f64, _range: RangeInclusive<f64>) {}
    fn choice(&mut self, _field: Field, _value: &mut usize, _options: &[&'static str]) {}
    fn formula(&mut self, _field: Field, _value: &mut Formula, _want: Want) {}
    fn column(&mut self, _field: Field, _value: &mut String, _port: usize) {}
    fn columns(&mut self, _field: Field, _value: &mut Vec<String>, _port: usize) {}
    fn data_type(&mut self, _field: Field, _value: &mut Option<Type>) {}
    fn path(&mut self, _field: Field, _value: &mut String, _use: PathUse) {}
    fn rows(&mut self, _field: Field, _style: RowsStyle, _rows: &mut dyn Rows) {}
    fn cells(&mut self, _field: Field, _headers: &mut Vec<String>, _rows: &mut Vec<Vec<String>>) {}
}

/// Reads the column of a row and whether it is ticked.
pub struct TickedRow {
    pub flag: &'static str,
    pub column: String,
    pub is_ticked: bool,
}

impl Form for TickedRow {
    fn columns_in(&self, _port: usize) -> Vec<ColumnInfo> {
        Vec::new()
    }

    fn flag(&mut self, field: Field, value: &mut bool) {
        if field.name == self.flag {
            self.is_ticked = *value;
        }
    }

    fn column(&mut self, _field: Field, value: &mut String, _port: usize) {
        self.column.clone_from(value);
    }

    fn section(&mut self, _title: &'static str, _open: bool) {}
    fn note(&mut self, _text: &str) {}
    fn text(&mut self, _field: Field, _value: &mut String) {}
    fn long_text(&mut self, _field: Field, _value: &mut String) {}
    fn integer(&mut self, _field: Field, _value: &mut i64, _range: RangeInclusive<i64>) {}
    fn number(&mut self, _field: Field, _value: &mut f64, _range: RangeInclusive<f64>) {}
    fn choice(&mut self, _field: Field, _value: &mut usize, _options: &[&'static str]) {}
    fn formula(&mut self, _field: Field, _value: &mut Formula, _want: Want) {}
    fn columns(&mut self, _field: Field, _value: &mut Vec<String>, _port: usize) {}
    fn data_type(&mut self, _field: Field, _value: &mut Option<Type>) {}
    fn path(&mut self, _field: Field, _value: &mut String, _use: PathUse) {}
    fn rows(&mut self, _field: Field, _style: RowsStyle, _rows: &mut dyn Rows) {}
    fn cells(&mut self, _field: Field, _headers: &mut Vec<String>, _rows: &mut Vec<Vec<String>>) {}
}
