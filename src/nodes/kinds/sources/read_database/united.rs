//! Several tables of a database as one: which they are, and how their columns are combined.

use std::sync::Arc;

use polars::prelude::*;

use super::ReadDatabase;
use crate::base::Problem;
use crate::connect::{ListedTable, SqlDatabase, TableText, Uniting};
use crate::nodes::kit::frame::{Frame, problem_of};
use crate::nodes::kit::lower::{Lower, Purpose};
use crate::nodes::shared::files::empty;
use crate::nodes::shared::stack::{Table, common_columns, exactly_cast, stacked_schema, unite_options};

impl ReadDatabase {
    /// The names and patterns of all tables, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let table = Some(self.table.as_str()).filter(|table| !table.is_empty());
        table.into_iter().chain(self.tables.iter().map(String::as_str))
    }

    /// The tables that are read as one, with parameters expanded. Fails for settings that are of one table only.
    pub(super) fn texts(&self, cx: &Lower) -> Result<Vec<TableText>, Problem> {
        if !self.query.trim().is_empty() {
            let problem = Problem::error(say!("database-query-and-tables"));
            return Err(problem.remedy(say!("database-query-or-tables")).at("query"));
        }
        if !self.new_by.is_empty() {
            let problem = Problem::error(say!("database-new-of-several"));
            return Err(problem.remedy(say!("database-new-of-one")).at("new_by"));
        }
        let mut texts = Vec::new();
        let table = cx.expand("table", &self.table)?;
        if !table.is_empty() {
            texts.push(TableText { text: table, setting: "table", may_be_pattern: false });
        }
        for table in &self.tables {
            let text = cx.expand("tables", table)?;
            if text.is_empty() {
                let problem = Problem::incomplete(say!("database-table-missing"));
                return Err(problem.remedy(say!("database-choose-further")).at("tables"));
            }
            texts.push(TableText { text, setting: "tables", may_be_pattern: true });
        }
        Ok(texts)
    }

    /// The rows of all tables, in the order of the list.
    pub(super) fn united(&self, cx: &Lower, database: &SqlDatabase, texts: &[TableText]) -> Result<Frame, Problem> {
        let known = cx.source.as_ref().map(|state| state.tables.clone()).filter(|tables| !tables.is_empty());
        let tables: Vec<ListedTable> = known.map_or_else(|| database.listed(texts, cx.reach), Ok)?;
        let opened = tables.iter().map(|table| Table::new(&table.name, &empty(table.schema.as_ref().clone())));
        let opened: Vec<Table> = opened.collect();
        let united = common_columns(&opened, &unite_options(self.unite, self.numbers_as_text))?;
        united.warnings.into_iter().for_each(|warning| cx.warn(warning));
        let column = Some(self.table_column.as_str()).filter(|name| !name.is_empty());
        if let Some(name) = column
            && united.columns.iter().any(|(other, _)| other == name)
        {
            let problem = Problem::error(say!("column-already", name = name));
            return Err(problem.remedy(say!("choose-another-name")).at("table_column"));
        }
        let schema = stacked_schema(&united.columns, column);
        if cx.purpose == Purpose::Schema {
            return Ok(empty(schema));
        }
        let uniting = Uniting {
            tables: tables.iter().map(|table| (table.name.clone(), table.setting)).collect(),
            schema: Arc::new(schema),
            table_column: column.map(PlSmallStr::from_str),
            convert: Arc::new(converted),
            node: cx.node(),
        };
        cx.rows_of(database.united(&tables, uniting, cx.reach)?)
    }
}

/// The values with the common type. Fails for the first that would change.
fn converted(table: &str, values: &Column, to: &DataType) -> Result<Column, Problem> {
    let message = |value, data_type| {
        say!("value-not-exact", name = values.name().as_str(), place = table, value = value, data_type = data_type)
    };
    exactly_cast(values, to, message).map_err(|error| problem_of(&error))
}
