//! Reads the structure of a form without drawing it: fields, control types and sections.

use std::collections::BTreeSet;

use super::column_list::Source;
use crate::base::{ColumnInfo, Problem};
use crate::nodes::form::{Field, Rows};
use crate::nodes::{Control, Reader};

/// The type of a field's control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ControlType {
    Flag,
    Number,
    Text,
    Choice,
    Column,
    DataType,
    /// Needs a line of its own.
    Wide,
}

/// A field of a form.
#[derive(Clone, Debug)]
pub struct ProbedField {
    pub field: Field,
    pub sort: ControlType,
    /// The options of a choice.
    pub options: Vec<&'static str>,
    section: &'static str,
}

/// A form reader that records fields.
pub struct Probe<'a> {
    inputs: &'a [Vec<ColumnInfo>],
    section: &'static str,
    pub fields: Vec<ProbedField>,
    /// For each list of formulas, the names of its rows.
    pub names: Vec<(&'static str, Vec<String>)>,
}

impl<'a> Probe<'a> {
    pub fn new(inputs: &'a [Vec<ColumnInfo>]) -> Self {
        Probe { inputs, section: "", fields: Vec::new(), names: Vec::new() }
    }

    /// Whether a problem with this setting has a place in the form.
    pub fn has(&self, setting: Option<&str>) -> bool {
        setting.is_some_and(|setting| self.find(setting).is_some())
    }

    /// The sections that contain a setting with a problem, which must be expanded.
    pub fn sections_of(&self, problems: &[Problem]) -> BTreeSet<&'static str> {
        problems.iter().filter_map(|p| Some(self.find(p.setting.as_deref()?)?.section)).collect()
    }

    fn find(&self, setting: &str) -> Option<&ProbedField> {
        let head = setting.split(['.', '[']).next().unwrap_or_default();
        self.fields.iter().find(|probed| probed.field.name == head)
    }
}

impl Reader for Probe<'_> {
    fn control(&mut self, field: Field, control: Control<'_>) {
        let mut options = Vec::new();
        if let Control::Rows(_, rows) = control {
            let rows = (0..rows.len()).map(|index| {
                let mut row = RowName::default();
                rows.row(index, &mut row);
                row
            });
            // Other lists may be long.
            let names: Vec<String> = rows.take_while(|row| row.has_formula).map(|row| row.name).collect();
            self.names.push((field.name, names));
            return self.fields.push(ProbedField { field, sort: ControlType::Wide, options, section: self.section });
        }
        let sort = match control {
            Control::Text(_) => ControlType::Text,
            Control::Flag(_) => ControlType::Flag,
            Control::Integer(..) | Control::Number(..) => ControlType::Number,
            Control::Choice(spellings) => {
                options.extend(spellings.iter().map(|spelling| field.option(spelling)));
                ControlType::Choice
            }
            Control::Column(..) | Control::OwnColumn(_) => ControlType::Column,
            Control::DataType => ControlType::DataType,
            Control::LongText | Control::Formula(_) | Control::Columns(..) => ControlType::Wide,
            Control::Path(..) | Control::Rows(..) | Control::Cells(_) => ControlType::Wide,
        };
        self.fields.push(ProbedField { field, sort, options, section: self.section });
    }

    fn arriving(&self, port: usize) -> Vec<ColumnInfo> {
        self.inputs.get(port).cloned().unwrap_or_default()
    }

    fn enter(&mut self, section: &'static str) {
        self.section = section;
    }
}

/// Finds the first field to fill in in the first row of a list.
pub struct FirstInRow {
    pub list: &'static str,
    pub inner: Option<&'static str>,
}

impl Reader for FirstInRow {
    fn control(&mut self, field: Field, control: Control<'_>) {
        if let Control::Rows(_, rows) = control
            && field.name == self.list
            && !rows.is_empty()
        {
            let mut row = Probe::new(&[]);
            rows.row(0, &mut row);
            self.inner =
                row.fields.iter().find(|probed| probed.sort != ControlType::Flag).map(|probed| probed.field.name);
        }
    }
}

/// Sets one flag of a row, for the check box that ticks a whole column.
pub struct Tick {
    pub name: &'static str,
    /// `None` only reads.
    pub set: Option<bool>,
    pub seen: bool,
}

impl Reader for Tick {
    fn control(&mut self, field: Field, control: Control<'_>) {
        if let Control::Flag(value) = control
            && field.name == self.name
        {
            self.seen = *value;
            *value = self.set.unwrap_or(*value);
        }
    }
}

/// Reads the name that a row gives to its formula.
#[derive(Default)]
struct RowName {
    name: String,
    has_formula: bool,
}

impl Reader for RowName {
    fn control(&mut self, field: Field, control: Control<'_>) {
        match control {
            Control::Text(value) if field.name == "name" => self.name.clone_from(value),
            Control::Formula(_) => self.has_formula = true,
            _ => {}
        }
    }
}

/// Reads the column of a row and whether it is ticked.
pub struct TickedRow {
    pub flag: &'static str,
    pub column: String,
    pub is_ticked: bool,
}

impl Reader for TickedRow {
    fn control(&mut self, field: Field, control: Control<'_>) {
        match control {
            Control::Flag(value) if field.name == self.flag => self.is_ticked = *value,
            Control::Column(value, _) => self.column.clone_from(value),
            _ => {}
        }
    }
}

/// Reads or writes the column that a row begins with.
pub struct RowColumn<'a> {
    inputs: &'a [Vec<ColumnInfo>],
    is_first: bool,
    set: Option<String>,
    pub name: String,
    /// Where the column comes from; `None` if the row does not begin with a column.
    pub source: Option<Source>,
}

impl<'a> RowColumn<'a> {
    pub fn new(inputs: &'a [Vec<ColumnInfo>]) -> Self {
        RowColumn { inputs, is_first: true, set: None, name: String::new(), source: None }
    }

    /// Writes `name` into the row at this index.
    pub fn write(rows: &mut dyn Rows, index: usize, inputs: &'a [Vec<ColumnInfo>], name: String) {
        rows.row(index, &mut RowColumn { set: Some(name), ..RowColumn::new(inputs) });
    }

    pub fn read(rows: &mut dyn Rows, index: usize, inputs: &'a [Vec<ColumnInfo>]) -> Self {
        let mut row = RowColumn::new(inputs);
        rows.row(index, &mut row);
        row
    }
}

impl Reader for RowColumn<'_> {
    fn control(&mut self, _: Field, control: Control<'_>) {
        if !std::mem::take(&mut self.is_first) {
            return;
        }
        let (value, source) = match control {
            Control::Column(value, port) => (value, Source::Input(port)),
            Control::OwnColumn(value) => (value, Source::Own),
            _ => return,
        };
        if let Some(set) = self.set.take() {
            *value = set;
        }
        self.name.clone_from(value);
        self.source = Some(source);
    }

    /// A row may initialise itself from the type of its column.
    fn arriving(&self, port: usize) -> Vec<ColumnInfo> {
        self.inputs.get(port).cloned().unwrap_or_default()
    }
}
