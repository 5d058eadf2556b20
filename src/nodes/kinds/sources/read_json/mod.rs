//! Read JSON: a table from arrays of objects or from one object per line.

mod spark;

use std::path::Path;
use std::sync::Arc;

use polars::prelude::{DataType, IntoLazy};
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text};
use crate::connect::{Columns, Json, JsonHeaders, JsonOptions, JsonShape, Place, Source, unite};
use crate::nodes::form::{Field, Form, PathUse, choice};
use crate::nodes::kit::frame::{Blank, Frame};
use crate::nodes::kit::kind::{Cost, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{OnSpark, SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, from_files};
use crate::nodes::shared::files::{
    empty, file_column, file_column_field, file_name, is_packed, is_pattern, text_files, text_source,
};
use crate::nodes::shared::no_records::of_last_run;
use crate::nodes::shared::rejects::{Rejects, failing, rejected_schema, rejects_form};
use crate::nodes::shared::stack::{TYPES, unite_fields, unite_options};
use crate::nodes::shared::summary::file;
use crate::nodes::shared::wrong_file_kind::wrong_kind_or;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadJson {
    /// A file or a pattern.
    pub path: String,
    pub shape: Shape,
    /// The path of the rows within an object: "data.items"; empty for the top-level values.
    pub rows_at: String,
    /// Where the column names are, if rows are arrays.
    pub headers: JsonHeaders,
    /// The number of rows from which types are inferred; 0 for all.
    pub infer_rows: i64,
    pub file_column: String,
    /// Which columns the combined table of several files has.
    pub unite: Columns,
    pub numbers_as_text: bool,
    /// When rejected rows cause a failure.
    pub rejects: Rejects,
    pub most_rejects: f64,
}

/// The layout of the rows in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    #[default]
    Detected,
    Array,
    Lines,
}

choices!(Shape: Detected, Array, Lines);
choices!(JsonHeaders: Detected, First, None);

impl ReadJson {
    fn options(&self, cx: &Lower) -> Result<JsonOptions, Problem> {
        let shape = match self.shape {
            Shape::Detected => None,
            Shape::Array => Some(JsonShape::Array),
            Shape::Lines => Some(JsonShape::Lines),
        };
        let infer_rows = usize::try_from(self.infer_rows).unwrap_or(0);
        Ok(JsonOptions { shape, rows_at: cx.expand("rows_at", &self.rows_at)?, headers: self.headers, infer_rows })
    }
}

impl NodeKind for ReadJson {
    /// The icon is Phosphor's "brackets curly".
    const META: Meta = Meta::source("read_json", 1, "\u{e860}").cost(Cost::Parse).on_spark(OnSpark::Shipped);

    fn ports(&self) -> Ports {
        Ports::none().output("rows").output("rejected")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = text_files(cx, &self.path)?;
        let mut json = match Json::open(&paths, &self.options(cx)?, cx.is_stopped()) {
            Ok(json) => json,
            Err(problem) => {
                let is_empty = matches!(problem.message.id(), Some("json-no-rows" | "file-empty"));
                if let Some(rows) = is_empty.then(|| of_last_run(cx)).flatten() {
                    return Ok(Outputs(vec![rows, empty(rejected_schema(&self.path))]));
                }
                return Err(wrong_kind_or(&paths, Self::META.id, problem).into());
            }
        };
        std::mem::take(&mut json.warnings).into_iter().for_each(|warning| cx.warn(warning));
        let too_many = self.rejects.problem(self.most_rejects, json.rejected_count() as u64, json.row_count());
        if json.rejected_count() > 0 && too_many.is_none() {
            let message = say!("rows-rejected", count = json.rejected_count());
            cx.warn(Problem::warning(message).remedy(say!("json-look-at-reasons")));
        }
        let named = |(path, columns): (&Path, &[(String, DataType)])| Place {
            name: file_name(cx, path),
            columns: columns.to_vec(),
        };
        let places: Vec<Place<DataType>> = json.files().map(named).collect();
        let united = unite(&places, &unite_options(self.unite, self.numbers_as_text), &TYPES)?;
        united.warnings.into_iter().for_each(|warning| cx.warn(warning));
        let blank = united.columns.iter().filter(|(_, of)| of.is_null()).map(|(name, _)| name.as_str().into());
        let blank = Blank::new(blank.collect());
        // The common type of a column of all files is inferred from its texts, digit by digit.
        let columns: Vec<&str> = united.columns.iter().map(|(name, _)| name.as_str()).collect();
        let mut schema = json.schema(&columns);
        let file_column = file_column(&self.file_column, &schema)?;
        if let Some(name) = file_column {
            schema.with_column(name.into(), DataType::String);
        }
        if cx.purpose == Purpose::Schema {
            return Ok(Outputs(vec![empty(schema).with_blank(blank), empty(rejected_schema(&self.path))]));
        }
        let rejected = json.rejected(is_pattern(&self.path), cx.base());
        let rejected = Frame::with_schema(rejected.lazy(), rejected_schema(&self.path).into());
        if let Some(problem) = too_many {
            return Ok(Outputs(vec![failing(schema.into(), problem, cx.raiser("")), rejected]));
        }
        let names: Vec<String> = places.into_iter().map(|place| place.name).collect();
        let rows = json.scan(&columns, file_column.map(|column| (column, names.as_slice())), cx.sample)?;
        Ok(Outputs(vec![Frame::with_schema(rows, schema.into()).with_blank(blank), rejected]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        file(&self.path)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        let endings = &["json", "jsonl", "ndjson", "geojson", "gz", "zst", "bz2", "zip"];
        form.path(path, &mut self.path, PathUse::Open(endings));
        choice(form, Field::of::<Self>("shape"), &mut self.shape);
        form.text(Field::of::<Self>("rows_at"), &mut self.rows_at);
        form.section("more", false);
        choice(form, Field::of::<Self>("headers"), &mut self.headers);
        let infer = Field::of::<Self>("infer_rows");
        form.integer(infer, &mut self.infer_rows, 0..=10_000_000);
        form.section("rejects", false);
        rejects_form(form, &mut self.rejects, &mut self.most_rejects);
        form.section("several", false);
        file_column_field(form, &mut self.file_column);
        unite_fields(form, &mut self.unite, &mut self.numbers_as_text);
        form.section("", true);
    }

    fn descent(&self, given: &Given) -> Vec<Descent> {
        vec![from_files(given, 0, &self.file_column), from_files(given, 1, "")]
    }

    fn source(&self, cx: &Lower) -> Result<Option<Arc<dyn Source>>, Problem> {
        text_source(cx, &self.path)
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        let endings = ["json", "jsonl", "ndjson", "geojson"];
        (is_packed(path, &endings) || endings.contains(&extension))
            .then(|| ReadJson { path: path.to_owned(), ..Default::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nodes::kit::checks::files::{Folder, show};

    fn shown(text: &str) -> String {
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
            assert_eq!(shown(text), table, "{text:?}");
        }
        assert_eq!(shown("{\n\"a\": 1.5,\n\"b\": \"}]\\\"[\"\n}"), "a:number | b:text\n1.5 | }]\"[");
        assert_eq!(shown("[{\"a\":1},{\"a\":2.5}]"), "a:number\n1.0\n2.5");
        assert_eq!(shown("[{\"a\":1},{\"a\":\"x\"}]"), "a:text\n1\nx");
        assert_eq!(shown("[{\"a\":null}]"), "a:text\n∅");
        assert_eq!(shown("[{\"a\":true,\"日本\":\"é\"}]"), "a:boolean | 日本:text\ntrue | é");
        assert!(shown("[{\"a\":[1,2],\"s\":{\"x\":1}}]").starts_with("a:list of integer | s:struct of 1\n"));
    }

    #[test]
    fn broken_files_are_told_by_line() {
        assert!(shown("[{\"a\":1},\n{\"a\":}]").contains("is invalid in line 2: a value is missing"));
        assert!(shown("[{\"a\":1}").contains("is invalid in line 1"));
        assert!(shown("hello").contains("a.json is a text file. Read it with Read CSV"));
        assert!(shown("[]").contains("There are no rows, so there are no columns"));
        assert!(shown("").contains("There are no rows, so there are no columns"));
    }

    #[test]
    fn lines_that_are_no_rows_are_rejected() {
        for (text, rejected) in [
            ("{\"a\":1}\n{\"a\":2\n{\"a\":3}", "2 | column 7: unexpected end of the file | {\"a\":2"),
            ("[{\"a\":1},\n 5,{\"a\":3}]", "2 | the row is no object | 5"),
            ("{\"a\":1}\n{\"a\":2,\"\\u0061\":1}\n{\"a\":3}", "2 | \"a\" stands twice in it | {\"a\":2,\"\\u0061\":1}"),
        ] {
            let folder = Folder::with(&[("a.json", text.as_bytes())]);
            let kind = ReadJson { path: "a.json".into(), ..Default::default() };
            let (tables, warnings) = folder.read(&kind).unwrap();
            assert_eq!(show(&tables[0]), "a:integer\n1\n3", "{text}");
            let expected = format!("line:integer | reason:text | text:text\n{rejected}");
            assert_eq!((show(&tables[1]), warnings.len()), (expected, 1), "{text}");
        }
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
