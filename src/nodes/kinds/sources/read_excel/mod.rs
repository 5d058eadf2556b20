//! Read Excel: a sheet of a workbook as a table.

mod spark;

use std::path::Path;
use std::sync::Arc;

use polars::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{Columns, FileKind, SheetOptions, Source, kind_of_file, read_sheets};
use crate::nodes::form::{self, Form, PathUse, choice};
use crate::nodes::kit::frame::{Blank, Frame, problem_of};
use crate::nodes::kit::kind::{Cost, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descends, Descent, Given, Named};
use crate::nodes::shared::files::{file_column, file_column_field, file_name, file_source, files};
use crate::nodes::shared::no_records::{as_in_last_run, of_last_run};
use crate::nodes::shared::stack::{Table, common_columns, stacked, stacked_schema, unite_fields, unite_options};
use crate::nodes::shared::summary::sheet;
use crate::nodes::shared::wrong_file_kind::wrong_kind_or;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadExcel {
    /// A file or a pattern.
    pub path: String,
    /// A name, a number from 1, or a pattern; empty is the first visible sheet.
    pub sheet: String,
    /// "B3:F20", or the name of a table or a range; empty is the table of the sheet.
    pub range: String,
    /// From 1, as Excel counts; 1 is the first row of the table, 0 for none.
    pub header_row: i64,
    /// Whether titles above the table are skipped.
    pub find_header: bool,
    /// The number of rows that contain column names.
    pub header_rows: i64,
    pub header_separator: String,
    /// The number of rows to skip at the end.
    pub skip_last: i64,
    pub fill_merged: bool,
    /// Reads every cell as its displayed text.
    pub shown: bool,
    pub errors: Errors,
    /// A new column with the name of each row's sheet; empty: none.
    pub sheet_column: String,
    pub file_column: String,
    pub unite: Columns,
    pub numbers_as_text: bool,
}

/// What happens to error cells such as #N/A.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Errors {
    #[default]
    Null,
    Text,
}

choices!(Errors: Null, Text);

impl Default for ReadExcel {
    fn default() -> Self {
        ReadExcel {
            path: String::new(),
            sheet: String::new(),
            range: String::new(),
            header_row: 1,
            find_header: true,
            header_rows: 1,
            header_separator: " ".into(),
            skip_last: 0,
            fill_merged: false,
            shown: false,
            errors: Errors::Null,
            sheet_column: String::new(),
            file_column: String::new(),
            unite: Columns::Union,
            numbers_as_text: false,
        }
    }
}

impl ReadExcel {
    fn options(&self, cx: &Lower) -> Result<SheetOptions, Problem> {
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        Ok(SheetOptions {
            sheet: cx.expand("sheet", &self.sheet)?,
            range: cx.expand("range", &self.range)?,
            header_row: count(self.header_row),
            find_header: self.find_header,
            header_rows: count(self.header_rows).max(1),
            header_separator: self.header_separator.clone(),
            skip_last: count(self.skip_last),
            shown: self.shown,
            fill_merged: self.fill_merged,
            errors_as_text: self.errors == Errors::Text,
        })
    }
}

impl NodeKind for ReadExcel {
    /// The icon is Phosphor's "file xls".
    const META: Meta = Meta::source("read_excel", 1, "\u{eb22}").cost(Cost::Parse).on_spark(OnSpark::Shipped);

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = files(cx, &self.path)?;
        let options = self.options(cx)?;
        let mut tables = Vec::new();
        for path in &paths {
            let sheets = read_sheets(path, &options, cx.is_stopped());
            let sheets = match sheets {
                Ok(sheets) => sheets,
                Err(problem) => {
                    // A range without a cell may have been moved.
                    let is_of_sheet = problem.setting.as_deref() == Some("sheet");
                    let is_said = matches!(problem.message.id(), Some("sheet-empty" | "sheets-all-empty"));
                    let is_empty = paths.len() == 1 && is_said && is_of_sheet;
                    if let Some(rows) = is_empty.then(|| of_last_run(cx)).flatten() {
                        return Ok(Outputs(vec![rows]));
                    }
                    return Err(explained(path, problem).into());
                }
            };
            let several = sheets.len() > 1;
            for mut sheet in sheets {
                for mut warning in sheet.warnings {
                    if paths.len() > 1 {
                        warning.message = say!("sheet-says", name = file_name(cx, path), message = warning.message);
                    }
                    cx.warn(warning);
                }
                if !self.sheet_column.is_empty() {
                    add(&mut sheet.table, &self.sheet_column, &sheet.name, "sheet_column")?;
                }
                let file = file_name(cx, path);
                let name = match (several, paths.len() > 1) {
                    (true, true) => format!("{file}, {}", sheet.name),
                    (true, false) => sheet.name,
                    _ => file.clone(),
                };
                tables.push((name, file, sheet.table));
            }
        }
        let of = |(name, _, table): &(String, String, DataFrame)| {
            Ok::<_, Problem>(Table::new(name.as_str(), &Frame::new(table.clone().lazy())?))
        };
        let has_rows = tables.iter().any(|(_, _, table)| table.height() > 0);
        let made = [self.sheet_column.as_str(), self.file_column.as_str()];
        let seen = (has_rows, &made[..]);
        let opened = tables.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        let united = common_columns(&opened, &unite_options(self.unite, self.numbers_as_text))?;
        united.warnings.into_iter().for_each(|warning| cx.warn(warning));
        let mut columns = united.columns;
        let Some(file_column) = file_column(&self.file_column, &stacked_schema(&columns, None))? else {
            return Ok(Outputs(vec![framed(cx, &opened, &columns, seen)?]));
        };
        // The file column is added to each table, since several sheets belong to one file.
        for (_, file, table) in &mut tables {
            add(table, file_column, file, "file_column")?;
        }
        columns.push((file_column.to_owned(), DataType::String));
        let opened = tables.iter().map(of).collect::<Result<Vec<_>, _>>()?;
        Ok(Outputs(vec![framed(cx, &opened, &columns, seen)?]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        sheet(&self.path, &self.sheet)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = form::Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Open(&["xlsx", "xlsm", "xlsb", "xls", "ods"]));
        form.sheet(form::Field::of::<Self>("sheet"), &mut self.sheet, &self.path);
        form.text(form::Field::of::<Self>("range"), &mut self.range);
        let header = form::Field::of::<Self>("header_row");
        form.integer(header, &mut self.header_row, 0..=1_048_576);
        form.section("more", false);
        form.flag(form::Field::of::<Self>("find_header"), &mut self.find_header);
        form.integer(form::Field::of::<Self>("header_rows"), &mut self.header_rows, 1..=100);
        form.text(form::Field::of::<Self>("header_separator"), &mut self.header_separator);
        form.integer(form::Field::of::<Self>("skip_last"), &mut self.skip_last, 0..=1_048_576);
        form.flag(form::Field::of::<Self>("fill_merged"), &mut self.fill_merged);
        form.flag(form::Field::of::<Self>("shown"), &mut self.shown);
        choice(form, form::Field::of::<Self>("errors"), &mut self.errors);
        form.section("several", false);
        form.text(form::Field::of::<Self>("sheet_column"), &mut self.sheet_column);
        file_column_field(form, &mut self.file_column);
        unite_fields(form, &mut self.unite, &mut self.numbers_as_text);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        let made = |name: &str| match name {
            "" => None,
            name if name == self.file_column => Some("file_column"),
            name if name == self.sheet_column => Some("sheet_column"),
            _ => None,
        };
        let named = |name: &str| made(name).map_or(Named::Given, |setting| Named::By(setting.into()));
        let column = |name: &String| Descends { name: name.clone(), named: named(name), from: Vec::new() };
        vec![given.output(0).map(|names| names.iter().map(column).collect())]
    }

    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        file_source(cx, &self.path)
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        matches!(extension, "xlsx" | "xlsm" | "xlsb" | "xls" | "ods")
            .then(|| ReadExcel { path: path.to_owned(), ..Default::default() })
    }
}

/// Explains why a file cannot be read: it may have another format. A zip file with a workbook's extension is a damaged
/// workbook.
fn explained(path: &Path, problem: Problem) -> Problem {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let is_workbook = matches!(extension.as_str(), "xlsx" | "xlsm" | "xlsb" | "ods");
    match kind_of_file(path) {
        Some(FileKind::Zip) if is_workbook => problem,
        _ => wrong_kind_or(&[path.to_path_buf()], ReadExcel::META.id, problem),
    }
}

/// Adds a column that contains the same text in all rows; its name must be unused.
fn add(table: &mut DataFrame, name: &str, text: &str, setting: &str) -> Result<(), Problem> {
    if table.column(name).is_ok() {
        return Err(Problem::error(say!("column-already", name = name))
            .remedy(say!("choose-another-name"))
            .at(setting));
    }
    let height = table.height();
    let column = Column::new_scalar(name.into(), Scalar::from(PlSmallStr::from_str(text)), height);
    table.with_column(column).map(drop).map_err(|error| problem_of(&error))
}

/// `made` are columns that the node adds, so that their types are known.
fn framed(
    cx: &Lower,
    tables: &[Table],
    columns: &[(String, DataType)],
    (has_rows, made): (bool, &[&str]),
) -> Result<Frame, Problem> {
    let schema = stacked_schema(columns, None);
    let is_blank = |(name, of): &(&PlSmallStr, &DataType)| of.is_string() && !made.contains(&name.as_str());
    let blank = schema.iter().filter(|column| !has_rows && is_blank(column)).map(|(name, _)| name.clone());
    let blank = Blank::new(blank.collect());
    let frame = Frame::with_schema(stacked(tables, columns, None, &cx.raiser(""))?, schema.into()).with_blank(blank);
    Ok(if has_rows { frame } else { as_in_last_run(cx, frame) })
}
