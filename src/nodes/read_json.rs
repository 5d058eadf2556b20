//! Read JSON: a table from arrays of objects or from one object a line.

use std::path::PathBuf;

use polars::prelude::DataType;
use serde::{Deserialize, Serialize};

use super::files::{empty, file_column, file_column_field, files};
use super::form::{Choice, Field, Form, PathUse, choice};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::base::Problem;
use crate::connect::{Json, JsonShape};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadJson {
    /// A file or a pattern.
    pub path: String,
    pub shape: Shape,
    /// Rows from which columns and types are told; 0 for all.
    pub infer_rows: i64,
    pub file_column: String,
}

/// How the rows stand in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    #[default]
    Detected,
    Array,
    Lines,
}

impl Choice for Shape {
    const OPTIONS: &'static [(Self, &'static str)] =
        &[(Shape::Detected, "Detected"), (Shape::Array, "One array of objects"), (Shape::Lines, "One object a line")];
}

impl NodeKind for ReadJson {
    const META: Meta = Meta::new("read_json", 1, "Read JSON", Category::Sources)
        .about("Reads JSON files: arrays of objects, or one object a line")
        .help(
            "Each object is a row, each of its fields a column; a field that an object does not have is null. Objects and arrays \
             inside of a row become structs and lists. Whole numbers are integers unless fractions occur in the same column. A \
             pattern such as logs/*.jsonl reads all matching files below each other.",
        )
        .words(&["import", "open", "load", "ndjson", "jsonl", "json lines", "input", "source", "from file"])
        .expensive();

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = files(cx, &self.path)?;
        let shape = match self.shape {
            Shape::Detected => None,
            Shape::Array => Some(JsonShape::Array),
            Shape::Lines => Some(JsonShape::Lines),
        };
        let json = Json::open(&paths, shape, usize::try_from(self.infer_rows).unwrap_or(0))?;
        let mut schema = json.schema().as_ref().clone();
        let file_column = file_column(&self.file_column, &schema)?;
        if let Some(name) = file_column {
            schema.with_column(name.into(), DataType::String);
        }
        if cx.purpose == Purpose::Schema {
            return Ok(Outputs(vec![empty(schema)]));
        }
        Ok(Outputs(vec![Frame::with_schema(json.scan(file_column, cx.base)?, schema.into())]))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path =
            Field::new("path", "File").hint("A file, or a pattern such as logs/*.jsonl; ${name} puts a parameter in");
        form.path(path, &mut self.path, PathUse::Open(&["json", "jsonl", "ndjson", "gz", "zst"]));
        choice(form, Field::new("shape", "Rows are"), &mut self.shape);
        form.section("More", false);
        let infer =
            Field::new("infer_rows", "Rows to tell columns from").hint("0 for all; fields met later are not read");
        form.integer(infer, &mut self.infer_rows, 0..=10_000_000);
        file_column_field(form, &mut self.file_column);
        form.section("", true);
    }

    fn reads(&self, cx: &Lower) -> Result<Vec<PathBuf>, Problem> {
        files(cx, &self.path)
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        matches!(extension, "json" | "jsonl" | "ndjson")
            .then(|| ReadJson { path: path.to_owned(), ..Default::default() })
    }
}
