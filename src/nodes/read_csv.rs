//! Read CSV: a table from delimited text files.

use std::path::PathBuf;

use polars::prelude::{DataType, Field as Column, IntoLazy, Schema};
use serde::{Deserialize, Serialize};

use super::files::{delimiter, empty, file_column, file_column_field, files, is_pattern, one_byte};
use super::form::{Choice, Field, Form, PathUse, RowsStyle, choice, rows};
use super::frame::Frame;
use super::kind::{Category, Meta, NodeKind, Ports};
use super::lower::{Inputs, Lower, LowerError, Outputs, Purpose};
use crate::base::{Problem, Type};
use crate::connect::{ColumnType, Csv, CsvOptions, Encoding, NamedType};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadCsv {
    /// A file or a pattern.
    pub path: String,
    /// One character, or "tab"; empty tells it from the file.
    pub delimiter: String,
    pub header: bool,
    /// Lines before the header.
    pub skip_rows: i64,
    /// Texts that mean null, beside the empty one.
    pub null_texts: Vec<String>,
    /// One character; empty for none.
    pub quote: String,
    pub encoding: Encoding,
    /// Rows from which types are told.
    pub infer_rows: i64,
    pub types: Vec<TypedColumn>,
    pub try_dates: bool,
    pub decimal_comma: bool,
    pub file_column: String,
}

/// A column whose type is given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypedColumn {
    pub column: String,
    pub r#type: Type,
    /// Of dates and times, such as "%d.%m.%Y"; empty is ISO 8601.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub format: String,
}

impl Default for TypedColumn {
    fn default() -> Self {
        TypedColumn { column: String::new(), r#type: Type::Text, format: String::new() }
    }
}

impl Default for ReadCsv {
    fn default() -> Self {
        ReadCsv {
            path: String::new(),
            delimiter: String::new(),
            header: true,
            skip_rows: 0,
            null_texts: Vec::new(),
            quote: "\"".into(),
            encoding: Encoding::Detected,
            infer_rows: 10_000,
            types: Vec::new(),
            try_dates: true,
            decimal_comma: false,
            file_column: String::new(),
        }
    }
}

impl Choice for Encoding {
    const OPTIONS: &'static [(Self, &'static str)] = &[
        (Encoding::Detected, "Detected"),
        (Encoding::Utf8, "UTF-8"),
        (Encoding::Lossy, "UTF-8, replacing what is not"),
    ];
}

impl TypedColumn {
    /// The type with its format, for the reader.
    pub fn column_type(&self) -> Result<ColumnType, Problem> {
        let format = |iso: &str| if self.format.is_empty() { iso.to_owned() } else { self.format.clone() };
        let zoned = ["%z", "%:z", "%#z", "%+"].iter().any(|part| self.format.contains(part));
        Ok(match &self.r#type {
            Type::Text => ColumnType::Text,
            Type::Integer => ColumnType::Integer,
            Type::Number => ColumnType::Number,
            Type::Boolean => ColumnType::Boolean,
            Type::Date => ColumnType::Date(format("%Y-%m-%d")),
            Type::DateTime(None) if !zoned => ColumnType::DateTime(format("%Y-%m-%d %H:%M:%S%.f")),
            Type::DateTime(_) => ColumnType::ZonedDateTime(format("%Y-%m-%dT%H:%M:%S%.f%#z")),
            Type::Time => ColumnType::Time(format("%H:%M:%S%.f")),
            other => {
                let text = format!("A column of text cannot be read as {}", other.word());
                return Err(Problem::error(text).remedy("Choose another type").at("type"));
            }
        })
    }
}

impl ReadCsv {
    fn options(&self) -> Result<CsvOptions, Problem> {
        let types = self.types.iter().enumerate().map(|(index, typed)| {
            let column_type = typed.column_type().map_err(|problem| problem.at(format!("types[{index}]")))?;
            Ok(NamedType { column: typed.column.clone(), column_type })
        });
        let count = |number: i64| usize::try_from(number).unwrap_or(0);
        Ok(CsvOptions {
            delimiter: if self.delimiter.is_empty() { None } else { Some(delimiter(&self.delimiter)?) },
            quote: if self.quote.is_empty() { None } else { Some(one_byte("quote", "quote", &self.quote)?) },
            header: self.header,
            skip_rows: count(self.skip_rows),
            null_texts: self.null_texts.iter().filter(|text| !text.is_empty()).cloned().collect(),
            encoding: self.encoding,
            infer_rows: count(self.infer_rows),
            types: types.collect::<Result<_, Problem>>()?,
            try_dates: self.try_dates,
            decimal_comma: self.decimal_comma,
        })
    }

    /// The columns of the rejected rows; with several files, the file comes first.
    fn rejected_schema(&self) -> Schema {
        let file = is_pattern(&self.path).then(|| Column::new("file".into(), DataType::String));
        let own = [
            Column::new("line".into(), DataType::Int64),
            Column::new("reason".into(), DataType::String),
            Column::new("text".into(), DataType::String),
        ];
        file.into_iter().chain(own).collect()
    }
}

impl NodeKind for ReadCsv {
    const META: Meta = Meta::new("read_csv", 1, "Read CSV", Category::Sources)
        .about("Reads delimited text files")
        .help(
            "Reads comma, semicolon, tab or otherwise separated text, also compressed with gzip or zstd. A pattern such as \
             data/2013-*.csv reads all matching files below each other; they must have the same columns.\n\n\
             Delimiter, encoding and types are told from the file unless they are given. Rows that do not fit leave at \
             \"rejected\" with their line, the reason and their text: rows with too few or too many fields, and rows with a field \
             that is not of its column's type. Nothing becomes null silently: only empty fields and the listed texts do; an \
             empty field in quotes is an empty text. Blank lines are skipped. Rows of more than 16 MB are rejected.",
        )
        .words(&["import", "open", "load", "text file", "tsv", "delimited", "comma", "input", "source", "from file"])
        .expensive();

    fn ports(&self) -> Ports {
        Ports::none().output("rows").output("rejected")
    }

    fn lower(&self, cx: &Lower, _inputs: Inputs) -> Result<Outputs, LowerError> {
        let paths = files(cx, &self.path)?;
        let mut csv = Csv::open(&paths, &self.options()?)?;
        std::mem::take(&mut csv.warnings).into_iter().for_each(|warning| cx.warn(warning));
        let mut schema = csv.schema();
        let file_column = file_column(&self.file_column, &schema)?;
        if let Some(name) = file_column {
            schema.with_column(name.into(), DataType::String);
        }
        if cx.purpose == Purpose::Schema {
            return Ok(Outputs(vec![empty(schema), empty(self.rejected_schema())]));
        }
        let (rows, rejected) = csv.read(file_column, is_pattern(&self.path), cx.base, cx.sample)?;
        if rejected.height() > 0 {
            let what = match rejected.height() {
                1 => "1 row does not fit and leaves".into(),
                count => format!("{count} rows do not fit and leave"),
            };
            let remedy = "Look at their reasons there; give a column another type, or null texts, if that is wrong";
            cx.warn(Problem::warning(format!("{what} at \"rejected\"")).remedy(remedy));
        }
        let rejected = Frame::with_schema(rejected.lazy(), self.rejected_schema().into());
        Ok(Outputs(vec![Frame::with_schema(rows, schema.into()), rejected]))
    }

    fn form(&mut self, form: &mut dyn Form) {
        let path =
            Field::new("path", "File").hint("A file, or a pattern such as data/*.csv; ${name} puts a parameter in");
        form.path(path, &mut self.path, PathUse::Open(&["csv", "tsv", "txt", "gz", "zst"]));
        let delimiter =
            Field::new("delimiter", "Delimiter").hint("One character, or tab; empty tells it from the file");
        form.text(delimiter, &mut self.delimiter);
        form.flag(Field::new("header", "First row holds the names"), &mut self.header);
        form.section("Types", true);
        form.flag(
            Field::new("try_dates", "Recognise dates and times")
                .hint("Otherwise they stay text unless a type is given"),
            &mut self.try_dates,
        );
        let infer = Field::new("infer_rows", "Rows to tell types from").hint("0 leaves every column text");
        form.integer(infer, &mut self.infer_rows, 0..=10_000_000);
        let types = Field::new("types", "Types").hint("Columns whose type is given instead of told from the rows");
        let style = RowsStyle { headings: &["Column", "Type", "Format"], add: "Add column", fixed: false };
        rows(form, types, style, &mut self.types, |typed, form| {
            form.text(Field::new("column", "Column"), &mut typed.column);
            let mut data_type = Some(typed.r#type.clone());
            form.data_type(Field::new("type", "Type"), &mut data_type, "text");
            typed.r#type = data_type.unwrap_or(Type::Text);
            let format = Field::new("format", "Format").hint("Of dates and times, such as %d.%m.%Y; empty is ISO 8601");
            form.text(format, &mut typed.format);
        });
        form.flag(
            Field::new("decimal_comma", "Decimal comma").hint("Numbers are written 3,14 instead of 3.14"),
            &mut self.decimal_comma,
        );
        form.section("Nulls", false);
        let nulls =
            Field::new("null_texts", "Texts that mean null").hint("Such as NA or -; an empty field always does");
        let style = RowsStyle { headings: &["Text"], add: "Add text", fixed: false };
        rows(form, nulls, style, &mut self.null_texts, |text, form| form.text(Field::new("", "Text"), text));
        form.section("Format", false);
        form.integer(
            Field::new("skip_rows", "Lines to skip").hint("Before the names, or before the first row"),
            &mut self.skip_rows,
            0..=1_000_000,
        );
        form.text(Field::new("quote", "Quote").hint("One character; empty for none"), &mut self.quote);
        choice(form, Field::new("encoding", "Encoding"), &mut self.encoding);
        file_column_field(form, &mut self.file_column);
        form.section("", true);
    }

    fn reads(&self, cx: &Lower) -> Result<Vec<PathBuf>, Problem> {
        files(cx, &self.path)
    }

    fn for_file(path: &str, extension: &str) -> Option<Self> {
        let stem = path.to_lowercase();
        let packed = [".csv.gz", ".csv.zst", ".tsv.gz", ".tsv.zst"].iter().any(|end| stem.ends_with(end));
        (packed || matches!(extension, "csv" | "tsv" | "tab" | "txt"))
            .then(|| ReadCsv { path: path.to_owned(), ..Default::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::super::file_checks::{Folder, show};
    use super::*;

    fn csv() -> ReadCsv {
        ReadCsv { path: "a.csv".into(), ..Default::default() }
    }

    /// Both tables of the file, and the warnings.
    fn read(kind: &ReadCsv, bytes: &[u8]) -> (String, String, Vec<String>) {
        let (tables, warnings) = Folder::with(&[("a.csv", bytes)]).read(kind).expect("the file is read");
        let warnings = warnings.iter().map(|warning| warning.message.clone()).collect();
        (show(&tables[0]), show(&tables[1]).replace("line:integer | reason:text | text:text", ""), warnings)
    }

    fn rows(kind: &ReadCsv, text: &str) -> String {
        let (rows, rejected, _) = read(kind, text.as_bytes());
        assert_eq!(rejected, "", "no row of {text:?} is rejected");
        rows
    }

    #[test]
    fn shapes_of_files() {
        for (text, table) in [
            ("a,b\n1,x\n", "a:integer | b:text\n1 | x"),
            ("a,b\r\n1,x\r\n", "a:integer | b:text\n1 | x"),
            ("a,b\r1,x\r", "a:integer | b:text\n1 | x"),
            ("\u{feff}a,b\n1,x", "a:integer | b:text\n1 | x"),
            ("a;b\n1,5;x\n2;y\n", "a:text | b:text\n1,5 | x\n2 | y"),
            ("a\tb\n1\tx", "a:integer | b:text\n1 | x"),
            ("a|b\n1|x", "a:integer | b:text\n1 | x"),
            ("a\n1\n\n3\n", "a:integer\n1\n∅\n3"),
            ("a,b\n\n1,x\n\n\n2,y\n\n", "a:integer | b:text\n1 | x\n2 | y"),
            ("\n\na,b\n1,x\n", "a:integer | b:text\n1 | x"),
            ("a,b\n", "a:text | b:text"),
            ("a,b", "a:text | b:text"),
            ("a,b\n1,\"x\ny\"\n2,\"x\"\"y\"\n", "a:integer | b:text\n1 | x\ny\n2 | x\"y"),
            ("a,b\n1,\n2,\"\"\n", "a:integer | b:text\n1 | ∅\n2 | "),
            ("a,b\n1,5\" x\n2,y\"\"\n", "a:integer | b:text\n1 | 5\" x\n2 | y\"\""),
            ("a,d\n1,\"\"\n2,2013-01-01\n3,\n", "a:integer | d:date\n1 | ∅\n2 | 2013-01-01\n3 | ∅"),
            ("a, b\n1, 2\n", "a:integer |  b:integer\n1 | 2"),
            ("x.y,\"q\"\"r\",*,^a$\n1,2,3,4\n", "x.y:integer | q\"r:integer | *:integer | ^a$:integer\n1 | 2 | 3 | 4"),
            ("a,,c\n1,2,3\n", "a:integer | column_2:integer | c:integer\n1 | 2 | 3"),
            ("名前,b\n日本,1\n", "名前:text | b:integer\n日本 | 1"),
        ] {
            assert_eq!(rows(&csv(), text), table, "{text:?}");
        }
    }

    #[test]
    fn types_of_columns() {
        for (texts, column) in [
            ("1\n2", "integer\n1\n2"),
            ("1\n2.5", "number\n1.0\n2.5"),
            ("007\n8", "text\n007\n8"),
            ("true\nFALSE", "boolean\ntrue\nfalse"),
            ("2013-01-31\n2012-02-29", "date\n2013-01-31\n2012-02-29"),
            ("31.01.2013", "date\n2013-01-31"),
            ("13/02/2013\n01/02/2013", "date\n2013-02-13\n2013-02-01"),
            ("2013-01-31 10:05", "datetime\n2013-01-31 10:05:00"),
            ("2013-01-31T10:05:06.5\n2013-01-31T10:05:06", "datetime\n2013-01-31 10:05:06.500\n2013-01-31 10:05:06"),
            (
                "2013-01-31T10:05:06Z\n2013-01-31T10:05:06+01:00",
                "datetime in UTC\n2013-01-31 10:05:06 UTC\n2013-01-31 09:05:06 UTC",
            ),
            ("10:05\n23:59", "time\n10:05:00\n23:59:00"),
            ("01-02-13", "text\n01-02-13"),
        ] {
            let table = rows(&csv(), &format!("a,b\n{}\n", texts.replace('\n', ",x\n") + ",x"));
            let column_of = table.replace(" | x", "").replace("a:", "").replace(" | b:text", "");
            assert_eq!(column_of, column, "{texts:?}");
        }
        let plain = ReadCsv { try_dates: false, ..csv() };
        assert_eq!(rows(&plain, "a,b\n2013-01-31,1\n"), "a:text | b:integer\n2013-01-31 | 1");
        let texts = ReadCsv { infer_rows: 0, ..csv() };
        assert_eq!(rows(&texts, "a,b\n1,2.5\n"), "a:text | b:text\n1 | 2.5");
    }

    #[test]
    fn rows_that_do_not_fit_are_rejected() {
        let kind = ReadCsv { infer_rows: 1, ..csv() };
        let text = "n,d,s\n1,2013-01-01,x\nabc,2013-02-30,y\n3,2013-01-03\n4,2013-01-04,z,w\n\n5,2013-01-05,\"u\nv\"\n6,,\"q\n7,2013-01-07,\"a\"b\n8,2013-01-08,ok";
        let (rows, rejected, warnings) = read(&kind, text.as_bytes());
        assert_eq!(rows, "n:integer | d:date | s:text\n1 | 2013-01-01 | x\n5 | 2013-01-05 | u\nv\n8 | 2013-01-08 | ok");
        assert_eq!(
            rejected,
            "\n3 | n: \"abc\" is not an integer; d: \"2013-02-30\" is not a date | abc,2013-02-30,y\
             \n4 | 2 fields instead of 3 | 3,2013-01-03\
             \n5 | 4 fields instead of 3 | 4,2013-01-04,z,w\
             \n9 | there is text behind a closing quote | 6,,\"q\
             \n10 | there is text behind a closing quote | 7,2013-01-07,\"a\"b"
        );
        assert_eq!(warnings, ["5 rows do not fit and leave at \"rejected\""]);
    }

    #[test]
    fn settings_are_kept() {
        let kind = ReadCsv { null_texts: vec!["NA".into(), "-".into()], ..csv() };
        assert_eq!(rows(&kind, "a,b\n1,x\nNA,-\n"), "a:integer | b:text\n1 | x\n∅ | ∅");
        let kind = ReadCsv { header: false, ..csv() };
        assert_eq!(rows(&kind, "1,x\n2,y\n"), "column_1:integer | column_2:text\n1 | x\n2 | y");
        let kind = ReadCsv { skip_rows: 2, ..csv() };
        assert_eq!(rows(&kind, "Report,,,\n\na,b\n1,x\n"), "a:integer | b:text\n1 | x");
        let kind = ReadCsv { quote: "'".into(), ..csv() };
        assert_eq!(rows(&kind, "a,b\n1,'x,\"y'\n"), "a:integer | b:text\n1 | x,\"y");
        let kind = ReadCsv { quote: String::new(), ..csv() };
        assert_eq!(rows(&kind, "a,b\n1,\"x\n"), "a:integer | b:text\n1 | \"x");
        let kind = ReadCsv { decimal_comma: true, delimiter: ";".into(), ..csv() };
        assert_eq!(rows(&kind, "a;b\n1,5;2\n"), "a:number | b:integer\n1.5 | 2");
        let typed =
            |column: &str, r#type, format: &str| TypedColumn { column: column.into(), r#type, format: format.into() };
        let types = vec![typed("a", Type::Text, ""), typed("b", Type::Date, "%d/%m/%y"), typed("c", Type::Number, "")];
        let kind = ReadCsv { types, ..csv() };
        assert_eq!(rows(&kind, "a,b,c\n1,02/03/13,4\n"), "a:text | b:date | c:number\n1 | 2013-03-02 | 4.0");
    }

    #[test]
    fn what_the_user_should_know_is_said() {
        let (table, _, warnings) = read(&csv(), b"a,a,b\n1,2,3\n");
        assert_eq!(table, "a:integer | a_2:integer | b:integer\n1 | 2 | 3");
        assert_eq!(warnings, ["Some columns have the same name: \"a\" is now \"a_2\""]);
        let (table, _, warnings) = read(&csv(), b"a,b\nGen\xe8ve,Z\xfcrich\n");
        assert_eq!(table, "a:text | b:text\nGenève | Zürich");
        assert_eq!(warnings, ["a.csv is not UTF-8 and was read as windows-1252"]);
        let utf16: Vec<u8> = "\u{feff}a,b\n1,é\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&csv(), &utf16).0, "a:integer | b:text\n1 | é");
        let unmarked: Vec<u8> = "a,b\n1,x\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&csv(), &unmarked).0, "a:integer | b:text\n1 | x");
        let lossy = ReadCsv { encoding: Encoding::Lossy, ..csv() };
        assert_eq!(read(&lossy, b"a,b\n1,Z\xfcrich\n").0, "a:integer | b:text\n1 | Z\u{fffd}rich");
        let (_, _, warnings) = read(&csv(), b"a,b\n01/02/2013,1\n");
        assert!(warnings[0].contains("day and month cannot be told apart"), "{warnings:?}");
    }

    #[test]
    fn what_cannot_be_read_is_a_problem() {
        let folder = Folder::with(&[
            ("empty.csv", b""),
            ("latin.csv", b"a,b\nx,\xfc\n"),
            ("cut.csv.gz", b"\x1f\x8b\x08\x00abc"),
        ]);
        let problem = |path: &str| folder.problem(&ReadCsv { path: path.into(), ..csv() });
        assert_eq!(problem("no.csv"), "path: There is no file no.csv. Check the path");
        assert_eq!(problem("*.tsv"), "path: No file matches *.tsv. Check the folder and the pattern");
        assert!(problem(".").contains("is a folder"));
        assert_eq!(problem("empty.csv"), "path: empty.csv is empty. Choose another file, or skip fewer rows");
        assert!(problem("cut.csv.gz").starts_with("path: Cannot unpack cut.csv.gz"));
        folder.put("quote.csv", b"\"a,b\n1,2\n");
        assert!(problem("quote.csv").starts_with("path: In the first row, a quote is opened and never closed"));
        let strict = ReadCsv { path: "latin.csv".into(), encoding: Encoding::Utf8, ..csv() };
        assert_eq!(
            folder.problem(&strict),
            "encoding: latin.csv is not UTF-8: byte 7 in line 2. Set the encoding to detected"
        );
        let odd = ReadCsv { delimiter: ";;".into(), path: "latin.csv".into(), ..csv() };
        assert_eq!(folder.problem(&odd), "delimiter: \";;\" is no delimiter. Give a single character");
        let fresh = folder.read(&ReadCsv::default()).expect_err("no file is chosen");
        assert_eq!(fresh.severity, crate::base::Severity::Incomplete);
    }

    #[test]
    fn patterns_read_several_files() {
        let folder =
            Folder::with(&[("p1.csv", b"a,b\n1,x\n"), ("p2.csv", b"a,b\n2.5,y\noops\n"), ("q2.csv", b"a,c\n2,y\n")]);
        let kind = ReadCsv { path: "p*.csv".into(), file_column: "from".into(), ..csv() };
        let (tables, _) = folder.read(&kind).expect("both are read");
        assert_eq!(show(&tables[0]), "a:number | b:text | from:text\n1.0 | x | p1.csv\n2.5 | y | p2.csv");
        assert_eq!(
            show(&tables[1]),
            "file:text | line:integer | reason:text | text:text\np2.csv | 3 | 1 field instead of 2 | oops"
        );
        let without = ReadCsv { path: "p*.csv".into(), ..csv() };
        assert_eq!(folder.show(&without), "a:number | b:text\n1.0 | x\n2.5 | y");
        let other = ReadCsv { path: "*.csv".into(), ..csv() };
        assert!(folder.problem(&other).starts_with("path: q2.csv has no column \"b\", which the first file has"));
        let taken = ReadCsv { path: "p1.csv".into(), file_column: "a".into(), ..csv() };
        assert!(folder.problem(&taken).starts_with("file_column: There is a column \"a\" already"));
        folder.put("a1.csv", b"x,y\n1,2\n");
        let parameter = ReadCsv { path: "${name}1.csv".into(), ..csv() };
        assert_eq!(folder.show(&parameter), "x:integer | y:integer\n1 | 2");
    }

    #[test]
    fn large_files_are_cut_at_any_place() {
        // Several parts of the parallel audit, with line ends in quotes across every possible border.
        let mut text = String::from("n,s\n");
        for n in 0..400_000 {
            let row = match n % 1000 {
                0 => format!("{n},\"line one\nline two, \"\"quoted\"\"\nline three\"\n"),
                500 => "bad,row\n".to_owned(),
                _ => format!("{n},some text of the row {n}\n"),
            };
            text.push_str(&row);
        }
        let folder = Folder::with(&[("a.csv", text.as_bytes())]);
        let kind = ReadCsv { infer_rows: 100, ..csv() };
        let (tables, _) = folder.read(&kind).expect("the file is read");
        assert_eq!((tables[0].height(), tables[1].height()), (399_600, 400));
        let line = tables[1].column("line").and_then(|c| c.get(1)).expect("a line").extract::<i64>();
        assert_eq!(line, Some(1 + 1500 + 1 + 2 * 2));
    }

    #[test]
    fn odd_sizes_do_no_harm() {
        let names: Vec<String> = (0..2000).map(|n| format!("c{n}")).collect();
        let values: Vec<String> = (0..2000).map(|n| n.to_string()).collect();
        let wide = format!("{}\n{}\n", names.join(","), values.join(","));
        assert_eq!(rows(&csv(), &wide).lines().count(), 2);
        let long = format!("a,b\n1,{}\n", "x".repeat(3_000_000));
        assert!(rows(&csv(), &long).len() > 3_000_000);
        let endless = format!("a,b\n1,x\n2,{}\n", "x".repeat(17 << 20));
        let (table, rejected, _) = read(&csv(), endless.as_bytes());
        assert_eq!(table, "a:integer | b:text\n1 | x");
        assert!(rejected.starts_with("\n3 | the row is longer than 16 MB | 2,xxx"), "{}", &rejected[..80]);
        let folder = Folder::with(&[("a.csv", "x".repeat(17 << 20).as_bytes())]);
        assert!(folder.problem(&csv()).starts_with("path: The first row is longer than 16 MB"));
        for text in ["\n", "\r\n", "\"", "\"\n", ",", "\0\0\0", "a\n\"b", "a,b\n,", "a\r", "\r"] {
            let folder = Folder::with(&[("a.csv", text.as_bytes())]);
            let _ = folder.read(&csv());
        }
    }
}
