//! Read JSON: a table from arrays of objects or from one object a line.

use std::path::PathBuf;

use polars::prelude::{DataType, Schema};
use serde::{Deserialize, Serialize};

use super::descent::{Descent, Given, from_files};
use super::files::{empty, file_column, file_column_field, file_name, files};
use super::form::{Field, Form, PathUse, choice};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use super::misnamed::misnamed;
use super::unite::{TYPES, Table, stacked, stacked_schema, unite_fields, unite_options};
use crate::base::Problem;
use crate::connect::{Columns, Json, JsonFile, JsonShape, Place, unite, without_null};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadJson {
    /// A file or a pattern.
    pub path: String,
    pub shape: Shape,
    /// Rows from which columns and types are told; 0 for all.
    pub infer_rows: i64,
    pub file_column: String,
    /// Which columns the table of several files has.
    pub unite: Columns,
    pub numbers_as_text: bool,
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
        let paths = files(cx, &self.path)?;
        let shape = match self.shape {
            Shape::Detected => None,
            Shape::Array => Some(JsonShape::Array),
            Shape::Lines => Some(JsonShape::Lines),
        };
        let rows = usize::try_from(self.infer_rows).unwrap_or(0);
        let json = Json::open(&paths, shape, rows, cx.is_stopped);
        let json = json.map_err(|problem| misnamed(&paths, Self::META.id, problem))?;
        let places: Vec<Place<DataType>> = json.files().iter().map(|file| place(cx, file)).collect();
        let united = unite(&places, &unite_options(self.unite, self.numbers_as_text), &TYPES)?;
        united.warnings.into_iter().for_each(|warning| cx.warn(warning));
        let common: Vec<_> = united.columns.into_iter().map(|(name, of)| (name, without_null(of))).collect();
        let file_column = file_column(&self.file_column, &stacked_schema(&common, None))?;
        let schema = stacked_schema(&common, file_column);
        if cx.purpose == Purpose::Schema {
            return Ok(Outputs(vec![empty(schema)]));
        }
        let mut tables = Vec::new();
        let mut start = 0;
        while start < places.len() {
            let scanned = scanned(&places[start], &common);
            // Files of the same fields are one scan, unless each is told apart.
            let is_same = |place: &&Place<DataType>| file_column.is_none() && self::scanned(place, &common) == scanned;
            let end = start + 1 + places[start + 1..].iter().take_while(is_same).count();
            let scanned = scanned.into();
            let rows = json.scan(start..end, &scanned, cx.sample)?;
            tables.push(Table::new(places[start].name.as_str(), &Frame::with_schema(rows, scanned)));
            start = end;
        }
        Ok(Outputs(vec![Frame::with_schema(stacked(&tables, &common, file_column)?, schema.into())]))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Open(&["json", "jsonl", "ndjson", "gz", "zst"]));
        choice(form, Field::of::<Self>("shape"), &mut self.shape);
        form.section("more", false);
        let infer = Field::of::<Self>("infer_rows");
        form.integer(infer, &mut self.infer_rows, 0..=10_000_000);
        form.section("several", false);
        file_column_field(form, &mut self.file_column);
        unite_fields(form, &mut self.unite, &mut self.numbers_as_text);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![from_files(given, 0, &self.file_column)]
    }

    fn reads(&self, cx: &Lower) -> Result<Vec<PathBuf>, Problem> {
        files(cx, &self.path)
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        let name = path.to_lowercase();
        let is_packed = |ending: &str| [".gz", ".zst"].iter().any(|pack| name.ends_with(&format!(".{ending}{pack}")));
        let packed = ["json", "jsonl", "ndjson"].into_iter().any(is_packed);
        (packed || matches!(extension, "json" | "jsonl" | "ndjson"))
            .then(|| ReadJson { path: path.to_owned(), ..Default::default() })
    }
}

fn place(cx: &Lower, file: &JsonFile) -> Place<DataType> {
    let columns = file.schema.iter().map(|(name, of)| (name.to_string(), of.clone())).collect();
    Place { name: file_name(cx, &file.path), columns }
}

/// The schema that a file is read with: its own. What is null in all its rows, lists and structs are read as what they become,
/// which the reader knows how to do from the text.
fn scanned(place: &Place<DataType>, common: &[(String, DataType)]) -> Schema {
    let column = |(name, own): &(String, DataType)| {
        let common = common.iter().find(|(other, _)| other == name).map(|(_, of)| of);
        let of = common.filter(|_| own.is_null() || own.is_nested());
        (name.as_str().into(), of.cloned().unwrap_or_else(|| without_null(own.clone())))
    };
    place.columns.iter().map(column).collect()
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
        assert!(show("hello").contains("a.json is a text file. Read it with Read CSV"));
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
