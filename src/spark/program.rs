//! The text of a whole program.

use std::collections::BTreeSet;

use super::argument::Argument;
use super::body::{Needs, body};
use super::function::Function;
use super::layout::{WIDTH, statement};
use super::outputs;
use super::python::{Py, wide};
use super::rows::Rows;
use super::tables;

/// A project as a program.
#[derive(Debug)]
pub struct Program<'a> {
    /// Lower case, as the project's file is called.
    pub title: &'a str,
    pub arguments: Vec<Argument>,
    /// In the order in which they are called.
    pub functions: Vec<Function>,
}

impl Program<'_> {
    /// The text, as `black` formats it. Equal programs give equal texts.
    pub fn text(&self) -> String {
        let mut needs = Needs::default();
        let mut functions = String::new();
        let mut heads = Vec::new();
        for function in &self.functions {
            let names: Vec<String> = function.inputs.iter().map(|(name, _)| name.clone()).collect();
            let tables: Vec<(String, usize, &Rows)> =
                function.tables.iter().map(|(port, _, index, rows)| (port.clone(), *index, rows)).collect();
            let body = body(&function.name, &names, &tables);
            functions.push_str("\n\n");
            functions.push_str(&function.head(&body.needs));
            functions.push_str(&body.lines.join("\n"));
            functions.push('\n');
            heads.push(function.call(&body.needs));
            needs.add(&body.needs);
        }
        let sinks: Vec<&Function> = self.functions.iter().filter(|function| function.is_sink()).collect();
        let writes = Writes::of(&sinks);
        needs.functions |= writes.tables;
        let uses_booleans = self.arguments.iter().any(|argument| argument.type_name() == Some("boolean"));
        let mut out = self.introduction();
        out.push_str(&self.imports(&needs, writes));
        out.push_str(SETTINGS);
        out.push_str(&self.arguments_function());
        out.push_str(CONFIGURE);
        if uses_booleans {
            out.push_str(outputs::BOOLEAN);
        }
        if needs.text_literal {
            out.push_str(outputs::TEXT_LITERAL);
        }
        if writes.files {
            out.push_str(&targets(&sinks));
        }
        if writes.tables {
            out.push_str(&tables::written(&sinks));
        }
        out.push_str(&functions);
        out.push_str(&self.main(&heads, &sinks, writes));
        if needs.tables {
            out.push_str(tables::READ);
        }
        if needs.tables || writes.tables {
            out.push_str(tables::QUOTED);
        }
        if writes.files {
            out.push('\n');
            out.push_str(&outputs::stage(writes.tables));
        }
        if writes.tables {
            out.push('\n');
            out.push_str(tables::STAGE);
            out.push_str(&tables::commit(writes.files));
            out.push_str(tables::FILL);
        } else if writes.files {
            out.push_str(outputs::COMMIT);
        }
        if writes.files {
            out.push_str(outputs::FILES);
            if sinks.iter().any(|sink| sink.checks().next().is_some()) {
                out.push_str(outputs::CHECKS);
            }
        }
        out.push_str("\n\nif __name__ == \"__main__\":\n    main()\n");
        out
    }

    fn introduction(&self) -> String {
        let title = self.title.replace(['\\', '"'], "'");
        format!(
            "\"\"\"{title}: a program for Apache Spark, exported from Tablewire.\n\n\
             Run it with spark-submit, or with python where SPARK_REMOTE names a server.\n\"\"\"\n\n"
        )
    }

    fn imports(&self, needs: &Needs, writes: Writes) -> String {
        let mut plain: BTreeSet<&str> = BTreeSet::from(["import argparse"]);
        let mut from: BTreeSet<&str> = BTreeSet::new();
        if needs.join_paths || writes.files {
            plain.insert("import posixpath");
        }
        if needs.date
            || self.arguments.iter().any(|argument| argument.type_name() == Some("datetime.date.fromisoformat"))
        {
            plain.insert("import datetime");
        }
        if needs.decimal {
            from.insert("from decimal import Decimal");
        }
        if writes.tables {
            from.insert("from typing import NamedTuple");
        }
        if writes.files {
            for line in outputs::IMPORTS {
                if line.starts_with("import") {
                    plain.insert(line)
                } else {
                    from.insert(line)
                };
            }
        }
        let spark = if writes.files { "Column, DataFrame, SparkSession" } else { "DataFrame, SparkSession" };
        let mut lines = vec!["from __future__ import annotations".to_owned(), String::new()];
        lines.extend(plain.into_iter().chain(from).map(str::to_owned));
        lines.push(String::new());
        lines.push(format!("from pyspark.sql import {spark}"));
        if needs.functions {
            lines.push("from pyspark.sql import functions as F".into());
        }
        lines.join("\n") + "\n"
    }

    fn arguments_function(&self) -> String {
        let mut lines = vec![
            "\n\ndef arguments(argv: list[str] | None = None) -> argparse.Namespace:".to_owned(),
            "    \"\"\"Read the command line.\"\"\"".to_owned(),
            "    parser = argparse.ArgumentParser(description=__doc__)".to_owned(),
        ];
        let add = |lines: &mut Vec<String>, arguments: Vec<Py>| {
            lines.extend(statement(4, "", &Py::call("parser.add_argument", arguments), ""));
        };
        let help = |text: &str| Py::keyword("help", Py::text(text));
        let root = vec![
            Py::text("--path-root"),
            Py::keyword("default", Py::text("")),
            help("folder or URL at which relative paths begin"),
        ];
        add(&mut lines, root);
        if self.functions.iter().any(Function::writes_file) {
            let folders = vec![
                Py::text("--folders"),
                Py::keyword("action", Py::text("store_true")),
                help("write each output as a folder of part files, not as one file"),
            ];
            add(&mut lines, folders);
        }
        for (name, port) in self.functions.iter().flat_map(Function::shipped) {
            let name = if port == 0 { name.to_owned() } else { format!("{name}_{port}") };
            let shipped = vec![
                Py::text(&format!("--shipped-{name}")),
                Py::keyword("dest", Py::text(&format!("shipped_{name}"))),
                Py::keyword("default", Py::text(&format!("shipped/{name}.parquet"))),
                help("Parquet of a table that Spark does not read itself"),
            ];
            add(&mut lines, shipped);
        }
        for argument in &self.arguments {
            add(&mut lines, argument.python());
        }
        lines.push("    return parser.parse_args(argv)".into());
        lines.join("\n") + "\n"
    }

    fn main(&self, calls: &[String], sinks: &[&Function], writes: Writes) -> String {
        let mut lines = vec![
            "\n\ndef main(argv: list[str] | None = None) -> None:".to_owned(),
            "    \"\"\"Compute all tables and write all outputs, or none.\"\"\"".to_owned(),
            "    args = arguments(argv)".to_owned(),
        ];
        let title = Py::text(self.title);
        let session = Py::atom("SparkSession.builder").then("appName", vec![title]).then("getOrCreate", Vec::new());
        lines.extend(statement(4, "spark = ", &session, ""));
        lines.push("    configure(spark)".into());
        let indent = if sinks.is_empty() { 4 } else { 8 };
        if !sinks.is_empty() {
            if writes.files {
                lines.push("    outputs = list(targets(args).values())".into());
            }
            if writes.tables {
                lines.push("    written = list(tables(args).values())".into());
            }
            lines.push(format!("    recover(spark, {})", writes.arguments()));
            for sink in sinks {
                lines
                    .extend(sink.checks().map(|check| format!("    {check}(spark, targets(args)[\"{}\"])", sink.name)));
            }
            lines.push("    try:".into());
        }
        for call in calls {
            lines.extend(wrapped_call(indent, call));
        }
        if !sinks.is_empty() {
            lines.push("    except BaseException:".into());
            lines.push(format!("        discard(spark, {})", writes.arguments()));
            lines.push("        raise".into());
            lines.push(format!("    commit(spark, {})", writes.arguments()));
        }
        lines.join("\n") + "\n"
    }
}

/// What a program writes.
#[derive(Clone, Copy)]
struct Writes {
    files: bool,
    /// Tables of the catalog.
    tables: bool,
}

impl Writes {
    fn of(sinks: &[&Function]) -> Writes {
        Writes {
            files: sinks.iter().any(|sink| sink.writes_file()),
            tables: sinks.iter().any(|sink| sink.writes_table()),
        }
    }

    /// The variables of `main` that hold it.
    fn arguments(self) -> &'static str {
        match (self.files, self.tables) {
            (true, true) => "outputs, written",
            (false, true) => "written",
            _ => "outputs",
        }
    }
}

/// `a, b = f(x, y)`, on several lines if it is long.
fn wrapped_call(indent: usize, call: &str) -> Vec<String> {
    let blank = " ".repeat(indent);
    if indent + wide(call) <= WIDTH {
        return vec![format!("{blank}{call}")];
    }
    let Some((head, arguments)) = call.split_once('(') else { return vec![format!("{blank}{call}")] };
    let arguments = arguments.trim_end_matches(')');
    let mut lines = vec![format!("{blank}{head}(")];
    if indent + 4 + wide(arguments) <= WIDTH {
        lines.push(format!("{blank}    {arguments}"));
    } else {
        lines.extend(arguments.split(", ").map(|argument| format!("{blank}    {argument},")));
    }
    lines.push(format!("{blank})"));
    lines
}

fn targets(sinks: &[&Function]) -> String {
    let items = sinks.iter().filter_map(|sink| {
        let (.., rows) = sink.tables.first()?;
        let write = rows.written()?;
        let path = Py::Text(super::python::PyText::new(write.target.path.marked()));
        let place = Py::call("posixpath.join", vec![Py::atom("args.path_root"), path]);
        Some((Py::text(&sink.name), place))
    });
    let lines = super::layout::exploded(4, "return ", items.collect());
    format!(
        "\n\ndef targets(args: argparse.Namespace) -> dict[str, str]:\n    \"\"\"Where each output goes.\"\"\"\n{}\n",
        lines.join("\n")
    )
}

impl Needs {
    fn add(&mut self, other: &Needs) {
        self.session |= other.session;
        self.arguments |= other.arguments;
        self.functions |= other.functions;
        self.join_paths |= other.join_paths;
        self.text_literal |= other.text_literal;
        self.date |= other.date;
        self.decimal |= other.decimal;
        self.tables |= other.tables;
    }
}

const SETTINGS: &str = r#"
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}
"#;

const CONFIGURE: &str = r#"

def configure(spark: SparkSession) -> None:
    """Set what the expressions of this program rely on."""
    for name, value in SETTINGS.items():
        spark.conf.set(name, value)
"#;
