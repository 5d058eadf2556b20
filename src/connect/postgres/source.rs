//! A database as a source: its state, its columns and its rows.

use std::any::Any;
use std::ops::RangeInclusive;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use polars::prelude::SchemaRef;

use super::asked::Postgres;
use super::described::Described;
use super::groups::Groups;
use super::pushed::takes;
use super::rows::read;
use super::session::{Session, Use, with};
use super::statement::Select;
use super::words::problem;
use crate::base::{Key, KeyBuilder, Problem, Text};
use crate::connect::memo::Memo;
use crate::connect::reach::Reach;
use crate::connect::scan::{Complete, GroupScan, Grouping, Predicate, Receive, RowSource, ScanRequest};
use crate::connect::source::{Address, Mark, Marked, Source, State};
use crate::connect::sql_rows::SqlRows;

/// Servers have other work too: the state is checked once a minute.
const PAUSES: RangeInclusive<Duration> = Duration::from_secs(60)..=Duration::from_secs(600);
/// The number of descriptions and of moments that are remembered.
const REMEMBERED: usize = 256;

/// What was found last, by what is read, and the state of the server in which it was found.
static FOUND: Memo<Key, (String, Arc<Described>)> = Memo::new(REMEMBERED);
/// The moment at which a state of a server was first seen, by what is read. Of this process alone.
static SEEN: Memo<Key, (String, u64)> = Memo::new(REMEMBERED);

impl Postgres {
    /// The columns, asked of the server.
    pub fn schema(&self, reach: &Reach) -> Result<SchemaRef, Problem> {
        self.described(reach).map(|(_, described)| described.schema())
    }

    /// The rows, with the columns that were found last.
    pub fn row_source(self, schema: SchemaRef, reach: &Reach) -> Result<Arc<dyn RowSource>, Problem> {
        let known = FOUND.get(&self.question()).filter(|(_, described)| described.schema() == schema);
        let described = match known {
            Some((_, described)) => described,
            None => self.described(reach)?.1,
        };
        Ok(Arc::new(Scan { asked: self, described, schema }))
    }

    /// The description, asked of the server now, and not remembered.
    pub(super) fn described_anew(&self, reach: &Reach) -> Result<Described, Problem> {
        with(&self.server, reach, Use::Read, async |session: &Session| Described::of(self, session).await)
    }

    /// Fails if the columns are others than those.
    pub(super) fn check_unchanged(&self, described: &Described, reach: &Reach) -> Result<(), Problem> {
        let now =
            with(&self.server, reach, Use::Read, async |session: &Session| Described::declared(self, session).await)?;
        if now.is_like(described) {
            return Ok(());
        }
        let problem = Problem::error(say!("database-columns-changed", path = self.server.url(self.rows.table())));
        Err(problem.remedy(say!("database-try-later")).at(self.rows.setting()).transient())
    }

    /// The state of the server in its own words, and the description, which is asked for only in another state.
    fn described(&self, reach: &Reach) -> Result<(String, Arc<Described>), Problem> {
        let question = self.question();
        let known = FOUND.get(&question);
        let found = with(&self.server, reach, Use::Read, async |session: &Session| {
            // Two snapshots of equal text show the same rows, as long as the server has not been started anew.
            let sql =
                "SELECT pg_catalog.txid_current_snapshot()::text || ' ' || pg_catalog.pg_postmaster_start_time()::text";
            let row = session.client().query_one(sql, &[]).await;
            let state = row.and_then(|row| row.try_get::<_, String>(0));
            let state = state.map_err(|error| problem(&self.server, &error))?;
            match known {
                Some(known) if known.0 == state => Ok(known),
                _ => Ok((state, Arc::new(Described::of(self, session).await?))),
            }
        })?;
        FOUND.put(question, found.clone());
        Ok(found)
    }
}

impl Source for Postgres {
    fn address(&self) -> Address {
        Address::Url(self.server.url(self.rows.table()))
    }

    fn question(&self) -> Key {
        self.rows.key(self.server.key(KeyBuilder::new("postgres"))).finish()
    }

    /// A server names no state of a table that would be certain for other processes. So rows count as those of a moment;
    /// it stays the same while nothing at all has been changed on the server.
    fn state(&self, reach: &Reach) -> Result<State, Problem> {
        let now = reach.clock.now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos() as u64;
        let (state, described) = self.described(reach)?;
        let question = self.question();
        let at = match SEEN.get(&question) {
            Some((seen, at)) if seen == state => at,
            _ => {
                SEEN.put(question, (state, now));
                now
            }
        };
        let mark = Mark::Moment { at, valid_until: None };
        let marks = vec![Marked { address: self.address(), mark, bytes: described.bytes }];
        Ok(State { marks, schema: Some(described.schema()), notes: Vec::new() })
    }

    fn pauses(&self) -> RangeInclusive<Duration> {
        PAUSES
    }
}

/// The rows of a database whose columns are known.
pub(super) struct Scan {
    pub asked: Postgres,
    pub described: Arc<Described>,
    schema: SchemaRef,
}

impl RowSource for Scan {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }

    fn takes(&self, predicate: &Predicate) -> bool {
        takes(predicate, &self.described)
    }

    fn streams(&self) -> bool {
        true
    }

    fn grouped(&self, grouping: &Grouping) -> Result<Box<dyn GroupScan>, Text> {
        Ok(Box::new(Groups::of(&self.asked, &self.described, grouping)?))
    }

    fn statement(&self, request: &ScanRequest) -> Option<String> {
        let own = match &self.asked.rows {
            SqlRows::Table(_) => 0,
            SqlRows::Query { values, .. } => values.len(),
        };
        Some(Select::of(&self.described, request, own).sql)
    }

    fn scan(&self, request: &ScanRequest, reach: &Reach, receive: Receive<'_>) -> Result<Complete, Problem> {
        read(&self.asked, &self.described, request, reach, receive)
    }
}
