//! A table of a PostgreSQL database as a target. Rows are staged in a table of their own beside it, and moved to it in one
//! transaction.

use std::collections::BTreeSet;
use std::sync::Arc;

use polars::prelude::*;

use super::compared::{Present, check};
use super::filling::CopyIn;
use super::names::table_name;
use super::passed_on::{are_alike, pass_on, source};
use super::place::{PostgresPlaces, kind_of_table, remove, unusable};
use super::placed::{PlacedColumn, check_names, columns_of};
use super::session::{Session, Use, with};
use super::words::problem_at;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::drift::{Compared, Drift, Sieve, Terms, compare, fresh, look, renamed, renamed_schema, written};
use crate::connect::reach::Reach;
use crate::connect::scan::WholeSource;
use crate::connect::servers::{
    Ends, Placed, Placement, Session as _, TableName, logged_in, session_right, staged_name,
};
use crate::connect::source::{Address, Source};
use crate::connect::staged_table::{Placing, StagedTable};
use crate::connect::target::{ExistingTable, Fill, Promise, Staged, Target, Transfer};
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
    pub drift: Drift,
    /// Columns that are written under other names.
    pub names: Vec<(String, String)>,
    /// Columns that are text only because no value has been seen in them, by their names in the table.
    pub unseen: Vec<String>,
    pub reach: Reach,
}

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
        let name = table_name(&self.table)?;
        // The schema where a name without one is found, otherwise the one where it would be created.
        let sql = "SELECT coalesce((SELECT n.nspname FROM pg_catalog.pg_class AS c \
                   JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace \
                   WHERE c.oid = pg_catalog.to_regclass($1::text)), pg_catalog.current_schema())::text";
        let schema = match &name.schema {
            Some(schema) => Some(schema.clone()),
            None => {
                let row = session.client().query_one(sql, &[&name.quoted()]).await;
                row.and_then(|row| row.try_get(0)).map_err(failed)?
            }
        };
        let Some(schema) = schema else {
            let problem = Problem::error(say!("postgres-no-schema", name = self.table.as_str()));
            return Err(problem.remedy(say!("server-write-table-name")).at("table"));
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

    /// The columns that arrive beside those of the table, or as those of a new one.
    async fn compared(
        &self,
        session: &Session,
        found: &Found,
        schema: &Schema,
    ) -> Result<Compared<PlacedColumn>, Problem> {
        check_names(schema)?;
        let terms = Terms::of(self.existing, self.drift, &self.keys, &self.unseen);
        if found.kind.is_some() {
            let table = TableName { schema: Some(found.schema.clone()), table: found.name.table.clone() };
            let present = Present::find(&self.server, session, (&table.quoted(), &self.table)).await?;
            return compare(&present, schema, &terms);
        }
        let named = |column: PlacedColumn| (column.name.clone(), column.data_type.clone(), column);
        let columns = columns_of(schema)?.into_iter().map(named).collect();
        Ok(fresh(columns, |column| check(column.encoding.clone()), &terms))
    }

    fn placement(&self, found: &Found, compared: &Compared<PlacedColumn>) -> Placement {
        Placement {
            connection: self.server.connection.clone(),
            connections: self.reach.connections.clone(),
            base: self.reach.base.clone(),
            url: self.server.url(&self.table),
            schema: found.schema.clone(),
            table: found.name.table.clone(),
            staged: staged_name(),
            existing: self.existing,
            keys: self.keys.clone(),
            columns: compared.columns.iter().map(|column| column.name.clone()).collect(),
            changes: compared.changes.clone(),
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
        Promise::Transactional
    }

    fn check(&self) -> Result<(), Problem> {
        with(&self.server, &self.reach, Use::Read, async |session: &Session| self.find(session).await.map(drop))
    }

    fn with_unseen(&self, columns: &BTreeSet<PlSmallStr>) -> Option<Arc<dyn Target>> {
        let unseen = columns.iter().map(|column| written(column, &self.names).to_owned()).collect();
        Some(Arc::new(Self { unseen, ..self.clone() }))
    }

    fn look(&self, arriving: &Schema) -> Option<Arc<dyn Source>> {
        let settings = format!(
            "{:?} {:?} {:?} {:?} {:?} {:?}",
            self.existing, self.drift, self.keys, self.names, self.unseen, self.server
        );
        let (target, schema) = (self.clone(), renamed_schema(arriving, &self.names));
        let ask = move |reach: &Reach| {
            with(&target.server, reach, Use::Read, async |session: &Session| {
                if target.existing == ExistingTable::Fail {
                    return check_names(&schema).map(|()| Vec::new());
                }
                let found = target.find(session).await?;
                let compared = target.compared(session, &found, &schema).await?;
                Ok([compared.remarks, compared.possible].concat())
            })
        };
        Some(look(self.address(), &settings, arriving, ask))
    }

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let rows = renamed(rows, &schema, &self.names);
        let begun = self.begin(&renamed_schema(&schema, &self.names))?;
        let (placed, filling) = self.fill(begun, staging)?;
        StagedTable::begin(self.address(), self.empty, placed, filling, rows)
    }

    fn pass_on(&self, rows: &WholeSource, staging: &mut Staging<'_>) -> Result<Option<Transfer>, Problem> {
        let Some(scan) = source(rows).filter(|_| self.existing != ExistingTable::Delete) else { return Ok(None) };
        let begun = self.begin(&renamed_schema(&scan.described.schema(), &self.names))?;
        if !begun.compared.is_plain() || !are_alike(&scan.described.columns, &begun.compared.columns) {
            return Ok(None);
        }
        let (placed, filling) = self.fill(begun, staging)?;
        let (staged, table) = StagedTable::begin_without_plan(self.address(), self.empty, placed, filling);
        let rows = rows.clone();
        let fill: Fill = Box::new(move |told| {
            pass_on(&rows, |portion| {
                table.add(|filling| filling.inner().add_portion(&portion))?;
                told(portion.rows, portion.bytes.len() as u64);
                Ok(())
            })
        });
        Ok(Some(Transfer { staged, fill }))
    }
}

/// A table that is looked up, in a session that is going to write.
struct Begun {
    session: Session,
    placement: Placement,
    compared: Compared<PlacedColumn>,
}

impl PostgresTarget {
    /// Looks up the table and compares its columns with those that are written.
    fn begin(&self, schema: &Schema) -> Result<Begun, Problem> {
        let right = session_right(&self.server, Use::Write, &self.reach)?;
        self.reach.block_on(async {
            let mut session: Session = logged_in(&self.server, Use::Write, Some(right)).await?;
            session.begin(&self.server, Use::Write, None).await?;
            let found = self.find(&session).await?;
            let compared = self.compared(&session, &found, schema).await?;
            let placement = self.placement(&found, &compared);
            Ok(Begun { session, placement, compared })
        })
    }

    /// Creates the staged table, which is noted before.
    fn fill(
        &self,
        Begun { session, placement, compared }: Begun,
        staging: &mut Staging<'_>,
    ) -> Result<(Placed<PostgresPlaces>, Sieve<CopyIn>), Problem> {
        let placed = Placed::<PostgresPlaces>::new(placement.clone());
        staging.note(&placed.ticket()?);
        let reach = self.reach.clone();
        let filling = CopyIn::begin(session, &placement, compared.columns, self.server.clone(), reach);
        let filling = self.reach.block_on(filling)?;
        let ender = filling.ender();
        staging.on_withdrawal(move || {
            if let Some(ender) = ender {
                ender.end();
            }
            remove(&placement);
        });
        Ok((placed, Sieve::new(filling, &self.table, compared.fits, compared.remarks)))
    }
}
