//! What is known of a table, a view or a query before any row is read.

use polars::prelude::{Field, SchemaRef};
use tokio_postgres::Statement;
use tokio_postgres::types::{ToSql, Type};

use super::asked::Postgres;
use super::listed::tables;
use super::names::table_name;
use super::session::Session;
use super::types::{DIGITS, Reading, reading};
use super::words::{problem, problem_at, refused};
use crate::base::{Problem, suggest};
use crate::connect::servers::TableName;
use crate::connect::sql_rows::{SqlRows, quoted};

/// How many rows are examined for the decimals of a number without a declared scale. Later rows must fit.
const EXAMINED: u32 = 100_000;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct DescribedColumn {
    pub name: String,
    pub reading: Reading,
    /// Whether it is compared as a text by its bytes.
    pub is_plain_text: bool,
    /// The type and the modifier, by which a change is noticed.
    data_type: (u32, i32),
}

/// What determines the order of rows, so that it is the same however few are requested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Rows come as they are stored.
    Stored,
    /// The order of the view or the query itself: conditions are applied to its rows and must not be pushed into it.
    Own,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Described {
    pub columns: Vec<DescribedColumn>,
    pub order: Order,
    /// A statement for all rows and columns.
    pub all: String,
    /// Whether texts are compared by their bytes in UTF-8.
    pub is_utf8: bool,
    /// Whether it finds the first of several rows of a table, as servers do from version 14 on.
    pub finds_first: bool,
    /// Bytes of a table; `None` for a query or a view.
    pub bytes: Option<u64>,
}

impl DescribedColumn {
    /// The modifier of the type.
    pub fn modifier(&self) -> i32 {
        self.data_type.1
    }
}

impl Described {
    pub fn schema(&self) -> SchemaRef {
        let fields = self.columns.iter().map(|column| Field::new(column.name.as_str().into(), column.reading.dtype()));
        std::sync::Arc::new(fields.collect())
    }

    /// Whether both have the same columns.
    pub fn is_like(&self, other: &Described) -> bool {
        let columns = |described: &Described| -> Vec<(String, (u32, i32))> {
            described.columns.iter().map(|column| (column.name.clone(), column.data_type)).collect()
        };
        columns(self) == columns(other) && self.order == other.order
    }

    /// Asks the server, in a session that has begun.
    pub async fn of(asked: &Postgres, session: &Session) -> Result<Described, Problem> {
        let mut described = Described::declared(asked, session).await?;
        described.look_up_scales(asked, session).await?;
        Ok(described)
    }

    /// What the declarations say.
    pub async fn declared(asked: &Postgres, session: &Session) -> Result<Described, Problem> {
        let client = session.client();
        let failed = |error: tokio_postgres::Error| problem(&asked.server, &error);
        let sql = "SELECT current_setting('server_encoding'), \
                   pg_catalog.to_regprocedure('pg_catalog.min(tid)') IS NOT NULL";
        let row = client.query_one(sql, &[]).await.map_err(failed)?;
        let is_utf8 = row.try_get::<_, String>(0).map_err(failed)? == "UTF8";
        // A server that gives no answer to this counts as an older one.
        let finds_first = row.try_get(1).unwrap_or(false);
        let (all, order, bytes) = match &asked.rows {
            SqlRows::Table(name) => table(asked, session, name).await?,
            SqlRows::Query { sql, .. } => (sql.clone(), Order::Own, None),
        };
        let statement = client.prepare(&all).await;
        let statement = statement.map_err(|error| refused(&asked.server, &asked.rows, &all, &error))?;
        let expected = match &asked.rows {
            SqlRows::Table(_) => 0,
            SqlRows::Query { values, .. } => values.len(),
        };
        if statement.params().len() != expected {
            let problem = Problem::error(say!("database-query-places")).remedy(say!("database-query-name-value"));
            return Err(problem.at(asked.rows.setting()));
        }
        if statement.columns().is_empty() {
            let problem = Problem::error(say!("database-query-no-rows")).remedy(say!("database-write-select"));
            return Err(problem.at(asked.rows.setting()));
        }
        let columns = columns(&asked.rows, &statement)?;
        Ok(Described { columns, order, all, is_utf8, finds_first, bytes })
    }

    /// Gives numbers without a declared scale as many decimals as their first values have.
    async fn look_up_scales(&mut self, asked: &Postgres, session: &Session) -> Result<(), Problem> {
        let open = |column: &&mut DescribedColumn| column.reading == Reading::Numeric;
        let names: Vec<String> = self.columns.iter_mut().filter(open).map(|column| quoted(&column.name)).collect();
        if names.is_empty() {
            return Ok(());
        }
        let scales: Vec<String> = names.iter().map(|name| format!("max(scale({name}))")).collect();
        let (scales, names, all) = (scales.join(", "), names.join(", "), &self.all);
        let sql = format!("SELECT {scales} FROM (SELECT {names} FROM (\n{all}\n) AS q LIMIT {EXAMINED}) AS q");
        let values = asked.values()?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|value| value as &(dyn ToSql + Sync)).collect();
        let row = session.client().query_one(&sql, &values).await;
        let row = row.map_err(|error| problem_at(&asked.server, &error, asked.rows.setting()))?;
        for (index, column) in self.columns.iter_mut().filter(open).enumerate() {
            let scale =
                row.try_get::<_, Option<i32>>(index).map_err(|error| problem(&asked.server, &error))?.unwrap_or(0);
            column.reading = match usize::try_from(scale) {
                Ok(scale) if scale <= usize::from(DIGITS) => Reading::Decimal { precision: usize::from(DIGITS), scale },
                _ => Reading::Written,
            };
        }
        Ok(())
    }
}

/// The statement, the order and the size of a table.
async fn table(asked: &Postgres, session: &Session, name: &str) -> Result<(String, Order, Option<u64>), Problem> {
    let named = table_name(name)?;
    let sql = "SELECT n.nspname::text, c.relname::text, c.relkind::text, coalesce(a.amname::text, ''), \
               EXISTS (SELECT FROM pg_catalog.pg_inherits AS i WHERE i.inhparent = c.oid), \
               CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_table_size(c.oid) END \
               FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
               LEFT JOIN pg_catalog.pg_am AS a ON a.oid = c.relam \
               WHERE c.oid = pg_catalog.to_regclass($1::text) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')";
    let found = session.client().query_opt(sql, &[&named.quoted()]).await;
    let Some(row) = found.map_err(|error| problem_at(&asked.server, &error, "table"))? else {
        return Err(no_table(session, name).await);
    };
    let told = FoundTable::of(&row).map_err(|error| problem(&asked.server, &error))?;
    let FoundTable { schema, table, kind, method, has_children, bytes } = told;
    let is_stored = matches!(kind.as_str(), "r" | "m") && method == "heap" && !has_children;
    let order = if is_stored { Order::Stored } else { Order::Own };
    let name = TableName { schema: Some(schema), table }.quoted();
    Ok((format!("SELECT * FROM {name}"), order, bytes))
}

/// What the server says of a table.
struct FoundTable {
    schema: String,
    table: String,
    kind: String,
    method: String,
    has_children: bool,
    bytes: Option<u64>,
}

impl FoundTable {
    fn of(row: &tokio_postgres::Row) -> Result<FoundTable, tokio_postgres::Error> {
        let bytes = row.try_get::<_, Option<i64>>(5)?.and_then(|bytes| u64::try_from(bytes).ok());
        let (schema, table, kind) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        Ok(FoundTable { schema, table, kind, method: row.try_get(3)?, has_children: row.try_get(4)?, bytes })
    }
}

async fn no_table(session: &Session, name: &str) -> Problem {
    let known = tables(session).await.unwrap_or_default();
    let message = Problem::error(say!("database-no-table", name = name));
    let problem = match suggest::remedy(name, known.iter().map(|table| table.name.as_str())) {
        Some(remedy) => message.remedy(remedy),
        None if known.is_empty() => message.remedy(say!("database-no-tables")),
        None => message.remedy(say!("database-choose-table")),
    };
    problem.at("table")
}

fn columns(rows: &SqlRows, statement: &Statement) -> Result<Vec<DescribedColumn>, Problem> {
    let mut columns: Vec<DescribedColumn> = Vec::new();
    for column in statement.columns() {
        let name = column.name().to_owned();
        if columns.iter().any(|other| other.name == name) {
            let problem = Problem::error(say!("database-column-twice", name = name));
            return Err(problem.remedy(say!("database-name-columns")).at(rows.setting()));
        }
        let modifier = column.type_modifier();
        let reading = reading(column.type_(), modifier).map_err(|data_type| {
            let problem =
                Problem::error(say!("server-type-not-read", name = name.as_str(), data_type = data_type.as_str()));
            problem.remedy(say!("postgres-cast-it", name = name.as_str())).at(rows.setting())
        })?;
        let is_plain_text = matches!(*column.type_(), Type::TEXT | Type::VARCHAR);
        columns.push(DescribedColumn { name, reading, is_plain_text, data_type: (column.type_().oid(), modifier) });
    }
    Ok(columns)
}
