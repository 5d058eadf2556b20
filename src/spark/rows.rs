//! The builder of a table: its steps, with its columns and its order.

use std::sync::Arc;

use super::arrival_column::Arrival;
use super::item::Item;
use super::order::Key;
use super::sql::Sql;
use super::step::{Format, Literal, Source, Step, Write, WriteTable};
use super::text::Template;
use super::types::{Column, DataType, Schema};

/// A table that is being built.
#[derive(Clone, Debug)]
pub struct Rows {
    pub(super) schema: Schema,
    /// By which its rows are ordered; empty: in no order.
    pub(super) order: Vec<Key>,
    /// Hidden columns, which are not in the schema: by them the rows have the order that they have here. Empty: not
    /// known.
    pub(super) arrival: Vec<Arrival>,
    /// Columns in which no two rows agree; empty: not known.
    pub(super) unique: Vec<String>,
    pub(super) step: Arc<Step>,
}

impl Rows {
    /// The table `from`, as a node's function is given it: as the argument `name`.
    pub fn input(name: impl Into<String>, from: &Rows) -> Rows {
        Rows { step: Arc::new(Step::Input(name.into())), ..from.clone() }
    }

    /// A table that a function is given, of which only the columns are known.
    pub fn given(name: &str, schema: Schema) -> Rows {
        Rows::made(schema, Step::Input(name.to_owned()))
    }

    pub fn files(paths: Vec<Template>, format: Format, schema: Schema, options: Vec<(&'static str, String)>) -> Rows {
        Rows::source(schema.clone(), Source::Files { paths, format, schema, options })
    }

    pub fn values(schema: Schema, rows: Vec<Vec<Literal>>) -> Rows {
        Rows::source(schema.clone(), Source::Values { schema, rows })
    }

    /// A table of the catalog: its name in SQL, and its columns.
    pub fn table(name: Template, columns: Schema) -> Rows {
        Rows::source(columns.clone(), Source::Table { name, columns })
    }

    pub fn shipped(schema: Schema) -> Rows {
        Rows::source(schema, Source::Shipped)
    }

    fn source(schema: Schema, source: Source) -> Rows {
        Rows::made(schema, Step::Source(source))
    }

    pub fn schema(&self) -> &Schema {
        &self.schema
    }

    /// By which the rows are ordered, as far as that is known.
    pub fn order(&self) -> Vec<Key> {
        if self.arrival.is_empty() { self.order.clone() } else { self.arrival_keys() }
    }

    /// Whether no two rows agree in all these columns.
    pub fn is_unique(&self, columns: &[String]) -> bool {
        !self.unique.is_empty() && self.unique.iter().all(|name| columns.contains(name))
    }

    pub(super) fn step(&self) -> &Arc<Step> {
        &self.step
    }

    /// Whether it is a source as it is, so that conditions on it may still reach the files.
    pub fn is_source(&self) -> bool {
        let mut step = &self.step;
        while let Step::With(before, name, _) = &**step {
            if !self.arrival.iter().any(|arrival| arrival.name() == name) {
                return false;
            }
            step = before;
        }
        matches!(**step, Step::Source(_))
    }

    pub fn is_shipped(&self) -> bool {
        let mut step = &self.step;
        while let Step::With(before, ..) = &**step {
            step = before;
        }
        matches!(**step, Step::Source(Source::Shipped))
    }

    /// A table of which only the columns are known.
    pub(super) fn made(schema: Schema, step: Step) -> Rows {
        Rows { schema, order: Vec::new(), arrival: Vec::new(), unique: Vec::new(), step: Arc::new(step) }
    }

    /// The same columns, rows in the same order, or some of them.
    pub(super) fn then(&self, step: Step) -> Rows {
        Rows { step: Arc::new(step), ..self.clone() }
    }

    /// The rows for which the condition is true.
    pub fn filter(&self, condition: Sql) -> Rows {
        self.then(Step::Where(self.step.clone(), condition))
    }

    /// Exactly these columns.
    pub fn select(&self, items: Vec<Item>) -> Rows {
        let schema =
            items.iter().map(|item| Column { name: item.name.clone(), data_type: item.data_type.clone() }).collect();
        let schema = Schema(schema);
        let same = schema == self.schema && items.iter().all(|item| item.column.as_ref() == Some(&item.name));
        if same {
            return self.clone();
        }
        if items.iter().any(|item| self.is_hidden(&item.name)) {
            return self.without_arrival().select(items);
        }
        let kept = self.order.iter().map_while(|key| {
            let item = items.iter().find(|item| item.column.as_ref() == Some(&key.column))?;
            Some(Key { column: item.name.clone(), ..key.clone() })
        });
        let order = kept.collect();
        let unique = self.unique.iter().map(|name| {
            let item = items.iter().find(|item| item.column.as_ref() == Some(name))?;
            Some(item.name.clone())
        });
        let unique = unique.collect::<Option<_>>().unwrap_or_default();
        let items = items.into_iter().chain(self.arrival.iter().map(Arrival::item)).collect();
        let arrival = self.arrival.clone();
        Rows { schema, order, arrival, unique, step: Arc::new(Step::Select(self.step.clone(), items)) }
    }

    /// These of its columns, in this order.
    pub(super) fn select_names(&self, names: &[String]) -> Rows {
        let items = names.iter().filter_map(|name| self.schema.0.iter().find(|column| column.name == *name));
        self.select(items.map(Item::column).collect())
    }

    /// A column replaced in its place, or appended.
    pub fn with(&self, name: &str, data_type: DataType, sql: Sql) -> Rows {
        if self.is_hidden(name) {
            return self.without_arrival().with(name, data_type, sql);
        }
        let mut rows = self.then(Step::With(self.step.clone(), name.to_owned(), sql));
        rows.schema.set(name, data_type);
        if let Some(at) = rows.order.iter().position(|key| key.column == name) {
            rows.order.truncate(at);
        }
        if rows.unique.iter().any(|own| own == name) {
            rows.unique.clear();
        }
        rows
    }

    pub fn drop(&self, names: &[String]) -> Rows {
        let mut rows = self.then(Step::Drop(self.step.clone(), names.to_vec()));
        rows.schema.0.retain(|column| !names.contains(&column.name));
        if let Some(at) = rows.order.iter().position(|key| names.contains(&key.column)) {
            rows.order.truncate(at);
        }
        if rows.unique.iter().any(|own| names.contains(own)) {
            rows.unique.clear();
        }
        rows
    }

    /// Pairs of the old and the new name.
    pub fn rename(&self, pairs: &[(String, String)]) -> Rows {
        if pairs.is_empty() {
            return self.clone();
        }
        if pairs.iter().any(|(_, new)| self.is_hidden(new)) {
            return self.without_arrival().rename(pairs);
        }
        let mut rows = self.then(Step::Rename(self.step.clone(), pairs.to_vec()));
        let new = |name: &mut String| {
            if let Some((_, to)) = pairs.iter().find(|(from, _)| from == name) {
                to.clone_into(name);
            }
        };
        rows.schema.0.iter_mut().for_each(|column| new(&mut column.name));
        rows.order.iter_mut().for_each(|key| new(&mut key.column));
        rows.unique.iter_mut().for_each(new);
        rows
    }

    /// One row for each combination of the keys; one row if there are none.
    pub fn aggregate(&self, keys: &[String], items: Vec<Item>) -> Rows {
        if self.is_numbered() {
            return self.grouped(keys, items);
        }
        let of_keys = keys.iter().filter_map(|name| self.schema.0.iter().find(|column| column.name == *name)).cloned();
        let made = items.iter().map(|item| Column { name: item.name.clone(), data_type: item.data_type.clone() });
        let schema = Schema(of_keys.chain(made).collect());
        let step = Step::Aggregate(self.step.clone(), keys.to_vec(), items);
        Rows { unique: keys.to_vec(), ..Rows::made(schema, step) }
    }

    pub fn sort(&self, keys: Vec<Key>) -> Rows {
        if keys.is_empty() {
            return self.clone();
        }
        let rows = self.ranked(&keys);
        let rows = if self.is_numbered() { rows.sorted(&keys) } else { rows };
        Rows { order: keys, ..rows }
    }

    /// Sorted for the next step only: the order that is known stays what it was.
    pub fn ranked(&self, keys: &[Key]) -> Rows {
        self.then(match &*self.step {
            // Of two sorts only the last one shows.
            Step::Sort(before, _) => Step::Sort(before.clone(), keys.to_vec()),
            _ => Step::Sort(self.step.clone(), keys.to_vec()),
        })
    }

    pub fn limit(&self, count: i64) -> Rows {
        self.then(Step::Limit(self.step.clone(), count))
    }

    pub fn offset(&self, count: i64) -> Rows {
        if count == 0 { self.clone() } else { self.then(Step::Offset(self.step.clone(), count)) }
    }

    /// One of equal rows.
    pub fn distinct(&self) -> Rows {
        if self.is_numbered() {
            return self.without_arrival().distinct();
        }
        Rows { order: Vec::new(), ..self.then(Step::Distinct(self.step.clone())) }
    }

    /// A row for each row and each of the columns `values`, which have one type.
    pub fn unpivot(&self, ids: &[String], values: &[String], name: &str, value: &str) -> Rows {
        if self.is_numbered() {
            return self.spread(ids, values, name, value);
        }
        let of_ids = ids.iter().filter_map(|id| self.schema.0.iter().find(|column| column.name == *id)).cloned();
        let mut columns: Vec<Column> = of_ids.collect();
        let data_type = values.first().and_then(|first| self.schema.get(first)).cloned().unwrap_or(DataType::Void);
        columns.push(Column { name: name.to_owned(), data_type: DataType::Text });
        columns.push(Column { name: value.to_owned(), data_type });
        let step = Step::Unpivot {
            rows: self.step.clone(),
            ids: ids.to_vec(),
            values: values.to_vec(),
            name: name.to_owned(),
            value: value.to_owned(),
        };
        Rows::made(Schema(columns), step)
    }

    /// The rows as an output.
    pub fn write(&self, write: Write) -> Rows {
        if self.is_numbered() {
            return self.without_arrival().write(write);
        }
        let write = Write { order: self.order.clone(), ..write };
        self.then(Step::Write(self.step.clone(), write))
    }

    /// The rows as a table of the catalog.
    pub fn write_table(&self, write: WriteTable) -> Rows {
        if self.is_numbered() {
            return self.without_arrival().write_table(write);
        }
        self.then(Step::WriteTable(self.step.clone(), write))
    }

    /// How the rows become a table of the catalog; `None` if they do not.
    pub fn written_table(&self) -> Option<&WriteTable> {
        match &*self.step {
            Step::WriteTable(_, write) => Some(write),
            _ => None,
        }
    }

    /// Whether it is written.
    pub fn is_output(&self) -> bool {
        self.written().is_some() || self.written_table().is_some()
    }

    /// How the rows become a file; `None` if they do not.
    pub fn written(&self) -> Option<&Write> {
        match &*self.step {
            Step::Write(_, write) => Some(write),
            _ => None,
        }
    }
}
