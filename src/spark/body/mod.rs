//! The statements of a node's function: its steps, each as a method of a table.

mod ends;

use std::collections::HashMap;
use std::sync::Arc;

use crate::spark::item::Item;
use crate::spark::layout::{WIDTH, statement};
use crate::spark::order::Key;
use crate::spark::python::{Py, PyText, wide};
use crate::spark::rows::Rows;
use crate::spark::step::Step;
use crate::spark::text::Template;
use crate::spark::types::quoted;

const INDENT: usize = 4;

/// What the text of a function needs to know and what it needs from the program.
#[derive(Debug, Default)]
pub(super) struct Needs {
    pub session: bool,
    pub arguments: bool,
    pub functions: bool,
    pub join_paths: bool,
    pub text_literal: bool,
    pub date: bool,
    pub decimal: bool,
    /// A table of the catalog is read.
    pub tables: bool,
}

pub(super) struct Body<'a> {
    /// The name of the node's function: the name of its argument for shipped rows, and of its target.
    name: &'a str,
    uses: HashMap<*const Step, usize>,
    /// Steps that stand in a variable.
    known: HashMap<*const Step, String>,
    taken: Vec<String>,
    /// The port whose table is being written.
    port: usize,
    pub lines: Vec<String>,
    pub needs: Needs,
}

/// The statements that compute `tables` and return them, one for each name of a port.
pub(super) fn body<'a>(name: &'a str, inputs: &[String], tables: &[(String, usize, &Rows)]) -> Body<'a> {
    let mut body = Body {
        name,
        uses: HashMap::new(),
        known: HashMap::new(),
        taken: inputs.to_vec(),
        port: 0,
        lines: Vec::new(),
        needs: Needs::default(),
    };
    tables.iter().for_each(|(.., rows)| body.count(rows.step()));
    match tables {
        [(_, port, rows)] => match &**rows.step() {
            Step::Write(input, write) => body.stage(input, write),
            Step::WriteTable(input, _) => body.stage_table(input),
            _ => {
                body.port = *port;
                let value = body.value(rows.step());
                body.push("return ", &value);
            }
        },
        _ => {
            let mut names = Vec::new();
            for (port, index, rows) in tables {
                body.port = *index;
                let value = body.value(rows.step());
                names.push(match &value {
                    Py::Atom(name) => name.clone(),
                    value => {
                        let name = body.free(port);
                        body.push(&format!("{name} = "), value);
                        name
                    }
                });
            }
            body.lines.push(format!("{}return {}", " ".repeat(INDENT), names.join(", ")));
        }
    }
    body
}

impl Body<'_> {
    fn count(&mut self, step: &Arc<Step>) {
        let uses = self.uses.entry(Arc::as_ptr(step)).or_default();
        *uses += 1;
        if *uses == 1 {
            before(step).into_iter().for_each(|step| self.count(step));
        }
    }

    fn push(&mut self, prefix: &str, value: &Py) {
        self.lines.extend(statement(INDENT, prefix, value, ""));
    }

    fn free(&mut self, wanted: &str) -> String {
        let wanted = crate::spark::identifier(wanted);
        let mut name = wanted.clone();
        let mut number = 2;
        while self.taken.contains(&name) {
            name = format!("{wanted}_{number}");
            number += 1;
        }
        self.taken.push(name.clone());
        name
    }

    /// The table of a step as an expression: a name, or a chain of calls.
    fn value(&mut self, step: &Arc<Step>) -> Py {
        if let Some(name) = self.known.get(&Arc::as_ptr(step)) {
            return Py::atom(name.clone());
        }
        let value = self.made(step);
        let is_shared = self.uses.get(&Arc::as_ptr(step)).is_some_and(|uses| *uses > 1);
        if is_shared && !matches!(**step, Step::Input(_)) { self.named(step, &value) } else { value }
    }

    /// `value`, assigned to a variable.
    fn named(&mut self, step: &Arc<Step>, value: &Py) -> Py {
        // A variable that nothing else needs is written over.
        let last = before(step).first().and_then(|input| {
            let once = self.uses.get(&Arc::as_ptr(input)) == Some(&1);
            self.known.get(&Arc::as_ptr(input)).filter(|_| once).cloned()
        });
        let name = last.unwrap_or_else(|| self.free("rows"));
        self.push(&format!("{name} = "), value);
        self.known.insert(Arc::as_ptr(step), name.clone());
        Py::atom(name)
    }

    /// The table of a step to which calls are appended: short, or in a variable.
    fn base(&mut self, step: &Arc<Step>) -> Py {
        let value = self.value(step);
        if value.calls() == 0 { value } else { self.named(step, &value) }
    }

    /// The same for a call that may stand behind another one, if both fit into a line.
    fn chained(&mut self, step: &Arc<Step>, call: impl Fn(Py) -> Py) -> Py {
        let value = self.value(step);
        let both = call(value.clone());
        if value.calls() == 0 || (both.calls() <= 2 && fits_in_line(&both)) {
            return both;
        }
        call(self.named(step, &value))
    }

    fn sql(&mut self, sql: &crate::spark::Sql) -> Py {
        let text = self.text(sql.bare());
        self.needs.functions = true;
        Py::call("F.expr", vec![text])
    }

    fn text(&mut self, marked: &str) -> Py {
        let text = PyText::new(marked);
        self.needs.arguments |= text.is_open();
        self.needs.text_literal |= marked.contains(&format!("{}t", crate::formula::OPEN.0));
        Py::Text(text)
    }

    fn path(&mut self, path: &Template) -> Py {
        self.needs.arguments = true;
        self.needs.join_paths = true;
        let path = self.text(path.marked());
        Py::call("posixpath.join", vec![Py::atom("args.path_root"), path])
    }

    fn item(&mut self, item: &Item) -> Py {
        match &item.column {
            Some(column) if *column == item.name => Py::text(&reference(column)),
            Some(column) => {
                self.needs.functions = true;
                Py::call("F.col", vec![Py::text(&reference(column))]).then("alias", vec![Py::text(&item.name)])
            }
            None => self.sql(&item.sql).then("alias", vec![Py::text(&item.name)]),
        }
    }

    fn key(&mut self, key: &Key) -> Py {
        self.needs.functions = true;
        Py::call("F.col", vec![Py::text(&reference(&key.column))]).then(key.method(), Vec::new())
    }

    fn made(&mut self, step: &Arc<Step>) -> Py {
        match &**step {
            Step::Input(name) => Py::atom(name.clone()),
            Step::Source(source) => self.source(source),
            Step::Where(rows, condition) => {
                let condition = self.text(condition.bare());
                self.chained(rows, |rows| rows.then("where", vec![condition.clone()]))
            }
            Step::Select(rows, items) => {
                let items: Vec<Py> = items.iter().map(|item| self.item(item)).collect();
                self.chained(rows, |rows| rows.then("select", items.clone()))
            }
            Step::With(rows, name, sql) => {
                let value = self.sql(sql);
                self.chained(rows, |rows| rows.then("withColumn", vec![Py::text(name), value.clone()]))
            }
            Step::Drop(rows, names) => {
                let names: Vec<Py> = names.iter().map(|name| Py::text(name)).collect();
                self.chained(rows, |rows| rows.then("drop", names.clone()))
            }
            Step::Rename(rows, pairs) => {
                let (name, arguments) = match pairs.as_slice() {
                    [(old, new)] => ("withColumnRenamed", vec![Py::text(old), Py::text(new)]),
                    _ => {
                        let pairs = pairs.iter().map(|(old, new)| (Py::text(old), Py::text(new)));
                        ("withColumnsRenamed", vec![Py::Dict(pairs.collect())])
                    }
                };
                self.chained(rows, |rows| rows.then(name, arguments.clone()))
            }
            Step::JoinOn { left, right, on, how, rest } => {
                let (left, right) = (self.base(left), self.base(right));
                let on = Py::List(on.iter().map(|name| Py::text(name)).collect());
                let arguments = vec![right, Py::keyword("on", on), Py::keyword("how", Py::text(how.name()))];
                let joined = left.clone().then("join", arguments);
                let Some(rest) = rest else { return joined };
                let mut columns = vec![Py::atom(format!("*{}.columns", left.flat()))];
                columns.extend(rest.iter().map(|name| Py::text(&reference(name))));
                let both = joined.clone().then("select", columns.clone());
                if fits_in_line(&both) {
                    return both;
                }
                let name = self.free("joined");
                self.push(&format!("{name} = "), &joined);
                Py::atom(name).then("select", columns)
            }
            Step::JoinWhere { left, right, condition, how } => {
                let (left, right) = (self.base(left), self.base(right));
                let on = self.sql(condition);
                left.then("join", vec![right, Py::keyword("on", on), Py::keyword("how", Py::text(how.name()))])
            }
            Step::Union(tables) => {
                let mut tables = tables.iter();
                let mut all = tables.next().map(|first| self.base(first)).unwrap_or(Py::atom("None"));
                let (mut name, count) = (None, tables.len());
                for (index, table) in tables.enumerate() {
                    let table = self.base(table);
                    all = all.then("union", vec![table]);
                    if index + 1 < count {
                        let name = name.get_or_insert_with(|| self.free("rows")).clone();
                        self.push(&format!("{name} = "), &all);
                        all = Py::atom(name);
                    }
                }
                all
            }
            Step::Aggregate(rows, keys, items) => {
                let rows = self.base(rows);
                let keys: Vec<Py> = keys.iter().map(|name| Py::text(&reference(name))).collect();
                let items: Vec<Py> = items.iter().map(|item| self.item(item)).collect();
                match (keys.is_empty(), items.is_empty()) {
                    (true, _) => rows.then("agg", items),
                    (false, true) => rows.then("select", keys).then("distinct", Vec::new()),
                    (false, false) => rows.then("groupBy", keys).then("agg", items),
                }
            }
            Step::Sort(rows, keys) => {
                let keys: Vec<Py> = keys.iter().map(|key| self.key(key)).collect();
                self.chained(rows, |rows| rows.then("orderBy", keys.clone()))
            }
            Step::Limit(rows, count) => {
                self.chained(rows, |rows| rows.then("limit", vec![Py::atom(count.to_string())]))
            }
            Step::Offset(rows, count) => {
                self.chained(rows, |rows| rows.then("offset", vec![Py::atom(count.to_string())]))
            }
            Step::Distinct(rows) => self.chained(rows, |rows| rows.then("distinct", Vec::new())),
            Step::Unpivot { rows, ids, values, name, value } => {
                let list = |names: &[String]| Py::List(names.iter().map(|name| Py::text(&reference(name))).collect());
                let (ids, values) = (list(ids), list(values));
                let arguments = vec![ids, values, Py::text(name), Py::text(value)];
                self.chained(rows, |rows| rows.then("unpivot", arguments.clone()))
            }
            Step::Write(rows, _) | Step::WriteTable(rows, _) => self.value(rows),
        }
    }
}

/// Whether a function can return it on one line.
fn fits_in_line(value: &Py) -> bool {
    INDENT + "return ".len() + wide(&value.flat()) <= WIDTH
}

/// The steps that a step is made of.
fn before(step: &Step) -> Vec<&Arc<Step>> {
    match step {
        Step::Input(_) | Step::Source(_) => Vec::new(),
        Step::Where(rows, _)
        | Step::Select(rows, _)
        | Step::With(rows, ..)
        | Step::Drop(rows, _)
        | Step::Rename(rows, _)
        | Step::Aggregate(rows, ..)
        | Step::Sort(rows, _)
        | Step::Limit(rows, _)
        | Step::Offset(rows, _)
        | Step::Distinct(rows)
        | Step::Unpivot { rows, .. }
        | Step::Write(rows, _)
        | Step::WriteTable(rows, _) => vec![rows],
        Step::JoinOn { left, right, .. } | Step::JoinWhere { left, right, .. } => vec![left, right],
        Step::Union(tables) => tables.iter().collect(),
    }
}

/// A column as methods that take expressions name it.
fn reference(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_plain = name.chars().all(plain) && !name.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty();
    if is_plain { name.to_owned() } else { quoted(name) }
}
