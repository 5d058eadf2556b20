//! What is known of a table, a view or a query before any row is read.

use polars::prelude::{Field, SchemaRef};

use super::asked::MySql;
use super::kinds::{Reading, reading};
use super::listed::tables;
use super::literal::{literal, ticked};
use super::names::table_name;
use super::session::Session;
use super::wire::{Column, Fault, TextRow, text_at};
use super::words::{problem, problem_at, refused};
use crate::base::{Problem, suggest};
use crate::connect::sql_rows::SqlRows;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct DescribedColumn {
    pub reading: Reading,
    /// As the server describes it, by which a change is noticed.
    pub declared: Column,
}

/// What determines the order of rows, so that it is the same however few are requested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// The columns of the primary key, in whose order rows are stored.
    Key(Vec<String>),
    /// Rows come as they are stored.
    Stored,
    /// The order of the view or the query itself: only the whole statement has it.
    Own,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Described {
    pub columns: Vec<DescribedColumn>,
    pub order: Order,
    /// The table, as in a statement; for a query all of it.
    pub from: String,
    /// Bytes of a table; `None` for a query or a view.
    pub bytes: Option<u64>,
}

/// A table or a view that was found.
pub(super) struct Found {
    pub schema: String,
    pub table: String,
    /// Such as "BASE TABLE".
    pub kind: String,
    pub bytes: Option<u64>,
    /// Whether what is written can be taken back; `None` for views.
    pub is_transactional: Option<bool>,
}

impl Found {
    pub fn ticked(&self) -> String {
        format!("{}.{}", ticked(&self.schema), ticked(&self.table))
    }
}

/// Looks a table up; the server may not distinguish capitals in names of tables.
pub(super) async fn find(session: &mut Session, schema: &str, table: &str) -> Result<Option<Found>, Fault> {
    let (in_schema, named) = (literal(schema), literal(table));
    let sql = format!(
        "SELECT t.TABLE_SCHEMA, t.TABLE_NAME, t.TABLE_TYPE, t.DATA_LENGTH, e.TRANSACTIONS, @@lower_case_table_names \
         FROM information_schema.TABLES AS t LEFT JOIN information_schema.ENGINES AS e ON e.ENGINE = t.ENGINE \
         WHERE t.TABLE_SCHEMA = {in_schema} AND t.TABLE_NAME = {named}"
    );
    let rows = session.run(&sql).await?.rows;
    let is_it = |row: &&TextRow, folds: bool| {
        let same = |place: usize, name: &str| {
            text_at(row, place)
                .is_some_and(|found| found == name || (folds && found.to_lowercase() == name.to_lowercase()))
        };
        same(0, schema) && same(1, table)
    };
    let folds = rows.first().is_some_and(|row| text_at(row, 5) != Some("0"));
    let exact = rows.iter().find(|row| is_it(row, false));
    let Some(row) = exact.or_else(|| rows.iter().find(|row| is_it(row, folds))) else { return Ok(None) };
    let text = |index: usize| text_at(row, index).map(str::to_owned);
    let found = (|| {
        Some(Found {
            schema: text(0)?,
            table: text(1)?,
            kind: text(2)?,
            bytes: text(3).and_then(|bytes| bytes.parse().ok()),
            is_transactional: text(4).map(|text| text == "YES"),
        })
    })();
    found.ok_or(Fault::Form).map(Some)
}

impl Described {
    pub fn schema(&self) -> SchemaRef {
        let field = |column: &DescribedColumn| Field::new(column.declared.name.as_str().into(), column.reading.dtype());
        std::sync::Arc::new(self.columns.iter().map(field).collect())
    }

    pub fn column(&self, name: &str) -> Option<&DescribedColumn> {
        self.columns.iter().find(|column| column.declared.name == name)
    }

    /// Whether both have the same columns.
    pub fn is_like(&self, other: &Described) -> bool {
        self.columns == other.columns && self.order == other.order
    }

    /// Asks the server, in a session that has begun.
    pub async fn of(asked: &MySql, session: &mut Session) -> Result<Described, Problem> {
        let (from, order, bytes) = match &asked.rows {
            SqlRows::Table(name) => table(asked, session, name).await?,
            SqlRows::Query { sql, .. } => (sql.clone(), Order::Own, None),
        };
        let all = if let SqlRows::Table(_) = &asked.rows { format!("SELECT * FROM {from}") } else { from.clone() };
        let prepared = session.packets.prepare(&all).await;
        let prepared = prepared.map_err(|fault| refused(&asked.server, &asked.rows, &all, &fault))?;
        let expected = match &asked.rows {
            SqlRows::Table(_) => 0,
            SqlRows::Query { values, .. } => values.len(),
        };
        if usize::from(prepared.values) != expected {
            let problem = Problem::error(say!("database-query-places")).remedy(say!("database-query-name-value"));
            return Err(problem.at(asked.rows.setting()));
        }
        if prepared.columns.is_empty() {
            let problem = Problem::error(say!("database-query-no-rows")).remedy(say!("database-write-select"));
            return Err(problem.at(asked.rows.setting()));
        }
        let columns = columns(&asked.rows, prepared.columns)?;
        Ok(Described { columns, order, from, bytes })
    }
}

/// The statement, the order and the size of a table.
async fn table(asked: &MySql, session: &mut Session, name: &str) -> Result<(String, Order, Option<u64>), Problem> {
    let failed = |fault: Fault| problem_at(&asked.server, &fault, "table");
    let named = table_name(name)?;
    let schema = named.schema.as_ref().unwrap_or(&asked.server.database);
    let Some(found) = find(session, schema, &named.table).await.map_err(failed)? else {
        return Err(no_table(asked, session, name).await);
    };
    if !matches!(found.kind.as_str(), "BASE TABLE" | "SYSTEM VERSIONED") {
        return Ok((found.ticked(), Order::Own, None));
    }
    let sql = format!(
        "SELECT COLUMN_NAME FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = {} AND TABLE_NAME = {} \
         AND INDEX_NAME = 'PRIMARY' ORDER BY SEQ_IN_INDEX",
        literal(&found.schema),
        literal(&found.table)
    );
    let key: Vec<String> = session.run(&sql).await.map_err(failed)?.rows.into_iter().flatten().flatten().collect();
    let order = if key.is_empty() { Order::Stored } else { Order::Key(key) };
    Ok((found.ticked(), order, found.bytes))
}

async fn no_table(asked: &MySql, session: &mut Session, name: &str) -> Problem {
    let known = match tables(session, &asked.server.database).await {
        Ok(known) => known,
        Err(fault) => return problem(&asked.server, &fault),
    };
    let message = Problem::error(say!("database-no-table", name = name));
    let problem = match suggest::remedy(name, known.iter().map(|table| table.name.as_str())) {
        Some(remedy) => message.remedy(remedy),
        None if known.is_empty() => message.remedy(say!("database-no-tables")),
        None => message.remedy(say!("database-choose-table")),
    };
    problem.at("table")
}

fn columns(rows: &SqlRows, declared: Vec<Column>) -> Result<Vec<DescribedColumn>, Problem> {
    let mut columns: Vec<DescribedColumn> = Vec::with_capacity(declared.len());
    for (index, declared) in declared.into_iter().enumerate() {
        let name = declared.name.as_str();
        let message = if name.is_empty() {
            Some(say!("database-column-no-name", number = index + 1))
        } else if columns.iter().any(|other| other.declared.name == name) {
            Some(say!("database-column-twice", name = name))
        } else {
            None
        };
        if let Some(message) = message {
            return Err(Problem::error(message).remedy(say!("database-name-columns")).at(rows.setting()));
        }
        let reading = reading(&declared).map_err(|data_type| {
            let problem = Problem::error(say!("server-type-not-read", name = name, data_type = data_type));
            problem.remedy(say!("mysql-convert-geometry", name = name)).at(rows.setting())
        })?;
        columns.push(DescribedColumn { reading, declared });
    }
    Ok(columns)
}
