//! Read Excel: a sheet of a workbook as a table.

use std::path::PathBuf;

use polars::prelude::{IntoLazy, UnionArgs, concat, lit};
use serde::{Deserialize, Serialize};

use super::descent::{Descent, Given, from_files};
use super::files::{file_column, file_column_field, files};
use super::form::{Field, Form, PathUse};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use crate::base::Problem;
use crate::connect::{SheetOptions, read_sheet};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadExcel {
    /// A file or a pattern.
    pub path: String,
    /// A name or a number from 1; empty is the first sheet.
    pub sheet: String,
    /// From 1, as Excel counts; 0 for none.
    pub header_row: i64,
    pub file_column: String,
}

impl Default for ReadExcel {
    fn default() -> Self {
        ReadExcel { path: String::new(), sheet: String::new(), header_row: 1, file_column: String::new() }
    }
}

impl NodeKind for ReadExcel {
    const META: Meta = Meta::new("read_excel", 1, Category::Sources).expensive();

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = files(cx, &self.path)?;
        let sheet = cx.expand("sheet", &self.sheet)?;
        let options = SheetOptions { sheet, header_row: usize::try_from(self.header_row).unwrap_or(0) };
        let mut frames: Vec<Frame> = Vec::new();
        for path in &paths {
            let sheet = read_sheet(path, &options, cx.is_stopped)?;
            sheet.warnings.into_iter().for_each(|warning| cx.warn(warning));
            let frame = Frame::new(sheet.table.lazy())?;
            if let Some(first) = frames.first().filter(|first| first.schema() != frame.schema()) {
                let differing = frame.columns().into_iter().find(|column| !first.columns().contains(column));
                let file = path.display().to_string();
                let message = match differing {
                    None => say!("excel-other-columns", file = file),
                    Some(c) => {
                        say!("excel-other-column", file = file, name = c.name, data_type = c.data_type.name())
                    }
                };
                return Err(Problem::error(message).remedy(say!("read-apart")).at("path").into());
            }
            frames.push(frame);
        }
        let column = file_column(&self.file_column, frames[0].schema())?;
        let plans = frames.into_iter().zip(&paths).map(|(frame, path)| match column {
            None => frame.lazy,
            Some(name) => {
                let path = path.strip_prefix(cx.base).unwrap_or(path).display().to_string();
                frame.lazy.with_column(lit(path).alias(name))
            }
        });
        let plans: Vec<_> = plans.collect();
        Ok(Outputs::new([concat(plans, UnionArgs::default())?])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Open(&["xlsx", "xlsm", "xlsb", "xls", "ods"]));
        let sheet = Field::of::<Self>("sheet");
        form.text(sheet, &mut self.sheet);
        let header = Field::of::<Self>("header_row");
        form.integer(header, &mut self.header_row, 0..=1_048_576);
        form.section("more", false);
        file_column_field(form, &mut self.file_column);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![from_files(given, 0, &self.file_column)]
    }

    fn reads(&self, cx: &Lower) -> Result<Vec<PathBuf>, Problem> {
        files(cx, &self.path)
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        matches!(extension, "xlsx" | "xlsm" | "xlsb" | "xls" | "ods")
            .then(|| ReadExcel { path: path.to_owned(), ..Default::default() })
    }
}
