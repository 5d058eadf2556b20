//! Read JSON: a table from arrays of objects or from one object a line.

use std::path::PathBuf;

use polars::prelude::DataType;
use serde::{Deserialize, Serialize};

use super::descent::{Descent, Given, from_files};
use super::files::{empty, file_column, file_column_field, is_packed, text_files};
use super::form::{Field, Form, PathUse, choice};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::base::Problem;
use crate::connect::{Json, JsonShape, files_on_disk};

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

choices!(Shape: Detected, Array, Lines);

impl NodeKind for ReadJson {
    const META: Meta = Meta::new("read_json", 1, Category::Sources).expensive();

    fn ports(&self) -> Ports {
        Ports::none().output("rows")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = text_files(cx, &self.path)?;
        let shape = match self.shape {
            Shape::Detected => None,
            Shape::Array => Some(JsonShape::Array),
            Shape::Lines => Some(JsonShape::Lines),
        };
        let json = Json::open(&paths, shape, usize::try_from(self.infer_rows).unwrap_or(0), cx.is_stopped)?;
        let mut schema = json.schema().as_ref().clone();
        let file_column = file_column(&self.file_column, &schema)?;
        if let Some(name) = file_column {
            schema.with_column(name.into(), DataType::String);
        }
        if cx.purpose == Purpose::Schema {
            return Ok(Outputs(vec![empty(schema)]));
        }
        Ok(Outputs(vec![Frame::with_schema(json.scan(file_column, cx.base, cx.sample)?, schema.into())]))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Open(&["json", "jsonl", "ndjson", "gz", "zst", "bz2", "zip"]));
        choice(form, Field::of::<Self>("shape"), &mut self.shape);
        form.section("more", false);
        let infer = Field::of::<Self>("infer_rows");
        form.integer(infer, &mut self.infer_rows, 0..=10_000_000);
        file_column_field(form, &mut self.file_column);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![from_files(given, 0, &self.file_column)]
    }

    fn reads(&self, cx: &Lower) -> Result<Vec<PathBuf>, Problem> {
        Ok(files_on_disk(text_files(cx, &self.path)?))
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        (is_packed(path, &["json", "jsonl", "ndjson"]) || matches!(extension, "json" | "jsonl" | "ndjson"))
            .then(|| ReadJson { path: path.to_owned(), ..Default::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::file_checks::Folder;
    use super::*;

    fn show(text: &str) -> String {
        Folder::with(&[("a.json", text.as_bytes())]).show(&ReadJson { path: "a.json".into(), ..Default::default() })
    }

    #[test]
    fn shapes_of_files() {
        let table = "a:integer | b:text\n1 | x\n2 | ∅";
        for text in [
            "[{\"a\":1,\"b\":\"x\"},{\"a\":2}]",
            "[\n  {\n    \"a\": 1,\n    \"b\": \"x\"\n  },\n  {\"a\": 2, \"b\": null}\n]\n",
            "{\"a\":1,\"b\":\"x\"}\n{\"a\":2}\n",
            "{\"a\":1,\"b\":\"x\"}\r\n\r\n{\"a\":2}",
            "\u{feff}[{\"a\":1,\"b\":\"x\"},{\"a\":2}]",
        ] {
            assert_eq!(show(text), table, "{text:?}");
        }
        assert_eq!(show("{\n\"a\": 1.5,\n\"b\": \"}]\\\"[\"\n}"), "a:number | b:text\n1.5 | }]\"[");
        assert_eq!(show("[{\"a\":1},{\"a\":2.5}]"), "a:number\n1.0\n2.5");
        assert_eq!(show("[{\"a\":1},{\"a\":\"x\"}]"), "a:text\n1\nx");
        assert_eq!(show("[{\"a\":null}]"), "a:text\n∅");
        assert_eq!(show("[{\"a\":true,\"日本\":\"é\"}]"), "a:boolean | 日本:text\ntrue | é");
        assert!(show("[{\"a\":[1,2],\"s\":{\"x\":1}}]").starts_with("a:list of integer | s:struct of 1\n"));
    }

    #[test]
    fn broken_files_are_told_by_line() {
        assert!(show("[{\"a\":1},\n{\"a\":}]").contains("is broken in line 2: expected value"));
        assert!(show("{\"a\":1}\n{\"a\":2\n{\"a\":3}").contains("is broken in line 2: "));
        assert!(show("[{\"a\":1},\n 5]").contains("is broken in line 2: a row is no object"));
        assert!(show("[{\"a\":1}").contains("is broken in line 1"));
        assert!(show("hello").contains("is broken in line 1: it holds neither an array nor an object"));
        assert!(show("[]").contains("There are no rows, and so no columns"));
        assert!(show("").contains("There are no rows, and so no columns"));
    }

    #[test]
    fn patterns_read_several_files() {
        let folder = Folder::with(&[("p[1].json", b"[{\"a\":1}]"), ("p2.json", b"{\"a\":2.5,\"b\":1}")]);
        let kind = ReadJson { path: "p*.json".into(), file_column: "from".into(), ..Default::default() };
        assert_eq!(folder.show(&kind), "a:number | b:integer | from:text\n2.5 | 1 | p2.json\n1.0 | ∅ | p[1].json");
        let literal = ReadJson { path: "p[1].json".into(), ..Default::default() };
        assert_eq!(folder.show(&literal), "a:integer\n1");
    }
}
