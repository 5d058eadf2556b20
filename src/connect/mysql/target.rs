//! A table of a MySQL or MariaDB database as a target. Rows are staged in a table of their own beside it, and moved to it in one
//! transaction.

use std::collections::BTreeSet;
use std::sync::Arc;

use polars::prelude::*;

use super::compared::{Present, check};
use super::described::{Found, find};
use super::filling::Loading;
use super::names::table_name;
use super::place::{MySqlPlaces, check_target};
use super::placed::{PlacedColumn, check_names, columns_of};
use super::session::{Session, Use, with};
use super::staged::remove;
use super::words::problem_at;
use crate::base::Problem;
use crate::connect::connections::Server;
use crate::connect::drift::{Compared, Drift, Sieve, Terms, compare, fresh, look, renamed, renamed_schema, written};
use crate::connect::reach::Reach;
use crate::connect::servers::{Ends, Placed, Placement, Session as _, logged_in, session_right, staged_name};
use crate::connect::source::{Address, Source};
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
    pub drift: Drift,
    /// Columns that are written under other names.
    pub names: Vec<(String, String)>,
    /// Columns that are text only because no value has been seen in them, by their names in the table.
    pub unseen: Vec<String>,
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

    /// The columns that arrive beside those of the table, or as those of a new one.
    async fn compared(
        &self,
        session: &mut Session,
        place: &Place,
        schema: &Schema,
    ) -> Result<Compared<PlacedColumn>, Problem> {
        check_names(schema)?;
        let terms = Terms::of(self.existing, self.drift, &self.keys, &self.unseen);
        if let Some(found) = &place.found {
            let present = Present::find(&self.server, session, (found, &self.table)).await?;
            return compare(&present, schema, &terms);
        }
        let named = |column: PlacedColumn| (column.name.clone(), column.data_type.clone(), column);
        let columns = columns_of(schema)?.into_iter().map(named).collect();
        Ok(fresh(columns, |column| check(column.encoding.clone()), &terms))
    }

    fn placement(&self, place: &Place, compared: &Compared<PlacedColumn>) -> Placement {
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
            columns: compared.columns.iter().map(|column| column.name.clone()).collect(),
            changes: compared.changes.clone(),
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
            with(&target.server, reach, Use::Read, async |session: &mut Session| {
                if target.existing == ExistingTable::Fail {
                    return check_names(&schema).map(|()| Vec::new());
                }
                let place = target.find(session).await?;
                let compared = target.compared(session, &place, &schema).await?;
                Ok([compared.remarks, compared.possible].concat())
            })
        };
        Some(look(self.address(), &settings, arriving, ask))
    }

    fn stage(&self, mut rows: LazyFrame, staging: &mut Staging<'_>) -> Result<(Box<dyn Staged>, LazyFrame), Problem> {
        let schema = rows.collect_schema().map_err(|error| Problem::error(error.to_string()))?;
        let rows = renamed(rows, &schema, &self.names);
        let schema = renamed_schema(&schema, &self.names);
        let right = session_right(&self.server, Use::Write, &self.reach)?;
        let (session, placement, compared) = self.reach.block_on(async {
            let mut session: Session = logged_in(&self.server, Use::Write, Some(right)).await?;
            session.begin(&self.server, Use::Write, None).await?;
            let place = self.find(&mut session).await?;
            let compared = self.compared(&mut session, &place, &schema).await?;
            let placement = self.placement(&place, &compared);
            Ok((session, placement, compared))
        })?;
        let placed = Placed::<MySqlPlaces>::new(placement.clone());
        staging.note(&placed.ticket()?);
        let filling = Loading::begin(session, &placement, compared.columns, self.server.clone(), self.reach.clone());
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
        let filling = Sieve::new(filling, &self.table, compared.fits, compared.remarks);
        StagedTable::begin(self.address(), self.empty, placed, filling, rows)
    }
}
