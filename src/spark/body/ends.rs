//! Where rows come from, and where they go.

use std::sync::Arc;

use super::Body;
use crate::spark::python::Py;
use crate::spark::step::{Format, Literal, Source, Step, Write};
use crate::spark::types::Schema;

impl Body<'_> {
    pub(super) fn source(&mut self, source: &Source) -> Py {
        self.needs.session = true;
        match source {
            Source::Files { paths, format, schema, options } => {
                let paths: Vec<Py> = paths.iter().map(|path| self.path(path)).collect();
                let paths = match <[Py; 1]>::try_from(paths) {
                    Ok([one]) => one,
                    Err(paths) => Py::List(paths),
                };
                let mut arguments = vec![paths];
                // Parquet says itself what its columns are.
                if *format != Format::Parquet {
                    arguments.push(Py::keyword("schema", Py::text(&schema.ddl())));
                }
                let value = |value: &String| match value.as_str() {
                    "true" => Py::atom("True"),
                    "false" => Py::atom("False"),
                    text => Py::text(text),
                };
                arguments.extend(options.iter().map(|(name, of)| Py::keyword(name, value(of))));
                Py::Chain("spark.read".into(), Vec::new()).then(format.name(), arguments)
            }
            Source::Shipped => {
                self.needs.arguments = true;
                let place = match self.port {
                    0 => format!("args.shipped_{}", self.name),
                    port => format!("args.shipped_{}_{port}", self.name),
                };
                let place = Py::atom(place);
                Py::Chain("spark.read".into(), Vec::new()).then("parquet", vec![place])
            }
            Source::Values { schema, rows } => self.values(schema, rows),
            Source::Table { name, columns } => {
                self.needs.tables = true;
                let name = self.text(name.marked());
                let types = columns.0.iter().map(|column| {
                    let of = column.data_type.simple();
                    (Py::text(&column.name), Py::text(&of))
                });
                Py::call("catalog_table", vec![Py::atom("spark"), name, Py::Dict(types.collect())])
            }
        }
    }

    fn values(&mut self, schema: &Schema, rows: &[Vec<Literal>]) -> Py {
        let mut value = |literal: &Literal| match literal {
            Literal::Null => Py::atom("None"),
            Literal::Boolean(true) => Py::atom("True"),
            Literal::Boolean(false) => Py::atom("False"),
            Literal::Long(value) => Py::atom(value.to_string()),
            Literal::Double(value) if value.is_finite() => Py::atom(format!("{value:?}")),
            Literal::Double(value) => Py::call("float", vec![Py::text(&value.to_string())]),
            Literal::Text(text) => Py::text(text),
            Literal::Date(text) => {
                self.needs.date = true;
                Py::call("datetime.date.fromisoformat", vec![Py::text(text)])
            }
            Literal::Timestamp(text) => {
                self.needs.date = true;
                Py::call("datetime.datetime.fromisoformat", vec![Py::text(text)])
            }
            Literal::Decimal(text) => {
                self.needs.decimal = true;
                Py::call("Decimal", vec![Py::text(text)])
            }
        };
        let rows = rows.iter().map(|row| Py::Tuple(row.iter().map(&mut value).collect())).collect();
        let schema = Py::keyword("schema", Py::text(&schema.ddl()));
        Py::Chain("spark".into(), Vec::new()).then("createDataFrame", vec![Py::List(rows), schema])
    }

    pub(super) fn stage_table(&mut self, rows: &Arc<Step>) {
        let rows = self.base(rows);
        self.needs.session = true;
        self.needs.arguments = true;
        let table = Py::atom(format!("tables(args)[\"{}\"]", self.name));
        self.push("", &Py::call("stage_table", vec![Py::atom("spark"), rows, table]));
    }

    pub(super) fn stage(&mut self, rows: &Arc<Step>, write: &Write) {
        let rows = self.base(rows);
        self.needs.session = true;
        self.needs.arguments = true;
        let target = Py::atom(format!("targets(args)[\"{}\"]", self.name));
        let mut arguments = vec![Py::atom("spark"), Py::atom("args"), rows, target, Py::text(write.format.name())];
        if !write.options.is_empty() {
            let options = write.options.iter().map(|(name, value)| (Py::text(name), Py::text(value)));
            arguments.push(Py::keyword("options", Py::Dict(options.collect())));
        }
        if !write.order.is_empty() {
            let order = write.order.iter().map(|key| self.key(key)).collect();
            arguments.push(Py::keyword("order", Py::List(order)));
        }
        self.push("", &Py::call("stage", arguments));
    }
}
