//! Read Parquet: a table from Parquet files.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::descent::{Descent, Given, from_files};
use super::files::{file_column, file_column_field, files};
use super::form::{Field, Form, PathUse};
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs};
use super::misnamed::misnamed;
use crate::base::Problem;
use crate::connect::scan_parquet;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadParquet {
    /// A file or a pattern.
    pub path: String,
    pub file_column: String,
}

impl NodeKind for ReadParquet {
    const META: Meta = Meta::new("read_parquet", 1, Category::Sources);

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = files(cx, &self.path)?;
        let scan = |paths: &[PathBuf], column| {
            scan_parquet(paths, column, cx.base).map_err(|problem| misnamed(paths, Self::META.id, problem))
        };
        if !self.file_column.is_empty() {
            let schema = scan(&paths[..1], None)?.collect_schema()?;
            file_column(&self.file_column, &schema)?;
        }
        let column = Some(self.file_column.as_str()).filter(|name| !name.is_empty());
        Ok(Outputs::new([scan(&paths, column)?])?)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Open(&["parquet", "pq"]));
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
        matches!(extension, "parquet" | "pq").then(|| ReadParquet { path: path.to_owned(), ..Default::default() })
    }
}
