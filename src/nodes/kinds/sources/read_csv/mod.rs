//! Read CSV: a table from delimited text files.

mod fitting;
mod remarks;
mod spark;
mod typed_column;

use std::sync::Arc;

use polars::prelude::{DataType, IntoLazy};
use serde::{Deserialize, Serialize};

use crate::base::{Problem, Text, Type};
use crate::connect::{
    Columns, Csv, CsvOptions, CsvShape, Encoding, FieldSeparation, LongRows, NamedType, Notation, RepeatedHeader,
    ShortRows, Source, Tally, Thousands,
};
use crate::nodes::form::{Choice, Field, Form, PathUse, RowsStyle, choice, rows};
use crate::nodes::kit::frame::{Blank, Frame};
use crate::nodes::kit::kind::{Cost, Meta, NodeKind};
use crate::nodes::kit::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::nodes::kit::ports::Ports;
use crate::nodes::kit::spark::{SparkGap, SparkInputs, ToSpark};
use crate::nodes::lineage::descent::{Descent, Given, from_files};
use crate::nodes::shared::delimiters::delimiter_or_widths;
use crate::nodes::shared::files::{
    empty, file_column, file_column_field, inside_archive, is_packed, is_pattern, quote, text_files, text_source,
};
use crate::nodes::shared::no_records::{as_in_last_run, of_last_run};
use crate::nodes::shared::rejects::{Rejects, failing, rejected_schema, rejects_form};
use crate::nodes::shared::stack::unite_fields;
use crate::nodes::shared::summary::file;
use crate::nodes::shared::wrong_file_kind::wrong_kind_or;

pub(in crate::nodes) use remarks::lost;
pub(in crate::nodes) use typed_column::TypedColumn;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadCsv {
    /// A file or a pattern.
    pub path: String,
    /// One or more characters, "tab", "blanks" or "fixed"; empty: detected from the file.
    pub delimiter: String,
    /// Fixed column widths: "5, 10, 9" or "1-5, 6-15"; empty: detected from the file.
    pub widths: String,
    pub header: bool,
    /// The number of lines before the header.
    pub skip_rows: i64,
    /// Whether the lines before the header are detected, if no number is given.
    pub find_header: bool,
    /// The number of lines to skip after the header.
    pub skip_after: i64,
    /// The prefix of comment lines; empty for none.
    pub comment: String,
    pub repeated_header: RepeatedHeader,
    pub short_rows: ShortRows,
    pub long_rows: LongRows,
    /// Whether blanks around fields are dropped.
    pub trim: bool,
    /// Texts that mean null, in addition to the empty text.
    pub null_texts: Vec<String>,
    /// One character; empty for none.
    pub quote: String,
    pub encoding: Encoding,
    /// The number of rows from which types are inferred.
    pub infer_rows: i64,
    pub types: Vec<TypedColumn>,
    pub try_dates: bool,
    pub decimal_comma: bool,
    pub thousands: Thousands,
    /// When rejected rows cause a failure, and the limit for it.
    pub rejects: Rejects,
    pub most_rejects: f64,
    pub file_column: String,
    /// Which columns the combined table of several files has.
    pub unite: Columns,
    pub numbers_as_text: bool,
}

impl Default for ReadCsv {
    fn default() -> Self {
        ReadCsv {
            path: String::new(),
            delimiter: String::new(),
            header: true,
            widths: String::new(),
            skip_rows: 0,
            find_header: true,
            skip_after: 0,
            comment: String::new(),
            repeated_header: RepeatedHeader::Keep,
            short_rows: ShortRows::Reject,
            long_rows: LongRows::Reject,
            trim: false,
            null_texts: Vec::new(),
            quote: "\"".into(),
            encoding: Encoding::Detected,
            infer_rows: 10_000,
            types: Vec::new(),
            try_dates: true,
            decimal_comma: false,
            thousands: Thousands::Detected,
            rejects: Rejects::All,
            most_rejects: 0.0,
            file_column: String::new(),
            unite: Columns::Union,
            numbers_as_text: false,
        }
    }
}

impl Choice for Encoding {
    const VARIANTS: &'static [Self] = Encoding::ALL;
    const SPELLINGS: &'static [&'static str] = Encoding::SPELLINGS;
}

choices!(RepeatedHeader: Keep, Reject, Skip);
choices!(ShortRows: Reject, Fill);
choices!(LongRows: Reject, Join);
choices!(Thousands: Detected, None, Point, Comma, Blank, Apostrophe);

impl ReadCsv {
    fn options(&self) -> Result<CsvOptions, Problem> {
        let notation = Notation { thousands: self.thousands, decimal_comma: self.decimal_comma, has_symbols: false };
        if notation.clashes() {
            return Err(Problem::error(say!("csv-signs-clash")).remedy(say!("csv-signs-clash-remedy")).at("thousands"));
        }
        let types = self.types.iter().enumerate().map(|(index, typed)| {
            let column_type = typed.column_type().map_err(|problem| problem.at(format!("types[{index}]")))?;
            Ok(NamedType { column: typed.column.clone(), column_type })
        });
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        let (delimiter, parting) = match delimiter_or_widths(&self.delimiter, &self.widths)? {
            None => (None, None),
            Some(FieldSeparation::By(text)) if text.len() == 1 => (text.bytes().next(), None),
            longer => (None, longer),
        };
        Ok(CsvOptions {
            delimiter,
            shape: CsvShape {
                parting,
                comment: self.comment.clone(),
                find_header: self.find_header,
                skip_after: count(self.skip_after),
                repeated_header: self.repeated_header,
                short_rows: self.short_rows,
                long_rows: self.long_rows,
                trim: self.trim,
            },
            quote: if self.quote.is_empty() { None } else { Some(quote(&self.quote)?) },
            header: self.header,
            skip_rows: count(self.skip_rows),
            null_texts: self.null_texts.iter().filter(|text| !text.is_empty()).cloned().collect(),
            encoding: self.encoding,
            infer_rows: count(self.infer_rows),
            types: types.collect::<Result<_, Problem>>()?,
            try_dates: self.try_dates,
            decimal_comma: self.decimal_comma,
            thousands: self.thousands,
            unite: self.unite,
            numbers_as_text: self.numbers_as_text,
        })
    }

    /// The names of the columns, without scanning the rows.
    pub(in crate::nodes) fn columns(&self, cx: &Lower) -> Option<Vec<String>> {
        let paths = text_files(cx, &self.path).ok()?;
        let csv = Csv::open(&paths, &self.options().ok()?, cx.is_stopped()).ok()?;
        Some(csv.schema().iter_names().map(ToString::to_string).collect())
    }

    /// Reports how many rows were rejected; returns the problem if there are too many.
    fn judge(&self, cx: &Lower, tally: Tally) -> Option<Problem> {
        if tally.rejected > 0 {
            let message = say!("rows-rejected", count = tally.rejected);
            cx.warn(Problem::warning(message).remedy(say!("look-at-reasons")));
        }
        self.rejects.problem(self.most_rejects, tally.rejected, tally.rows)
    }
}

impl NodeKind for ReadCsv {
    /// The icon is Phosphor's "file csv".
    const META: Meta = Meta::source("read_csv", 1, "\u{eb1c}").cost(Cost::Parse);

    fn ports(&self) -> Ports {
        Ports::none().output("rows").output("rejected")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = text_files(cx, &self.path)?;
        let csv = Csv::open(&paths, &self.options()?, cx.is_stopped());
        let csv = csv.map_err(|problem| inside_archive(problem, &self.path));
        let mut csv = match csv {
            Ok(csv) => csv,
            Err(problem) => {
                let is_empty = matches!(problem.message.id(), Some("file-empty" | "csv-all-empty"));
                if let Some(rows) = is_empty.then(|| of_last_run(cx)).flatten() {
                    return Ok(Outputs(vec![rows, empty(rejected_schema(&self.path))]));
                }
                return Err(wrong_kind_or(&paths, Self::META.id, problem).into());
            }
        };
        let has_records = csv.has_records();
        let known = |frame: Frame| if has_records { frame } else { as_in_last_run(cx, frame) };
        std::mem::take(&mut csv.warnings).into_iter().for_each(|warning| cx.warn(warning));
        let tally = csv.verify_types(cx.is_stopped())?;
        self.warnings_of(&csv.remarks).into_iter().for_each(|problem| cx.warn(problem));
        let mut schema = csv.schema();
        let file_column = file_column(&self.file_column, &schema)?;
        if let Some(name) = file_column {
            schema.with_column(name.into(), DataType::String);
        }
        let mut failure = tally.and_then(|tally| self.judge(cx, tally));
        let blank = Blank::new(csv.blank.iter().map(|name| name.as_str().into()).collect());
        if cx.purpose == Purpose::Schema {
            failure.into_iter().for_each(|problem| cx.warn(problem));
            return Ok(Outputs(vec![known(empty(schema).with_blank(blank)), empty(rejected_schema(&self.path))]));
        }
        let read = csv.read(file_column, is_pattern(&self.path), cx.base(), cx.sample, cx.is_stopped())?;
        if tally.is_none() {
            self.warnings_of(&read.remarks).into_iter().for_each(|problem| cx.warn(problem));
            failure = self.judge(cx, read.tally);
        }
        let rejected = Frame::with_schema(read.rejected.lazy(), rejected_schema(&self.path).into());
        let rows = match failure {
            Some(problem) => {
                cx.warn(problem.clone());
                failing(schema.into(), problem, cx.raiser(""))
            }
            None => known(Frame::with_schema(read.rows, schema.into()).with_blank(blank)),
        };
        Ok(Outputs(vec![rows, rejected]))
    }

    fn spark(&self, cx: &ToSpark, inputs: &SparkInputs) -> Result<Vec<crate::spark::Rows>, SparkGap> {
        self.on_spark(cx, inputs)
    }

    fn summary(&self) -> Text {
        file(&self.path)
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path = Field::of::<Self>("path");
        form.path(path, &mut self.path, PathUse::Open(&["csv", "tsv", "txt", "gz", "zst", "bz2", "zip"]));
        let delimiter = Field::of::<Self>("delimiter");
        form.text(delimiter, &mut self.delimiter);
        form.flag(Field::of::<Self>("header"), &mut self.header);
        form.section("types", true);
        form.flag(Field::of::<Self>("try_dates"), &mut self.try_dates);
        let infer = Field::of::<Self>("infer_rows");
        form.integer(infer, &mut self.infer_rows, 0..=10_000_000);
        let types = Field::of::<Self>("types");
        let style = RowsStyle::of(3);
        rows(form, types, style, &mut self.types, |typed, form| {
            form.own_column(Field::of::<Self>("column"), &mut typed.column);
            let mut data_type = Some(typed.r#type.clone());
            form.data_type(Field::of::<Self>("type"), &mut data_type);
            typed.r#type = data_type.unwrap_or(Type::Text);
            let format = Field::of::<Self>("format");
            let usual = typed.usual_format();
            form.text_or(format, &mut typed.format, &usual);
        });
        form.flag(Field::of::<Self>("decimal_comma"), &mut self.decimal_comma);
        choice(form, Field::of::<Self>("thousands"), &mut self.thousands);
        form.section("nulls", false);
        let nulls = Field::of::<Self>("null_texts");
        let style = RowsStyle::of(1);
        rows(form, nulls, style, &mut self.null_texts, |text, form| form.text(Field::of::<Self>(""), text));
        form.section("rejects", false);
        rejects_form(form, &mut self.rejects, &mut self.most_rejects);
        form.section("lines", false);
        form.integer(Field::of::<Self>("skip_rows"), &mut self.skip_rows, 0..=1_000_000);
        form.flag(Field::of::<Self>("find_header"), &mut self.find_header);
        form.integer(Field::of::<Self>("skip_after"), &mut self.skip_after, 0..=1_000_000);
        form.text(Field::of::<Self>("comment"), &mut self.comment);
        choice(form, Field::of::<Self>("repeated_header"), &mut self.repeated_header);
        choice(form, Field::of::<Self>("short_rows"), &mut self.short_rows);
        choice(form, Field::of::<Self>("long_rows"), &mut self.long_rows);
        form.section("format", false);
        choice(form, Field::of::<Self>("encoding"), &mut self.encoding);
        form.text(Field::of::<Self>("quote"), &mut self.quote);
        form.flag(Field::of::<Self>("trim"), &mut self.trim);
        form.text(Field::of::<Self>("widths"), &mut self.widths);
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
        let is_other = is_packed(path, &["json", "jsonl", "ndjson"]);
        let is_own = matches!(extension, "csv" | "tsv" | "tab" | "txt" | "zip") && !is_other;
        (is_own || is_packed(path, &["csv", "tsv", "tab", "txt"]))
            .then(|| ReadCsv { path: path.to_owned(), ..Default::default() })
    }
}

#[cfg(test)]
mod edge_tests;
#[cfg(test)]
mod tests;
