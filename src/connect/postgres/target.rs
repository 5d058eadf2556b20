//! A table of a PostgreSQL database as a target. Rows are staged in a table of their own beside it, and moved to it in one
//! transaction.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use polars::prelude::*;

use super::filling::Filling;
use super::names::TableName;
use super::place::{check_keys, kind_of_table, place, remove, ticket, unusable};
use super::placed::{PlacedColumn, check_names, fitting, fresh};
use super::placement::{Placement, STAGED};
use super::session::{Session, Use, right, with};
use super::words::problem_at;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::reach::Reach;
use crate::connect::source::Address;
use crate::connect::target::{
    ExistingTable, Gauge, Promise, Removal, Staged, Target, Ticket, Written, replaced_by_none,
};
use crate::connect::write::Staging;

/// A table of a database. It is created if it does not exist.
#[derive(Clone, Debug)]
pub struct PostgresTarget {
    pub server: Arc<Server>,
    /// `schema.table`, or a table of the schema that the user works in.
    pub table: String,
    pub existing: ExistingTable,
    /// By which rows are updated or deleted.
    pub keys: Vec<String>,
    /// Whether existing rows may be replaced by none.
    pub empty: bool,
    pub reach: Reach,
}

/// Distinguishes the staged tables of one process.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// What is known of the target table.
struct Found {
    schema: String,
    name: TableName,
    /// As in `pg_class`; `None` if there is no such table.
    kind: Option<String>,
}

impl PostgresTarget {
    /// Looks the table up, in a session.
    async fn find(&self, session: &Session) -> Result<Found, Problem> {
        let failed = |error: tokio_postgres::Error| problem_at(&self.server, &error, "table");
        let name = TableName::parse(&self.table)?;
        // The schema where a name without one is found, otherwise the one where it would be created.
        let sql = "SELECT coalesce((SELECT n.nspname FROM pg_catalog.pg_class AS c \
                   JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
                   WHERE c.oid = pg_catalog.to_regclass($1::text)), pg_catalog.current_schema())::text";
        let schema = match &name.schema {
            Some(schema) => Some(schema.clone()),
            None => session.client().query_one(sql, &[&name.quoted()]).await.map_err(failed)?.get(0),
        };
        let Some(schema) = schema else {
            let problem = Problem::error(say!("postgres-no-schema", name = self.table.as_str()));
            return Err(problem.remedy(say!("postgres-write-table-name")).at("table"));
        };
        let kind = kind_of_table(session, &schema, &name.table).await.map_err(failed)?;
        match kind.as_deref() {
            Some("r" | "p") if self.existing == ExistingTable::Fail => Err(unusable("r", &self.table)),
            Some(kind) if !matches!(kind, "r" | "p") => Err(unusable(kind, &self.table)),
            None if self.existing == ExistingTable::Delete => {
                let problem = Problem::error(say!("database-no-table", name = self.table.as_str()));
                Err(problem.remedy(say!("database-choose-table")).at("table"))
            }
            _ => Ok(Found { schema, name, kind }),
        }
    }

    fn placement(&self, found: &Found, columns: &[PlacedColumn]) -> Placement {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        Placement {
            connection: self.server.connection.clone(),
            connections: self.reach.connections.clone(),
            base: self.reach.base.clone(),
            url: self.server.url(&self.table),
            schema: found.schema.clone(),
            table: found.name.table.clone(),
            staged: format!("{STAGED}{}_{}_{number}", std::process::id(), since.as_micros()),
            existing: self.existing,
            keys: self.keys.clone(),
            columns: columns.iter().map(|column| column.name.clone()).collect(),
            rows: 0,
        }
    }
}

impl Target for PostgresTarget {
    fn address(&self) -> Address {
        Address::Url(self.server.url(&self.table))
    }

    fn setting(&self) -> &'static str {
        "table"
    }

    fn promise(&self) -> Promise {
        Promise::Irrevocable
    }

    fn check(&self) -> Result<(), Problem> {
        with(&self.server, &self.reach, Use::Read, async |session: &Session| self.find(session).await.map(drop))
    }

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let right = right(&self.server, &self.reach)?;
        let (session, placement, columns) = self.reach.block_on(async {
            let session = Session::open(&self.server, right).await?;
            session.begin(&self.server, Use::Write, None).await?;
            let found = self.find(&session).await?;
            check_names(&schema)?;
            let columns = match &found.kind {
                Some(_) => {
                    let table = TableName { schema: Some(found.schema.clone()), table: found.name.table.clone() };
                    let is_whole = self.existing != ExistingTable::Delete;
                    fitting(&self.server, &session, (&table.quoted(), &self.table), &schema, is_whole).await?
                }
                None => fresh(&schema)?,
            };
            let placement = self.placement(&found, &columns);
            Ok((session, placement, columns))
        })?;
        staging.note(&ticket(&placement)?);
        let reach = self.reach.clone();
        let filling = Filling::begin(session, &placement, columns, self.server.clone(), reach);
        let filling = self.reach.block_on(filling)?;
        let (undone, ender) = (placement.clone(), filling.ender());
        staging.on_withdrawal(move || {
            if let Some(ender) = ender {
                ender.end();
            }
            remove(&undone);
        });
        let filling = Arc::new(Mutex::new(filling));
        let shared = filling.clone();
        let take = move |batch: DataFrame| {
            let added = locked(&shared).add(&batch);
            added.map(|()| false).map_err(|problem| PolarsError::ComputeError(problem.to_string().into()))
        };
        let plan = rows.sink_batches(PlanCallback::new(take), true, None);
        let plan = plan.map_err(|error| Problem::error(error.to_string()))?;
        let bytes = locked(&filling).bytes.clone();
        let target = self.clone();
        Ok((Box::new(StagedTable { target, placement, filling, bytes }), plan))
    }
}

fn locked(filling: &Mutex<Filling>) -> MutexGuard<'_, Filling> {
    filling.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A table in progress.
struct StagedTable {
    target: PostgresTarget,
    placement: Placement,
    filling: Arc<Mutex<Filling>>,
    bytes: Arc<AtomicU64>,
}

impl StagedTable {
    /// The number of rows of the existing table.
    fn count_rows(&self) -> Result<i64, Problem> {
        let target = &self.target;
        with(&target.server, &target.reach, Use::Read, async |session: &Session| {
            let failed = |error: tokio_postgres::Error| problem_at(&target.server, &error, "table");
            let (schema, table) = (&self.placement.schema, &self.placement.table);
            if kind_of_table(session, schema, table).await.map_err(failed)?.is_none() {
                return Ok(0);
            }
            let sql = format!("SELECT count(*) FROM {}", self.placement.target());
            Ok(session.client().query_one(&sql, &[]).await.map_err(failed)?.get(0))
        })
    }
}

impl Staged for StagedTable {
    fn address(&self) -> Address {
        self.target.address()
    }

    fn gauge(&self) -> Gauge {
        let bytes = self.bytes.clone();
        Arc::new(move || bytes.load(Ordering::Relaxed))
    }

    fn fault(&self) -> Option<Problem> {
        locked(&self.filling).fault.clone()
    }

    fn complete(&self) -> Result<(), Problem> {
        locked(&self.filling).finish()
    }

    fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    fn prepare(&mut self) -> Result<Option<Ticket>, Problem> {
        self.placement.rows = locked(&self.filling).rows;
        check_keys(&self.placement)?;
        if self.placement.rows == 0 && !self.target.empty && self.placement.existing == ExistingTable::Replace {
            let present = self.count_rows()?;
            if present > 0 {
                return Err(replaced_by_none(&self.target.table, present));
            }
        }
        ticket(&self.placement).map(Some)
    }

    fn commit(&mut self) -> Result<(), Problem> {
        place(&self.placement).map(drop)
    }

    /// A commit that failed has changed nothing; one that succeeded is the last of its run.
    fn undo(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    fn settle(&mut self) -> Result<(), Problem> {
        Ok(())
    }

    fn written(self: Box<Self>) -> Written {
        Written { address: self.target.address(), bytes: self.bytes() }
    }

    fn discard(self: Box<Self>) -> bool {
        locked(&self.filling).close();
        remove(&self.placement) == Removal::Left
    }
}
