//! A table of a MySQL or MariaDB database as a target. Rows are staged in a table of their own beside it, and moved to it in one
//! transaction.

use std::sync::Arc;

use polars::prelude::*;

use super::described::{Found, find};
use super::filling::Loading;
use super::names::table_name;
use super::place::{MySqlPlaces, check_target};
use super::placed::{PlacedColumn, check_names, fitting, fresh};
use super::session::{Session, Use, with};
use super::staged::remove;
use super::words::problem_at;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::reach::Reach;
use crate::connect::servers::{Ends, Placed, Placement, Session as _, session_right, staged_name};
use crate::connect::source::Address;
use crate::connect::staged_table::{Placing, StagedTable};
use crate::connect::target::{ExistingTable, Promise, Staged, Target};
use crate::connect::write::Staging;

/// A table of a database. It is created if it does not exist.
#[derive(Clone, Debug)]
pub struct MySqlTarget {
    pub server: Arc<Server>,
    /// `database.table`, or a table of the connection's database.
    pub table: String,
    pub existing: ExistingTable,
    /// By which rows are updated or deleted.
    pub keys: Vec<String>,
    /// Whether existing rows may be replaced by none.
    pub empty: bool,
    pub reach: Reach,
}

/// Where rows go.
struct Place {
    schema: String,
    table: String,
    /// `None` if there is no such table.
    found: Option<Found>,
}

impl MySqlTarget {
    /// Looks the table up, in a session.
    async fn find(&self, session: &mut Session) -> Result<Place, Problem> {
        let name = table_name(&self.table)?;
        let schema = name.schema.unwrap_or_else(|| self.server.database.clone());
        let found = find(session, &schema, &name.table).await;
        match found.map_err(|fault| problem_at(&self.server, &fault, "table"))? {
            Some(found) => {
                check_target(&found, self.existing, &self.table)?;
                Ok(Place { schema: found.schema.clone(), table: found.table.clone(), found: Some(found) })
            }
            None if self.existing == ExistingTable::Delete => {
                let problem = Problem::error(say!("database-no-table", name = self.table.as_str()));
                Err(problem.remedy(say!("database-choose-table")).at("table"))
            }
            None => Ok(Place { schema, table: name.table, found: None }),
        }
    }

    fn placement(&self, place: &Place, columns: &[PlacedColumn]) -> Placement {
        Placement {
            connection: self.server.connection.clone(),
            connections: self.reach.connections.clone(),
            base: self.reach.base.clone(),
            url: self.server.url(&self.table),
            schema: place.schema.clone(),
            table: place.table.clone(),
            staged: staged_name(),
            existing: self.existing,
            keys: self.keys.clone(),
            columns: columns.iter().map(|column| column.name.clone()).collect(),
            rows: 0,
        }
    }
}

impl Target for MySqlTarget {
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
        with(&self.server, &self.reach, Use::Read, async |session: &mut Session| self.find(session).await.map(drop))
    }

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let right = session_right(&self.server, Use::Write, &self.reach)?;
        let (session, placement, columns) = self.reach.block_on(async {
            let mut session = Session::open(&self.server, Use::Write, right).await?;
            session.begin(&self.server, Use::Write, None).await?;
            let place = self.find(&mut session).await?;
            check_names(&schema)?;
            let columns = match &place.found {
                Some(found) => {
                    let is_whole = self.existing != ExistingTable::Delete;
                    fitting(&self.server, &mut session, (found, &self.table), &schema, is_whole).await?
                }
                None => fresh(&schema)?,
            };
            let placement = self.placement(&place, &columns);
            Ok((session, placement, columns))
        })?;
        let placed = Placed::<MySqlPlaces>::new(placement.clone());
        staging.note(&placed.ticket()?);
        let filling = Loading::begin(session, &placement, columns, self.server.clone(), self.reach.clone());
        let filling = self.reach.block_on(filling).inspect_err(|_| {
            // Nothing that creates a table can be taken back by itself.
            remove(&placement);
        })?;
        let (undone, ender) = (placement.clone(), filling.ender());
        staging.on_withdrawal(move || {
            if let Some(ender) = ender {
                ender.end();
            }
            remove(&undone);
        });
        StagedTable::begin(self.address(), self.empty, placed, filling, rows)
    }
}
