//! Read Parquet: a table from Parquet files.

mod spark;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::{Problem, Severity, Text};
use crate::connect::{Columns, Parquet, Source};
use crate::nodes::form::{Field, Form, PathUse};
use crate::nodes::kit::frame::Frame;
use crate::nodes::kit::kind::{Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, from_files};
use crate::nodes::shared::files::{file_column, file_column_field, file_name, file_source, files};
use crate::nodes::shared::stack::{Table, common_columns, stacked, stacked_schema, unite_fields, unite_options};
use crate::nodes::shared::summary::file;
use crate::nodes::shared::wrong_file_kind::wrong_kind_or;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadParquet {
    /// A file or a pattern.
    pub path: String,
    pub file_column: String,
    /// Which columns the combined table of several files has.
    pub unite: Columns,
    pub numbers_as_text: bool,
}

/// The maximum number of warnings about single files: in a thousand files of the same kind they repeat.
const MOST_WARNINGS: usize = 5;

impl NodeKind for ReadParquet {
    /// The icon is Phosphor's "database".
    const META: Meta = Meta::source("read_parquet", 1, "\u{e1de}");

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = files(cx, &self.path)?;
        let files = paths.iter().map(|path| Parquet::open(path, cx.is_stopped())).collect::<Result<Vec<_>, _>>();
        let files = files.map_err(|problem| wrong_kind_or(&paths, Self::META.id, problem))?;
        files.iter().flat_map(|file| &file.warnings).take(MOST_WARNINGS).for_each(|warning| cx.warn(warning.clone()));
        let table = |file: &Parquet, requested: &[_]| -> Result<Table, Problem> {
            let (lazy, schema) = file.scan(requested)?;
            Ok(Table::new(file_name(cx, &file.path), &Frame::with_schema(lazy, schema)))
        };
        if files.iter().all(Parquet::is_unreadable)
            && let Some(warning) = files.iter().flat_map(|file| &file.warnings).next()
        {
            return Err(Problem { severity: Severity::Error, ..warning.clone() }.into());
        }
        let mut opened = files.iter().map(|file| table(file, &[])).collect::<Result<Vec<_>, _>>()?;
        let united = common_columns(&opened, &unite_options(self.unite, self.numbers_as_text))?;
        united.warnings.into_iter().for_each(|warning| cx.warn(warning));
        for (file, opened) in files.iter().zip(&mut opened).filter(|(_, opened)| !opened.has(&united.columns)) {
            *opened = table(file, &united.columns)?;
        }
        let column = file_column(&self.file_column, &stacked_schema(&united.columns, None))?;
        let rows = stacked(&opened, &united.columns, column, &cx.raiser(""))?;
        Ok(Outputs(vec![Frame::with_schema(rows, stacked_schema(&united.columns, column).into())]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        file(&self.path)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Open(&["parquet", "pq"]));
        form.section("several", false);
        file_column_field(form, &mut self.file_column);
        unite_fields(form, &mut self.unite, &mut self.numbers_as_text);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![from_files(given, 0, &self.file_column)]
    }

    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        file_source(cx, &self.path)
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        matches!(extension, "parquet" | "pq").then(|| ReadParquet { path: path.to_owned(), ..Default::default() })
    }
}
